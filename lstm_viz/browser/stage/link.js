// Other components of the page follow the step ("lstm-step") and may move it ("lstm-go").

import { move } from "./store.js";

export function buildLink(store) {
  let told = null;
  store.parts.push(() => {
    if (told === store.t) return;
    told = store.t;
    document.dispatchEvent(new CustomEvent("lstm-step", { detail: { t: store.t } }));
  });
  document.addEventListener("lstm-go", (/** @type {CustomEvent} */ event) => {
    if (store.root.isConnected) move(store, { t: event.detail.t });
  });
}
