// The two equations with the numbers of the chosen unit and of the likeliest next word.

import { row } from "../shared/arrays.js";
import { element, formula, help, panel, signed, symbol } from "../shared/dom.js";
import { bracket, digitsFor } from "../shared/rounding.js";
import { move } from "../stage/store.js";

export function buildNumbers(store) {
  const unit = element("input", { type: "number", min: 0, className: "unit", ariaLabel: "Unit" });
  unit.onchange = () => move(store, { unit: Math.round(Number(unit.value)) || 0 });
  const texts = { Hidden: "h_t = tanh(U·x_t + W·h_{t−1} + b)", Output: "o_t = softmax(V·h_t + c)" };
  const lines = Object.entries(texts).map(([stage, text]) => {
    const line = element("div", { className: "line" }, element("span", { className: "tag" }, stage), formula(text),
      element("span", { className: "values" }));
    line.dataset.stage = stage;
    return line;
  });
  const code = element("pre", { tabIndex: 0, ariaLabel: "The lines of rnn.py that compute this" });
  store.parts.push(() => {
    const { data, t, stage } = store;
    unit.max = data.sizes.H - 1;
    unit.value = store.unit;
    for (const line of lines) line.classList.toggle("dim", stage !== null && stage !== line.dataset.stage);
    lines[0].querySelector(".values").replaceChildren(symbol("h_t"), ` = ${stateNumbers(store)}`);
    const [score] = row(data.next.scores, t);
    const logSum = row(data.next.log_sums, t)[data.next.temperatures.indexOf(1)];
    lines[1].querySelector(".values").replaceChildren(
      "likeliest of ", `${data.sizes.V.toLocaleString("en")} words: `, element("q", {}, data.next.labels[t][0]),
      ` with ${(100 * Math.exp(score - logSum)).toFixed(1)} %`);
    if (code.textContent !== data.code) code.textContent = data.code;
  });
  return panel(
    "formulas",
    "The formula, with this unit's numbers",
    "U·x is what the word says to this unit, W·h what the network's own last state says, b its constant leaning. tanh keeps " +
      "the result between −1 and 1. V is kept in two factors here, the embedding and a projection, to save numbers; c is its bias.",
    element("label", { className: "pick" }, "unit ", unit, help("One of the layer's numbers. Its row of weights is marked in the picture.")),
    ...lines,
    element("details", {}, element("summary", {}, "The lines of rnn.py that compute this"), code),
  );
}

// tanh(U·x part + W·h part + bias) = tanh(z) = h: what is shown, worked out, gives what is shown.
function stateNumbers({ data, t, unit }) {
  const terms = [row(data.arrays.input_part, t)[unit], row(data.arrays.hidden_part, t)[unit], data.arrays.bias.values[unit]];
  const z = terms[0] + terms[1] + terms[2];
  const h = row(data.arrays.hidden_state, t)[unit];
  const zDigits = digitsFor([z], Math.tanh, h, 2, 2);
  const d = digitsFor(terms, (a, b, c) => a + b + c, z, zDigits, zDigits);
  const [x, state, b] = terms.map((v) => signed(v, d));
  return `tanh(${x} + ${bracket(state)} + ${bracket(b)}) = tanh(${signed(z, zDigits)}) = ${signed(h)}`;
}
