// The word2vec network on a short text: each step slides the window, trains on one pair and moves on.
// All steps were recorded by Python; here they are only shown, so stepping needs no server.

import { decodeAll, row } from "../shared/arrays.js";
import { calm, createClock } from "../shared/clock.js";
import { element, help, panel, signed, svg } from "../shared/dom.js";
import { did } from "../shared/did.js";
import { stepButtons, stepByKey } from "../shared/player.js";
import { decimalsFor } from "../shared/rounding.js";
import { createStore, update, within } from "../shared/store.js";
import { lossCurve, percent } from "./charts.js";
import { drawNetwork } from "./network-picture.js";

const PHASES = ["Pair", "Hidden", "Scores", "Softmax", "Learn"];
const PHASE_MS = 650;
const WALK_MS = { 20: 90, 100: 25 }; // a step's time where that many run by

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= buildNetwork(root));
  root.classList.add("network");
  if (store.data?.id !== data.id) {
    const arrays = decodeAll(data.arrays);
    const losses = Array.from(arrays.losses.values);
    const n = data.examples.length;
    // mean over the last pass through the text, so that easy and hard pairs do not make it jump
    const curve = losses.map((_, k) => {
      const part = losses.slice(Math.max(0, k - n + 1), k + 1);
      return [k + 1, part.reduce((a, b) => a + b, 0) / part.length];
    });
    store.clock.stop();
    update(store, { data: { ...data, arrays, curve }, k: 0, phase: null });
  }
  return () => store.clock.stop();
}

function buildNetwork(root) {
  const state = { k: 0, phase: null, width: 0, clock: createClock(), bounds: null };
  const store = createStore(root, state, () => (store.k = within(store.k, last(store))));
  const choose = (step) => {
    store.clock.stop();
    update(store, { phase: PHASES[within(PHASES.indexOf(store.phase) + step, PHASES.length - 1)] });
  };
  const moves = {
    first: () => go(store, 0),
    previous: () => go(store, store.k - 1),
    next: () => go(store, store.k + 1),
    last: () => go(store, last(store)),
    up: () => choose(-1),
    down: () => choose(1),
  };
  const { back, bounds } = stepButtons(moves);
  store.bounds = bounds;
  const button = (name, label, text, action) =>
    element("button", { type: "button", className: name, ariaLabel: label, title: label, onclick: action }, text);
  const bar = element("input", { type: "range", className: "bar", min: 1, ariaLabel: "Training step" });
  bar.oninput = () => go(store, Number(bar.value) - 1);
  const phases = element("div", { className: "stages", role: "group", ariaLabel: "Part of the step" });
  for (const phase of PHASES) {
    const b = button("stage", phase, phase, () => {
      store.clock.stop();
      update(store, { phase: store.phase === phase ? null : phase });
    });
    b.dataset.phase = phase;
    phases.append(b);
  }
  root.append(
    element("div", { className: "timeline" },
      element("div", { className: "chips" }),
      bar,
      element("div", { className: "controls" },
        element("div", { className: "transport", role: "group", ariaLabel: "Training steps" },
          ...back,
          button("play next-step", "Next step", "Next", () => { walk(store, 1); did("next"); }),
          button("twenty", "20 steps", "20 steps", () => walk(store, 20)),
          button("hundred", "100 steps", "100 steps", () => walk(store, 100)),
          help("One step trains on one pair of the text. Keys: → next step, ← back, Home and End jump, ↑ and ↓ choose a part of the step, Space stops."),
        ),
        element("div", { className: "group" }, phases, help(
          "What happens in one step: the window gives a pair; the words that go in are looked up (hidden layer); every word gets a score; " +
          "softmax turns the scores into probabilities; learning moves both matrices so that the right word gets more.",
        )),
      ),
      element("p", { className: "says", role: "status", ariaLive: "polite" }),
    ),
    panel("net", "The network",
      "Left: every word of the text with its one-hot number (1 for the words that go in) and its row of W_in, which is its embedding. " +
      "Middle: the hidden layer. Right: every word with its row of W_out and its probability. Lines show the weights in use.",
      element("span", { className: "at" }), element("div", { className: "canvas" }), netLegend()),
    element("div", { className: "side" },
      panel("pairs", "Training pairs", "What the network has been trained on so far in this pass over the text. The latest pair is on top.",
        element("ol", { className: "pair-list", tabIndex: 0, ariaLabel: "Training pairs" })),
      panel("loss", "Loss per pass", "−ln of the probability given to the right word, averaged over the last pass through the text. 0 would be perfect. " +
        "Where the same words around can have different ones in their middle, no learning gets there.",
        svg("svg", { role: "img", class: "loss-curve" })),
    ),
    panel("numbers", "This step in numbers", "The same step as formulas. The numbers are those of the network on the left, rounded.",
      element("div", { className: "lines" })),
  );
  root.onkeydown = (event) => stepByKey(event, moves, store.clock.stop);
  store.parts.push(drawTraining);
  const canvas = root.querySelector(".canvas");
  new ResizeObserver(([entry]) => {
    update(store, { width: Math.floor(entry.contentRect.width) });
  }).observe(canvas);
  return store;
}

