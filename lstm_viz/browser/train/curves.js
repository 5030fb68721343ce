// How well it does, update by update: the loss, and how much of what is held out is right.

import { element, help, svg } from "../shared/dom.js";
import { about } from "./run.js";
import { frames, frameShown, redraw } from "./store.js";
import { HELD_OUT } from "./tasks.js";

const HEIGHT = 190;
const EDGE = { left: 44, right: 10, top: 10, bottom: 24 };

/** @param {any} store */
export function buildCurves(store) {
  const charts = [
    { title: "Loss", unit: "", log: true, value: (point, k) => point.held_out[k], naive: ({ loss }) => loss, say: about },
    { title: "Right", unit: "of what is held out", log: false, value: (point, k) => point.accuracy[k], naive: ({ accuracy }) => accuracy, say: percent },
  ].map((chart) => buildChart(store, chart));
  const legend = element("p", { className: "legend" });
  const says = element("p", { className: "says-now" });
  store.parts.push(() => {
    const { names, task, naive } = store;
    const named = `${names} ${task.naive}`;
    if (legend.dataset.named !== named) {
      legend.dataset.named = named;
      legend.replaceChildren(
        ...names.map((name, k) => key(`run-${k}`, name)),
        key("naive", task.naive),
      );
    }
    const frame = frameShown(store);
    const each = names.map((name, k) => `${names.length > 1 ? `${name} ` : ""}${percent(frame.accuracy[k])}`).join(", ");
    const text = `Right on held-out sequences: ${each}; ${task.naive}: ${percent(naive.accuracy)}. Right is: ${task.right}.`;
    if (says.textContent !== text) says.textContent = text;
  });
  return element(
    "section",
    { className: "panel how-well", ariaLabel: "How well it does" },
    element("h2", {}, "How well it does ", help(
      `Measured on ${HELD_OUT} sequences that are held out: the network never learns from them. The loss has a scale on which each line is ten times ` +
        "the one below. The dotted line is what one would reach without learning. Choose a place to see the network as it was there.")),
    legend,
    element("div", { className: "charts" }, ...charts),
    says,
    table(store),
  );
}

function key(line, name) {
  return element("span", { className: "key" }, svg("svg", { viewBox: "0 0 30 10", class: "line-key", "aria-hidden": "true" }, svg("line", { x1: 1, x2: 29, y1: 5, y2: 5, class: line })), name);
}

function buildChart(store, chart) {
  const drawing = svg("svg", { role: "img", class: "chart", height: HEIGHT });
  let width = 400;
  new ResizeObserver(([entry]) => {
    width = Math.max(160, entry.contentRect.width);
    redraw(store);
  }).observe(drawing);
  store.parts.push(() => drawChart(store, drawing, chart, width));
  drawing.onclick = (event) => {
    const all = frames(store);
    const share = (event.offsetX - EDGE.left) / (width - EDGE.left - EDGE.right);
    const wanted = share * lastUpdate(store);
    const nearest = all.reduce((best, { updates }, k) => (Math.abs(updates - wanted) < Math.abs(all[best].updates - wanted) ? k : best), 0);
    store.at = nearest === all.length - 1 ? null : nearest;
    redraw(store);
  };
  return element("figure", {}, element("figcaption", {}, element("b", {}, chart.title), chart.unit ? ` ${chart.unit}` : " on a scale of tens"), drawing);
}

const lastUpdate = (store) => Math.max(40, frames(store).at(-1)?.updates ?? 0);

