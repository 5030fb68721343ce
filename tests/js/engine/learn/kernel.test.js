import assert from "node:assert/strict";
import { test } from "node:test";

import { exponential, logistic, tangent } from "../../../../lstm_viz/browser/engine/learn/exponential.js";
import { makeKernel } from "../../../../lstm_viz/browser/engine/learn/kernel.js";
import { addTimes, addTransposedTimes, timesTransposed, useKernel } from "../../../../lstm_viz/browser/engine/learn/matrices.js";
import { startNetwork } from "../../../../lstm_viz/browser/engine/learn/network.js";
import { randomNumbers } from "../../../../lstm_viz/browser/engine/learn/random.js";
import { SIGMA, squash, TANH, useFastSquash } from "../../../../lstm_viz/browser/engine/learn/squash.js";

const draw = randomNumbers(3);
const numbers = (/** @type {number} */ count) => Float64Array.from({ length: count }, () => 2 * draw() - 1);

test("WebAssembly and plain JavaScript give the same products to the last bit", () => {
  assert.ok(makeKernel());
  for (const [M, N, K] of [[32, 256, 64], [5, 7, 100], [1600, 64, 4], [33, 1, 200], [16, 64, 16], [3, 5, 1000]]) {
    const [A, B, before] = [numbers(M * K), numbers(K * N), numbers(M * N)];
    for (const multiply of [timesTransposed, addTimes, addTransposedTimes]) {
      const results = [false, true].map((on) => {
        useKernel(on);
        const out = before.slice();
        multiply(A, B, M, N, K, out);
        return out;
      });
      assert.deepEqual(results[1], results[0], `${multiply.name} ${M} ${N} ${K}`);
    }
  }
});

test("a product is what its definition says", () => {
  useKernel(true);
  const [M, N, K] = [6, 9, 70];
  const [A, B] = [numbers(M * K), numbers(K * N)];
  const out = new Float64Array(M * N);
  addTimes(A, B, M, N, K, out);
  for (let m = 0; m < M; m++)
    for (let n = 0; n < N; n++) {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += A[m * K + k] * B[k * N + n];
      assert.ok(Math.abs(out[m * N + n] - sum) < 1e-12);
    }
});

test("σ and tanh in WebAssembly are those of plain JavaScript to the last bit, each in its columns", () => {
  const some = [0, -0, 1e-300, 354.9, 355, 1e4, Infinity].flatMap((z) => [z, -z, 2 * z, -2 * z]);
  const z = Float64Array.from([...some, ...numbers(20_000).map((x) => 50 * x), ...numbers(20_012).map((x) => 800 * x)]);
  for (const [width, half] of [[8, 2], [40_040, 10_010], [20, 5]]) {
    const [plain, fast] = [false, true].map((on) => {
      useFastSquash(on);
      const out = z.slice();
      squash(out, width, [[SIGMA, 2 * half], [TANH, half], [SIGMA, half]]);
      return out;
    });
    assert.deepEqual(fast, plain);
    assert.equal(fast[2 * half], 1 - 2 / (exponential(2 * z[2 * half]) + 1));
    assert.equal(fast[1], 1 / (1 + exponential(-z[1])));
    const none = new Float64Array(8).fill(NaN);
    squash(none, 8, [[SIGMA, 4], [TANH, 4]]);
    assert.ok(none.every(Number.isNaN));
  }
});

for (const cell of ["lstm", "gru", "rnn"]) {
  test(`${cell}: gradients are the same with WebAssembly and without, also where room is used again`, () => {
    const [T, B, H] = [9, 8, 20];
    const inputs = numbers(T * B * 3);
    const targets = Int32Array.from({ length: T * B }, () => Math.floor(2 * draw()));
    const [plain, fast] = [false, true].map((on) => {
      useKernel(on);
      useFastSquash(on);
      const network = startNetwork({ cell, E: 3, H, O: 2, seed: 4 });
      const room = network.room({ T, B });
      const how = /** @type {const} */ ({ T, B, loss: "softmax" });
      const first = network.learn(inputs, targets, { ...how, room });
      const again = network.learn(inputs, targets, { ...how, room });
      assert.deepEqual(again.gradients, first.gradients);
      assert.deepEqual(network.learn(inputs, targets, how).gradients, first.gradients);
      return first.gradients;
    });
    assert.deepEqual(fast, plain);
  });
}

test("e^x, σ and tanh are those of the language, nearly to the last bit", () => {
  for (let x = -700; x < 700; x += 0.173) assert.ok(Math.abs(exponential(x) / Math.exp(x) - 1) < 1e-14, `${x}`);
  for (let z = -40; z < 40; z += 0.0137) {
    assert.ok(Math.abs(tangent(z) - Math.tanh(z)) < 4e-15, `${z}`);
    assert.ok(Math.abs(logistic(z) - 1 / (1 + Math.exp(-z))) < 4e-15, `${z}`);
  }
  assert.deepEqual([0, -1e4, -Infinity, 1e4, Infinity, NaN].map(exponential), [1, 0, 0, Infinity, Infinity, NaN]);
  assert.deepEqual([-1e4, 0, 1e4].map(tangent), [-1, 0, 1]);
});
