// The equations with the numbers of the chosen unit. Each line, evaluated on the numbers that it shows,
// gives the result that it shows: where rounding would break that, the terms get more digits.

import { sigmoid } from "../engine/linear.js";
import { row } from "../shared/arrays.js";
import { element, formula, help, panel, signed, symbol } from "../shared/dom.js";
import { bracket, digitsFor } from "../shared/rounding.js";
import { before, move, part, partsOf } from "./store.js";

const RESULT_DIGITS = 2;



// One gate: σ(W·h part + W·x part (+ p ∗ C of a peephole LSTM) + bias) = σ(z) = result
function gateNumbers(data, gate, squash, name, result, t, unit) {
  const terms = partsOf(data, gate).map((p) => part(data, p, gate, t, unit));
  const add = (...values) => values.reduce((sum, v) => sum + v);
  const z = add(...terms);
  if (Math.abs(squash(z) - result) > 1e-3)
    return `${signed(result, RESULT_DIGITS)}, held there; by itself it would be ${name}(${signed(z)}) = ${signed(squash(z), RESULT_DIGITS)}`;
  const zDigits = digitsFor([z], squash, result, RESULT_DIGITS, 2);
  const d = digitsFor(terms, add, z, zDigits, zDigits);
  const [first, ...others] = terms.map((v) => signed(v, d));
  return `${name}(${[first, ...others.map(bracket)].join(" + ")}) = ${name}(${signed(z, zDigits)}) = ${signed(result, RESULT_DIGITS)}`;
}

// For the chosen unit at this step, every box of the picture worked out.
export function working(store) {
  const { data, t, unit } = store;
  const v = (field) => row(data.arrays[field], t)[unit];
  const [f, i, g, o] = ["forget_gate", "input_gate", "candidate", "output_gate"].map(v);
  const [C, h, C0] = [v("cell_state"), v("hidden_state"), before(data, "cell_state", t)[unit]];
  const worked = (terms, f, result, show) => {
    const d = digitsFor(terms, f, result, RESULT_DIGITS, 2);
    return `${show(...terms.map((v) => bracket(signed(v, d))))} = ${signed(result, RESULT_DIGITS)}`;
  };
  const erased = Math.abs(f * C0 + i * g - C) > 1e-3;
  const times = (a, b) => a * b;
  const show = (a, b) => `${a} × ${b}`;
  return {
    forget: gateNumbers(data, "forget", sigmoid, "σ", f, t, unit),
    input: gateNumbers(data, "input", sigmoid, "σ", i, t, unit),
    candidate: gateNumbers(data, "candidate", Math.tanh, "tanh", g, t, unit),
    output: gateNumbers(data, "output", sigmoid, "σ", o, t, unit),
    kept: worked([f, C0], times, f * C0, show),
    written: worked([i, g], times, i * g, show),
    sum: erased ? "erased: 0.00" : worked([f * C0, i * g], (a, b) => a + b, C, (a, b) => `${a} + ${b}`),
    cell: erased ? "0.00, for the memory is erased here" : worked([f, C0, i, g], (a, b, c, d) => a * b + c * d, C, (a, b, c, d) => `${a} × ${b} + ${c} × ${d}`),
    squashed: worked([C], Math.tanh, Math.tanh(C), (c) => `tanh(${c.replace(/[()]/g, "")})`),
    hidden: worked([o, C], (a, b) => a * Math.tanh(b), h, (a, b) => `${a} × tanh(${b.replace(/[()]/g, "")})`),
  };
}

export function workedEquations(store) {
  const all = working(store);
  const numbers = [all.forget, all.input, all.candidate, all.cell, all.output, all.hidden];
  return store.data.equations.map((line, k) => ({ ...line, numbers: numbers[k] }));
}

export function buildFormula(store) {
  const unit = element("input", { type: "number", min: 0, className: "unit", ariaLabel: "Unit" });
  unit.onchange = () => move(store, { unit: Math.round(Number(unit.value)) || 0 });
  const lines = element("div", { className: "lines" });
  const code = element("pre", { tabIndex: 0, ariaLabel: "The lines of lstm.py that compute this" });
  store.parts.push(() => drawFormula(store, unit, lines, code));
  return panel(
    "formulas",
    "The formula, with this unit's numbers",
    "σ squeezes any number to 0…1, tanh to −1…1. In a layer's numbers the first term comes from the output before " +
      "(W·h), the second from what this step reads (W·x), the third is the bias b; W and b are what training found. ∗ multiplies unit by unit.",
    element("label", { className: "pick" }, "unit ", unit, help("One unit is one slot of the memory, with gates of its own. This one is followed everywhere on the page.")),
    lines,
    element("p", { className: "terms" }, "In the brackets of a layer: what ", symbol("h_{t−1}"), " gives, what ", symbol("x_t"), " gives, and the bias ", symbol("b"), "."),
    element("details", {}, element("summary", {}, "The lines of lstm.py that compute this"), code),
  );
}

function drawFormula(store, unit, lines, code) {
  const { data, stage } = store;
  unit.max = data.sizes.H - 1;
  // what somebody is typing there stays
  if (unit.getRootNode().activeElement !== unit) unit.value = store.unit;
  if (lines.childElementCount === 0) {
    for (const { stage: name, text } of workedEquations(store)) {
      const [left] = text.split(" =");
      const line = element(
        "div",
        { className: "line" },
        element("span", { className: "tag" }, name),
        formula(text),
        element("span", { className: "values" }, symbol(left), element("span", { className: "worked" })),
      );
      line.dataset.stage = name;
      lines.append(line);
    }
  }
  workedEquations(store).forEach((equation, k) => {
    const line = lines.children[k];
    line.classList.toggle("dim", stage !== null && stage !== equation.stage);
    line.querySelector(".worked").textContent = ` = ${equation.numbers}`;
  });
  const shown = stage ? [stage] : data.stages;
  const text = shown.flatMap((name) => data.code[name]).join("\n");
  if (code.textContent !== text) code.textContent = text;
}
