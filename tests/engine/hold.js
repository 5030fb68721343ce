// Reads the question's texts with its model under holds, each in the form of a link.

import { holdGates, parseHold } from "../../lstm_viz/browser/engine/holds.js";
import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const arrays = [];
for (const { text, holds } of question.cases) {
  const held = holdGates(model, model.trace(model.tokenize(text)), holds.map(parseHold));
  for (const name of question.fields) arrays.push(held.arrays[name]);
}
writeArrays(question.arrays, arrays);
console.log("{}");
