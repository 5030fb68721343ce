// The product of two matrices in WebAssembly, two numbers at a time. It multiplies and adds in the same order as
// matrices.js does, so that both give the same numbers to the last bit; it is only faster.

import { assemble, op } from "./assembler.js";

const TILE_ROWS = 4; // of the result, that are worked on together
const TILE_COLUMNS = 4;
const NUMBER = 8; // bytes
const TOGETHER = 64; // rows of B
const PAGE = 65536; // bytes by which memory grows

/**
 * C += A·B, C (M, N) with N a multiple of TILE_COLUMNS and M of TILE_ROWS. All addresses and distances in bytes: entry (m, k) of A
 * stands at a + m·a_m + k·a_k; the rows of B are b_k apart, those of C c_m.
 */
const MODULE = assemble(
  ["a", "a_m", "a_k", "b", "b_k", "c", "c_m", "M", "N", "K"],
  ["m", "n", "k", "from_b", "from_0", "from_1", "from_2", "from_3", "to"],
  ["b0", "b1", "x", ...sums_of((row, half) => `s${row}${half}`)],
  (get, set) => {
    const increase = (name, by) => [get(name), by, op.add, set(name)];
    const each = [0, 1, 2, 3];
    return [
      op.constant(0), set("m"),
      op.repeat([
        op.constant(0), set("n"),
        op.repeat([
          // the four rows of A, the columns of B, and sums that begin with what stands in C
          get("a"), set("from_0"),
          each.slice(1).map((row) => [get(`from_${row - 1}`), get("a_m"), op.add, set(`from_${row}`)]),
          get("b"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("from_b"),
          get("c"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("to"),
          each.map((row) => [
            [0, 1].map((half) => [get("to"), op.pair(2 * half * NUMBER), set(`s${row}${half}`)]),
            increase("to", get("c_m")),
          ]),
          op.constant(0), set("k"),
          op.repeat([
            get("from_b"), op.pair(0), set("b0"),
            get("from_b"), op.pair(2 * NUMBER), set("b1"),
            each.map((row) => [
              get(`from_${row}`), op.twice, set("x"),
              // s += x ∗ b
              [0, 1].map((half) => [get(`s${row}${half}`), get("x"), get(`b${half}`), op.multiply_pairs, op.add_pairs, set(`s${row}${half}`)]),
              increase(`from_${row}`, get("a_k")),
            ]),
            increase("from_b", get("b_k")),
            increase("k", op.constant(1)),
            get("k"), get("K"), op.less,
          ]),
          get("c"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("to"),
          each.map((row) => [
            [0, 1].map((half) => [get("to"), get(`s${row}${half}`), op.store_pair(2 * half * NUMBER)]),
            increase("to", get("c_m")),
          ]),
          increase("n", op.constant(TILE_COLUMNS)),
          get("n"), get("N"), op.less,
        ]),
        increase("a", [get("a_m"), op.constant(TILE_ROWS), op.multiply]),
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
  /** @type {any} */
  let run;
  try {
    run = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { page: { memory } }).exports.run;
  } catch (problem) {
    if (problem instanceof WebAssembly.CompileError) return null; // no pairs of numbers, or not allowed on this page
    throw problem;
  }
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
    const missing = (at_A + rows * K) * NUMBER - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE));
      numbers = new Float64Array(memory.buffer);
    }
    if (lies_there !== B) copyRows(B, 0, K, N, wide);
    lies_there = unchanging.has(B) ? B : null;
    copyRows(out, at_C, M, N, wide);
    numbers.set(A, at_A);
    const [step_m, step_k] = turned ? [1, M] : [K, 1];
    // not too many rows of B at once: they are read again and again and should stay close to the processor
    for (let k = 0; k < K; k += TOGETHER) {
      run((at_A + k * step_k) * NUMBER, step_m * NUMBER, step_k * NUMBER, k * wide * NUMBER, wide * NUMBER,
        at_C * NUMBER, wide * NUMBER, rows, wide, Math.min(TOGETHER, K - k)); // prettier-ignore
    }
    if (wide === N) out.set(numbers.subarray(at_C, at_C + M * N));
    else for (let m = 0; m < M; m++) out.set(numbers.subarray(at_C + m * wide, at_C + m * wide + N), m * N);
  };
}
