// The address holds the word that asks, the word that is asked, and the head: a reload brings them back.

import { changeAddress } from "../shared/address.js";

const SETTLED_MS = 300;

export function keepInAddress(store) {
  let timer = 0;
  store.parts.push(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!store.root.isConnected) return;
      changeAddress({ t: String(store.t + 1), asked: String(store.k + 1), head: String(store.head + 1) });
    }, SETTLED_MS);
  });
}
