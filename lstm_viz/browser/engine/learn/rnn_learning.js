// The plain recurrent cell learns: its one equation forward, over a batch of sequences, and backward.
//
// δ stands for ∂L/∂. Letters as in lstm_learning.js.

import { addRows, addTimes, addTransposedTimes, asItIs, timesTransposed, turnedOver } from "./matrices.js";
import { squash, TANH } from "./squash.js";

/** @typedef {import("./network.js").Sizes} Sizes */

/** What is kept of a pass, and what comes back through it. @param {Sizes} sizes */
export function rnnRecord({ T, B, H }) {
  return {
    from_x: new Float64Array(T * B * H), // W_x·x_t (T, B, H)
    hidden_state: new Float64Array((T + 1) * B * H), // h, with h_{−1} first (T + 1, B, H)
    delta_z: new Float64Array(T * B * H), // δ of what tanh is applied to (T, B, H)
    delta_hidden_state: new Float64Array((T + 1) * B * H), // δh, with δh_{−1} first (T + 1, B, H)
  };
}

/**
 * Read a batch of sequences from a zero state; fills from_x and hidden_state.
 * @param {Record<string, Float64Array>} p weight_ih (H, E), weight_hh (H, H), bias_ih, bias_hh (H)
 * @param {Float64Array} inputs x (T, B, E)
 * @param {ReturnType<typeof rnnRecord>} record
 * @param {Sizes} sizes
 */
export function rnnForward(p, inputs, { from_x, hidden_state }, { T, B, E, H }) {
  // W_x·x_t of all steps at once
  timesTransposed(inputs, p.weight_ih, T * B, H, E, from_x); // (T, B, H)
  const turned = turnedOver(p.weight_hh, H, H); // W_hᵀ (H, H)
  const from_h = new Float64Array(B * H);
  const { bias_ih: b_x, bias_hh: b_h } = p;
  for (let t = 0; t < T; t++) {
    // W_h·h_{t−1}
    from_h.fill(0);
    addTimes(hidden_state.subarray(t * B * H, (t + 1) * B * H), turned, B, H, H, from_h); // (B, H)
    const h = hidden_state.subarray((t + 1) * B * H, (t + 2) * B * H); // (B, H)
    for (let b = 0, k = 0; b < B; b++)
      for (let u = 0; u < H; u++, k++) h[k] = from_x[t * B * H + k] + from_h[k] + b_x[u] + b_h[u];
    // h_t = tanh(W·[h_{t−1}, x_t] + b)
    squash(h, H, [[TANH, H]]);
  }
}

/**
 * Back through time: fills the record's δ and adds to the gradients of the parameters.
 * @param {Record<string, Float64Array>} p
 * @param {Float64Array} inputs
 * @param {ReturnType<typeof rnnRecord>} record of `rnnForward`; its delta_hidden_state holds what each h_t
 *   gets from its own output
 * @param {Sizes} sizes
 * @param {Record<string, Float64Array>} gradients by the names of the parameters
 */
export function rnnBackward(p, inputs, record, { T, B, E, H }, gradients) {
  const { hidden_state, delta_z, delta_hidden_state } = record;
  const W_h = asItIs(p.weight_hh);
  for (let t = T - 1; t >= 0; t--) {
    const now = (t + 1) * B * H;
    const delta = delta_z.subarray(t * B * H, (t + 1) * B * H); // (B, H)
    for (let k = 0; k < B * H; k++) {
      // through tanh: tanh′ = 1 − tanh²
      delta[k] = delta_hidden_state[now + k] * (1 - hidden_state[now + k] ** 2);
    }
    // δh_{t−1} = … + W_hᵀ·δz_t
    addTimes(delta, W_h, B, H, H, delta_hidden_state.subarray(t * B * H, (t + 1) * B * H));
  }
  // ∂L/∂W_h = Σ_t δz_t·h_{t−1}ᵀ,  ∂L/∂W_x = Σ_t δz_t·x_tᵀ
  addTransposedTimes(delta_z, hidden_state.subarray(0, T * B * H), H, H, T * B, gradients.weight_hh); // (H, H)
  addTransposedTimes(delta_z, inputs, H, E, T * B, gradients.weight_ih); // (H, E)
  // ∂L/∂b = Σ_t δz_t
  addRows(delta_z, gradients.bias_ih); // (H)
  addRows(delta_z, gradients.bias_hh);
}
