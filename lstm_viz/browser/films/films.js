// A film, what the network expected of it, and its gates as pictures; played in the browser.

import { decodeAll, row } from "../shared/arrays.js";
import { element, panel, signed } from "../shared/dom.js";
import { buildPlayer } from "../shared/player.js";
import { createStore, update, within } from "../shared/store.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  if (store.data?.id !== data.id) {
    const place = store.data ? {} : { t: data.seen - 1 };
    update(store, { data: { ...data, arrays: decodeAll(data.arrays) }, fresh: true, ...place });
  }
  return () => store.player.stop();
}

function build(root) {
  root.classList.add("films");
  const last = () => store.data.arrays.truth.shape[0] - 1;
  const store = createStore(root, { t: 0, place: null }, () => (store.t = within(store.t, last())));
  const go = (t) => update(store, { t });
  const bar = element("input", { type: "range", className: "bar", min: 0, ariaLabel: "Picture" });
  bar.oninput = () => {
    store.player.stop();
    go(Number(bar.value));
  };
  store.player = buildPlayer({
    interval: 450,
    keys: "One step is one picture. Keys: ← and → step, Space plays, Home and End jump.",
    go: { first: () => go(0), previous: () => go(store.t - 1), next: () => go(store.t + 1), last: () => go(last()) },
    tick(first) {
      go(first && store.t === last() ? 0 : store.t + 1);
      return store.t < last();
    },
  });
  store.bar = bar;
  store.says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  store.large = element("div", { className: "large" });
  store.small = element("div", { className: "small-pictures" });
  store.note = element("p", { className: "readout" });
  root.append(
    element("div", { className: "timeline" }, bar, element("div", { className: "controls" }, store.player.element), store.says),
    panel("screen", "The film", "Full colour is a dot, no colour is an empty place. Point at any place to see which neighbours decide about it.", store.large),
    panel("gates-panel", "The gates are pictures now", "One channel of the memory: every place has its own forget gate, input gate and so on, all made by the same small kernels.", store.small, store.note),
  );
  root.onkeydown = store.player.key;
  store.parts.push(draw);
  return store;
}

// Pictures are made once for a film; drawing repaints them.
function frameOf(store, host, key, title, legend) {
  const canvas = element("canvas", { role: "img" });
  const field = element("div", { className: "film-field" }, canvas, element("div", { className: "around" }), element("div", { className: "here" }));
  field.onpointermove = (event) => {
    const box = field.getBoundingClientRect();
    const [, R, S] = store.data.arrays.truth.shape;
    const at = (offset, size, n) => within(Math.floor((offset / size) * n), n - 1);
    update(store, { place: [at(event.clientY - box.top, box.height, R), at(event.clientX - box.left, box.width, S)] });
  };
  field.onpointerleave = () => update(store, { place: null });
  const figure = element("figure", {}, element("figcaption", {}, ...title), field, element("div", { className: "under" }, ...legend));
  figure.dataset.key = key;
  host.append(figure);
}

function ramp(signed, colour, negative, low, high) {
  const gradient = signed ? `linear-gradient(90deg, ${negative}, transparent, ${colour})` : `linear-gradient(90deg, transparent, ${colour})`;
  return [element("small", {}, low), element("span", { className: "ramp", style: `background:${gradient}` }), element("small", {}, high)];
}

function draw(store) {
  const { data, t, large, small, note } = store;
  const T = data.arrays.truth.shape[0];
  if (store.fresh) {
    store.fresh = false;
    large.replaceChildren();
    small.replaceChildren();
    for (const [key, title] of [["truth", "What happens"], ["read", "What the network reads"], ["expected", "What it expected"]]) {
      frameOf(store, large, key, [title], ramp(false, "currentColor", "", "empty", "dot"));
    }
    for (const role of data.roles) {
      frameOf(store, small, role.field, [element("i", {}, role.symbol), ` ${role.name}`],
        ramp(role.signed, role.colour, data.colours.negative, role.low, role.high));
    }
  }
  const ink = getComputedStyle(store.root).color;
  for (const figure of [...large.children, ...small.children]) {
    const { key } = figure.dataset;
    const role = data.roles.find(({ field }) => field === key);
    const canvas = figure.querySelector("canvas");
    paintPicture(canvas, data.arrays[key], t, role ?? { colour: ink, largest: 1 }, data.colours.negative);
    canvas.setAttribute("aria-label", `${figure.firstChild.textContent}, picture ${t + 1} of ${T}`);
    mark(store, figure, key);
  }
  small.dataset.channel = data.channel;
  store.bar.max = T - 1;
  store.bar.value = t;
  store.bar.setAttribute("aria-valuetext", `picture ${t + 1} of ${T}`);
  store.player.bounds(t === 0, t === T - 1);
  const alone = t >= data.seen;
  large.classList.toggle("alone", alone);
  const error = (value) => value.toFixed(4);
  const compared = t === 0 ? "It has seen nothing before it, so it expected nothing." :
    `Its mean squared error is ${error(data.errors[t])}; simply repeating the last picture that was seen would give ${error(data.repeating[t])}.`;
  const text = `Picture ${t + 1} of ${T}. ${alone ? "The network is alone now: it reads what it expected itself." : "The network reads the film."} ${compared}`;
  if (store.says.textContent !== text) store.says.textContent = text;
  const [r, s] = store.place ?? [null, null];
  const value = (key) => row(data.arrays[key], t)[r * data.arrays[key].shape[2] + s];
  note.textContent = store.place
    ? `At row ${r + 1}, column ${s + 1}: ` + data.roles.map(({ field, symbol }) => `${symbol} ${signed(value(field))}`).join("   ")
    : `Channel ${data.channel}. Point at a place: the frame shows the ${data.kernel} × ${data.kernel} neighbours that its gates look at, in the picture and in the last h.`;
}

function paintPicture(canvas, pictures, t, { colour, largest }, negative) {
  const [, R, S] = pictures.shape;
  canvas.width = S;
  canvas.height = R;
  const context = canvas.getContext("2d");
  row(pictures, t).forEach((value, k) => {
    context.globalAlpha = Math.min(1, Math.abs(value) / largest);
    context.fillStyle = value < 0 ? negative : colour;
    context.fillRect(k % S, Math.floor(k / S), 1, 1);
  });
}

function mark(store, figure, key) {
  const [here, around] = [figure.querySelector(".here"), figure.querySelector(".around")];
  here.hidden = around.hidden = !store.place;
  if (!store.place) return;
  const [, R, S] = store.data.arrays.truth.shape;
  const [r, s] = store.place;
  const half = (store.data.kernel - 1) / 2;
  const looked = key === "read" || key === "hidden_state";
  here.style.cssText = `left:${(100 * s) / S}%; top:${(100 * r) / R}%; width:${100 / S}%; height:${100 / R}%`;
  around.hidden = !looked;
  const [left, top] = [Math.max(0, s - half), Math.max(0, r - half)];
  const [right, bottom] = [Math.min(S, s + half + 1), Math.min(R, r + half + 1)];
  around.style.cssText = `left:${(100 * left) / S}%; top:${(100 * top) / R}%; width:${(100 * (right - left)) / S}%; height:${(100 * (bottom - top)) / R}%`;
}
