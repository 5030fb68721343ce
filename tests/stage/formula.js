// What the stage works out for every step of a reading that Python recorded: unit by unit, line by line.

import { readFileSync } from "node:fs";

import { workedEquations } from "../../lstm_viz/browser/stage/formula.js";
import { decoded } from "../../lstm_viz/browser/stage/store.js";

const { payload, units } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const data = decoded(payload);
console.log(JSON.stringify({
  lines: data.tokens.map((_, t) => units.map((unit) => workedEquations({ data, t, unit }))),
}));
