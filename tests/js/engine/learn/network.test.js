import assert from "node:assert/strict";
import { test } from "node:test";

import { squaredLoss, softmaxLoss } from "../../../../lstm_viz/browser/engine/learn/losses.js";
import { openNetwork, startNetwork } from "../../../../lstm_viz/browser/engine/learn/network.js";
import { randomNumbers } from "../../../../lstm_viz/browser/engine/learn/random.js";
import { Adam, clip, lengthOfAll, SGD } from "../../../../lstm_viz/browser/engine/learn/optimisers.js";
import { readSafetensors, writeSafetensors } from "../../../../lstm_viz/browser/engine/weights.js";

const CELLS = ["lstm", "gru", "rnn", "feedforward"];
const SIZES = { T: 6, B: 3 };

/** A batch whose answer is the first input, asked at the end only. */
function batch({ T, B } = SIZES, seed = 5) {
  const draw = randomNumbers(seed);
  const inputs = Float64Array.from({ length: T * B * 2 }, () => 2 * draw() - 1);
  const targets = new Float64Array(T * B).fill(NaN);
  for (let b = 0; b < B; b++) targets[(T - 1) * B + b] = inputs[b * 2];
  return { inputs, targets };
}

for (const cell of CELLS) {
  test(`${cell}: the gradient is what a small change of a parameter does to the loss`, () => {
    const network = startNetwork({ cell, E: 2, H: 5, O: 1, seed: 1 });
    const { inputs, targets } = batch();
    const how = /** @type {const} */ ({ ...SIZES, loss: "squared" });
    const { gradients } = network.learn(inputs, targets, how);
    const epsilon = 1e-5;
    for (const [name, values] of Object.entries(network.parameters)) {
      if (name === "feedforward.weight_hh_l0") continue; // stays zero
      for (let k = 0; k < values.length; k += 3) {
        const kept = values[k];
        const [above, below] = [kept + epsilon, kept - epsilon].map((value) => {
          values[k] = value;
          return network.learn(inputs, targets, how).loss;
        });
        values[k] = kept;
        assert.ok(Math.abs((above - below) / (2 * epsilon) - gradients[name][k]) < 1e-7, `${name} ${k}`);
      }
    }
  });

  test(`${cell}: the same seed repeats a run exactly, and the loss falls`, () => {
    const run = () => {
      const network = startNetwork({ cell, E: 2, H: 8, O: 1, seed: 7 });
      const adam = new Adam(0.02);
      return Array.from({ length: 60 }, (_, k) => {
        const { inputs, targets } = batch({ T: 4, B: 16 }, k + 1);
        const { loss, gradients } = network.learn(inputs, targets, { T: 4, B: 16, loss: "squared" });
        clip(gradients, 1);
        adam.update(network.parameters, gradients);
        return loss;
      });
    };
    const losses = run();
    assert.deepEqual(run(), losses);
    const mean = (/** @type {number[]} */ part) => part.reduce((a, b) => a + b) / part.length;
    if (cell !== "feedforward") assert.ok(mean(losses.slice(-10)) < 0.6 * mean(losses.slice(0, 10)));
    else assert.ok(mean(losses.slice(-10)) > 0.2); // what is not remembered can't be told
  });
}

test("a feedforward layer stays without memory", () => {
  const network = startNetwork({ cell: "feedforward", E: 2, H: 5, O: 1, seed: 1 });
  const { inputs, targets } = batch();
  new SGD(0.5).update(network.parameters, network.learn(inputs, targets, { ...SIZES, loss: "squared" }).gradients);
  assert.ok(network.parameters["feedforward.weight_hh_l0"].every((w) => w === 0));
});

test("the forget gate starts with the bias that was asked for", () => {
  const { parameters } = startNetwork({ cell: "lstm", E: 2, H: 4, O: 1, seed: 1, forget_bias: 1 });
  const b = parameters["lstm.bias_ih_l0"].map((value, k) => value + parameters["lstm.bias_hh_l0"][k]);
  assert.deepEqual([...b.subarray(4, 8)], [1, 1, 1, 1]);
  assert.ok(b.filter((value) => value === 1).length === 4);
});

test("clipped gradients are as long as asked for, shorter ones stay", () => {
  const gradients = { a: Float64Array.of(3, 0), b: Float64Array.of(4) };
  assert.equal(clip(gradients, 10), 5);
  assert.deepEqual([...gradients.a, ...gradients.b], [3, 0, 4]);
  assert.equal(clip(gradients, 1), 5);
  assert.ok(Math.abs(lengthOfAll(gradients) - 1) < 1e-6);
});

test("losses count only what is asked", () => {
  const softmax = softmaxLoss(Float64Array.of(1000, 0, 5, 5), [0, -1], 2);
  assert.deepEqual([softmax.loss, softmax.asked, [...softmax.delta]], [0, 1, [0, 0, 0, 0]]);
  const squared = squaredLoss(Float64Array.of(3, 7), [1, NaN]);
  assert.deepEqual([squared.loss, squared.asked, [...squared.delta]], [4, 1, [4, 0]]);
  assert.throws(() => softmaxLoss(Float64Array.of(1, 2), [-1], 2), /Nothing is asked/);
});

for (const [how, message] of /** @type {const} */ ([
  [{ cell: "brain" }, /no cell “brain”/],
  [{ H: 0 }, /at least one of its units/],
  [{ O: 1.5 }, /at least one of its outputs/],
])) {
  test(`refused with a sentence: ${message}`, () => {
    assert.throws(() => startNetwork({ cell: "lstm", E: 1, H: 1, O: 1, seed: 1, ...how }), message);
  });
}

test("a saved network comes back, to float32", () => {
  const network = startNetwork({ cell: "gru", E: 2, H: 5, O: 3, seed: 1 });
  const checkpoint = readSafetensors(writeSafetensors(network.checkpoint({ goal: "latch – é" })));
  assert.equal(checkpoint.facts.goal, "latch – é");
  const again = openNetwork(checkpoint);
  const { inputs } = batch();
  const outputs = network.outputs(inputs, SIZES);
  again.outputs(inputs, SIZES).forEach((y, k) => assert.ok(Math.abs(y - outputs[k]) < 1e-6));
  assert.throws(() => openNetwork({ tensors: {}, facts: { cell: "gru" } }), /not a network of the playground/);
});
