// Buttons that step and play: one word, or one picture, after the other.

import { element, help, icon } from "./dom.js";

// Args: `go` — functions first, previous, next, last (steps by hand) and tick (one step of Play, false
// at the end); `interval` — milliseconds from tick to tick at speed 1; `keys` — what the help says.
export function buildPlayer({ go, interval, keys }) {
  const player = { playing: false, timer: null };
  const button = (label, path, action) =>
    element("button", { type: "button", ariaLabel: label, title: label, onclick: () => { stop(player); action(); } }, icon(path));
  const first = button("First step", "M3 2h2v12H3zM14 2v12L6 8z", go.first);
  const previous = button("Previous step", "M12 2v12L3 8z", go.previous);
  const next = button("Next step", "M4 2v12l9-6z", go.next);
  const last = button("Last step", "M11 2h2v12h-2zM2 2v12l8-6z", go.last);
  const play = element("button", { type: "button", className: "play" });
  const speed = element("select", { className: "speed", ariaLabel: "Speed" });
  for (const s of [0.5, 1, 2, 4, 8]) speed.append(element("option", { value: s }, `${s}×`));
  speed.value = 1;
  const tick = () => {
    player.timer = setTimeout(tick, interval / Number(speed.value));
    if (!go.tick()) stop(player);
  };
  player.toggle = () => {
    if (player.playing) return stop(player);
    player.playing = true;
    label();
    tick();
  };
  play.onclick = player.toggle;
  const label = (player.label = () => {
    play.ariaLabel = player.playing ? "Pause" : "Play";
    play.replaceChildren(icon(player.playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l9-6z"), play.ariaLabel);
  });
  label();
  // which buttons lead anywhere
  player.bounds = (atStart, atEnd) => {
    first.disabled = previous.disabled = atStart;
    next.disabled = last.disabled = atEnd;
  };
  player.key = (event) => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("select, input:not(.bar), textarea")) return;
    const moves = { ArrowLeft: go.previous, ArrowRight: go.next, ArrowUp: go.up, ArrowDown: go.down, Home: go.first, End: go.last };
    if (moves[event.key]) {
      event.preventDefault();
      stop(player);
      moves[event.key]();
    } else if (event.key === " " && !target.matches("button, summary")) {
      event.preventDefault();
      player.toggle();
    }
  };
  player.element = element(
    "div",
    { className: "transport", role: "group", ariaLabel: "Steps" },
    first, previous, play, next, last, help(keys), speed,
  );
  return player;
}

export function stop(player) {
  clearTimeout(player.timer);
  player.playing = false;
  player.label();
}
