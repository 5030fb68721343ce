// The state that the parts of one picture share. A part is a function(store) that draws; `update` changes
// the state and calls every part.

/**
 * @param {HTMLElement} root
 * @param {any} state what this picture keeps beside its data: a place, a choice
 * @param {(store: any) => void} [bound] puts the place within the data
 * @returns {any}
 */
export function createStore(root, state, bound = () => {}) {
  return { root, data: null, parts: [], bound, ...state };
}

/**
 * Change the state and draw; before the first data came, nothing is drawn.
 * @param {any} store
 * @param {any} [patch]
 */
export function update(store, patch = {}) {
  Object.assign(store, patch);
  if (!store.data) return;
  store.bound(store);
  for (const part of store.parts) part(store);
}

/**
 * The nearest of the places 0 … last.
 * @param {number} place
 * @param {number} last
 */
export const within = (place, last) => Math.max(0, Math.min(last, place));
