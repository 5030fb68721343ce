// What is held where: scopes, presets, and trials that meet at one place.

import assert from "node:assert/strict";
import { test } from "node:test";

import { holdText, layOut } from "../../../lstm_viz/browser/engine/holds.js";
import { placeUnder, squareAt } from "../../../lstm_viz/browser/stage/grid.js";
import { spansAt } from "../../../lstm_viz/browser/stage/presets.js";
import { asHolds, heldAt } from "../../../lstm_viz/browser/stage/trial.js";

const hold = (target, value, unit, from, to) => ({ target, value, unit, from, to });

test("trials become holds of the engine, whole layers and whole texts named as such", () => {
  const texts = (tries, T = 5, H = 3) => asHolds(tries, T, H).map(holdText);
  assert.deepEqual(texts([hold("forget", 0, null, 0, null)]), ["forget=0"]);
  assert.deepEqual(texts([hold("input", 0.5, 2, 3, null)]), ["input=0.5@units:2@steps:4,5"]);
  assert.deepEqual(texts([hold("cell", 0, null, 1, 1)]), ["cell=0@steps:2"]);
  assert.deepEqual(texts([]), []);
});

test("of two trials that meet the later one counts, and no contradiction is left", () => {
  const holds = asHolds([hold("forget", 0, null, 0, null), hold("forget", 1, 1, 2, 2)], 4, 3);
  const { gates } = layOut(holds, 4, 3); // throws where two holds contradict each other
  const forget = [...gates.forget_gate];
  assert.equal(forget[2 * 3 + 1], 1);
  assert.equal(forget.filter((v) => v === 0).length, 11);
});

test("holds beyond the end of a text wait for it to grow", () => {
  assert.deepEqual(asHolds([hold("output", 0, 1, 6, 6)], 4, 3), []);
  assert.equal(asHolds([hold("output", 0, 1, 6, 6)], 7, 3).length, 1);
});

test("a gate is known to be held where it is", () => {
  const store = { holds: [hold("forget", 0, 4, 2, null)], unit: 4, t: 3 };
  assert.ok(heldAt(store, "forget_gate"));
  assert.ok(!heldAt({ ...store, t: 1 }, "forget_gate"));
  assert.ok(!heldAt({ ...store, unit: 5 }, "forget_gate"));
  assert.ok(!heldAt(store, "input_gate"));
});

test("presets find their steps as Python does", () => {
  const tokens = ["the", "dogs", ",", "bear", "runs", ","];
  assert.deepEqual(spansAt("all", tokens), [[0, null]]);
  assert.deepEqual(spansAt(",", tokens), [[2, 2], [5, 5]]);
  assert.deepEqual(spansAt("after bear", tokens), [[4, null]]);
  assert.deepEqual(spansAt("after ,x", tokens), []);
  assert.deepEqual(spansAt("middle", tokens), [[3, 3]]);
});

test("the square under the pointer is the one that is drawn there", () => {
  for (const n of [160, 40, 128, 7]) {
    for (let place = 0; place < n; place++) {
      const { left, top, width, height } = squareAt(place, n);
      assert.equal(placeUnder(left + width / 2, top + height / 2, n), place);
    }
  }
  assert.equal(placeUnder(0.99, 0.99, 150), -1); // an empty corner
});
