// The sequence under the cell: signs, what is wanted, what the cell says, and the curves of gates, h and C.

import { element, help, signed, spread, svg } from "../shared/dom.js";
import { buildPlayer } from "../shared/player.js";
import { FIELDS } from "./cell.js";
import { isRight, kindOf, wanted } from "./goals.js";
import { signsIn } from "./link.js";
import { shownGate } from "./picture.js";
import { refuse, reseed, showSequence, step } from "./store.js";

const LEAST = 20; // px for a step
const GUTTER = { wide: 92, narrow: 62 };
const ROWS = { signs: 11, wanted: 31, says: 50 }; // px from the top, the middle of each row
/** @type {Record<string, [number, number]>} */
const PLOTS = { gates: [64, 52], h: [121, 40], C: [166, 52] }; // from the top, and how high
/** The curves in each plot. @type {Record<string, string[]>} */
const INSIDE = { gates: ["forget_gate", "input_gate", "output_gate"], h: ["candidate", "hidden_state"], C: ["cell_state"] };
const HEIGHT = 222;
const INTERVAL = 450; // ms a step of Play

/** @param {any} store */
export function buildStrip(store) {
  const drawing = svg("svg", { class: "courses", role: "img" });
  const gutter = svg("svg", { class: "gutter", "aria-hidden": "true" });
  const bar = element("input", { type: "range", className: "bar", min: 0, ariaLabel: "Step" });
  bar.oninput = () => {
    player.stop();
    step(store, Number(bar.value));
  };
  const track = element("div", { className: "track" }, drawing, bar);
  const scroll = element("div", { className: "tracks" }, track);
  const player = buildPlayer({
    interval: INTERVAL,
    keys: "Play runs the signs through the cell. ← and → step, Home and End jump, Space plays.",
    go: {
      first: () => step(store, 0), previous: () => step(store, store.t - 1), next: () => step(store, store.t + 1),
      last: () => step(store, Infinity),
    },
    tick(first) {
      const end = store.sequence.signs.length - 1;
      step(store, first && store.t >= end ? 0 : store.t + 1);
      return store.t < end;
    },
  });
  store.player = player;
  const own = element("input", { type: "text", className: "own-signs", ariaLabel: "Your own signs: 0, 1 and r", placeholder: "your own: 0 1 r", autocomplete: "off", spellcheck: false });
  own.onchange = () => {
    const { signs, problem } = signsIn(own.value);
    if (signs.length) showSequence(store, { signs, start: store.goal.id === "hold" ? 0.8 : 0 }, true);
    refuse(store, problem);
  };
  const other = element("button", { type: "button", className: "other" }, "Other sequences");
  other.onclick = () => reseed(store);
  const table = element("table", {});
  const twin = element("details", {}, element("summary", {}, "The same as a table"), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table of the curves" }, table));
  const section = element("section", { className: "panel strip-panel", ariaLabel: "The sequence and the curves" },
    element("div", { className: "controls" }, element("h2", {}, "What it reads, and what becomes of it"), player.element, own, other, help(
      "Each column is a step. The curves are the true values of this wiring, worked out anew at every move of a number. Click a column, or use the arrow keys, to see that step in the cell above. " +
        "“Other sequences” draws new random ones to be graded on.")),
    element("div", { className: "reads" }, gutter, scroll), twin);
  const parts = { drawing, gutter, bar, track, scroll, section };
  new ResizeObserver(() => store.reading && drawStrip(store, parts)).observe(scroll);
  twin.ontoggle = () => twin.open && drawTable(store, table);
  store.parts.push(() => {
    drawStrip(store, parts);
    if (twin.open) drawTable(store, table);
    player.bounds(store.t === 0, store.t === store.sequence.signs.length - 1);
  });
  return section;
}

const said = (kind, v) => (kind === "yes" ? (v > 0.5 ? "1" : "0") : signed(v, kind === "count" ? 0 : 2));

function drawStrip(store, { drawing, gutter, bar, track, scroll, section }) {
  const { sequence, reading, t, goal, H, roles } = store;
  const T = sequence.signs.length;
  const wide = section.clientWidth >= 620;
  const left = GUTTER[wide ? "wide" : "narrow"];
  const width = Math.max(T * LEAST, scroll.clientWidth);
  const x = (k) => ((k + 0.5) * width) / T;
  track.style.width = `${width}px`;
  const unit = H - 1;
  const course = (field) => Array.from({ length: T }, (_, k) => reading.at(field, 0, k, unit));
  const [C, h] = [course("cell_state"), course("hidden_state")];
  const kind = kindOf(goal.id);
  const want = wanted(goal.id, sequence);
  const right = want.map((w, k) => isRight(goal.id, C[k], h[k], w));
  const answers = kind === "yes" ? h : C;
  const largest = Math.max(1, ...C.map(Math.abs), ...(kind === "yes" ? [] : want.map((w) => Math.abs(w ?? 0))));
  const scaleOf = (/** @type {[number, number]} */ [top, high], /** @type {number} */ low, /** @type {number} */ most) => (/** @type {number} */ v) => top + 5 + ((most - v) * (high - 10)) / (most - low);
  /** @type {Record<string, (v: number) => number>} */
  const y = { gates: scaleOf(PLOTS.gates, 0, 1), h: scaleOf(PLOTS.h, -1, 1), C: scaleOf(PLOTS.C, C.some((v) => v < -0.005) || (kind === "value" && sequence.start < 0) ? -largest : 0, largest) };
  const line = (values, role, at, more = {}) => svg("polyline", { class: "curve", style: `--role: ${role.colour}`, "stroke-dasharray": role.dash, points: values.map((v, k) => `${x(k).toFixed(1)},${at(v).toFixed(1)}`).join(" "), ...more });
  const level = (v, at, name) => svg("line", { class: name, x1: 0, x2: width, y1: at(v), y2: at(v) });
  const text = (k, row, content, name) => svg("text", { class: name, x: x(k), y: row + 4.5, "text-anchor": "middle" }, content);
  drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  drawing.style.height = gutter.style.height = `${HEIGHT}px`;
  drawing.replaceChildren(
    svg("rect", { class: "now-column", x: x(t) - width / T / 2, y: 0, width: width / T, height: HEIGHT, rx: 4 }),
    ...Object.values(PLOTS).map(([top, high]) => svg("rect", { class: "ground", x: 0, y: top, width, height: high, rx: 4 })),
    ...sequence.signs.map((sign, k) => text(k, ROWS.signs, sign, `sign sign-${sign}`)),
    ...(kind === "value"
      ? [svg("text", { class: "wanted", x: 6, y: ROWS.wanted + 4.5 }, `C stays ${said(kind, sequence.start)}, h stays 0`), ...right.map((fine, k) => text(k, ROWS.says, fine ? "✓" : "✗", "says"))]
      : want.flatMap((w, k) => (w === null ? [] : [text(k, ROWS.wanted, said(kind, w), "wanted"), text(k, ROWS.says, said(kind, answers[k]), "says")]))),
    ...missed(right).map(([from, to]) => svg("rect", { class: "miss", x: x(from) - 9, y: ROWS.says - 8.5, width: x(to) - x(from) + 18, height: 17, rx: 4 })),
    level(0, y.h, "zero-line"), level(0, y.C, "zero-line"),
    ...(kind === "yes" ? [level(0.5, y.h, "threshold")] : []),
    ...(kind === "yes" ? [] : [staircase(want, x, y.C, width / T)]),
    ...Object.entries(INSIDE).flatMap(([plot, fields]) => fields.map((field) => line(course(field), roles[field], y[plot]))),
    svg("line", { class: "cursor", x1: x(t), x2: x(t), y1: PLOTS.gates[0], y2: HEIGHT - 4 }),
    ...Object.entries(INSIDE).flatMap(([plot, fields]) => fields.map((field) =>
      svg("circle", { class: "reading", style: `--role: ${roles[field].colour}`, r: 3.5, cx: x(t), cy: y[plot](reading.at(field, 0, t, unit)) }))),
  );
  drawing.setAttribute("aria-label", `${T} steps; wrong at ${right.filter((r) => !r).length} of them. The table below has the numbers.`);
  drawGutter(store, gutter, left, y, unit);
  bar.max = T - 1;
  bar.value = t;
  bar.setAttribute("aria-valuetext", `step ${t + 1} of ${T}, sign ${sequence.signs[t]}, C ${signed(C[t])}, h ${signed(h[t])}${right[t] ? "" : ", wrong"}`);
  intoView(scroll, x(t), width / T);
}

/** The runs of steps that are wrong, each as its first and last step. @param {boolean[]} right @returns {[number, number][]} */
function missed(right) {
  /** @type {[number, number][]} */
  const found = [];
  right.forEach((fine, k) => {
    if (fine) return;
    if (k && !right[k - 1]) found[found.length - 1][1] = k;
    else found.push([k, k]);
  });
  return found;
}

/** What is wanted of C, as a staircase. */
function staircase(want, x, y, wide) {
  const points = want.flatMap((w, k) => [`${x(k) - wide / 2},${y(w)}`, `${x(k) + wide / 2},${y(w)}`]);
  return svg("polyline", { class: "target", points: points.join(" ") });
}

// Rows and curves by name, with their values at the step; letters, colours and line styles are those of the site.
/** @param {any} store @param {any} gutter @param {number} left @param {Record<string, (v: number) => number>} y @param {number} unit */
function drawGutter(store, gutter, left, y, unit) {
  const { reading, t, roles, H } = store;
  gutter.setAttribute("viewBox", `0 0 ${left} ${HEIGHT}`);
  gutter.style.width = `${left}px`;
  const names = { signs: "sign", wanted: "wanted", says: "it says" };
  gutter.replaceChildren(
    ...Object.entries(names).map(([row, name]) => svg("text", { class: "row-name", x: 0, y: ROWS[row] + 4.5 }, name)),
    ...Object.entries(INSIDE).flatMap(([plot, inside]) => {
      const [top, high] = PLOTS[plot];
      const values = inside.map((field) => reading.at(field, 0, t, unit));
      const places = spread(values.map(y[plot]), 16, top + 8, top + high - 8);
      return inside.map((field, k) => {
        const name = `${roles[field].symbol}${H === 2 ? "₂" : ""}`;
        const number = field.endsWith("gate") ? shownGate(values[k]) : signed(values[k]);
        return svg("g", { style: `--role: ${roles[field].colour}` },
          svg("line", { class: "curve", "stroke-dasharray": roles[field].dash, x1: 0, x2: left > 80 ? 22 : 10, y1: places[k], y2: places[k] }),
          svg("text", { class: "curve-label", x: left > 80 ? 27 : 13, y: places[k] + 4.5 }, `${name} ${number}`));
      });
    }),
  );
}

function intoView(scroll, x, wide) {
  if (scroll.scrollWidth <= scroll.clientWidth) return;
  const [from, to] = [scroll.scrollLeft, scroll.scrollLeft + scroll.clientWidth];
  if (x - wide < from || x + wide > to) scroll.scrollLeft = x - scroll.clientWidth / 2;
}

function drawTable(store, table) {
  const { sequence, reading, goal, H, roles } = store;
  const want = wanted(goal.id, sequence);
  const fields = [...FIELDS, "cell_state", "hidden_state"];
  const cell = (tag, content) => element(tag, {}, content);
  table.replaceChildren(
    element("tr", {}, ...["step", "sign", "wanted", ...fields.map((field) => roles[field].name)].map((name) => cell("th", name))),
    ...sequence.signs.map((sign, t) => element("tr", {}, cell("th", String(t + 1)), cell("td", sign), cell("td", want[t] === null ? "–" : said(kindOf(goal.id), want[t])),
      ...fields.map((field) => cell("td", signed(reading.at(field, 0, t, H - 1), 3))))),
  );
}
