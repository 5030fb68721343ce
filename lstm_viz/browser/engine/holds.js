// Be the gate: a text is read again while some gates are held at a value, or the memory is erased; as
// lstm_viz/studies/intervention.py does it. A held gate does not listen to its own pre-activation; all else
// goes on by the six equations, so later gates feel the change through h.

import { rereadWith } from "./cells.js";
import { rowAt } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * One gate held at a value.
 * @typedef {object} Hold
 * @property {string} target "forget", "input" or "output"; "cell" sets the cell state itself to zero
 * @property {number} value 0…1; for "cell" always 0
 * @property {number[] | null} units their numbers; null for all
 * @property {number[] | null} steps the steps 0…T − 1 at which it is held; null for all
 */

/**
 * Holds laid out over a text.
 * @typedef {object} Clamp
 * @property {Record<string, Float32Array>} gates by the name of their array, (T, H), NaN where free
 * @property {Uint8Array} erased (T, H), 1 where the memory is erased
 * @property {number} first the first step at which anything is held; T if nothing is
 */

const HELD = { forget: "forget_gate", input: "input_gate", output: "output_gate" };
const ERASE = "cell"; // the cell state itself, after the step's update
const HOLD_FORM = /^(\w+)=(\d(?:\.\d{1,4})?)(?:@units:(\d{1,5}(?:,\d{1,5})*))?(?:@steps:(\d{1,5}(?:,\d{1,5})*))?$/;

/** A hold that has no place in the text or the network, or contradicts another; says why. */
export class ImpossibleHold extends Error {}

/**
 * A hold that makes sense by itself.
 * @param {string} target
 * @param {number} [value]
 * @param {number[] | null} [units]
 * @param {number[] | null} [steps]
 * @returns {Hold}
 * @throws {ImpossibleHold} no such gate, a value outside 0…1, no unit or no step at all
 */
export function makeHold(target, value = 0, units = null, steps = null) {
  if (!(target in HELD) && target !== ERASE)
    throw new ImpossibleHold(`There is no gate “${target}”: choose forget, input or output.`);
  if (!(value >= 0 && value <= 1)) throw new ImpossibleHold("A gate lies between 0 (closed) and 1 (open).");
  if (target === ERASE && value !== 0)
    throw new ImpossibleHold("A memory can only be erased, that is set to 0.");
  if (units?.length === 0) throw new ImpossibleHold("Choose at least one unit, or all of them.");
  if (steps?.length === 0) throw new ImpossibleHold("Choose at least one word, or all of them.");
  return { target, value, units, steps };
}

/**
 * For links: "forget=1@units:3,5@steps:2,4", steps counted from 1.
 * @param {Hold} hold
 */
export function holdText({ target, value, units, steps }) {
  const where = units ? `@units:${units.join(",")}` : "";
  const when = steps ? `@steps:${steps.map((t) => t + 1).join(",")}` : "";
  return `${target}=${Number(value.toPrecision(6))}${where}${when}`;
}

/**
 * Back from `holdText`.
 * @param {string} text
 * @returns {Hold}
 * @throws {ImpossibleHold} not of that form
 */
export function parseHold(text) {
  const match = HOLD_FORM.exec(text);
  if (!match) throw new ImpossibleHold(`“${text.slice(0, 60)}” does not say which gate to hold.`);
  const [units, steps] = match.slice(3).map((part) => (part ? part.split(",").map(Number) : null));
  return makeHold(match[1], Number(match[2]), units, steps && steps.map((step) => step - 1));
}

/**
 * What is held at each step, in each unit.
 * @param {Hold[]} holds
 * @param {number} T
 * @param {number} H
 * @returns {Clamp}
 * @throws {ImpossibleHold} a unit or step that is not there, or two values for the same gate at one place
 */
export function layOut(holds, T, H) {
  const gates = Object.fromEntries(
    Object.values(HELD).map((name) => [name, new Float32Array(T * H).fill(NaN)]),
  );
  const erased = new Uint8Array(T * H);
  let first = T;
  holds.forEach(({ target, value, units, steps }, index) => {
    const number = index + 1;
    for (const unit of units ?? []) {
      if (!(unit >= 0 && unit < H))
        throw new ImpossibleHold(
          `Hold ${number} asks for unit ${unit}; the units are numbered 0 to ${H - 1}.`,
        );
    }
    for (const t of steps ?? []) {
      if (!(t >= 0 && t < T))
        throw new ImpossibleHold(
          `Hold ${number} asks for word ${t + 1}, but the text ends at word ${T}. ` +
            "Undo it or type a longer text.",
        );
    }
    const gate = gates[HELD[target]];
    const held = Math.fround(value); // as the gate will hold it
    const places = units ?? [...Array(H).keys()];
    for (const t of steps ?? Array(T).keys()) {
      first = Math.min(first, t);
      for (const u of places) {
        const at = t * H + u;
        if (target === ERASE) erased[at] = 1;
        else if (!Number.isNaN(gate[at]) && gate[at] !== held)
          throw new ImpossibleHold(
            `Hold ${number} sets the ${target} gate to ${value} where an earlier hold set ` +
              "it to another value. A gate can only be held at one value: undo one of the two.",
          );
        else gate[at] = held;
      }
    }
  });
  return { gates, erased, first };
}

/**
 * Put the clamp into a step that the cell has just computed; a free gate stays as it is.
 * @param {Clamp} clamp
 * @param {Trace} trace
 * @param {number} t
 */
function clampStep({ gates, erased }, trace, t) {
  const { H } = trace;
  const [forget_gate, input_gate, candidate, output_gate, cell_state, hidden_state] = [
    "forget_gate",
    "input_gate",
    "candidate",
    "output_gate",
    "cell_state",
    "hidden_state",
  ].map((name) => rowAt(trace, name, t)); // each (H)
  const C = rowAt(trace, "cell_state", t - 1); // C_{t−1} (H)
  for (const name in gates) {
    const gate = rowAt(trace, name, t);
    const held = gates[name].subarray(t * H, (t + 1) * H);
    for (let u = 0; u < H; u++) if (!Number.isNaN(held[u])) gate[u] = held[u];
  }
  for (let u = 0; u < H; u++) {
    // C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t, then erased where asked
    cell_state[u] = erased[t * H + u] ? 0 : forget_gate[u] * C[u] + input_gate[u] * candidate[u]; // (H)
    // h_t = o_t ∗ tanh(C_t)
    hidden_state[u] = output_gate[u] * Math.tanh(cell_state[u]); // (H)
  }
}

/**
 * Holds as a change of a reading, for `rereadWith`.
 * @param {Hold[]} holds
 * @param {Trace} free
 * @returns {import("./cells.js").Change}
 * @throws {ImpossibleHold} see `layOut`
 */
export function holdChange(holds, free) {
  const clamp = layOut(holds, free.T, free.H);
  return { first: clamp.first, apply: (trace, t) => clampStep(clamp, trace, t) };
}

/**
 * The same text read again under the holds. The trace holds the gates as they acted; its three parts still
 * say what each would have been.
 * @param {{ parameters: any }} model an LSTM
 * @param {Trace} free
 * @param {Hold[]} holds
 * @returns {Trace}
 * @throws {ImpossibleHold} see `layOut`
 */
export function holdGates(model, free, holds) {
  return rereadWith(model, free, [holdChange(holds, free)]);
}
