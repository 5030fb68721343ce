// The cell's equations, each with what it gives for the followed unit, and the lines of Python that compute them.

import { element, formula, panel, symbol } from "../shared/dom.js";
import { DRAWINGS } from "./drawings.js";

const LINE_OF = { r: "reset", z: "update", n: "candidate", h: "state" }; // of a drawing's `working`

/** @param {any} store */
export function buildEquations(store) {
  const lines = element("div", { className: "lines" });
  const code = element("pre", { tabIndex: 0, ariaLabel: "The lines of Python that compute this" });
  store.parts.push(() => drawEquations(store, lines, code));
  return panel(
    "formulas",
    "The formula, with this unit's numbers",
    "σ squeezes any number to 0…1, tanh to −1…1. Square brackets lay two lists end to end. W and b are what training found. ∗ multiplies unit by unit.",
    lines,
    element("details", {}, element("summary", {}, "The lines of Python that compute this"), code),
  );
}

function drawEquations(store, lines, code) {
  const { data, stage } = store;
  if (lines.dataset.cell !== data.cell) {
    lines.dataset.cell = data.cell;
    lines.replaceChildren(...data.equations.map(({ stage: name, text }) =>
      element("div", { className: "line" },
        element("span", { className: "tag" }, name), formula(text.replace(/_([a-z]{2,})/g, "_{$1}")),
        element("span", { className: "values" }, symbol(text.split(" =")[0]), element("span", { className: "worked" })))));
  }
  const work = DRAWINGS[data.cell].working(store);
  data.equations.forEach(({ stage: name, text }, k) => {
    lines.children[k].classList.toggle("dim", stage !== null && stage !== name);
    const said = ` = ${work[LINE_OF[text[0]]]}`;
    const worked = lines.children[k].querySelector(".worked");
    if (worked.textContent !== said) worked.textContent = said;
  });
  const text = data.stages.flatMap((/** @type {string} */ name) => data.code[name]).join("\n");
  if (code.textContent !== text) code.textContent = text;
}
