// The product of two matrices in WebAssembly, four float32 at a time. It multiplies and adds in the same order as
// matrices.js does, so that both give the same numbers to the last bit; it is only faster. What it reads is first
// laid side by side, four rows or columns at a time, so that it lies close to the processor.

import { assemble, functionOf, LANES, NUMBER, op } from "./assembler.js";

const TILE = 4; // rows of the result that are worked on together, and columns, or twice as many
const FOUR = LANES * NUMBER; // bytes
const COLUMNS_OF_A = 64; // not more of A are worked on at once: it should stay close to the processor
const ROWS_OF_A = 32;
const AT_ONCE = 4; // numbers of each row between two looks whether the row is at its end

const each = [0, 1, 2, 3];
const increase = (/** @type {any} */ get, /** @type {any} */ set) => (/** @type {string} */ name, /** @type {any} */ by) => [get(name), by, op.add, set(name)];

/**
 * Lay numbers side by side: for every group of four rows, number after number of the four; where fewer are left, the
 * last one stands for those that miss. Addresses and distances in bytes: rows are `row` apart, the K numbers of a row `step`.
 */
const LAY = assemble(
  {
    whole: ["from", "row", "step", "to", "rows", "K"],
    more: ["r", "end", ...each.map((k) => `from${k}`)],
    fours: [],
  },
  (get, set) => {
    const add = increase(get, set);
    return [
      op.constant(0), set("r"),
      op.repeat([
        each.map((k) => [
          get("from"), set(`from${k}`),
          add("r", op.constant(1)),
          add("from", [get("row"), get("r"), get("rows"), op.less, op.multiply]),
        ]),
        get("to"), get("K"), op.constant(FOUR), op.multiply, op.add, set("end"),
        op.repeat([
          each.map((k) => [get("to"), get(`from${k}`), op.one(0), op.store_one(k * NUMBER), add(`from${k}`, get("step"))]),
          add("to", op.constant(FOUR)),
          get("to"), get("end"), op.less,
        ]),
        get("r"), get("rows"), op.less,
      ]),
    ];
  },
);

/**
 * C += A·B, C (M, N), with M and N whole tiles; A and Bᵀ as LAY puts them. Addresses, and `apart`, the distance of two
 * rows of C, in bytes.
 * @param {number[]} halves of a tile: 0, or 0 and 1
 */
const productBy = (halves) => assemble(
  {
    whole: ["a", "b", "c", "apart", "M", "N", "K"],
    more: ["m", "n", "length", "from_a", ...halves.map((half) => `from_b${half}`), "end", "start", "to"],
    fours: [...halves.map((half) => `b${half}`), "x", ...each.flatMap((row) => halves.map((half) => `s${row}${half}`))],
  },
  (get, set) => {
    const add = increase(get, set);
    // the next numbers, `k` further on, of four rows of A and four or eight columns of B: s += x ∗ b
    const one_more = (/** @type {number} */ k) => [
      halves.map((half) => [get(`from_b${half}`), op.four(k * FOUR), set(`b${half}`)]),
      each.map((row) => [
        get("from_a"), op.four_times(k * FOUR + row * NUMBER), set("x"),
        halves.map((half) => [get(`s${row}${half}`), get("x"), get(`b${half}`), op.multiply_fours, op.add_fours, set(`s${row}${half}`)]),
      ]),
    ];
    const further = (/** @type {number} */ k) => ["from_a", ...halves.map((half) => `from_b${half}`)].map((from) => add(from, op.constant(k * FOUR)));
    const so_many_more = [get("from_b0"), op.constant(AT_ONCE * FOUR), op.add, get("end"), op.at_most];
    const one_more_is = [get("from_b0"), get("end"), op.less];
    return [
      get("K"), op.constant(FOUR), op.multiply, set("length"),
      op.constant(0), set("n"),
      op.repeat([
        get("a"), set("from_a"),
        get("c"), get("n"), op.constant(NUMBER), op.multiply, op.add, set("start"),
        get("b"), get("length"), op.add, set("end"),
        op.constant(0), set("m"),
        op.repeat([
          halves.map((half) => [half ? get("end") : get("b"), set(`from_b${half}`)]),
          // the sums begin with what stands in C
          get("start"), set("to"),
          each.map((row) => [
            halves.map((half) => [get("to"), op.four(half * FOUR), set(`s${row}${half}`)]),
            add("to", get("apart")),
          ]),
          so_many_more, op.when(op.repeat([each.map(one_more), further(AT_ONCE), so_many_more])),
          one_more_is, op.when(op.repeat([one_more(0), further(1), one_more_is])),
          get("start"), set("to"),
          each.map((row) => [
            halves.map((half) => [get("to"), get(`s${row}${half}`), op.store_four(half * FOUR)]),
            add("to", get("apart")),
          ]),
          get("to"), set("start"),
          add("m", op.constant(TILE)),
          get("m"), get("M"), op.less,
        ]),
        halves.map(() => add("b", get("length"))),
        add("n", op.constant(TILE * halves.length)),
        get("n"), get("N"), op.less,
      ]),
    ];
  },
);

