// All heads small, side by side: choose one to see it large.

import { row } from "../shared/arrays.js";
import { element, panel } from "../shared/dom.js";
import { paint } from "./matrix.js";
import { ask } from "./store.js";

export function buildOverview(store) {
  const list = element("div", { className: "overview" });
  store.parts.push(() => drawOverview(store, list));
  return panel(
    "heads-panel",
    "All heads",
    "Each head looks for something else. Under each name stands where it looks on average in this text: at the word " +
      "itself, the word before, the first word, or the words between.",
    list,
  );
}

function drawOverview(store, list) {
  const { data, head } = store;
  if (list.dataset.id !== data.id) {
    list.dataset.id = data.id;
    list.replaceChildren(...data.heads.map(({ name, habit }, n) => {
      const canvas = element("canvas", { ariaHidden: "true" });
      const button = element("button", { type: "button", onclick: () => choose(store, n) },
        canvas, element("span", { className: "name-of-head" }, name), element("small", {}, habit));
      return button;
    }));
    const T = data.tokens.length;
    data.heads.forEach((_, n) => paint(list.children[n].firstChild, row(data.arrays.weights, n), T, 1, false, data.colours));
  }
  [...list.children].forEach((button, n) => (button.ariaPressed = String(n === head)));
}

function choose(store, head) {
  store.head = head;
  ask(store, store.t);
}
