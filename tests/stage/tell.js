// What the stage's modules say of a reading that Python recorded.

import { readFileSync } from "node:fs";

import { largestHappening } from "../../lstm_viz/browser/stage/events.js";
import { narrate, stageOfUnit, toldOfUnit } from "../../lstm_viz/browser/stage/narrate.js";
import { decoded } from "../../lstm_viz/browser/stage/store.js";

const { payload, units } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const data = decoded(payload);
const steps = data.tokens.map((_, t) => t);
console.log(JSON.stringify({
  told: steps.map((t) => Object.fromEntries(["", ...data.stages].map((stage) => [stage, narrate(data, t, stage || null)]))),
  events: steps.map((t) => largestHappening(data, t)),
  units: steps.map((t) => units.map((unit) => toldOfUnit(data, t, unit))),
  stages: steps.map((t) => units.map((unit) => Object.fromEntries(data.stages.map((stage) => [stage, stageOfUnit(data, t, unit, stage)])))),
}));
