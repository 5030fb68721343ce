// What happened to a unit at a word, in one of four ways: it was wiped, it wrote, it flipped, it spoke. Or somebody
// set its memory by hand.

import { row } from "../shared/arrays.js";
import { before } from "./store.js";

/** @typedef {{unit: number, kind: "kept" | "wiped" | "wrote" | "flipped" | "spoke" | "set", size: number}} Happening */

const OPENS = 1 / 3; // an output gate that opens by more than this lets its unit speak
const LEAST = 0.1; // a smaller change is none: the unit keeps what it has
const BY_HAND = 1e-3; // a memory that is not what the gates made of it; float32 alone errs by less

const FIELDS = ["forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state"];

// The rows of a step that tell what happened: f, i, C̃, o, C, h, then C, h and o of the step before.
function rowsAt(data, t) {
  const now = FIELDS.map((field) => row(data.arrays[field], t));
  return [...now, before(data, "cell_state", t), before(data, "hidden_state", t), t > 0 ? row(data.arrays.output_gate, t - 1) : null];
}

/** f ∗ C_{t−1} + i ∗ C̃: the memory as the gates make it. @param {number} f @param {number} C0 @param {number} i @param {number} g */
export const byGates = (f, C0, i, g) => f * C0 + i * g;

/**
 * The largest of the four, by how much it changed C (or h, for “spoke”); “kept” where none is of any size:
 *
 *     wrote    |i_t ∗ C̃_t|
 *     wiped    |(1 − f_t) ∗ C_{t−1}|   more than half of the memory was erased
 *     flipped  |C_t − C_{t−1}|         the memory changed its sign
 *     spoke    |h_t| − |h_{t−1}|       the output gate opened
 *
 * @param {any} rows @param {number} unit @returns {Happening}
 */
function largestOf([f, i, g, o, C, h, C0, h0, o0], unit) {
  const byHand = Math.abs(C[unit] - byGates(f[unit], C0[unit], i[unit], g[unit]));
  if (byHand > BY_HAND) return { unit, kind: "set", size: byHand };
  /** @type {Happening["kind"]} */
  let kind = "wrote";
  let size = Math.abs(i[unit] * g[unit]);
  const take = (/** @type {Happening["kind"]} */ other, /** @type {number} */ change) => {
    if (change > size) [kind, size] = [other, change];
  };
  if (f[unit] < 0.5) take("wiped", (1 - f[unit]) * Math.abs(C0[unit]));
  if (C[unit] * C0[unit] < 0 && Math.min(Math.abs(C[unit]), Math.abs(C0[unit])) > 0.1) take("flipped", Math.abs(C[unit] - C0[unit]));
  if (o0 && o[unit] - o0[unit] > OPENS) take("spoke", Math.abs(h[unit]) - Math.abs(h0[unit]));
  return { unit, kind: size < LEAST ? "kept" : kind, size };
}

/** What happened to one unit at a word. @param {any} data @param {number} t @param {number} unit */
export const happening = (data, t, unit) => largestOf(rowsAt(data, t), unit);

/** The largest happening of all units at a word. @param {any} data @param {number} t @returns {Happening} */
export function largestHappening(data, t) {
  const rows = rowsAt(data, t);
  let found = largestOf(rows, 0);
  for (let unit = 1; unit < data.sizes.H; unit++) {
    const one = largestOf(rows, unit);
    if (one.size > found.size) found = one;
  }
  return found;
}
