// Reads the question's texts with somebody's own network: tokens, whether each is known, where the first half of
// them ends in the text; the gates of every text and the last step's probabilities go into one file.

import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const arrays = [];
const answers = question.texts.map((/** @type {string} */ text) => {
  const tokens = model.tokenize(text).slice(0, question.limit);
  const end = model.endOf(text, Math.ceil(tokens.length / 2));
  if (!tokens.length) return { tokens, known: [], half: "" };
  const trace = model.trace(tokens);
  for (const field of question.fields) arrays.push(trace.arrays[field]);
  arrays.push(model.probabilities(trace, trace.T - 1));
  return { tokens, known: trace.known, half: text.slice(0, end) };
});
writeArrays(question.arrays, arrays);
console.log(JSON.stringify(answers));
