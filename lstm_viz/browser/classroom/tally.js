// One bar of what a class answered.

import { element } from "../shared/dom.js";

/**
 * @param {string} kind "first" or "second": which of two bars it is, by colour
 * @param {string} whose for a screen reader, before what the bar `says`
 * @param {number} share 0…1
 * @param {string} says the number beside it
 */
export function tally(kind, whose, share, says) {
  return element(
    "span",
    { className: "tally" },
    element("span", { className: `fill ${kind}`, style: `width: ${(100 * share).toFixed(1)}%`, ariaHidden: "true" }),
    element("span", { className: "count" }, element("span", { className: "unseen" }, whose), says),
  );
}
