// The cell as a picture: wires in SVG; boxes and value strips are HTML on top, so that they can be
// focused and their letters keep their size while the drawing scales.

import { row } from "../shared/arrays.js";
import { element, panel, shade, signed, svg, symbol } from "../shared/dom.js";
import { working } from "./formula.js";
import { before, move } from "./store.js";

export const STAGES = ["Forget", "Store", "Update", "Output"];
export const STAGES_HELP =
  "What the cell does at each step, in this order: it forgets, stores, updates its memory and gives its output. " +
  "Choose a stage to light it; choose it again to see the whole step.";

// Places in per mille of the width and of the height; on a narrow screen the cards are smaller.
const PLACES = {
  wide: {
    ratio: 1.92, card: 132,
    belt: 150, top: 315, gates: 480, boxes: 730, rail: 880,
    C_prev: 85, f: 285, i: 430, C̃: 575, o: 720, join: 505, branch: 845, C_t: 930, h_t: 930,
    h_prev: 85, x: 85, xJoin: 190, squash: 300, show: 480, xRow: 880, hRow: 690,
  },
  narrow: {
    ratio: 0.82, card: 172,
    belt: 95, top: 255, gates: 430, boxes: 630, rail: 770,
    C_prev: 98, f: 240, i: 420, C̃: 600, o: 780, join: 510, branch: 905, C_t: 905, h_t: 905,
    h_prev: 98, x: 262, xJoin: 262, squash: 290, show: 430, xRow: 920, hRow: 770,
  },
};

export const FORMULAS = {
  Forget: ["f_t = σ(W_f·[h_{t−1}, x_t] + b_f)"],
  Store: ["i_t = σ(W_i·[h_{t−1}, x_t] + b_i)", "C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)"],
  Update: ["C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t"],
  Output: ["o_t = σ(W_o·[h_{t−1}, x_t] + b_o)", "h_t = o_t ∗ tanh(C_t)"],
};

// name, where its numbers are, its role, the stages that light it; the input is called after what a step reads
const CARDS = [
  ["C_prev", "C_{t−1}", "cell_state", "old memory", "Forget Update"],
  ["h_prev", "h_{t−1}", "hidden_state", "old output", "Forget Store Output"],
  ["x", "x_t", "inputs", "", "Forget Store Output"],
  ["f", "f_t", "forget_gate", "forget gate", "Forget Update"],
  ["i", "i_t", "input_gate", "input gate", "Store Update"],
  ["C̃", "C̃_t", "candidate", "candidate", "Store Update"],
  ["o", "o_t", "output_gate", "output gate", "Output"],
  ["C_t", "C_t", "cell_state", "new memory", "Update Output"],
  ["h_t", "h_t", "hidden_state", "new output", "Output"],
];

export function buildPicture(store) {
  const picture = element("div", { className: "picture" });
  const observer = new ResizeObserver(([entry]) => {
    const layout = entry.contentRect.width < 600 ? "narrow" : "wide";
    if (picture.dataset.layout === layout) return;
    picture.dataset.layout = layout;
    arrange(picture, store, PLACES[layout]);
    if (store.data) drawPicture(store);
  });
  observer.observe(picture);
  store.parts.push(drawPicture);
  const reader = element("p", { className: "readout", ariaHidden: "true" });
  const title = element("span", { className: "at" });
  return panel(
    "cell",
    "The cell",
    "What happens inside the LSTM at this step. The thick blue line is the memory. It has many slots, called " +
      "units; each strip shows one value for every unit, side by side: stronger colour is a larger value, grey is " +
      "below zero. σ squeezes any number to 0…1, tanh to −1…1. Point at a strip to read one unit, click to follow it.",
    title, picture, reader, legend(store),
  );
}

