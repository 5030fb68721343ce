import assert from "node:assert/strict";
import { test } from "node:test";

import { holdGates, holdText, makeHold, parseHold } from "../../../lstm_viz/browser/engine/holds.js";
import { rowAt } from "../../../lstm_viz/browser/engine/trace.js";
import { smallModel } from "./example.js";

const model = smallModel("lstm");
const free = model.trace(["the", "dogs", "near", "the", "house"]);

test("without holds nothing changes", () => {
  assert.deepEqual(holdGates(model, free, []), free);
});

test("a held gate is what it was held at, and only where it was held", () => {
  const kept = structuredClone(free);
  const held = holdGates(model, free, [makeHold("forget", 0.25, [2, 4], [3])]);
  assert.deepEqual(free, kept);
  for (let t = 0; t < 3; t++)
    for (const name in free.shapes) assert.deepEqual(rowAt(held, name, t), rowAt(free, name, t));
  const [now, before] = [rowAt(held, "forget_gate", 3), rowAt(free, "forget_gate", 3)];
  now.forEach((value, u) => assert.equal(value, u === 2 || u === 4 ? 0.25 : before[u]));
  assert.notDeepEqual(rowAt(held, "forget_gate", 4), rowAt(free, "forget_gate", 4));
});

test("an erased memory is 0, and so is h", () => {
  const held = holdGates(model, free, [makeHold("cell", 0, null, [1])]);
  assert.ok(rowAt(held, "cell_state", 1).every((value) => value === 0));
  assert.ok(rowAt(held, "hidden_state", 1).every((value) => value === 0));
});

for (const text of ["forget=1", "output=0.25@units:3,5", "cell=0@steps:2", "input=0.1@units:0@steps:1,2,3"]) {
  test(`${text} comes back from a link`, () => assert.equal(holdText(parseHold(text)), text));
}

const IMPOSSIBLE = [
  [() => makeHold("memory"), /no gate “memory”/],
  [() => makeHold("forget", 1.5), /between 0/],
  [() => makeHold("forget", NaN), /between 0/],
  [() => makeHold("cell", 1), /only be erased/],
  [() => makeHold("forget", 1, []), /at least one unit/],
  [() => makeHold("forget", 1, null, []), /at least one word/],
  [() => parseHold("forget"), /does not say which gate/],
  [() => holdGates(model, free, [makeHold("forget", 1, [7])]), /numbered 0 to 6/],
  [() => holdGates(model, free, [makeHold("forget", 1, null, [5])]), /ends at word 5/],
  [() => holdGates(model, free, [makeHold("forget", 1), makeHold("forget", 0, [2])]), /Hold 2 sets the forget/],
];

for (const [make, message] of IMPOSSIBLE) {
  test(`refused with a sentence: ${message}`, () => assert.throws(make, message));
}
