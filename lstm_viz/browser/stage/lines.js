// The chosen unit and the layer's mean over time, as lines with a table twin.

import { row } from "../shared/arrays.js";
import { element, panel, signed, spread, svg } from "../shared/dom.js";
import { update } from "../shared/store.js";
import { move } from "./store.js";

const LINES = { width: 460, height: 230, left: 32, right: 74, top: 12, bottom: 26 };

export function buildLines(store) {
  const drawing = svg("svg", { viewBox: `0 0 ${LINES.width} ${LINES.height}`, role: "img" });
  const kinds = { unit: "this unit", mean: "mean of all units" };
  const choice = element("div", { className: "choice", role: "group", ariaLabel: "What the lines show" });
  store.line = "unit";
  for (const [kind, label] of Object.entries(kinds)) {
    const button = element("button", { type: "button" }, label);
    button.dataset.kind = kind;
    button.onclick = () => update(store, { line: kind });
    choice.append(button);
  }
  drawing.onclick = (event) => {
    const box = drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * LINES.width;
    const T = store.data.tokens.length;
    move(store, { t: Math.round(((x - LINES.left) / (LINES.width - LINES.left - LINES.right)) * Math.max(1, T - 1)) });
  };
  const table = element("table", {});
  const twin = element("details", {}, element("summary", {}, "The same as a table"), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table of the lines" }, table));
  twin.ontoggle = () => update(store, {});
  store.parts.push(() => drawLines(store, drawing, choice, twin.open ? table : null));
  return panel(
    "lines-panel",
    "One unit over time",
    "All six quantities of the chosen unit, step by step, or their means over the layer (for C̃, C and h the mean of " +
      "the size, since positive and negative units would cancel). The dots mark the current step; the labels on the right stand at their heights and read their values. Click to move the step.",
    choice, drawing, twin,
  );
}

function series({ unit, line }, data) {
  const T = data.tokens.length;
  return Object.entries(data.roles).map(([field, role]) => {
    const course = Array.from({ length: T }, (_, t) => {
      const numbers = row(data.arrays[field], t);
      if (line === "unit") return numbers[unit];
      return numbers.reduce((sum, v) => sum + (role.signed ? Math.abs(v) : v), 0) / numbers.length;
    });
    const name = line === "mean" && role.signed ? `|${role.symbol}|` : role.symbol;
    return { ...role, name, course };
  });
}

// The smallest multiple of `every` at which labels of this letter size, centred at x(k), do not touch.
function thinned(labels, x, size, every) {
  const half = (k) => 0.28 * size * labels[k].length;
  const touches = (step) => {
    for (let k = step; k < labels.length; k += step) {
      if (x(k) - half(k) < x(k - step) + half(k - step) + 0.4 * size) return true;
    }
    return false;
  };
  let step = every;
  while (touches(step)) step += every;
  return step;
}

function drawLines(store, drawing, choice, table) {
  const { data, t, unit, line } = store;
  for (const button of choice.children) button.ariaPressed = String(button.dataset.kind === line);
  const { width, height, left, right, top, bottom } = LINES;
  const T = data.tokens.length;
  const x = (k) => left + (T > 1 ? (k * (width - left - right)) / (T - 1) : (width - left - right) / 2);
  const named = [data.id, store.ghost?.id, unit, line].join();
  if (drawing.dataset.named !== named) {
    drawing.dataset.named = named;
    const all = series(store, data);
    const largest = Math.max(1, ...all.flatMap(({ course }) => course.map(Math.abs)));
    const low = line === "unit" ? -largest : 0;
    const y = (v) => top + ((largest - v) * (height - top - bottom)) / (largest - low);
    const grid = [low, ...(low ? [0] : []), largest].map((v) =>
      svg("g", { class: "grid" }, svg("line", { x1: left, x2: width - right, y1: y(v), y2: y(v) }),
        svg("text", { x: left - 5, y: y(v) + 4, "text-anchor": "end" }, signed(v, 1))));
    const labels = data.tokens.map((token) => (token.length > 7 ? `${token.slice(0, 6)}…` : token));
    // on a phone the letters are larger in the drawing: there only every few of the ticks have room
    const every = thinned(labels, x, 12, Math.ceil(T / 9));
    const few = thinned(labels, x, 19, every);
    const words = labels.map((token, k) => k % every ? "" :
      svg("text", { class: k % few ? "tick fine" : "tick", x: x(k), y: height - 8, "text-anchor": "middle" }, token));
    const ghosts = store.ghost ? series(store, store.ghost).map((role) =>
      svg("polyline", { class: "curve ghost", style: `--role: ${role.colour}`, points: role.course.slice(0, T).map((v, j) => `${x(j)},${y(v)}`).join(" ") })) : [];
    const curves = all.map((role) =>
      svg("g", { style: `--role: ${role.colour}` },
        svg("polyline", { class: "curve", "stroke-dasharray": role.dash, points: role.course.map((v, j) => `${x(j)},${y(v)}`).join(" ") }),
        svg("circle", { class: "reading", r: 3.5 }),
        svg("text", { class: "curve-label", x: width - right + 8 })));
    Object.assign(drawing, { courses: all, curves, toY: y });
    drawing.setAttribute("aria-label", `${line === "unit" ? `Unit ${unit}` : "Layer means"} over ${T} steps; the table below has the numbers.`);
    drawing.replaceChildren(...grid, ...words.filter(Boolean), ...ghosts, ...curves, svg("line", { class: "cursor", y1: top, y2: height - bottom }));
  }
  // the labels read the values at the cursor, and stand at their heights
  const heights = drawing.courses.map(({ course }) => drawing.toY(course[t]));
  const places = spread(heights, 19, top, height - bottom);
  drawing.courses.forEach(({ name, course }, k) => {
    const [, dot, label] = drawing.curves[k].children;
    dot.setAttribute("cx", x(t));
    dot.setAttribute("cy", heights[k]);
    label.setAttribute("y", places[k] + 4);
    label.textContent = `${name} ${signed(course[t])}`;
  });
  const cursor = drawing.querySelector(".cursor");
  cursor.setAttribute("x1", x(t));
  cursor.setAttribute("x2", x(t));
  if (table && table.dataset.named !== named) {
    table.dataset.named = named;
    const all = series(store, data);
    const cell = (tag, text) => element(tag, {}, text);
    table.replaceChildren(
      element("tr", {}, cell("th", data.step_name), ...all.map((role) => cell("th", role.name))),
      ...data.tokens.map((token, k) => element("tr", {}, cell("th", token), ...all.map((role) => cell("td", signed(role.course[k], 3))))),
    );
  }
}
