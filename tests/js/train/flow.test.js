import assert from "node:assert/strict";
import { test } from "node:test";

import { arriving, busiest, numbersAt, workedOut } from "../../../lstm_viz/browser/train/flow.js";
import { DEFAULTS } from "../../../lstm_viz/browser/train/options.js";
import { Training } from "../../../lstm_viz/browser/train/trainer.js";

const H = 5;

/** An update looked into, as the page has it. */
function seen(/** @type {string} */ cell) {
  const training = new Training({ ...DEFAULTS, cell, units: H, length: 4, batch: 3 });
  for (let k = 0; k < 5; k++) training.update();
  const [one] = training.update(true);
  return { .../** @type {any} */ (one), cell, H };
}

const near = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} ${b}`);

test("an LSTM's δ follow its equations, from the last step to the first", () => {
  const view = seen("lstm");
  for (let t = view.T - 1; t >= 0; t--) {
    for (let u = 0; u < H; u++) {
      const n = numbersAt(view, t, u);
      const dC = n.C_t.delta;
      near(n.C_t.value, n.f.value * n.C_prev.value + n.i.value * n["C̃"].value);
      near(n.h_t.value, n.o.value * Math.tanh(n.C_t.value));
      near(n.o.delta, n.h_t.delta * Math.tanh(n.C_t.value));
      near(n.f.delta, dC * n.C_prev.value);
      near(n.i.delta, dC * n["C̃"].value);
      near(n["C̃"].delta, dC * n.i.value);
      const after = t + 1 < view.T ? numbersAt(view, t + 1, u) : null;
      near(dC, (after ? after.C_t.delta * after.f.value : 0) + n.h_t.delta * n.o.value * (1 - Math.tanh(n.C_t.value) ** 2));
      if (after) assert.deepEqual(after.C_prev, n.C_t);
    }
  }
});

test("a GRU's δ follow its equations", () => {
  const view = seen("gru");
  const n = numbersAt(view, 3, 2);
  near(n.h_t.value, (1 - n.z.value) * n.n.value + n.z.value * n.h_prev.value);
  near(n.n.delta, n.h_t.delta * (1 - n.z.value));
  near(n.z.delta, n.h_t.delta * (n.h_prev.value - n.n.value));
});

test("without memory no gradient arrives before the step that is asked", () => {
  const left = arriving(seen("feedforward"));
  assert.ok(left.at(-1) > 0);
  assert.ok(left.slice(0, -1).every((v) => v === 0));
  for (const cell of ["lstm", "gru", "rnn"]) assert.ok(arriving(seen(cell)).every((v) => v > 0), cell);
});

test("each line's numbers give the number after the last equals sign", () => {
  const number = (/** @type {string} */ text) => {
    const plain = text.replaceAll("−", "-").replaceAll(",", "").replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, raised) => `e${[...raised].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}`);
    return plain;
  };
  const worth = (/** @type {string} */ side) =>
    number(side).split(" + ").reduce((sum, part) => sum + part.split(" ∗ ").reduce((p, v) => p * Number(v.replace(/[()]/g, "")), 1), 0);
  for (const cell of ["lstm", "gru"]) {
    const view = seen(cell);
    const unit = busiest(view);
    for (let t = 0; t < view.T; t++) {
      for (const [, text] of workedOut(view, t, unit)) {
        const [left, right] = text.split(" = ");
        const size = left.split(" + ").reduce((sum, part) => sum + Math.abs(worth(part)), 0);
        assert.ok(Math.abs(worth(left) - worth(right)) <= 0.1 * size, text); // two digits of 10ⁿ, three of others
      }
    }
  }
});
