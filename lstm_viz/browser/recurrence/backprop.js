// Backpropagation step by step: the forward pass, then the blame from the last layer to the first.

import { element, icon, signed, svg } from "../shared/dom.js";

const NET = { widest: 640, narrowest: 300, height: 262 };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= buildBackprop(root));
  if (store.data?.id === data.id) return;
  store.data = data;
  store.at ??= data.start;
  layNetwork(store);
}

function buildBackprop(root) {
  const store = { root };
  const button = (name, label, sign, move) =>
    element("button", { type: "button", className: name, ariaLabel: label, title: label, onclick: () => show(store, move(store.at)) }, sign);
  const steps = element("div", { className: "backprop-steps", role: "group", ariaLabel: "Steps of backpropagation" });
  const drawing = svg("svg", { role: "img", class: "net" });
  new ResizeObserver(() => store.data && layNetwork(store)).observe(drawing);
  root.append(
    element("div", { className: "controls" },
      button("first", "First step", icon("M3 2h2v12H3zM14 2v12L6 8z"), () => 0),
      button("previous", "Previous step", icon("M12 2v12L3 8z"), (at) => at - 1),
      button("next-step", "Next step", icon("M4 2v12l9-6z"), (at) => at + 1),
      button("last", "Last step", icon("M11 2h2v12h-2zM2 2v12l8-6z"), () => Infinity),
      steps),
    element("p", { className: "says", role: "status", ariaLive: "polite" }),
    element("section", { className: "panel", ariaLabel: "The small network" }, drawing,
      element("p", { className: "small" }, "In the circles: a, what the unit puts out. Below them, once known: δ, its blame. Line width: size of the weight, dashed where it is negative."),
      element("p", { className: "now-formula" }), element("ul", { className: "worked-lines", tabIndex: 0, ariaLabel: "The step's numbers" })),
  );
  root.onkeydown = (event) => {
    const moves = { ArrowLeft: store.at - 1, ArrowRight: store.at + 1, Home: 0, End: Infinity };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in moves)) return;
    event.preventDefault();
    show(store, moves[event.key]);
  };
  return store;
}

function layNetwork(store) {
  const { data, root } = store;
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
    const b = element("button", { type: "button", onclick: () => show(store, k) }, step.title);
    return b;
  }));
  show(store, store.at);
}

function show(store, wanted) {
  const { data, root } = store;
  const at = (store.at = Math.max(0, Math.min(data.steps.length - 1, wanted)));
  const step = data.steps[at];
  const done = (kind, layer) => data.steps.findIndex((s) => s.kind === kind && s.layer === layer) <= at;
  [...root.querySelectorAll(".backprop-steps button")].forEach((b, k) => (b.ariaPressed = String(k === at)));
  root.querySelector(".first").disabled = root.querySelector(".previous").disabled = at === 0;
  root.querySelector(".next-step").disabled = root.querySelector(".last").disabled = at === data.steps.length - 1;
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
