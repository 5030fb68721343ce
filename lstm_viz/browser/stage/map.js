// The word map: the sentence's words among the model's commonest, joined in reading order.

import { element, help, panel, signed, svg } from "../shared/dom.js";

const PAD = 26;
const SMALLEST = { width: 300, height: 260 }; // px; until it has a place on the page

export function buildMap(store) {
  const drawing = Object.assign(svg("svg", { role: "img" }), { size: SMALLEST });
  const caption = element("p", { className: "caption" });
  // drawn in the pixels that it has, so that its letters keep their size
  new ResizeObserver(([{ contentRect }]) => {
    const [width, height] = [Math.round(contentRect.width), Math.round(contentRect.height)];
    if (!width || (width === drawing.size.width && height === drawing.size.height)) return;
    Object.assign(drawing, { size: { width, height }, laid: null });
    if (store.data) drawMap(store, drawing, caption);
  }).observe(drawing);
  store.parts.push(() => drawMap(store, drawing, caption));
  return panel(
    "map",
    "",
    "",
    element("span", { className: "at" }, "this model's embeddings"),
    drawing,
    caption,
  );
}

function drawMap(store, drawing, caption) {
  const { data, t } = store;
  drawing.parentElement.hidden = !data.map;
  if (!data.map) return;
  if (drawing.laid !== data.map) layMap(data, drawing, caption);
  const path = drawing.querySelector(".path");
  const xy = drawing.places;
  path.setAttribute("points", data.tokens.slice(0, t + 1).map((_, k) => xy[data.map.place[k]].join(",")).join(" "));
  const now = data.map.place[t];
  const read = new Set(data.map.place.slice(0, t + 1));
  for (const node of drawing.querySelectorAll("[data-place]")) {
    const place = Number(node.dataset.place);
    node.classList.toggle("now", place === now);
    node.classList.toggle("read", read.has(place));
  }
  if (!drawing.hovered && caption.dataset.shown !== `${data.id} ${now}`) nearest(drawing, caption, data, now);
}

function layMap(data, drawing, caption) {
  drawing.laid = data.map;
  const { width, height } = drawing.size;
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.dataset.id = data.id;
  const piece = data.step_name;
  const title = `${piece[0].toUpperCase()}${piece.slice(1)} map`;
  const panel = drawing.parentElement;
  panel.ariaLabel = drawing.ariaLabel = panel.querySelector("h2").firstChild.data = title;
  panel.querySelector("h2 .tip").textContent =
    `Each ${piece} is a list of numbers to the network, its embedding. PCA flattens all these lists to a plane, so that ` +
    `as much of their spread as possible survives. The line joins your ${piece}s in reading order.`;
  const { crowd, points, names, explained } = data.map;
  const all = [];
  for (const array of [crowd, points]) for (let k = 0; k < array.shape[0]; k++) all.push([array.values[2 * k], array.values[2 * k + 1]]);
  const range = (axis) => [Math.min(...all.map((p) => p[axis])), Math.max(...all.map((p) => p[axis]))];
  const [[x0, x1], [y0, y1]] = [range(0), range(1)];
  const place = ([x, y]) => [
    PAD + ((x - x0) / (x1 - x0 || 1)) * (width - 2 * PAD),
    height - PAD - ((y - y0) / (y1 - y0 || 1)) * (height - 2 * PAD),
  ];
  const crowdAt = () => all.slice(0, crowd.shape[0]).map(place);
  const at = all.slice(crowd.shape[0]).map(place);
  drawing.places = at;
  drawing.place = place;
  const span = [width, height, x0, x1, y0, y1].join(" "); // the crowd moves only where the plane does
  if (drawing.crowd?.span !== span)
    drawing.crowd = { span, dots: svg("path", { class: "crowd", d: crowdAt().map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("") }) };
  const axes = [
    [`first axis: ${(100 * explained[0]).toFixed(1)} % of the spread →`, width - 6, height - 6, ""],
    [`second axis: ${(100 * explained[1]).toFixed(1)} % →`, 12, 10, `rotate(-90 12 10)`],
  ].map(([text, x, y, transform]) => svg("text", { class: "axis", x, y, transform, "text-anchor": "end" }, text));
  const marks = at.map(([x, y], k) => {
    const mark = svg("circle", { class: "word-dot", cx: x, cy: y, r: 4, "data-place": k });
    mark.onpointerenter = () => {
      drawing.hovered = true;
      nearest(drawing, caption, data, k);
    };
    mark.onpointerleave = () => (drawing.hovered = false);
    return mark;
  });
  const near = svg("g", { class: "near" });
  drawing.replaceChildren(drawing.crowd.dots, ...axes, near, svg("polyline", { class: "path" }), ...marks, ...mapLabels(names, at, drawing.size));
}

