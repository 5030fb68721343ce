// Gradients of random networks, and the parameters after some updates; parameters come and go as numbers.

import { writeFileSync } from "node:fs";

import { LearningNetwork } from "../../lstm_viz/browser/engine/learn/network.js";
import { Adam, clip, SGD } from "../../lstm_viz/browser/engine/learn/optimisers.js";
import { writeSafetensors } from "../../lstm_viz/browser/engine/weights.js";
import { question } from "./open.js";

const OPTIMISERS = { SGD, Adam };

/** @param {Record<string, number[]>} arrays */
const numbers = (arrays) => Object.fromEntries(Object.entries(arrays).map(([k, v]) => [k, Float64Array.from(v)]));
/** @param {Record<string, Float64Array | Float32Array>} arrays */
const lists = (arrays) => Object.fromEntries(Object.entries(arrays).map(([k, v]) => [k, [...v]]));

/** The same where WebAssembly works, in float32. */
function fastUpdates(cell, sizes, parameters, x, y, { how, optimiser, most, updates }) {
  const network = new LearningNetwork(cell, sizes, numbers(parameters));
  const room = network.room(how);
  const first = lists(network.learn(x, y, { ...how, room }).gradients);
  const move = new OPTIMISERS[optimiser.name](optimiser.rate);
  for (let k = 0; k < updates; k++) {
    const { gradients } = network.learn(x, y, { ...how, room });
    clip(gradients, most);
    move.update(network.parameters, gradients);
  }
  return { gradients: first, parameters: lists(network.parameters), outputs: [...network.outputs(x, { ...how, room })] };
}

const answers = question.cases.map(({ file, cell, sizes, parameters, inputs, targets, how, optimiser, most, updates }) => {
  const network = new LearningNetwork(cell, sizes, numbers(parameters));
  const x = Float64Array.from(inputs);
  const y = Float64Array.from(targets, (value) => value ?? NaN);
  const first = network.learn(x, y, how);
  const move = new OPTIMISERS[optimiser.name](optimiser.rate);
  const lengths = [];
  for (let k = 0; k < updates; k++) {
    const { gradients } = network.learn(x, y, how);
    lengths.push(clip(gradients, most));
    move.update(network.parameters, gradients);
  }
  const fast = fastUpdates(cell, sizes, parameters, x, y, { how, optimiser, most, updates });
  writeFileSync(file, new Uint8Array(writeSafetensors(network.checkpoint({ task: "test" }))));
  const trace = network.trace(x.filter((_, k) => Math.floor(k / sizes.E) % how.B === 0)); // the first sequence
  return {
    loss: first.loss,
    gradients: lists(first.gradients),
    outputs: [...first.outputs],
    delta_hidden_state: [...first.record.delta_hidden_state],
    delta_cell_state: [...(first.record.delta_cell_state ?? [])],
    delta_gates: [...(first.record.delta_gates ?? [])],
    lengths,
    parameters: lists(network.parameters),
    traced: [...Array(trace.T).keys()].flatMap((t) => [...network.outputAt(trace, t)]),
    after: [...network.outputs(x, how)],
    fast,
  };
});
console.log(JSON.stringify(answers));
