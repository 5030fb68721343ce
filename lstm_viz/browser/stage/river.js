// The memory river: under the words, for each word that wrote, a band as thick as what of it is still in C.
// One scrubs on it as on a time bar.

import { sizes } from "../engine/attribution.js";
import { element, svg } from "../shared/dom.js";
import { move } from "./store.js";

/** What each source has in C_t: T + 1 rows (the initial state, then the T words). @param {any} data */
function leftOf(data) {
  const arrays = Object.fromEntries(Object.entries(data.arrays).map(([name, array]) => [name, array.values]));
  return sizes(/** @type {any} */ ({ T: data.tokens.length, H: data.sizes.H, arrays }));
}

// Tol's "light" set: neighbours differ in light and dark themes and for colour-blind eyes.
const BANDS = ["#77AADD", "#EE8866", "#BBCC33", "#FFAABB", "#44BB99", "#EEDD88", "#99DDFF", "#AAAA00"];

const NAMED = 3; // bands that are named under the cursor

/** @param {any} store */
export function buildRiver(store) {
  const drawing = svg("svg", { class: "bands", preserveAspectRatio: "none", "aria-hidden": "true" });
  const cursor = element("span", { className: "river-cursor", ariaHidden: "true" });
  const bar = element("input", { type: "range", className: "bar", min: 0 });
  const names = element("div", { className: "band-names", ariaHidden: "true" });
  const legend = element("p", { className: "river-legend", ariaHidden: "true" });
  bar.oninput = () => move(store, { t: Number(bar.value) });
  const river = element("div", { className: "river" }, drawing, names, cursor, legend, bar);
  river.onpointermove = (event) => hoverBand(store, river, event);
  river.onpointerleave = () => (river.title = "");
  store.parts.push(() => drawRiver(store, { drawing, cursor, bar, names, river, legend }));
  return river;
}

function drawRiver(store, { drawing, cursor, bar, names, river, legend }) {
  const { data, t } = store;
  const T = data.tokens.length;
  river.classList.toggle("plain", !data.arrays.forget_gate);
  if (data.arrays.forget_gate && drawing.drawn !== data.arrays) layBands(data, drawing, names);
  const most = data.arrays.forget_gate ? whose(drawing, data, t) : "";
  if (legend.dataset.shown !== `${data.tokens[t]} ${most}`) {
    legend.dataset.shown = `${data.tokens[t]} ${most}`;
    const after = element("span", { className: "after" }, ` after “${data.tokens[t]}”`); // no room on a phone
    legend.replaceChildren(...(most ? [`In all ${data.sizes.H} units`, after, `: ${most}`] : []));
  }
  cursor.style.left = `${(100 * (t + 0.5)) / T}%`;
  bar.max = T - 1;
  bar.value = t;
  bar.ariaLabel = data.step_name[0].toUpperCase() + data.step_name.slice(1);
  bar.setAttribute("aria-valuetext", `${data.tokens[t]}, ${data.step_name} ${t + 1} of ${T}${most && t > 0 ? `; in all ${data.sizes.H} units: ${most}` : ""}`);
}

// The thickest bands at a step, as shares of the river's height there.
function whose(drawing, data, t) {
  const all = drawing.left.reduce((sum, band) => sum + band[t], 0) || 1;
  const named = (k) => `“${data.tokens[k]}”${data.tokens.indexOf(data.tokens[k]) < data.tokens.lastIndexOf(data.tokens[k]) ? ` (${k + 1})` : ""}`;
  const shares = drawing.left.map((band, k) => ({ name: k ? named(k - 1) : "what was there before", share: band[t] / all }));
  const most = shares.filter(({ share }) => share >= 0.005).sort((a, b) => b.share - a.share).slice(0, NAMED);
  return most.map(({ name, share }) => `${name} ${Math.round(100 * share)} %`).join(", ") || "nothing";
}

function layBands(data, drawing, names) {
  drawing.drawn = data.arrays;
  const left = (drawing.left = leftOf(data));
  const T = data.tokens.length;
  const totals = Array.from({ length: T }, (_, t) => left.reduce((sum, band) => sum + band[t], 0));
  const most = (drawing.most = Math.max(...totals, 1e-9));
  drawing.setAttribute("viewBox", `0 0 ${T} 100`);
  const floor = new Float32Array(T);
  const labels = [];
  const bands = left.map((band, k) => {
    const low = Float32Array.from(floor);
    band.forEach((v, t) => (floor[t] += (100 * v) / most));
    if (!band.some((v) => v > 0)) return null;
    const from = Math.max(0, k - 1);
    const top = [], bottom = [];
    for (let t = from; t < T; t++) {
      top.push(`${t + 0.5},${100 - floor[t]}`);
      bottom.unshift(`${t + 0.5},${100 - low[t]}`);
    }
    top.push(`${T},${100 - floor[T - 1]}`);
    bottom.unshift(`${T},${100 - low[T - 1]}`);
    // it begins where its word is read
    const start = `${from + (k > 0 ? 0.1 : 0)},${100 - low[from]}`;
    const thick = band[from] / most;
    if (k > 0 && thick > 0.16) labels.push({ k, t: from, at: 100 - (low[from] + floor[from]) / 2 });
    return svg("polygon", { points: [start, ...top, ...bottom].join(" "), fill: k ? BANDS[(k - 1) % BANDS.length] : "#888", "data-k": k });
  });
  drawing.replaceChildren(...bands.filter(Boolean));
  names.replaceChildren(
    ...labels.map(({ k, t, at }) =>
      element("span", { style: `left:${(100 * (t + 0.55)) / T}%; top:${at}%` }, data.tokens[k - 1])));
}

// Which word's band is under the pointer, and how much of it is left there.
function hoverBand(store, river, event) {
  const { data } = store;
  const drawing = river.querySelector(".bands");
  if (!drawing.left) return;
  const box = river.getBoundingClientRect();
  const T = data.tokens.length;
  const t = Math.max(0, Math.min(T - 1, Math.floor(((event.clientX - box.left) / box.width) * T)));
  const high = (1 - (event.clientY - box.top) / box.height) * drawing.most;
  let sum = 0;
  const k = drawing.left.findIndex((band) => (sum += band[t]) >= high);
  if (k < 1) {
    river.title = "";
    return;
  }
  const whole = drawing.left[k][k - 1];
  river.title = `“${data.tokens[k - 1]}”: ${Math.round((100 * drawing.left[k][t]) / whole)} % of what it wrote is still in the memory at “${data.tokens[t]}” (length over all units)`;
}
