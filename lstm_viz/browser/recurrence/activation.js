// σ, tanh and ReLU with their slopes: drag the point, and see what a chain of slopes leaves over.

import { decode } from "../shared/arrays.js";
import { element, formula, signed, svg } from "../shared/dom.js";

const PLOT = { width: 300, height: 190, left: 34, right: 8, top: 12, bottom: 26 };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  if (root.store) return;
  const functions = data.functions.map((f) => ({ ...f, f: decode(f.f).values, slope: decode(f.slope).values }));
  const z = decode(data.z).values;
  const store = (root.store = { root, functions, z, at: data.start, layers: data.layers, parts: [] });
  buildActivations(store);
  redraw(store);
}

function redraw(store) {
  for (const part of store.parts) part(store);
}

function buildActivations(store) {
  const { z, functions, root } = store;
  const slider = element("input", { type: "range", min: 0, max: z.length - 1, ariaLabel: "z, the pre-activation" });
  slider.oninput = () => {
    store.at = Number(slider.value);
    redraw(store);
  };
  const layers = element("input", { type: "range", min: 1, max: 50, ariaLabel: "Number of layers or steps" });
  layers.oninput = () => {
    store.layers = Number(layers.value);
    redraw(store);
  };
  const [zText, nText] = [element("output", {}), element("output", {})];
  store.parts.push(() => {
    slider.value = store.at;
    slider.setAttribute("aria-valuetext", `z = ${signed(z[store.at])}`);
    zText.textContent = `z = ${signed(z[store.at])}`;
    layers.value = store.layers;
    nText.textContent = `n = ${store.layers}`;
  });
  root.append(
    element("label", { className: "slide" }, "Drag a point, or this: ", slider, zText),
    element("div", { className: "functions" }, ...functions.map((f) => onePlot(store, f))),
    element("label", { className: "slide" }, "How many layers (or time steps) does the gradient cross? ", layers, nText),
    element("div", { className: "panel chain-panel", role: "region", ariaLabel: "Product of n slopes" }, chainPlot(store)),
  );
}

function onePlot(store, f) {
  const { z } = store;
  const { width, height, left, right, top, bottom } = PLOT;
  const [z0, z1] = [z[0], z[z.length - 1]];
  const [low, high] = [-1.15, f.name === "ReLU" ? z1 : 1.3];
  const x = (v) => left + ((v - z0) * (width - left - right)) / (z1 - z0);
  const y = (v) => top + ((high - v) * (height - top - bottom)) / (high - low);
  const line = (values, name) =>
    svg("polyline", { class: name, points: [...values].map((v, k) => [x(z[k]), y(v)].join(",")).join(" ") });
  const steepest = f.slope.indexOf(Math.max(...f.slope));
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  const ticks = [-1, 0, 1, ...(high > 2 ? [2, 3, 4] : [])].map((v) => svg("g", { class: "grid" },
    svg("line", { x1: left, x2: width - right, y1: y(v), y2: y(v) }), svg("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, signed(v, 0))));
  const zs = [-4, -2, 0, 2, 4].map((v) => svg("text", { class: "tick", x: x(v), y: height - 8, "text-anchor": "middle" }, signed(v, 0)));
  const mark = svg("g", { class: "steepest" },
    svg("circle", { cx: x(z[steepest]), cy: y(f.slope[steepest]), r: 4 }),
    svg("text", { x: x(z[steepest]) - 9, y: y(f.slope[steepest]) - 6, "text-anchor": "end" }, `steepest: ${f.steepest === 0.25 ? "¼" : f.steepest}`));
  const [stem, dot, slopeDot] = [svg("line", { class: "stem", y1: top, y2: height - bottom }), svg("circle", { class: "handle", r: 7 }), svg("circle", { class: "handle slope", r: 5 })];
  drawing.append(...ticks, ...zs, line(f.slope, "slope-line"), line(f.f, "f-line"), mark, stem, dot, slopeDot);
  const drag = (event) => {
    if (event.type === "pointermove" && !event.buttons) return;
    const box = drawing.getBoundingClientRect();
    const share = (((event.clientX - box.left) / box.width) * width - left) / (width - left - right);
    store.at = Math.max(0, Math.min(z.length - 1, Math.round(share * (z.length - 1))));
    redraw(store);
  };
  drawing.onpointerdown = (event) => {
    drawing.setPointerCapture(event.pointerId);
    drag(event);
  };
  drawing.onpointermove = drag;
  const text = element("p", { className: "worked" });
  store.parts.push(({ at }) => {
    const px = x(z[at]);
    stem.setAttribute("x1", px);
    stem.setAttribute("x2", px);
    for (const [node, v] of [[dot, f.f[at]], [slopeDot, f.slope[at]]]) {
      node.setAttribute("cx", px);
      node.setAttribute("cy", y(v));
    }
    text.replaceChildren(`${f.name}(${signed(z[at])}) = ${signed(f.f[at])}, slope ${signed(f.slope[at], 3)}`);
    drawing.setAttribute("aria-label", `${f.name} and its slope; at z = ${signed(z[at])} the value is ${signed(f.f[at])} and the slope ${signed(f.slope[at], 3)}`);
  });
  return element("section", { className: "panel", ariaLabel: f.name },
    element("h2", {}, f.name), drawing, text,
    element("p", { className: "small" }, formula(f.formula), element("br", {}), formula(f.slope_formula)),
    element("p", { className: "small keys" }, element("span", { className: "swatch f" }), "the function ", element("span", { className: "swatch s" }), "its slope (derivative)"));
}

// What is left of a gradient after n slopes: at this z, and at best.
function chainPlot(store) {
  const rows = store.functions.map((f) => {
    const [here, best] = [element("td", {}), element("td", {})];
    const [barHere, barBest] = [element("span", { className: "fill" }), element("span", { className: "fill best" })];
    store.parts.push(({ at, layers }) => {
      const [a, b] = [f.slope[at] ** layers, f.steepest ** layers];
      here.textContent = small(a);
      best.textContent = small(b);
      barHere.style.width = length(a);
      barBest.style.width = length(b);
    });
    return element("tr", {}, element("th", { scope: "row" }, f.name), here, element("td", { className: "bar-cell" }, element("span", { className: "track" }, barHere)), best,
      element("td", { className: "bar-cell" }, element("span", { className: "track" }, barBest)));
  });
  const head = ["", "slope at your z, n times", "", "largest slope, n times", ""].map((t) => element(t ? "th" : "td", t ? { scope: "col" } : {}, t));
  return element("div", {},
    element("h2", {}, "What is left of the gradient after n layers"),
    element("table", { className: "chain-table" }, element("tr", {}, ...head), ...rows),
    element("p", { className: "small" }, "Bars are on a logarithmic scale from 1 (full) down to 10⁻¹² (empty). The weights multiply the gradient too: they can make up for small slopes, or blow the gradient up."));
}

function length(v) {
  return `${v > 0 ? Math.max(0, 100 * (1 + Math.log10(v) / 12)) : 0}%`;
}

function small(v) {
  if (v === 0) return "0";
  if (v >= 0.001) return v.toPrecision(3).replace(/\.?0+$/, "");
  const exponent = Math.floor(Math.log10(v));
  const digits = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  return `${(v / 10 ** exponent).toFixed(1)} · 10${[...String(exponent)].map((c) => digits[c]).join("")}`;
}
