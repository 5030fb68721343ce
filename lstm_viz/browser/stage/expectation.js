// What a network expects next, asked for in one way: of a reading that Python recorded, or of the engine.

import { largestPlaces } from "../engine/softmax.js";
import { row } from "../shared/arrays.js";

/**
 * @typedef {object} Guess
 * @property {string} word a token, or a label
 * @property {string} label as it is shown
 * @property {number} p its probability, 0…1
 */

/**
 * Python sends the likeliest scores of each step, and for each temperature the logarithm of the sum over all.
 * @param {any} next
 */
export function recordedNext(next) {
  /** @returns {Guess[]} */
  const at = (/** @type {number} */ t, /** @type {number} */ temperature) => {
    const scores = row(next.scores, t);
    const logSum = row(next.log_sums, t)[next.temperatures.indexOf(temperature)];
    // p = e^{score/τ} / Σ e^{score/τ}
    return next.words[t].map((word, k) => ({ word, label: next.labels[t][k], p: Math.exp(scores[k] / temperature - logSum) }));
  };
  const of = (t, temperature, word) => at(t, temperature).find((guess) => guess.word === word)?.p ?? null;
  return { ...next, at, of };
}

/**
 * The engine computes them when they are asked for, and keeps the last.
 * @param {any} next title, explanation … as Python sent them
 * @param {any} model the engine's
 * @param {any} trace
 * @param {(token: string) => string} label
 */
export function liveNext(next, model, trace, label) {
  const kept = new Map();
  const probabilities = (t, temperature) => {
    const name = `${t} ${temperature}`;
    if (!kept.has(name)) {
      if (kept.size > 40) kept.clear();
      kept.set(name, model.probabilities(trace, t, temperature));
    }
    return kept.get(name);
  };
  const at = (t, temperature, most = next.shown) =>
    largestPlaces(probabilities(t, temperature), most).map((id) => {
      const word = model.vocabulary.tokens[id];
      return { word, label: label(word), p: probabilities(t, temperature)[id] };
    });
  const of = (t, temperature, word) =>
    t < trace.T && model.vocabulary.has(word) ? probabilities(t, temperature)[model.vocabulary.encode([word])[0]] : null;
  return { ...next, at, of };
}
