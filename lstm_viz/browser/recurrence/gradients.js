// Gradients through time: choose a word, and the words before it light up by how much its loss reaches them.

import { decode } from "../shared/arrays.js";
import { element, spread, svg } from "../shared/dom.js";

const GRAPH = { height: 300, left: 54, right: 132, top: 14, bottom: 44 };
const DECADES = 4; // a gradient 10⁻⁴ of the largest gets no colour any more

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= { root, quantity: "hidden" });
  if (store.data?.id === data.id) return;
  const names = ["hidden", "inputs", "cell", "belt", "best", "losses"];
  const networks = data.networks.map((n) => ({ ...n, ...Object.fromEntries(names.filter((k) => n[k]).map((k) => [k, decode(n[k])])) }));
  store.data = { ...data, networks };
  store.j = data.start;
  layGradients(store);
  drawGradients(store);
}

const value = (array, j, t) => array.values[j * array.shape[1] + t];

function layGradients(store) {
  const { data, root } = store;
  const T = data.tokens.length;
  const quantities = { hidden: "∂loss/∂h: the state", inputs: "∂loss/∂x: the word itself" };
  const choice = element("div", { className: "choice", role: "group", ariaLabel: "Gradient of the loss with respect to" },
    ...Object.entries(quantities).map(([name, label]) => {
      const b = element("button", { type: "button" }, label);
      b.dataset.quantity = name;
      b.onclick = () => {
        store.quantity = name;
        drawGradients(store);
      };
      return b;
    }));
  const rows = data.networks.map((network) => {
    const words = element("div", { className: "words-row", role: "group", ariaLabel: `Words as the ${network.name} read them` },
      ...data.tokens.map((token, t) => {
        const b = element("button", { type: "button", className: "word-chip", tabIndex: -1 }, element("span", { className: "glow" }), element("span", { className: "text" }, token));
        b.dataset.t = t;
        b.onpointerenter = b.onfocus = b.onclick = () => t > 0 && choose(store, t);
        return b;
      }));
    words.onkeydown = (event) => {
      const to = { ArrowLeft: store.j - 1, ArrowRight: store.j + 1, Home: 1, End: T - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(store, Math.max(1, Math.min(T - 1, to)));
      words.children[store.j].focus();
    };
    return element("div", { className: "network-row" },
      element("div", { className: "network-name" }, element("span", { className: "line-key", style: `--role: ${network.colour}; --dash: ${network.dash}` }), element("b", {}, network.name), element("span", { className: "loss" })),
      words);
  });
  const drawing = svg("svg", { role: "img", class: "gradient-plot" });
  new ResizeObserver(() => plotGradients(store)).observe(drawing);
  const table = element("table", {});
  const twin = element("details", {}, element("summary", {}, "The same as a table"), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table of the gradients" }, table));
  twin.ontoggle = () => drawGradients(store);
  store.nodes = { choice, rows, drawing, table, twin };
  root.replaceChildren(
    element("div", { className: "controls" }, choice),
    element("p", { className: "says", role: "status", ariaLive: "polite" }),
    ...rows,
    element("section", { className: "panel", ariaLabel: "Gradient by word, on a logarithmic scale" },
      element("h2", {}, "Size of the gradient at each word (logarithmic scale)"), drawing,
      element("p", { className: "small" }, "The thin lines are not gradients but the straight way along the memory: the product of the LSTM's forget gates (∏ f) or the GRU's update gates (∏ z), its mean over the units, and dotted that of the best unit. It starts at 1. Where it stays high, the gradient has a road back."),
      twin));
}

function choose(store, j) {
  if (store.j === j) return;
  store.j = j;
  drawGradients(store);
}

function drawGradients(store) {
  const { data, j, quantity, root, nodes } = store;
  for (const b of nodes.choice.children) b.ariaPressed = String(b.dataset.quantity === quantity);
  const largest = Math.max(...data.networks.flatMap((n) => Array.from({ length: j }, (_, t) => value(n[quantity], j, t))));
  data.networks.forEach((network, k) => {
    const row = nodes.rows[k];
    row.querySelector(".loss").textContent = `loss at this word ${brief(network.losses.values[j])}`;
    for (const chip of row.querySelectorAll(".word-chip")) {
      const t = Number(chip.dataset.t);
      const g = t < j ? value(network[quantity], j, t) : 0;
      const strength = g > 0 && largest > 0 ? Math.max(0, 1 + Math.log10(g / largest) / DECADES) : 0;
      chip.tabIndex = t === j ? 0 : -1;
      chip.classList.toggle("now", t === j);
      chip.classList.toggle("later", t > j);
      chip.querySelector(".glow").style.cssText = `background: ${network.colour}; opacity: ${(0.62 * strength).toFixed(3)}`;
      const told = t < j ? `${data.tokens[t]}: gradient ${brief(g)}` : data.tokens[t];
      chip.title = told;
      chip.ariaLabel = `${told}, ${network.name}`;
    }
  });
  const piece = data.asked ? "letter" : "word";
  const far = data.networks.map((n) => `${n.name} ${brief(value(n[quantity], j, 0))}`).join(", ");
  root.querySelector(".says").textContent =
    `The loss is that of ${data.asked ? `${data.asked} after ${j === 1 ? "one letter" : `${j} letters`}` : `guessing “${data.tokens[j]}”`}. ${j === 1 ? `One ${piece}` : `${j} ${piece}s`} back, at “${data.tokens[0]}”, its gradient is: ${far}. ` +
    "Point at another word, or use ← and →.";
  plotGradients(store);
  if (nodes.twin.open) fillTable(store);
}

function plotGradients({ data, j, quantity, nodes }) {
  const { height, left, right, top, bottom } = GRAPH;
  const width = Math.max(300, nodes.drawing.clientWidth || 900);
  const lines = data.networks.flatMap((n) => [
    { name: n.name, colour: n.colour, dash: n.dash, width: 2.8, at: (t) => value(n[quantity], j, t) },
    ...(quantity === "hidden" && n.cell ? [{ name: "LSTM, ∂loss/∂C", colour: n.colour, dash: "10 3 2 3", width: 2, at: (t) => value(n.cell, j, t) }] : []),
    ...(n.belt ? [{ name: `${n.name}, mean ∏ ${n.gate}`, colour: n.colour, dash: n.dash, width: 1, at: (t) => value(n.belt, j, t), thin: true }] : []),
    ...(n.best ? [{ name: `${n.name}, best ∏ ${n.gate}`, colour: n.colour, dash: "1 4", width: 1.6, at: (t) => value(n.best, j, t), thin: true }] : []),
  ]);
  const all = lines.flatMap((l) => Array.from({ length: j }, (_, t) => l.at(t))).filter((v) => v > 0);
  const high = Math.ceil(Math.log10(Math.max(...all)));
  const low = Math.max(high - 12, Math.floor(Math.log10(Math.min(...all))));
  const x = (t) => left + (j > 1 ? (t * (width - left - right)) / (j - 1) : (width - left - right) / 2);
  const y = (v) => top + ((high - Math.max(low, Math.log10(v > 0 ? v : 10 ** low))) * (height - top - bottom)) / Math.max(1, high - low);
  const every = Math.max(1, Math.ceil((high - low) / 6));
  const grid = [];
  for (let e = low; e <= high; e += every)
    grid.push(svg("g", { class: "grid" }, svg("line", { x1: left, x2: width - right, y1: y(10 ** e), y2: y(10 ** e) }),
      svg("text", { x: left - 8, y: y(10 ** e) + 4, "text-anchor": "end" }, brief(10 ** e))));
  const step = Math.ceil((j * 64) / (width - left - right));
  const words = data.tokens.slice(0, j).map((token, t) => (t % step ? "" : svg("text", { class: "tick", x: x(t), y: height - 22, "text-anchor": "middle" }, token.length > 8 ? `${token.slice(0, 7)}…` : token)));
  const ends = spread(lines.map((l) => y(l.at(j - 1))), 15, top + 6, height - bottom);
  const curves = lines.map((l, k) => svg("g", {},
    svg("polyline", { class: "curve", style: `--role: ${l.colour}; stroke-width: ${l.width}`, "stroke-dasharray": l.dash, points: Array.from({ length: j }, (_, t) => `${x(t)},${y(l.at(t))}`).join(" ") }),
    ...(j === 1 ? [svg("circle", { cx: x(0), cy: y(l.at(0)), r: 3, fill: l.colour })] : []),
    svg("text", { class: "curve-label", x: width - right + 10, y: ends[k] + 4 }, l.name)));
  nodes.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  nodes.drawing.setAttribute("aria-label", `Gradient of the loss at ${data.tokens[j]} at the ${j} words before it, for ${data.networks.map((n) => n.name).join(", ")}; the table below has the numbers.`);
  nodes.drawing.replaceChildren(...grid, ...words.filter(Boolean), svg("text", { class: "tick", x: (left + width - right) / 2, y: height - 4, "text-anchor": "middle" }, data.asked ? "letters before the question →" : `words before “${data.tokens[j]}” →`), ...curves);
}

function fillTable({ data, j, quantity, nodes }) {
  const cell = (tag, text, more = {}) => element(tag, more, text);
  nodes.table.replaceChildren(
    element("tr", {}, cell("th", "word", { scope: "col" }), ...data.networks.map((n) => cell("th", n.name, { scope: "col" }))),
    ...data.tokens.slice(0, j).map((token, t) => element("tr", {}, cell("th", token, { scope: "row" }), ...data.networks.map((n) => cell("td", brief(value(n[quantity], j, t)))))));
}

function brief(v) {
  if (v === 0) return "0";
  if (v >= 0.001 && v < 10000) return String(Number(v.toPrecision(2)));
  const [digits, exponent] = v.toExponential(1).split("e");
  const raised = { "-": "⁻", "+": "", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  const power = `10${[...exponent].map((c) => raised[c]).join("")}`;
  return digits === "1.0" ? power : `${digits}·${power}`;
}
