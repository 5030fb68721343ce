// Products of matrices, in which nearly all the time of learning goes. All numbers are float64, or all are float32, rows
// one after the other. Large products of float32 go to the kernel where it works on all three.

import { kernelsAt } from "./memory.js";

/** @typedef {Float64Array | Float32Array} Numbers */
/** Entry (row, column) stands at row·by_row + column·by_column. @typedef {{ numbers: Numbers, by_row: number, by_column: number }} Matrix */

const WORTH = 500; // multiplications from which on the kernel is faster

/** Numbers as a matrix with so many columns. @param {Numbers} numbers @param {number} columns @returns {Matrix} */
export const matrix = (numbers, columns) => ({ numbers, by_row: columns, by_column: 1 });

/** The same turned over: Aᵀ of A with so many columns. @param {Numbers} numbers @param {number} columns @returns {Matrix} */
export const turned = (numbers, columns) => ({ numbers, by_row: 1, by_column: columns });

/**
 * out += A·B. A matrix B that is used again and again, and stays as it is, should be the same object every time: the
 * kernel then makes it ready only once.
 * @param {Matrix} A (M, K)
 * @param {Matrix} B (K, N)
 * @param {number} M @param {number} N @param {number} K
 * @param {Numbers} out (M, N)
 */
export function addProduct(A, B, M, N, K, out) {
  const here = A.numbers.buffer === out.buffer && B.numbers.buffer === out.buffer;
  const fast = here && M * N * K >= WORTH ? kernelsAt(out) : undefined;
  if (fast) return fast.multiply(A, B, M, N, K, out);
  // rounded at every step to what `out` holds
  const round = out instanceof Float32Array ? Math.fround : asItIs;
  const { numbers: a } = A;
  const { numbers: b, by_column: apart } = B;
  for (let m = 0; m < M; m++)
    for (let k = 0; k < K; k++) {
      const x = a[m * A.by_row + k * A.by_column];
      for (let n = 0, o = m * N, at = k * B.by_row; n < N; n++, o++, at += apart) out[o] += round(x * b[at]);
    }
}

const asItIs = (/** @type {number} */ x) => x;

/**
 * All rows become the sum of these.
 * @param {Numbers} out (rows, columns)
 * @param {Numbers[]} rows (columns)
 */
export function startFrom(out, ...rows) {
  const [first, second] = rows;
  const row = second ? first.map((value, k) => value + second[k]) : first;
  for (let at = 0; at < out.length; at += row.length) out.set(row, at);
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
