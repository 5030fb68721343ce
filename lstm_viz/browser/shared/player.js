// Buttons and keys that step and play: one word, one picture, or one part of a step after the other.

import { createClock } from "./clock.js";
import { did } from "./did.js";
import { element, help, icon } from "./dom.js";

const SPEEDS = [0.5, 1, 2, 4, 8];

/**
 * Steps by hand; `up` and `down` choose a part of the step where there are parts.
 * @typedef {{first: () => void, previous: () => void, next: () => void, last: () => void,
 *   up?: () => void, down?: () => void}} Moves
 */

/** Whether a key is meant for the picture: not for a field being filled in, nor for the browser. */
export function isForPicture(event) {
  const { ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing) return false;
  return !event.composedPath()[0].matches("select, textarea, input:not(.bar)");
}

/**
 * Arrows step and choose, Home and End jump, Space does what `space` says.
 * @param {KeyboardEvent} event @param {Moves} moves @param {() => void} [space]
 */
export function stepByKey(event, moves, space) {
  if (!isForPicture(event)) return;
  const { first, previous, next, last, up, down } = moves;
  const onButton = /** @type {Element} */ (event.composedPath()[0]).matches("button, summary"); // Space presses it
  const [action, what] = {
    ArrowLeft: [previous], ArrowRight: [next, "next"], ArrowUp: [up], ArrowDown: [down], Home: [first], End: [last],
    " ": [onButton ? undefined : space, "play"],
  }[event.key] ?? [];
  if (!action) return;
  event.preventDefault();
  action();
  if (what) did(what);
}

/**
 * Four buttons, and `bounds`, which says which of them lead anywhere. They are not `disabled`, which would take
 * the focus away, and with it the arrow keys.
 * @param {Moves} moves
 */
export function stepButtons(moves) {
  const button = (name, label, path, action) =>
    element("button", { type: "button", className: name, ariaLabel: label, title: label, onclick: action }, icon(path));
  const back = [
    button("first", "First step", "M3 2h2v12H3zM14 2v12L6 8z", moves.first),
    button("previous", "Previous step", "M12 2v12L3 8z", moves.previous),
  ];
  const on = [
    button("next-step", "Next step", "M4 2v12l9-6z", () => { moves.next(); did("next"); }),
    button("last", "Last step", "M11 2h2v12h-2zM2 2v12l8-6z", moves.last),
  ];
  const bounds = (atStart, atEnd) => {
    for (const b of back) b.ariaDisabled = String(atStart);
    for (const b of on) b.ariaDisabled = String(atEnd);
  };
  return { back, on, bounds };
}

/**
 * A button that says Pause while the clock runs.
 * @param {import("./clock.js").Clock} clock
 * @param {() => void} start what a press does while nothing plays
 * @param {string} [name] what it says then
 */
export function playButton(clock, start, name = "Play") {
  const button = element("button", { type: "button", className: "play" });
  button.onclick = () => {
    if (clock.playing) return clock.stop();
    start();
    did("play");
  };
  const draw = () => {
    button.ariaLabel = clock.playing ? "Pause" : name;
    button.replaceChildren(icon(clock.playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l9-6z"), button.ariaLabel);
  };
  clock.watchers.push(draw);
  draw();
  return button;
}

/**
 * Play, steps, speed and a help, in a row; what is done by hand stops what plays.
 * @param {object} args
 * @param {Moves} args.go
 * @param {(first: boolean) => boolean} args.tick one step of Play; false where it was the last
 * @param {number} args.interval ms from tick to tick at speed 1
 * @param {string} args.keys what the help says
 * @param {string} [args.paced] what the choice of speed says
 */
export function buildPlayer({ go, tick, interval, keys, paced = "How fast Play goes" }) {
  const clock = createClock();
  const byHand = Object.fromEntries(Object.entries(go).map(([name, action]) => [name, () => { clock.stop(); action(); }]));
  const moves = /** @type {Moves} */ (/** @type {unknown} */ (byHand));
  const start = () => clock.start(tick, interval);
  const speed = element("select", { className: "speed", ariaLabel: "Speed", title: paced });
  for (const s of SPEEDS) speed.append(element("option", { value: s }, `${s}×`));
  speed.value = clock.speed;
  speed.onchange = () => (clock.speed = Number(speed.value));
  const { back, on, bounds } = stepButtons(moves);
  const play = playButton(clock, start);
  const about = help(keys);
  return {
    clock,
    moves,
    bounds,
    start,
    stop: clock.stop,
    key: (event) => stepByKey(event, moves, () => (clock.playing ? clock.stop() : start())),
    explain: (text) => (about.querySelector(".tip").textContent = text),
    element: element("div", { className: "transport", role: "group", ariaLabel: "Steps" }, play, ...back, ...on, speed, about),
  };
}
