// The stage in a page of its own: what it shows and the weights stand in the page itself.

import { mountStage } from "./outside.js";

const writtenIn = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
const bytesOf = (/** @type {string} */ base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

mountStage(
  /** @type {HTMLElement} */ (document.getElementById("stage")),
  JSON.parse(writtenIn("data")),
  writtenIn("css"),
  writtenIn("weights") ? bytesOf(writtenIn("weights")) : null,
  () => {}, // nobody listens here
);
