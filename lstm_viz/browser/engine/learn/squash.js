// σ and tanh of many numbers in WebAssembly, two at a time: the steps of exponential.js in the same order, so that
// both give the same numbers to the last bit; it is only faster.

import { assemble, functionOf, holdAtLeast, NUMBER, op } from "./assembler.js";
import { HIGH, IN_PIECES, logistic, LOW, MOST, PIECES, ROOTS, tangent } from "./exponential.js";

const PAIR = 2 * NUMBER;
const FAINTEST = -708; // e^x below this changes nothing in 1 + e^x

/** z becomes level + height / (1 + e^{scale·z}). @typedef {{ scale: number, height: number, level: number, one: (z: number) => number }} Squash */

/** σ(z) = 1 / (1 + e^{−z}) @type {Squash} */
export const SIGMA = { scale: -1, height: 1, level: 0, one: logistic };

/** tanh(z) = 1 − 2 / (1 + e^{2z}) @type {Squash} */
export const TANH = { scale: 2, height: -2, level: 1, one: tangent };

/**
 * The function of `rows` rows that begin `apart` bytes from each other, the first at `at`, in each a number of
 * bytes `width`. The table of roots lies at address 0.
 */
const SQUASHES = assemble(
  {
    whole: ["at", "apart", "width", "rows"],
    floats: ["scale", "height", "level"],
    more: ["row", "to", "end"],
    pairs: ["x", "k", "r", "whole"],
  },
  (get, set) => {
    const of = op.pair_of;
    const root_of = (/** @type {0 | 1} */ lane) =>
      [get("whole"), op.whole_of(lane), op.constant(PIECES - 1), op.and, op.constant(NUMBER), op.multiply];
    const polynomial = [1 / 24, 1 / 6, 1 / 2, 1, 1];
    return [
      op.repeat([
        get("at"), set("to"),
        get("at"), get("width"), op.add, set("end"),
        op.repeat([
          get("to"), // where the result goes
          // x = scale·z, within what e^x can be of
          get("to"), op.pair(0), get("scale"), op.both, op.multiply_pairs, of(FAINTEST), op.most, of(MOST), op.least, set("x"),
          // k, the nearest whole number to x·32/ln 2
          get("x"), of(IN_PIECES), op.multiply_pairs, of(0.5), op.add_pairs, op.floor, set("k"),
          get("k"), op.whole_pair, set("whole"),
          // r = x − k·HIGH − k·LOW
          get("x"), get("k"), of(HIGH), op.multiply_pairs, op.subtract_pairs, get("k"), of(LOW), op.multiply_pairs, op.subtract_pairs, set("r"),
          // e^x = 2^n·2^{j/32}·e^r
          get("whole"), op.powers_of_2(Math.log2(PIECES)),
          root_of(1), root_of(0), op.twice(0), op.load_second, op.multiply_pairs,
          of(1 / 120), polynomial.map((c) => [get("r"), op.multiply_pairs, of(c), op.add_pairs]), op.multiply_pairs,
          set("x"),
          // level + height / (1 + e^x)
          get("height"), op.both, of(1), get("x"), op.add_pairs, op.divide_pairs, get("level"), op.both, op.add_pairs,
          op.store_pair(0),
          get("to"), op.constant(PAIR), op.add, set("to"),
          get("to"), get("end"), op.less,
        ]),
        get("at"), get("apart"), op.add, set("at"),
        get("row"), op.constant(1), op.add, set("row"),
        get("row"), get("rows"), op.less,
      ]),
    ];
  },
);

/** @typedef {(z: Float64Array, width: number, parts: [Squash, number][]) => void} SquashRows */

/** As `squash`; null where the browser has no such WebAssembly. @returns {SquashRows | null} */
function makeFast() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const run = functionOf(SQUASHES, memory);
  if (!run) return null;
  let numbers = new Float64Array(memory.buffer);
  return (z, width, parts) => {
    holdAtLeast(memory, (PIECES + z.length) * NUMBER);
    if (numbers.buffer !== memory.buffer) numbers = new Float64Array(memory.buffer);
    numbers.set(ROOTS);
    numbers.set(z, PIECES);
    let at = PIECES;
    for (const [{ scale, height, level }, columns] of parts) {
      run(at * NUMBER, width * NUMBER, columns * NUMBER, z.length / width, scale, height, level);
      at += columns;
    }
    z.set(numbers.subarray(PIECES, PIECES + z.length));
  };
}

let fast = makeFast();

/** Let WebAssembly do it, where there is one, or plain JavaScript. @param {boolean} on */
export function useFastSquash(on) {
  fast = on ? makeFast() : null;
}

/**
 * Squash the rows of z in place: so many columns one way, the next ones another.
 * @type {SquashRows}
 */
export function squash(z, width, parts) {
  if (fast && parts.every(([, columns]) => columns % 2 === 0)) return fast(z, width, parts);
  for (let row = 0; row < z.length; row += width) {
    let k = row;
    for (const [{ one }, columns] of parts) for (const end = k + columns; k < end; k++) z[k] = one(z[k]);
  }
}
