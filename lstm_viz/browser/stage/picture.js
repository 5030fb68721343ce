// The cell as a picture: wires in SVG; boxes, cards and valves are HTML on top, so that they can be focused
// and their letters keep their size while the drawing scales.

import { SIGNS } from "./curve.js";
import { element, help, svg, symbol } from "../shared/dom.js";
import { buildCard, drawCard } from "./cards.js";
import { working } from "./formula.js";
import { CARDS, LAYOUTS, OPERATIONS } from "./layout.js";
import { move } from "./store.js";

const NARROW_BELOW = 560; // px
const SHORT_BELOW = 760; // px: what a card holds is said in one word
const PLAIN_FROM = 700; // px: where the story still has room for two

export const STAGES_HELP =
  "What the cell does at each step, in this order: it forgets, stores, updates its memory and gives its output. " +
  "Choose a stage to light it; choose it again to see the whole step.";

/**
 * @typedef {object} Drawing how a cell is drawn
 * @property {string} name
 * @property {string[][]} cards
 * @property {string[][]} operations
 * @property {typeof LAYOUTS} layouts
 * @property {Record<string, string>} labels for operations that are worked out, the line of `working`
 * @property {(store: any) => Record<string, string>} working
 * @property {(data: any, level: string) => { text: string, nodes?: (string | Node)[] }} madeOf
 */

/** @type {Drawing} */
const LSTM = {
  name: "lstm", cards: CARDS, operations: OPERATIONS, layouts: LAYOUTS, working, madeOf,
  labels: { keep: "kept", mix: "written", add: "sum", show: "hidden" },
};
const ABOUT =
  "What happens inside the LSTM at this step. The thick blue line is the memory, the cell state C; it has many slots, " +
  "called units, each with gates of its own. σ squeezes any number to 0…1, tanh to −1…1. In Story every number is the followed " +
  "unit's; in Units each square is one unit, always at the same place; in Formula the gates are worked out. Followed at " +
  "first is the unit that holds most of what an earlier word wrote, unless the link or the example names another.";

/**
 * @param {any} store
 * @param {string} [about] for the question mark
 * @param {(data: any) => Drawing} [drawingOf] how the cell of these data is drawn
 */
export function buildPicture(store, about = ABOUT, drawingOf = () => LSTM) {
  const picture = element("div", { className: "picture" });
  picture.drawingOf = drawingOf;
  const observer = new ResizeObserver(([entry]) => {
    picture.size = entry.contentRect;
    if (store.data) drawPicture(store, picture);
  });
  observer.observe(picture);
  store.parts.push(() => drawPicture(store, picture));
  return element(
    "section",
    { className: "panel cell", ariaLabel: "The cell" },
    element("h2", {}, "The cell ", element("span", { className: "at" }), " ", help(about)),
    picture,
  );
}

function arrange(store, picture, drawing, { width, height }) {
  const name = width < NARROW_BELOW ? "narrow" : "wide";
  const shape = `${drawing.name} ${name} ${width} ${height}`;
  if (picture.dataset.shape === shape) return;
  picture.dataset.shape = shape;
  picture.short = picture.clientWidth < SHORT_BELOW;
  picture.plain = picture.clientWidth >= PLAIN_FROM;
  // what the cards are measured in, and their letters, which must fit the width as well
  picture.style.setProperty("--q", `${height / 100}px`);
  picture.style.setProperty("--f", `${Math.min(height, width / 2.75) / 100}px`);
  const { places, wires } = drawing.layouts[name];
  if (picture.dataset.layout !== name || picture.dataset.cell !== drawing.name) {
    picture.dataset.layout = name;
    picture.dataset.cell = drawing.name;
    const joint = element("span", { className: "joint", title: "Brackets join the two lists of numbers end to end; they are not added." });
    joint.replaceChildren(element("span", { className: "plain-words" }, "joined"), element("span", { className: "symbols" }, symbol("[h_{t−1}"), ", ", symbol("x_t"), "]"));
    picture.replaceChildren(
      svg("svg", { "aria-hidden": "true" }),
      ...drawing.operations.map((operation) => at(buildOperation(store, drawing, operation), places[operation[0]])),
      ...drawing.cards.map((card) => at(buildCard(store, card), places[card[0]])),
      at(joint, places.joint),
      element("p", { className: "made-of" }),
      ...Object.keys(drawing.labels).map((op) => at(element("span", { className: `worked-out ${op}`, ariaHidden: "true" }), places[op])),
    );
  }
  const place = ([x, y]) => `${((x * width) / 1000).toFixed(1)},${((y * height) / 1000).toFixed(1)}`;
  const lines = picture.firstChild;
  lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
  lines.replaceChildren(
    svg("defs", {}, svg("marker", {
      id: "arrow", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 5, markerHeight: 5, orient: "auto",
    }, svg("path", { d: "M 0 0 L 10 5 L 0 10 z", class: "head" }))),
    ...wires.map(({ kind, stages, points }) => svg("polyline", {
      class: `wire ${kind}`, "data-stages": stages, points: points.map(place).join(" "),
      ...(kind.startsWith("arrow") ? { "marker-end": "url(#arrow)" } : {}),
    })),
  );
}

