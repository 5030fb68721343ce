// One layer over recorded inputs, against the whole network that recorded them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { holdGates, parseHold } from "../../../lstm_viz/browser/engine/holds.js";
import { RecordedLayer } from "../../../lstm_viz/browser/engine/recorded.js";
import { softmax } from "../../../lstm_viz/browser/engine/softmax.js";
import { rowAt, shapedArrays } from "../../../lstm_viz/browser/engine/trace.js";
import { numbers, smallModel } from "./example.js";

const TOKENS = ["the", "dogs", "near", "the", "house", "are", "."];
const model = smallModel("lstm");
const before = model.trace(["dog", "is"]);
const whole = model.trace(TOKENS, undefined, before);

function layer(head = true) {
  const draw = numbers(8);
  const tensor = (/** @type {Float32Array} */ values) => ({ shape: [values.length], values });
  const tensors = { "2.hidden": tensor(model.parameters.W_h), "2.bias": tensor(model.parameters.bias) };
  if (head) Object.assign(tensors, { "2.head": tensor(draw(2 * model.H)), "2.head_bias": tensor(draw(2)) });
  const recorded = { tokens: TOKENS, known: whole.known, arrays: shapedArrays(whole) };
  return new RecordedLayer({ tensors, facts: { labels: '["no", "yes"]' } }, 2, recorded);
}

test("it reads what was recorded, from the states before it", () => {
  const own = layer().trace();
  for (const name of ["forget_gate", "cell_state", "hidden_state", "hidden_part"])
    assert.deepEqual(own.arrays[name], whole.arrays[name], name);
  assert.deepEqual(layer().tokenize(), TOKENS);
});

test("a gate that is held changes it as it changes the whole network", () => {
  const holds = ["forget=0@units:2@steps:2,3", "cell=0@steps:5"].map(parseHold);
  const own = layer();
  const held = holdGates(own, own.trace(), holds);
  assert.deepEqual(held.arrays.hidden_state, holdGates(model, whole, holds).arrays.hidden_state);
  assert.notDeepEqual(held.arrays.hidden_state, whole.arrays.hidden_state);
});

test("its head says what follows, and a layer without one is silent", () => {
  const own = layer();
  const trace = own.trace();
  const { W, b } = /** @type {any} */ (own.head);
  const h = rowAt(trace, "hidden_state", 3);
  const scores = [0, 1].map((o) => b[o] + h.reduce((sum, v, u) => sum + v * W[o * own.H + u], 0));
  const expected = softmax(Float32Array.from(scores), 1);
  own.probabilities(trace, 3).forEach((p, o) => assert.ok(Math.abs(p - expected[o]) < 1e-6));
  assert.equal(own.silent, false);
  assert.equal(layer(false).silent, true);
});
