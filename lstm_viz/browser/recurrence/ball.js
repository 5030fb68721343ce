// The bouncing ball: throw it, and watch two networks say where it will be.

import { decodeAll } from "../shared/arrays.js";
import { calm, createClock } from "../shared/clock.js";
import { element, svg } from "../shared/dom.js";
import { playButton } from "../shared/player.js";
import { createStore, update } from "../shared/store.js";
import { feedforwardStep, recurrentStep, rolled } from "./ball_network.js";

const TABLE = 400; // width of the drawing; places −1 … 1 fill it
const FRAME_MS = 60;
const SHOWN = 12; // frames of the past that stay visible
const THROW_ENDS = 240; // frames after which it rests
const KINDS = ["recurrent", "feedforward"];

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= buildBall(root));
  if (store.id !== data.id) {
    store.id = data.id;
    store.data = { ...data, weights: decodeAll(data.weights) };
    throwBall(store, data.first.place, data.first.velocity);
    for (let k = 0; k < data.first.frames; k++) advance(store);
    update(store);
  }
  return () => store.clock.stop();
}

function throwBall(store, place, velocity) {
  Object.assign(store, { place, velocity, frame: 0, history: [], sums: { recurrent: 0, feedforward: 0 }, judged: 0 });
  store.state = new Float32Array(store.data.weights["recurrent.rnn.weight_hh_l0"].shape[1]);
  look(store);
}

// Both networks look at the ball where it is now.
function look(store) {
  const now = rolled(store.place, store.velocity, store.frame);
  const recurrent = recurrentStep(store.data.weights, now, store.state);
  store.state = recurrent.state;
  const guesses = { recurrent: recurrent.guesses, feedforward: feedforwardStep(store.data.weights, now) };
  store.history.push({ now, guesses });
  // the guesses of `ahead` frames ago were about this very frame
  const ahead = guesses.recurrent.length;
  const then = store.history[store.frame - ahead];
  if (!then) return;
  store.judged += 1;
  for (const kind of KINDS) {
    const [x, y] = then.guesses[kind][ahead - 1];
    store.sums[kind] += Math.hypot(x - now[0], y - now[1]);
  }
}

function advance(store) {
  store.frame += 1;
  look(store);
}

function buildBall(root) {
  const store = createStore(root, { aim: null, clock: createClock() });
  const drawing = svg("svg", { viewBox: `0 0 ${TABLE} ${TABLE}`, class: "table", role: "img" });
  const button = (label, name, action) => element("button", { type: "button", className: name, onclick: action }, label);
  const rests = () => store.frame >= THROW_ENDS;
  const tick = () => {
    if (!rests()) advance(store);
    update(store);
    return !rests();
  };
  const roll = () => {
    if (rests()) throwBall(store, store.place, store.velocity);
    store.clock.start(tick, FRAME_MS);
  };
  store.clock.watchers.push(() => update(store));
  const step = button("One frame on", "frame-step", () => {
    store.clock.stop();
    tick();
  });
  const again = button("Throw at random", "random", () => {
    const { slowest, speediest } = store.data;
    const angle = 2 * Math.PI * Math.random();
    const speed = slowest + (speediest - slowest) * Math.random();
    throwBall(store, [2 * Math.random() - 1, 2 * Math.random() - 1], [speed * Math.cos(angle), speed * Math.sin(angle)]);
    rollUnlessCalm(store, roll);
  });
  aim(store, drawing, roll);
  store.parts.push(drawBall);
  store.drawing = drawing;
  store.says = element("p", { className: "says", role: "status", ariaLive: "off" });
  store.scores = element("div", { className: "scores" });
  const key = (kind, text) => element("span", { className: "key" }, element("span", { className: `dot ${kind}` }), text);
  root.append(
    element("div", { className: "ball-page" },
      drawing,
      element("div", { className: "beside" },
        element("p", { className: "how" }, element("b", {}, "Throw the ball: "), "press on the table, drag in the direction it should roll, let go. Longer is faster."),
        element("div", { className: "controls" }, playButton(store.clock, roll, "Roll"), step, again),
        store.says,
        store.scores,
        element("div", { className: "legend" },
          key("past", "where it was"), key("true", "where it will really be"), key("recurrent", "recurrent network: has seen the frames before"),
          key("feedforward", "feedforward network: sees this frame only")))));
  return store;
}

