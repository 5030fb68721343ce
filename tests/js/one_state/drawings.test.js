// The pictures of a GRU and a plain RNN: everything has its place, and what is worked out comes out as it is shown.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DRAWINGS } from "../../../lstm_viz/browser/one_state/drawings.js";
import { numbers } from "../engine/example.js";

const [T, H, E] = [4, 6, 3];
const draw = numbers(11);
const array = (/** @type {Float32Array} */ values, /** @type {number[]} */ shape) => ({ shape, values });
const squash = (/** @type {Float32Array} */ values) => values.map((v) => 1 / (1 + Math.exp(-4 * v)));

// a reading that obeys the equations of a GRU, and one of a plain RNN
function gruArrays() {
  const [r, z, n, h] = [squash(draw(T * H)), squash(draw(T * H)), draw(T * H), new Float32Array(T * H)];
  const h0 = draw(H);
  for (let k = 0; k < T * H; k++) h[k] = (1 - z[k]) * n[k] + z[k] * (k < H ? h0[k] : h[k - H]);
  const rows = { reset_gate: r, update_gate: z, candidate: n, hidden_state: h };
  const shaped = Object.fromEntries(Object.entries(rows).map(([name, values]) => [name, array(values, [T, H])]));
  return { ...shaped, initial_hidden_state: array(h0, [H]) };
}

function rnnArrays(/** @type {(z: number) => number} */ cut) {
  const [hidden, input, bias] = [draw(T * H), draw(T * H), draw(H)];
  const h = hidden.map((v, k) => cut(v + input[k] + bias[k % H]));
  return {
    hidden_part: array(hidden, [T, H]), input_part: array(input, [T, H]), hidden_state: array(h, [T, H]),
    bias: array(bias, [H]), initial_hidden_state: array(new Float32Array(H), [H]),
  };
}

const ARRAYS = {
  gru: gruArrays,
  gru_before: gruArrays,
  rnn: () => rnnArrays(Math.tanh),
  relu: () => rnnArrays((z) => Math.max(0, z)),
};

for (const [cell, drawing] of Object.entries(DRAWINGS)) {
  test(`${cell}: every card and operation has a place in both shapes, and no wire leaves the picture`, () => {
    for (const { places, wires } of Object.values(drawing.layouts)) {
      for (const [name] of [...drawing.cards, ...drawing.operations]) assert.equal(places[name]?.length, 2, name);
      for (const { points } of wires)
        for (const [x, y] of points) assert.ok(x >= 0 && x <= 1000 && y >= 0 && y <= 1000, `${x},${y}`);
    }
    for (const operation of Object.keys(drawing.labels))
      assert.ok(drawing.operations.some(([name]) => name === operation), operation);
  });

  test(`${cell}: a line, evaluated on the numbers that it shows, gives the number that it shows`, () => {
    const data = { arrays: ARRAYS[/** @type {keyof ARRAYS} */ (cell)](), sizes: { H, E }, tokens: Array(T) };
    let lines = 0;
    for (let t = 0; t < T; t++)
      for (let unit = 0; unit < H; unit++) {
        const work = drawing.working({ data, t, unit });
        for (const [name, line] of Object.entries(work)) {
          const [left, right] = line.split(" = ");
          if (!right || /…|r =/.test(line)) continue;
          const code = left.replaceAll("×", "*").replaceAll("−", "-").replace("tanh", "Math.tanh").replace("max", "Math.max");
          const value = new Function(`return ${code}`)();
          assert.equal(value.toFixed(2).replace("-0.00", "0.00"), right.replace("−", "-"), `${name}: ${line}`);
          lines++;
        }
        const { state } = work;
        assert.equal(state.split(" = ").at(-1)?.replace("−", "-"), data.arrays.hidden_state.values[t * H + unit].toFixed(2).replace("-0.00", "0.00"));
      }
    assert.ok(lines >= T * H);
  });
}
