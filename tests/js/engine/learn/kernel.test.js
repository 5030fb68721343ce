import assert from "node:assert/strict";
import { test } from "node:test";

import { exponential, logistic, tangent } from "../../../../lstm_viz/browser/engine/learn/exponential.js";
import { addProduct, matrix, turned } from "../../../../lstm_viz/browser/engine/learn/matrices.js";
import { arraysApart, arraysTogether, kernelsAt } from "../../../../lstm_viz/browser/engine/learn/memory.js";
import { startNetwork } from "../../../../lstm_viz/browser/engine/learn/network.js";
import { randomNumbers } from "../../../../lstm_viz/browser/engine/learn/random.js";
import { SIGMA, squash, TANH } from "../../../../lstm_viz/browser/engine/learn/squash.js";

const draw = randomNumbers(3);
const numbers = (/** @type {number} */ count) => Float64Array.from({ length: count }, () => 2 * draw() - 1);

/** The same numbers in float32, where WebAssembly works and in ordinary arrays. @param {Record<string, Float64Array>} arrays */
function bothWays(arrays, most = { K: 1, N: 8 }) {
  const lengths = { group: Object.fromEntries(Object.entries(arrays).map(([name, { length }]) => [name, length])) };
  return [arraysTogether(lengths, most), arraysApart(lengths, Float32Array)].map(({ group }, way) => {
    for (const name in arrays) group[name].set(arrays[name]);
    assert.equal(Boolean(kernelsAt(Object.values(group)[0])), way === 0);
    return group;
  });
}

for (const [M, N, K] of [[32, 256, 64], [5, 7, 100], [1600, 64, 4], [33, 1, 200], [16, 64, 16], [3, 5, 1000], [100, 12, 130]]) {
  test(`(${M}, ${K})·(${K}, ${N}): WebAssembly and plain JavaScript give the same product to the last bit, and the right one`, () => {
    const arrays = { A: numbers(M * K), B: numbers(K * N), out: numbers(M * N) };
    for (const [A_turned, B_turned] of [[false, false], [false, true], [true, false], [true, true]]) {
      const product = (/** @type {any} */ { A, B, out }) => {
        addProduct(A_turned ? turned(A, M) : matrix(A, K), B_turned ? turned(B, K) : matrix(B, N), M, N, K, out);
        return out;
      };
      const exact = product({ ...arrays, out: arrays.out.slice() });
      const [fast, plain] = bothWays(arrays, { K, N }).map(product);
      assert.deepEqual(Float32Array.from(fast), plain);
      exact.forEach((/** @type {number} */ value, /** @type {number} */ k) => {
        const [m, n] = [Math.floor(k / N), k % N];
        let sum = arrays.out[k];
        for (let j = 0; j < K; j++) sum += arrays.A[A_turned ? j * M + m : m * K + j] * arrays.B[B_turned ? n * K + j : j * N + n];
        assert.ok(Math.abs(value - sum) < 1e-12);
        assert.ok(Math.abs(fast[k] - sum) < 1e-6 * K);
      });
    }
  });
}

test("a matrix that is used again is read anew where it is another object", () => {
  const [{ A, B, out }] = bothWays({ A: numbers(64), B: numbers(64), out: numbers(64) });
  const once = matrix(B, 8);
  for (const scale of [1, 2]) {
    B.fill(scale);
    for (const right of [scale === 1 ? once : matrix(B, 8), matrix(B, 8)]) {
      out.fill(0);
      addProduct(matrix(A, 8), right, 8, 8, 8, out);
      const row = A.subarray(0, 8).reduce((a, b) => a + b);
      assert.ok(Math.abs(out[0] - scale * row) < 1e-5);
    }
  }
});

test("σ and tanh in WebAssembly are those of plain JavaScript to the last bit, and the right ones, each in its columns", () => {
  const some = [0, -0, 1e-30, 43.4, 87, 88, 1e4, Infinity].flatMap((z) => [z, -z, 2 * z, -2 * z]);
  const z = Float64Array.from([...some, ...numbers(4000).map((x) => 10 * x), ...numbers(4008).map((x) => 100 * x)]);
  for (const [width, half] of [[16, 4], [8040, 2008], [24, 4]]) {
    const [fast, plain] = bothWays({ z }).map(({ z }) => {
      squash(z, width, [[SIGMA, half], [TANH, half]]); // further columns stay
      return z;
    });
    assert.deepEqual(Float32Array.from(fast), plain);
    plain.forEach((y, k) => {
      const x = Math.fround(z[k]);
      const expected = k % width < half ? 1 / (1 + Math.exp(-x)) : k % width < 2 * half ? Math.tanh(x) : x;
      assert.ok(Object.is(y, expected) || Math.abs(y - expected) < 2e-7, `${x}: ${y} ${expected}`);
    });
  }
  for (const { z } of bothWays({ z: new Float64Array(8).fill(NaN) })) {
    squash(z, 8, [[SIGMA, 4], [TANH, 4]]);
    assert.ok(z.every(Number.isNaN));
  }
});

for (const cell of ["lstm", "gru", "rnn"]) {
  for (const [T, B, H] of [[9, 8, 20], [5, 3, 7], [70, 2, 4]]) {
    test(`${cell} of ${H}: gradients are the same with WebAssembly and without, also where room is used again, and near those of float64`, () => {
      const inputs = numbers(T * B * 3);
      const targets = Int32Array.from({ length: T * B }, () => Math.floor(2 * draw()));
      const how = /** @type {const} */ ({ T, B, loss: "softmax" });
      const network = startNetwork({ cell, E: 3, H, O: 2, seed: 4 });
      const exact = network.learn(inputs, targets, how);
      const plain = network.learn(inputs, targets, { ...how, room: arraysApart(network.lengths(how, "learns"), Float32Array) });
      const room = network.room(how);
      for (let time = 0; time < 2; time++) {
        const fast = network.learn(inputs, targets, { ...how, room });
        assert.ok(kernelsAt(fast.outputs));
        assert.equal(fast.loss, plain.loss);
        for (const name in exact.gradients) {
          assert.deepEqual(Float32Array.from(fast.gradients[name]), plain.gradients[name], name);
          exact.gradients[name].forEach((g, k) => assert.ok(Math.abs(fast.gradients[name][k] - g) < 1e-6, `${name} ${k}`));
        }
      }
      const outputs = network.outputs(inputs, { T, B, room: network.room(how, "reads") });
      assert.deepEqual(Float32Array.from(outputs), plain.outputs);
    });
  }
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
