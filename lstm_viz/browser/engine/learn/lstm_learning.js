// The LSTM cell learns: the six equations forward, over a batch of sequences, and the same six backward.
//
// δ stands for ∂L/∂, how fast the loss grows with a number. It comes to step t from the output at t and from
// step t + 1, and goes back through the equations from the last to the first (Hochreiter and Schmidhuber 1997;
// Graves 2012, "Supervised sequence labelling with recurrent neural networks", section 4.6, without peepholes).
//
// Letters in the shape comments: T steps, B sequences of a batch, E size of an input, H hidden size. The four
// blocks of H stand in torch's order i, f, g (= C̃), o.

import { addProduct, addRows, matrix, startFrom, turned } from "./matrices.js";
import { SIGMA, squash, TANH } from "./squash.js";

/** @typedef {import("./network.js").Sizes} Sizes */
/** @typedef {import("./matrices.js").Numbers} Numbers */
/** @typedef {Record<string, Numbers>} Arrays by name */

/** What is kept of a pass, and what comes back through it: how many numbers of each. @param {Sizes} sizes */
export function lstmRecord({ T, B, H }) {
  const numbers = (/** @type {number} */ steps, /** @type {number} */ width) => steps * B * width;
  return {
    gates: numbers(T, 4 * H), // i, f, C̃, o (T, B, 4H)
    cell_state: numbers(T + 1, H), // C, with C_{−1} first (T + 1, B, H)
    squashed: numbers(T, H), // tanh(C_t) (T, B, H)
    hidden_state: numbers(T + 1, H), // h, with h_{−1} first (T + 1, B, H)
    delta_z: numbers(T, 4 * H), // δ of what σ and tanh are applied to (T, B, 4H)
    delta_gates: numbers(T, 4 * H), // δi, δf, δC̃, δo (T, B, 4H)
    delta_cell_state: numbers(T + 1, H), // δC, with δC_{−1} first (T + 1, B, H)
    delta_hidden_state: numbers(T + 1, H), // δh, with δh_{−1} first (T + 1, B, H)
  };
}

/**
 * Read a batch of sequences from zero states; fills gates, cell_state, squashed and hidden_state.
 * @param {Arrays} p weight_ih (4H, E), weight_hh (4H, H), bias_ih, bias_hh (4H)
 * @param {Numbers} inputs x (T, B, E)
 * @param {Arrays} record as `lstmRecord` says
 * @param {Sizes} sizes
 */
export function lstmForward(p, inputs, record, { T, B, E, H }) {
  const { gates, cell_state, squashed, hidden_state } = record;
  // W_x·x_t + b of all steps at once
  startFrom(gates, p.bias_ih, p.bias_hh);
  addProduct(matrix(inputs, E), turned(p.weight_ih, E), T * B, 4 * H, E, gates); // (T, B, 4H)
  const W_h = turned(p.weight_hh, H); // W_hᵀ (H, 4H)
  for (let t = 0; t < T; t++) {
    const h = hidden_state.subarray(t * B * H, (t + 1) * B * H); // h_{t−1} (B, H)
    const now = gates.subarray(t * B * 4 * H, (t + 1) * B * 4 * H); // (B, 4H)
    // … + W_h·h_{t−1}
    addProduct(matrix(h, H), W_h, B, 4 * H, H, now);
    // i_t = σ(W_i·[h_{t−1}, x_t] + b_i),  f_t = σ(W_f·[h_{t−1}, x_t] + b_f)
    // C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)
    // o_t = σ(W_o·[h_{t−1}, x_t] + b_o)
    squash(now, 4 * H, [[SIGMA, 2 * H], [TANH, H], [SIGMA, H]]);
    const C_before = cell_state.subarray(t * B * H, (t + 1) * B * H); // C_{t−1} (B, H)
    const C = cell_state.subarray((t + 1) * B * H, (t + 2) * B * H); // (B, H)
    for (let b = 0, k = 0; b < B; b++)
      for (let i = b * 4 * H, f = i + H, g = f + H; k < (b + 1) * H; k++, i++, f++, g++) {
        // C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
        C[k] = now[f] * C_before[k] + now[i] * now[g];
      }
    const s = squashed.subarray(t * B * H, (t + 1) * B * H); // (B, H)
    s.set(C);
    squash(s, H, [[TANH, H]]);
    const h_t = hidden_state.subarray((t + 1) * B * H, (t + 2) * B * H); // (B, H)
    for (let b = 0, k = 0; b < B; b++)
      for (let o = b * 4 * H + 3 * H; k < (b + 1) * H; k++, o++) {
        // h_t = o_t ∗ tanh(C_t)
        h_t[k] = now[o] * s[k];
      }
  }
}

