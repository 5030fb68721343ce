// Where everything of a GRU and of a plain RNN stands, as in stage/layout.js: cells with one state, h.

import { row } from "../shared/arrays.js";
import { signed } from "../shared/dom.js";
import { bracket, digitsFor } from "../shared/rounding.js";
import { before } from "../stage/store.js";

/** @typedef {import("../stage/picture.js").Drawing} Drawing */

const worked = (/** @type {number[]} */ terms, /** @type {(...v: number[]) => number} */ f, /** @type {number} */ result, /** @type {(...v: string[]) => string} */ show) => {
  const d = digitsFor(terms, f, result, 2, 2);
  return `${show(...terms.map((v) => bracket(signed(v, d))))} = ${signed(result)}`;
};
const valueOf = ({ data, t, unit }) => (/** @type {string} */ field) => row(data.arrays[field], t)[unit];
const stateBefore = ({ data, t, unit }) => before(data, "hidden_state", t)[unit];
const reads = (data) => (data.reads ? `${data.reads} at this ${data.step_name}` : `this ${data.step_name}`);

const GRU_WIDE = {
  h_prev: [68, 185], x: [66, 928], h_t: [930, 185], z: [262, 610], r: [474, 610], n: [690, 610],
  keep: [262, 130], less: [430, 300], mix: [690, 300], add: [690, 130], see: [583, 812], joint: [199, 875],
  "z-layer": [262, 812], "r-layer": [474, 812], "n-layer": [690, 812],
};
const GRU_NARROW = {
  h_prev: [115, 108], x: [420, 870], h_t: [885, 108], z: [135, 440], r: [450, 440], n: [865, 440],
  keep: [300, 85], less: [480, 245], mix: [690, 245], add: [690, 85], see: [650, 610], joint: [264, 705],
  "z-layer": [135, 610], "r-layer": [450, 610], "n-layer": [865, 610],
};

function gruWires(p, belt, rail, down) {
  const all = "Reset Update Candidate";
  const up = (gate, stages) => [
    { kind: "arrow", stages, points: [[p[gate][0], rail], [p[gate][0], p[`${gate}-layer`][1]]] },
    { kind: "", stages, points: [p[`${gate}-layer`], p[gate]] },
  ];
  return [
    { kind: "belt", stages: "New", points: [[p.h_prev[0], belt], p.keep] },
    { kind: "belt", stages: "New", points: [p.keep, p.add] },
    { kind: "belt", stages: "New", points: [p.add, [p.h_t[0], belt]] },
    { kind: "", stages: all, points: [...down, p.joint] },
    { kind: "", stages: all, points: [p.x, ...(p.x[1] > 900 ? [[p.joint[0], p.x[1]]] : [[p.x[0], p.x[1] - 40], [p.joint[0], p.x[1] - 40]]), p.joint] },
    { kind: "", stages: all, points: [p.joint, [p.n[0], rail]] },
    { kind: "", stages: all, points: [p.joint, [Math.min(p.z[0], p.joint[0]), rail]] },
    ...up("z", "Update"), ...up("r", "Reset"), ...up("n", "Candidate"),
    // what n sees of the old state
    { kind: "", stages: "Reset", points: [p.r, [p.see[0], p.r[1]], p.see] },
    { kind: "", stages: "Candidate", points: [[p.see[0], rail], p.see] },
    { kind: "arrow", stages: "Candidate", points: [p.see, [p.n[0] - 35, p.see[1]]] },
    // how old and new are mixed
    { kind: "arrow", stages: "New", points: [p.z, [p.z[0], p.less[1]], ...(p.keep[0] === p.z[0] ? [] : [[p.keep[0], p.less[1]]]), [p.keep[0], belt + 45]] },
    { kind: "", stages: "New", points: [[p.z[0], p.less[1]], p.less] },
    { kind: "", stages: "New", points: [p.less, p.mix] },
    { kind: "", stages: "New", points: [p.n, [p.n[0], p.mix[1]], p.mix] },
    { kind: "arrow", stages: "New", points: [p.mix, [p.add[0], belt + 45]] },
  ];
}

