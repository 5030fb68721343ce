import assert from "node:assert/strict";
import { test } from "node:test";

import { randomNumbers } from "../../../lstm_viz/browser/engine/learn/random.js";
import { DEFAULTS, OptionError } from "../../../lstm_viz/browser/train/options.js";
import { numbersIn, PASTED } from "../../../lstm_viz/browser/train/pasted.js";
import { HELD_OUT, heldOut, makeTask, score, sequence } from "../../../lstm_viz/browser/train/tasks.js";

const TEXT = "the cat sat on the mat and the dog sat on the cat. ".repeat(6);
const NUMBERS = Array.from({ length: 60 }, (_, t) => Math.round(100 * Math.sin(t / 3)) / 10 + 20).join("\n");
const brought = { ...DEFAULTS, series: NUMBERS, text: TEXT };
const task_of = (/** @type {object} */ options) => makeTask({ ...brought, ...options });
const steps = (/** @type {any} */ task, /** @type {any} */ one) =>
  Array.from({ length: one.T }, (_, t) => task.label(one.inputs.subarray(t * task.E, (t + 1) * task.E)));

test("the first sign is what is asked, and only at the end", () => {
  const task = task_of({ task: "first", length: 5 });
  const batch = task.batch(randomNumbers(1), 40);
  const signs = new Set();
  for (let b = 0; b < 40; b++) {
    const one = sequence(batch, b);
    const shown = steps(task, one);
    assert.equal(shown.length, 7);
    assert.equal(shown.at(-1), "?");
    assert.ok(shown.slice(1, -1).every((s) => s === "x" || s === "y"));
    assert.deepEqual([...one.targets.slice(0, -1)], Array(6).fill(-1));
    assert.equal(task.answers[one.targets[6]], shown[0]);
    signs.add(shown[0]);
  }
  assert.equal(signs.size, 4);
});

test("the depth is how many brackets are open", () => {
  const task = task_of({ task: "brackets", length: 40 });
  const one = sequence(task.batch(randomNumbers(2), 3), 1);
  let depth = 0;
  steps(task, one).forEach((sign, t) => {
    depth += sign === "(" ? 1 : -1;
    assert.ok(depth >= 0);
    assert.equal(one.targets[t], depth);
  });
});

test("the sum is that of the two marked numbers", () => {
  const task = task_of({ task: "adding", length: 9 });
  const batch = task.batch(randomNumbers(3), 30);
  for (let b = 0; b < 30; b++) {
    const { inputs, targets } = sequence(batch, b);
    const marked = [...Array(9).keys()].filter((t) => inputs[2 * t + 1]);
    assert.equal(marked.length, 2);
    assert.equal(targets[8], inputs[2 * marked[0]] + inputs[2 * marked[1]]);
    assert.ok(targets.slice(0, 8).every(Number.isNaN));
  }
});

for (const name of ["wave", "series", "letters"]) {
  test(`${name}: the next is what is asked, and nothing held out is learned from`, () => {
    const task = task_of({ task: name, length: 8 });
    const learned = new Set();
    const batch = task.batch(randomNumbers(4), 500);
    for (let b = 0; b < 500; b++) {
      const one = sequence(batch, b);
      const nexts = Array.from({ length: 7 }, (_, t) => one.inputs.subarray((t + 1) * task.E, (t + 2) * task.E));
      nexts.forEach((x, t) => assert.equal(one.targets[t], task.loss === "softmax" ? x.indexOf(1) : x[0]));
      learned.add([...one.targets].join());
    }
    const held_out = heldOut(task, 1);
    const last = sequence(held_out, 0);
    assert.ok(task.loss === "softmax" ? last.targets[7] >= 0 : !Number.isNaN(last.targets[7]));
    if (name === "series") assert.ok(!learned.has([...last.targets].join()));
  });
}

test("what is held out stays the same for a seed, and guesses do as well there as chance", () => {
  for (const name of ["first", "brackets", "adding", "wave", "series", "letters"]) {
    const task = task_of({ task: name, length: 8 });
    const [one, again, other] = [heldOut(task, 1), heldOut(task, 1), heldOut(task, 2)];
    assert.equal(one.B, HELD_OUT);
    assert.deepEqual(one, again);
    assert.notDeepEqual(one.inputs, other.inputs);
    const { loss, accuracy } = score(task, task.guess(one), one);
    assert.ok(loss > 0 && accuracy > 0 && accuracy < 1, `${name} ${loss} ${accuracy}`);
    if (name === "first") assert.equal(accuracy, 0.25);
    if (name === "first") assert.ok(Math.abs(loss - Math.log(4)) < 1e-12);
  }
});

test("numbers are read as people write them", () => {
  assert.deepEqual(numbersIn("1, 2,3;4\n5 −6.5"), [1, 2, 3, 4, 5, -6.5]);
  assert.deepEqual(numbersIn("1,5 2,5\n3"), [1.5, 2.5, 3]);
  assert.throws(() => numbersIn("1 2 tree"), /“tree” is not a number/);
});

const refused = [
  ["three numbers", { task: "series", series: "1 2 3" }, "series", /3 numbers cannot teach anything: paste at least 20/],
  ["no numbers", { task: "series", series: "" }, "series", /No numbers/],
  ["words", { task: "series", series: "a b c" }, "series", /not a number/],
  ["all alike", { task: "series", series: "7 ".repeat(40) }, "series", /all alike/],
  ["one kind of letter", { task: "letters", text: "a".repeat(100) }, "text", /nothing but “a”/],
  ["no text", { task: "letters", text: "  " }, "text", /Paste a text/],
  ["a short text", { task: "letters", text: "hello" }, "text", /5 letters cannot teach/],
  ["pieces longer than the series", { task: "series", series: NUMBERS, length: 60 }, "length", /Make the length smaller/],
];
for (const [what, options, field, sentence] of refused) {
  test(`${what}: a sentence says what to do`, () => {
    assert.throws(() => task_of(options), (problem) => problem instanceof OptionError && problem.field === field && sentence.test(problem.message));
  });
}

test("a text of 100 kB is read in part, and that is said", () => {
  const task = task_of({ task: "letters", text: TEXT.repeat(400).slice(0, 100_000) });
  assert.match(task.notice ?? "", new RegExp(`first ${PASTED.characters.toLocaleString("en")}`));
});

test("rare kinds of letters share a sign", () => {
  const text = Array.from({ length: 90 }, (_, k) => String.fromCodePoint(0x4e00 + k)).join("").repeat(3);
  const task = task_of({ task: "letters", text });
  assert.equal(task.answers.length, PASTED.kinds);
  assert.match(task.notice ?? "", /rarest of its 90 kinds/);
  assert.ok(heldOut(task, 1).targets.every((target) => target < PASTED.kinds));
});
