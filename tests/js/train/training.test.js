import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { CONTRASTS, contrasts, DEFAULTS, LIMITS, namesOf, numberOf, OptionError, readLink, runsOf, writeLink } from "../../../lstm_viz/browser/train/options.js";
import { measured, presetOf, PRESETS } from "../../../lstm_viz/browser/train/presets.js";
import { about } from "../../../lstm_viz/browser/train/run.js";
import { makeTrainer, MOST_POINTS, Training } from "../../../lstm_viz/browser/train/trainer.js";

const options = (/** @type {object} */ more = {}) => ({ ...DEFAULTS, units: 6, length: 4, batch: 8, ...more });
const TEXT = "abcab ".repeat(20);

/** Updates, in one go. */
function trained(/** @type {object} */ more, /** @type {number} */ updates) {
  const training = new Training(options(more));
  for (let k = 0; k < updates; k++) training.update();
  return training;
}

for (const cell of ["lstm", "gru", "rnn", "feedforward"]) {
  test(`${cell}: the same options give the same numbers, another seed gives others`, () => {
    const [one, again, other] = [{}, {}, { seed: 2 }].map((more) => trained({ cell, ...more }, 12).point());
    assert.deepEqual(one, again);
    assert.notDeepEqual(one.loss, other.loss);
  });
}

test("the default task is learned on five seeds within 250 updates", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const training = new Training({ ...DEFAULTS, seed });
    for (let k = 0; k < 250; k++) training.update();
    assert.equal(training.point().accuracy[0], 1, `seed ${seed}`);
  }
});

test("every run goes on as if it were alone", () => {
  const both = trained({ against: "cell=rnn" }, 10).point();
  for (const [k, cell] of ["lstm", "rnn"].entries()) {
    const alone = trained({ cell }, 10).point();
    assert.equal(both.held_out[k], alone.held_out[0]);
    assert.deepEqual(both.parameters[k], alone.parameters[0]);
  }
});

test("an update that is looked into moves the weights as any other", () => {
  const [seen, plain] = [new Training(options()), new Training(options())];
  const [view] = seen.update(true);
  plain.update();
  assert.deepEqual(seen.point().parameters, plain.point().parameters);
  assert.equal(view?.arrays.delta_cell_state.length, 7 * 6); // T + 1 steps of 6 units
  assert.equal(view?.outputs.length, 6 * 4);
  for (const { weight, slope, to } of view?.moved ?? []) assert.ok(slope === 0 || Math.sign(weight - to) === Math.sign(slope));
});

test("a rate of a million explodes, and it is said where", () => {
  for (const more of [{ by: "sgd" }, { by: "adam" }, { by: "sgd", task: "adding", clip: 0 }, { task: "letters", text: TEXT }]) {
    const training = trained({ rate: 1e6, ...more }, 30);
    assert.ok(training.over, JSON.stringify(more));
    assert.match(training.runs[0].exploded, /^Training exploded at update \d+: .*(head|lstm)\./);
  }
});

test("a run that has exploded stands still while the other goes on", () => {
  // at this rate only one that is clipped stays within bounds
  const training = trained({ task: "wave", by: "sgd", rate: 60, clip: 0.01, against: "clip=0" }, 60);
  assert.deepEqual(training.runs.map((run) => Boolean(run.exploded)), [false, true]);
  assert.equal(training.runs[0].updates, 60);
  assert.ok(training.runs[1].updates < 60);
});

test("the course thins itself, and says how far its points are apart", () => {
  const training = new Training(options({ units: 1, batch: 1, length: 2 }));
  let points = [training.keep()];
  while (training.updates < 2000) {
    training.update();
    if (training.due) points.push(training.keep());
    points = points.filter(({ updates }) => updates % training.every === 0);
  }
  assert.ok(points.length <= MOST_POINTS + 1 && points.length > MOST_POINTS / 3);
  assert.deepEqual(new Set(points.slice(1).map(({ updates }, k) => updates - points[k].updates)), new Set([training.every]));
});

/** The trainer with a page that notes what it hears. */
function page() {
  const heard = /** @type {any[]} */ ([]);
  const waiting = /** @type {{ fits: (m: any) => boolean, done: (m: any) => void }[]} */ ([]);
  const say = makeTrainer((message) => {
    heard.push(message);
    for (const one of waiting.splice(0)) one.fits(message) ? one.done(message) : waiting.push(one);
  }, 5);
  const until = (/** @type {(m: any) => boolean} */ fits) => new Promise((done) => waiting.push({ fits, done }));
  return { say, heard, until };
}

