// The heads component: one store, its parts, and the entry that Streamlit calls at every change of the data.

import { element } from "../shared/dom.js";
import { keepInAddress } from "./link.js";
import { buildExpect } from "./expect.js";
import { buildPair } from "./formula.js";
import { buildMatrix } from "./matrix.js";
import { buildOverview } from "./overview.js";
import { buildRow } from "./row.js";
import { createHeads, receive } from "./store.js";
import { buildWords } from "./words.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  if (store.data?.id !== data.id) receive(store, data);
  return () => store.player.stop();
}

function build(root) {
  const store = createHeads(root);
  root.classList.add("heads");
  root.append(
    buildWords(store),
    element("div", { className: "main" }, buildMatrix(store), buildPair(store)),
    element("div", { className: "side" }, buildOverview(store), buildRow(store), buildExpect(store)),
  );
  keepInAddress(store);
  root.onkeydown = (event) => store.player.key(event);
  return store;
}
