// The equations with the numbers of the chosen unit. Each line, evaluated on the numbers that it shows,
// gives the result that it shows: where rounding would break that, the terms get more digits.

const RESULT_DIGITS = 2;

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// One gate: σ(W·x part + W·h part + bias) = σ(z) = result
function gateNumbers(data, gate, squash, name, result, t, unit) {
  const terms = ["input_part", "hidden_part", "bias"].map((p) => part(data, p, gate, t, unit));
  const z = terms[0] + terms[1] + terms[2];
  const zDigits = digitsFor([z], squash, result, RESULT_DIGITS, 2);
  const d = digitsFor(terms, (a, b, c) => a + b + c, z, zDigits, zDigits);
  const [x, h, b] = terms.map((v) => signed(v, d));
  return `${name}(${x} + ${bracket(h)} + ${bracket(b)}) = ${name}(${signed(z, zDigits)}) = ${signed(result, RESULT_DIGITS)}`;
}

function equations(store) {
  const { data, t, unit } = store;
  const v = (field) => row(data.arrays[field], t)[unit];
  const [f, i, g, o] = ["forget_gate", "input_gate", "candidate", "output_gate"].map(v);
  const [C, h, C0] = [v("cell_state"), v("hidden_state"), before(data, "cell_state", t)[unit]];
  const kept = (a, b, c, d) => a * b + c * d;
  const dC = digitsFor([f, C0, i, g], kept, C, RESULT_DIGITS, 2);
  const shown = (a, b) => a * Math.tanh(b);
  const dh = digitsFor([o, C], shown, h, RESULT_DIGITS, 2);
  const s = (value, digits) => bracket(signed(value, digits));
  const numbers = [
    gateNumbers(data, "forget", sigmoid, "σ", f, t, unit),
    gateNumbers(data, "input", sigmoid, "σ", i, t, unit),
    gateNumbers(data, "candidate", Math.tanh, "tanh", g, t, unit),
    `${s(f, dC)} × ${s(C0, dC)} + ${s(i, dC)} × ${s(g, dC)} = ${signed(C, RESULT_DIGITS)}`,
    gateNumbers(data, "output", sigmoid, "σ", o, t, unit),
    `${s(o, dh)} × tanh(${signed(C, dh)}) = ${signed(h, RESULT_DIGITS)}`,
  ];
  const lines = STAGES.flatMap((stage) => FORMULAS[stage].map((text) => ({ stage, text })));
  return lines.map((line, k) => ({ ...line, numbers: numbers[k] }));
}

function buildFormula(store) {
  const unit = element("input", { type: "number", min: 0, className: "unit", ariaLabel: "Unit" });
  unit.onchange = () => move(store, { unit: Math.round(Number(unit.value)) || 0 });
  const lines = element("div", { className: "lines" });
  const code = element("pre", { tabIndex: 0, ariaLabel: "The lines of lstm.py that compute this" });
  store.parts.push(() => drawFormula(store, unit, lines, code));
  return panel(
    "formulas",
    "The formula, with this unit's numbers",
    "σ squeezes any number to 0…1, tanh to −1…1. In a layer's numbers the first term comes from the word (W·x), " +
      "the second from the output before (W·h), the third is the bias b. ∗ multiplies unit by unit.",
    element("label", { className: "pick" }, "unit ", unit, help("One unit is one of the layer's memory cells. This one is followed everywhere on the page.")),
    lines,
    element("details", {}, element("summary", {}, "The lines of lstm.py that compute this"), code),
  );
}

function drawFormula(store, unit, lines, code) {
  const { data, stage } = store;
  unit.max = data.sizes.H - 1;
  unit.value = store.unit;
  if (lines.childElementCount === 0) {
    for (const { stage: name, text } of equations(store)) {
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
  equations(store).forEach((equation, k) => {
    const line = lines.children[k];
    line.classList.toggle("dim", stage !== null && stage !== equation.stage);
    line.querySelector(".worked").textContent = ` = ${equation.numbers}`;
  });
  const shown = stage ? [stage] : STAGES;
  const text = shown.flatMap((name) => data.code[name]).join("\n");
  if (code.textContent !== text) code.textContent = text;
}
