// The word map while it learns: snapshots of the same words, on one plane, played in the browser.

import { decode, row } from "../shared/arrays.js";
import { calm, createClock } from "../shared/clock.js";
import { element, panel, signed, svg } from "../shared/dom.js";
import { playButton } from "../shared/player.js";
import { createStore, update, within } from "../shared/store.js";
import { lossCurve } from "./charts.js";

const FIELD = { ratio: 0.62, pad: 26 };
const FRAME_MS = 160;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= buildField(root));
  root.classList.add("moving-map");
  if (store.sent !== data) {
    store.sent = data;
    const same = store.data?.id === data.id;
    const frames = decode(data.frames);
    const end = frames.shape[0] - 1;
    receiveFrames(store, { ...data, frames }, same ? store.places : null);
    // while it trains, and when it has just ended, the picture stands at the latest snapshot
    update(store, { at: end });
  }
  return () => store.clock.stop();
}

function buildField(root) {
  const last = () => store.data.frames.shape[0] - 1;
  const state = { at: 0, places: null, word: null, clock: createClock() };
  const store = createStore(root, state, () => (store.at = within(store.at, last())));
  const canvas = element("canvas", { role: "img" });
  const bar = element("input", { type: "range", className: "bar", min: 0, ariaLabel: "Moment of the training" });
  bar.oninput = () => {
    store.clock.stop();
    update(store, { at: Number(bar.value) });
  };
  const tick = (first) => {
    update(store, { at: first ? store.at % last() : store.at + 1 }); // from the start if it stands at the end
    return store.at < last();
  };
  const play = playButton(store.clock, () => store.clock.start(tick, FRAME_MS), "Play the training");
  const choice = element("select", { ariaLabel: "Follow a word" });
  choice.onchange = () => update(store, { word: choice.value });
  const table = element("table", {});
  const twin = element("details", {}, element("summary", {}, "Nearest words of all labelled words, as a table"),
    element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Nearest words" }, table));
  twin.ontoggle = () => update(store);
  store.parts.push(drawMoment);
  Object.assign(store, { canvas, bar, play, choice, table, twin });
  root.append(
    panel("field-panel", "The word map while it learns",
      "Each dot is a word of the corpus. The plane is the PCA plane of the last snapshot, so the axes stand still and only the words move. " +
      "Labelled words belong to a group, or are the most frequent ones.",
      element("div", { className: "field" }, canvas),
      element("div", { className: "field-key" }),
      bar,
      element("div", { className: "controls" }, play,
        element("label", {}, "follow ", choice)),
      element("p", { className: "near-list", role: "status", ariaLive: "polite" }),
      twin),
    element("div", { className: "side" },
      panel("loss", "Loss while it learns", "−ln of what the network gave to the right words (with negative sampling: also to the wrong ones), averaged over its pairs. Lower is better.",
        svg("svg", { role: "img", class: "loss-curve" }))),
  );
  new ResizeObserver(() => store.data && paintField(store)).observe(canvas.parentElement);
  return store;
}

function receiveFrames(store, data, places) {
  store.clock.stop();
  store.data = data;
  const { values } = data.frames;
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < values.length; k += 2) {
    [x0, x1] = [Math.min(x0, values[k]), Math.max(x1, values[k])];
    [y0, y1] = [Math.min(y0, values[k + 1]), Math.max(y1, values[k + 1])];
  }
  store.box = [x0, x1, y0, y1];
  store.places = places?.length === data.frames.shape[1] * 2 ? places : null;
  const labelled = data.labelled.map((n) => data.words[n]);
  if (store.choice.dataset.words !== labelled.join()) {
    store.choice.dataset.words = labelled.join();
    store.choice.replaceChildren(...labelled.map((word) => element("option", { value: word }, word)));
    store.word = labelled.includes(store.word) ? store.word : labelled.includes("king") ? "king" : labelled[0];
    store.choice.value = store.word;
    store.root.querySelector(".field-key").replaceChildren(...data.groups.map((group) =>
      element("span", { className: "key" }, mark(group), ` ${group.name}`)),
      element("span", { className: "key" }, "· other words"));
  }
}

function mark(group) {
  const shape = { circle: "M8 2a6 6 0 1 0 .01 0z", square: "M2 2h12v12H2z", diamond: "M8 0l8 8-8 8-8-8z", cross: "M6 1h4v5h5v4h-5v5H6v-5H1V6h5z" };
  const open = group.marker.endsWith("-open");
  const path = svg("path", { d: shape[group.marker.replace("-open", "")] });
  path.style.cssText = open ? `fill: none; stroke: ${group.colour}; stroke-width: 2.5` : `fill: ${group.colour}`;
  return svg("svg", { viewBox: "-1 -1 18 18", width: 12, height: 12, "aria-hidden": "true" }, path);
}

function drawMoment(store) {
  const { data, at } = store;
  const end = data.frames.shape[0] - 1;
  store.bar.max = end;
  store.bar.value = at;
  store.bar.disabled = store.play.disabled = end === 0;
  store.bar.setAttribute("aria-valuetext", `after ${data.read[at].toLocaleString("en")} words`);
  glide(store, row(data.frames, at));
  const chosen = data.labelled.findIndex((n) => data.words[n] === store.word);
  const near = data.neighbours[at][chosen].map(([word, cosine]) => `${word} ${signed(cosine)}`).join(", ");
  const says = `After ${data.read[at].toLocaleString("en")} words read: nearest to “${store.word}” of all ${data.vocabulary.toLocaleString("en")} words: ${near}.`;
  const line = store.root.querySelector(".near-list");
  if (line.textContent !== says) line.textContent = says;
  const loss = data.losses.findLast(([read]) => read <= data.read[at]);
  if (data.losses.length) {
    lossCurve(store.root.querySelector(".loss-curve"), data.losses, data.read[at], {
      unit: "words read", say: `Loss ${loss ? loss[1].toFixed(2) : data.losses[0][1].toFixed(2)} after ${data.read[at].toLocaleString("en")} words.`,
    });
  }
  if (store.twin.open) {
    store.table.replaceChildren(
      element("tr", {}, element("th", {}, "word"), element("th", {}, "nearest words, with cosines")),
      ...data.labelled.map((n, k) => element("tr", {}, element("th", {}, data.words[n]),
        element("td", {}, data.neighbours[at][k].map(([word, cosine]) => `${word} ${signed(cosine)}`).join(", ")))));
  }
}

