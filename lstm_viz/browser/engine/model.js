// A language model in the reader's browser. This is the way into the engine; a page needs of it:
//
//     const model = await loadModel(source);         // source: what Python's engine.payload.source(name) gives
//     const tokens = model.tokenize(text);           // as Python cuts them, without those that it can't read
//     const trace = model.trace(tokens);             // reads them from zero states, records everything
//     const next = model.trace(others, trace);       // the same, but steps that both begin with are copied
//     model.predict(trace, t, k, temperature);       // [[token, probability], …] after step t, likeliest first
//     model.scores(trace, t);                        // logits of all V tokens, Float32Array
//     model.probabilities(trace, t, temperature);    // softmax of them, Float32Array
//
// trace.arrays.forget_gate … are Float32Arrays, rows one after the other, by the names of Python's Trace;
// rowAt(trace, "cell_state", t) is one row, shapedArrays(trace) gives { shape, values } for each. A trace is
// never changed after it was given out, so an earlier one can stay on the page as a ghost.
//
// Beside it: holds.js (`holdGates`: a gate at a value, the memory erased), transplant.js (`transplant`: C or h of
// another reading; both at once: `rereadWith(model, trace, [holdChange(…), transplantChange(…)])`), attribution.js (`sizes`: what each word wrote that is still in C).

import { CELLS, readOn, traceOf } from "./cells.js";
import { product } from "./linear.js";
import { largestPlaces, softmax } from "./softmax.js";
import { EmptyText, endOf, tokenizerOf, Vocabulary } from "./tokens.js";
import { copyRows, rowAt } from "./trace.js";
import { readSafetensors, WeightsError } from "./weights.js";

/** @typedef {import("./trace.js").Trace} Trace */

const TORCH_NAMES = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];
const OF_INPUT = ["inputs", "input_part"];

/**
 * x_t = embedding[token_t], h_t = cell(x_t, h_{t−1}, …), scores_t = embedding·(P·h_t) + b, or W·h_t + b where
 * somebody's own network has a head of its own.
 */
export class LanguageModel {
  /**
   * @param {import("./weights.js").Checkpoint} checkpoint
   * @param {import("./tokens.js").Writing} writing
   */
  constructor({ tensors, facts }, writing) {
    const values = (/** @type {string} */ name) => {
      if (!(name in tensors)) throw new WeightsError(`This is not a model of ours: it has no ${name}.`);
      return tensors[name].values;
    };
    this.facts = facts;
    this.cell = facts.cell;
    if (!(this.cell in CELLS)) throw new WeightsError(`There is no cell “${this.cell}”.`);
    const { unknown = "0" } = facts; // of somebody's own vocabulary any row, or none
    this.vocabulary = new Vocabulary(JSON.parse(facts.vocabulary), unknown === "none" ? null : Number(unknown));
    this.cut = tokenizerOf(writing, facts); // all tokens of a text
    const layer = TORCH_NAMES.map((name) => values(`${this.cell}.${name}_l0`));
    this.parameters = CELLS[this.cell].parameters(layer[0], layer[1], layer[2], layer[3]);
    this.embeddings = values("embedding.weight"); // (V, E)
    this.head_bias = values("head.bias"); // (V)
    this.V = this.head_bias.length;
    this.E = this.embeddings.length / this.V;
    this.head = tensors["head.weight"]?.values; // (V, H)
    this.projection = this.head ? null : values("head.projection.weight"); // (E, H)
    this.H = this.projection ? this.projection.length / this.E : this.head.length / this.V;
    const blocks = CELLS[this.cell].blocks;
    const expected = [blocks * this.H * this.E, blocks * this.H * this.H, blocks * this.H, blocks * this.H];
    if (layer.some((array, k) => array.length !== expected[k]) || this.vocabulary.tokens.length !== this.V)
      throw new WeightsError("The sizes of this model's tensors do not fit together.");
  }

  /** The tokens of a text that it reads. @param {string} text */
  tokenize(text) {
    return this.cut(text).filter((token) => this.vocabulary.reads(token));
  }

  /**
   * Where the first `count` tokens that it reads end in a text.
   * @param {string} text @param {number} count
   */
  endOf(text, count) {
    const tokens = this.cut(text);
    let [all, read] = [0, 0];
    while (all < tokens.length && read < count) if (this.vocabulary.reads(tokens[all++])) read++;
    return endOf(text, this.cut, all);
  }

