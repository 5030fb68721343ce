// The cards of the picture: one quantity each, as one unit's level, as a grid of all units, or worked out.

import { row } from "../shared/arrays.js";
import { element, signed, symbol } from "../shared/dom.js";
import { drawCurve } from "./curve.js";
import { paintGrid, placeUnder, squareAt } from "./grid.js";
import { update } from "../shared/store.js";
import { before, move } from "./store.js";
import { buildValve, drawValve } from "./valve.js";

const GATED = ["forget_gate", "input_gate", "output_gate"];

/** @param {any} store @param {string[]} card a row of `CARDS` */
export function buildCard(store, [name, sign, field, words, stages]) {
  const gate = GATED.includes(field);
  const layer = field.endsWith("_gate") || field === "candidate";
  const canvas = element("canvas", { className: "grid" });
  const marks = ["marker", "hover-mark"].map((className) => element("span", { className }));
  const node = element(
    "div",
    { className: `card ${field} ${layer ? "layer-card" : "state-card"}` },
    element("span", { className: "label" }, symbol(sign), element("span", { className: "words" })),
    element("span", { className: "number" }),
    ...(field === "inputs" ? [] : [
      element("span", { className: "face" },
        element("span", { className: "units" }, canvas, ...marks),
        element("span", { className: "tank" }, element("i", {}), element("b", {})),
        element("span", { className: "curve-face" })),
      element("span", { className: "scale" }),
    ]),
  );
  if (gate) node.append(buildValve(store, field));
  Object.assign(node.dataset, { card: name, field, stages, words });
  const under = (event) => {
    const k = placeUnder(event.offsetX / canvas.clientWidth, event.offsetY / canvas.clientHeight, node.shown);
    return k < 0 ? null : store.data.grid[k * (node.group ?? 1)];
  };
  canvas.onpointermove = (event) => hoverUnit(store, under(event));
  canvas.onpointerleave = () => hoverUnit(store, null);
  canvas.onclick = (event) => {
    const unit = under(event);
    if (unit !== null) move(store, { unit });
  };
  return node;
}

// A unit under the pointer is lit in every grid, and its numbers stand at × and +.
function hoverUnit(store, unit) {
  if (store.hovered === unit) return;
  update(store, { hovered: unit });
}

function valuesOf(data, name, field, t) {
  return name.endsWith("prev") ? before(data, field, t) : row(data.arrays[field], t);
}

/** @param {any} store @param {any} card @param {{ narrow: boolean, short: boolean, plain: boolean }} room for squares, for words, and for plain words */
export function drawCard(store, card, { narrow, short, plain }) {
  const { data, t, level, ghost } = store;
  const { card: name, field } = card.dataset;
  const role = data.roles[field] ?? { colour: data.colours.input, signed: true };
  card.style.setProperty("--role", role.colour);
  const [what, when] = name === "x" ? [data.reads ?? `this ${data.step_name}`, ""] : card.dataset.words.split(" ");
  const label = card.querySelector(".words");
  const tight = short || level === "formula";
  const words = short && level === "formula" ? "" : when && tight && !(plain && level === "story") ? when : [what, when].filter(Boolean).join(" ");
  if (label.textContent !== words) label.textContent = words;
  if (field === "inputs") {
    card.querySelector(".number").textContent = data.tokens[t];
    return;
  }
  const unit = store.hovered ?? store.unit;
  const numbers = valuesOf(data, name, field, t);
  const value = numbers[unit];
  const was = ghost && t < ghost.tokens.length ? valuesOf(ghost, name, field, t)[unit] : null;
  const changed = was !== null && Math.abs(was - value) >= 0.005;
  const number = signed(value);
  const shown = card.querySelector(".number");
  if (shown.textContent !== number) {
    shown.textContent = number;
    shown.title = `unit ${unit}`;
  }
  if (level === "story") drawTank(card, role, value, was, data.largest[field] ?? 1);
  else if (level === "formula" && card.classList.contains("layer-card")) drawCurve(store, card.querySelector(".curve-face"), field, unit);
  else drawGrid(store, card, numbers, role, narrow);
  scale(card, role, data.largest[field], changed ? was : null);
  if (GATED.includes(field)) drawValve(store, card, field);
}

// All units: one square each, on a narrow screen one for four that behave alike (their mean).
function drawGrid(store, card, numbers, role, narrow) {
  const { data } = store;
  const group = (card.group = narrow && numbers.length > 80 ? 4 : 1);
  let [values, order] = [numbers, data.grid];
  if (group > 1) {
    values = Float32Array.from({ length: Math.ceil(numbers.length / group) }, (_, k) => {
      const part = data.grid.slice(k * group, (k + 1) * group);
      return part.reduce((sum, u) => sum + numbers[u], 0) / part.length;
    });
    order = null;
  }
  card.shown = values.length;
  paintGrid(card.querySelector("canvas"), values, order, role, data.largest[card.dataset.field] ?? 1, data.colours.negative);
  for (const [className, unit] of [["marker", store.unit], ["hover-mark", store.hovered]]) {
    const mark = card.querySelector(`.${className}`);
    mark.hidden = unit === null || unit === undefined;
    if (mark.hidden) continue;
    const at = squareAt(Math.floor(data.grid.indexOf(unit) / group), values.length);
    for (const side of ["left", "top", "width", "height"]) mark.style[side] = `${100 * at[side]}%`;
  }
}

// One unit's value as a level: a gate from empty to full, a signed one up or down from the middle.
function drawTank(card, role, value, was, largest) {
  const [fill, ghost] = card.querySelector(".tank").children;
  const share = (v) => Math.min(1, Math.abs(v) / largest);
  for (const [node, v] of [[fill, value], [ghost, was]]) {
    node.hidden = v === null;
    if (v === null) continue;
    const half = role.signed ? 50 : 100;
    node.style.height = `${half * share(v)}%`;
    node.style.bottom = role.signed ? (v < 0 ? `${50 - half * share(v)}%` : "50%") : "0";
    node.classList.toggle("below", role.signed && v < 0);
  }
  card.querySelector(".tank").classList.toggle("signed", role.signed);
}

// The legend of the card's colour, on the card; where the reading was changed, what it was without that.
function scale(card, role, largest, was) {
  const node = card.querySelector(".scale");
  const most = { cell_state: () => signed(largest, 1), hidden_state: () => (largest ? signed(largest, 1) : "1") }[card.dataset.field]?.();
  const [low, high] = most ? [`−${most}`, most] : [role.low, role.high];
  const named = `${low} ${high} ${role.colour} ${was}`;
  if (node.dataset.named === named) return;
  node.dataset.named = named;
  if (was !== null) {
    node.replaceChildren(element("b", { className: "was-value" }, `was ${signed(was)}`));
    return;
  }
  node.replaceChildren(element("span", {}, low), element("span", { className: role.signed ? "ramp signed" : "ramp" }), element("span", {}, high));
}
