// The three cells as drawings: cards, operations and wires in ‰ of the picture, as the stage has its LSTM.

import { CARDS, LAYOUTS, OPERATIONS } from "../stage/layout.js";

/** @typedef {import("../stage/layout.js").Wire} Wire */
/** @typedef {{ places: Record<string, any>, wires: Wire[] }} Layout */

const wire = (/** @type {string} */ kind, /** @type {any[]} */ ...points) => ({ kind, stages: "", points });

const GRU_PLACES = {
  h_prev: [110, 175], h_t: [890, 175], x: [110, 920],
  r: [215, 590], z: [465, 590], n: [715, 590],
  "r-layer": [215, 790], "z-layer": [465, 790], "n-layer": [715, 790],
  keep: [465, 130], add: [715, 130], mix: [715, 300],
};

/** @type {Wire[]} */
const GRU_WIRES = [
  wire("belt", [110, 130], [465, 130]),
  wire("belt", [465, 130], [715, 130]),
  wire("belt", [715, 130], [890, 130]),
  wire("", [110, 175], [70, 175], [70, 865], [215, 865]),
  wire("", [110, 920], [215, 920], [215, 865]),
  wire("", [215, 865], [465, 865]),
  wire("", [465, 865], [715, 865]),
  ...["r", "z", "n"].flatMap((gate) => {
    const [x, y] = GRU_PLACES[gate];
    return [wire("", [x, 865], [x, 790]), wire("", [x, 790], [x, y])];
  }),
  wire("", [215, 590], [340, 590], [340, 700], [590, 700], [590, 790], [715, 790]),
  wire("", [465, 590], [465, 130]),
  wire("", [465, 300], [715, 300]),
  wire("", [715, 590], [715, 300]),
  wire("", [715, 300], [715, 130]),
];

const RNN_PLACES = { h_prev: [120, 260], x: [120, 760], layer: [480, 500], h_t: [860, 260] };

/** @type {Wire[]} */
const RNN_WIRES = [
  wire("belt", [120, 260], [330, 260], [330, 500], [480, 500]),
  wire("", [120, 760], [330, 760], [330, 500]),
  wire("belt", [480, 500], [640, 500], [640, 260], [860, 260]),
];

/** A card: place, symbol, name of its role's field. A sign: place, kind, text. */
export const DRAWN = {
  lstm: {
    cards: CARDS.map(([place, sign, field]) => [place, sign, field]),
    signs: OPERATIONS.map(([place, kind, sign]) => [place, kind, sign]),
    layout: (/** @type {boolean} */ narrow) => LAYOUTS[narrow ? "narrow" : "wide"],
    height: 380,
  },
  gru: {
    cards: [
      ["h_prev", "h_{t−1}", "hidden_state"], ["x", "x_t", "inputs"], ["r", "r_t", "reset_gate"], ["z", "z_t", "update_gate"],
      ["n", "n_t", "candidate"], ["h_t", "h_t", "hidden_state"],
    ],
    signs: [
      ["r-layer", "layer", "σ"], ["z-layer", "layer", "σ"], ["n-layer", "layer", "tanh"],
      ["keep", "op", "×"], ["mix", "op", "×"], ["add", "op", "+"],
    ],
    layout: () => /** @type {Layout} */ ({ places: GRU_PLACES, wires: GRU_WIRES }),
    height: 360,
  },
  rnn: {
    cards: [["h_prev", "h_{t−1}", "hidden_state"], ["x", "x_t", "inputs"], ["h_t", "h_t", "hidden_state"]],
    signs: [["layer", "layer", "tanh"]],
    layout: () => /** @type {Layout} */ ({ places: RNN_PLACES, wires: RNN_WIRES }),
    height: 220,
  },
};
