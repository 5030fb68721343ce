// Puts states of the question's first text into its second, which is read under holds, by its model.

import { rereadWith } from "../../lstm_viz/browser/engine/cells.js";
import { holdChange, parseHold } from "../../lstm_viz/browser/engine/holds.js";
import { transplantChange } from "../../lstm_viz/browser/engine/transplant.js";
import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const [giver, taker] = question.texts.map((text) => model.trace(model.tokenize(text)));
const mixed = question.cases.map(({ holds, ...one }) =>
  rereadWith(model, taker, [holdChange(holds.map(parseHold), taker), transplantChange(giver, taker, one)]),
);
writeArrays(
  question.arrays,
  mixed.flatMap((trace) => question.fields.map((name) => trace.arrays[name])),
);
console.log("{}");