function drawChart(store, drawing, { title, log, value, naive, say }, width) {
  const all = frames(store);
  const base = naive(store.naive);
  const [low, high] = log ? decades([base, ...all.flatMap((point) => store.names.map((_, k) => value(point, k)))]) : [0, 1];
  const x = (updates) => EDGE.left + (updates / lastUpdate(store)) * (width - EDGE.left - EDGE.right);
  const scale = (v) => (log ? (Math.log10(v) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : v);
  const y = (v) => EDGE.top + (1 - Math.max(0, Math.min(1, scale(Math.max(v, low * 0.5))))) * (HEIGHT - EDGE.top - EDGE.bottom);
  const ticks = log ? decadesBetween(low, high) : [0, 0.25, 0.5, 0.75, 1];
  const grid = ticks.flatMap((v) => [
    svg("line", { x1: EDGE.left, x2: width - EDGE.right, y1: y(v), y2: y(v), class: "grid-line" }),
    svg("text", { x: EDGE.left - 6, y: y(v) + 4, "text-anchor": "end", class: "tick" }, log ? shortTen(v) : percent(v)),
  ]);
  const curves = store.names.flatMap((_, k) => {
    const seen = all.filter((point) => Number.isFinite(value(point, k)));
    const points = seen.map((point) => `${x(point.updates).toFixed(1)},${y(value(point, k)).toFixed(1)}`).join(" ");
    return [svg("polyline", { points, class: `curve-line run-${k}` })];
  });
  const shown = frameShown(store);
  const cursor = store.at === null ? [] : [svg("line", { x1: x(shown.updates), x2: x(shown.updates), y1: EDGE.top, y2: HEIGHT - EDGE.bottom, class: "cursor" })];
  const last = lastUpdate(store);
  drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  drawing.replaceChildren(
    ...grid,
    svg("line", { x1: EDGE.left, x2: width - EDGE.right, y1: y(base), y2: y(base), class: "naive" }),
    ...curves,
    ...cursor,
    svg("text", { x: EDGE.left, y: HEIGHT - 6, class: "tick" }, "0"),
    svg("text", { x: width - EDGE.right, y: HEIGHT - 6, "text-anchor": "end", class: "tick" }, `${last.toLocaleString("en")} updates`),
  );
  const now = store.names.map((name, k) => `${name} ${say(value(shown, k))}`).join(", ");
  drawing.setAttribute("aria-label", `${title} after ${shown.updates} updates: ${now}; ${store.task.naive} ${say(base)}`);
}

function decades(values) {
  const seen = values.filter((v) => Number.isFinite(v) && v > 0);
  const low = 10 ** Math.floor(Math.log10(Math.max(1e-6, Math.min(...seen))));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...seen)));
  return [low, Math.max(high, 10 * low)];
}

function decadesBetween(low, high) {
  const ticks = [];
  for (let v = low; v <= high * 1.001; v *= 10) ticks.push(v);
  const step = Math.ceil(ticks.length / 6);
  return ticks.filter((_, k) => (ticks.length - 1 - k) % step === 0);
}

const shortTen = (v) => (v >= 1e5 || v < 1e-4 ? about(v * 1.0000001) : String(Number(v.toPrecision(1))));
export const percent = (share) => `${(100 * share).toFixed(share > 0.0005 && share < 0.0995 ? 1 : 0)} %`;

/** The course in numbers, made when it is opened. */
function table(store) {
  const rows = element("table", {});
  const folded = element("details", {}, element("summary", {}, "The course as a table"), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Course of the training" }, rows));
  const fill = () => {
    if (!folded.open) return;
    const { names } = store;
    const of = (name) => (names.length > 1 ? `, ${name}` : "");
    const line = (tag, ...cells) => element("tr", {}, ...cells.map((cell) => element(tag, {}, String(cell))));
    rows.replaceChildren(
      line("th", "updates", ...names.flatMap((name) => [`loss in training${of(name)}`, `held-out loss${of(name)}`, `right${of(name)}`, `‖g‖${of(name)}`])),
      ...frames(store).map((p) => line("td", p.updates, ...names.flatMap((_, k) => [p.updates ? about(p.loss[k]) : "", about(p.held_out[k]), percent(p.accuracy[k]), p.updates ? about(p.length[k]) : ""]))),
    );
  };
  folded.ontoggle = fill;
  store.parts.push(() => !store.playing && fill());
  return folded;
}
