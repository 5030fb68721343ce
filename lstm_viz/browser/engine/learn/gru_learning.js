// The gated recurrent unit learns: its four equations forward, over a batch of sequences, and backward.
//
// δ stands for ∂L/∂. Letters as in lstm_learning.js; the three blocks of H stand in torch's order r, z, n.

import { addProduct, addRows, matrix, startFrom, turned } from "./matrices.js";
import { SIGMA, squash, TANH } from "./squash.js";

/** @typedef {import("./network.js").Sizes} Sizes */
/** @typedef {import("./matrices.js").Numbers} Numbers */
/** @typedef {Record<string, Numbers>} Arrays by name */

/** What is kept of a pass, and what comes back through it: how many numbers of each. @param {Sizes} sizes */
export function gruRecord({ T, B, H }) {
  const numbers = (/** @type {number} */ steps, /** @type {number} */ width) => steps * B * width;
  return {
    gates: numbers(T, 3 * H), // r, z, n (T, B, 3H)
    from_h: numbers(T, 3 * H), // W_h·h_{t−1} + b_h (T, B, 3H)
    hidden_state: numbers(T + 1, H), // h, with h_{−1} first (T + 1, B, H)
    delta_x: numbers(T, 3 * H), // δ of W_x·x_t + b_x (T, B, 3H)
    delta_h: numbers(T, 3 * H), // δ of W_h·h_{t−1} + b_h (T, B, 3H)
    delta_gates: numbers(T, 3 * H), // δr, δz, δn (T, B, 3H)
    delta_hidden_state: numbers(T + 1, H), // δh, with δh_{−1} first (T + 1, B, H)
  };
}

/**
 * Read a batch of sequences from a zero state; fills gates, from_h and hidden_state.
 * @param {Arrays} p weight_ih (3H, E), weight_hh (3H, H), bias_ih, bias_hh (3H)
 * @param {Numbers} inputs x (T, B, E)
 * @param {Arrays} record as `gruRecord` says
 * @param {Sizes} sizes
 */
export function gruForward(p, inputs, record, { T, B, E, H }) {
  const { gates, from_h, hidden_state } = record;
  // W_x·x_t + b_x of all steps at once
  startFrom(gates, p.bias_ih);
  addProduct(matrix(inputs, E), turned(p.weight_ih, E), T * B, 3 * H, E, gates); // (T, B, 3H)
  startFrom(from_h, p.bias_hh);
  const W_h = turned(p.weight_hh, H); // W_hᵀ (H, 3H)
  for (let t = 0; t < T; t++) {
    const h = hidden_state.subarray(t * B * H, (t + 1) * B * H); // h_{t−1} (B, H)
    const h_t = hidden_state.subarray((t + 1) * B * H, (t + 2) * B * H); // (B, H)
    const now = gates.subarray(t * B * 3 * H, (t + 1) * B * 3 * H); // (B, 3H)
    const part = from_h.subarray(t * B * 3 * H, (t + 1) * B * 3 * H); // (B, 3H)
    // W_h·h_{t−1} + b_h
    addProduct(matrix(h, H), W_h, B, 3 * H, H, part);
    // r_t = σ(W_r·[h_{t−1}, x_t] + b_r),  z_t = σ(W_z·[h_{t−1}, x_t] + b_z)
    for (let b = 0; b < B; b++)
      for (let k = b * 3 * H, end = k + 2 * H; k < end; k++) now[k] += part[k];
    squash(now, 3 * H, [[SIGMA, 2 * H]]);
    // n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))
    for (let b = 0; b < B; b++)
      for (let r = b * 3 * H, n = r + 2 * H, end = r + H; r < end; r++, n++) now[n] += now[r] * part[n];
    squash(now.subarray(2 * H), 3 * H, [[TANH, H]]);
    // h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}
    for (let b = 0, k = 0; b < B; b++)
      for (let z = b * 3 * H + H, n = z + H; k < (b + 1) * H; k++, z++, n++) h_t[k] = (1 - now[z]) * now[n] + now[z] * h[k];
  }
}

/**
 * Back through time: fills the record's δ and adds to the gradients of the parameters.
 * @param {Arrays} p
 * @param {Numbers} inputs
 * @param {Arrays} record of `gruForward`; its delta_hidden_state holds what each h_t
 *   gets from its own output
 * @param {Sizes} sizes
 * @param {Arrays} gradients by the names of the parameters
 */
export function gruBackward(p, inputs, record, { T, B, E, H }, gradients) {
  const { gates, from_h, hidden_state, delta_x, delta_h, delta_gates, delta_hidden_state } = record;
  const W_h = matrix(p.weight_hh, H); // (3H, H)
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
        const delta_r = (delta_gates[at_r] = inside * from_h[at_n]);
        // through σ: σ′ = σ ∗ (1 − σ)
        delta_x[at_r] = delta_h[at_r] = delta_r * r * (1 - r);
        delta_x[at_z] = delta_h[at_z] = delta_z * z * (1 - z);
        delta_x[at_n] = inside;
        delta_h[at_n] = inside * r;
      }
    }
    const to_h = delta_h.subarray(t * B * 3 * H, (t + 1) * B * 3 * H); // (B, 3H)
    // δh_{t−1} = … + W_hᵀ·δ
    addProduct(matrix(to_h, 3 * H), W_h, B, H, 3 * H, delta_hidden_state.subarray(t * B * H, (t + 1) * B * H));
  }
  // ∂L/∂W_h = Σ_t δ·h_{t−1}ᵀ,  ∂L/∂W_x = Σ_t δ·x_tᵀ
  addProduct(turned(delta_h, 3 * H), matrix(hidden_state, H), 3 * H, H, T * B, gradients.weight_hh); // (3H, H)
  addProduct(turned(delta_x, 3 * H), matrix(inputs, E), 3 * H, E, T * B, gradients.weight_ih); // (3H, E)
  addRows(delta_x, gradients.bias_ih); // (3H)
  addRows(delta_h, gradients.bias_hh);
}
