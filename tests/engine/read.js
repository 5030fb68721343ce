// Reads the question's texts with its model: the trace's arrays of every text go into one file, one text
// after the other, the next word's probabilities at the asked steps into a second.

import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const arrays = [];
const probabilities = [];
for (const { text, steps } of question.texts) {
  const trace = model.trace(model.tokenize(text));
  for (const name of question.fields) arrays.push(trace.arrays[name]);
  for (const t of steps) probabilities.push(model.probabilities(trace, t));
}
writeArrays(question.arrays, arrays);
writeArrays(question.probabilities, probabilities);
console.log("{}");
