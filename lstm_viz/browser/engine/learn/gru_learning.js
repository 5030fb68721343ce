// The gated recurrent unit learns: its four equations forward, over a batch of sequences, and backward.
//
// δ stands for ∂L/∂. Letters as in lstm_learning.js; the three blocks of H stand in torch's order r, z, n.

import { addRows, addTimes, addTransposedTimes, asItIs, timesTransposed, turnedOver } from "./matrices.js";
import { SIGMA, squash, TANH } from "./squash.js";

/** @typedef {import("./network.js").Sizes} Sizes */

/** What is kept of a pass, and what comes back through it. @param {Sizes} sizes */
export function gruRecord({ T, B, H }) {
  const numbers = (/** @type {number} */ steps, /** @type {number} */ width) =>
    new Float64Array(steps * B * width);
  return {
    gates: numbers(T, 3 * H), // r, z, n (T, B, 3H)
    recurrent: numbers(T, H), // W_hn·h_{t−1} + b_hn (T, B, H)
    hidden_state: numbers(T + 1, H), // h, with h_{−1} first (T + 1, B, H)
    delta_x: numbers(T, 3 * H), // δ of W_x·x_t + b_x (T, B, 3H)
    delta_h: numbers(T, 3 * H), // δ of W_h·h_{t−1} + b_h (T, B, 3H)
    delta_gates: numbers(T, 3 * H), // δr, δz, δn (T, B, 3H)
    delta_hidden_state: numbers(T + 1, H), // δh, with δh_{−1} first (T + 1, B, H)
  };
}

/**
 * Read a batch of sequences from a zero state; fills gates, recurrent and hidden_state.
 * @param {Record<string, Float64Array>} p weight_ih (3H, E), weight_hh (3H, H), bias_ih, bias_hh (3H)
 * @param {Float64Array} inputs x (T, B, E)
 * @param {ReturnType<typeof gruRecord>} record
 * @param {Sizes} sizes
 */
export function gruForward(p, inputs, record, { T, B, E, H }) {
  const { gates, recurrent, hidden_state } = record;
  // W_x·x_t of all steps at once
  timesTransposed(inputs, p.weight_ih, T * B, 3 * H, E, gates); // (T, B, 3H)
  const turned = turnedOver(p.weight_hh, 3 * H, H); // W_hᵀ (H, 3H)
  const from_h = new Float64Array(B * 3 * H);
  const r_and_z = new Float64Array(B * 2 * H);
  const n = new Float64Array(B * H);
  const { bias_ih: b_x, bias_hh: b_h } = p;
  for (let t = 0; t < T; t++) {
    const h = hidden_state.subarray(t * B * H, (t + 1) * B * H); // h_{t−1} (B, H)
    // W_h·h_{t−1}
    from_h.fill(0);
    addTimes(h, turned, B, 3 * H, H, from_h); // (B, 3H)
    const now = gates.subarray(t * B * 3 * H, (t + 1) * B * 3 * H); // (B, 3H)
    for (let b = 0; b < B; b++)
      for (let u = 0, k = b * 3 * H; u < 2 * H; u++, k++) r_and_z[b * 2 * H + u] = now[k] + b_x[u] + from_h[k] + b_h[u];
    // r_t = σ(W_r·[h_{t−1}, x_t] + b_r),  z_t = σ(W_z·[h_{t−1}, x_t] + b_z)
    squash(r_and_z, 2 * H, [[SIGMA, 2 * H]]);
    const part = recurrent.subarray(t * B * H, (t + 1) * B * H); // W_hn·h_{t−1} + b_hn (B, H)
    for (let b = 0, k = 0; b < B; b++)
      for (let u = 0, at_n = b * 3 * H + 2 * H; u < H; u++, k++, at_n++) {
        part[k] = from_h[at_n] + b_h[2 * H + u];
        n[k] = now[at_n] + b_x[2 * H + u] + r_and_z[b * 2 * H + u] * part[k];
      }
    // n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))
    squash(n, H, [[TANH, H]]);
    const h_t = hidden_state.subarray((t + 1) * B * H, (t + 2) * B * H); // (B, H)
    for (let b = 0, k = 0; b < B; b++) {
      now.set(r_and_z.subarray(b * 2 * H, (b + 1) * 2 * H), b * 3 * H);
      now.set(n.subarray(b * H, (b + 1) * H), b * 3 * H + 2 * H);
      for (let z = b * 2 * H + H; k < (b + 1) * H; k++, z++) {
        // h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}
        h_t[k] = (1 - r_and_z[z]) * n[k] + r_and_z[z] * h[k];
      }
    }
  }
}

