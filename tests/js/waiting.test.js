// What the picture of waiting says is what it shows.

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, lastStep } from "../../lstm_viz/browser/waiting/waiting.js";

const data = { tokens: ["the", "dog", "runs"], layers: 2 };

test("the LSTM takes a step for each word, the Transformer one for each layer", () => {
  assert.equal(lastStep(data), 3);
  assert.equal(lastStep({ ...data, tokens: ["dog"] }), 2);
  assert.match(account(data, 0), /read 0 of 3 words, and 3 wait; .* 0 of its 2 layers/);
  assert.match(account(data, 2), /read 2 of 3 words, and 1 wait; the Transformer is done/);
  assert.match(account(data, 3), /read 3 of 3 words; the Transformer is done/);
});