test("played up to an update it stands as it does by hand, whatever the pace", async () => {
  const by_hand = trained({}, 40).point();
  for (const pace of [Infinity, 400]) {
    const { say, until } = page();
    say({ pace });
    const end = until(({ news }) => news?.updates === 40);
    say({ start: options(), until: 40 });
    const { news } = /** @type {any} */ (await end);
    assert.equal(news.playing, false);
    assert.deepEqual(news.now.parameters, by_hand.parameters);
  }
});

test("it pauses, does one update, and goes on", async () => {
  const { say, heard, until } = page();
  say({ start: options() });
  assert.equal(heard[0].news.updates, 0);
  const some = until(({ news }) => news?.updates > 0);
  say({ play: true });
  await some;
  say({ pause: true });
  const { updates } = heard.at(-1).news;
  say({ one: true });
  assert.equal(heard.at(-1).news.updates, updates + 1);
  assert.equal(heard.at(-1).news.seen[0].updates, updates + 1);
});

test("what can't be learned is said, and the run before it stays", () => {
  const { say, heard } = page();
  say({ start: options() });
  say({ start: options({ task: "series", series: "1 2 3" }) });
  assert.equal(heard.at(-1).problem.field, "series");
  say({ one: true });
  assert.equal(heard.at(-1).news.updates, 1);
});

test("a link brings the options back", () => {
  for (const more of [{}, { cell: "rnn", against: "cell=lstm", rate: 0.5, clip: 0, forget: -1.5 }, { task: "letters", text: "a b\nc & d" }, { task: "series", series: "1 2\n3" }]) {
    const sent = options(more);
    assert.deepEqual(readLink(new URLSearchParams(new URLSearchParams(writeLink(sent)).toString())), sent);
  }
});

test("a forged link gives what it can", () => {
  const found = readLink(new URLSearchParams("task=constructor&cell=&units=0&length=1e9&rate=abc&clip=-1&seed=2.5&against=x&forget=2"));
  assert.deepEqual(found, { ...DEFAULTS, forget: 2 });
});

test("limits are said with the field's name", () => {
  for (const [name, typed] of [["units", "0"], ["units", "65"], ["units", "2.5"], ["rate", "0"], ["rate", "1e7"], ["seed", ""], ["length", "many"]]) {
    assert.throws(() => numberOf(name, typed), (problem) => problem instanceof OptionError && problem.message.startsWith(LIMITS[name].name));
  }
  assert.equal(numberOf("rate", "0,05"), 0.05);
  assert.equal(numberOf("rate", "1e6"), 1e6);
});

test("two runs differ in one thing, and are called by it", () => {
  for (const against of Object.keys(CONTRASTS)) {
    const sent = options({ against });
    const runs = runsOf(sent);
    assert.equal(runs.length, contrasts(sent, against) ? 2 : 1);
    if (runs.length === 1) continue;
    const differing = Object.keys(DEFAULTS).filter((name) => runs[0][name] !== runs[1][name]);
    assert.deepEqual(differing, [against.split("=")[0]]);
    assert.equal(new Set(namesOf(sent)).size, 2);
  }
});

test("numbers of any size are short", () => {
  assert.deepEqual([0, 1.23456, -0.0001234, 1.2e9, 48000, NaN].map(about), ["0", "1.23", "−1.2·10⁻⁴", "1.2·10⁹", "48,000", "no number"]);
});

const MEASURED = JSON.parse(readFileSync(new URL("../../../lstm_viz/lessons/learners.json", import.meta.url), "utf8"));

test("what is said about a preset was measured on these very options, on five seeds and more", () => {
  assert.deepEqual(Object.keys(MEASURED), ["against_rnn", "bias", "clipped"]);
  for (const [name, found] of Object.entries(MEASURED)) {
    assert.deepEqual(found.options, PRESETS[name].options);
    assert.deepEqual(found.names, namesOf(PRESETS[name].options));
    assert.ok(found.seeds.length >= 5);
    const learned = (/** @type {number} */ k) =>
      found.seeds.filter((_, s) => (found.goal.accuracy ? found.accuracy[k][s] >= found.goal.accuracy : found.loss[k][s] < found.naive_loss[s])).length;
    assert.deepEqual([learned(0), learned(1)], found.reached);
    assert.match(measured(found), new RegExp(`${found.reached[0]} of 5, .* ${found.reached[1]} of 5`));
  }
});

test("a preset is known whatever its seed, and only as it is", () => {
  for (const [name, { options: preset }] of Object.entries(PRESETS)) {
    assert.equal(presetOf({ ...preset, seed: 77 }), name);
    assert.equal(presetOf({ ...preset, units: 3 }), undefined);
    assert.doesNotThrow(() => new Training(preset), name);
  }
});