function netLegend() {
  return element("div", { className: "legend" },
    element("span", { className: "key" }, element("small", {}, "negative "), element("span", { className: "ramp signed" }), element("small", {}, " positive weight or value")),
    element("span", { className: "key" }, element("span", { className: "swatch in" }), element("small", {}, " goes in")),
    element("span", { className: "key" }, element("span", { className: "swatch out" }), element("small", {}, " should come out")),
  );
}

const nats = (loss) => loss.toFixed(decimalsFor(loss));
const last = (store) => store.data.order.length - 1;

function go(store, k) {
  store.clock.stop();
  update(store, { k, phase: null });
}

// One step goes through its parts; many steps run by quickly. With reduced motion both just arrive.
function walk(store, steps) {
  const goal = within(store.k + steps, last(store));
  if (calm()) return go(store, goal);
  if (steps === 1) store.clock.start((first) => throughParts(store, first, goal), PHASE_MS);
  else store.clock.start(() => toNext(store, goal), WALK_MS[steps]);
}

function throughParts(store, first, goal) {
  if (!first) update(store, { phase: PHASES[PHASES.indexOf(store.phase) + 1] });
  else update(store, { k: store.phase === null ? store.k : goal, phase: PHASES[0] });
  return store.phase !== PHASES.at(-1);
}

function toNext(store, goal) {
  if (store.k < goal) update(store, { k: store.k + 1, phase: null });
  return store.k < goal;
}

function drawTraining(store) {
  const { data, k, phase, root, bounds } = store;
  if (!store.width) return;
  const now = moment(data, k);
  drawChips(root.querySelector(".chips"), data, now);
  const bar = root.querySelector(".bar");
  bar.max = data.order.length;
  bar.value = k + 1;
  bar.setAttribute("aria-valuetext", `step ${k + 1} of ${data.order.length}`);
  const done = k === last(store);
  bounds(k === 0, done);
  for (const name of ["twenty", "hundred"]) root.querySelector(`.${name}`).disabled = done;
  root.querySelector(".next-step").disabled = done && phase === "Learn";
  for (const b of root.querySelectorAll(".stage")) b.ariaPressed = String(b.dataset.phase === phase);
  root.querySelector(".at").textContent = `step ${k + 1} of ${data.order.length}, pass ${Math.floor(k / data.examples.length) + 1} over the text`;
  const sentence = narrateStep(data, now, phase);
  const says = root.querySelector(".says");
  if (says.textContent !== sentence) says.textContent = sentence;
  drawNetwork(root.querySelector(".canvas"), store, now);
  drawPairs(root.querySelector(".pair-list"), data, k);
  lossCurve(root.querySelector(".loss-curve"), data.curve, k + 1, {
    unit: "steps", say: `Loss, mean over the last pass: ${nats(data.curve[k][1])} at step ${k + 1}, ${nats(data.curve[0][1])} at the first.`,
  });
  drawNumbers(root.querySelector(".numbers .lines"), data, now, phase);
}

// Everything of one step: the places and words that go in and come out, and its numbers.
function moment(data, k) {
  const [places, place] = data.examples[data.order[k]];
  const at = (name, n = k) => row(data.arrays[name], n);
  const V = data.vocabulary.length;
  const target = data.ids[place];
  return {
    k, places, place, target, V, E: at("hidden").length,
    inputs: places.map((p) => data.ids[p]),
    hidden: at("hidden"), scores: at("scores"), p: at("probabilities"),
    loss: data.arrays.losses.values[k], after: data.arrays.after.values[k],
    W_in: at("W_in"), W_out: at("W_out"), W_in_after: at("W_in", k + 1), W_out_after: at("W_out", k + 1),
  };
}