/**
 * Back through time: fills the record's δ and adds to the gradients of the parameters.
 * @param {Record<string, Float64Array>} p
 * @param {Float64Array} inputs
 * @param {ReturnType<typeof gruRecord>} record of `gruForward`; its delta_hidden_state holds what each h_t
 *   gets from its own output
 * @param {Sizes} sizes
 * @param {Record<string, Float64Array>} gradients by the names of the parameters
 */
export function gruBackward(p, inputs, record, { T, B, E, H }, gradients) {
  const { gates, recurrent, hidden_state, delta_x, delta_h, delta_gates, delta_hidden_state } = record;
  const W_h = asItIs(p.weight_hh);
  for (let t = T - 1; t >= 0; t--) {
    for (let b = 0; b < B; b++) {
      const block = (t * B + b) * 3 * H;
      const before = (t * B + b) * H; // of h_{t−1}
      for (let u = 0; u < H; u++) {
        const [at_r, at_z, at_n] = [block + u, block + H + u, block + 2 * H + u];
        const r = gates[at_r];
        const z = gates[at_z];
        const n = gates[at_n];
        const delta = delta_hidden_state[before + B * H + u];
        // h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}:  δn_t = δh_t ∗ (1 − z_t),  δz_t = δh_t ∗ (h_{t−1} − n_t)
        const delta_n = (delta_gates[at_n] = delta * (1 - z));
        const delta_z = (delta_gates[at_z] = delta * (hidden_state[before + u] - n));
        // … and δh_{t−1} = … + δh_t ∗ z_t
        delta_hidden_state[before + u] += delta * z;
        // n_t = tanh(… + r_t ∗ (W_hn·h_{t−1} + b_hn)):  through tanh, then δr_t = δ ∗ (W_hn·h_{t−1} + b_hn)
        const inside = delta_n * (1 - n * n);
        const delta_r = (delta_gates[at_r] = inside * recurrent[before + u]);
        // through σ: σ′ = σ ∗ (1 − σ)
        delta_x[at_r] = delta_h[at_r] = delta_r * r * (1 - r);
        delta_x[at_z] = delta_h[at_z] = delta_z * z * (1 - z);
        delta_x[at_n] = inside;
        delta_h[at_n] = inside * r;
      }
    }
    const to_h = delta_h.subarray(t * B * 3 * H, (t + 1) * B * 3 * H); // (B, 3H)
    // δh_{t−1} = … + W_hᵀ·δ
    addTimes(to_h, W_h, B, H, 3 * H, delta_hidden_state.subarray(t * B * H, (t + 1) * B * H));
  }
  // ∂L/∂W_h = Σ_t δ·h_{t−1}ᵀ,  ∂L/∂W_x = Σ_t δ·x_tᵀ
  addTransposedTimes(delta_h, hidden_state.subarray(0, T * B * H), 3 * H, H, T * B, gradients.weight_hh); // (3H, H)
  addTransposedTimes(delta_x, inputs, 3 * H, E, T * B, gradients.weight_ih); // (3H, E)
  addRows(delta_x, gradients.bias_ih); // (3H)
  addRows(delta_h, gradients.bias_hh);
}
