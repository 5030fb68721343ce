// A small network that learns in the browser: a recurrent cell and a linear layer on its hidden state. The way
// in for a page or its worker:
//
//     const network = startNetwork({ cell: "lstm", E, H, O, seed, forget_bias: 1 });
//     const room = network.room({ T, B });                 // once; without it all is float64, and slow
//     const { loss, gradients, record } = network.learn(inputs, targets, { T, B, loss: "softmax", room });
//     clip(gradients, 1);                                  // optimisers.js, if wanted
//     optimiser.update(network.parameters, gradients);     // new SGD(rate) or new Adam(rate)
//     network.outputs(inputs, { T, B });                   // (T, B, O), without learning
//     network.trace(sequence);                             // one sequence (T, E) as the stage shows it
//     writeSafetensors(network.checkpoint(facts));         // weights.js: a file that torch.nn loads
//     openNetwork(readSafetensors(file));                  // and back
//
// Inputs are x (T, B, E) in a Float64Array: step after step, in each the sequences of the batch. The parameters
// have the names and order of torch's: `lstm.weight_ih_l0` …, `head.weight` (O, H), `head.bias` (O).

import { CELLS, readOn, traceOf } from "../cells.js";
import { rowAt } from "../trace.js";
import { WeightsError } from "../weights.js";
import { gruBackward, gruForward, gruRecord } from "./gru_learning.js";
import { lstmBackward, lstmForward, lstmRecord } from "./lstm_learning.js";
import { softmaxLoss, squaredLoss } from "./losses.js";
import { addProduct, addRows, matrix, startFrom, turned } from "./matrices.js";
import { arraysApart, arraysTogether } from "./memory.js";
import { randomNumbers } from "./random.js";
import { rnnBackward, rnnForward, rnnRecord } from "./rnn_learning.js";

/**
 * @typedef {object} Sizes
 * @property {number} T steps
 * @property {number} B sequences of a batch
 * @property {number} E size of an input
 * @property {number} H hidden size
 */

/** @typedef {import("./matrices.js").Numbers} Numbers */
/** @typedef {Record<string, Numbers>} Arrays by name */
/** @typedef {import("./memory.js").Groups} Room parameters, gradients, record, batch */

const plainLearning = { record: rnnRecord, forward: rnnForward, backward: rnnBackward };

/** @type {Record<string, { record: any, forward: any, backward: any }>} */
const LEARNING = {
  lstm: { record: lstmRecord, forward: lstmForward, backward: lstmBackward },
  gru: { record: gruRecord, forward: gruForward, backward: gruBackward },
  rnn: plainLearning,
  feedforward: plainLearning, // its W_h is zero and stays so
};

const LAYER = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

export class LearningNetwork {
  /**
   * @param {string} cell "lstm", "gru", "rnn" or "feedforward"
   * @param {{ E: number, H: number, O: number }} sizes
   * @param {Record<string, Float64Array>} parameters
   */
  constructor(cell, { E, H, O }, parameters) {
    this.cell = cell;
    this.E = E;
    this.H = H;
    this.O = O;
    this.parameters = parameters;
  }

  /** The arrays of the recurrent layer under their short names. @param {Arrays} arrays */
  layer(arrays) {
    return Object.fromEntries(LAYER.map((name) => [name, arrays[`${this.cell}.${name}_l0`]]));
  }

  /**
   * Room for what a pass computes, to be used again by every pass of these sizes: in float32, where WebAssembly works,
   * and so many times as fast. What a pass gives lies in it until the next one.
   * @param {{ T: number, B: number }} sizes
   * @param {"learns" | "reads"} [what] there is less of it where nothing is to be learned
   * @returns {Room}
   */
  room(sizes, what = "learns") {
    const { E, H, O } = this;
    return arraysTogether(this.lengths(sizes, what), { K: 4 * H, N: Math.max(4 * H, E, O) });
  }

