// The recurrent cell's stepper: the same controls as the LSTM's, with parts of its own.

import { element } from "../shared/dom.js";
import { STAGES_HELP, buildNetwork } from "./network.js";
import { buildNumbers } from "./numbers.js";
import { buildUnrolled } from "./unroll.js";
import { buildNext } from "../stage/next.js";
import { createStage, receive } from "../stage/store.js";
import { buildControls, onKey } from "../stage/controls.js";
import { buildSays } from "../stage/says.js";
import { buildWords } from "../stage/words.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  store.send = setTriggerValue;
  if (store.base?.id !== data.id) receive(store, data);
  return () => {
    store.player.stop();
    clearTimeout(store.addressTimer);
  };
}

function build(root) {
  const store = createStage(root);
  root.append(
    element("div", { className: "timeline" }, buildWords(store), buildControls(store, STAGES_HELP), buildSays(store, false)),
    buildUnrolled(store),
    buildNetwork(store),
    element("div", { className: "side" }, buildNext(store)),
    buildNumbers(store),
  );
  root.onkeydown = (event) => onKey(store, event);
  return store;
}
