// Where a memory came from: the cell state as a sum over the words that wrote it, as
// lstm_viz/studies/attribution.py computes it. Unrolled, C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t says
//
//     C_t = (∏_{j≤t} f_j) ∗ C_{−1} + Σ_{k≤t} (∏_{k<j≤t} f_j) ∗ i_k ∗ C̃_k
//
// so what word k wrote is still there at t, shrunk by every forget gate since. Exact with the gates as they
// were.

import { rowAt } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

const FOREIGN = 1e-3; // what the sum over the words misses by more than rounding does

/**
 * For every t what each source has in C_t; row 0 of a source is the initial state's, row k + 1 word k's.
 * Where the memory was erased nothing is left of any; what was put in from another reading counts as the
 * initial state does: it came from outside this text.
 * @param {Trace} trace of an LSTM
 * @param {(t: number, left: Float32Array[]) => void} take gets t and t + 2 rows (H) that sum to C_t; they
 *   are overwritten at the next step
 */
export function eachPart(trace, take) {
  const { T, H } = trace;
  const left = [Float32Array.from(trace.arrays.initial_cell_state)];
  for (let t = 0; t < T; t++) {
    const [forget_gate, input_gate, candidate, cell_state] = ["forget_gate", "input_gate", "candidate", "cell_state"].map(
      (name) => rowAt(trace, name, t),
    );
    // ∏ f_j: what was there is kept by f_t
    for (const part of left) for (let u = 0; u < H; u++) part[u] *= forget_gate[u]; // (H)
    // i_t ∗ C̃_t: what this word writes is whole
    left.push(input_gate.map((i, u) => i * candidate[u])); // (H)
    for (let u = 0; u < cell_state.length; u++) {
      if (cell_state[u] === 0) for (const part of left) part[u] = 0;
      const rest = cell_state[u] - left.reduce((sum, part) => sum + part[u], 0);
      if (Math.abs(rest) > FOREIGN) left[0][u] += rest;
    }
    take(t, left);
  }
}

/**
 * Length ‖·‖ over all units of what each source has in C_t.
 * @param {Trace} trace
 * @returns {Float32Array[]} T + 1 rows (the initial state, then the words) of T numbers, 0 before it was written
 */
export function sizes(trace) {
  const { T } = trace;
  const found = Array.from({ length: T + 1 }, () => new Float32Array(T));
  eachPart(trace, (t, left) =>
    left.forEach((part, source) => {
      let square = 0;
      for (let u = 0; u < part.length; u++) square += part[u] * part[u];
      found[source][t] = Math.sqrt(square);
    }),
  );
  return found;
}

/**
 * The share of word k's writing that is left after each later word, measured as in `sizes`.
 * @param {Trace} trace
 * @param {number} k
 * @returns {Float32Array} (T − k), 1 at first, 0…1
 */
export function kept(trace, k) {
  const course = sizes(trace)[k + 1].subarray(k);
  const first = Math.max(course[0], 1e-12);
  return course.map((length) => length / first);
}

/**
 * What each source has in one unit's C_t, with its sign: the sum over the sources is that unit's C_t.
 * @param {Trace} trace
 * @param {number} unit
 * @returns {Float32Array[]} T + 1 rows of T numbers, as in `sizes`
 */
export function partsOfUnit(trace, unit) {
  const { T } = trace;
  const found = Array.from({ length: T + 1 }, () => new Float32Array(T));
  eachPart(trace, (t, left) => left.forEach((part, source) => (found[source][t] = part[unit])));
  return found;
}
