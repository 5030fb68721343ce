// Products of matrices, in which nearly all the time of learning goes. Rows one after the other, float64: the
// processor then takes numbers from memory as they are. Large products go to the kernel, where there is one.

import { makeKernel, unchangingFromNow } from "./kernel.js";

/** @typedef {Float64Array} Numbers */

const WORTH = 2000; // multiplications from which on copying to the kernel pays

let kernel = makeKernel();

/** Let WebAssembly do large products, where there is one, or plain JavaScript all. @param {boolean} on */
export function useKernel(on) {
  kernel = on ? makeKernel() : null;
}

/**
 * Aᵀ, turned over once where it is needed at every step; it must stay as it is.
 * @param {Numbers} A (rows, columns)
 * @returns {Numbers} (columns, rows)
 */
export function turnedOver(A, rows, columns) {
  const out = new Float64Array(A.length);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++) out[k * rows + row] = A[row * columns + k];
  return unchangingFromNow(out);
}

/** A copy, for use at every step; it must stay as it is. @param {Numbers} A */
export const asItIs = (A) => unchangingFromNow(A.slice());

/**
 * out = A·Bᵀ
 * @param {Numbers} A (M, K)
 * @param {Numbers} B (N, K)
 * @param {Numbers} out (M, N)
 */
export function timesTransposed(A, B, M, N, K, out) {
  out.fill(0);
  if (kernel && M * N * K >= WORTH) kernel(A, false, turnedOver(B, N, K), M, N, K, out);
  else sums(A, K, 1, B, K, 1, M, N, K, out);
}

/**
 * out += A·B
 * @param {Numbers} A (M, K)
 * @param {Numbers} B (K, N)
 * @param {Numbers} out (M, N)
 */
export function addTimes(A, B, M, N, K, out) {
  if (kernel && M * N * K >= WORTH) kernel(A, false, B, M, N, K, out);
  else sums(A, K, 1, B, 1, N, M, N, K, out);
}

/**
 * out += Aᵀ·B
 * @param {Numbers} A (K, M)
 * @param {Numbers} B (K, N)
 * @param {Numbers} out (M, N)
 */
export function addTransposedTimes(A, B, M, N, K, out) {
  if (kernel && M * N * K >= WORTH) kernel(A, true, B, M, N, K, out);
  else sums(A, 1, M, B, 1, N, M, N, K, out);
}

/**
 * The sum over all rows, added to `out`.
 * @param {Numbers} A (rows, columns)
 * @param {Numbers} out (columns)
 */
export function addRows(A, out) {
  const columns = out.length;
  for (let at = 0; at < A.length; at += columns)
    for (let k = 0; k < columns; k++) out[k] += A[at + k];
}

/**
 * out[m, n] += Σ_k A[m, k]·B[n, k], (M, N). Entry (m, k) of A stands at m·A_m + k·A_k, so that one loop serves
 * matrices as they lie and turned over. Eight sums go side by side: each number fetched serves several.
 */
function sums(A, A_m, A_k, B, B_n, B_k, M, N, K, out) {
  const M_whole = M - (M % 4);
  const N_whole = N - (N % 2);
  for (let m = 0; m < M_whole; m += 4) {
    const a0 = m * A_m;
    const a1 = a0 + A_m;
    const a2 = a1 + A_m;
    const a3 = a2 + A_m;
    for (let n = 0; n < N_whole; n += 2) {
      const b0 = n * B_n;
      const b1 = b0 + B_n;
      const o0 = m * N + n;
      const o1 = o0 + N;
      const o2 = o1 + N;
      const o3 = o2 + N;
      let s00 = out[o0];
      let s01 = out[o0 + 1];
      let s10 = out[o1];
      let s11 = out[o1 + 1];
      let s20 = out[o2];
      let s21 = out[o2 + 1];
      let s30 = out[o3];
      let s31 = out[o3 + 1];
      for (let k = 0, a = 0, b = 0; k < K; k++, a += A_k, b += B_k) {
        const p = B[b0 + b];
        const q = B[b1 + b];
        const x0 = A[a0 + a];
        const x1 = A[a1 + a];
        const x2 = A[a2 + a];
        const x3 = A[a3 + a];
        s00 += x0 * p;
        s01 += x0 * q;
        s10 += x1 * p;
        s11 += x1 * q;
        s20 += x2 * p;
        s21 += x2 * q;
        s30 += x3 * p;
        s31 += x3 * q;
      }
      out[o0] = s00;
      out[o0 + 1] = s01;
      out[o1] = s10;
      out[o1 + 1] = s11;
      out[o2] = s20;
      out[o2 + 1] = s21;
      out[o3] = s30;
      out[o3 + 1] = s31;
    }
  }
  // what is left where M is no multiple of four, or N odd
  for (let m = 0; m < M; m++) {
    for (let n = m < M_whole ? N_whole : 0; n < N; n++) {
      let sum = out[m * N + n];
      for (let k = 0; k < K; k++) sum += A[m * A_m + k * A_k] * B[n * B_n + k * B_k];
      out[m * N + n] = sum;
    }
  }
}
