// What a network can be asked to learn here: sequences made by a rule, and sequences the reader brings.
//
// A batch is x (T, B, E), step after step and in each the sequences, with what is asked: for the softmax loss
// the number of the right answer (T, B), −1 where nothing is asked; for the squared loss numbers (T, B), NaN
// where nothing is asked.

import { randomNumbers } from "../engine/learn/random.js";
import { softmaxLoss, squaredLoss } from "../engine/learn/losses.js";
import { lettersTask, seriesTask, WAVE } from "./pasted.js";

/** @typedef {import("./options.js").Options} Options */
/** @typedef {{ inputs: Float64Array, targets: Float64Array, T: number, B: number }} Batch */
/** @typedef {() => number} Draw 0…1 */

/**
 * @typedef {object} Task
 * @property {string} says what is asked, in one sentence
 * @property {number} E size of an input
 * @property {number} O size of an output
 * @property {"softmax" | "squared"} loss
 * @property {string[]} answers what the outputs are called, for the softmax loss
 * @property {number} near how near an output counts as right, for the squared loss
 * @property {string} right what counts as right, in words
 * @property {string} naive who the comparison is: what one would say without having learned
 * @property {(draw: Draw, B: number) => Batch} batch to learn from
 * @property {(draw: Draw, B: number) => Batch} [held_out] to be tested on, where it is no fresh draw
 * @property {(batch: Batch) => Float64Array} guess the outputs of the comparison (T, B, O)
 * @property {(x: Float64Array) => string} label what one input (E) is called on screen
 * @property {string[]} [signs] what the inputs are, where each is one sign
 * @property {{ columns: string[], mean: number[], spread: number[] }} [table] else: x = (value − mean) / spread
 * @property {(y: number) => string} [show] an output on screen, for the squared loss
 * @property {string} [notice] what the reader must know about what they brought
 */

export const HELD_OUT = 128; // sequences on which the network is tested and never learns

/**
 * @param {Options} options
 * @returns {Task}
 * @throws {import("./options.js").OptionError} what the reader brought cannot be learned from
 */
export function makeTask(options) {
  if (options.task === "first") return first(options.length);
  if (options.task === "brackets") return brackets(options.length);
  if (options.task === "adding") return adding(options.length);
  if (options.task === "letters") return lettersTask(options.text, options.length);
  return seriesTask(options.task === "wave" ? WAVE : options.series, options.length);
}

/** The sequences that are held out: always the same for a seed. @param {Task} task @param {number} seed */
export function heldOut(task, seed) {
  const draw = randomNumbers(seed + 2_000_003);
  return (task.held_out ?? task.batch)(draw, HELD_OUT);
}

/**
 * How well outputs do: the mean loss, and the share of what is asked that is right, 0…1.
 * @param {Task} task
 * @param {import("../engine/learn/matrices.js").Numbers} outputs (T, B, O)
 * @param {Batch} batch
 */
export function score(task, outputs, { targets }) {
  const softmax = task.loss === "softmax";
  const { loss } = softmax ? softmaxLoss(outputs, targets, task.O) : squaredLoss(outputs, targets);
  let asked = 0;
  let right = 0;
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row];
    if (softmax ? target < 0 : Number.isNaN(target)) continue;
    asked++;
    if (!softmax) right += Number(Math.abs(outputs[row] - target) < task.near);
    else {
      const scores = outputs.subarray(row * task.O, (row + 1) * task.O);
      const most = Math.max(...scores);
      // answers that are equally likely share the point
      if (scores[target] === most) right += 1 / scores.filter((s) => s === most).length;
    }
  }
  return { loss, accuracy: right / asked };
}

/** One sequence of a batch. @param {Batch} batch @param {number} b @returns {Batch} with B = 1 */
export function sequence({ inputs, targets, T, B }, b) {
  const E = inputs.length / T / B;
  const x = new Float64Array(T * E);
  const y = new Float64Array(T);
  for (let t = 0; t < T; t++) {
    x.set(inputs.subarray((t * B + b) * E, (t * B + b + 1) * E), t * E);
    y[t] = targets[t * B + b];
  }
  return { inputs: x, targets: y, T, B: 1 };
}

