// Arrays side by side in one memory on which WebAssembly works: nothing needs be copied to it and back.

import { NUMBER } from "./assembler.js";
import { makeKernel, roomOfKernel } from "./kernel.js";
import { makeSquash, TABLE } from "./squash_kernel.js";

const PAGE = 65536; // bytes in which memory is counted
const LINE = 16; // numbers that go to the processor together

/** @typedef {Record<string, Record<string, number>>} Lengths of arrays, by group and name */
/** @typedef {import("./matrices.js").Numbers} Numbers */
/** @typedef {Record<string, Record<string, Numbers>>} Groups of arrays by name */

/** @type {WeakMap<ArrayBufferLike, { multiply: any, squash: any }>} */
const kernels = new WeakMap();

/** The kernels that work where this array lies; undefined where there are none. @param {Numbers} array */
export const kernelsAt = (array) => kernels.get(array.buffer);

/**
 * Ordinary arrays, of zeros.
 * @param {Lengths} lengths
 * @param {Float64ArrayConstructor | Float32ArrayConstructor} Kind
 * @returns {Groups}
 */
export function arraysApart(lengths, Kind = Float64Array) {
  return eachOf(lengths, (length) => new Kind(length));
}

/**
 * Arrays of float32 on which WebAssembly works, of zeros; ordinary ones where the browser has none.
 * @param {Lengths} lengths
 * @param {{ K: number, N: number }} most of a matrix (K, N) on the right of a product
 * @returns {Groups}
 */
export function arraysTogether(lengths, most) {
  const all = { own: { table: TABLE.length, kernel: roomOfKernel(most) }, ...lengths };
  let count = 0;
  const begin = eachOf(all, (length) => {
    const here = count;
    // each begins a line later than whole lines would ask for, so that arrays of like size don't crowd in one place
    count += (Math.ceil(length / LINE) + 1) * LINE;
    return here;
  });
  const memory = memoryOf(count * NUMBER);
  if (!memory) return arraysApart(lengths, Float32Array);
  const { own, ...groups } = eachOf(all, (length, group, name) => new Float32Array(memory.buffer, begin[group][name] * NUMBER, length));
  own.table.set(TABLE);
  const made = { multiply: makeKernel(memory, own.kernel, most), squash: makeSquash(memory) };
  if (made.multiply && made.squash) kernels.set(memory.buffer, made);
  return groups;
}

/** A memory of so many bytes; null where there is no WebAssembly or not so much. @param {number} bytes */
function memoryOf(bytes) {
  if (typeof WebAssembly === "undefined") return null;
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}

/**
 * @template Value, Made
 * @param {Record<string, Record<string, Value>>} groups
 * @param {(value: Value, group: string, name: string) => Made} make
 * @returns {Record<string, Record<string, Made>>}
 */
function eachOf(groups, make) {
  return Object.fromEntries(
    Object.entries(groups).map(([group, values]) => [
      group,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(value, group, name)])),
    ]),
  );
}
