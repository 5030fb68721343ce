import assert from "node:assert/strict";
import test from "node:test";

import { endOf } from "../../../lstm_viz/browser/engine/tokens.js";

const cut = (text) => text.toLowerCase().normalize("NFC").match(/n't|\p{L}+?(?=n't)|\p{L}+|[.,!?]/gu) ?? [];

test("where tokens end in the text as it was typed", () => {
  const text = "  The Dog, she doesn't Run";
  for (const [count, said] of [[0, ""], [1, "  The"], [2, "  The Dog"], [3, "  The Dog,"], [5, "  The Dog, she does"], [6, "  The Dog, she doesn't"]])
    assert.equal(text.slice(0, endOf(text, cut, count)), said);
});

test("of fewer tokens the whole text is the end, and an accent stays with its letter", () => {
  assert.equal(endOf("Yes", cut, 4), 3);
  const letters = (text) => text.match(/\p{L}/gu) ?? [];
  assert.equal(endOf("e\u0301a", letters, 1), 2);
});