function at(node, [x, y]) {
  node.style.left = `${x / 10}%`;
  node.style.top = `${y / 10}%`;
  return node;
}

/** @param {any} store @param {Drawing} drawing @param {string[]} operation a row of its operations */
function buildOperation(store, drawing, operation) {
  const [name, kind, sign, title, stage, stages, line] = operation;
  const node = element("button", { type: "button", className: `box ${kind}`, ariaLabel: title }, sign);
  node.dataset.stages = stages;
  node.dataset.box = name;
  node.onclick = () => {
    const chosen = store.stage === stage ? null : stage;
    move(store, { stage: chosen, ...(kind === "layer" && chosen && drawing === LSTM ? { level: "formula" } : {}) });
  };
  node.onpointerenter = node.onfocus = () => explain(store, drawing, title, line);
  node.onpointerleave = node.onblur = () => explain(store, drawing);
  return node;
}

function drawPicture(store, picture) {
  const { data, t, stage, level, unit } = store;
  if (!picture.size?.width || !picture.size.height) return;
  const drawing = picture.drawingOf(data);
  arrange(store, picture, drawing, picture.size);
  picture.dataset.level = level;
  picture.parentElement.querySelector(".at").replaceChildren("at ", element("q", {}, data.tokens[t]), level === "units" ? "" : `, unit ${store.hovered ?? store.unit} of ${data.sizes.H}`);
  const narrow = picture.dataset.layout === "narrow";
  for (const card of picture.querySelectorAll(".card")) drawCard(store, card, { narrow, short: picture.short, plain: narrow || picture.plain });
  for (const node of picture.querySelectorAll("[data-stages]")) {
    const lit = stage === null || node.dataset.stages.split(" ").includes(stage.split(" ")[0]);
    node.classList.toggle("dim", !lit);
    node.classList.toggle("lit", stage !== null && lit);
  }
  const shown = store.hovered ?? unit;
  const work = drawing.working({ ...store, unit: shown });
  for (const [op, line] of Object.entries(drawing.labels)) {
    const text = level === "story" ? "" : work[line];
    const node = picture.querySelector(`.worked-out.${op}`);
    if (node.textContent !== text) node.textContent = text;
  }
  const note = picture.querySelector(".made-of");
  note.classList.toggle("terms-legend", level === "formula");
  const { text, nodes = [text] } = drawing.madeOf(data, level);
  if (note.dataset.named === text) return;
  note.dataset.named = text;
  note.replaceChildren(...nodes);
}

// What the layers read and how many numbers they have: the same at every step.
function madeOf(data, level) {
  const terms = Object.keys(SIGNS).filter((name) => name in data.arrays);
  const { H, E } = data.sizes;
  const peepholes = terms.includes("peephole_part") ? 3 * H : 0; // one number a unit of three gates
  const reads = data.reads ? `${data.reads} at this ${data.step_name}` : `this ${data.step_name}`;
  const same = `Every gate reads the same two things: the previous output and ${reads}`;
  const text = level === "story" || !E ? `${same}.`
    : `${same}, joined: ${H} + ${E} = ${H + E} numbers. 4 × ${H} × (${H + E} + 1)${peepholes ? ` + 3 × ${H}` : ""} = ${(4 * H * (H + E + 1) + peepholes).toLocaleString("en")} weights, the same at every ${data.step_name}.`;
  const bars = "In each gate the bars add up to z, and the dot stands at z on the curve: ";
  if (level !== "formula") return { text };
  return { text: `${bars}${text}`, nodes: [bars, ...terms.flatMap((name) => [element("i", { className: `swatch term-${name}` }), `${SIGNS[name]} `])] };
}

// The line under the sentence: a box's formula with the numbers of the chosen unit.
function explain(store, drawing, name, line) {
  store.pointing = line !== undefined;
  const readout = store.root.querySelector(".readout");
  if (line) readout.textContent = `${name}, unit ${store.unit}: ${drawing.working(store)[line]}`;
  else for (const part of store.parts) part(store);
}
