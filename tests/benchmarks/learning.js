// Processor time of one update in Node, by cell and sizes; called by learning.py.

import { startNetwork } from "../../lstm_viz/browser/engine/learn/network.js";
import { randomNumbers } from "../../lstm_viz/browser/engine/learn/random.js";
import { Adam, clip } from "../../lstm_viz/browser/engine/learn/optimisers.js";

/** @type {{ cell: string, H: number, T: number, B: number, updates: number }[]} */
const CASES = JSON.parse(process.argv[2]);
const [E, O] = [4, 4];

const times = CASES.map(({ cell, H, T, B, updates }) => {
  const network = startNetwork({ cell, E, H, O, seed: 1 });
  const draw = randomNumbers(2);
  const inputs = Float64Array.from({ length: T * B * E }, () => 2 * draw() - 1);
  const targets = Int32Array.from({ length: T * B }, () => Math.floor(draw() * O));
  const optimiser = new Adam(0.01);
  const room = network.room({ T, B });
  const update = () => {
    const { gradients } = network.learn(inputs, targets, { T, B, loss: "softmax", room });
    clip(gradients, 1);
    optimiser.update(network.parameters, gradients);
  };
  for (let k = 0; k < updates; k++) update(); // until it is compiled
  const before = process.cpuUsage();
  for (let k = 0; k < updates; k++) update();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / updates;
});
console.log(JSON.stringify(times));
