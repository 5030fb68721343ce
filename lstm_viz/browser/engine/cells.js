// The table of cells, and reading a sequence with any of them.

import { gruInput, gruParameters, gruShapes, gruStep } from "./gru.js";
import { lstmInput, lstmParameters, lstmShapes, lstmStep } from "./lstm.js";
import { rnnInput, rnnParameters, rnnShapes, rnnStep } from "./rnn.js";
import { copyTrace, emptyTrace } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @typedef {object} Cell
 * @property {number} blocks of H rows in each matrix
 * @property {(weight_ih: Float32Array, weight_hh: Float32Array, bias_ih: Float32Array, bias_hh: Float32Array)
 *   => any} parameters from torch's arrays
 * @property {(H: number, E: number) => Record<string, number[]>} shapes of a step's rows
 * @property {(p: any, trace: Trace, t: number) => void} input fills row t of what the input alone gives
 * @property {(p: any, trace: Trace, t: number) => void} step fills row t of the rest
 */

const plainCell = { blocks: 1, parameters: rnnParameters, shapes: rnnShapes, input: rnnInput, step: rnnStep };

/** @type {Record<string, Cell>} */
export const CELLS = {
  lstm: { blocks: 4, parameters: lstmParameters, shapes: lstmShapes, input: lstmInput, step: lstmStep },
  gru: { blocks: 3, parameters: gruParameters, shapes: gruShapes, input: gruInput, step: gruStep },
  rnn: plainCell,
  feedforward: plainCell, // a plain recurrent layer whose W_h is zero
};

/**
 * A trace of T steps in which nothing is read yet, from zero states.
 * @param {string} cell
 * @param {any} p the cell's parameters
 * @param {{ T: number, H: number, E: number }} sizes
 * @returns {Trace}
 */
export function traceOf(cell, p, sizes) {
  const { H, E } = sizes;
  /** @type {Record<string, Float32Array>} */
  const initial = { initial_hidden_state: new Float32Array(H) };
  const shapes = CELLS[cell].shapes(H, E);
  if ("cell_state" in shapes) initial.initial_cell_state = new Float32Array(H);
  if (p.bias) initial.bias = p.bias;
  return emptyTrace(cell, shapes, initial, sizes);
}

/**
 * Take the inputs, whose parts stand in the trace, through the cell from step `from` on.
 * @param {any} p
 * @param {Trace} trace whose rows before `from` are filled
 * @param {number} from
 * @param {(trace: Trace, t: number) => void} [change] what is done to row t before the next step reads it
 */
export function readOn(p, trace, from, change) {
  const { step } = CELLS[trace.cell];
  for (let t = from; t < trace.T; t++) {
    step(p, trace, t);
    change?.(trace, t);
  }
}

/**
 * What is done to a reading: `apply` to row t, from step `first` on, before the next step reads the row.
 * @typedef {{ first: number, apply: (trace: Trace, t: number) => void }} Change
 */

/**
 * A text read again with changes, which are applied to each step in this order.
 * @param {{ parameters: any }} model
 * @param {Trace} free as it was read without changes; stays as it is
 * @param {Change[]} changes
 * @returns {Trace}
 */
export function rereadWith(model, free, changes) {
  const again = copyTrace(free);
  const first = Math.min(free.T, ...changes.map((change) => change.first));
  readOn(model.parameters, again, first, (trace, t) => {
    for (const change of changes) if (t >= change.first) change.apply(trace, t);
  });
  return again;
}
