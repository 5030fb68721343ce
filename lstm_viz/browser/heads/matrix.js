// The chosen head as a map: rows ask, columns are asked.

import { row } from "../shared/arrays.js";
import { element, panel } from "../shared/dom.js";
import { update } from "../shared/store.js";

const COLUMN_ROOM = 10; // characters that stand upright over a column

export function buildMatrix(store) {
  const canvas = element("canvas", { role: "img" });
  const left = element("div", { className: "row-names", ariaHidden: "true" });
  const top = element("div", { className: "column-names", ariaHidden: "true" });
  const frame = element("div", { className: "row-frame" });
  const spot = element("div", { className: "spot" });
  const grid = element("div", { className: "grid-map" }, top, left, element("div", { className: "field" }, canvas, frame, spot));
  const legend = element("p", { className: "map-legend" });
  canvas.onclick = (event) => {
    const box = canvas.getBoundingClientRect();
    const T = store.data.tokens.length;
    const at = (offset, size) => Math.max(0, Math.min(T - 1, Math.floor((offset / size) * T)));
    store.player.stop();
    update(store, { t: at(event.clientY - box.top, box.height), k: at(event.clientX - box.left, box.width) });
  };
  store.parts.push(() => drawMatrix(store, { canvas, left, top, frame, spot, legend }));
  return panel(
    "matrix",
    "Who looks at whom",
    "Each row is an asking word, each column a word that it may look at. The frame is the row of the current word. " +
      "The stage decides what is drawn: scores before softmax, shares after it.",
    grid, legend,
  );
}

const short = (token, longest) => (token.length > longest ? `${token.slice(0, longest - 1)}…` : token);

// What is drawn at this stage: [T × T numbers, largest size, whether the later words are closed].
function shown(store) {
  const { data, stage, head } = store;
  const early = stage === "Compare" || stage === "Scale" || stage === "Mask";
  const values = row(data.arrays[early ? "products" : "weights"], head);
  const largest = early ? Math.max(1e-6, ...values.map(Math.abs)) : 1;
  return [values, largest, stage !== "Compare" && stage !== "Scale"];
}

export function paint(canvas, values, T, largest, closed, colours) {
  const cell = Math.max(1, Math.floor(640 / T));
  canvas.width = canvas.height = cell * T;
  const context = canvas.getContext("2d");
  const lines = getComputedStyle(canvas).color;
  for (let t = 0; t < T; t++) {
    for (let k = 0; k < T; k++) {
      if (closed && k > t) {
        context.globalAlpha = 0.25;
        context.strokeStyle = lines;
        context.beginPath();
        context.moveTo(k * cell, (t + 1) * cell);
        context.lineTo((k + 1) * cell, t * cell);
        context.stroke();
        continue;
      }
      const value = values[t * T + k];
      context.globalAlpha = Math.min(1, Math.abs(value) / largest);
      context.fillStyle = value < 0 ? colours.negative : colours.attention;
      context.fillRect(k * cell, t * cell, cell, cell);
    }
  }
}

function drawMatrix(store, { canvas, left, top, frame, spot, legend }) {
  const { data, t, k, head, stage } = store;
  const T = data.tokens.length;
  const [values, largest, closed] = shown(store);
  paint(canvas, values, T, largest, closed, data.colours);
  canvas.setAttribute("aria-label", `${data.heads[head].name}, ${T} by ${T} words; the list “row by row” has the numbers.`);
  const every = Math.ceil(T / 32);
  for (const [host, now] of [[left, t], [top, k]]) {
    if (host.dataset.id !== data.id) {
      host.dataset.id = data.id;
      const longest = host === top ? COLUMN_ROOM : Infinity;
      host.replaceChildren(...data.tokens.map((token, n) => element("span", {}, n % every ? "" : short(token, longest))));
    }
    [...host.children].forEach((name, n) => name.classList.toggle("now", n === now));
  }
  frame.style.top = `${(100 * t) / T}%`;
  frame.style.height = `${100 / T}%`;
  spot.style.cssText = `left:${(100 * k) / T}%; top:${(100 * t) / T}%; width:${100 / T}%; height:${100 / T}%`;
  const scale = stage === "Compare" ? largest : largest / Math.sqrt(data.d);
  const early = largest !== 1;
  const [low, high] = early ? [`−${scale.toFixed(1)}`, scale.toFixed(1)] : ["0 %", "100 %"];
  legend.replaceChildren(
    element("span", {}, { Compare: "q·k", Scale: "q·k / √d", Mask: "scores" }[stage] ?? "share of attention", " "),
    element("span", {}, low),
    element("span", { className: early ? "scale both" : "scale" }),
    element("span", {}, high),
    closed ? element("span", { className: "hatch" }) : "",
    closed ? "closed: a later word" : "",
  );
}
