// One network on its way: it learns update by update, is tested now and then, and is filmed.

import { startNetwork } from "../engine/learn/network.js";
import { Adam, clip, lengthOfAll, SGD } from "../engine/learn/optimisers.js";
import { score, sequence } from "./tasks.js";

/** @typedef {import("./options.js").Options} Options */
/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Batch} Batch */

const HOPELESS = 1000; // a loss so many times the comparison's counts as exploded

/** What one update did. @typedef {{ loss: number, length: number, factor: number }} Step */

export class Run {
  /**
   * @param {Options} options
   * @param {Task} task
   * @param {Batch} held_out
   */
  constructor(options, task, held_out) {
    this.options = options;
    this.task = task;
    this.held_out = held_out;
    this.updates = 0;
    const { cell, units, seed, by, rate } = options;
    const forget_bias = cell === "lstm" ? options.forget : undefined;
    this.network = startNetwork({ cell, E: task.E, H: units, O: task.O, seed, forget_bias });
    this.optimiser = by === "adam" ? new Adam(rate) : new SGD(rate);
    this.bound = HOPELESS * Math.max(1e-3, score(task, task.guess(held_out), held_out).loss);
    this.exploded = "";
    /** @type {Record<string, import("../engine/learn/network.js").Room>} */
    this.rooms = {}; // by sizes, used again at every pass
  }

  /**
   * Learn from one batch: forward, loss, backward, clip, move the weights.
   * @param {Batch} batch
   * @returns {Step & ReturnType<import("../engine/learn/network.js").LearningNetwork["learn"]>}
   */
  update(batch) {
    const { network, options, task } = this;
    const { T, B } = batch;
    const learned = network.learn(batch.inputs, batch.targets, { T, B, loss: task.loss, room: this.room(batch, "learns") });
    const length = options.clip ? clip(learned.gradients, options.clip) : lengthOfAll(learned.gradients);
    const factor = options.clip && length > options.clip ? options.clip / length : 1;
    this.optimiser.update(network.parameters, learned.gradients);
    this.updates++;
    this.exploded = this.whereItExploded(learned.loss, length);
    return { ...learned, length, factor };
  }

  /** How it does on what it never learns from. */
  test() {
    const { network, task, held_out } = this;
    const { T, B } = held_out;
    return score(task, network.outputs(held_out.inputs, { T, B, room: this.room(held_out, "reads") }), held_out);
  }

  room(/** @type {Batch} */ { T, B }, /** @type {"learns" | "reads"} */ what) {
    return (this.rooms[`${what} ${T} ${B}`] ??= this.network.room({ T, B }, what));
  }

  /** Its parameters as they are now, a copy. */
  parameters() {
    return Object.fromEntries(Object.entries(this.network.parameters).map(([name, values]) => [name, values.slice()]));
  }

  /**
   * Where training went out of all bounds, in a sentence; "" where it did not.
   * @param {number} loss before this update
   * @param {number} length ‖g‖
   */
  whereItExploded(loss, length) {
    const after = `Training exploded at update ${this.updates}`;
    for (const [name, values] of Object.entries(this.network.parameters)) {
      if (!values.every(Number.isFinite)) return `${after}: ${name} holds something that is no number any more.`;
    }
    const [largest, where] = largestOf(this.network.parameters);
    const weight = `the largest weight, in ${where}, is ${about(largest)}`;
    if (!Number.isFinite(loss)) return `${after}: the loss is no number any more; ${weight}.`;
    if (loss > this.bound) return `${after}: the loss is ${about(loss)}, the gradient was ${about(length)} long, ${weight}.`;
    return "";
  }
}

/**
 * One update looked into: what went forward and back at each step of one sequence, and how the weights moved.
 * @param {Run} run
 * @param {Batch} batch
 */
export function updateInView(run, batch) {
  const before = run.parameters();
  const { T, B } = batch;
  // what is shown of the pass is float64, so that every equation holds to the last digit; the run learns in float32
  const { outputs, record } = run.network.learn(batch.inputs, batch.targets, { T, B, loss: run.task.loss });
  const { loss, length, factor, gradients } = run.update(batch);
  const of_one = (/** @type {import("../engine/learn/network.js").Numbers} */ array, /** @type {number} */ steps) => {
    const width = array.length / steps / B;
    const out = new Float64Array(steps * width);
    for (let t = 0; t < steps; t++) out.set(array.subarray(t * B * width, t * B * width + width), t * width);
    return out;
  };
  /** @type {Record<string, Float64Array>} */
  const arrays = {};
  for (const [name, array] of Object.entries(record)) {
    // states have one row more: what was before the first step
    arrays[name] = of_one(array, name.endsWith("_state") ? T + 1 : T);
  }
  const after = run.network.parameters;
  const moved = Object.keys(before).map((name) => {
    const g = gradients[name];
    let k = 0; // the weight that the gradient speaks of most
    for (let other = 1; other < g.length; other++) if (Math.abs(g[other]) > Math.abs(g[k])) k = other;
    const moves = before[name].map((w, j) => after[name][j] - w);
    return { name, count: g.length, gradient: lengthOfAll({ g }), move: lengthOfAll({ moves }), weight: before[name][k], slope: g[k], to: after[name][k] };
  });
  return { updates: run.updates, loss, length, factor, arrays, moved, ...sequence(batch, 0), outputs: of_one(outputs, T) };
}

function largestOf(/** @type {Record<string, Float64Array>} */ arrays) {
  let largest = 0;
  let where = "";
  for (const [name, values] of Object.entries(arrays))
    for (const value of values) if (Math.abs(value) > largest) [largest, where] = [Math.abs(value), name];
  return /** @type {[number, string]} */ ([largest, where]);
}

/** A number of any size in three digits: 0.0123, 48,000, 1.2·10⁹. @param {number} value */
export function about(value) {
  if (!Number.isFinite(value)) return "no number";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [digits, exponent] = value.toExponential(1).split("e");
    const raised = [...String(Number(exponent))].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
    return `${digits.replace("-", "−")}·10${raised}`;
  }
  const text = Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });
  return text.replace("-", "−");
}
