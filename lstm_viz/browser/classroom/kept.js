// What this browser keeps of a class, so that a reload or another tab is the same member.

import { placeToKeep } from "../shared/kept.js";

/**
 * @typedef {object} Kept
 * @property {string} code
 * @property {string} [member] the token that the class gave
 * @property {string} [secret] of its teacher
 */

const storage = placeToKeep("localStorage", "lstm-viz-class");

/** @returns {Kept | null} */
export function readKept() {
  const kept = storage.readJSON();
  return typeof kept?.code === "string" ? kept : null;
}

/** @param {Kept | null} kept */
export function writeKept(kept) {
  storage.write(kept && JSON.stringify(kept));
}

/**
 * The class that the address names: `?class=CODE`, and behind `#lead=` its secret, which is taken out of the
 * address, so that a projector does not show it. A page that writes its choices into the address as it opens
 * has lost what stood behind `#`: the address that was opened counts.
 * @returns {Kept | null}
 */
export function keptInAddress() {
  const [opened] = performance.getEntriesByType("navigation");
  const { searchParams, hash } = new URL(opened?.name ?? location.href);
  const code = searchParams.get("class")?.trim().toUpperCase();
  if (!code || !/^[A-Z]{4}$/.test(code)) return null;
  const secret = /^#lead=([\w-]{20,60})$/.exec(hash)?.[1];
  if (secret) history.replaceState(history.state, "", location.pathname + location.search);
  return secret ? { code, secret } : { code };
}
