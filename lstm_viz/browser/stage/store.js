// The state that all parts of a stepper share. A part is a function(store) that draws; `update`
// changes the state and calls every part.

import { decode, row } from "../shared/arrays.js";

export function createStore(root) {
  return {
    root,
    data: null, // what Python sent, arrays decoded
    t: 0, // current time step, 0 … T − 1
    stage: null, // current stage's name, null for the whole step
    unit: 0, // the unit followed everywhere
    temperature: 1,
    speed: 1,
    playing: false,
    moved: false, // whether anybody has moved since these words came
    parts: [],
  };
}

export function update(store, patch) {
  Object.assign(store, patch);
  if (!store.data) return;
  store.t = Math.max(0, Math.min(store.data.tokens.length - 1, store.t));
  store.unit = Math.max(0, Math.min(store.data.sizes.H - 1, store.unit));
  for (const part of store.parts) part(store);
}

// Move by hand: whatever played stops.
export function move(store, patch) {
  update(store, { playing: false, moved: true, ...patch });
}

// New data: the same words keep their place (a training snapshot changed), others start anew.
export function receive(store, data) {
  const arrays = Object.fromEntries(Object.entries(data.arrays).map(([k, v]) => [k, decode(v)]));
  const decoded = { ...data, arrays };
  if (data.next) {
    decoded.next = { ...data.next, scores: decode(data.next.scores), log_sums: decode(data.next.log_sums) };
  }
  if (data.map) decoded.map = { ...data.map, crowd: decode(data.map.crowd), points: decode(data.map.points) };
  const same = store.data && store.data.tokens.join("\0") === data.tokens.join("\0");
  const place = same ? {} : { t: data.start, stage: null, playing: false, moved: false };
  const unit = store.data && store.data.sizes.H === data.sizes.H ? {} : { unit: data.unit };
  update(store, { data: decoded, ...place, ...unit });
}

// C_{t−1} or h_{t−1}: the step before, or the initial state.
export function before(data, name, t) {
  return t > 0 ? row(data.arrays[name], t - 1) : data.arrays[`initial_${name}`].values;
}

// The part of one gate's pre-activation that comes from x, from h, or from the bias, for one unit.
export function part(data, name, gate, t, unit) {
  const at = data.gates.indexOf(gate) * data.sizes.H + unit;
  return name === "bias" ? data.arrays.bias.values[at] : row(data.arrays[name], t)[at];
}
