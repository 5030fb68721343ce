// What the heads' picture keeps beside the shared store: who asks whom, and which head looks.

import { decodeAll, row } from "../shared/arrays.js";
import { createStore, update, within } from "../shared/store.js";

export const STAGES = ["Compare", "Scale", "Mask", "Softmax", "Mix"];

/** @param {HTMLElement} root */
export function createHeads(root) {
  const state = {
    t: 0, // the word that asks
    k: 0, // the word that is asked
    head: 0, // of all layers
    stage: null, // null for all
    player: null, // see words.js
  };
  return createStore(root, state, (store) => {
    store.t = within(store.t, store.data.tokens.length - 1);
    store.k = within(store.k, store.data.tokens.length - 1);
  });
}

// Another word asks: show the earlier word that it looks at most.
export function ask(store, t, patch = {}) {
  t = within(t, store.data.tokens.length - 1);
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
  const first = !store.data;
  const head = store.data ? Math.min(store.head, data.heads.length - 1) : data.head;
  store.data = { ...data, arrays: decodeAll(data.arrays) };
  store.head = head;
  ask(store, data.start, { stage: null });
  if (first && data.asked !== null) update(store, { k: data.asked });
}