// Words move to their new places within a moment; with reduced motion they are there at once.
function glide(store, goal) {
  cancelAnimationFrame(store.frame);
  const from = store.places ? Float32Array.from(store.places) : null;
  if (!from || calm()) {
    store.places = Float32Array.from(goal);
    return paintField(store);
  }
  const started = performance.now();
  const move = (time) => {
    const share = Math.min(1, (time - started) / FRAME_MS);
    store.places = from.map((v, k) => v + (goal[k] - v) * share);
    paintField(store);
    if (share < 1) store.frame = requestAnimationFrame(move);
  };
  store.frame = requestAnimationFrame(move);
}

function paintField(store) {
  const { canvas, data, places, box } = store;
  const width = canvas.parentElement.clientWidth;
  if (!width || !places) return;
  const height = Math.round(width * Math.max(FIELD.ratio, Math.min(1.1, 330 / width)));
  const scale = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.height = `${height}px`;
  }
  const style = getComputedStyle(store.root);
  const [ink, paper] = [style.color, style.getPropertyValue("--st-background-color")];
  const c = canvas.getContext("2d");
  c.setTransform(scale, 0, 0, scale, 0, 0);
  c.clearRect(0, 0, width, height);
  const [x0, x1, y0, y1] = box;
  const px = (n) => FIELD.pad + ((places[2 * n] - x0) / (x1 - x0 || 1)) * (width - 2 * FIELD.pad - 40);
  const py = (n) => height - FIELD.pad - ((places[2 * n + 1] - y0) / (y1 - y0 || 1)) * (height - 2 * FIELD.pad);
  c.fillStyle = ink;
  c.globalAlpha = 0.25;
  for (let n = 0; n < data.words.length; n++) c.fillRect(px(n) - 1.2, py(n) - 1.2, 2.4, 2.4);
  c.globalAlpha = 0.75;
  c.font = "12px sans-serif";
  c.textAlign = "right";
  c.fillText(`first axis: ${(100 * data.explained[0]).toFixed(0)} % of the spread →`, width - 6, height - 6);
  c.save();
  c.rotate(-Math.PI / 2);
  c.fillText(`second axis: ${(100 * data.explained[1]).toFixed(0)} % →`, -6, 12);
  c.restore();
  c.globalAlpha = 1;
  c.textAlign = "left";
  const looks = Object.fromEntries(data.groups.map((group) => [group.name, group]));
  const taken = data.labelled.map((n) => [px(n) - 4, py(n) - 4, px(n) + 4, py(n) + 4]);
  // the followed word first, so that its label is never the one left out
  const order = [...data.labelled].sort((a, b) => Number(data.words[b] === store.word) - Number(data.words[a] === store.word));
  for (const n of order) {
    const [x, y] = [px(n), py(n)];
    const look = looks[data.group[n]];
    const chosen = data.words[n] === store.word;
    drawMark(c, x, y, look, ink, chosen);
    c.font = `${chosen ? "700 14px" : "12.5px"} sans-serif`;
    const w = c.measureText(data.words[n]).width;
    const spots = [[7, 4], [-7 - w, 4], [-w / 2, -8], [-w / 2, 17]];
    const free = spots.find(([dx, dy]) => {
      const b = [x + dx, y + dy - 11, x + dx + w, y + dy + 3];
      return b[0] > 14 && b[2] < width && b[1] > 0 && taken.every((o) => b[2] < o[0] || b[0] > o[2] || b[3] < o[1] || b[1] > o[3]);
    });
    if (!free && !chosen) continue;
    const [dx, dy] = free ?? spots[0];
    taken.push([x + dx, y + dy - 11, x + dx + w, y + dy + 3]);
    c.lineWidth = 3;
    c.strokeStyle = paper;
    c.fillStyle = ink;
    c.strokeText(data.words[n], x + dx, y + dy);
    c.fillText(data.words[n], x + dx, y + dy);
  }
  canvas.setAttribute("aria-label", `Map of ${data.words.length} words after ${data.read[store.at].toLocaleString("en")} words read; the table below lists nearest words.`);
}

function drawMark(c, x, y, look, ink, chosen) {
  const r = chosen ? 6.5 : 4.5;
  c.fillStyle = c.strokeStyle = look?.colour ?? ink;
  c.lineWidth = 2;
  c.beginPath();
  const shape = (look?.marker ?? "circle").replace("-open", "");
  if (shape === "square") c.rect(x - r, y - r, 2 * r, 2 * r);
  else if (shape === "diamond") {
    c.moveTo(x, y - r - 1);
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0]]) c.lineTo(x + dx * (r + 1), y + dy * (r + 1));
    c.closePath();
  } else if (shape === "cross") {
    c.rect(x - r, y - 1.8, 2 * r, 3.6);
    c.rect(x - 1.8, y - r, 3.6, 2 * r);
  } else c.arc(x, y, r, 0, 7);
  if (look?.marker.endsWith("-open")) c.stroke();
  else c.fill();
}
