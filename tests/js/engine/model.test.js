import assert from "node:assert/strict";
import { test } from "node:test";

import { LanguageModel } from "../../../lstm_viz/browser/engine/model.js";
import { largestPlaces, softmax } from "../../../lstm_viz/browser/engine/softmax.js";
import { rowAt, shapedArrays } from "../../../lstm_viz/browser/engine/trace.js";
import { readSafetensors } from "../../../lstm_viz/browser/engine/weights.js";
import { smallModel, WRITING } from "./example.js";

const FIRST = ["the", "dogs", "near", "the", "house"];
const OTHERS = {
  "the same": FIRST,
  "one word more": [...FIRST, "are"],
  "one word less": FIRST.slice(0, 3),
  "another in the middle": ["the", "dogs", ".", "the", "house"],
  "another at the start": ["is", "dogs", "near", "the", "house"],
  "an unknown one": ["the", "dogs", "zzyzx", "the", "house"],
  "one pushed in": ["is", "the", "dogs", "zzyzx", "near", "the", "house"],
};

for (const cell of /** @type {const} */ (["lstm", "gru", "rnn"])) {
  const model = smallModel(cell);
  for (const [what, tokens] of Object.entries(OTHERS)) {
    test(`${cell}: reading on from a text with ${what} equals a fresh reading`, () => {
      const earlier = model.trace(FIRST);
      const kept = structuredClone(earlier);
      assert.deepEqual(model.trace(tokens, earlier), model.trace(tokens));
      assert.deepEqual(earlier, kept); // it may stand on the page as a ghost
    });
  }
}

test("C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t and h_t = o_t ∗ tanh(C_t), by the trace's own numbers", () => {
  const trace = smallModel("lstm").trace(FIRST);
  for (let t = 0; t < trace.T; t++) {
    const [f, i, g, o, C, h] = ["forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state"]
      .map((name) => rowAt(trace, name, t));
    const before = rowAt(trace, "cell_state", t - 1);
    for (let u = 0; u < trace.H; u++) {
      assert.ok(Math.abs(C[u] - (f[u] * before[u] + i[u] * g[u])) < 1e-6);
      assert.ok(Math.abs(h[u] - o[u] * Math.tanh(C[u])) < 1e-6);
    }
  }
});

test("tokens are cut, looked up and marked where unknown", () => {
  const model = smallModel("lstm");
  const trace = model.trace(model.tokenize("The dog’s near, THE house."));
  assert.deepEqual(trace.tokens, ["the", "dog's", "near", ",", "the", "house", "."]);
  assert.deepEqual(trace.known, [true, false, true, false, true, true, true]);
  assert.deepEqual([...trace.ids], [1, 0, 4, 0, 1, 5, 8]);
  assert.throws(() => model.trace([]), /type a few words/);
});

test("predict gives the likeliest of softmax(scores / τ), likeliest first", () => {
  const model = smallModel("gru");
  const trace = model.trace(FIRST);
  const p = model.probabilities(trace, 2, 0.5);
  const scores = model.scores(trace, 2);
  const sum = scores.reduce((total, s) => total + Math.exp(s / 0.5), 0);
  p.forEach((value, k) => assert.ok(Math.abs(value - Math.exp(scores[k] / 0.5) / sum) < 1e-6));
  const best = model.predict(trace, 2, 3, 0.5);
  assert.deepEqual(best.map(([, value]) => value), [...p].sort((a, b) => b - a).slice(0, 3));
  assert.deepEqual(model.predict(trace), model.predict(trace, trace.T - 1, 10, 1));
});

test("softmax of huge scores is finite, and a temperature is above 0", () => {
  assert.deepEqual([...softmax(new Float32Array([1000, -1000]))], [1, 0]);
  assert.throws(() => softmax(new Float32Array([1]), 0), /above 0/);
});

test("largestPlaces: of two that are equal the first comes first", () => {
  assert.deepEqual(largestPlaces(new Float32Array([1, 3, 2, 3, 0]), 3), [1, 3, 2]);
  assert.deepEqual(largestPlaces(new Float32Array([1, 1]), 5), [0, 1]);
});

test("arrays come with their shapes", () => {
  const arrays = shapedArrays(smallModel("lstm").trace(FIRST));
  assert.deepEqual(arrays.input_part.shape, [5, 4, 7]);
  assert.deepEqual(arrays.initial_cell_state.shape, [7]);
  for (const { shape, values } of Object.values(arrays))
    assert.equal(shape.reduce((a, b) => a * b), values.length);
});

/** @param {unknown} header @param {number[]} bytes */
function file(header, bytes = []) {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const whole = new Uint8Array(8 + text.length + bytes.length);
  new DataView(whole.buffer).setBigUint64(0, BigInt(text.length), true);
  whole.set(text, 8);
  whole.set(bytes, 8 + text.length);
  return whole.buffer;
}

test("float16: normal, subnormal, infinite", () => {
  const bits = [0x3c00, 0xc000, 0x0001, 0x7c00, 0x8000, 0x7bff];
  const bytes = [...new Uint8Array(new Uint16Array(bits).buffer)];
  const header = { __metadata__: { a: "b" }, x: { dtype: "F16", shape: [6], data_offsets: [0, 12] } };
  const { tensors, facts } = readSafetensors(file(header, bytes));
  assert.deepEqual([...tensors.x.values], [1, -2, 2 ** -24, Infinity, -0, 65504]);
  assert.deepEqual(facts, { a: "b" });
});

test("a broken file says what is wrong", () => {
  const entry = { dtype: "F16", shape: [2], data_offsets: [0, 4] };
  assert.throws(() => readSafetensors(new ArrayBuffer(3)), /cut off/);
  assert.throws(() => readSafetensors(file({ x: entry }, [1, 2])), /cut off/);
  assert.throws(() => readSafetensors(file("<html>")), /not a .safetensors file/);
  assert.throws(() => readSafetensors(file({ x: { ...entry, dtype: "I64" } }, [1, 2, 3, 4])), /I64/);
  const facts = { cell: "lstm", tokenizer: "words", vocabulary: '["<unk>"]' };
  assert.throws(() => new LanguageModel({ tensors: {}, facts }, WRITING), /has no lstm.weight_ih_l0/);
  assert.throws(() => new LanguageModel({ tensors: {}, facts: { ...facts, cell: "x" } }, WRITING), /cell “x”/);
});
