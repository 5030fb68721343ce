// What the reader tries on the network: gates held, memory erased, a memory put in from another reading.
// Every trial can be undone; a later hold counts where two meet.

import { holdText, makeHold } from "../engine/holds.js";
import { reread } from "./live.js";

/**
 * @typedef {object} Try one thing held
 * @property {"forget" | "input" | "output" | "cell"} target "cell" erases the memory
 * @property {number} value 0…1
 * @property {number | null} unit null for all
 * @property {number} from the first step
 * @property {number | null} to the last step; null for the end of the text, however long it grows
 */

const TARGETS = { forget_gate: "forget", input_gate: "input", output_gate: "output" };

/** Where the next hold goes: which unit, which steps. @param {any} store */
function place({ scope, unit, t }) {
  return {
    unit: scope.units === "all" ? null : unit,
    from: scope.steps === "all" ? 0 : t,
    to: scope.steps === "here" ? t : null,
  };
}

const same = (a, b) => a.target === b.target && a.unit === b.unit && a.from === b.from && a.to === b.to;

/** Hold a gate at a value, where the reader chose. @param {any} store @param {string} field @param {number} value */
export function holdGate(store, field, value) {
  const held = { target: TARGETS[field], value, ...place(store) };
  const others = store.holds.filter((other) => !same(other, held));
  // one drag is one trial, however many values it passes
  if (others.length === store.holds.length || store.dragged !== held.target) remember(store);
  store.dragged = held.target;
  reread(store, { holds: [...others, held] });
}

/** Erase the memory, where the reader chose. @param {any} store */
export function erase(store) {
  const held = { target: "cell", value: 0, ...place(store) };
  remember(store);
  const others = store.holds.filter((other) => !same(other, held));
  reread(store, { holds: others.length < store.holds.length ? others : [...others, held] });
}

/** Keep what stands now, for Undo. @param {any} store */
export function remember(store) {
  store.dragged = null;
  store.past = [...store.past.slice(-49), { text: store.text, holds: store.holds, transplant: store.transplant, pinned: store.pinned, after: store.after }];
}

/** @param {any} store */
export function undo(store) {
  const last = store.past.at(-1);
  if (!last) return;
  store.past = store.past.slice(0, -1);
  store.dragged = null;
  reread(store, last);
}

/** Everything as the network does it by itself. @param {any} store */
export function reset(store) {
  remember(store);
  reread(store, { holds: [], transplant: null, pinned: null, after: null });
}

/** The next text goes on from where this one ended; once more: it starts from zero again. @param {any} store */
export function carryOn(store) {
  remember(store);
  reread(store, { after: store.after === null ? store.text : null });
}

/** Whether a gate is held here, for the followed unit or for all. @param {any} store @param {string} field */
export function heldAt({ holds, unit, t }, field) {
  return holds.some((held) =>
    held.target === TARGETS[field] && (held.unit === null || held.unit === unit) && held.from <= t && t <= (held.to ?? Infinity));
}

/**
 * The holds of the text on screen, as links and Python write them; worked out once for each.
 * @param {any} store @returns {string[]}
 */
export function heldTexts(store) {
  const { holds, data } = store;
  const T = data.tokens.length;
  if (store.heldTexts?.holds !== holds || store.heldTexts.T !== T)
    store.heldTexts = { holds, T, texts: asHolds(holds, T, data.sizes.H).map(holdText) };
  return store.heldTexts.texts;
}

/**
 * The trials as holds of the engine: laid out step by step, so that no two contradict each other.
 * @param {Try[]} tries @param {number} T @param {number} H
 */
export function asHolds(tries, T, H) {
  /** @type {Map<string, Float64Array>} */
  const cells = new Map(); // target → the value of each unit at each step (H, T), NaN where none; the later one counts
  for (const { target, value, unit, from, to } of tries) {
    const at = cells.get(target) ?? new Float64Array(H * T).fill(NaN);
    cells.set(target, at);
    for (const u of unit === null ? Array(H).keys() : [unit])
      if (u < H) at.fill(value, u * T + Math.min(T, from), u * T + Math.min(T, (to ?? T - 1) + 1));
  }
  const holds = [];
  for (const [target, at] of cells) {
    // steps of a unit with one value, then units with the same value and steps, become one hold
    const rows = [];
    for (let u = 0; u < H; u++) {
      /** @type {Map<number, number[]>} */
      const steps = new Map();
      for (let t = 0; t < T; t++) {
        const value = at[u * T + t];
        if (!Number.isNaN(value)) {
          if (steps.has(value)) steps.get(value)?.push(t);
          else steps.set(value, [t]);
        }
      }
      for (const [value, those] of steps) rows.push({ u, value, steps: those });
    }
    const groups = new Map();
    for (const { u, value, steps } of rows) {
      const key = `${value} ${steps.join()}`;
      if (!groups.has(key)) groups.set(key, { value, steps, units: [] });
      groups.get(key).units.push(u);
    }
    for (const { value, steps, units } of groups.values())
      holds.push(makeHold(target, value, units.length === H ? null : units, steps.length === T ? null : steps));
  }
  return holds;
}
