// What can be chosen about a run, within which limits, and how it stands in a link.

import { typedNumber } from "../shared/typed.js";

/**
 * @typedef {object} Options
 * @property {string} task what is learned: a name of `TASK_NAMES`
 * @property {string} cell "lstm", "gru", "rnn" or "feedforward"
 * @property {number} units H
 * @property {number} length of a sequence; what it counts is the task's own
 * @property {number} batch sequences of an update
 * @property {string} by the optimiser: "sgd" or "adam"
 * @property {number} rate of learning
 * @property {number} clip longest gradient ‖g‖; 0 does not clip
 * @property {number} forget bias b_f at the start, of an LSTM
 * @property {number} seed of every draw
 * @property {string} against what the second run has instead: "cell=rnn", "forget=0" …; "" for one run
 * @property {string} series the reader's own numbers, as they were typed
 * @property {string} text the reader's own text
 */

/** What cannot be trained; the message is a sentence for the reader. */
export class OptionError extends Error {
  /** @param {string} field name of the option @param {string} sentence */
  constructor(field, sentence) {
    super(sentence);
    this.field = field;
  }
}

export const TASK_NAMES = ["first", "brackets", "adding", "wave", "series", "letters"];

/** Options of few values, with what they are called. */
export const CHOICES = {
  task: {
    first: "remember the first sign",
    brackets: "how deep are the brackets",
    adding: "add two marked numbers",
    wave: "continue a wave",
    series: "continue your own numbers",
    letters: "the next letter of your text",
  },
  cell: { lstm: "LSTM", gru: "GRU", rnn: "plain RNN", feedforward: "feedforward (no memory)" },
  by: { adam: "Adam", sgd: "SGD" },
};

/** Options that are numbers: name on screen, least, most, whether whole. */
export const LIMITS = {
  units: { name: "Units", least: 1, most: 64, whole: true },
  length: { name: "Length", least: 2, most: 60, whole: true },
  batch: { name: "Batch", least: 1, most: 64, whole: true },
  rate: { name: "Rate", least: 1e-6, most: 1e6, whole: false },
  clip: { name: "Clip at", least: 0, most: 1000, whole: false },
  forget: { name: "Forget bias", least: -10, most: 10, whole: false },
  seed: { name: "Seed", least: 0, most: 999999, whole: true },
};

/** @type {Options} */
export const DEFAULTS = {
  task: "first",
  cell: "lstm",
  units: 8,
  length: 6,
  batch: 16,
  by: "adam",
  rate: 0.03,
  clip: 1,
  forget: 1,
  seed: 1,
  against: "",
  series: "",
  text: "",
};

/** What a second run may have instead, and what the two runs are then called. */
export const CONTRASTS = {
  "cell=rnn": "a plain RNN",
  "cell=lstm": "an LSTM",
  "cell=gru": "a GRU",
  "cell=feedforward": "no memory",
  "forget=0": "forget bias 0",
  "forget=1": "forget bias 1",
  "clip=0": "not clipped",
  "by=sgd": "SGD",
};

/** Whether a contrast says something else than the options do. @param {Options} options @param {string} contrast */
export function contrasts(options, contrast) {
  const [name, value] = contrast.split("=");
  if (name === "forget" && options.cell !== "lstm") return false;
  return String(options[/** @type {"cell"} */ (name)]) !== value;
}

/**
 * The options of each run: one, or two that differ in one thing.
 * @param {Options} options
 * @returns {Options[]}
 */
export function runsOf(options) {
  if (!options.against || !contrasts(options, options.against)) return [options];
  const [name, value] = options.against.split("=");
  return [options, { ...options, [name]: name in LIMITS ? Number(value) : value }];
}

/** What the runs are called in a legend. @param {Options} options */
export function namesOf(options) {
  const runs = runsOf(options);
  if (runs.length === 1) return [CHOICES.cell[/** @type {"lstm"} */ (options.cell)]];
  const name = /** @type {keyof Options} */ (options.against.split("=")[0]);
  return runs.map((run) => {
    if (name === "cell" || name === "by") return CHOICES[name][/** @type {never} */ (run[name])];
    if (name === "clip") return run.clip ? `clipped at ${run.clip}` : "not clipped";
    return `forget bias ${run.forget}`;
  });
}

/**
 * Check what stands in a field.
 * @param {string} name of `LIMITS`
 * @param {string} typed
 * @returns {number}
 * @throws {OptionError} no number, or outside the limits
 */
export function numberOf(name, typed) {
  const limit = LIMITS[/** @type {"units"} */ (name)];
  const value = typedNumber(typed);
  if (value >= limit.least && value <= limit.most && (!limit.whole || Number.isInteger(value)))
    return value;
  const kind = limit.whole ? "a whole number" : "a number";
  const from = limit.least === 1e-6 ? "0.000001" : String(limit.least).replace("-", "−");
  throw new OptionError(name, `${limit.name} must be ${kind} from ${from} to ${limit.most.toLocaleString("en")}.`);
}

/**
 * The options of a link; what is missing or makes no sense is as at the start.
 * @param {URLSearchParams} query
 * @returns {Options}
 */
export function readLink(query) {
  const options = { ...DEFAULTS };
  for (const name of /** @type {const} */ (["task", "cell", "by"])) {
    const value = query.get(name);
    if (value !== null && Object.hasOwn(CHOICES[name], value)) options[name] = value;
  }
  for (const name of /** @type {"units"[]} */ (Object.keys(LIMITS))) {
    const typed = query.get(name);
    if (typed === null) continue;
    try {
      options[name] = numberOf(name, typed);
    } catch (problem) {
      if (!(problem instanceof OptionError)) throw problem;
    }
  }
  const against = query.get("against") ?? "";
  if (Object.hasOwn(CONTRASTS, against)) options.against = against;
  options.series = query.get("series") ?? "";
  options.text = query.get("letters") ?? "";
  return options;
}

/**
 * The options as a link has them.
 * @param {Options} options
 * @returns {Record<string, string>}
 */
export function writeLink({ text, series, ...options }) {
  const link = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]));
  if (!options.against) delete link.against;
  if (options.task === "series") link.series = series;
  if (options.task === "letters") link.letters = text;
  return link;
}
