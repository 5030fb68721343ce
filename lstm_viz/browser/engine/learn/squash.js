// σ and tanh of many numbers.

import { logistic, tangent } from "./exponential.js";
import { kernelsAt } from "./memory.js";
import { squashedSingle } from "./single.js";

/** z becomes level + height / (1 + e^{scale·z}). @typedef {{ scale: number, height: number, level: number, exact: (z: number) => number }} Squash */

/** σ(z) = 1 / (1 + e^{−z}) @type {Squash} */
export const SIGMA = { scale: -1, height: 1, level: 0, exact: logistic };

/** tanh(z) = 1 − 2 / (1 + e^{2z}) @type {Squash} */
export const TANH = { scale: 2, height: -2, level: 1, exact: tangent };

/** So many columns that are squashed one way. @typedef {[Squash, number]} Part */

/**
 * Squash the rows of z in place: so many columns one way, the next ones another; further ones stay. Where WebAssembly
 * works on this array, it does it, with the same numbers to the last bit.
 * @param {import("./matrices.js").Numbers} z (rows, width); the last row may end after its last part
 * @param {number} width
 * @param {Part[]} parts
 */
export function squash(z, width, parts) {
  const fast = kernelsAt(z);
  if (fast && parts.every(([, columns]) => columns % 4 === 0)) return fast.squash(z, width, parts);
  const single = z instanceof Float32Array;
  for (let row = 0; row < z.length; row += width) {
    let k = row;
    for (const [how, columns] of parts)
      for (const end = k + columns; k < end; k++) z[k] = single ? squashedSingle(z[k], how) : how.exact(z[k]);
  }
}
