// Puts states of the question's first text into its second, by its model.

import { transplantState } from "../../lstm_viz/browser/engine/transplant.js";
import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const [giver, taker] = question.texts.map((text) => model.trace(model.tokenize(text)));
const mixed = question.cases.map((one) => transplantState(model, giver, taker, one));
writeArrays(
  question.arrays,
  mixed.flatMap((trace) => question.fields.map((name) => trace.arrays[name])),
);
console.log("{}");