function arrange(picture, store, p) {
  picture.style.aspectRatio = p.ratio;
  const H = 1000 / p.ratio; // the height in the drawing's units; the width is 1000
  const y = (mille) => (mille * H) / 1000;
  const drawing = svg("svg", { viewBox: `0 0 1000 ${H}`, "aria-hidden": "true" });
  drawing.append(
    svg("defs", {}, svg("marker", {
      id: "arrow", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 5, markerHeight: 5, orient: "auto",
    }, svg("path", { d: "M 0 0 L 10 5 L 0 10 z", class: "head" }))),
    svg("rect", { class: "body", x: (p.f + p.C_prev) / 2 - 20, y: y(p.belt) - 48, rx: 22,
      width: p.branch + 45 - (p.f + p.C_prev) / 2 - (p.ratio < 1 ? 60 : 10), height: y(p.rail + 45) - y(p.belt) + 48 }),
  );
  const wire = (kind, stages, ...points) =>
    drawing.append(svg("polyline", {
      class: `wire ${kind}`, "data-stages": stages, points: points.map(([a, b]) => `${a},${y(b)}`).join(" "),
      ...(kind === "arrow" ? { "marker-end": "url(#arrow)" } : {}),
    }));
  // the conveyor belt
  wire("belt", "Forget Update", [p.C_prev, p.belt], [p.f, p.belt]);
  wire("belt", "Update", [p.f, p.belt], [p.join, p.belt]);
  wire("belt", "Update", [p.join, p.belt], [p.branch, p.belt], ...(p.ratio < 1 ? [] : [[p.C_t - p.card / 2, p.belt]]));
  // what all four layers read
  wire("", "Forget Store Output", [p.h_prev, p.hRow], [p.h_prev, p.rail], [p.xJoin, p.rail]);
  wire("", "Forget Store Output", [p.x, p.xRow], [p.x, p.rail], [p.xJoin, p.rail]);
  for (const [gate, stage, from] of [["f", "Forget", "xJoin"], ["i", "Store", "f"], ["C̃", "Store", "i"], ["o", "Output", "C̃"]]) {
    const later = { f: "Forget Store Output", i: "Store Output", C̃: "Store Output", o: "Output" }[gate];
    wire("", later, [p[from], p.rail], [p[gate], p.rail]);
    wire("arrow", stage, [p[gate], p.rail], [p[gate], p.boxes + 45]);
    wire("", stage, [p[gate], p.boxes], [p[gate], p.gates]);
  }
  // from the gates to the belt
  wire("arrow", "Forget Update", [p.f, p.gates], [p.f, p.belt + 45]);
  wire("arrow", "Store Update", [p.i, p.gates], [p.i, p.top], [p.join - 22, p.top]);
  wire("arrow", "Store Update", [p["C̃"], p.gates], [p["C̃"], p.top], [p.join + 22, p.top]);
  wire("arrow", "Update", [p.join, p.top], [p.join, p.belt + 45]);
  wire("", "Output", [p.branch, p.belt], [p.branch, p.show]);
  wire("arrow", "Output", [p.o, p.gates], [p.branch - 22, p.show]);
  wire("arrow", "Output", [p.branch, p.show], [p.branch, p.hRow], ...(p.ratio < 1 ? [] : [[p.h_t - p.card / 2, p.hRow]]));

  const at = (node, x, yy) => {
    node.style.left = `${x / 10}%`;
    node.style.top = `${yy / 10}%`;
    return node;
  };
  // stage: what a click lights; stages: what lights the box; line: which of its equations it shows
  const box = (kind, text, name, stage, stages, line, x, yy) => {
    const node = element("button", { type: "button", className: `box ${kind}`, ariaLabel: name }, text);
    node.dataset.stages = stages;
    node.onclick = () => move(store, { stage: store.stage === stage ? null : stage });
    node.onpointerenter = node.onfocus = () => explain(store, name, line);
    node.onpointerleave = node.onblur = () => explain(store);
    return at(node, x, yy);
  };
  const boxes = [
    box("layer", "σ", "The layer for f", "Forget", "Forget", "forget", p.f, p.boxes),
    box("layer", "σ", "The layer for i", "Store", "Store", "input", p.i, p.boxes),
    box("layer", "tanh", "The layer for C̃", "Store", "Store", "candidate", p["C̃"], p.boxes),
    box("layer", "σ", "The layer for o", "Output", "Output", "output", p.o, p.boxes),
    box("op", "×", "Old memory × f", "Forget", "Forget Update", "kept", p.f, p.belt),
    box("op", "×", "i × C̃", "Store", "Store Update", "written", p.join, p.top),
    box("op", "+", "Kept + written", "Update", "Update", "cell", p.join, p.belt),
    box("squash", "tanh", "tanh of the memory", "Output", "Output", "squashed", p.branch, p.squash),
    box("op", "×", "o × tanh of the memory", "Output", "Output", "hidden", p.branch, p.show),
  ];
  const centre = {
    C_prev: [p.C_prev, p.belt], h_prev: [p.h_prev, p.hRow], x: [p.x, p.xRow], C_t: [p.C_t, p.belt],
    h_t: [p.h_t, p.hRow], f: [p.f, p.gates], i: [p.i, p.gates], C̃: [p["C̃"], p.gates], o: [p.o, p.gates],
  };
  const cards = CARDS.map(([name, sign, field, words, stages]) => {
    const canvas = element("canvas", { height: 1 });
    const node = element(
      "div",
      { className: `card ${field}`, style: `width: ${p.card / 10}%` },
      element("span", { className: "label" }, symbol(sign), element("span", { className: "words" }, ` ${words}`)),
      element("span", { className: "strip" }, canvas, element("span", { className: "marker" })),
      element("span", { className: "number" }),
    );
    node.dataset.stages = stages;
    node.dataset.card = name;
    canvas.onpointermove = (event) => readUnit(store, name, sign, field, canvas, event);
    node.onpointerenter = canvas.onpointerleave = () => readCard(store, name, sign, field);
    node.onpointerleave = () => explain(store);
    canvas.onclick = (event) => {
      if (field !== "inputs") move(store, { unit: unitAt(store, field, canvas, event) });
    };
    return at(node, ...centre[name]);
  });
  const joint = at(element("span", { className: "joint" }, "["), p.xJoin, p.rail);
  joint.replaceChildren(symbol("[h_{t−1}"), ", ", symbol("x_t"), "]");
  joint.title = "Brackets join the two lists of numbers end to end; they are not added.";
  picture.replaceChildren(drawing, ...boxes, ...cards, joint);
}

