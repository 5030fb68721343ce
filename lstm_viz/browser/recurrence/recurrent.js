// The recurrent cell's stepper: the same controls as the LSTM's, with parts of its own.

import { element } from "../shared/dom.js";
import { STAGES, STAGES_HELP, buildNetwork } from "./network.js";
import { buildNumbers } from "./numbers.js";
import { buildUnrolled } from "./unroll.js";
import { buildNext } from "../stage/next.js";
import { createStore, receive } from "../stage/store.js";
import { buildTimeline, onKey } from "../stage/timeline.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  store.send = setTriggerValue;
  if (store.data?.id !== data.id) receive(store, data);
  return () => {
    for (const timer of ["timer", "addressTimer"]) clearTimeout(store[timer]);
    store.playing = false;
  };
}

function build(root) {
  const store = createStore(root);
  root.append(
    buildTimeline(store, STAGES, STAGES_HELP),
    buildUnrolled(store),
    buildNetwork(store),
    element("div", { className: "side" }, buildNext(store)),
    buildNumbers(store),
  );
  root.onkeydown = (event) => onKey(store, event);
  return store;
}
