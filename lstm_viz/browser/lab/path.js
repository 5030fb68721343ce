// The path of memory: the state after every word as a point on a plane, among states of other texts.
// It moves with the stepper on the page, and moves it.

import { decode } from "../shared/arrays.js";
import { element, signed, svg } from "../shared/dom.js";

const NEAREST = 25; // background states that the sentence about a place counts

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".path");
  const view = (root.view ??= { t: data.start, hidden: new Set(), tokens: "" });
  if (view.tokens !== data.tokens.join("\0")) Object.assign(view, { t: data.start, tokens: data.tokens.join("\0") });
  const width = Math.max(340, Math.min(1100, root.clientWidth || 800));
  const height = Math.round(Math.min(560, width * 0.85));
  const T = data.tokens.length;
  const place = scale(width, height, decode(data.background), decode(data.points));

  const slider = element("input", { type: "range", min: 1, max: T, step: 1, ariaLabel: "Word of the path" });
  slider.disabled = T === 1;
  slider.oninput = () => go(Number(slider.value) - 1);
  const back = element("button", { type: "button", ariaLabel: "Path: one word back" }, "◀");
  const forth = element("button", { type: "button", ariaLabel: "Path: one word on" }, "▶");
  back.onclick = () => go(view.t - 1);
  forth.onclick = () => go(view.t + 1);

  const legend = element("div", { className: "kinds", role: "group", ariaLabel: "Background: kind of the next word; choose to hide or show" });
  data.kinds.forEach((kind, k) => {
    const button = element("button", { type: "button" }, svg("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, mark(kind, 0, 0, 5)), kind.name);
    button.onclick = () => {
      view.hidden.has(k) ? view.hidden.delete(k) : view.hidden.add(k);
      draw();
    };
    legend.append(button);
  });

  const drawing = svg("svg", { class: "plane", viewBox: `0 0 ${width} ${height}`, role: "img" });
  const groups = data.kinds.map(() => svg("g", { class: "dot" }));
  place.background.forEach(([x, y], n) => groups[data.kind[n]].append(mark(data.kinds[data.kind[n]], x, y, 3)));
  const ahead = svg("polyline", { class: "ahead", points: place.points.map((p) => p.join()).join(" ") });
  const way = svg("polyline", { class: "way" });
  const stops = place.points.map(([x, y], k) => {
    const stop = svg("circle", { class: "stop", cx: x, cy: y, r: 5 });
    stop.onclick = () => go(k);
    return stop;
  });
  const names = svg("g");
  const percent = data.explained.map((share) => `${(100 * share).toFixed(0)} % of the spread`);
  drawing.append(
    ...groups, ahead, way, ...stops, names,
    svg("text", { class: "axis", x: width - 8, y: height - 8, "text-anchor": "end" }, `first axis: ${percent[0]} →`),
    svg("text", { class: "axis", x: 14, y: 10, "text-anchor": "end", transform: "rotate(-90 14 10)" }, `second axis: ${percent[1]} →`),
  );
  const says = element("p", { className: "says", "aria-live": "polite" });
  const tip = element("p", { className: "says", hidden: true });
  drawing.onpointermove = (event) => hover(event);
  drawing.onpointerleave = () => {
    tip.hidden = true;
    says.hidden = false;
  };
  const table = element("table", {},
    element("tr", {}, ...["word", "first axis", "second axis", "next words nearby"].map((name) => element("th", { scope: "col" }, name))),
    ...data.tokens.map((token, k) => element("tr", {}, element("th", { scope: "row" }, token),
      ...place.raw[k].map((v) => element("td", {}, signed(v))), element("td", {}, around(k)))));
  const twin = element("details", {}, element("summary", {}, "The path as a table"),
    element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table of the path" }, table));
  root.replaceChildren(element("div", { className: "controls" }, back, slider, forth), says, tip, legend, drawing, twin);

  const follow = (event) => {
    view.t = event.detail.t;
    draw();
  };
  document.removeEventListener("lstm-step", view.follow); // of the data before
  document.addEventListener("lstm-step", (view.follow = follow));
  draw();
  return () => document.removeEventListener("lstm-step", follow);

  function go(t) {
    view.t = Math.max(0, Math.min(T - 1, t));
    draw();
    document.dispatchEvent(new CustomEvent("lstm-go", { detail: { t: view.t } }));
  }

  function draw() {
    const t = (view.t = Math.max(0, Math.min(T - 1, view.t)));
    slider.value = t + 1;
    slider.setAttribute("aria-valuetext", `word ${t + 1}: ${data.tokens[t]}`);
    back.disabled = t === 0;
    forth.disabled = t === T - 1;
    way.setAttribute("points", place.points.slice(0, t + 1).map((p) => p.join()).join(" "));
    stops.forEach((stop, k) => {
      stop.classList.toggle("now", k === t);
      stop.setAttribute("r", k === t ? 8 : 5);
    });
    groups.forEach((group, k) => (group.style.display = view.hidden.has(k) ? "none" : ""));
    [...legend.children].forEach((button, k) => button.setAttribute("aria-pressed", String(!view.hidden.has(k))));
    label(t);
    says.replaceChildren("After ", element("q", {}, data.tokens[t]), `, ${data.symbol} stands where other texts went on with: ${around(t)} (of the ${NEAREST} nearest dots).`);
    drawing.setAttribute("aria-label", `Path of ${data.symbol} over ${T} words, now at word ${t + 1}, ${data.tokens[t]}; the table below has the places.`);
  }

  // The kinds of next word among the nearest background states, commonest first.
  function around(k) {
    const [x, y] = place.raw[k]; // in the plane's own units: the same on every screen
    const near = place.rawBackground
      .map(([a, b], n) => [(a - x) ** 2 + (b - y) ** 2, data.kind[n]])
      .sort((a, b) => a[0] - b[0])
      .slice(0, NEAREST);
    const counts = data.kinds.map((kind, n) => [near.filter(([, m]) => m === n).length, kind.name]);
    return counts.filter(([count]) => count).sort((a, b) => b[0] - a[0]).slice(0, 3)
      .map(([count, name]) => `${name} ${((100 * count) / near.length).toFixed(0)} %`).join(", ");
  }

  // Names of the words read so far, newest first, where they hit no other.
  function label(t) {
    const taken = [];
    const texts = [];
    for (let k = t; k >= 0; k--) {
      const [x, y] = place.points[k];
      const w = (k === t ? 9 : 8) * data.tokens[k].length + 4;
      const spots = [[10, 5], [-10 - w, 5], [-w / 2, -12], [-w / 2, 22]];
      const spot = spots.find(([dx, dy]) => {
        const box = [x + dx, y + dy - 13, x + dx + w, y + dy + 4];
        return box[0] > 18 && box[2] < width && box[1] > 0 && box[3] < height - 20 &&
          taken.every((o) => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
      });
      if (!spot && k !== t) continue;
      const [dx, dy] = spot ?? spots[x > width / 2 ? 1 : 0];
      taken.push([x + dx, y + dy - 13, x + dx + w, y + dy + 4]);
      texts.push(svg("text", { class: k === t ? "name now" : "name", x: x + dx, y: y + dy }, data.tokens[k]));
    }
    names.replaceChildren(...texts);
  }

  function hover(event) {
    const box = drawing.getBoundingClientRect();
    const [x, y] = [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
    let [best, at] = [144, -1];
    place.background.forEach(([a, b], n) => {
      const d = (a - x) ** 2 + (b - y) ** 2;
      if (d < best && !view.hidden.has(data.kind[n])) [best, at] = [d, n];
    });
    tip.hidden = at < 0;
    says.hidden = at >= 0;
    if (at >= 0) tip.replaceChildren("From another text: the next word was ", element("q", {}, data.next[at]), ` (${data.kinds[data.kind[at]].name}).`);
  }
}

// Both clouds of points in the drawing's units, with the same scale on both axes' own ranges.
function scale(width, height, background, points) {
  const list = (array) => Array.from({ length: array.shape[0] }, (_, k) => [array.values[2 * k], array.values[2 * k + 1]]);
  const [others, path] = [list(background), list(points)];
  const range = (axis) => {
    const all = [...others, ...path].map((p) => p[axis]);
    return [Math.min(...all), Math.max(...all)];
  };
  const [[x0, x1], [y0, y1]] = [range(0), range(1)];
  const to = ([x, y]) => [
    Math.round(10 * (28 + ((x - x0) / (x1 - x0 || 1)) * (width - 56))) / 10,
    Math.round(10 * (height - 30 - ((y - y0) / (y1 - y0 || 1)) * (height - 54))) / 10,
  ];
  return { background: others.map(to), points: path.map(to), raw: path, rawBackground: others };
}

// A mark whose shape says its kind as well as its colour.
function mark({ shape, colour }, x, y, r) {
  const d = {
    circle: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
    square: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
    triangle: `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.1 * r}h${-2.4 * r}z`,
    diamond: `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}z`,
    plus: `M${x - r / 3} ${y - 1.2 * r}h${r / 1.5}v${r * 0.87}h${r * 0.87}v${r / 1.5}h${-r * 0.87}v${r * 0.87}h${-r / 1.5}v${-r * 0.87}h${-r * 0.87}v${-r / 1.5}h${r * 0.87}z`,
    cross: `M${x - r} ${y - r}l${2 * r} ${2 * r}M${x + r} ${y - r}l${-2 * r} ${2 * r}`,
  }[shape];
  return svg("path", { d, ...(shape === "cross" ? { stroke: colour, "stroke-width": 1.8, fill: "none" } : { fill: colour }) });
}