function values(data, name, field, t) {
  return name.endsWith("prev") ? before(data, field, t) : row(data.arrays[field], t);
}

function drawPicture(store) {
  const { data, t, stage, unit, root } = store;
  root.querySelector(".at").replaceChildren("at ", element("q", {}, data.tokens[t]));
  for (const card of root.querySelectorAll(".card")) {
    const name = card.dataset.card;
    const field = CARDS.find(([other]) => other === name)[2];
    const role = data.roles[field] ?? { colour: data.colours.input, signed: true };
    const numbers = values(data, name, field, t);
    if (name === "x") card.querySelector(".words").textContent = ` this ${data.step_name}`;
    const order = field === "inputs" ? null : data.order;
    paint(card.querySelector("canvas"), numbers, order, role, data.largest[field] ?? 1, data.colours.negative);
    const marker = card.querySelector(".marker");
    marker.hidden = field === "inputs";
    marker.style.left = `${(100 * (data.order.indexOf(unit) + 0.5)) / data.order.length}%`;
    card.style.setProperty("--role", role.colour);
    card.querySelector(".number").textContent = field === "inputs" ? data.tokens[t] : signed(numbers[unit]);
  }
  for (const node of root.querySelectorAll(".picture [data-stages]")) {
    const lit = stage === null || node.dataset.stages.split(" ").includes(stage);
    node.classList.toggle("dim", !lit);
    node.classList.toggle("lit", stage !== null && lit);
  }
  if (!store.pointing) explain(store);
}

// One pixel a unit; CSS stretches it.
function paint(canvas, numbers, order, role, largest, negative) {
  const n = numbers.length;
  if (canvas.width !== n) canvas.width = n;
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, n, 1);
  for (let k = 0; k < n; k++) {
    [context.fillStyle, context.globalAlpha] = shade(role, numbers[order ? order[k] : k], largest, negative);
    context.fillRect(k, 0, 1, 1);
  }
}

function unitAt(store, field, canvas, event) {
  const n = canvas.width;
  const k = Math.max(0, Math.min(n - 1, Math.floor((event.offsetX / canvas.clientWidth) * n)));
  return field === "inputs" ? k : store.data.order[k];
}

function readUnit(store, name, sign, field, canvas, event) {
  const k = unitAt(store, field, canvas, event);
  const value = values(store.data, name, field, store.t)[k];
  store.pointing = true;
  const what = field === "inputs" ? "number" : "unit";
  store.root.querySelector(".readout").replaceChildren(`${what} ${k}: `, symbol(sign), ` = ${signed(value, 3)}`);
}

// What stands on a whole card: the chosen unit, and the mean over the layer.
function readCard(store, name, sign, field) {
  const numbers = values(store.data, name, field, store.t);
  const mean = numbers.reduce((sum, v) => sum + v, 0) / numbers.length;
  const [length, unit] = [numbers.length, store.unit];
  store.pointing = true;
  const one = field === "inputs" ? `${length} numbers` : `${signed(numbers[unit])} in unit ${unit}; ${length} units`;
  store.root.querySelector(".readout").replaceChildren(symbol(sign), `: ${one}, on average ${signed(mean)}.`);
}

// The line under the picture: a box's formula with the numbers of the chosen unit.
function explain(store, name, line) {
  store.pointing = line !== undefined;
  const { unit, data, t } = store;
  const C = row(data.arrays.cell_state, t)[unit];
  store.root.querySelector(".readout").textContent = line
    ? `${name}, unit ${unit}: ${working(store)[line]}`
    : `▲ marks unit ${unit}, one of the memory's ${data.sizes.H} slots: it holds C = ${signed(C)}. ` +
      "Point at a strip or a box to read more.";
}

function legend(store) {
  const host = element("div", { className: "legend" });
  store.parts.push(({ data }) => {
    if (host.dataset.id === data.id) return;
    host.dataset.id = data.id;
    host.replaceChildren(
      ...Object.entries(data.roles).map(([field, role]) => {
        // only C has no fixed bounds: its full colour depends on the text
        const most = field === "cell_state" && signed(data.largest.cell_state, 1);
        const [low, high] = most ? [`≤ −${most}`, `≥ ${most}`] : [role.low, role.high];
        const from = role.signed ? `${data.colours.negative}, transparent` : "transparent";
        return element(
          "span",
          { className: "key" },
          symbol(role.symbol), ` ${role.name} `,
          element("small", {}, low),
          element("span", { className: "ramp", style: `background: linear-gradient(90deg, ${from}, ${role.colour})` }),
          element("small", {}, high),
        );
      }),
    );
  });
  return host;
}