// Each label goes to the first of eight places around its dot where it hits no earlier one.
function mapLabels(names, at, { width, height }) {
  const taken = at.map(([x, y]) => [x - 4, y - 4, x + 4, y + 4]);
  return names.map((name, k) => {
    const [x, y] = at[k];
    const w = 7 * name.length + 2;
    const spots = [[10, 4], [-10 - w, 4], [-w / 2, -10], [-w / 2, 18], [8, -8], [8, 16], [-8 - w, -8], [-8 - w, 16]];
    const free = spots.find(([dx, dy]) => {
      const box = [x + dx, y + dy - 11, x + dx + w, y + dy + 3];
      const inside = box[0] > 14 && box[2] < width && box[1] > 0 && box[3] < height - 16;
      return inside && taken.every((o) => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
    });
    const [dx, dy] = free ?? spots[0];
    if (free) taken.push([x + dx, y + dy - 11, x + dx + w, y + dy + 3]);
    return svg("text", { class: free ? "name" : "name crowded", x: x + dx, y: y + dy, "data-place": k }, name);
  });
}

// The nearest words in the full space, drawn and listed.
function nearest(drawing, caption, data, place) {
  caption.dataset.shown = `${data.id} ${place}`;
  const { names, neighbours, vocabulary } = data.map;
  const near = neighbours ? neighbours[place] : data.map.nearest(place);
  const { width, height } = drawing.size;
  const inside = ([x, y]) => [Math.max(16, Math.min(width - 8, x)), Math.max(8, Math.min(height - 20, y))];
  drawing.querySelector(".near").replaceChildren(
    ...near.flatMap(([, , x, y]) => {
      const [cx, cy] = inside(drawing.place([x, y]));
      const [ox, oy] = drawing.places[place];
      return [svg("line", { x1: ox, y1: oy, x2: cx, y2: cy }), svg("circle", { cx, cy, r: 3.2 })];
    }),
  );
  if (!near.length) {
    caption.textContent = `All ${data.step_name}s that the network does not know share this one point.`;
    return;
  }
  const list = near.map(([word, cosine]) => `${word} ${signed(cosine)}`).join(", ");
  caption.replaceChildren(
    "Nearest to ", element("q", {}, names[place]), ` of all ${vocabulary.toLocaleString("en")} (green dots): ${list}`, " ", help(
      "The number is the cosine of the angle between two embeddings, measured in the full space: 1 is the same " +
        "direction. The flat map can place such neighbours far apart.",
    ),
  );
}

/**
 * The map for a reading of the engine: Python's plane and crowd, with the places of these words.
 * @param {any} map as Python sent it, with `axes` (2, E) and `mean` (E) of the plane
 * @param {any} model @param {any} trace @param {(token: string) => string} label
 */
export function livePlaces(map, model, trace, label) {
  const { axes, mean } = map;
  const { E } = model;
  const distinct = [...new Set(trace.ids)];
  const plane = (id) => {
    const x = model.embedding(id); // (E)
    // (x − mean)·axes, the place on the plane of the first two principal components
    return [0, 1].map((k) => x.reduce((sum, v, e) => sum + (v - mean[e]) * axes[k * E + e], 0));
  };
  return {
    ...map,
    points: { shape: [distinct.length, 2], values: Float32Array.from(distinct.flatMap(plane)) },
    names: distinct.map((id) => label(model.vocabulary.tokens[id])),
    place: Array.from(trace.ids, (id) => distinct.indexOf(id)),
    neighbours: null,
    nearest: (place) => nearestTo(model, distinct[place], plane, label),
  };
}

const NEAREST = 5;

/** The nearest tokens by the cosine of the angle between embeddings: [name, cosine, x, y], nearest first. */
export function nearestTo(model, id, plane, label) {
  if (id === 0) return [];
  if (!neighbourhoods.has(model)) neighbourhoods.set(model, { lengths: lengthsOf(model), found: new Map() });
  const { lengths, found } = neighbourhoods.get(model);
  if (!found.has(id)) found.set(id, nearestIds(model, id, lengths));
  return found.get(id).map(([other, cosine]) => [label(model.vocabulary.tokens[other]), cosine, ...plane(other)]);
}

// By model: the lengths of all its embeddings, and the neighbours found so far. They are asked for at every key.
const neighbourhoods = new WeakMap();

function lengthsOf({ embeddings, E, V }) {
  return Float32Array.from({ length: V }, (_, id) => {
    let sum = 0;
    for (let e = id * E; e < (id + 1) * E; e++) sum += embeddings[e] * embeddings[e];
    return Math.sqrt(sum);
  });
}

function nearestIds({ embeddings, E, V }, id, lengths) {
  const found = [];
  for (let other = 1; other < V; other++) {
    if (other === id) continue;
    let product = 0;
    for (let e = 0; e < E; e++) product += embeddings[id * E + e] * embeddings[other * E + e];
    const cosine = product / (lengths[id] * lengths[other] || 1);
    if (found.length < NEAREST || cosine > found.at(-1)[1]) {
      found.push([other, cosine]);
      found.sort((a, b) => b[1] - a[1]);
      found.length = Math.min(found.length, NEAREST);
    }
  }
  return found;
}
