// What the reader did, told to the page however it was done: by a key, a button or in the picture. The tour
// listens (tour/listen.js).

export const DID = "lstm-did";

/** @param {string} what "play", "next" or "hold" */
export function did(what) {
  document.dispatchEvent(new CustomEvent(DID, { detail: what }));
}
