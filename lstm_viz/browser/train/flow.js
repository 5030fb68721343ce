// The numbers of one update at one step for one unit: what each quantity is, what δ it gets, and how δ is worked
// out. δ stands for ∂L/∂: how fast the loss grows when the number grows.

import { about } from "./run.js";

/** @typedef {{ T: number, H: number, cell: string, arrays: Record<string, Float64Array> }} Seen */
/** @typedef {{ value: number, delta: number | null }} Pair */

/**
 * The cards' numbers.
 * @param {Seen} seen
 * @param {number} t step, 0 … T − 1
 * @param {number} u unit
 * @returns {Record<string, Pair>} by the cards' places
 */
export function numbersAt({ H, cell, arrays }, t, u) {
  // states have a row more: row t is what was before step t
  const state = (/** @type {string} */ name, /** @type {number} */ row) => ({
    value: arrays[name][row * H + u],
    delta: arrays[`delta_${name}`][row * H + u],
  });
  const found = { h_prev: state("hidden_state", t), h_t: state("hidden_state", t + 1) };
  const blocks = { lstm: ["i", "f", "C̃", "o"], gru: ["r", "z", "n"] }[/** @type {"lstm"} */ (cell)] ?? [];
  blocks.forEach((name, k) => {
    const place = (t * blocks.length + k) * H + u;
    found[name] = { value: arrays.gates[place], delta: arrays.delta_gates[place] };
  });
  if (cell === "lstm") Object.assign(found, { C_prev: state("cell_state", t), C_t: state("cell_state", t + 1) });
  return found;
}

/**
 * How δ is worked out at this step, the line that is worked out first at the top.
 * @param {Seen} seen
 * @param {number} t
 * @param {number} u
 * @returns {[string, string][]} formula, and the same in numbers
 */
export function workedOut(seen, t, u) {
  const { T, arrays, H, cell } = seen;
  const n = numbersAt(seen, t, u);
  const d = n.h_t.delta;
  if (cell === "lstm") {
    const s = arrays.squashed[t * H + u];
    const after = t + 1 < T ? numbersAt(seen, t + 1, u) : null;
    const from_after = after ? after.C_t.delta * after.f.value : 0;
    const slope = 1 - s * s;
    const dC = n.C_t.delta;
    return [
      ["δo_t = δh_t ∗ tanh(C_t)", productOf([d, s], n.o.delta)],
      ["δC_t = δC_{t+1} ∗ f_{t+1} + δh_t ∗ o_t ∗ (1 − tanh²(C_t))", `${after ? productOf([after.C_t.delta, after.f.value]) : "0"} + ${bracketed(about(d))} ∗ ${productOf([n.o.value, slope])} = ${about(from_after + d * n.o.value * slope)}`],
      ["δf_t = δC_t ∗ C_{t−1}", productOf([dC, n.C_prev.value], n.f.delta)],
      ["δi_t = δC_t ∗ C̃_t", productOf([dC, n["C̃"].value], n.i.delta)],
      ["δC̃_t = δC_t ∗ i_t", productOf([dC, n.i.value], n["C̃"].delta)],
      ["to step t−1 goes δC_t ∗ f_t", productOf([dC, n.f.value], dC * n.f.value)],
    ];
  }
  if (cell === "gru") {
    const part = arrays.from_h[(t * 3 + 2) * H + u];
    const slope = 1 - n.n.value ** 2;
    return [
      ["δn_t = δh_t ∗ (1 − z_t)", productOf([d, 1 - n.z.value], n.n.delta)],
      ["δz_t = δh_t ∗ (h_{t−1} − n_t)", productOf([d, n.h_prev.value - n.n.value], n.z.delta)],
      ["δr_t = δn_t ∗ (1 − n_t²) ∗ (W_hn·h_{t−1} + b_hn)", productOf([n.n.delta, slope, part], n.r.delta)],
      ["to step t−1 goes δh_t ∗ z_t, and more through the weights", productOf([d, n.z.value], d * n.z.value)],
    ];
  }
  const slope = 1 - n.h_t.value ** 2;
  const lines = /** @type {[string, string][]} */ ([["δ before tanh = δh_t ∗ (1 − h_t²)", productOf([d, slope], d * slope)]]);
  if (cell === "feedforward") return [...lines, ["to step t−1 goes nothing: this network has no memory", "0"]];
  return [...lines, ["to step t−1 goes W_hᵀ · (δ before tanh of all units)", `together with its own output δh_{t−1} = ${about(n.h_prev.delta)}`]];
}

/**
 * How much of the gradient arrives at each step: the mean of |δ| over all units, of C in an LSTM, else of h.
 * @param {Seen} seen
 * @returns {number[]} (T)
 */
export function arriving({ T, H, cell, arrays }) {
  const delta = cell === "lstm" ? arrays.delta_cell_state : arrays.delta_hidden_state;
  return Array.from({ length: T }, (_, t) => {
    const now = delta.subarray((t + 1) * H, (t + 2) * H);
    return now.reduce((sum, v) => sum + Math.abs(v), 0) / H;
  });
}

/** The unit whose δ is the largest over all steps. @param {Seen} seen */
export function busiest({ T, H, cell, arrays }) {
  const delta = cell === "lstm" ? arrays.delta_cell_state : arrays.delta_hidden_state;
  const sums = Array.from({ length: H }, (_, u) => {
    let sum = 0;
    for (let t = 1; t <= T; t++) sum += Math.abs(delta[t * H + u]);
    return sum;
  });
  return sums.indexOf(Math.max(...sums));
}

function productOf(/** @type {number[]} */ terms, /** @type {number | undefined} */ result = undefined) {
  const worked = terms.map((v, k) => (k ? bracketed(about(v)) : about(v))).join(" ∗ ");
  return result === undefined ? worked : `${worked} = ${about(result)}`;
}

const bracketed = (/** @type {string} */ text) => (text.startsWith("−") ? `(${text})` : text);