// Press, drag, let go: the arrow is the throw.
function aim(store, drawing, roll) {
  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    const scale = (v, from, size) => Math.max(-1, Math.min(1, (2 * (v - from)) / size - 1));
    return [scale(event.clientX, box.left, box.width), scale(event.clientY, box.top, box.height)];
  };
  drawing.onpointerdown = (event) => {
    drawing.setPointerCapture(event.pointerId);
    store.clock.stop();
    update(store, { aim: { from: at(event), to: at(event) } });
  };
  drawing.onpointermove = (event) => {
    if (!store.aim) return;
    update(store, { aim: { from: store.aim.from, to: at(event) } });
  };
  drawing.onpointercancel = () => update(store, { aim: null });
  drawing.onpointerup = () => {
    if (!store.aim) return;
    const { from, to } = store.aim;
    store.aim = null;
    const { slowest, speediest } = store.data;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    if (length < 0.02) return update(store); // a tap throws nothing
    const speed = Math.max(slowest, Math.min(speediest, length / 8));
    throwBall(store, from, [(dx / length) * speed, (dy / length) * speed]);
    rollUnlessCalm(store, roll);
  };
}

// With reduced motion a throw waits for Roll or One frame on.
function rollUnlessCalm(store, roll) {
  store.clock.stop();
  if (calm()) update(store);
  else roll();
}

function drawBall(store) {
  const { drawing, history, frame, place, velocity, data, clock, aim: aiming } = store;
  const p = ([x, y]) => [((x + 1) * TABLE) / 2, ((y + 1) * TABLE) / 2];
  const { now, guesses } = history[frame];
  const ahead = guesses.recurrent.length;
  const circle = (where, r, name, more = {}) => {
    const [cx, cy] = p(where);
    return svg("circle", { cx, cy, r, class: name, ...more });
  };
  const path = (points, name) => svg("polyline", { class: name, points: points.map((q) => p(q).join(",")).join(" ") });
  const past = history.slice(Math.max(0, frame - SHOWN), frame).map((h, k, all) => circle(h.now, 4, "past", { opacity: 0.15 + (0.6 * k) / all.length }));
  const future = Array.from({ length: ahead }, (_, k) => rolled(place, velocity, frame + k + 1));
  const nodes = [
    ...past,
    path([now, ...future], "true"),
    circle(future[ahead - 1], 12, "true end"),
    ...["feedforward", "recurrent"].flatMap((kind) => [
      path([now, ...guesses[kind]], kind),
      ...guesses[kind].map((g, k) => circle(g, k === ahead - 1 ? 9 : 2.5, kind)),
    ]),
    circle(now, 12, "ball"),
  ];
  if (aiming) {
    const [[x1, y1], [x2, y2]] = [p(aiming.from), p(aiming.to)];
    nodes.push(circle(aiming.from, 12, "ball aimed"), svg("line", { x1, y1, x2, y2, class: "arrow" }));
  }
  drawing.replaceChildren(...nodes);
  const seen = frame + 1;
  const miss = (kind) => {
    const [x, y] = guesses[kind][ahead - 1];
    return Math.hypot(x - future[ahead - 1][0], y - future[ahead - 1][1]);
  };
  const [a, b] = KINDS.map((kind) => miss(kind).toFixed(2));
  drawing.setAttribute("aria-label", `The table after ${seen} frames. ${ahead} frames ahead the recurrent network misses by ${a}, the feedforward network by ${b}; the table is 2 wide.`);
  store.says.ariaLive = clock.playing ? "off" : "polite";
  store.says.textContent =
    seen === 1
      ? `One frame seen: neither network can know yet which way the ball rolls.`
      : `${seen} frames seen. ${ahead} frames from now the recurrent network will miss by ${a}, the feedforward network by ${b} (the table is 2 wide).`;
  const mean = (kind) => (store.judged ? store.sums[kind] / store.judged : null);
  const largest = Math.max(0.8, ...KINDS.map((kind) => mean(kind) ?? 0));
  store.scores.replaceChildren(
    element("h3", {}, `Mean miss so far, ${ahead} frames ahead`),
    ...KINDS.map((kind) =>
      element("div", { className: "score" },
        element("span", {}, kind),
        element("span", { className: "track" }, element("span", { className: `fill ${kind}`, style: `width: ${(100 * (mean(kind) ?? 0)) / largest}%` })),
        element("b", {}, mean(kind) === null ? `after ${data.ahead} frames` : mean(kind).toFixed(2)))),
  );
}
