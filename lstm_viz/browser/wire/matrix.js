// Two units: all 32 numbers as a table of handles, a row for each gate of each unit.

import { element, help, signed, symbol } from "../shared/dom.js";
import { FIELDS, GATES, placeOf } from "./cell.js";
import { CODE } from "./goals.js";
import { buildHandle } from "./handle.js";
import { shownGate } from "./picture.js";
import { refuse, setNumber } from "./store.js";

const H = 2;
const CALLED = ["forget gate", "input gate", "candidate", "output gate"];
const COLUMNS = /** @type {[string, string, string][]} */ ([
  ["h", "h₁", "weight of h₁ in the"], ["h", "h₂", "weight of h₂ in the"], ["x", "x", "weight of x in the"], ["b", "1", "bias of the"],
]);

/** @param {any} store */
export function buildMatrix(store) {
  const rows = [0, 1].flatMap((unit) => GATES.map((letter, gate) => buildRow(store, letter, gate, unit)));
  const inputs = COLUMNS.map(() => element("small", {}));
  const head = element("tr", {}, element("th", { scope: "col" }, "gate"), ...COLUMNS.map(([kind, name], k) => element("th", { scope: "col", className: `of-${kind}` }, name === "1" ? "+ bias" : `${name} ×`, inputs[k])), element("th", { scope: "col" }, "now"));
  const states = [0, 1].map(() => element("span", { className: "state-line" }));
  const section = element("section", { className: "panel cell matrix", ariaLabel: "The two units" },
    element("h2", {}, "Two units ", element("span", { className: "at" }), " ", help(
      "Now W is a matrix: every gate of both units reads h₁, h₂ and x. A row holds the weights of one gate, and its bias. The answer is read off unit 2; the curves are those of unit 2.")),
    element("table", {}, head, ...[0, 1].flatMap((unit) => [
      element("tr", { className: "unit-name" }, element("th", { scope: "rowgroup", colSpan: 6 }, unit ? "Unit 2, which answers" : "Unit 1", states[unit])),
      ...rows.slice(4 * unit, 4 * unit + 4).map(({ node }) => node),
    ])));
  store.parts.push(() => {
    section.hidden = store.H !== H;
    if (section.hidden) return;
    const { reading, t, sequence } = store;
    section.querySelector(".at").textContent = `at step ${t + 1}: they read ${sequence.signs[t]}`;
    const read = [reading.at("hidden_state", 0, t - 1, 0), reading.at("hidden_state", 0, t - 1, 1), CODE[sequence.signs[t]]];
    read.forEach((v, k) => (inputs[k].textContent = ` ${signed(v, k === 2 ? 0 : 2)}`));
    for (const { draw } of rows) draw();
    states.forEach((node, unit) => node.replaceChildren(symbol("C"), ` = ${signed(reading.at("cell_state", 0, t, unit))}, `, symbol("h"), ` = ${signed(reading.at("hidden_state", 0, t, unit))}`));
  });
  return section;
}

function buildRow(store, letter, gate, unit) {
  const value = element("td", { className: "value" });
  const handles = COLUMNS.map(([kind, , called], which) => {
    const place = placeOf(H, gate, unit, which);
    const handle = buildHandle({
      sign: "", kind, label: `${called} ${CALLED[gate]} of unit ${unit + 1}`,
      change: (v) => setNumber(store, place, v), refuse: (sentence) => refuse(store, sentence),
    });
    return { ...handle, place };
  });
  const name = element("th", { scope: "row", style: `--role: ${store.roles[FIELDS[gate]].colour}` }, symbol(`${letter}_${unit + 1}`));
  return {
    node: element("tr", {}, name, ...handles.map(({ node }) => element("td", {}, node)), value),
    draw() {
      for (const { draw, place } of handles) draw(store.net[place]);
      const v = store.reading.at(FIELDS[gate], 0, store.t, unit);
      value.textContent = gate === 2 ? signed(v) : shownGate(v);
    },
  };
}
