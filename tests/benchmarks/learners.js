// Who learns what: the Playground's comparisons on five seeds. What the page says about them is read from the
// file that this writes.
//
//     node tests/benchmarks/learners.js

import { writeFileSync } from "node:fs";

import { namesOf } from "../../lstm_viz/browser/train/options.js";
import { PRESETS } from "../../lstm_viz/browser/train/presets.js";
import { Training } from "../../lstm_viz/browser/train/trainer.js";

const SEEDS = [1, 2, 3, 4, 5];
const EVERY = 20; // updates between two tests
/** When a run counts as having learned: so much right at some test, or less loss at the end than the comparison. */
const GOALS = {
  against_rnn: { updates: 1000, goal: { accuracy: 0.8 } },
  bias: { updates: 300, goal: { accuracy: 0.9 } },
  clipped: { updates: 300, goal: { loss: "naive" } },
};

/** @type {Record<string, any>} */
const found = {};
for (const [preset, { updates, goal }] of Object.entries(GOALS)) {
  const { options } = PRESETS[preset];
  const seeds = SEEDS.map((seed) => {
    const training = new Training({ ...options, seed });
    const most = [0, 0];
    while (training.updates < updates) {
      training.update();
      if (training.updates % EVERY) continue;
      training.runs.forEach((run, k) => (most[k] = Math.max(most[k], run.test().accuracy)));
    }
    return { most, loss: training.runs.map((run) => run.test().loss), naive: training.naive.loss };
  });
  const learned = (/** @type {typeof seeds[0]} */ { most, loss, naive }, /** @type {number} */ k) =>
    "accuracy" in goal ? most[k] >= goal.accuracy : loss[k] < naive;
  found[preset] = {
    options,
    updates,
    seeds: SEEDS,
    goal,
    names: namesOf(options),
    reached: [0, 1].map((k) => seeds.filter((one) => learned(one, k)).length),
    accuracy: [0, 1].map((k) => seeds.map(({ most }) => Number(most[k].toFixed(3)))),
    loss: [0, 1].map((k) => seeds.map(({ loss }) => Number(loss[k].toPrecision(3)))),
    naive_loss: seeds.map(({ naive }) => Number(naive.toPrecision(3))),
  };
  console.log(preset, found[preset].names, found[preset].reached, JSON.stringify(found[preset].accuracy), JSON.stringify(found[preset].loss));
}
const file = new URL("../../lstm_viz/lessons/learners.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
