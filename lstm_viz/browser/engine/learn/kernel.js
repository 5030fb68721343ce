// The product of two matrices in WebAssembly, two numbers at a time. It multiplies and adds in the same order as
// matrices.js does, so that both give the same numbers to the last bit; it is only faster.

import { assemble, functionOf, holdAtLeast, NUMBER, op } from "./assembler.js";

const TILE_ROWS = 4; // of the result, that are worked on together
const TILE_COLUMNS = 4;
const TOGETHER = 64; // rows of B

/**
 * C += Aᵀ·B, C (M, N) with N a multiple of TILE_COLUMNS and M of TILE_ROWS. All addresses and distances in bytes: the
 * K rows of A are a_k apart, those of B b_k, those of C c_m.
 */
const PRODUCT = assemble(
  {
    whole: ["a", "a_k", "b", "b_k", "c", "c_m", "M", "N", "K"],
    more: ["m", "n", "from_a", "from_b", "end_b", "to"],
    pairs: ["b0", "b1", "x", ...sums_of((row, half) => `s${row}${half}`)],
  },
  (get, set) => {
    const increase = (name, by) => [get(name), by, op.add, set(name)];
    const each = [0, 1, 2, 3];
    return [
      op.constant(0), set("m"),
      op.repeat([
        op.constant(0), set("n"),
        op.repeat([
          // four columns of A, four of B, and sums that begin with what stands in C
          get("a"), set("from_a"),
          get("b"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("from_b"),
          get("from_b"), get("K"), get("b_k"), op.multiply, op.add, set("end_b"),
          get("c"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("to"),
          each.map((row) => [
            [0, 1].map((half) => [get("to"), op.pair(2 * half * NUMBER), set(`s${row}${half}`)]),
            increase("to", get("c_m")),
          ]),
          op.repeat([
            get("from_b"), op.pair(0), set("b0"),
            get("from_b"), op.pair(2 * NUMBER), set("b1"),
            each.map((row) => [
              get("from_a"), op.twice(row * NUMBER), set("x"),
              // s += x ∗ b
              [0, 1].map((half) => [get(`s${row}${half}`), get("x"), get(`b${half}`), op.multiply_pairs, op.add_pairs, set(`s${row}${half}`)]),
            ]),
            increase("from_a", get("a_k")),
            increase("from_b", get("b_k")),
            get("from_b"), get("end_b"), op.less,
          ]),
          get("c"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("to"),
          each.map((row) => [
            [0, 1].map((half) => [get("to"), get(`s${row}${half}`), op.store_pair(2 * half * NUMBER)]),
            increase("to", get("c_m")),
          ]),
          increase("n", op.constant(TILE_COLUMNS)),
          get("n"), get("N"), op.less,
        ]),
        increase("a", op.constant(TILE_ROWS * NUMBER)),
        increase("c", [get("c_m"), op.constant(TILE_ROWS), op.multiply]),
        increase("m", op.constant(TILE_ROWS)),
        get("m"), get("M"), op.less,
      ]),
    ];
  },
);

function sums_of(f) {
  return [0, 1, 2, 3].flatMap((row) => [0, 1].map((half) => f(row, half)));
}

/** @typedef {(A: Float64Array, turned: boolean, B: Float64Array, M: number, N: number, K: number, out: Float64Array) => void} Product */

/** Arrays that never change once they are made: they need be copied to the kernel only once. */
const unchanging = new WeakSet();

/** @param {Float64Array} array that nobody will change any more */
export function unchangingFromNow(array) {
  unchanging.add(array);
  return array;
}

/**
 * A function that adds A·B, or Aᵀ·B where A is turned over (K, M), to `out`; null where the browser has no such
 * WebAssembly.
 * @returns {Product | null}
 */
export function makeKernel() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const run = functionOf(PRODUCT, memory);
  if (!run) return null;
  let numbers = new Float64Array(memory.buffer);
  /** @type {Float64Array | null} */
  let lies_there = null; // the B of the last call, if it never changes
  const up = (/** @type {number} */ count, /** @type {number} */ to) => to * Math.ceil(count / to);
  const copyRows = (/** @type {Float64Array} */ from, /** @type {number} */ to, rows, columns, wide) => {
    if (wide === columns) numbers.set(from, to);
    else for (let row = 0; row < rows; row++) numbers.set(from.subarray(row * columns, (row + 1) * columns), to + row * wide);
  };
  return (A, turned, B, M, N, K, out) => {
    const rows = up(M, TILE_ROWS);
    const wide = up(N, TILE_COLUMNS);
    // B, C and A one after the other, with room for rows and columns that are worked on but not asked for
    const at_C = K * wide;
    const at_A = at_C + rows * wide;
    holdAtLeast(memory, (at_A + rows * K) * NUMBER);
    if (numbers.buffer !== memory.buffer) numbers = new Float64Array(memory.buffer);
    if (lies_there !== B) copyRows(B, 0, K, N, wide);
    lies_there = unchanging.has(B) ? B : null;
    copyRows(out, at_C, M, N, wide);
    if (turned) numbers.set(A, at_A);
    else
      for (let m = 0; m < M; m++)
        for (let k = 0, from = m * K, to = at_A + m; k < K; k++, from++, to += M) numbers[to] = A[from];
    // not too many rows of B at once: they are read again and again and should stay close to the processor
    for (let k = 0; k < K; k += TOGETHER) {
      run((at_A + k * M) * NUMBER, M * NUMBER, k * wide * NUMBER, wide * NUMBER, at_C * NUMBER, wide * NUMBER,
        rows, wide, Math.min(TOGETHER, K - k)); // prettier-ignore
    }
    if (wide === N) out.set(numbers.subarray(at_C, at_C + M * N));
    else for (let m = 0; m < M; m++) out.set(numbers.subarray(at_C + m * wide, at_C + m * wide + N), m * N);
  };
}
