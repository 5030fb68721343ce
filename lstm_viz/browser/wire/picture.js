// One unit as a picture: wires in SVG, boxes, values and handles as HTML on top. A wire is as thick as its weight is
// large, and dashed where it is negative.

import { element, help, signed, svg, symbol } from "../shared/dom.js";
import { FIELDS, GATES, LIMIT, placeOf } from "./cell.js";
import { CODE } from "./goals.js";
import { buildHandle } from "./handle.js";
import { layoutOf } from "./layout.js";
import { setNumber, refuse } from "./store.js";

const NAMES = ["forget gate", "input gate", "candidate", "output gate"];
const WORDS = ["forget", "input", "candidate", "output"];
/** Handles of a gate: kind, place in the list, sign, what it is called. */
const HANDLES = /** @type {[string, number, string, string][]} */ ([
  ["h", 0, "h ×", "weight of h in the"], ["x", 1, "x ×", "weight of x in the"], ["b", 2, "+", "bias of the"],
]);
/** Values of the state: place, symbol, field, whether of the step before, what it is called. */
const STATES = /** @type {[string, string, string, number, string][]} */ ([
  ["C_prev", "C_{t−1}", "cell_state", 1, "memory before"], ["h_prev", "h_{t−1}", "hidden_state", 1, "output before"],
  ["C_t", "C_t", "cell_state", 0, "memory now"], ["h_t", "h_t", "hidden_state", 0, "output now"],
]);
const OPERATIONS = [["keep", "×", "op"], ["mix", "×", "op"], ["add", "+", "op"], ["squash", "tanh", "squash"], ["show", "×", "op"]];

/** @param {any} store */
export function buildPicture(store) {
  const drawing = svg("svg", { "aria-hidden": "true" });
  const handles = GATES.flatMap((letter, gate) => HANDLES.map(([kind, which, sign, called]) => {
    const place = placeOf(1, gate, 0, which);
    const handle = buildHandle({
      sign, kind, label: `${called} ${NAMES[gate]}`,
      change: (value) => setNumber(store, place, value), refuse: (sentence) => refuse(store, sentence),
    });
    return { ...handle, at: `${letter}-${kind}`, place };
  }));
  const layers = GATES.map((letter, gate) => at(`${letter}-layer`, element("span", { className: "box layer", ariaHidden: "true" }, gate === 2 ? "tanh" : "σ")));
  const operations = OPERATIONS.map(([name, sign, kind]) => at(name, element("span", { className: `box ${kind}`, ariaHidden: "true" }, sign)));
  const cards = GATES.map((letter, gate) => at(`${letter}-card`, card(store, letter, WORDS[gate], FIELDS[gate])));
  const states = STATES.map(([name, sign, field]) => at(name, element("span", { className: `card state ${field}`, style: `--role: ${store.roles[field].colour}` },
    element("span", { className: "label" }, symbol(sign)), element("span", { className: "number" }))));
  const x = at("x", element("span", { className: "card inputs", style: `--role: ${store.colours.input}` }, element("span", { className: "label" }, symbol("x_t")), element("span", { className: "number" })));
  const picture = element("div", { className: "picture" }, drawing, ...layers, ...operations, ...cards, ...states, x, ...handles.map(({ node, at: name }) => at(name, node)));
  const parts = { drawing, handles, cards, states, x, picture };
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (!width || width === picture.wide) return;
    picture.wide = width;
    arrange(picture, drawing, layoutOf(width));
    if (store.reading) drawPicture(store, parts);
  }).observe(picture);
  store.parts.push(() => store.H === 1 && drawPicture(store, parts));
  const head = element("div", { className: "cell-head" },
    element("h2", {}, "The cell ", element("span", { className: "at" }), " ", help(
      "All twelve numbers of an LSTM with one unit. On the wires stand the weights, h × and x ×; at the gates the biases, +. " +
        "A wire is as thick as its weight is large, and dashed where the weight is negative. Drag a number sideways, press ↑ or ↓ (with Shift in " +
        "small steps, Page Up and Page Down in large ones), or type it.")),
    element("p", { className: "worked" }));
  const section = element("section", { className: "panel cell", ariaLabel: "The cell" }, head, picture);
  store.parts.push(() => {
    section.hidden = store.H !== 1;
    section.querySelector(".at").textContent = `at step ${store.t + 1}: it reads ${store.sequence.signs[store.t]}`;
    if (store.H === 1) section.querySelector(".worked").replaceChildren(...workedOut(store));
  });
  return section;
}

