// The cell that the reader wires: H units, one input, all its numbers in one list.
//
// The list runs through the gates f, i, C̃, o, in each through the units, and for each unit it holds the weights
// of h (H numbers), the weight of x, and the bias: 12 numbers for one unit, 32 for two.

import { lstmForward, lstmRecord } from "../engine/learn/lstm_learning.js";
import { arraysApart } from "../engine/learn/memory.js";

export const LIMIT = 20; // a number of the wiring lies between −LIMIT and LIMIT
export const GATES = ["f", "i", "C̃", "o"];
export const FIELDS = ["forget_gate", "input_gate", "candidate", "output_gate"]; // the same, as in a Trace
const IN_TORCH = [1, 0, 2, 3]; // block of torch's order i, f, g, o in which each of `GATES` stands

/** How many numbers H units with one input have: four gates, each with weights of h and x and a bias. */
export const countOf = (/** @type {number} */ H) => 4 * H * (H + 2);

/**
 * Where a number stands in the list.
 * @param {number} H units @param {number} gate 0 … 3, of `GATES` @param {number} unit 0 … H − 1
 * @param {number} which 0 … H − 1 the weight of that unit's h, H the weight of x, H + 1 the bias
 */
export const placeOf = (H, gate, unit, which) => (gate * H + unit) * (H + 2) + which;

/**
 * The wiring as `torch.nn.LSTM` holds it.
 * @param {number[]} net countOf(H) numbers @param {number} H
 */
export function torchWeights(net, H) {
  const weight_ih = new Float64Array(4 * H); // (4H, 1)
  const weight_hh = new Float64Array(4 * H * H); // (4H, H)
  const bias_ih = new Float64Array(4 * H); // (4H)
  IN_TORCH.forEach((block, gate) => {
    for (let unit = 0; unit < H; unit++) {
      const row = block * H + unit;
      for (let k = 0; k < H; k++) weight_hh[row * H + k] = net[placeOf(H, gate, unit, k)];
      weight_ih[row] = net[placeOf(H, gate, unit, H)];
      bias_ih[row] = net[placeOf(H, gate, unit, H + 1)];
    }
  });
  return { weight_ih, weight_hh, bias_ih, bias_hh: new Float64Array(4 * H) };
}

/**
 * @typedef {object} Reading of B sequences of the same length T
 * @property {(name: string, b: number, t: number, unit: number) => number} at the value of a quantity, named as in
 *   a Trace, of sequence b after step t; at t = −1 the start of cell_state and hidden_state
 */

/**
 * Read sequences of numbers.
 * @param {number[]} net @param {number} H
 * @param {number[][]} inputs (B, T)
 * @param {number[]} starts C before the first step, the same for all units (B)
 * @returns {Reading}
 */
export function readAll(net, H, inputs, starts) {
  const [B, T] = [inputs.length, inputs[0].length];
  const sizes = { T, B, E: 1, H };
  const { record } = arraysApart({ record: lstmRecord(sizes) });
  starts.forEach((C, b) => record.cell_state.fill(C, b * H, (b + 1) * H));
  const x = Float64Array.from({ length: T * B }, (_, k) => inputs[k % B][Math.floor(k / B)]); // (T, B, 1)
  lstmForward(torchWeights(net, H), x, record, sizes);
  return {
    at(name, b, t, unit) {
      const gate = FIELDS.indexOf(name);
      if (gate >= 0) return record.gates[(t * B + b) * 4 * H + IN_TORCH[gate] * H + unit];
      return record[/** @type {"cell_state"} */ (name)][((t + 1) * B + b) * H + unit];
    },
  };
}
