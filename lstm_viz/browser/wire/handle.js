// A handle: one number of the wiring, to drag sideways, to move with the arrow keys, or to type.

import { element, signed } from "../shared/dom.js";
import { LIMIT } from "./cell.js";
import { numberIn } from "./link.js";

const PIXELS = 5; // to drag for a change of 1
const CLICK = 4; // px: moved less, it was a click

/** A number as a handle shows it: no more digits than it has. @param {number} v */
export const shown = (v) => signed(v, [0, 1, 2].find((d) => Number(v.toFixed(d)) === v) ?? 3);

/**
 * @param {object} handle
 * @param {string} handle.sign what stands before the number: "×" on a wire, "+" at a gate
 * @param {string} handle.kind "h", "x" or "b", for its colour
 * @param {string} handle.label what it is called: "weight of h in the forget gate"
 * @param {(value: number) => void} handle.change
 * @param {(sentence: string) => void} handle.refuse told why a typed text was not taken
 */
export function buildHandle({ sign, kind, label, change, refuse }) {
  const input = element("input", {
    type: "text", inputMode: "decimal", role: "spinbutton", ariaLabel: label, autocomplete: "off", spellcheck: false,
    "aria-valuemin": -LIMIT, "aria-valuemax": LIMIT,
  });
  const node = element("label", { className: `handle of-${kind}`, title: `${label}: drag, press ↑ or ↓, or type a number` },
    element("span", { ariaHidden: "true" }, sign), input);
  let value = 0;
  const set = (/** @type {number} */ v) => {
    change(Math.max(-LIMIT, Math.min(LIMIT, Math.round(v * 1000) / 1000)));
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true })); // as any control that is moved
  };
  const write = () => (input.value = shown(value));
  input.onkeydown = (event) => {
    const step = { ArrowUp: 0.5, ArrowDown: -0.5, PageUp: 5, PageDown: -5 }[event.key];
    if (event.key === "Enter") input.onchange();
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set((numberIn(input.value) ?? value) + (event.shiftKey ? step / 5 : step));
  };
  input.onchange = () => {
    const typed = numberIn(input.value);
    if (typed === null) refuse(`“${input.value.slice(0, 20)}” is no number from −${LIMIT} to ${LIMIT}; the ${label} stays ${shown(value)}.`);
    else if (typed !== value) set(typed);
    write();
  };
  dragged(node, input, () => value, set);
  return {
    node,
    /** @param {number} v */
    draw(v) {
      const other = v !== value;
      value = v;
      input.setAttribute("aria-valuenow", v);
      // what is being typed stays, unless another number has come
      if (input.getRootNode().activeElement !== input || other) write();
      node.classList.toggle("zero", v === 0);
      node.style.setProperty("--from", `${50 + Math.min(0, (50 * v) / LIMIT)}%`);
      node.style.setProperty("--to", `${50 + Math.max(0, (50 * v) / LIMIT)}%`);
    },
  };
}

// A press that moves sideways is a drag; one that does not puts the caret into the number.
function dragged(node, input, value, set) {
  let from = null;
  node.onpointerdown = (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, value: value(), moved: false };
    node.setPointerCapture(event.pointerId);
    if (input.getRootNode().activeElement !== input) event.preventDefault();
  };
  node.onpointermove = (event) => {
    if (!from) return;
    const by = event.clientX - from.x;
    from.moved ||= Math.abs(by) >= CLICK;
    if (from.moved) set(Math.round(2 * (from.value + by / PIXELS)) / 2);
  };
  node.onpointercancel = () => (from = null);
  node.onpointerup = () => {
    if (from && !from.moved) {
      input.focus();
      input.select();
    }
    from = null;
  };
  // the label would hand its click on to the number after a drag too
  node.onclick = (event) => event.preventDefault();
}
