// How much the picture shows: the story of one unit, all units, or the formula at work.

import { element, help } from "../shared/dom.js";
import { update } from "../shared/store.js";

export const LEVELS = { story: "Story", units: "Units", formula: "Formula" };

const ABOUT_LEVELS = "Story follows one unit in plain words. Units shows all of them as squares. Formula works the gates out.";

/** @param {any} store @param {Record<string, string>} [levels] @param {string} [about] */
export function buildLevels(store, levels = LEVELS, about = ABOUT_LEVELS) {
  const buttons = Object.entries(levels).map(([level, label]) => {
    const button = element("button", { type: "button" }, label);
    button.dataset.level = level;
    button.onclick = () => update(store, { level });
    return button;
  });
  store.parts.push(() => {
    for (const button of buttons) button.ariaPressed = String(button.dataset.level === store.level);
  });
  return element("div", { className: "group" },
    element("div", { className: "levels", role: "group", ariaLabel: "How much to show" }, ...buttons),
    help(about));
}
