// A word is named so that one knows which.

import assert from "node:assert/strict";
import { test } from "node:test";

import { named } from "../../lstm_viz/browser/heads/words.js";

test("a word that stands more than once has its number", () => {
  assert.equal(named(["the", "dog"], 1), "“dog”");
  assert.equal(named(["the", "dog", "the"], 2), "“the” (word 3)");
});