const SIGNS = ["A", "B", "C", "D", "x", "y", "?"];

/** @param {number} gap steps between the sign and the question @returns {Task} */
function first(gap) {
  const T = gap + 2;
  return {
    says: `One of A, B, C, D comes first, then ${gap} steps of noise, x or y. At “?” it must say which sign came first.`,
    E: SIGNS.length,
    O: 4,
    loss: "softmax",
    answers: SIGNS.slice(0, 4),
    near: 0,
    right: "the likeliest answer is the first sign",
    naive: "guessing",
    batch: (draw, B) => {
      const batch = emptyBatch(T, B, SIGNS.length, -1);
      for (let b = 0; b < B; b++) {
        const sign = Math.floor(4 * draw());
        for (let t = 0; t < T; t++) {
          const shown = t === 0 ? sign : t === T - 1 ? 6 : 4 + Math.floor(2 * draw());
          batch.inputs[(t * B + b) * SIGNS.length + shown] = 1;
        }
        batch.targets[(T - 1) * B + b] = sign;
      }
      return batch;
    },
    guess: ({ B }) => new Float64Array(T * B * 4),
    label: (x) => SIGNS[x.indexOf(1)],
    signs: SIGNS,
  };
}

const DEEPEST = 8;

/** @param {number} T @returns {Task} */
function brackets(T) {
  return {
    says: `Brackets open and close, at most ${DEEPEST} deep. After each it must say how many are open.`,
    E: 2,
    O: 1,
    loss: "squared",
    answers: [],
    near: 0.5,
    right: "nearer to the true depth than to any other",
    naive: "always saying the commonest depth",
    batch: (draw, B) => {
      const batch = emptyBatch(T, B, 2, NaN);
      for (let b = 0; b < B; b++) {
        let depth = 0;
        for (let t = 0; t < T; t++) {
          const opens = depth === 0 || (depth < DEEPEST && draw() < 0.5);
          batch.inputs[(t * B + b) * 2 + (opens ? 0 : 1)] = 1;
          batch.targets[t * B + b] = depth += opens ? 1 : -1;
        }
      }
      return batch;
    },
    guess: ({ targets }) => {
      const counts = new Array(DEEPEST + 1).fill(0);
      for (const depth of targets) counts[depth]++;
      return new Float64Array(targets.length).fill(counts.indexOf(Math.max(...counts)));
    },
    label: (x) => (x[0] ? "(" : ")"),
    signs: ["(", ")"],
    show: (y) => y.toFixed(2).replace("-", "−"),
  };
}

/** Hochreiter and Schmidhuber 1997, experiment 4, in a short form. @param {number} T @returns {Task} */
function adding(T) {
  return {
    says: `Random numbers from 0 to 1 come by; two of them are marked with ★. At the end it must say the sum of the two.`,
    E: 2,
    O: 1,
    loss: "squared",
    answers: [],
    near: 0.1,
    right: "less than 0.1 beside the sum",
    naive: "always saying 1",
    batch: (draw, B) => {
      const batch = emptyBatch(T, B, 2, NaN);
      for (let b = 0; b < B; b++) {
        const one = Math.floor(T * draw());
        const other = (one + 1 + Math.floor((T - 1) * draw())) % T;
        let sum = 0;
        for (let t = 0; t < T; t++) {
          const value = draw();
          const marked = t === one || t === other;
          batch.inputs.set([value, Number(marked)], (t * B + b) * 2);
          if (marked) sum += value;
        }
        batch.targets[(T - 1) * B + b] = sum;
      }
      return batch;
    },
    guess: ({ targets }) => new Float64Array(targets.length).fill(1),
    label: (x) => `${x[0].toFixed(1)}${x[1] ? "★" : ""}`,
    table: { columns: ["number", "marked"], mean: [0, 0], spread: [1, 1] },
    show: (y) => y.toFixed(2).replace("-", "−"),
  };
}

/** @param {number} T @param {number} B @param {number} E @param {number} nothing what stands where nothing is asked */
function emptyBatch(T, B, E, nothing) {
  return { inputs: new Float64Array(T * B * E), targets: new Float64Array(T * B).fill(nothing), T, B };
}