export const quoted = (list) => list.map((word) => `“${word}”`).join(", ");

function narrateStep(data, now, phase) {
  const inputs = now.places.map((p) => data.tokens[p]);
  const target = data.tokens[now.place];
  const best = now.p.indexOf(Math.max(...now.p));
  const sentences = {
    Pair: data.flavour === "cbow"
      ? `The window stands at “${target}”: given the words around it, ${quoted(inputs)}, the network has to find “${target}”.`
      : `The window stands at “${inputs[0]}”: given this word, the network has to find “${target}” in its surroundings.`,
    Hidden: inputs.length === 1
      ? `One-hot times W_in picks the row of “${inputs[0]}”: ${now.E} numbers, the hidden layer.`
      : `One-hot times W_in picks the rows of ${quoted(inputs)}; their average is the hidden layer, ${now.E} numbers.`,
    Scores: `Each word's score is its row of W_out times the hidden layer. “${target}” scores ${signed(now.scores[now.target])}, ` +
      `the highest is ${signed(now.scores[best])} for “${data.vocabulary[best]}”.`,
    Softmax: `Softmax makes probabilities of the scores: “${target}” gets ${percent(now.p[now.target])}.` +
      (best === now.target ? " It is the first choice." : ` The first choice is “${data.vocabulary[best]}” with ${percent(now.p[best])}.`),
    Learn: `Learning moves the rows of W_in that went in, and all of W_out, a little: “${target}” rises from ${percent(now.p[now.target])} to ${percent(now.after)}.`,
  };
  return sentences[phase] ??
    (data.flavour === "cbow"
      ? `${quoted(inputs)} in, “${target}” out: probability ${percent(now.p[now.target])}, ${percent(now.after)} after learning from it.`
      : `“${inputs[0]}” in, “${target}” out: probability ${percent(now.p[now.target])}, ${percent(now.after)} after learning from it.`);
}

function drawChips(chips, data, now) {
  if (chips.dataset.id !== data.id) {
    chips.dataset.id = data.id;
    chips.replaceChildren(...data.tokens.map((token) => element("span", { className: "chip still" }, token)));
  }
  [...chips.children].forEach((chip, place) => {
    chip.classList.toggle("goes-in", now.places.includes(place));
    chip.classList.toggle("comes-out", place === now.place);
  });
}

function drawPairs(list, data, k) {
  const pass = Math.floor(k / data.examples.length) * data.examples.length;
  const named = `${data.id} ${k}`;
  if (list.dataset.named === named) return;
  list.dataset.named = named;
  const items = [];
  for (let n = k; n >= pass; n--) {
    const now = moment(data, n);
    items.push(element("li", {},
      element("span", { className: "pair-words" }, `${now.places.map((p) => data.tokens[p]).join(", ")} → `, element("b", {}, data.tokens[now.place])),
      element("span", { className: "pair-p" }, `${percent(now.p[now.target])} → ${percent(now.after)}`)));
  }
  list.replaceChildren(...items);
  list.scrollTop = 0;
}

function drawNumbers(host, data, now, phase) {
  const V = now.V;
  const inputs = now.inputs.map((v) => data.vocabulary[v]);
  const target = data.vocabulary[now.target];
  const list = (values) => `(${Array.from(values, (v) => signed(v)).join(", ")})`;
  const lines = [
    ["Hidden", inputs.length === 1 ? "h = W_in[word]" : "h = mean of W_in[words]", `${list(now.hidden)}`],
    ["Scores", "s = W_out·h", `s(${target}) = ${signed(now.scores[now.target])}, and ${V - 1} others`],
    ["Softmax", "p = e^s / Σ e^s", `p(${target}) = ${now.p[now.target].toFixed(decimalsFor(now.p[now.target], 3))}`],
    ["Learn", "loss = −ln p", `${nats(now.loss)}, and after this step ${nats(-Math.log(now.after))}`],
  ];
  host.replaceChildren(...lines.map(([name, left, right]) => {
    const node = element("div", { className: "line" }, element("span", { className: "tag" }, name),
      element("span", { className: "formula" }, left), element("span", { className: "values" }, right));
    node.classList.toggle("dim", phase !== null && phase !== name && phase !== "Pair");
    return node;
  }));
}
