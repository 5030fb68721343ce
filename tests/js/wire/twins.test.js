// Histories that a wiring confuses.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readAll } from "../../../lstm_viz/browser/wire/cell.js";
import { CODE, wanted } from "../../../lstm_viz/browser/wire/goals.js";
import { nearestTwins } from "../../../lstm_viz/browser/wire/twins.js";

// f shut, i and o open, C̃ = tanh(3x): C is the last sign and nothing else
const LAST = [0, 0, -20, 0, 0, 20, 0, 3, 0, 0, 0, 20];

test("a unit that keeps the last sign alone cannot say the one before", () => {
  const { one, other, then, states, apart, wanted: want } = nearestTwins("before", LAST, 1, ["0", "1"]);
  assert.ok(apart < 1e-6);
  assert.notEqual(want[0], want[1]);
  [one, other].forEach((history, k) => {
    const signs = [...history, ...then];
    assert.equal(wanted("before", { signs, start: 0 }).at(-1), want[k]);
    const reading = readAll(LAST, 1, [history.map((sign) => CODE[sign])], [0]);
    assert.ok(Math.abs(reading.at("cell_state", 0, history.length - 1, 0) - states[k][0]) < 1e-12);
  });
});

test("no pair is nearer than the one that is shown", () => {
  const net = [0, 0, 1, 0, 2, 0, 0, 2, -1, 0, -1, 2];
  const found = nearestTwins("latch", net, 1, ["0", "1"]);
  const never = readAll(net, 1, [[0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]], [0, 0]);
  const apart = Math.max(...["cell_state", "hidden_state"].map((name) => Math.abs(never.at(name, 0, 5, 0) - never.at(name, 1, 5, 0))));
  assert.ok(found.apart <= apart + 1e-12);
});
