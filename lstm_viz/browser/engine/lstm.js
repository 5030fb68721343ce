// The long short-term memory cell: the six equations of lstm_viz/nn/lstm.py, in the reader's browser.
//
//     f_t = σ(W_f·[h_{t−1}, x_t] + b_f)          Forget
//     i_t = σ(W_i·[h_{t−1}, x_t] + b_i)          Store
//     C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)       Store
//     C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t            Update
//     o_t = σ(W_o·[h_{t−1}, x_t] + b_o)          Output
//     h_t = o_t ∗ tanh(C_t)                      Output
//
// Each W is kept in two parts: W·[h, x] = W_h·h + W_x·x. Letters in the shape comments: T time steps,
// E size of an input, H hidden size; 4 are the gates in the order forget, input, candidate, output.

import { product, sigmoid } from "./linear.js";
import { rowAt } from "./trace.js";

/**
 * @typedef {object} LSTMParameters shared by all time steps
 * @property {Float32Array} W_h (4, H, H)
 * @property {Float32Array} W_x (4, H, E)
 * @property {Float32Array} bias (4, H)
 */

const LSTM_ORDER = [1, 0, 2, 3]; // where torch keeps forget, input, candidate (its g) and output

/**
 * From the arrays of `torch.nn.LSTM`, blocks of H rows in the order i, f, g (= C̃), o.
 * @param {Float32Array} weight_ih (4H, E)
 * @param {Float32Array} weight_hh (4H, H)
 * @param {Float32Array} bias_ih (4H)
 * @param {Float32Array} bias_hh (4H)
 * @returns {LSTMParameters}
 */
export function lstmParameters(weight_ih, weight_hh, bias_ih, bias_hh) {
  const inOrder = (/** @type {Float32Array} */ array) => {
    const block = array.length / 4;
    const result = new Float32Array(array.length);
    LSTM_ORDER.forEach((from, k) => result.set(array.subarray(from * block, (from + 1) * block), k * block));
    return result;
  };
  const bias = bias_ih.map((b, k) => b + bias_hh[k]);
  return { W_h: inOrder(weight_hh), W_x: inOrder(weight_ih), bias: inOrder(bias) };
}

/** Shapes of a step's row of each array. */
export const lstmShapes = (/** @type {number} */ H, /** @type {number} */ E) => ({
  inputs: [E], // x_t
  forget_gate: [H], // f_t, 0…1
  input_gate: [H], // i_t, 0…1
  candidate: [H], // C̃_t, −1…1
  output_gate: [H], // o_t, 0…1
  cell_state: [H], // C_t
  hidden_state: [H], // h_t, −1…1
  input_part: [4, H], // W_x·x_t
  hidden_part: [4, H], // W_h·h_{t−1}
});

/**
 * What step t's input says, whatever the network remembers.
 * @param {LSTMParameters} p
 * @param {import("./trace.js").Trace} trace with its row t of `inputs`
 * @param {number} t
 */
export function lstmInput(p, trace, t) {
  // W_x·x_t
  product(p.W_x, rowAt(trace, "inputs", t), rowAt(trace, "input_part", t)); // (4, H)
}

/**
 * Read one input: fills row t of every array from row t − 1 and the input's part.
 * @param {LSTMParameters} p
 * @param {import("./trace.js").Trace} trace
 * @param {number} t
 */
export function lstmStep(p, trace, t) {
  const { H } = trace;
  const [forget_gate, input_gate, candidate, output_gate, cell_state, hidden_state, input_part, hidden_part] =
    LSTM_ROWS.map((name) => rowAt(trace, name, t));
  const h = rowAt(trace, "hidden_state", t - 1); // h_{t−1} (H)
  const C = rowAt(trace, "cell_state", t - 1); // C_{t−1} (H)

  // z = W·[h_{t−1}, x_t] + b, what σ or tanh is applied to
  product(p.W_h, h, hidden_part); // (4, H)
  const z = hidden_part.map((part, k) => part + input_part[k] + p.bias[k]); // (4, H)
  const [z_f, z_i, z_C, z_o] = [0, 1, 2, 3].map((k) => z.subarray(k * H, (k + 1) * H)); // each (H)

  for (let u = 0; u < H; u++) {
    // f_t = σ(W_f·[h_{t−1}, x_t] + b_f)
    forget_gate[u] = sigmoid(z_f[u]); // (H)
    // i_t = σ(W_i·[h_{t−1}, x_t] + b_i)
    input_gate[u] = sigmoid(z_i[u]); // (H)
    // C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)
    candidate[u] = Math.tanh(z_C[u]); // (H)
    // C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    cell_state[u] = forget_gate[u] * C[u] + input_gate[u] * candidate[u]; // (H)
    // o_t = σ(W_o·[h_{t−1}, x_t] + b_o)
    output_gate[u] = sigmoid(z_o[u]); // (H)
    // h_t = o_t ∗ tanh(C_t)
    hidden_state[u] = output_gate[u] * Math.tanh(cell_state[u]); // (H)
  }
}

const LSTM_ROWS = Object.keys(lstmShapes(0, 0)).slice(1);
