// Two histories that leave the unit in the same state, or nearly, though different answers are wanted from there on:
// what a state no longer tells, nobody can answer.

import { readAll } from "./cell.js";
import { CODE, kindOf, wanted } from "./goals.js";

const LONG = 6; // signs of the histories that are compared
const AHEAD = 3; // signs that both read on, until different answers are wanted

/**
 * The pair of histories whose states (C, h) are nearest to one another, with signs after which their answers must
 * differ. null where no two histories ever need different answers.
 * @param {string} goal one with answers yes and no @param {number[]} net @param {number} H @param {string[]} signs that it reads
 * @returns {null | { one: string[], other: string[], then: string[], states: number[][], apart: number, wanted: number[] }}
 *   states: C and h of each unit, after `one` and after `other`
 */
export function nearestTwins(goal, net, H, signs) {
  const histories = allOf(signs, LONG);
  const reading = readAll(net, H, histories.map((s) => s.map((sign) => CODE[sign])), histories.map(() => 0));
  const states = histories.map((_, b) => Array.from({ length: 2 * H }, (_, k) => reading.at(k % 2 ? "hidden_state" : "cell_state", b, LONG - 1, k >> 1)));
  const futures = [[], ...Array.from({ length: AHEAD }, (_, k) => allOf(signs, k + 1)).flat()];
  const answers = histories.map((history) => futures.map((then) => wanted(goal, { signs: [...history, ...then], start: 0 }).at(-1)));
  let best = null;
  for (let a = 0; a < histories.length; a++) {
    for (let b = 0; b < a; b++) {
      const k = answers[a].findIndex((answer, n) => answer !== answers[b][n]);
      if (k < 0) continue;
      const apart = Math.max(...states[a].map((v, n) => Math.abs(v - states[b][n])));
      if (!best || apart < best.apart - 1e-9) {
        best = { one: histories[a], other: histories[b], then: futures[k], states: [states[a], states[b]], apart, wanted: [answers[a][k], answers[b][k]] };
      }
    }
  }
  return /** @type {any} */ (best);
}

/** Whether a goal can be asked this: its answers are yes and no. @param {string} goal */
export const hasTwins = (goal) => kindOf(goal) === "yes";

/** All sequences of n signs. @returns {string[][]} */
function allOf(/** @type {string[]} */ signs, /** @type {number} */ n) {
  return n ? allOf(signs, n - 1).flatMap((before) => signs.map((sign) => [...before, sign])) : [[]];
}
