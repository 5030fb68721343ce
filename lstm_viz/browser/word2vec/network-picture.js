// The network as a picture: every word with its one-hot place and its row of W_in on the left, the hidden
// numbers in the middle, every word with its row of W_out, its score and its probability on the right.

import { signed, svg } from "../shared/dom.js";
import { percent, tint } from "./charts.js";
import { quoted } from "./network.js";

const PARTS_LIT = { Pair: "in", Hidden: "in hidden", Scores: "hidden scores", Softmax: "scores p", Learn: "in hidden scores p" };
const curve = (x0, y0, x1, y1) => `M${x0} ${y0.toFixed(1)}C${(x0 + x1) / 2} ${y0.toFixed(1)} ${(x0 + x1) / 2} ${y1.toFixed(1)} ${x1} ${y1.toFixed(1)}`;

export function drawNetwork(canvas, store, now) {
  const { data, phase, width } = store;
  const at = places(width, now);
  const view = {
    data, now, at,
    dim: (name) => (phase === null || PARTS_LIT[phase].split(" ").includes(name) ? "" : " dim"),
    text: (cls, x, y, content, anchor = "start") =>
      svg("text", { class: cls, x, y, "text-anchor": anchor, "font-size": at.font, "dominant-baseline": "central" }, content),
  };
  /** @type {[any, any]} */
  const matrices = phase === "Learn" ? [now.W_in_after, now.W_out_after] : [now.W_in, now.W_out];
  const parts = [...edges(view), ...heads(view)];
  for (let v = 0; v < now.V; v++) parts.push(...matrixRow(view, v, matrices), ...wordIn(view, v), ...wordOut(view, v));
  parts.push(...hiddenUnits(view));
  const target = data.vocabulary[now.target];
  canvas.replaceChildren(svg("svg", {
    width, height: view.at.height, viewBox: `0 0 ${width} ${view.at.height}`, role: "img",
    "aria-label": `${quoted(now.inputs.map((v) => data.vocabulary[v]))} in, ${now.E} hidden numbers, “${target}” should come out and has ${percent(now.p[now.target])}.`,
  }, ...parts));
}

// Where everything stands, for the width there is.
function places(width, { V, E }) {
  const narrow = width < 620;
  const line = V > 14 ? 22 : 27;
  const top = 34;
  const cell = narrow ? 8 : 13;
  const words = narrow ? 70 : 96;
  const row = words + 26;
  const outEnd = width - (narrow ? 46 : Math.min(260, 60 + width * 0.14));
  const outRow = outEnd - (narrow ? words : words + 5) - E * cell;
  const gap = Math.min(44, (V * line) / E);
  return {
    width, narrow, cell, words, height: top + V * line + 8, font: narrow ? 12 : 13.5,
    one: words + 5, row, rowEnd: row + E * cell, outRow, outEnd, hidden: Math.round((row + E * cell + outRow) / 2),
    y: (v) => top + v * line + line / 2,
    yHidden: (e) => top + (V * line) / 2 + (e - (E - 1) / 2) * gap,
  };
}

// What goes in to the hidden numbers, and the hidden numbers to all words: thick where the weight is large.
function edges({ data: { colours, largest }, now, at, dim }) {
  const paths = [];
  const edge = (cls, w, thin, more, d) => paths.push(svg("path", {
    class: cls, d, stroke: w < 0 ? colours.negative : colours.positive,
    "stroke-width": (thin + more * Math.min(1, Math.abs(w) / largest.weights)).toFixed(2),
  }));
  for (const v of new Set(now.inputs))
    for (let e = 0; e < now.E; e++)
      edge(`edge${dim("hidden")}`, now.W_in[v * now.E + e], 0.6, 3, curve(at.rowEnd + 3, at.y(v), at.hidden - 15, at.yHidden(e)));
  for (let e = 0; e < now.E; e++)
    for (let v = 0; v < now.V; v++) {
      const d = curve(at.hidden + 15, at.yHidden(e), at.outRow - 3, at.y(v));
      if (v === now.target) edge(`edge${dim("scores")}`, now.W_out[v * now.E + e], 0.6, 3, d);
      else edge(`edge minor${dim("scores")}`, now.W_out[v * now.E + e], 0.3, 1, d);
    }
  return paths;
}

