// The recurrent cell on its real vectors: two lists joined end to end, one matrix below them, one tanh.

import { row } from "../shared/arrays.js";
import { element, panel, shade, signed, symbol } from "../shared/dom.js";
import { bracket } from "../shared/rounding.js";
import { update } from "../shared/store.js";
import { before, move } from "../stage/store.js";

export const STAGES_HELP =
  "What the network does with each word: it lays its last state and the word end to end, computes the new state, and " +
  "scores what comes next. Choose a stage to light it; choose it again to see the whole step.";

export function buildNetwork(store) {
  const canvas = (name, label) => {
    const node = element("canvas", { className: name, height: 1, ariaHidden: "true" });
    node.dataset.label = label;
    return node;
  };
  const matrix = (name, letter) => {
    const node = canvas(name, letter);
    const block = element("div", { className: `block ${name}` }, node, element("span", { className: `letter ${letter}` }, letter));
    node.onpointermove = (event) => readWeight(store, letter, node, event);
    node.onpointerleave = () => say(store, null);
    node.onclick = (event) => move(store, { unit: Math.floor((event.offsetY / node.clientHeight) * node.height) });
    return block;
  };
  const part = (name, label) =>
    element("div", { className: `part ${name}` }, element("span", { className: "label" }), canvas(name, label));
  const state = element("canvas", { className: "state", width: 1, ariaHidden: "true" });
  state.onclick = (event) => move(store, { unit: Math.floor((event.offsetY / state.clientHeight) * state.height) });
  const picture = element(
    "div",
    { className: "weighing" },
    element("div", { className: "vector" }, part("h", "h"), part("x", "x")),
    element("div", { className: "tags" }, element("span", { className: "joined" })),
    element("div", { className: "matrix" }, matrix("W", "W"), matrix("U", "U"), element("span", { className: "row", ariaHidden: "true" })),
    element("div", { className: "squash" }, "tanh"),
    element("div", { className: "new" }, state, element("span", { className: "unit-mark", ariaHidden: "true" }, "◀")),
    element("div", { className: "out" }, element("span", { className: "letter V" }, "V"), element("span", { className: "softmax" }, "softmax")),
  );
  store.parts.push(drawNetwork);
  return panel(
    "cell",
    "The cell",
    "The long strip is everything the cell reads: its own last state and the word, end to end. Below it are the real " +
      "trained weights, one row for each unit, one column for each number above it. Orange and grey show the sign: " +
      "stronger colour is a larger value, grey is below zero.",
    element("span", { className: "at" }), picture, element("p", { className: "readout", ariaHidden: "true" }), addition(store),
  );
}

function drawNetwork(store) {
  const { data, t, unit, stage, root } = store;
  const find = (selector) => root.querySelector(selector);
  const { H, E } = data.sizes;
  find(".at").replaceChildren("at ", element("q", {}, data.tokens[t]));
  const h = before(data, "hidden_state", t);
  const x = row(data.arrays.inputs, t);
  const role = data.roles.hidden_state;
  const word = { colour: data.colours.input, signed: true };
  strip(find("canvas.h"), h, role, 1, data.colours.negative);
  strip(find("canvas.x"), x, word, data.largest.inputs, data.colours.negative);
  find(".part.h .label").replaceChildren(symbol("h_{t−1}"), ` its state before: ${H} numbers`);
  find(".part.x .label").replaceChildren(symbol("x_t"), " ", element("q", {}, data.tokens[t]), `: ${E} numbers`);
  find(".joined").replaceChildren("[", symbol("h_{t−1}"), ", ", symbol("x_t"), `]: ${H} + ${E} = ${H + E} numbers`);
  for (const node of root.querySelectorAll(".part.h, .block.W")) node.style.flex = H;
  for (const node of root.querySelectorAll(".part.x, .block.U")) node.style.flex = E;
  paintWeights(store);
  const state = find("canvas.state");
  column(state, row(data.arrays.hidden_state, t), role, data.colours.negative);
  const at = `${(100 * (unit + 0.5)) / H}%`;
  find(".row").style.top = at;
  find(".unit-mark").style.top = at;
  const lit = { Concatenate: ".vector, .tags", Hidden: ".matrix, .squash, .new", Output: ".out, .new" };
  const on = stage ? [...root.querySelectorAll(lit[stage])] : null;
  for (const node of find(".weighing").children) node.classList.toggle("dim", on !== null && !on.includes(node));
  const joining = stage === "Concatenate" ? `${t}` : "";
  const vector = find(".vector");
  if (vector.dataset.joining !== joining) {
    vector.dataset.joining = joining;
    vector.classList.remove("joining");
    vector.getBoundingClientRect(); // so that the movement starts anew
    vector.classList.toggle("joining", joining !== "");
  }
  say(store, null);
}

