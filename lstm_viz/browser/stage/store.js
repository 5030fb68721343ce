// What the stage keeps beside the shared store: where one is in the reading, and what is shown of it.

import { decode, decodeAll, row } from "../shared/arrays.js";
import { createStore, update, within } from "../shared/store.js";
import { recordedNext } from "./expectation.js";
import { sameInput } from "./layers.js";

/** @param {HTMLElement} root */
export function createStage(root) {
  const state = {
    base: null, // what Python sent, arrays decoded
    data: null, // the reading on screen: Python's, or the browser's own
    ghost: null, // the reading that it is compared with, drawn dashed; null where there is none
    t: 0, // current time step, 0 … T − 1
    stage: null, // current stage's name, null for the whole step
    unit: 0, // the unit followed everywhere
    level: "story", // how much the picture shows: story, units, formula
    temperature: 1,
    moved: false, // whether anybody has moved since these words came
    player: null, // see controls.js
  };
  return createStore(root, state, (store) => {
    store.t = within(store.t, store.data.tokens.length - 1);
    store.unit = within(store.unit, store.data.sizes.H - 1);
  });
}

// Move by hand: whatever played stops.
export function move(store, patch) {
  store.player.stop();
  update(store, { moved: true, ...patch });
}

/**
 * What Python sent, with its arrays decoded and its expectations asked for as those of the browser are.
 * @param {any} sent @param {any} [before] what it sent last: a browser that reads by itself is not sent again what it computes
 */
export function decoded(sent, before) {
  if (!sent.arrays) return { ...sent, arrays: before.arrays, next: before.next, map: before.map };
  const data = { ...sent, arrays: decodeAll(sent.arrays) };
  if (sent.next) data.next = recordedNext({ ...sent.next, scores: decode(sent.next.scores), log_sums: decode(sent.next.log_sums) });
  if (sent.map) data.map = { ...sent.map, crowd: decode(sent.map.crowd), points: decode(sent.map.points) };
  return data;
}

// New data: the same words keep their place (a snapshot or a layer changed), others start anew, and play where
// Play was pressed while they were on their way.
export function receive(store, sent) {
  const base = decoded(sent);
  const same = store.data ? sameInput(store.data.tokens, base.tokens, store.t) : null;
  const { playing } = store.player.clock;
  if (same === null) store.player.stop();
  const place = same !== null ? { t: same } : { t: base.start, stage: null, moved: false };
  const unit = store.data && store.data.sizes.H === base.sizes.H ? {} : { unit: base.unit };
  update(store, { base, data: base, ...place, ...unit });
  if (playing && same === null) store.player.start();
}

// C_{t−1} or h_{t−1}: the step before, or the initial state.
export function before(data, name, t) {
  return t > 0 ? row(data.arrays[name], t - 1) : data.arrays[`initial_${name}`].values;
}

// Names of the arrays whose sum is a gate's pre-activation; a peephole LSTM's gates see the memory too.
export function partsOf(data, gate) {
  const seen = "peephole_part" in data.arrays && gate !== "candidate" ? ["peephole_part"] : [];
  return ["hidden_part", "input_part", ...seen, "bias"];
}

// One of them for one unit: what comes from h, from x, from the memory, or the bias.
export function part(data, name, gate, t, unit) {
  const at = data.gates.indexOf(gate) * data.sizes.H + unit;
  return name === "bias" ? data.arrays.bias.values[at] : row(data.arrays[name], t)[at];
}
