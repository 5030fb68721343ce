// One layer of somebody's own network over inputs that Python recorded: a word, a row of a table, or the h of
// the layer below. Nothing else can be typed into it, but its gates can be held: from a hold on, the six
// equations run anew. The file comes from lstm_viz/browser/engine/brought.py.

import { readOn, traceOf } from "./cells.js";
import { product } from "./linear.js";
import { softmax } from "./softmax.js";
import { Vocabulary } from "./tokens.js";
import { rowAt } from "./trace.js";
import { readSafetensors } from "./weights.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {Record<string, { shape: number[], values: Float32Array }>} Arrays as Python records a pass */

/** h_t, C_t = cell(x_t, h_{t−1}, C_{t−1}) for recorded x; scores_t = W·h_t + b where a head reads this layer. */
export class RecordedLayer {
  /**
   * @param {import("./weights.js").Checkpoint} checkpoint
   * @param {number} layer whose weights they are
   * @param {{ tokens: string[], known: boolean[], arrays: Arrays }} recorded
   */
  constructor({ tensors, facts }, layer, { tokens, known, arrays }) {
    const [hidden, bias, W, b] = ["hidden", "bias", "head", "head_bias"].map((name) => tensors[`${layer}.${name}`]?.values);
    this.tokens = tokens;
    this.known = known;
    this.recorded = arrays;
    this.facts = { tokenizer: "words" };
    this.parameters = {
      W_h: hidden, // (4, H, H)
      W_x: new Float32Array(0), // what the inputs say is recorded
      bias, // (4, H)
    };
    this.H = arrays.hidden_state.shape[1];
    this.E = arrays.inputs.shape[1];
    this.head = W ? { W, b } : null; // (O, H), (O)
    this.vocabulary = new Vocabulary(JSON.parse(facts.labels));
    this.silent = !this.head; // nothing follows from its h that could be shown
  }

  /** What it reads, whatever is asked for. */
  tokenize() {
    return this.tokens;
  }

  /**
   * Read the recorded inputs from the recorded states before them.
   * @returns {Trace}
   */
  trace() {
    const { H, E, recorded } = this;
    const trace = traceOf("lstm", this.parameters, { T: this.tokens.length, H, E });
    for (const name of ["initial_hidden_state", "initial_cell_state", "inputs", "input_part"])
      trace.arrays[name].set(recorded[name].values);
    Object.assign(trace, { tokens: this.tokens, known: this.known });
    readOn(this.parameters, trace, 0);
    return trace;
  }

  /**
   * Probabilities of the head's O labels after step t.
   * @param {Trace} trace
   * @param {number} t
   * @param {number} [temperature]
   * @returns {Float32Array} (O)
   */
  probabilities(trace, t, temperature = 1) {
    const { W, b } = /** @type {{ W: Float32Array, b: Float32Array }} */ (this.head);
    const scores = new Float32Array(b.length);
    // scores_t = W·h_t + b
    product(W, rowAt(trace, "hidden_state", t), scores); // (O)
    for (let k = 0; k < b.length; k++) scores[k] += b[k];
    return softmax(scores, temperature);
  }
}

/**
 * @param {string} address of the file
 * @param {number} layer
 * @param {{ tokens: string[], known: boolean[], arrays: Arrays }} recorded
 */
export async function loadRecorded(address, layer, recorded) {
  const answer = await fetch(address);
  return new RecordedLayer(readSafetensors(await answer.arrayBuffer()), layer, recorded);
}
