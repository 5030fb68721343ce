// What each word of the question's text left in C: all lengths, word k's share, one unit's sum.

import { kept, partsOfUnit, sizes } from "../../lstm_viz/browser/engine/attribution.js";
import { openModel, question, writeArrays } from "./open.js";

const model = openModel(question.weights);
const trace = model.trace(model.tokenize(question.text));
const { k, unit } = question;
writeArrays(question.arrays, [...sizes(trace), kept(trace, k), ...partsOfUnit(trace, unit)]);
console.log("{}");