function at(name, node) {
  node.dataset.at = name;
  return node;
}

function card(store, letter, word, field) {
  return element("span", { className: `card gate ${field}`, style: `--role: ${store.roles[field].colour}` },
    element("span", { className: "label" }, symbol(`${letter}_t`), " ", element("span", { className: "words" }, word)),
    element("span", { className: "number" }), element("span", { className: "level" }, element("i", {})));
}

function arrange(picture, drawing, { narrow, height, handle, places, wires }) {
  picture.classList.toggle("narrow", narrow);
  picture.style.height = `${height}px`;
  picture.style.setProperty("--handle", `${handle}px`);
  for (const node of picture.querySelectorAll("[data-at]")) {
    const [x, y] = places[node.dataset.at];
    Object.assign(node.style, { left: `${x}px`, top: `${y}px` });
  }
  picture.places = places;
  drawing.replaceChildren(
    svg("defs", {}, svg("marker", { id: "wire-head", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 5, markerHeight: 5, orient: "auto" },
      svg("path", { d: "M 0 0 L 10 5 L 0 10 z", class: "head" }))),
    ...wires.map(({ kind, points }) => svg("polyline", {
      class: `wire ${kind}`, points: points.map((p) => p.join(",")).join(" "), ...(kind.startsWith("arrow") ? { "marker-end": "url(#wire-head)" } : {}),
    })),
    // the part of a wire that a handle stands on, as thick as its weight
    ...GATES.flatMap((letter) => HANDLES.map(([kind]) => {
      const [to, from] = [places[`${letter}-layer`], places[`${letter}-${kind}`]];
      return svg("line", { class: `strength of-${kind}`, "data-of": `${letter}-${kind}`, x1: from[0], y1: from[1], x2: to[0] + (narrow || kind === "b" ? 0 : kind === "h" ? -10 : 10), y2: to[1] + (kind === "b" ? 0 : 10) });
    })),
  );
}

function drawPicture(store, { drawing, handles, cards, states, x, picture }) {
  const { net, t, reading, sequence } = store;
  if (!picture.places) return;
  for (const { draw, place, at: name } of handles) {
    draw(net[place]);
    const line = drawing.querySelector(`[data-of="${name}"]`);
    line.setAttribute("stroke-width", net[place] ? 1.5 + (8 * Math.abs(net[place])) / LIMIT : 0);
    line.setAttribute("stroke-dasharray", net[place] < 0 ? "5 3" : "none");
  }
  cards.forEach((node, gate) => {
    const value = reading.at(FIELDS[gate], 0, t, 0);
    node.querySelector(".number").textContent = gate === 2 ? signed(value) : shownGate(value);
    const fill = node.querySelector(".level i");
    fill.style.left = `${gate === 2 ? 50 + Math.min(0, 50 * value) : 0}%`;
    fill.style.width = `${gate === 2 ? 50 * Math.abs(value) : 100 * value}%`;
    fill.classList.toggle("below", value < 0);
  });
  states.forEach((node, k) => {
    const [, , field, before] = STATES[k];
    node.querySelector(".number").textContent = signed(reading.at(field, 0, t - before, 0));
  });
  const sign = sequence.signs[t];
  x.querySelector(".number").textContent = `${signed(CODE[sign], 0)}`;
}

/** A gate is never quite open or shut: as many digits as show it, 0.9997. @param {number} v */
export const shownGate = (v) => {
  const digits = [2, 3, 4].find((d) => Number(v.toFixed(d)) > 0 && Number(v.toFixed(d)) < 1);
  return digits ? v.toFixed(digits) : v > 0.5 ? "≈ 1" : "≈ 0";
};

// The memory worked out at this step: what the curves below are made of.
function workedOut({ reading, t }) {
  const of = (/** @type {string} */ name, step = t) => reading.at(name, 0, step, 0);
  const inBrackets = (/** @type {number} */ v) => (v < 0 ? `(${signed(v)})` : signed(v));
  return [
    symbol("C_t"), ` = f·C + i·C̃ = ${shownGate(of("forget_gate"))} × ${inBrackets(of("cell_state", t - 1))} + ${shownGate(of("input_gate"))} × ${inBrackets(of("candidate"))} = `,
    element("b", {}, signed(of("cell_state"))),
  ];
}