/**
 * Back through time: fills the record's δ and adds to the gradients of the parameters.
 * @param {Arrays} p
 * @param {Numbers} inputs
 * @param {Arrays} record of `lstmForward`; its delta_hidden_state holds what each h_t
 *   gets from its own output
 * @param {Sizes} sizes
 * @param {Arrays} gradients by the names of the parameters
 */
export function lstmBackward(p, inputs, record, { T, B, E, H }, gradients) {
  const { gates, cell_state, squashed, hidden_state } = record;
  const { delta_z, delta_gates, delta_cell_state, delta_hidden_state } = record;
  const W_h = matrix(p.weight_hh, H); // (4H, H)
  delta_cell_state.fill(0);
  for (let t = T - 1; t >= 0; t--) {
    for (let b = 0; b < B; b++) {
      let now = ((t + 1) * B + b) * H; // of C_t and h_t
      let before = now - B * H; // of C_{t−1} and h_{t−1}
      let zi = (t * B + b) * 4 * H;
      let zf = zi + H;
      let zg = zf + H;
      let zo = zg + H;
      for (const end = zf; zi < end; now++, before++, zi++, zf++, zg++, zo++) {
        const i = gates[zi];
        const f = gates[zf];
        const g = gates[zg];
        const o = gates[zo];
        const s = squashed[before];
        const delta_h = delta_hidden_state[now];
        // h_t = o_t ∗ tanh(C_t):  δo_t = δh_t ∗ tanh(C_t),  δC_t = … + δh_t ∗ o_t ∗ (1 − tanh²(C_t))
        const delta_o = (delta_gates[zo] = delta_h * s);
        const delta_C = (delta_cell_state[now] += delta_h * o * (1 - s * s));
        // C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t:  δf_t = δC_t ∗ C_{t−1},  δi_t = δC_t ∗ C̃_t,  δC̃_t = δC_t ∗ i_t
        const delta_f = (delta_gates[zf] = delta_C * cell_state[before]);
        const delta_i = (delta_gates[zi] = delta_C * g);
        const delta_g = (delta_gates[zg] = delta_C * i);
        // … and δC_{t−1} = δC_t ∗ f_t: the belt, on which δ shrinks by nothing but the forget gate
        delta_cell_state[before] = delta_C * f;
        // through σ: σ′ = σ ∗ (1 − σ);  through tanh: tanh′ = 1 − tanh²
        delta_z[zi] = delta_i * i * (1 - i);
        delta_z[zf] = delta_f * f * (1 - f);
        delta_z[zg] = delta_g * (1 - g * g);
        delta_z[zo] = delta_o * o * (1 - o);
      }
    }
    const delta = delta_z.subarray(t * B * 4 * H, (t + 1) * B * 4 * H); // (B, 4H)
    // δh_{t−1} = … + W_hᵀ·δz_t
    addProduct(matrix(delta, 4 * H), W_h, B, H, 4 * H, delta_hidden_state.subarray(t * B * H, (t + 1) * B * H));
  }
  // ∂L/∂W_h = Σ_t δz_t·h_{t−1}ᵀ,  ∂L/∂W_x = Σ_t δz_t·x_tᵀ
  const delta = turned(delta_z, 4 * H); // (4H, T·B)
  addProduct(delta, matrix(hidden_state, H), 4 * H, H, T * B, gradients.weight_hh); // (4H, H)
  addProduct(delta, matrix(inputs, E), 4 * H, E, T * B, gradients.weight_ih); // (4H, E)
  // ∂L/∂b = Σ_t δz_t
  addRows(delta_z, gradients.bias_ih); // (4H)
  gradients.bias_hh.set(gradients.bias_ih);
}
