// Squares whose areas are true to scale, one corner in common. The slider flies from the smallest to
// the largest: at every moment one square fills the picture, and all others keep their true proportion.

import { calm } from "../shared/clock.js";
import { element, svg } from "../shared/dom.js";

const SIDE = 440;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  const id = JSON.stringify(data);
  if (store.id !== id) {
    Object.assign(store, { id, kinds: data.kinds, kind: Math.min(store.kind, data.kinds.length - 1), colour: data.colour });
    draw(store);
  }
  return () => cancelAnimationFrame(store.frame);
}

function build(root) {
  root.classList.add("scale-view");
  const store = { root, kind: 0, zoom: 0, kinds: [] };
  const choice = element("div", { className: "choice", role: "group", ariaLabel: "What is compared" });
  const slider = element("input", { type: "range", className: "bar", min: 0, max: 1000, step: 5, value: 0, ariaLabel: "Zoom" });
  slider.oninput = () => zoomTo(store, slider.value / 1000);
  const fly = element("button", { type: "button", className: "fly" }, "Fly to the largest");
  fly.onclick = () => flyTo(store, store.zoom < 0.5 ? 1 : 0);
  const picture = svg("svg", { viewBox: `-2 -2 ${SIDE + 4} ${SIDE + 4}`, role: "img" });
  const says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  const table = element("table", {});
  Object.assign(store, { choice, slider, fly, picture, says, table });
  root.append(element("div", { className: "flight" }, picture,
    element("div", { className: "beside" }, choice, says,
      element("label", {}, "zoom from ours (left) to the largest (right)", slider), fly,
      element("details", {}, element("summary", {}, "The sizes as a table"), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table of sizes" }, table)))));
  return store;
}

// The area that fills the picture at this zoom, from the smallest item (0) to the largest (1).
function extent(store) {
  const values = store.kinds[store.kind].items.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low * (high / low) ** store.zoom;
}

function zoomTo(store, zoom) {
  cancelAnimationFrame(store.frame);
  store.zoom = zoom;
  draw(store);
}

function flyTo(store, goal) {
  cancelAnimationFrame(store.frame);
  if (calm()) return zoomTo(store, goal);
  let before = null;
  const step = (now) => {
    store.zoom += Math.sign(goal - store.zoom) * Math.min(Math.abs(goal - store.zoom), ((now - (before ?? now)) / 1000) * 0.2);
    before = now;
    draw(store);
    if (store.zoom !== goal) store.frame = requestAnimationFrame(step);
  };
  store.frame = requestAnimationFrame(step);
}

function draw(store) {
  const { kinds, kind, picture, says, table, choice, slider, fly } = store;
  const { items, unit } = kinds[kind];
  if (choice.dataset.id !== store.id) {
    choice.dataset.id = store.id;
    choice.replaceChildren(...kinds.map(({ name }, k) => element("button", { type: "button", onclick: () => { store.kind = k; draw(store); } }, name)));
  }
  [...choice.children].forEach((button, k) => (button.ariaPressed = String(k === kind)));
  const full = extent(store);
  slider.value = Math.round(1000 * store.zoom);
  fly.textContent = store.zoom < 0.5 ? "Fly to the largest" : "Fly back to ours";
  const squares = [...items].reverse().flatMap(({ name, value }, k) => {
    const side = SIDE * Math.sqrt(value / full);
    const ours = k === items.length - 1;
    const seen = Math.min(side, SIDE * 1.2);
    return [svg("rect", { x: 0, y: SIDE - seen, width: seen, height: seen, class: ours ? "ours" : "other", style: `--n:${items.length - 1 - k}` }),
      side > 46 && side <= SIDE * 1.001 ? svg("text", { x: 8, y: SIDE - side + 20 }, name) : ""];
  });
  const smallest = items[0];
  const side = SIDE * Math.sqrt(smallest.value / full);
  const pointer = side < 12 ? [svg("circle", { cx: side / 2, cy: SIDE - side / 2, r: 12, class: "pointer" }),
    svg("text", { x: 20, y: SIDE - 8, class: "small" }, `${smallest.name}: ${pixels(side)}`)] : [];
  picture.replaceChildren(...squares.filter(Boolean), ...pointer);
  const filling = items.filter(({ value }) => value <= full * 1.0001).at(-1);
  const ours = full / smallest.value < 1.01 ? "Ours, the orange square, fills it." :
    `Ours, the orange square, is ${count(full / smallest.value)} times smaller.`;
  const named = filling === smallest ? "" : ` The largest square inside is “${filling.name}” with ${amount(filling.value, unit)}.`;
  const text = `The whole picture stands for ${amount(full, unit)}. ${ours}${named}`;
  picture.setAttribute("aria-label", text);
  slider.setAttribute("aria-valuetext", filling.name);
  if (says.textContent !== text) says.textContent = text;
  if (table.dataset.kind !== `${store.id}${kind}`) {
    table.dataset.kind = `${store.id}${kind}`;
    const cells = (tag, ...texts) => element("tr", {}, ...texts.map((t) => element(tag, {}, t)));
    table.replaceChildren(cells("th", "model or text", unit, "times ours", "source"),
      ...items.map(({ name, value, source }) => cells("td", name, amount(value, ""), (value / smallest.value).toLocaleString("en", { maximumFractionDigits: 0 }), source || "this app's file")));
  }
}

const pixels = (side) => (side < 1 ? `a ${Math.round(1 / side)}th of a point wide` : `${side.toFixed(0)} points wide`);
const count = (ratio) => Number(ratio.toPrecision(3)).toLocaleString("en");

const SIZES = [
  { size: 1e12, word: "trillion" }, { size: 1e9, word: "billion" }, { size: 1e6, word: "million" }, { size: 1e3, word: "thousand" },
  { size: 1, word: "" },
];

function amount(value, unit) {
  const { size, word } = SIZES.find((step) => value >= step.size) ?? SIZES.at(-1);
  return `${Number((value / size).toPrecision(3))} ${word} ${unit}`.trim();
}
