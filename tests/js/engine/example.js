// What the tests of the engine read: a small network of random numbers that are always the same.

import { LanguageModel } from "../../../lstm_viz/browser/engine/model.js";

const TOKENS = ["<unk>", "the", "dog", "dogs", "near", "house", "is", "are", "."];
const BLOCKS = { lstm: 4, gru: 3, rnn: 1 };

export const WRITING = {
  signs: { "’": "'" },
  patterns: {
    sign: "’",
    composed: "[^]+",
    invisible: "(?!)()",
    marks: "(?!)",
    word: "[\\p{L}]+(?:'\\p{L}+)*|\\S",
    blanks: " +",
    character: "[^]",
    blank: " +",
  },
};

/** Numbers between −1 and 1, always the same ones. @param {number} seed */
export function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ count) =>
    Float32Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    });
}

/** @param {"lstm" | "gru" | "rnn"} cell */
export function smallModel(cell, E = 5, H = 7) {
  const draw = numbers(3);
  const V = TOKENS.length;
  const tensor = (/** @type {number[]} */ ...shape) => ({
    shape,
    values: draw(shape.reduce((a, b) => a * b)),
  });
  const rows = BLOCKS[cell] * H;
  const tensors = {
    "embedding.weight": tensor(V, E),
    "head.projection.weight": tensor(E, H),
    "head.bias": tensor(V),
    [`${cell}.weight_ih_l0`]: tensor(rows, E),
    [`${cell}.weight_hh_l0`]: tensor(rows, H),
    [`${cell}.bias_ih_l0`]: tensor(rows),
    [`${cell}.bias_hh_l0`]: tensor(rows),
  };
  const facts = { cell, tokenizer: "words", vocabulary: JSON.stringify(TOKENS) };
  return new LanguageModel({ tensors, facts }, WRITING);
}
