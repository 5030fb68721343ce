// While the server is away, Streamlit lays a dialog over the page, under which nothing can be used. But the
// network runs on in the browser: the dialog is closed, and a line under the text box says what is missing.

import { update } from "../shared/store.js";

const TITLE = "Connection error";

/** Whenever the dialog comes; only where the network is in the browser. @param {any} store */
export function watchForOutage(store) {
  if (store.outageWatcher) return;
  store.outageWatcher = new MutationObserver(() => {
    if (!store.engine) return;
    const dialog = [...document.querySelectorAll("[role=dialog]")].find((one) => one.textContent?.includes(TITLE));
    const close = /** @type {HTMLElement | null | undefined} */ (dialog?.querySelector("button[aria-label=Close]"));
    if (!close) return;
    close.click(); // it then stays away until the server is there again
    update(store, { away: true });
  });
  store.outageWatcher.observe(document.body, { childList: true, subtree: true });
}

/** @param {any} store */
export function unwatchOutage(store) {
  store.outageWatcher?.disconnect();
  store.outageWatcher = null;
}