  /**
   * Read tokens and record everything.
   * @param {string[]} tokens
   * @param {Trace} [earlier] a trace of this model from the same start, whose steps up to the first other token
   *   are taken over
   * @param {Trace | null} [before] a reading after which this one goes on: its last h and C are the first here;
   *   else both start from zero
   * @returns {Trace}
   * @throws {EmptyText} no token at all
   */
  trace(tokens, earlier, before = null) {
    if (!tokens.length) throw new EmptyText();
    const { H, E } = this;
    const trace = traceOf(this.cell, this.parameters, { T: tokens.length, H, E });
    if (before) for (const state in STARTS) trace.arrays[state]?.set(rowAt(before, STARTS[state], before.T - 1));
    trace.tokens = tokens;
    trace.known = tokens.map((token) => this.vocabulary.has(token));
    trace.ids = this.vocabulary.encode(tokens);
    const same = earlier && sameStart(earlier, trace) ? sharedSteps(earlier.ids, trace.ids) : 0;
    if (earlier) copyRows(earlier, trace, same);
    const place = new Map(Array.from(earlier?.ids ?? [], (id, t) => [id, t]));
    for (let t = same; t < trace.T; t++) {
      const before = place.get(trace.ids[t]);
      if (earlier && before !== undefined) {
        // what a word gives by itself is the same wherever it stands
        for (const name of OF_INPUT) rowAt(trace, name, t).set(rowAt(earlier, name, before));
      } else {
        // x_t = embedding[token_t]
        rowAt(trace, "inputs", t).set(this.embedding(trace.ids[t])); // (E)
        CELLS[this.cell].input(this.parameters, trace, t);
      }
    }
    readOn(this.parameters, trace, same);
    return trace;
  }

  /** A token's row of the embedding, (E), not a copy. */
  embedding(/** @type {number} */ id) {
    return this.embeddings.subarray(id * this.E, (id + 1) * this.E);
  }

  /**
   * Scores (logits) of every token as the next one after step t.
   * @param {Trace} trace
   * @param {number} t
   * @returns {Float32Array} (V)
   */
  scores(trace, t) {
    const h = rowAt(trace, "hidden_state", t); // (H)
    const scores = new Float32Array(this.V);
    if (this.projection) {
      // scores_t = embedding·(P·h_t) + b
      const projected = new Float32Array(this.E);
      product(this.projection, h, projected); // (E)
      product(this.embeddings, projected, scores); // (V)
    } else {
      // scores_t = W·h_t + b
      product(this.head, h, scores); // (V)
    }
    for (let k = 0; k < this.V; k++) scores[k] += this.head_bias[k];
    return scores;
  }

  /**
   * Probabilities of every token as the next one after step t.
   * @param {Trace} trace
   * @param {number} t
   * @param {number} [temperature]
   * @returns {Float32Array} (V)
   */
  probabilities(trace, t, temperature = 1) {
    // p_t = softmax(scores_t)
    return softmax(this.scores(trace, t), temperature);
  }

  /**
   * The k likeliest next tokens after step t with their probabilities, likeliest first.
   * @param {Trace} trace
   * @param {number} [t]
   * @param {number} [k]
   * @param {number} [temperature]
   * @returns {[string, number][]}
   */
  predict(trace, t = trace.T - 1, k = 10, temperature = 1) {
    const p = this.probabilities(trace, t, temperature);
    return largestPlaces(p, k).map((id) => [this.vocabulary.tokens[id], p[id]]);
  }
}

const STARTS = { initial_hidden_state: "hidden_state", initial_cell_state: "cell_state" };

/** Whether two traces start from the same states. @param {Trace} a @param {Trace} b */
const sameStart = (a, b) =>
  Object.keys(STARTS).every((state) => (a.arrays[state] ?? []).every((v, k) => v === b.arrays[state][k]));

/**
 * How many steps two texts have in common from the start on.
 * @param {Int32Array} a
 * @param {Int32Array} b
 */
function sharedSteps(a, b) {
  const shorter = Math.min(a.length, b.length);
  let t = 0;
  while (t < shorter && a[t] === b[t]) t++;
  return t;
}

/**
 * Fetch a model.
 * @param {{ weights: string, writing: import("./tokens.js").Writing }} source the address of its file, and
 *   what is known of writing
 * @throws {WeightsError} no such file, or a broken one
 */
export async function loadModel({ weights, writing }) {
  const answer = await fetch(weights);
  if (!answer.ok) throw new WeightsError(await answer.text());
  return new LanguageModel(readSafetensors(await answer.arrayBuffer()), writing);
}
