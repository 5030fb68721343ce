// Where everything of the cell stands, as data: boxes and wires in ‰ of the picture's width and height.
// `stages` are those that light a thing; `stage` is the one that a click on it chooses.

/** @typedef {[number, number]} Point */
/** @typedef {{ kind: string, stages: string, points: Point[] }} Wire */

/** What is in the picture, whatever its shape: a card for each quantity … */
export const CARDS = [
  // name, symbol, field of the trace, what it is called, stages
  ["C_prev", "C_{t−1}", "cell_state", "memory before", "Forget Update"],
  ["h_prev", "h_{t−1}", "hidden_state", "output before", "Forget Store Output"],
  ["x", "x_t", "inputs", "", "Forget Store Output"],
  ["f", "f_t", "forget_gate", "forget", "Forget Update"],
  ["i", "i_t", "input_gate", "input", "Store Update"],
  ["C̃", "C̃_t", "candidate", "candidate", "Store Update"],
  ["o", "o_t", "output_gate", "output", "Output"],
  ["C_t", "C_t", "cell_state", "memory now", "Update Output"],
  ["h_t", "h_t", "hidden_state", "output now", "Output"],
];

/** … and a button for each operation: name, kind, sign, what it is, stage, stages, line of the formula. */
export const OPERATIONS = [
  ["f-layer", "layer", "σ", "The layer for f", "Forget", "Forget", "forget"],
  ["i-layer", "layer", "σ", "The layer for i", "Store", "Store", "input"],
  ["C̃-layer", "layer", "tanh", "The layer for C̃", "Store", "Store", "candidate"],
  ["o-layer", "layer", "σ", "The layer for o", "Output", "Output", "output"],
  ["keep", "op", "×", "Old memory × f", "Forget", "Forget Update", "kept"],
  ["mix", "op", "×", "i × C̃", "Store", "Store Update", "written"],
  ["add", "op", "+", "Kept + written", "Update", "Update", "cell"],
  ["squash", "squash", "tanh", "tanh of the memory", "Output", "Output", "squashed"],
  ["show", "op", "×", "o × tanh of the memory", "Output", "Output", "hidden"],
];

const LAYERS = ["f", "i", "C̃", "o"];
const LATER = { f: "Forget Store Output", i: "Store Output", C̃: "Store Output", o: "Output" };
const OWN = { f: "Forget", i: "Store", C̃: "Store", o: "Output" };

const WIDE = {
  C_prev: [68, 185], h_prev: [68, 590], x: [66, 928], C_t: [930, 185], h_t: [930, 600],
  f: [262, 610], i: [430, 610], C̃: [598, 610], o: [766, 610],
  keep: [262, 130], add: [514, 130], mix: [514, 300], squash: [766, 240], show: [766, 355],
  joint: [199, 875], belt: 130, rail: 875, layers: 812,
};
const NARROW = {
  C_prev: [115, 108], h_prev: [115, 850], x: [420, 870], C_t: [885, 108], h_t: [885, 850],
  f: [130, 440], i: [377, 440], C̃: [623, 440], o: [870, 440],
  keep: [300, 85], add: [500, 85], mix: [500, 215], squash: [690, 150], show: [735, 245],
  joint: [264, 685], belt: 85, rail: 685, layers: 610,
};

/** The wires that both shapes have: the layers on their rail. */
function rails(p) {
  let from = p.joint[0];
  return LAYERS.flatMap((gate) => {
    const x = p[gate][0];
    const wires = [
      { kind: "", stages: LATER[gate], points: [[from, p.rail], [x, p.rail]] },
      { kind: "arrow", stages: OWN[gate], points: [[x, p.rail], [x, p.layers]] },
      { kind: "", stages: OWN[gate], points: [[x, p.layers], p[gate]] },
    ];
    from = Math.max(from, x);
    return wires;
  });
}

function wideWires(p) {
  return [
    { kind: "belt", stages: "Forget Update", points: [[p.C_prev[0], p.belt], p.keep] },
    { kind: "belt", stages: "Update", points: [p.keep, p.add] },
    { kind: "belt", stages: "Update", points: [p.add, [p.C_t[0], p.belt]] },
    { kind: "", stages: "Forget Store Output", points: [p.h_prev, [p.h_prev[0], p.rail - 25], [p.joint[0], p.rail - 25], p.joint] },
    { kind: "", stages: "Forget Store Output", points: [p.x, [p.joint[0], p.x[1]], p.joint] },
    ...rails(p),
    { kind: "arrow", stages: "Forget Update", points: [p.f, [p.f[0], p.belt + 50]] },
    { kind: "", stages: "Store Update", points: [p.i, [p.i[0], p.mix[1]], p.mix] },
    { kind: "", stages: "Store Update", points: [p["C̃"], [p["C̃"][0], p.mix[1]], p.mix] },
    { kind: "arrow", stages: "Store Update", points: [p.mix, [p.add[0], p.belt + 50]] },
    { kind: "", stages: "Output", points: [[p.squash[0], p.belt], p.show] },
    { kind: "", stages: "Output", points: [p.o, p.show] },
    { kind: "arrow out", stages: "Output", points: [p.show, [p.h_t[0], p.show[1]], [p.h_t[0], p.h_t[1] - 160]] },
  ];
}

function narrowWires(p) {
  return [
    { kind: "belt", stages: "Forget Update", points: [[p.C_prev[0], p.belt], p.keep] },
    { kind: "belt", stages: "Update", points: [p.keep, p.add] },
    { kind: "belt", stages: "Update", points: [p.add, [p.C_t[0], p.belt]] },
    { kind: "", stages: "Forget Store Output", points: [p.h_prev, [p.h_prev[0], p.rail], p.joint] },
    { kind: "", stages: "Forget Store Output", points: [p.x, [p.x[0], p.rail + 45], [p.joint[0], p.rail + 45], p.joint] },
    { kind: "", stages: "Forget", points: [p.joint, [p.f[0], p.rail]] },
    ...rails(p),
    { kind: "arrow", stages: "Forget Update", points: [p.f, [p.f[0], 225], [p.keep[0], 225], [p.keep[0], p.belt + 35]] },
    { kind: "", stages: "Store Update", points: [p.i, [p.i[0], p.mix[1]], p.mix] },
    { kind: "", stages: "Store Update", points: [p["C̃"], [p["C̃"][0], p.mix[1]], p.mix] },
    { kind: "arrow", stages: "Store Update", points: [p.mix, [p.add[0], p.belt + 35]] },
    { kind: "", stages: "Output", points: [[p.squash[0], p.belt], [p.squash[0], p.show[1]], p.show] },
    { kind: "", stages: "Output", points: [p.o, [p.o[0], p.show[1]], p.show] },
    { kind: "arrow out", stages: "Output", points: [p.show, [747, p.show[1]], [747, 720], [p.h_t[0], 720], [p.h_t[0], 735]] },
  ];
}

/** @param {Record<string, any>} p */
const withLayers = (p) => ({ ...p, ...Object.fromEntries(LAYERS.map((gate) => [`${gate}-layer`, [p[gate][0], p.layers]])) });

/** @type {Record<string, { places: Record<string, any>, wires: Wire[] }>} */
export const LAYOUTS = {
  wide: { places: withLayers(WIDE), wires: /** @type {Wire[]} */ (wideWires(WIDE)) },
  narrow: { places: withLayers(NARROW), wires: /** @type {Wire[]} */ (narrowWires(NARROW)) },
};