const TWICE_AS_WIDE = productBy([0, 1]);
const ONCE = productBy([0]);

const whole = (/** @type {number} */ count) => TILE * Math.ceil(count / TILE);

/** @typedef {import("./matrices.js").Matrix} Matrix */

/** How many numbers the kernel needs for itself. @param {{ K: number, N: number }} most of a matrix B (K, N) */
export const roomOfKernel = ({ K, N }) => (COLUMNS_OF_A + whole(N)) * ROWS_OF_A + Math.max(K, COLUMNS_OF_A) * whole(N);

/**
 * A function that adds A·B, (M, N), to `out`; all in this memory. Null where the browser has no such WebAssembly.
 * @param {WebAssembly.Memory} memory
 * @param {Float32Array} room in it, as `roomOfKernel` says
 * @param {{ K: number, N: number }} most
 */
export function makeKernel(memory, room, most) {
  const [lay, run_twice, run_once] = [LAY, TWICE_AS_WIDE, ONCE].map((bytes) => functionOf(bytes, memory));
  if (!lay || !run_twice || !run_once) return null;
  const at_A = room.byteOffset;
  const edge = room.subarray(ROWS_OF_A * COLUMNS_OF_A, ROWS_OF_A * (COLUMNS_OF_A + whole(most.N))); // rows of C that are no whole tiles
  const at_B = edge.byteOffset + edge.byteLength;
  const fits = room.length - ROWS_OF_A * COLUMNS_OF_A - edge.length;
  /** @type {Matrix | null} */
  let lies_there = null; // the B of the last call, if it lies there altogether
  const layRows = (/** @type {Matrix} */ { numbers, by_row, by_column }, from_row, from_column, to, rows, columns) =>
    lay(numbers.byteOffset + (from_row * by_row + from_column * by_column) * NUMBER, by_row * NUMBER, by_column * NUMBER, to, rows, columns);
  const run = (b, c, wide, M, N, K) => {
    const twice = N - (N % (2 * TILE));
    if (twice) run_twice(at_A, b, c, wide * NUMBER, M, twice, K);
    if (twice < N) run_once(at_A, b + twice * K * NUMBER, c + twice * NUMBER, wide * NUMBER, M, N - twice, K);
  };
  return (/** @type {Matrix} */ A, /** @type {Matrix} */ B, M, N, K, /** @type {import("./matrices.js").Numbers} */ out) => {
    const wide = whole(N);
    if (N > most.N) throw new RangeError(`The kernel has no room for ${N} columns.`);
    const columns_of_B = { numbers: B.numbers, by_row: B.by_column, by_column: B.by_row };
    const all = K * wide <= fits;
    const there = lies_there === B;
    lies_there = all ? B : null;
    for (let k = 0; k < K; k += COLUMNS_OF_A) {
      const count = Math.min(COLUMNS_OF_A, K - k);
      const b = all ? at_B + k * wide * NUMBER : at_B;
      if (!there) layRows(columns_of_B, 0, k, b, N, count);
      for (let m = 0; m < M; m += ROWS_OF_A) {
        const rows = Math.min(ROWS_OF_A, M - m);
        layRows(A, m, k, at_A, rows, count);
        const C = out.subarray(m * N, (m + rows) * N);
        if (wide === N && rows % TILE === 0) run(b, C.byteOffset, N, rows, N, count);
        else {
          for (let row = 0, o = 0; row < rows; row++) for (let n = 0; n < N; n++, o++) edge[row * wide + n] = C[o];
          run(b, edge.byteOffset, wide, whole(rows), wide, count);
          for (let row = 0, o = 0; row < rows; row++) for (let n = 0; n < N; n++, o++) C[o] = edge[row * wide + n];
        }
      }
    }
  };
}
