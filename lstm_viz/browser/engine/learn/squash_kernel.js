// σ and tanh of many float32 in WebAssembly, four at a time: the steps of single.js in the same order, so that both give
// the same numbers to the last bit; it is only faster.

import { assemble, functionOf, LANES, NUMBER, op } from "./assembler.js";
import { LN_2_HIGH, LN_2_LOW, LARGEST, PER_LN_2, ROUNDS, SERIES } from "./single.js";

/** What it reads from memory, from address 0 on: there it is at hand. */
export const TABLE = Float32Array.of(-LARGEST, LARGEST, PER_LN_2, ROUNDS, LN_2_HIGH, LN_2_LOW, ...SERIES);

/**
 * The function of `rows` rows that begin `apart` bytes from each other, the first at `at`, in each a number of bytes
 * `width`.
 */
const SQUASHES = assemble(
  {
    whole: ["at", "apart", "width", "rows"],
    floats: ["scale", "height", "level"],
    more: ["row", "to", "end"],
    fours: ["x", "k", "r", "rounded"],
  },
  (get, set) => {
    const of = (/** @type {number} */ value) => [op.constant(TABLE.indexOf(value) * NUMBER), op.four_times(0)];
    return [
      op.repeat([
        get("at"), set("to"),
        get("at"), get("width"), op.add, set("end"),
        op.repeat([
          get("to"), // where the result goes
          // x = scale·z, within what e^x can be of
          get("to"), op.four(0), get("scale"), op.fourfold, op.multiply_fours, of(-LARGEST), op.most, of(LARGEST), op.least, set("x"),
          // k, the nearest whole number to x/ln 2
          get("x"), of(PER_LN_2), op.multiply_fours, of(ROUNDS), op.add_fours, set("rounded"),
          get("rounded"), of(ROUNDS), op.subtract_fours, set("k"),
          // r = x − k·LN_2_HIGH − k·LN_2_LOW
          get("x"), get("k"), of(LN_2_HIGH), op.multiply_fours, op.subtract_fours, get("k"), of(LN_2_LOW), op.multiply_fours, op.subtract_fours, set("r"),
          // 2^k, k + 127 becoming the exponent's bits
          get("rounded"), op.left(23),
          // e^x = 2^k·e^r
          of(SERIES[0]), [...SERIES.slice(1)].map((c) => [get("r"), op.multiply_fours, of(c), op.add_fours]), op.multiply_fours,
          set("x"),
          // level + height / (1 + e^x)
          get("height"), op.fourfold, of(1), get("x"), op.add_fours, op.divide_fours, get("level"), op.fourfold, op.add_fours,
          op.store_four(0),
          get("to"), op.constant(LANES * NUMBER), op.add, set("to"),
          get("to"), get("end"), op.less,
        ]),
        get("at"), get("apart"), op.add, set("at"),
        get("row"), op.constant(1), op.add, set("row"),
        get("row"), get("rows"), op.less,
      ]),
    ];
  },
);

/**
 * A function that squashes the rows of z in place, as squash.js says, each part a multiple of 4 columns, z in this memory
 * and `TABLE` where it begins; null where the browser has no such WebAssembly.
 * @param {WebAssembly.Memory} memory
 */
export function makeSquash(memory) {
  const run = functionOf(SQUASHES, memory);
  if (!run) return null;
  return (/** @type {Float32Array} */ z, /** @type {number} */ width, /** @type {import("./squash.js").Part[]} */ parts) => {
    let at = z.byteOffset;
    for (const [{ scale, height, level }, columns] of parts) {
      run(at, width * NUMBER, columns * NUMBER, Math.ceil(z.length / width), scale, height, level);
      at += columns * NUMBER;
    }
  };
}