  /** How many numbers a pass needs, by group and name. @param {{ T: number, B: number }} sizes @param {"learns" | "reads"} what */
  lengths({ T, B }, what) {
    const { E, H, O } = this;
    const forward = (/** @type {string} */ name) => !name.startsWith("delta");
    const some = (/** @type {Record<string, number>} */ all) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => what === "learns" || forward(name)));
    const parameters = Object.fromEntries(Object.entries(this.parameters).map(([name, { length }]) => [name, length]));
    return {
      parameters,
      gradients: what === "learns" ? parameters : {},
      record: some(LEARNING[this.cell].record({ T, B, E, H })),
      batch: some({ inputs: T * B * E, outputs: T * B * O, delta_outputs: T * B * O }),
    };
  }

  /**
   * Read a batch.
   * @param {Float64Array} x (T, B, E)
   * @param {{ T: number, B: number }} sizes
   * @param {Room} room
   * @returns {Numbers} outputs (T, B, O)
   */
  read(x, { T, B }, { parameters, record, batch: { inputs, outputs } }) {
    const { E, H, O } = this;
    for (const name in parameters) parameters[name].set(this.parameters[name]);
    inputs.set(x);
    LEARNING[this.cell].forward(this.layer(parameters), inputs, record, { T, B, E, H });
    // y_t = W·h_t + b
    startFrom(outputs, parameters["head.bias"]);
    const h = matrix(record.hidden_state.subarray(B * H), H); // (T·B, H)
    addProduct(h, turned(parameters["head.weight"], H), T * B, O, H, outputs);
    return outputs;
  }

  /**
   * What comes out for a batch, (T, B, O).
   * @param {Float64Array} inputs (T, B, E)
   * @param {{ T: number, B: number, room?: Room }} sizes
   */
  outputs(inputs, { T, B, room }) {
    return this.read(inputs, { T, B }, room ?? arraysApart(this.lengths({ T, B }, "reads")));
  }

  /**
   * One pass forward and one back: the loss of a batch and its gradient by every parameter.
   * @param {Float64Array} inputs (T, B, E)
   * @param {ArrayLike<number>} targets (T, B) numbers of classes, −1 where nothing is asked; for the squared
   *   loss (T, B, O), NaN where nothing is asked
   * @param {{ T: number, B: number, loss: "softmax" | "squared", room?: Room }} how
   * @returns {{ loss: number, gradients: Arrays, outputs: Numbers, record: Arrays }}
   */
  learn(inputs, targets, { T, B, loss: kind, room = arraysApart(this.lengths({ T, B }, "learns")) }) {
    const { E, H, O } = this;
    const { parameters, gradients, record, batch } = room;
    const outputs = this.read(inputs, { T, B }, room);
    const { loss, delta } =
      kind === "softmax" ? softmaxLoss(outputs, targets, O) : squaredLoss(outputs, targets);
    batch.delta_outputs.set(delta);
    for (const g of Object.values(gradients)) g.fill(0);
    const h = record.hidden_state.subarray(B * H); // (T, B, H)
    const delta_h = record.delta_hidden_state.fill(0).subarray(B * H);
    // ∂L/∂W = Σ_t δy_t·h_tᵀ,  ∂L/∂b = Σ_t δy_t,  δh_t = Wᵀ·δy_t
    addProduct(turned(batch.delta_outputs, O), matrix(h, H), O, H, T * B, gradients["head.weight"]); // (O, H)
    addRows(delta, gradients["head.bias"]); // (O)
    addProduct(matrix(batch.delta_outputs, O), matrix(parameters["head.weight"], H), T * B, H, O, delta_h);
    LEARNING[this.cell].backward(this.layer(parameters), batch.inputs, record, { T, B, E, H }, this.layer(gradients));
    if (this.cell === "feedforward") gradients["feedforward.weight_hh_l0"].fill(0);
    return { loss, gradients, outputs, record };
  }

  /**
   * Its parameters, float32, by the names that `torch.nn` has for them, after `lstm.` and `head.`.
   * @param {Record<string, string>} [facts] what else is known of it
   * @returns {import("../weights.js").Checkpoint}
   */
  checkpoint(facts = {}) {
    const { cell, H, E, O } = this;
    const rows = CELLS[cell].blocks * H;
    /** @type {Record<string, number[]>} */
    const shapes = {
      [`${cell}.weight_ih_l0`]: [rows, E],
      [`${cell}.weight_hh_l0`]: [rows, H],
      [`${cell}.bias_ih_l0`]: [rows],
      [`${cell}.bias_hh_l0`]: [rows],
      "head.weight": [O, H],
      "head.bias": [O],
    };
    const tensors = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        return [name, { shape, values: Float32Array.from(this.parameters[name]) }];
      }),
    );
    return { tensors, facts: { ...facts, cell } };
  }

  /**
   * One sequence as the stage shows it, by the equations that the reading models use.
   * @param {ArrayLike<number>} sequence (T, E)
   */
  trace(sequence) {
    const { E, H } = this;
    const cell = CELLS[this.cell];
    const layer = this.layer(this.parameters);
    const [W_x, W_h, b_x, b_h] = LAYER.map((name) => Float32Array.from(layer[name]));
    const p = cell.parameters(W_x, W_h, b_x, b_h);
    const trace = traceOf(this.cell, p, { T: sequence.length / E, H, E });
    trace.arrays.inputs.set(sequence);
    for (let t = 0; t < trace.T; t++) cell.input(p, trace, t);
    readOn(p, trace, 0);
    return trace;
  }

  /**
   * What comes out after step t of a trace, (O).
   * @param {import("../trace.js").Trace} trace
   * @param {number} t
   */
  outputAt(trace, t) {
    const out = new Float64Array(this.O);
    const h = Float64Array.from(rowAt(trace, "hidden_state", t));
    startFrom(out, this.parameters["head.bias"]);
    addProduct(matrix(h, this.H), turned(this.parameters["head.weight"], this.H), 1, this.O, this.H, out);
    return out;
  }
}