/** @param {string} name @param {string} sees how r acts @returns {Drawing} */
const gru = (name, sees) => ({
  name,
  cards: [
    ["h_prev", "h_{t−1}", "hidden_state", "state before", "Reset Update Candidate New"],
    ["x", "x_t", "inputs", "", "Reset Update Candidate"],
    ["z", "z_t", "update_gate", "update", "Update New"],
    ["r", "r_t", "reset_gate", "reset", "Reset Candidate"],
    ["n", "n_t", "candidate", "candidate", "Candidate New"],
    ["h_t", "h_t", "hidden_state", "state now", "New"],
  ],
  operations: [
    ["z-layer", "layer", "σ", "The layer for z", "Update gate", "Update", "update"],
    ["r-layer", "layer", "σ", "The layer for r", "Reset", "Reset", "reset"],
    ["n-layer", "layer", "tanh", "The layer for n", "Candidate", "Candidate", "candidate"],
    ["keep", "op", "×", "Old state × z", "New state", "New", "kept"],
    ["less", "squash", "1−", "1 − z", "New state", "New", "rest"],
    ["mix", "op", "×", "(1 − z) × n", "New state", "New", "written"],
    ["add", "op", "+", "Kept + written", "New state", "New", "state"],
    ["see", "op", "×", sees, "Candidate", "Reset Candidate", "seen"],
  ],
  layouts: {
    wide: { places: GRU_WIDE, wires: /** @type {any} */ (gruWires(GRU_WIDE, 130, 875, [GRU_WIDE.h_prev, [68, 850], [199, 850]])) },
    narrow: { places: GRU_NARROW, wires: /** @type {any} */ (gruWires(GRU_NARROW, 85, 705, [GRU_NARROW.h_prev, [20, 108], [20, 705]])) },
  },
  labels: { keep: "kept", mix: "written", add: "sum" },
  working: (store) => {
    const v = valueOf(store);
    const [r, z, n, h, h0] = [v("reset_gate"), v("update_gate"), v("candidate"), v("hidden_state"), stateBefore(store)];
    const times = (a, b) => a * b;
    const product = (a, b) => `${a} × ${b}`;
    return {
      reset: `σ(…) = ${signed(r)}`,
      update: `σ(…) = ${signed(z)}`,
      candidate: `tanh(…) = ${signed(n)}`,
      kept: worked([z, h0], times, z * h0, product),
      rest: worked([z], (a) => 1 - a, 1 - z, (a) => `1 − ${a}`),
      written: worked([1 - z, n], times, (1 - z) * n, product),
      sum: worked([z * h0, (1 - z) * n], (a, b) => a + b, h, (a, b) => `${a} + ${b}`),
      state: worked([z, h0, n], (a, b, c) => a * b + (1 - a) * c, h, (a, b, c) => `${a} × ${b} + (1 − ${a}) × ${c}`),
      seen: `r = ${signed(r)} of what n sees of the old state`,
    };
  },
  madeOf: (data, level) => {
    const { H, E } = data.sizes;
    const same = `Both gates and the candidate read the previous state and ${reads(data)}; r says how much of the state the candidate sees`;
    return { text: level === "story" || !E ? `${same}.` : `${same}. Joined: ${H} + ${E} = ${H + E} numbers; three layers of ${H} units.` };
  },
});

const RNN_WIDE = { h_prev: [100, 280], x: [100, 760], joint: [310, 520], "h-layer": [500, 520], h_t: [890, 520] };
const RNN_NARROW = { h_prev: [140, 200], x: [160, 800], joint: [330, 500], "h-layer": [560, 500], h_t: [850, 500] };
const rnnWires = (p) => [
  { kind: "", stages: "Concatenate", points: [p.h_prev, [p.joint[0], p.h_prev[1]], p.joint] },
  { kind: "", stages: "Concatenate", points: [p.x, [p.joint[0], p.x[1]], p.joint] },
  { kind: "arrow", stages: "Hidden", points: [p.joint, [p["h-layer"][0] - 40, p.joint[1]]] },
  { kind: "arrow out", stages: "Hidden", points: [p["h-layer"], [p.h_t[0] - 75, p.h_t[1]]] },
];

/** @param {string} name @param {string} sign @param {string} formula @param {(z: number) => number} squash @returns {Drawing} */
const rnn = (name, sign, formula, squash) => ({
  name,
  cards: [
    ["h_prev", "h_{t−1}", "hidden_state", "state before", "Concatenate"],
    ["x", "x_t", "inputs", "", "Concatenate"],
    ["h_t", "h_t", "hidden_state", "state now", "Hidden Output"],
  ],
  operations: [["h-layer", "layer", sign, "The layer", "Hidden", "Hidden", "state"]],
  layouts: {
    wide: { places: RNN_WIDE, wires: /** @type {any} */ (rnnWires(RNN_WIDE)) },
    narrow: { places: RNN_NARROW, wires: /** @type {any} */ (rnnWires(RNN_NARROW)) },
  },
  labels: { "h-layer": "state" },
  working: (store) => {
    const { data, t, unit } = store;
    const terms = [row(data.arrays.hidden_part, t)[unit], row(data.arrays.input_part, t)[unit], data.arrays.bias.values[unit]];
    const add = (...v) => squash(v.reduce((sum, one) => sum + one));
    return { state: worked(terms, add, valueOf(store)("hidden_state"), (...v) => `${formula}(${v.join(" + ").replace(/^\((.*?)\)/, "$1")})`.replace("max(", "max(0, ")) };
  },
  madeOf: (data, level) => {
    const { H, E } = data.sizes;
    const same = `One layer reads the previous state and ${reads(data)}, and writes the whole state anew`;
    const text = level === "story" || !E ? `${same}.` : `${same}. Joined: ${H} + ${E} = ${H + E} numbers. ${H} × (${H + E} + 1) = ${(H * (H + E + 1)).toLocaleString("en")} weights. In the brackets: what the state gives, what x gives, the bias.`;
    return { text };
  },
});

/** @type {Record<string, Drawing>} by the cell's name in Python */
export const DRAWINGS = {
  gru: gru("gru", "What the state gives n × r"),
  gru_before: gru("gru_before", "The old state × r, before n's layer"),
  rnn: rnn("rnn", "tanh", "tanh", Math.tanh),
  relu: rnn("relu", "ReLU", "max", (z) => Math.max(0, z)),
};
