// The engine in Node, on one thread: what a key in a text, a dragged valve and the next words take.
//
//     node tests/benchmarks/engine.js
//
// To reach: a key in a 12-word text → the changed steps and the next words in less than 5 ms. Says the
// median and the 95th percentile of 200 runs, and the processor time of one, which a busy machine doesn't change.

import { readFileSync } from "node:fs";

import { sizes } from "../../lstm_viz/browser/engine/attribution.js";
import { holdGates, makeHold } from "../../lstm_viz/browser/engine/holds.js";
import { LanguageModel } from "../../lstm_viz/browser/engine/model.js";
import { readSafetensors } from "../../lstm_viz/browser/engine/weights.js";

const WEIGHTS = new URL("../../lstm_viz/weights/everyday.safetensors", import.meta.url);
const PATTERNS = ["sign", "composed", "invisible", "marks", "blanks", "character"].map((name) => [name, "(?!)"]);
const WRITING = { signs: {}, patterns: { ...Object.fromEntries(PATTERNS), word: "\\p{L}+" } };

/** @param {string} what @param {(k: number) => void} run */
function measure(what, run, rounds = 200) {
  for (let k = 0; k < 100; k++) run(k);
  const times = [];
  const before = process.cpuUsage();
  for (let k = 0; k < rounds; k++) {
    const start = performance.now();
    run(k);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const work = ((user + system) / 1000 / rounds).toFixed(2);
  times.sort((a, b) => a - b);
  const [median, most] = [0.5, 0.95].map((share) => times[Math.floor(share * rounds)].toFixed(2));
  console.log(`${what.padEnd(58)} median ${median.padStart(6)} ms, 95 % ${most.padStart(6)} ms, work ${work.padStart(6)} ms`);
}

const file = new Uint8Array(readFileSync(WEIGHTS)).buffer;
const start = performance.now();
const model = new LanguageModel(readSafetensors(file), WRITING);
console.log(`opening ${(file.byteLength / 1e6).toFixed(2)} MB of weights: ${(performance.now() - start).toFixed(0)} ms`);

const SENTENCE = "the dogs that live near the old house in the village are".split(" ");
const ENDS = ["is", "was", "were", "run"];
for (const times of [1, 10]) {
  const text = Array(times).fill(SENTENCE).flat();
  const free = model.trace(text);
  const other = (/** @type {number} */ at, /** @type {number} */ k) => text.with(at, ENDS[k % ENDS.length]);
  const key = (/** @type {number} */ at) => (/** @type {number} */ k) =>
    model.predict(model.trace(other(at, k), free));
  const T = text.length;
  measure(`${T} words: a key in the last word → trace, next words`, key(T - 1));
  measure(`${T} words: a key in the first word → trace, next words`, key(0));
  measure(`${T} words: a valve held everywhere → trace, next words`, (k) =>
    model.predict(holdGates(model, free, [makeHold("forget", (k % 10) / 10)])),
  );
  measure(`${T} words: what each word left in C at every step`, () => sizes(free));
  measure(`${T} words: next words at every step`, () => text.forEach((_, t) => model.predict(free, t)), 20);
}
