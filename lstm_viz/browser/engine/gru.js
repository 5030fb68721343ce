// The gated recurrent unit: the four equations of lstm_viz/nn/gru.py, in the reader's browser.
//
//     r_t = σ(W_r·[h_{t−1}, x_t] + b_r)                            Reset
//     z_t = σ(W_z·[h_{t−1}, x_t] + b_z)                            Update gate
//     n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))    Candidate
//     h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}                        New state
//
// As in PyTorch z near 1 keeps the old state, and the reset gate acts on W_hn·h_{t−1}. Letters in the shape
// comments: E size of an input, H hidden size; 3 are the blocks in the order r, z, n.

import { product, sigmoid } from "./linear.js";
import { rowAt } from "./trace.js";

/**
 * @typedef {object} GRUParameters shared by all time steps
 * @property {Float32Array} W_h (3, H, H)
 * @property {Float32Array} W_x (3, H, E)
 * @property {Float32Array} b_h (3, H)
 * @property {Float32Array} b_x (3, H)
 */

/**
 * From the arrays of `torch.nn.GRU`, blocks of H rows in the order r, z, n.
 * @param {Float32Array} weight_ih (3H, E)
 * @param {Float32Array} weight_hh (3H, H)
 * @param {Float32Array} bias_ih (3H)
 * @param {Float32Array} bias_hh (3H)
 * @returns {GRUParameters}
 */
export function gruParameters(weight_ih, weight_hh, bias_ih, bias_hh) {
  return { W_h: weight_hh, W_x: weight_ih, b_h: bias_hh, b_x: bias_ih };
}

/** Shapes of a step's row of each array. */
export const gruShapes = (/** @type {number} */ H, /** @type {number} */ E) => ({
  inputs: [E], // x_t
  reset_gate: [H], // r_t, 0…1
  update_gate: [H], // z_t, 0…1: 1 keeps the old state
  candidate: [H], // n_t, −1…1
  hidden_state: [H], // h_t, −1…1
  input_part: [3, H], // W_x·x_t
  hidden_part: [3, H], // W_h·h_{t−1}
});

/**
 * What step t's input says, whatever the network remembers.
 * @param {GRUParameters} p
 * @param {import("./trace.js").Trace} trace with its row t of `inputs`
 * @param {number} t
 */
export function gruInput(p, trace, t) {
  // W_x·x_t
  product(p.W_x, rowAt(trace, "inputs", t), rowAt(trace, "input_part", t)); // (3, H)
}

/**
 * Read one input: fills row t of every array from row t − 1 and the input's part.
 * @param {GRUParameters} p
 * @param {import("./trace.js").Trace} trace
 * @param {number} t
 */
export function gruStep(p, trace, t) {
  const { H } = trace;
  const [reset_gate, update_gate, candidate, hidden_state, input_part, hidden_part] = GRU_ROWS.map((name) =>
    rowAt(trace, name, t),
  );
  const h = rowAt(trace, "hidden_state", t - 1); // h_{t−1} (H)

  product(p.W_h, h, hidden_part); // (3, H)
  const from_h = hidden_part.map((part, k) => part + p.b_h[k]); // W_h·h_{t−1} + b_h (3, H)
  const from_x = input_part.map((part, k) => part + p.b_x[k]); // W_x·x_t + b_x (3, H)

  for (let u = 0; u < H; u++) {
    // r_t = σ(W_r·[h_{t−1}, x_t] + b_r)
    const r = (reset_gate[u] = sigmoid(from_h[u] + from_x[u])); // (H)
    // z_t = σ(W_z·[h_{t−1}, x_t] + b_z)
    const z = (update_gate[u] = sigmoid(from_h[H + u] + from_x[H + u])); // (H)
    // n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))
    const n = (candidate[u] = Math.tanh(from_x[2 * H + u] + r * from_h[2 * H + u])); // (H)
    // h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}
    hidden_state[u] = (1 - z) * n + z * h[u]; // (H)
  }
}

const GRU_ROWS = Object.keys(gruShapes(0, 0)).slice(1);
