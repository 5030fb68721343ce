// Runs that are worth a look, and what stands in the boxes before the reader has pasted anything.

import { DEFAULTS } from "./options.js";

/** Hours of daylight at 50° north, week by week for five years, from the sun's height (the cosine rule). */
export const DAYLIGHT = Array.from({ length: 260 }, (_, week) => {
  const day = 7 * week + 1;
  const declination = -0.4091 * Math.cos((2 * Math.PI * (day + 10)) / 365.25);
  const half_day = Math.acos(-Math.tan((50 * Math.PI) / 180) * Math.tan(declination));
  return ((24 / Math.PI) * half_day).toFixed(2);
}).join(" ");

const VERSES = ["one man went to mow", "two men went to mow", "three men went to mow", "four men went to mow"];

/** Letters in which every word but the number can be told from what came before. */
export const RHYME = Array.from({ length: 16 }, (_, k) => `${VERSES[k % 4]}, went to mow a meadow. `).join("").trim();

/** @type {Record<string, { title: string, options: import("./options.js").Options }>} */
export const PRESETS = {
  first: { title: "Watch it learn", options: DEFAULTS },
  against_rnn: {
    title: "LSTM against plain RNN",
    options: { ...DEFAULTS, task: "adding", length: 20, units: 16, rate: 0.01, against: "cell=rnn" },
  },
  bias: {
    title: "Forget bias 1 against 0",
    options: { ...DEFAULTS, task: "first", length: 10, units: 16, rate: 0.02, against: "forget=0" },
  },
  clipped: {
    title: "Clipped against not",
    options: { ...DEFAULTS, task: "brackets", length: 20, by: "sgd", rate: 1, clip: 0.1, against: "clip=0" },
  },
  numbers: {
    title: "Your own numbers",
    options: { ...DEFAULTS, task: "series", length: 12, units: 16, rate: 0.01, series: DAYLIGHT },
  },
  letters: {
    title: "Your own text",
    options: { ...DEFAULTS, task: "letters", length: 24, units: 32, rate: 0.01, text: RHYME },
  },
};

/** The name of the preset that was chosen, whatever its seed; undefined for any other choice. @param {any} options */
export function presetOf(options) {
  const same = (/** @type {any} */ preset) => Object.keys(preset).every((name) => name === "seed" || preset[name] === options[name]);
  return Object.keys(PRESETS).find((name) => same(PRESETS[name].options));
}

/**
 * What was measured on several seeds, in a sentence.
 * @param {{ updates: number, seeds: number[], goal: { accuracy?: number, loss?: string }, names: string[], reached: number[] }} found
 */
export function measured({ updates, seeds, goal, names, reached }) {
  const did = goal.accuracy ? `was ${Math.round(100 * goal.accuracy)} % right on held-out sequences` : "ended with a smaller loss than always saying the commonest depth";
  const each = names.map((name, k) => `${name} on ${reached[k]} of ${seeds.length}`).join(", ");
  return `Measured on ${seeds.length} seeds, ${updates} updates each, it ${did}: ${each}.`;
}