function heads({ now, at, text }) {
  const head = (x, content, anchor = "middle") => text("tick", x, 14, content, anchor);
  return [
    head(at.one + 7, at.narrow ? "1-hot" : "one-hot", at.narrow ? "end" : "middle"),
    head((at.row + at.rowEnd) / 2 + (at.narrow ? 2 : 8), "W_in"),
    head(at.hidden, at.width < 820 ? "hidden" : "hidden layer h"),
    head(at.outRow + (now.E * at.cell) / 2, "W_out"),
    ...(at.narrow
      ? [head(at.width - 2, "p", "end")]
      : [head(at.outEnd + 46, "score", "end"), head(at.width - 2, "probability", "end")]),
  ];
}

// The two vectors of word v: its row of W_in and its row of W_out.
function matrixRow({ data: { colours, largest }, now: { E }, at }, v, [W_in, W_out]) {
  const cells = [];
  for (let e = 0; e < E; e++)
    for (const [W, start] of [[W_in, at.row], [W_out, at.outRow]]) {
      const rect = svg("rect", { class: "weight", x: start + e * at.cell, y: at.y(v) - 8, width: at.cell - 1, height: 16 });
      rect.style.fill = tint(W[v * E + e], largest.weights, colours);
      cells.push(rect);
    }
  return cells;
}

function wordIn({ data, now, at, dim, text }, v) {
  const y = at.y(v);
  const goes = now.inputs.includes(v);
  const mark = goes ? " goes-in" : "";
  const parts = [
    text(`word-in${mark}`, at.words, y, cut(data.vocabulary[v], at.narrow), "end"),
    svg("rect", { class: `one-hot${mark}${dim("in")}`, x: at.one + 1, y: y - 8, width: 15, height: 16, rx: 3 }),
    text(`bit${mark}`, at.one + 8.5, y + 0.5, goes ? "1" : "0", "middle"),
  ];
  if (goes) parts.push(svg("rect", { class: "frame-in", x: at.row - 2, y: y - 10, width: now.E * at.cell + 3, height: 20, rx: 3 }));
  return parts;
}

function wordOut({ data, now, at, dim, text }, v) {
  const y = at.y(v);
  const mark = v === now.target ? " comes-out" : "";
  const parts = [text(`word-out${mark}`, at.outEnd - (at.narrow ? at.words : at.words + 5) + 6, y, cut(data.vocabulary[v], at.narrow))];
  if (!at.narrow) {
    const from = at.outEnd + 56;
    const room = at.width - from - 48;
    parts.push(
      text(`value${dim("scores")}`, at.outEnd + 46, y, signed(now.scores[v]), "end"),
      svg("rect", { class: "p-track", x: from, y: y - 7, width: room, height: 14, rx: 3 }),
      svg("rect", { class: `p-bar${mark}${dim("p")}`, x: from, y: y - 7, width: Math.max(0, room * now.p[v]), height: 14, rx: 3 }),
    );
  }
  parts.push(text(`value${mark}${dim("p")}`, at.width - 2, y, percent(now.p[v]), "end"));
  return parts;
}

function hiddenUnits({ data: { colours, largest }, now, at, dim, text }) {
  return Array.from(now.hidden, (value, e) => {
    const circle = svg("circle", { class: `unit-dot${dim("hidden")}`, cx: at.hidden, cy: at.yHidden(e), r: at.narrow ? 14 : 17 });
    circle.style.fill = tint(value, largest.hidden, colours);
    return [circle, text(`unit-value${dim("hidden")}`, at.hidden, at.yHidden(e), signed(value, 1), "middle")];
  }).flat();
}

function cut(word, narrow) {
  return word.length > (narrow ? 9 : 12) ? `${word.slice(0, narrow ? 8 : 11)}…` : word;
}
