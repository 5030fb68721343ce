// One held-out sequence, always the same: what goes in, what comes out against what is right, and the gates.

import { element, help, svg, symbol } from "../shared/dom.js";
import { percent } from "./curves.js";
import { frameShown, networksAt, redraw } from "./store.js";
import { paintRows } from "./paint.js";

const PLOT = 84; // px high

/** @param {any} store */
export function buildSequence(store) {
  const sides = element("div", { className: "sides" });
  store.parts.push(() => {
    const { names, running } = store;
    const shape = `${names} ${JSON.stringify(running)}`;
    if (sides.dataset.shape !== shape) {
      sides.dataset.shape = shape;
      sides.replaceChildren(...names.map((_, k) => buildSide(store, k)));
    }
    const frame = frameShown(store);
    networksAt(store, frame).forEach((network, k) => drawSide(store, network, sides.children[k], k));
  });
  return element(
    "section",
    { className: "panel one-sequence", ariaLabel: "One sequence it never learns from" },
    element("h2", {}, "One sequence it never learns from ", help(
      "Always the same held-out sequence, read by the network of this moment: one column a step. Above, what it says and what is right; below, one row a " +
        "memory unit. Gates: the stronger the colour, the more open. C and h: colour is positive, grey negative.")),
    sides,
  );
}

function buildSide(store, k) {
  const { task, running, names } = store;
  const cell = k && running.against.startsWith("cell=") ? running.against.slice(5) : running.cell;
  const roles = store.data.roles[cell];
  const strip = (name, node) => [element("span", { className: "strip-name" }, ...name), node];
  const signs = svg("svg", { class: "signs", height: 18, "aria-hidden": "true" });
  const output = task.loss === "softmax"
    ? element("div", { className: "answers", style: `--rows:${task.O}` }, element("canvas", { className: "rows" }), element("span", { className: "frames" }))
    : svg("svg", { class: "against-target", height: PLOT });
  output.setAttribute("role", "img");
  const side = element(
    "div",
    { className: "side-of" },
    names.length > 1 ? element("h3", {}, names[k]) : "",
    element(
      "div",
      { className: "strips" },
      ...strip(["reads"], signs),
      ...strip(task.loss === "softmax" ? answersNamed(task) : ["says ", element("small", {}, "● right")], output),
      ...roles.flatMap(({ field, name, symbol: sign, colour }) => {
        const canvas = element("canvas", { className: "rows", role: "img", ariaLabel: `${name}, one row a unit, one column a step` });
        canvas.dataset.field = field;
        return strip([symbol(sign), " ", element("small", {}, name), element("i", { className: "dot", style: `background:${colour}` })], canvas);
      }),
    ),
    element("p", { className: "says-now" }),
  );
  // known before it is drawn: to ask for it then would lay out the page once more
  new ResizeObserver(([entry]) => {
    side.dataset.width = String(entry.contentRect.width);
    redraw(store);
  }).observe(signs);
  return side;
}

function answersNamed(task) {
  return task.O <= 6 ? [element("span", { className: "answer-names" }, ...task.answers.map((a) => element("i", {}, a)))] : ["says ", element("small", {}, "□ right")];
}

function drawSide(store, network, side, k) {
  const { task, shown, data } = store;
  const { T } = shown;
  const trace = network.trace(shown.inputs);
  const outputs = Array.from({ length: T }, (_, t) => network.outputAt(trace, t)); // T × (O)
  const signs = side.querySelector(".signs");
  const width = Number(side.dataset.width) || 300;
  drawSigns(store, signs, width);
  for (const canvas of side.querySelectorAll("canvas[data-field]")) {
    const role = data.roles[network.cell].find(({ field }) => field === canvas.dataset.field);
    const values = trace.arrays[role.field];
    const most = role.field === "cell_state" ? Math.max(1, ...values.map(Math.abs)) : 1;
    paintRows(canvas, values, T, role, most, data.negative);
  }
  const says = task.loss === "softmax" ? drawAnswers(store, side, outputs) : drawNumbers(store, side, outputs, width, k);
  const line = side.querySelector(":scope > .says-now");
  if (line.textContent !== says) line.textContent = says;
}

