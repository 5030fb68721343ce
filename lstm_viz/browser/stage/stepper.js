// The stepper: one store, its parts, and the entry that Streamlit calls at every change of the data.

import { element } from "../shared/dom.js";
import { buildFormula } from "./formula.js";
import { buildLines } from "./lines.js";
import { buildLink } from "./link.js";
import { buildMap } from "./map.js";
import { buildNext } from "./next.js";
import { STAGES, STAGES_HELP, buildPicture } from "./picture.js";
import { buildPlots, unwatchPlots, watchPlots } from "./plots.js";
import { createStore, receive } from "./store.js";
import { buildTimeline, onKey } from "./timeline.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  store.send = setTriggerValue;
  if (store.data?.id !== data.id) receive(store, data);
  watchPlots(store);
  return () => {
    for (const timer of ["timer", "addressTimer"]) clearTimeout(store[timer]);
    unwatchPlots(store);
    store.playing = false;
  };
}

function build(root) {
  const store = createStore(root);
  root.append(
    buildTimeline(store, STAGES, STAGES_HELP),
    buildPicture(store),
    element("div", { className: "side" }, buildMap(store), buildNext(store), buildLines(store)),
    buildFormula(store),
  );
  buildPlots(store);
  buildLink(store);
  root.onkeydown = (event) => onKey(store, event);
  return store;
}
