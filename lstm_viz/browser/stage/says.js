// The sentence that says what happens at this step, and a line for what one points at.

import { element } from "../shared/dom.js";
import { workedEquations } from "./formula.js";
import { narrate, stageOfUnit, toldOfUnit } from "./narrate.js";
import { move } from "./store.js";

/** @param {any} store @param {boolean} reads whether a line below says what one points at */
export function buildSays(store, reads = true) {
  const says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  const readout = element("p", { className: "readout", ariaHidden: "true" });
  store.parts.push(() => drawSays(store, says, readout));
  return element("div", { className: "telling" }, ...(reads ? [readout] : []), says);
}

function drawSays(store, says, readout) {
  const { data, t, stage } = store;
  const sentence = data.narration ? data.narration[t][stage ?? ""] : sentenceAt(store);
  if (says.dataset.sentence !== sentence) tell(store, says, sentence);
  if (!store.pointing && data.arrays.cell_state) {
    const line = store.level === "formula" ? formulaAt(store) : followed(store);
    if (readout.textContent !== line) readout.textContent = line;
  }
}

// What happened, or at a stage happens, to the unit that the picture shows (Story), or marks among all (Units).
function followed({ data, t, unit, level, stage }) {
  const told = stage ? stageOfUnit(data, t, unit, stage) : toldOfUnit(data, t, unit).replace(/^unit \d+ /, "");
  return `${level === "units" ? "▣" : "In the picture,"} unit ${unit}${named(data, unit)} ${told}.`;
}

// The equations of the stage with the numbers of the followed unit; of the whole step that of the memory.
function formulaAt(store) {
  const { data, stage, unit } = store;
  const lines = workedEquations(store).filter((line) => (stage ? line.stage === stage : line.text.startsWith("C_t")));
  return `unit ${unit}${named(data, unit)}: ${lines.map(({ text, numbers }) => `${text.split(" = ")[0].replace("_t", "")} = ${numbers}`).join(";  ")}`;
}

const named = (data, unit) => (data.names?.[unit] ? ` (${data.names[unit].name}: ${data.names[unit].evidence})` : "");

// The story's own captions first, where one was written for this word and holds.
function sentenceAt({ data, t, stage }) {
  return (stage === null && data.captions?.[t]) || narrate(data, t, stage);
}

// The sentence; each unit that it names can be chosen there.
function tell(store, says, sentence) {
  says.dataset.sentence = sentence;
  says.replaceChildren(
    ...sentence.split(/([Uu]nit \d+)/).map((piece, k) => {
      if (k % 2 === 0) return piece;
      const unit = Number(piece.split(" ")[1]);
      return element("button", { type: "button", title: "Follow this unit", onclick: () => move(store, { unit }) }, piece);
    }),
  );
}
