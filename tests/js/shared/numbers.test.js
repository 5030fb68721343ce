// What is shown, worked out again with the numbers shown, gives the result that is shown.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, row } from "../../../lstm_viz/browser/shared/arrays.js";
import { shade, signed, spread } from "../../../lstm_viz/browser/shared/dom.js";
import { bracket, decimalsFor, digitsFor, inPercent } from "../../../lstm_viz/browser/shared/rounding.js";

// numbers like those of a generator of Lehmer's kind, the same at every run
function* numbers(seed = 7) {
  for (let state = seed; ; ) {
    state = (state * 48271) % 2147483647;
    yield (state / 2147483647) * 6 - 3;
  }
}

test("arrays come back as Python packed them", () => {
  const values = Float32Array.from([1.5, -2.25, 0, 1e-7, 3, -0.5]);
  const base64 = Buffer.from(values.buffer).toString("base64");
  const array = decode({ shape: [3, 2], base64 });
  assert.deepEqual(array.shape, [3, 2]);
  assert.deepEqual([...array.values], [...values]);
  assert.deepEqual([...row(array, 1)], [0, Math.fround(1e-7)]);
  row(array, 2)[0] = 9; // a view, not a copy
  assert.equal(array.values[4], 9);
});

test("a row of an array with more axes holds all of them", () => {
  const array = { shape: [2, 3, 2], values: Float32Array.from({ length: 12 }, (_, k) => k) };
  assert.deepEqual([...row(array, 1)], [6, 7, 8, 9, 10, 11]);
});

test("numbers are signed with a real minus, and zero has no sign", () => {
  assert.equal(signed(-0.126), "−0.13");
  assert.equal(signed(-0.001), "0.00");
  assert.equal(signed(1.5, 0), "2");
  assert.equal(bracket("−0.50"), "(−0.50)");
  assert.equal(bracket("0.50"), "0.50");
});

test("the digits chosen make a shown sum and a shown sigmoid come out", () => {
  const random = numbers();
  const next = () => random.next().value;
  const sum = (a, b, c) => a + b + c;
  const sigma = (z) => 1 / (1 + Math.exp(-z));
  for (let k = 0; k < 500; k++) {
    const terms = [next(), next(), next()];
    const z = sum(...terms);
    const digits = digitsFor(terms, sum, z, 2, 2);
    const shown = terms.map((v) => Number(v.toFixed(digits)));
    if (digits < 8) assert.equal(sum(...shown).toFixed(2), z.toFixed(2));
    const places = digitsFor([z], sigma, sigma(z), 2, 2);
    assert.equal(sigma(Number(z.toFixed(places))).toFixed(2), sigma(z).toFixed(2));
  }
});

test("no fewer digits are chosen than asked for, and no more than needed", () => {
  const one = (a) => a;
  assert.equal(digitsFor([0.5], one, 0.5, 1, 3), 3);
  // 0.449 is 0.4 with one digit; its rounding to 0.45 would be 0.5 (half to even aside)
  const digits = digitsFor([0.449, 0.449], (a, b) => a + b, 0.898, 1, 1);
  assert.ok(digits > 1);
});

test("a role's colour has strength by size, and grey stands below zero", () => {
  const role = { colour: "blue", signed: true };
  assert.deepEqual(shade(role, -1, 2, "grey"), ["grey", 0.5]);
  assert.deepEqual(shade(role, 5, 2, "grey"), ["blue", 1]);
  assert.deepEqual(shade({ colour: "red", signed: false }, 0.25, 1, "grey"), ["red", 0.25]);
});

test("labels are moved apart, keep their order and stay within bounds", () => {
  const random = numbers(3);
  for (let k = 0; k < 100; k++) {
    const heights = Array.from({ length: 5 }, () => 50 + 15 * random.next().value);
    const placed = spread(heights, 12, 0, 100);
    const order = [0, 1, 2, 3, 4].sort((a, b) => heights[a] - heights[b]);
    for (let n = 1; n < 5; n++) assert.ok(placed[order[n]] - placed[order[n - 1]] >= 12 - 1e-9);
    assert.ok(placed[order.at(-1)] <= 100 + 1e-9);
  }
});

test("a small number is shown with digits that say something", () => {
  assert.equal((0.000283).toFixed(decimalsFor(0.000283, 3)), "0.000283");
  assert.equal((0.512).toFixed(decimalsFor(0.512)), "0.51");
  assert.equal(decimalsFor(0, 3), 3);
  assert.deepEqual([0.5, 0.0004, 0.00001, 0, 1e-12].map((p) => inPercent(p)), ["50.0 %", "0.04 %", "0.001 %", "0.0 %", "< 0.000001 %"]);
});
