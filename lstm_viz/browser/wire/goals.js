// What a wiring is to do: random sequences of signs for each goal, what is wanted after each sign, and the grading.

import { randomNumbers } from "../engine/learn/random.js";
import { readAll } from "./cell.js";

/** How a sign reaches the cell: as this number. @type {Record<string, number>} */
export const CODE = { 0: 0, 1: 1, r: -1 };
export const GRADED = 100; // sequences
const HOLD_WITHIN = 0.05; // how far C may move, and how loud h may be, where a value is to be held

/** @typedef {{ signs: string[], start: number }} Sequence signs, and C before the first of them */

const signsOf = (/** @type {number} */ T, /** @type {() => string} */ sign) => Array.from({ length: T }, sign);

/** A sequence for each goal: T signs, from random numbers. @type {Record<string, (T: number, random: () => number) => Sequence>} */
const MAKE = {
  hold(T, random) {
    const start = (random() < 0.5 ? -1 : 1) * (0.3 + 0.7 * random());
    return { start, signs: signsOf(T, () => "01r"[Math.floor(3 * random())]) };
  },
  latch: (T, random) => ({ start: 0, signs: rare(T, random) }),
  reset: (T, random) => ({ start: 0, signs: mixed(T, random) }),
  count(T, random) {
    const share = random();
    return { start: 0, signs: signsOf(T, () => (random() < share ? "1" : "0")) };
  },
  clear: (T, random) => ({ start: 0, signs: mixed(T, random) }),
  before: (T, random) => ({ start: 0, signs: signsOf(T, () => (random() < 0.5 ? "1" : "0")) }),
  first(T, random) {
    const share = random();
    const first = random() < 0.5 ? "1" : "0";
    return { start: 0, signs: [first, ...signsOf(T - 1, () => (random() < share ? "1" : "0"))] };
  },
};

/** Zeros, and from some place on a few 1s; in every fourth sequence none. */
function rare(/** @type {number} */ T, /** @type {() => number} */ random) {
  const from = random() < 0.25 ? T : Math.floor(T * random());
  const share = random();
  return Array.from({ length: T }, (_, t) => (t === from || (t > from && random() < share) ? "1" : "0"));
}

/** 0, 1 and r, in each sequence in other shares. */
function mixed(/** @type {number} */ T, /** @type {() => number} */ random) {
  const [ones, resets] = [0.6 * random(), 0.3 * random()];
  return signsOf(T, () => {
    const u = random();
    return u < ones ? "1" : u < ones + resets ? "r" : "0";
  });
}

/**
 * The sequences that a goal is graded on.
 * @param {string} goal @param {number} T signs @param {number} seed
 * @returns {Sequence[]}
 */
export function sequences(goal, T, seed, count = GRADED) {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => MAKE[goal](T, random));
}

/** After each sign, what the goal wants: a number (yes is 1, no is 0); null where nothing is asked.
 * @type {Record<string, (sequence: Sequence) => (number | null)[]>} */
const WANTED = {
  hold: ({ signs, start }) => signs.map(() => start),
  latch: ({ signs }) => runs(signs, (seen, sign) => (sign === "1" ? 1 : seen)),
  reset: ({ signs }) => runs(signs, (seen, sign) => (sign === "r" ? 0 : sign === "1" ? 1 : seen)),
  count: ({ signs }) => runs(signs, (n, sign) => (sign === "1" ? n + 1 : n)),
  clear: ({ signs }) => runs(signs, (n, sign) => (sign === "r" ? 0 : sign === "1" ? n + 1 : n)),
  before: ({ signs }) => signs.map((_, t) => (t ? Number(signs[t - 1] === "1") : null)),
  first: ({ signs }) => signs.map(() => Number(signs[0] === "1")),
};

/** What a rule keeps, from 0 on, after each sign. */
function runs(/** @type {string[]} */ signs, /** @type {(kept: number, sign: string) => number} */ rule) {
  let kept = 0;
  return signs.map((sign) => (kept = rule(kept, sign)));
}

export const wanted = (/** @type {string} */ goal, /** @type {Sequence} */ sequence) => WANTED[goal](sequence);

/** What a goal's answers are: a value that stays, yes or no (read off h), or a count (read off C). */
export const kindOf = (/** @type {string} */ goal) =>
  goal === "hold" ? "value" : goal === "count" || goal === "clear" ? "count" : "yes";

/**
 * Whether the cell, with this C and h, says what is wanted.
 * @param {string} goal @param {number} C @param {number} h @param {number | null} want
 */
export function isRight(goal, C, h, want) {
  if (want === null) return true;
  switch (kindOf(goal)) {
    case "value":
      return Math.abs(C - want) <= HOLD_WITHIN && Math.abs(h) <= HOLD_WITHIN;
    case "count":
      return Math.abs(C - want) < 0.5; // C rounds to the count
    default:
      return want === 1 ? h > 0.5 : h < 0.5;
  }
}

/**
 * Grade a wiring; with two units the answer is read off the second.
 * @param {string} goal @param {number[]} net @param {number} H @param {Sequence[]} given all of the same length
 * @returns {(number | null)[]} for each sequence the first step whose answer is wrong; null where none is
 */
export function grade(goal, net, H, given) {
  const reading = readAll(net, H, given.map(coded), given.map(({ start }) => start));
  return given.map((sequence, b) => {
    const want = wanted(goal, sequence);
    const wrong = want.findIndex((w, t) => !isRight(goal, reading.at("cell_state", b, t, H - 1), reading.at("hidden_state", b, t, H - 1), w));
    return wrong < 0 ? null : wrong;
  });
}

/** The numbers that the cell reads. @param {{ signs: string[] }} sequence */
export const coded = ({ signs }) => signs.map((sign) => CODE[sign]);
