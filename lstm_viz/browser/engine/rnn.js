// The plain recurrent cell: the one equation of lstm_viz/nn/rnn.py, in the reader's browser.
//
//     h_t = tanh(W·[h_{t−1}, x_t] + b)
//
// A feedforward layer is the same with W_h = 0. Letters in the shape comments: E size of an input, H hidden
// size.

import { product } from "./linear.js";
import { rowAt } from "./trace.js";

/**
 * @typedef {object} RNNParameters shared by all time steps
 * @property {Float32Array} W_h (H, H)
 * @property {Float32Array} W_x (H, E)
 * @property {Float32Array} bias (H)
 */

/**
 * From the arrays of `torch.nn.RNN`.
 * @param {Float32Array} weight_ih (H, E)
 * @param {Float32Array} weight_hh (H, H)
 * @param {Float32Array} bias_ih (H)
 * @param {Float32Array} bias_hh (H)
 * @returns {RNNParameters}
 */
export function rnnParameters(weight_ih, weight_hh, bias_ih, bias_hh) {
  return { W_h: weight_hh, W_x: weight_ih, bias: bias_ih.map((b, k) => b + bias_hh[k]) };
}

/** Shapes of a step's row of each array. */
export const rnnShapes = (/** @type {number} */ H, /** @type {number} */ E) => ({
  inputs: [E], // x_t
  hidden_state: [H], // h_t, −1…1
  input_part: [H], // W_x·x_t
  hidden_part: [H], // W_h·h_{t−1}
});

/**
 * What step t's input says, whatever the network remembers.
 * @param {RNNParameters} p
 * @param {import("./trace.js").Trace} trace with its row t of `inputs`
 * @param {number} t
 */
export function rnnInput(p, trace, t) {
  // W_x·x_t
  product(p.W_x, rowAt(trace, "inputs", t), rowAt(trace, "input_part", t)); // (H)
}

/**
 * Read one input: fills row t of every array from row t − 1 and the input's part.
 * @param {RNNParameters} p
 * @param {import("./trace.js").Trace} trace
 * @param {number} t
 */
export function rnnStep(p, trace, t) {
  const [hidden_state, input_part, hidden_part] = ["hidden_state", "input_part", "hidden_part"].map((name) =>
    rowAt(trace, name, t),
  );
  product(p.W_h, rowAt(trace, "hidden_state", t - 1), hidden_part); // (H)
  for (let u = 0; u < trace.H; u++) {
    // h_t = tanh(W·[h_{t−1}, x_t] + b)
    hidden_state[u] = Math.tanh(hidden_part[u] + input_part[u] + p.bias[u]); // (H)
  }
}