/**
 * A network from its checkpoint.
 * @param {import("../weights.js").Checkpoint} checkpoint
 * @throws {WeightsError} not one that `checkpoint` made
 */
export function openNetwork({ tensors, facts }) {
  const { cell } = facts;
  const weight = tensors[`${cell}.weight_ih_l0`];
  const head = tensors["head.weight"];
  if (!(cell in LEARNING) || !weight || !head)
    throw new WeightsError("This is not a network of the playground.");
  const parameters = Object.fromEntries(
    Object.entries(tensors).map(([name, { values }]) => [name, Float64Array.from(values)]),
  );
  return new LearningNetwork(cell, { E: weight.shape[1], H: head.shape[1], O: head.shape[0] }, parameters);
}

/**
 * A network that has learned nothing: every parameter drawn between −1/√H and 1/√H, as torch draws them.
 * @param {object} how
 * @param {string} how.cell
 * @param {number} how.E
 * @param {number} how.H
 * @param {number} how.O
 * @param {number} how.seed
 * @param {number} [how.forget_bias] of an LSTM: b_f of every unit, where it is not drawn too
 */
export function startNetwork({ cell, E, H, O, seed, forget_bias }) {
  if (!(cell in LEARNING)) throw new RangeError(`There is no cell “${cell}”.`);
  for (const [name, size] of Object.entries({ inputs: E, units: H, outputs: O }))
    if (!(Number.isInteger(size) && size > 0)) throw new RangeError(`A network needs at least one of its ${name}.`);
  const rows = CELLS[cell].blocks * H;
  const draw = randomNumbers(seed);
  const drawn = (/** @type {number} */ count) =>
    Float64Array.from({ length: count }, () => (2 * draw() - 1) / Math.sqrt(H));
  /** @type {Record<string, Float64Array>} */
  const parameters = {
    [`${cell}.weight_ih_l0`]: drawn(rows * E),
    [`${cell}.weight_hh_l0`]: drawn(rows * H),
    [`${cell}.bias_ih_l0`]: drawn(rows),
    [`${cell}.bias_hh_l0`]: drawn(rows),
    "head.weight": drawn(O * H),
    "head.bias": drawn(O),
  };
  if (cell === "feedforward") parameters["feedforward.weight_hh_l0"].fill(0);
  if (cell === "lstm" && forget_bias !== undefined) {
    // block f of the two biases, whose sum is b_f
    parameters["lstm.bias_ih_l0"].fill(forget_bias, H, 2 * H);
    parameters["lstm.bias_hh_l0"].fill(0, H, 2 * H);
  }
  return new LearningNetwork(cell, { E, H, O }, parameters);
}
