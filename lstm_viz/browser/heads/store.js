// The state that all parts share. A part is a function() that draws; `update` changes the state and
// calls every part.

import { decode, row } from "../shared/arrays.js";

export const STAGES = ["Compare", "Scale", "Mask", "Softmax", "Mix"];

export function createStore(root) {
  // t: the word that asks; k: the word that is asked; head: of all layers; stage: null for all
  return { root, data: null, t: 0, k: 0, head: 0, stage: null, parts: [] };
}

export function update(store, patch) {
  Object.assign(store, patch);
  if (!store.data) return;
  const last = store.data.tokens.length - 1;
  store.t = Math.max(0, Math.min(last, store.t));
  store.k = Math.max(0, Math.min(last, store.k));
  for (const part of store.parts) part();
}

// Another word asks: show the earlier word that it looks at most.
export function ask(store, t, patch = {}) {
  const T = store.data.tokens.length;
  t = Math.max(0, Math.min(T - 1, t));
  update(store, { ...patch, t, k: strongest(store, t) });
}

function strongest(store, t) {
  const shares = line(store, "weights", t);
  let best = t;
  for (let k = 0; k < t; k++) if (best === t || shares[k] > shares[best]) best = k;
  return best;
}

// What one head has in row t: T numbers of products or weights, d numbers of query, key, value, mixed.
export function line(store, name, t) {
  const { shape } = store.data.arrays[name];
  const all = row(store.data.arrays[name], store.head);
  return all.subarray(t * shape[2], (t + 1) * shape[2]);
}

export function receive(store, data) {
  const arrays = Object.fromEntries(Object.entries(data.arrays).map(([k, v]) => [k, decode(v)]));
  const head = store.data ? Math.min(store.head, data.heads.length - 1) : data.head;
  store.data = { ...data, arrays };
  store.head = head;
  ask(store, data.start, { stage: null });
}
