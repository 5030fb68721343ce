import assert from "node:assert/strict";
import { test } from "node:test";

import { eachPart, kept, sizes } from "../../../lstm_viz/browser/engine/attribution.js";
import { rowAt } from "../../../lstm_viz/browser/engine/trace.js";
import { transplantState } from "../../../lstm_viz/browser/engine/transplant.js";
import { smallModel } from "./example.js";

const model = smallModel("lstm");
const giver = model.trace(["the", "dogs", "near"]);
const taker = model.trace(["the", "house", "is", "near", "."]);

test("both states of a reading with the same end give that reading's next states", () => {
  const mixed = transplantState(model, giver, taker, { from: 1, to: 2, states: ["cell", "hidden"], units: null });
  for (const name of ["cell_state", "hidden_state", "forget_gate"])
    assert.deepEqual(rowAt(mixed, name, 3), rowAt(giver, name, 2)); // both go on with “near”
});

test("the readings that were mixed stay as they were", () => {
  const before = structuredClone([giver, taker]);
  const mixed = transplantState(model, giver, taker, { from: 0, to: 1, states: ["hidden"], units: [3] });
  assert.deepEqual([giver, taker], before);
  assert.deepEqual(rowAt(mixed, "cell_state", 1), rowAt(taker, "cell_state", 1));
  assert.equal(rowAt(mixed, "hidden_state", 1)[3], rowAt(giver, "hidden_state", 0)[3]);
});

const IMPOSSIBLE = [
  [{ from: 3 }, /first text ends at word 3: there is no word 4/],
  [{ to: 5 }, /second text ends at word 5: there is no word 6/],
  [{ states: [] }, /cell state, the hidden state or both/],
  [{ states: ["forget"] }, /cell state, the hidden state or both/],
  [{ units: [] }, /at least one unit/],
  [{ units: [7] }, /no unit 7; the units are numbered 0 to 6/],
];
for (const [part, message] of IMPOSSIBLE) {
  test(`refused with a sentence: ${message}`, () => {
    const whole = { from: 0, to: 0, states: ["cell"], units: null, ...part };
    assert.throws(() => transplantState(model, giver, taker, whole), message);
  });
}

test("what the words left in C sums to C at every step", () => {
  eachPart(taker, (t, left) => {
    assert.equal(left.length, t + 2);
    rowAt(taker, "cell_state", t).forEach((C, u) =>
      assert.ok(Math.abs(left.reduce((sum, part) => sum + part[u], 0) - C) < 1e-5),
    );
  });
});

test("a word's share is 1 when it is written and never grows", () => {
  const share = kept(taker, 1);
  assert.equal(share.length, 4);
  assert.equal(share[0], 1);
  share.forEach((value, k) => assert.ok(k === 0 || (value >= 0 && value <= share[k - 1])));
  assert.equal(sizes(taker)[3][1], 0); // not yet written
});
