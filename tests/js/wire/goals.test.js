// The goals of “Wire one by hand”: their solutions reach them, their sequences ask for something.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { countOf, readAll } from "../../../lstm_viz/browser/wire/cell.js";
import { randomNumbers } from "../../../lstm_viz/browser/engine/learn/random.js";
import { CODE, grade, isRight, sequences, wanted } from "../../../lstm_viz/browser/wire/goals.js";
import { startOf } from "../../../lstm_viz/browser/wire/store.js";

const goals = JSON.parse(readFileSync(new URL("../../../lstm_viz/lessons/wiring.json", import.meta.url), "utf8"));
const wrong = (goal, net, H, given) => grade(goal.id, net, H, given).filter((step) => step !== null).length;

for (const goal of goals) {
  test(`${goal.title}: the solution is right on a thousand random sequences`, () => {
    assert.equal(wrong(goal, goal.solution, 1, sequences(goal.id, goal.length, 7, 1000)), 0);
  });

  test(`${goal.title}: par is as many numbers as the solution has, and no number of it can be spared`, () => {
    const given = sequences(goal.id, goal.length, 1);
    const used = goal.solution.flatMap((v, k) => (v === 0 ? [] : [k]));
    assert.equal(used.length, goal.par);
    for (const k of used) assert.ok(wrong(goal, goal.solution.with(k, 0), 1, given) > 0);
  });

  test(`${goal.title}: neither zeros nor what the goal begins with is enough`, () => {
    const given = sequences(goal.id, goal.length, 1);
    assert.ok(wrong(goal, new Array(12).fill(0), 1, given) > 0);
    assert.ok(wrong(goal, goal.start, 1, given) > 0);
  });

  test(`${goal.title}: two units do it as well, the second of them answering`, () => {
    const net = goal.solution_2 ?? startOf(goal, 2, goal.solution);
    assert.equal(net.length, countOf(2));
    assert.equal(wrong(goal, net, 2, sequences(goal.id, goal.length, 3, 300)), 0);
  });

  test(`${goal.title}: the sequences use its signs alone, and both answers are wanted`, () => {
    const given = sequences(goal.id, goal.length, 1);
    assert.deepEqual([...new Set(given.flatMap(({ signs }) => signs))].sort(), [...goal.signs].sort());
    assert.ok(given.every(({ signs }) => signs.length === goal.length));
    assert.ok(new Set(given.map((sequence) => wanted(goal.id, sequence).at(-1))).size > 1);
  });
}

test("the same seed gives the same sequences, another one others", () => {
  assert.deepEqual(sequences("reset", 9, 5), sequences("reset", 9, 5));
  assert.notDeepEqual(sequences("reset", 9, 5), sequences("reset", 9, 6));
  const random = randomNumbers(3);
  const many = Array.from({ length: 20000 }, random);
  assert.ok(Math.abs(many.reduce((a, b) => a + b) / many.length - 0.5) < 0.01);
  assert.ok(many.every((v) => v >= 0 && v < 1));
});

test("what is wanted, sign by sign", () => {
  const want = (goal, text) => wanted(goal, { signs: [...text], start: 0.4 });
  assert.deepEqual(want("latch", "00101"), [0, 0, 1, 1, 1]);
  assert.deepEqual(want("reset", "0110r01"), [0, 1, 1, 1, 0, 0, 1]);
  assert.deepEqual(want("count", "0110"), [0, 1, 2, 2]);
  assert.deepEqual(want("clear", "110r1r"), [1, 2, 2, 0, 1, 0]);
  assert.deepEqual(want("before", "0110"), [null, 0, 1, 1]);
  assert.deepEqual(want("first", "101"), [1, 1, 1]);
  assert.deepEqual(want("hold", "r1"), [0.4, 0.4]);
});

test("an answer just beside the mark is wrong", () => {
  assert.ok(isRight("count", 2.4, 0, 2) && !isRight("count", 2.5, 0, 2));
  assert.ok(isRight("latch", 0, 0.51, 1) && !isRight("latch", 9, 0.5, 1) && isRight("latch", 9, 0.49, 0));
  assert.ok(isRight("hold", 0.74, 0.05, 0.7) && !isRight("hold", 0.7, 0.06, 0.7) && !isRight("hold", 0.64, 0, 0.7));
});

test("one step by the formula", () => {
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  const random = randomNumbers(11);
  const net = Array.from({ length: 12 }, () => 6 * random() - 3);
  const [signs, start] = [["1", "r", "0", "1"], 0.3];
  const reading = readAll(net, 1, [signs.map((sign) => CODE[sign])], [start]);
  let [h, C] = [0, start];
  signs.forEach((sign, t) => {
    const z = [0, 1, 2, 3].map((gate) => net[3 * gate] * h + net[3 * gate + 1] * CODE[sign] + net[3 * gate + 2]);
    C = sigmoid(z[0]) * C + sigmoid(z[1]) * Math.tanh(z[2]);
    h = sigmoid(z[3]) * Math.tanh(C);
    assert.ok(Math.abs(reading.at("cell_state", 0, t, 0) - C) < 1e-12);
    assert.ok(Math.abs(reading.at("hidden_state", 0, t, 0) - h) < 1e-12);
    assert.ok(Math.abs(reading.at("output_gate", 0, t, 0) - sigmoid(z[3])) < 1e-12);
  });
});

test("one unit says the sign before last within a hair's breadth, two units with ease", () => {
  const goal = goals.find(({ id }) => id === "before");
  const given = sequences(goal.id, goal.length, 4, 500);
  const nearest = [[goal.solution, 1], [goal.solution_2, 2]].map(([net, H]) => {
    const reading = readAll(net, H, given.map(({ signs }) => signs.map((sign) => CODE[sign])), given.map(() => 0));
    return Math.min(...given.flatMap(({ signs }, b) => signs.slice(1).map((_, t) => Math.abs(reading.at("hidden_state", b, t + 1, H - 1) - 0.5))));
  });
  assert.ok(nearest[0] > 0.004 && nearest[0] < 0.01);
  assert.ok(nearest[1] > 0.2);
});
