// Backpropagation step by step: the forward pass, then the blame from the last layer to the first.

import { element, signed, svg } from "../shared/dom.js";
import { stepButtons, stepByKey } from "../shared/player.js";
import { createStore, update, within } from "../shared/store.js";

const NET = { widest: 640, narrowest: 300, height: 262 };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= buildBackprop(root));
  if (store.data?.id === data.id) return;
  layNetwork(root, data, store);
  update(store, { data, at: store.at ?? data.start });
}

function buildBackprop(root) {
  const last = () => store.data.steps.length - 1;
  const store = createStore(root, { at: null, bounds: null }, () => (store.at = within(store.at, last())));
  const moves = {
    first: () => update(store, { at: 0 }),
    previous: () => update(store, { at: store.at - 1 }),
    next: () => update(store, { at: store.at + 1 }),
    last: () => update(store, { at: last() }),
  };
  const { back, on, bounds } = stepButtons(moves);
  store.bounds = bounds;
  const steps = element("div", { className: "backprop-steps", role: "group", ariaLabel: "Steps of backpropagation" });
  const drawing = svg("svg", { role: "img", class: "net" });
  new ResizeObserver(() => {
    if (!store.data) return;
    layNetwork(root, store.data, store);
    update(store);
  }).observe(drawing);
  root.append(
    element("div", { className: "controls" }, ...back, ...on, steps),
    element("p", { className: "says", role: "status", ariaLive: "polite" }),
    element("section", { className: "panel", ariaLabel: "The small network" }, drawing,
      element("p", { className: "small" }, "In the circles: a, what the unit puts out. Below them, once known: δ, its blame. Line width: size of the weight, dashed where it is negative."),
      element("p", { className: "now-formula" }), element("ul", { className: "worked-lines", tabIndex: 0, ariaLabel: "The step's numbers" })),
  );
  root.onkeydown = (event) => stepByKey(event, moves);
  store.parts.push(drawStep);
  return store;
}

function layNetwork(root, data, store) {
  const width = Math.max(NET.narrowest, Math.min(NET.widest, root.querySelector(".net").clientWidth || NET.widest));
  const { height } = NET;
  const L = data.activations.length;
  const at = (l, j) => [60 + (l * (width - 120)) / (L - 1), (height * (j + 0.5)) / data.activations[l].length - 12];
  const edges = data.weights.flatMap((W, l) => W.flatMap((weights, j) => weights.map((w, k) => {
    const [[x1, y1], [x2, y2]] = [at(l, k), at(l + 1, j)];
    const line = svg("line", { x1, y1, x2, y2, class: "edge", "stroke-width": 0.8 + 2 * Math.abs(w), ...(w < 0 ? { "stroke-dasharray": "6 4" } : {}) });
    line.dataset.layer = l + 1;
    const text = svg("text", { class: "edge-text", x: x1 + 0.3 * (x2 - x1), y: y1 + 0.3 * (y2 - y1) + 4, "text-anchor": "middle" }, signed(w, 1));
    text.dataset.layer = l + 1;
    return [line, text];
  }))).flat();
  const nodes = data.activations.flatMap((units, l) => units.map((a, j) => {
    const [x, y] = at(l, j);
    const g = svg("g", { class: "unit-node" }, svg("circle", { cx: x, cy: y, r: 23 }),
      svg("text", { x, y: y + 5, "text-anchor": "middle", class: "a" }, a),
      ...(l ? [svg("text", { x, y: y + 39, "text-anchor": "middle", class: "delta" }, `δ ${data.deltas[l - 1][j]}`)] : []));
    g.dataset.layer = l;
    return g;
  }));
  const names = data.activations.map((_, l) => svg("text", { class: "layer-name", x: at(l, 0)[0], y: height - 6, "text-anchor": "middle" }, l === 0 ? "input x" : l === L - 1 ? "output" : `layer ${l}`));
  root.querySelector(".net").replaceChildren(...edges.filter((e) => e.tagName === "line"), ...edges.filter((e) => e.tagName === "text"), ...nodes, ...names);
  root.querySelector(".net").setAttribute("viewBox", `0 0 ${width} ${height}`);
  const steps = root.querySelector(".backprop-steps");
  steps.replaceChildren(...data.steps.map((step, k) => {
    const b = element("button", { type: "button", onclick: () => update(store, { at: k }) }, step.title);
    return b;
  }));
}

function drawStep({ data, root, at, bounds }) {
  const step = data.steps[at];
  const done = (kind, layer) => data.steps.findIndex((s) => s.kind === kind && s.layer === layer) <= at;
  [...root.querySelectorAll(".backprop-steps button")].forEach((b, k) => (b.ariaPressed = String(k === at)));
  bounds(at === 0, at === data.steps.length - 1);
  for (const g of root.querySelectorAll(".unit-node")) {
    const layer = Number(g.dataset.layer);
    g.classList.toggle("known", layer === 0 || done("forward", layer));
    g.classList.toggle("blamed", layer > 0 && done("delta", layer));
    g.classList.toggle("now", step.layer === layer);
  }
  const feeding = { forward: step.layer, delta: step.layer + 1, gradient: null }[step.kind];
  for (const e of root.querySelectorAll(".edge, .edge-text")) {
    const lit = feeding === null || Number(e.dataset.layer) === feeding;
    e.classList.toggle("lit", lit);
  }
  root.querySelector(".says").textContent = step.says;
  root.querySelector(".now-formula").replaceChildren(superscripts(step.formula));
  root.querySelector(".worked-lines").replaceChildren(...step.lines.map((line) => element("li", {}, line)));
  root.querySelector(".net").setAttribute("aria-label", `${step.title}: ${step.lines.join("; ")}`);
}

// "δ^2 = ((W^{3})ᵀ·δ^3)": ^ and _ as raised and lowered signs.
function superscripts(text) {
  const host = element("span", { className: "formula" });
  for (const piece of text.split(/([\^_](?:\{[^}]*\}|\w+))/u)) {
    const tag = { "^": "sup", _: "sub" }[piece[0]];
    host.append(tag ? element(tag, {}, piece.slice(1).replace(/[{}]/g, "")) : piece);
  }
  return host;
}
