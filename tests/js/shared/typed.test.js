// A number is read as people type it, and nothing else is taken for one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { typedNumber } from "../../../lstm_viz/browser/shared/typed.js";

test("decimal commas, minus signs, exponents", () => {
  const typed = { "3": 3, " −2,5 ": -2.5, "+.5": 0.5, "7.": 7, "1e-3": 0.001, "1E2": 100, "2e−3": 0.002, "-0": -0, "007": 7 };
  for (const [text, value] of Object.entries(typed)) assert.equal(typedNumber(text), value, text);
});

test("nothing else is a number", () => {
  for (const text of ["", " ", "-", "abc", "0x10", "0b1", "1 2", "1,2,3", "--1", "∞", "Infinity", "NaN", "٣", "1e", ".", "1_000"])
    assert.ok(Number.isNaN(typedNumber(text)), text);
});