function drawSigns({ task, shown }, node, width) {
  const named = `${width} ${task.says} ${shown.inputs[0]}`;
  if (node.dataset.named === named) return;
  node.dataset.named = named;
  const { T } = shown;
  const labels = Array.from({ length: T }, (_, t) => task.label(shown.inputs.subarray(t * task.E, (t + 1) * task.E)));
  const step = Math.ceil((7.5 * Math.max(...labels.map((label) => label.length)) + 2) / (width / T));
  const marked = labels.map((label, t) => (label.includes("★") ? t : -1)).filter((t) => t >= 0);
  const place = (t) => ((t + 0.5) * width) / T;
  node.setAttribute("viewBox", `0 0 ${width} 18`);
  node.replaceChildren(
    ...labels.flatMap((label, t) => {
      const crowded = marked.length ? step > 1 && !marked.includes(t) : t % step !== 0;
      return crowded ? [] : [svg("text", { x: Math.max(4 * label.length, Math.min(width - 4 * label.length, place(t))), y: 13, "text-anchor": "middle" }, label)];
    }),
  );
}

/** Probabilities of all answers, a row each; a frame where the right one stands. */
function drawAnswers({ task, shown, data }, side, outputs) {
  const { T, targets } = shown;
  const p = outputs.map(softmaxOf);
  const flat = Float32Array.from(p.flatMap((row) => [...row]));
  const box = side.querySelector(".answers");
  paintRows(box.querySelector("canvas"), flat, T, data.said, 1, data.negative);
  const asked = [...targets.keys()].filter((t) => targets[t] >= 0);
  const right = box.querySelector(".frames");
  const named = `${[...targets]}`;
  if (right.dataset.named !== named) {
    right.dataset.named = named;
    right.replaceChildren(...asked.map((t) => element("i", { style: `left:${(100 * t) / T}%; width:${100 / T}%; top:${(100 * targets[t]) / task.O}%; height:${100 / task.O}%` })));
  }
  const best = (row) => row.indexOf(Math.max(...row));
  const hits = asked.filter((t) => best(p[t]) === targets[t]).length;
  const t = asked.at(-1);
  const said = best(p[t]);
  const end = `At the end it says ${task.answers[said]} with ${percent(p[t][said])}; right is ${task.answers[targets[t]]}.`;
  const text = asked.length > 1 ? `${hits} of ${asked.length} steps are right. ${end}` : end;
  box.setAttribute("aria-label", text);
  return text;
}

const softmaxOf = (scores) => {
  const most = Math.max(...scores);
  const e = scores.map((s) => Math.exp(s - most));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => v / sum);
};

/** Numbers: what it says as a line, what is right as dots. */
function drawNumbers({ task, shown }, side, outputs, width, k) {
  const { T, targets } = shown;
  const drawing = side.querySelector(".against-target");
  const said = outputs.map(([y]) => y);
  const asked = [...targets.keys()].filter((t) => !Number.isNaN(targets[t]));
  const right = asked.map((t) => targets[t]);
  const [low, high] = [Math.min(0, ...right), Math.max(1, ...right)];
  const room = 0.25 * (high - low);
  const y = (v) => 6 + (1 - (Math.max(low - room, Math.min(high + room, v)) - low + room) / (high - low + 2 * room)) * (PLOT - 12);
  const x = (t) => ((t + 0.5) * width) / T;
  drawing.setAttribute("viewBox", `0 0 ${width} ${PLOT}`);
  const finite = said.every(Number.isFinite);
  drawing.replaceChildren(
    svg("line", { x1: 0, x2: width, y1: y(0), y2: y(0), class: "grid-line" }),
    ...asked.map((t) => svg("circle", { cx: x(t), cy: y(targets[t]), r: Math.min(4.5, Math.max(2, width / T / 4)), class: "target" })),
    finite ? svg("polyline", { points: said.map((v, t) => `${x(t).toFixed(1)},${y(v).toFixed(1)}`).join(" "), class: `curve-line run-${k}` }) : "",
  );
  const hits = asked.filter((t) => Math.abs(said[t] - targets[t]) < task.near).length;
  const t = asked.at(-1);
  const end = `At the end it says ${task.show(said[t])}; right is ${task.show(targets[t])}.`;
  const text = asked.length > 1 ? `${hits} of ${asked.length} steps are right. ${end}` : end;
  drawing.setAttribute("aria-label", text);
  return text;
}
