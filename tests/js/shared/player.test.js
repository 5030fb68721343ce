// One player: what it plays, what its buttons and keys do, and that a hand stops it.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { createClock } from "../../../lstm_viz/browser/shared/clock.js";
import { buildPlayer, isForPicture, stepByKey } from "../../../lstm_viz/browser/shared/player.js";
import { named, useFakePage } from "./page.js";

useFakePage();
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// ms by ms: a timer that is set while time passes counts from then
const pass = (ms) => {
  for (let k = 0; k < ms; k++) mock.timers.tick(1);
};

// a key pressed while something that matches these selectors has the focus
const press = (key, { on = [], ...rest } = {}) => {
  const target = { matches: (selectors) => selectors.split(", ").some((s) => on.includes(s)) };
  const event = { key, composedPath: () => [target], prevented: false, ...rest };
  event.preventDefault = () => (event.prevented = true);
  return event;
};

// a player of the places 0 … 3
function placesPlayer() {
  const at = { place: 0 };
  const go = (place) => (at.place = Math.max(0, Math.min(3, place)));
  const player = buildPlayer({
    interval: 100,
    keys: "",
    go: { first: () => go(0), previous: () => go(at.place - 1), next: () => go(at.place + 1), last: () => go(3) },
    tick(first) {
      go(first && at.place === 3 ? 0 : at.place + 1);
      return at.place < 3;
    },
  });
  return { at, player };
}

test("the clock ticks at once, then after every interval, until the last tick", () => {
  const clock = createClock();
  const ticks = [];
  clock.start((first) => ticks.push(first) < 3, 100);
  assert.deepEqual(ticks, [true]);
  pass(99);
  assert.deepEqual(ticks, [true]);
  pass(1);
  assert.deepEqual(ticks, [true, false]);
  assert.ok(clock.playing);
  pass(100);
  assert.ok(!clock.playing);
  pass(1000);
  assert.deepEqual(ticks, [true, false, false]);
});

test("at twice the speed it takes half the time", () => {
  const clock = createClock();
  let ticks = 0;
  clock.speed = 2;
  clock.start(() => Boolean((ticks += 1)), 100);
  pass(50);
  assert.equal(ticks, 2);
});

test("a tick may stop the clock itself, and stopped it stays", () => {
  const clock = createClock();
  let ticks = 0;
  clock.start(() => { ticks += 1; clock.stop(); return true; }, 100);
  pass(1000);
  assert.equal(ticks, 1);
});

test("what watches hears of begin and end, once each", () => {
  const clock = createClock();
  const heard = [];
  clock.watchers.push(() => heard.push(clock.playing));
  clock.stop();
  clock.start(() => true, 100);
  clock.start(() => true, 100); // begun anew while it plays
  clock.stop();
  clock.stop();
  assert.deepEqual(heard, [true, false]);
});

test("begun anew, only the new one plays", () => {
  const clock = createClock();
  let [first, second] = [0, 0];
  clock.start(() => Boolean((first += 1)), 100);
  clock.start(() => Boolean((second += 1)), 100);
  pass(300);
  assert.equal(first, 1);
  assert.equal(second, 4);
});

test("Play shows a step at once, says Pause, and rests at the end; pressed there it begins anew", () => {
  const { at, player } = placesPlayer();
  const play = named(player.element, "Play");
  play.onclick();
  assert.equal(at.place, 1);
  assert.equal(play.ariaLabel, "Pause");
  pass(1000);
  assert.equal(at.place, 3);
  assert.equal(play.ariaLabel, "Play");
  play.onclick();
  assert.equal(at.place, 0);
  play.onclick(); // Pause
  pass(1000);
  assert.equal(at.place, 0);
});

test("a step by hand stops what plays", () => {
  for (const name of ["First step", "Previous step", "Next step", "Last step"]) {
    const { player } = placesPlayer();
    player.clock.start(() => true, 100);
    named(player.element, name).onclick();
    assert.ok(!player.clock.playing, name);
  }
});

test("keys do what the buttons do", () => {
  const { at, player } = placesPlayer();
  const places = ["ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"].map((key) => {
    const event = press(key);
    player.key(event);
    assert.ok(event.prevented, key);
    return at.place;
  });
  assert.deepEqual(places, [1, 2, 1, 3, 0]);
  player.key(press(" "));
  assert.ok(player.clock.playing);
  player.key(press("ArrowLeft"));
  assert.ok(!player.clock.playing);
});

test("a speed that is chosen counts from the next tick", () => {
  const { at, player } = placesPlayer();
  const speed = named(player.element, "Speed");
  speed.value = "4";
  speed.onchange();
  named(player.element, "Play").onclick();
  pass(25);
  assert.equal(at.place, 2);
});

test("buttons that lead nowhere say so, and keep the focus", () => {
  const { player } = placesPlayer();
  player.bounds(true, false);
  const said = (name) => named(player.element, name).ariaDisabled;
  assert.deepEqual(["First step", "Previous step", "Next step", "Last step"].map(said), ["true", "true", "false", "false"]);
});

test("keys of the browser and of fields are left alone", () => {
  const moves = { first: assert.fail, previous: assert.fail, next: assert.fail, last: assert.fail };
  for (const rest of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { on: ["textarea"] }, { on: ["select"] }, { on: ["input:not(.bar)"] }]) {
    const event = press("ArrowRight", rest);
    assert.ok(!isForPicture(event));
    stepByKey(event, moves, assert.fail);
    assert.ok(!event.prevented);
  }
  for (const key of ["Tab", "r", "ArrowUp", "Escape"]) stepByKey(press(key), moves, assert.fail); // no parts: ↑ scrolls
  const onButton = press(" ", { on: ["button"] }); // Space presses the button that has the focus
  stepByKey(onButton, moves, assert.fail);
  assert.ok(!onButton.prevented);
});
