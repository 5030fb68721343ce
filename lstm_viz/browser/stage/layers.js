// Which layer of a network stands in the picture, and in which direction it reads: Python sends the chosen one.

import { element } from "../shared/dom.js";

/** @param {any} store */
export function buildLayers(store) {
  const group = element("div", { className: "layers choice", role: "group", ariaLabel: "Layer in the picture" });
  store.parts.push(() => drawLayers(store, group));
  return group;
}

function drawLayers(store, group) {
  const { layers } = store.data;
  group.hidden = !layers;
  if (!layers || group.drawn === layers) return;
  group.drawn = layers;
  const focused = group.contains(group.getRootNode().activeElement);
  const buttons = layers.names.map((name, k) =>
    element("button", { type: "button", ariaPressed: String(k === layers.chosen), onclick: () => store.send("layer", k) }, name));
  group.replaceChildren(...buttons, element("span", { className: "layer-says" }, layers.says));
  if (focused) buttons[layers.chosen].focus();
}

/**
 * The step at which the same input stands after another layer was chosen: a backward one reads from the end.
 * @param {string[]} before tokens @param {string[]} now tokens @param {number} t @returns {number | null} null for other inputs
 */
export function sameInput(before, now, t) {
  if (before.join("\0") === now.join("\0")) return t;
  return before.toReversed().join("\0") === now.join("\0") ? now.length - 1 - t : null;
}
