// Sequences that the reader brings: a series of numbers, and the letters of a text. Both are asked for what
// comes next; the last fifth is held out.

import { OptionError } from "./options.js";

/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Batch} Batch */

export const PASTED = { numbers: 5000, characters: 20000, fewest: 20, kinds: 48 };

/** Two sines that beat against each other, as one could type them. */
export const WAVE = Array.from({ length: 300 }, (_, t) =>
  (Math.sin((2 * Math.PI * t) / 24) + 0.6 * Math.sin((2 * Math.PI * t) / 9)).toFixed(3),
).join(" ");

/**
 * Numbers as people write them: between blanks, lines, semicolons or commas; 3,5 is 3.5 where all are so.
 * @param {string} text
 * @returns {number[]}
 * @throws {OptionError} something in it is no number
 */
export function numbersIn(text) {
  const blanks = text.replaceAll("−", "-").split(/[\s;]+/).filter(Boolean);
  const decimal = blanks.length > 1 && blanks.some((w) => w.includes(",")) && blanks.every((w) => /^[+-]?\d+(,\d+)?$/.test(w));
  const words = decimal ? blanks.map((w) => w.replace(",", ".")) : blanks.flatMap((w) => w.split(",")).filter(Boolean);
  return words.map((word) => {
    const value = Number(word);
    if (Number.isFinite(value) && Math.abs(value) < 1e15) return value;
    throw new OptionError("series", `“${word.slice(0, 30)}” is not a number: separate numbers by blanks, commas or lines.`);
  });
}

/**
 * @param {string} typed
 * @param {number} T
 * @returns {Task}
 */
export function seriesTask(typed, T) {
  const all = numbersIn(typed);
  const { fewest, numbers: most } = PASTED;
  if (all.length < fewest)
    throw new OptionError("series", `${many(all.length, "number")} cannot teach anything: paste at least ${fewest}, one after the other in time.`);
  const numbers = all.slice(0, most);
  const cut = Math.floor(0.8 * numbers.length);
  longEnough("series", T, cut, "numbers");
  const middle = numbers.slice(0, cut).reduce((a, b) => a + b, 0) / cut;
  const spread_of = Math.sqrt(numbers.slice(0, cut).reduce((a, b) => a + (b - middle) ** 2, 0) / cut);
  if (!(spread_of > 1e-12 * Math.max(1, Math.abs(middle))))
    throw new OptionError("series", "These numbers are all alike: there is nothing to learn. Paste some that change.");
  const z = Float64Array.from(numbers, (v) => (v - middle) / spread_of);
  const near = 0.25;
  const say = (/** @type {number} */ v) => String(Number((v * spread_of + middle).toPrecision(3))).replace("-", "−");
  return {
    says: `Number by number: after each it must say the next. It learns from the first ${cut}; the last ${numbers.length - cut} are held out.`,
    E: 1,
    O: 1,
    loss: "squared",
    answers: [],
    near,
    right: `less than ${say(near - middle / spread_of)} beside the next number, a quarter of their standard deviation`,
    naive: "saying the last number again",
    ...windows(z.length, T, cut, 1, NaN, (x, at) => (x[0] = z[at]), (at) => z[at]),
    guess: ({ inputs }) => inputs.slice(),
    label: (x) => say(x[0]),
    table: { columns: ["value"], mean: [middle], spread: [spread_of] },
    show: say,
    notice: all.length > most ? `You pasted ${count(all.length)} numbers; it learns from the first ${count(most)}.` : undefined,
  };
}

/**
 * @param {string} text
 * @param {number} T
 * @returns {Task}
 */
export function lettersTask(text, T) {
  const whole = Array.from(text.trim().replace(/\s+/gu, " "));
  const { fewest, characters: most, kinds: room } = PASTED;
  if (whole.length < fewest)
    throw new OptionError("text", whole.length ? `${many(whole.length, "letter")} cannot teach anything: paste at least ${fewest}, better some hundreds.` : "Paste a text: it learns to say the next letter.");
  const letters = whole.slice(0, most);
  const cut = Math.floor(0.8 * letters.length);
  longEnough("text", T, cut, "letters");
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  if (counts.size < 2)
    throw new OptionError("text", `This text is nothing but “${letters[0]}”: there is nothing to learn. Paste one with different letters.`);
  // the commonest have a place of their own, the rest share the last one
  const common = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([letter]) => letter);
  const kinds = common.length > room ? [...common.slice(0, room - 1), "□"] : common;
  const number = new Map(kinds.map((letter, k) => [letter, k]));
  const ids = letters.map((letter) => number.get(letter) ?? room - 1);
  const share = new Float64Array(kinds.length).fill(1e-9);
  for (const id of ids.slice(0, cut)) share[id] += 1 / cut;
  const notices = [];
  if (whole.length > most) notices.push(`Your text has ${count(whole.length)} letters; it learns from the first ${count(most)}.`);
  if (common.length > room) notices.push(`The rarest of its ${count(common.length)} kinds of letters share the sign □.`);
  return {
    says: `Letter by letter: after each it must say the next of ${kinds.length} kinds. It learns from the first ${count(cut)}; the last ${count(ids.length - cut)} are held out.`,
    E: kinds.length,
    O: kinds.length,
    loss: "softmax",
    answers: kinds.map((kind) => (kind === " " ? "␣" : kind)),
    near: 0,
    right: "the likeliest letter is the next one",
    naive: "always saying the commonest letter",
    ...windows(ids.length, T, cut, kinds.length, -1, (x, at) => (x[ids[at]] = 1), (at) => ids[at]),
    guess: ({ targets }) => {
      const outputs = new Float64Array(targets.length * kinds.length);
      for (let row = 0; row < targets.length; row++) outputs.set(share.map(Math.log), row * kinds.length);
      return outputs;
    },
    label: (x) => {
      const kind = kinds[x.indexOf(1)];
      return kind === " " ? "␣" : kind;
    },
    signs: kinds,
    notice: notices.join(" ") || undefined,
  };
}

/**
 * Pieces of a long sequence: to learn from, all before the cut; to be tested on, they reach beyond it, and only
 * what lies beyond is asked. The first tested piece is the end of the sequence.
 */
function windows(total, T, cut, E, nothing, fill, target) {
  const piece = (/** @type {number[]} */ starts, /** @type {number} */ asked) => {
    const B = starts.length;
    const inputs = new Float64Array(T * B * E);
    const targets = new Float64Array(T * B).fill(nothing);
    starts.forEach((start, b) => {
      for (let t = 0; t < T; t++) {
        fill(inputs.subarray((t * B + b) * E, (t * B + b + 1) * E), start + t);
        if (start + t + 1 >= asked) targets[t * B + b] = target(start + t + 1);
      }
    });
    return { inputs, targets, T, B };
  };
  return {
    batch: (draw, B) => piece(Array.from({ length: B }, () => Math.floor((cut - T) * draw())), 0),
    held_out: (draw, B) => {
      const last = total - T - 1; // the latest start
      const earliest = Math.max(0, cut - T);
      const starts = Array.from({ length: B }, () => earliest + Math.floor((last - earliest + 1) * draw()));
      return piece([last, ...starts.slice(1)], cut);
    },
  };
}

function longEnough(field, T, cut, things) {
  if (T + 1 > cut) throw new OptionError("length", `Pieces of ${T} need more ${things}: it may learn from ${cut}. Make the length smaller, or paste more.`);
}

const count = (/** @type {number} */ n) => n.toLocaleString("en");
const many = (/** @type {number} */ n, /** @type {string} */ thing) => `${n === 0 ? "No" : n} ${thing}${n === 1 ? "" : "s"}`;
