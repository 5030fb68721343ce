// The plain recurrent cell learns: its one equation forward, over a batch of sequences, and backward.
//
// δ stands for ∂L/∂. Letters as in lstm_learning.js.

import { addProduct, addRows, matrix, startFrom, turned } from "./matrices.js";
import { squash, TANH } from "./squash.js";

/** @typedef {import("./network.js").Sizes} Sizes */
/** @typedef {import("./matrices.js").Numbers} Numbers */
/** @typedef {Record<string, Numbers>} Arrays by name */

/** What is kept of a pass, and what comes back through it: how many numbers of each. @param {Sizes} sizes */
export function rnnRecord({ T, B, H }) {
  return {
    hidden_state: (T + 1) * B * H, // h, with h_{−1} first (T + 1, B, H)
    delta_z: T * B * H, // δ of what tanh is applied to (T, B, H)
    delta_hidden_state: (T + 1) * B * H, // δh, with δh_{−1} first (T + 1, B, H)
  };
}

/**
 * Read a batch of sequences from a zero state; fills hidden_state.
 * @param {Arrays} p weight_ih (H, E), weight_hh (H, H), bias_ih, bias_hh (H)
 * @param {Numbers} inputs x (T, B, E)
 * @param {Arrays} record as `rnnRecord` says
 * @param {Sizes} sizes
 */
export function rnnForward(p, inputs, { hidden_state }, { T, B, E, H }) {
  const all = hidden_state.subarray(B * H); // h_0, h_1, … (T, B, H)
  // W_x·x_t + b of all steps at once
  startFrom(all, p.bias_ih, p.bias_hh);
  addProduct(matrix(inputs, E), turned(p.weight_ih, E), T * B, H, E, all);
  const W_h = turned(p.weight_hh, H); // W_hᵀ (H, H)
  for (let t = 0; t < T; t++) {
    const h = hidden_state.subarray(t * B * H, (t + 1) * B * H); // h_{t−1} (B, H)
    const h_t = all.subarray(t * B * H, (t + 1) * B * H); // (B, H)
    // … + W_h·h_{t−1}
    addProduct(matrix(h, H), W_h, B, H, H, h_t);
    // h_t = tanh(W·[h_{t−1}, x_t] + b)
    squash(h_t, H, [[TANH, H]]);
  }
}

/**
 * Back through time: fills the record's δ and adds to the gradients of the parameters.
 * @param {Arrays} p
 * @param {Numbers} inputs
 * @param {Arrays} record of `rnnForward`; its delta_hidden_state holds what each h_t
 *   gets from its own output
 * @param {Sizes} sizes
 * @param {Arrays} gradients by the names of the parameters
 */
export function rnnBackward(p, inputs, record, { T, B, E, H }, gradients) {
  const { hidden_state, delta_z, delta_hidden_state } = record;
  const W_h = matrix(p.weight_hh, H);
  for (let t = T - 1; t >= 0; t--) {
    const now = (t + 1) * B * H;
    const delta = delta_z.subarray(t * B * H, (t + 1) * B * H); // (B, H)
    for (let k = 0; k < B * H; k++) {
      // through tanh: tanh′ = 1 − tanh²
      delta[k] = delta_hidden_state[now + k] * (1 - hidden_state[now + k] ** 2);
    }
    // δh_{t−1} = … + W_hᵀ·δz_t
    addProduct(matrix(delta, H), W_h, B, H, H, delta_hidden_state.subarray(t * B * H, (t + 1) * B * H));
  }
  // ∂L/∂W_h = Σ_t δz_t·h_{t−1}ᵀ,  ∂L/∂W_x = Σ_t δz_t·x_tᵀ
  addProduct(turned(delta_z, H), matrix(hidden_state, H), H, H, T * B, gradients.weight_hh); // (H, H)
  addProduct(turned(delta_z, H), matrix(inputs, E), H, E, T * B, gradients.weight_ih); // (H, E)
  // ∂L/∂b = Σ_t δz_t
  addRows(delta_z, gradients.bias_ih); // (H)
  gradients.bias_hh.set(gradients.bias_ih);
}