function strip(canvas, numbers, role, largest, negative) {
  canvas.width = numbers.length;
  const context = canvas.getContext("2d");
  for (let k = 0; k < numbers.length; k++) {
    [context.fillStyle, context.globalAlpha] = shade(role, numbers[k], largest, negative);
    context.fillRect(k, 0, 1, 1);
  }
}

function column(canvas, numbers, role, negative) {
  canvas.height = numbers.length;
  const context = canvas.getContext("2d");
  for (let k = 0; k < numbers.length; k++) {
    [context.fillStyle, context.globalAlpha] = shade(role, numbers[k], 1, negative);
    context.fillRect(0, k, 1, 1);
  }
}

// The weights do not change while the text is read: they are painted once for a model.
function paintWeights(store) {
  const { data, root } = store;
  const { H, E } = data.sizes;
  const first = root.querySelector("canvas.W");
  if (first.dataset.model === data.model && first.width === H) return;
  first.dataset.model = data.model;
  store.weights = Int8Array.from(atob(data.weights.base64), (c) => c.charCodeAt(0));
  for (const [name, from, n] of [["W", 0, H], ["U", H, E]]) {
    const canvas = root.querySelector(`canvas.${name}`);
    canvas.width = n;
    canvas.height = H;
    const role = { colour: data.colours[name], signed: true };
    const context = canvas.getContext("2d");
    for (let j = 0; j < H; j++)
      for (let k = 0; k < n; k++) {
        const value = store.weights[j * (H + E) + from + k] / 127;
        [context.fillStyle, context.globalAlpha] = shade(role, value, 1, data.colours.negative);
        context.fillRect(k, j, 1, 1);
      }
  }
}

function readWeight(store, letter, canvas, event) {
  const { data, t } = store;
  const { H, E } = data.sizes;
  const at = (offset, size, n) => Math.max(0, Math.min(n - 1, Math.floor((offset / size) * n)));
  const j = at(event.offsetY, canvas.clientHeight, H);
  const k = at(event.offsetX, canvas.clientWidth, canvas.width);
  const weight = (store.weights[j * (H + E) + (letter === "W" ? 0 : H) + k] / 127) * data.weights.largest;
  const value = letter === "W" ? before(data, "hidden_state", t)[k] : row(data.arrays.inputs, t)[k];
  const source = letter === "W" ? `unit ${k} of the old state` : `number ${k} of the word`;
  say(store, `${letter}: unit ${j} weighs ${source} (${signed(value)}) with about ${signed(weight)}.`);
}

function say(store, text) {
  const { data, t, unit } = store;
  const h = row(data.arrays.hidden_state, t)[unit];
  store.root.querySelector(".readout").textContent =
    text ?? `Unit ${unit} (the line and the triangle) now holds h = ${signed(h)}. Point at the weights to read them, click to follow another unit.`;
}

// Why not add? With the numbers of this step.
function addition(store) {
  const text = element("p", { className: "why" });
  const buttons = ["concatenate", "add"].map((way) => {
    const button = element("button", { type: "button" }, way === "add" ? "Why not add them?" : "Join end to end");
    button.dataset.way = way;
    button.onclick = () => update(store, { way });
    return button;
  });
  store.way = "concatenate";
  store.parts.push(() => {
    const { data, t, unit, way, root } = store;
    const { H, E } = data.sizes;
    for (const b of buttons) b.ariaPressed = String(b.dataset.way === way);
    root.querySelector(".vector").classList.toggle("adding", way === "add");
    const k = Math.min(unit, E - 1);
    const [a, b] = [before(data, "hidden_state", t)[k], row(data.arrays.inputs, t)[k]];
    const sum = Number(signed(a).replace("−", "-")) + Number(signed(b).replace("−", "-"));
    text.replaceChildren(
      ...(way === "add"
        ? [
            `Laid on top of each other they do not even fit: ${H} numbers against ${E}. Where they do, number ${k} would be `,
            `${bracket(signed(a))} + ${bracket(signed(b))} = ${signed(sum)}, and nothing could tell any more how much of it was memory and how much was `,
            element("q", {}, data.tokens[t]), ".",
          ]
        : ["Joined, every number keeps its own place and so its own weight: the columns under the left part are W, those under the right part U. Adding comes later: ",
            symbol("W·h_{t−1}"), " and ", symbol("U·x_t"), " are sums of ", element("b", {}, "weighted"), " numbers."]),
    );
  });
  return element("div", { className: "adding-box" }, element("div", { className: "choice", role: "group", ariaLabel: "Join or add" }, ...buttons), text);
}
