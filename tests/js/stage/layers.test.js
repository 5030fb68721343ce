// The place that the reader keeps when another layer or direction comes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sameInput } from "../../../lstm_viz/browser/stage/layers.js";

test("the same input keeps its place, also in the direction that reads from the end", () => {
  assert.equal(sameInput(["a", "b", "c"], ["a", "b", "c"], 2), 2);
  assert.equal(sameInput(["a", "b", "c"], ["c", "b", "a"], 0), 2);
  assert.equal(sameInput(["a", "b", "c"], ["a", "b"], 0), null);
});
