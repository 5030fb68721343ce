// The record of one pass: an array for each intermediate, a row for each step, named as in Python's Trace.

/**
 * @typedef {object} Trace
 * @property {string} cell "lstm", "gru", "rnn" or "feedforward"
 * @property {number} T steps
 * @property {number} H units
 * @property {number} E size of an input
 * @property {Record<string, number[]>} shapes for each array with a row a step, the shape of a row
 * @property {Record<string, Float32Array>} arrays by name, as `forget_gate`: T rows, one after the other;
 *   besides them `initial_hidden_state` (H), `initial_cell_state` (H) and `bias`
 * @property {string[]} tokens what was read: T strings, where the trace is a text's
 * @property {boolean[]} known T, false where the token is outside the vocabulary
 * @property {Int32Array} ids (T)
 */

const lengthOf = (/** @type {number[]} */ shape) => shape.reduce((a, b) => a * b, 1);

/**
 * A trace with room for T steps, all zero.
 * @param {string} cell
 * @param {Record<string, number[]>} shapes of a row of each array
 * @param {Record<string, Float32Array>} initial the states before the first step, and the bias
 * @param {{ T: number, H: number, E: number }} sizes
 * @returns {Trace}
 */
export function emptyTrace(cell, shapes, initial, { T, H, E }) {
  /** @type {Record<string, Float32Array>} */
  const arrays = { ...initial };
  for (const name in shapes) arrays[name] = new Float32Array(T * lengthOf(shapes[name]));
  return { cell, T, H, E, shapes, arrays, tokens: [], known: [], ids: new Int32Array(T) };
}

/**
 * Row t of an array of a trace, not a copy; `rowAt(trace, "hidden_state", -1)` is the initial state.
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 */
export function rowAt(trace, name, t) {
  if (t < 0) return trace.arrays[`initial_${name}`];
  const long = trace.arrays[name].length / trace.T;
  return trace.arrays[name].subarray(t * long, (t + 1) * long);
}

/**
 * The first rows of one trace into another that has the same cell and sizes.
 * @param {Trace} from
 * @param {Trace} to
 * @param {number} count of rows
 */
export function copyRows(from, to, count) {
  for (const name in from.shapes) {
    const long = lengthOf(from.shapes[name]);
    to.arrays[name].set(from.arrays[name].subarray(0, count * long));
  }
}

/**
 * A trace of the same text, whose rows can be changed while the first stays as it is.
 * @param {Trace} trace
 * @returns {Trace}
 */
export function copyTrace(trace) {
  const arrays = { ...trace.arrays };
  for (const name in trace.shapes) arrays[name] = arrays[name].slice();
  return { ...trace, arrays };
}

/**
 * The arrays of a trace with their shapes, as Python sends them to the page.
 * @param {Trace} trace
 * @returns {Record<string, { shape: number[], values: Float32Array }>}
 */
export function shapedArrays(trace) {
  const { T, shapes } = trace;
  return Object.fromEntries(
    Object.entries(trace.arrays).map(([name, values]) => {
      const shape = name in shapes ? [T, ...shapes[name]] : [values.length];
      return [name, { shape, values }];
    }),
  );
}
