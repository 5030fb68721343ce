// What this browser keeps of a class, so that a reload or another tab is the same member: in its storage,
// or for this visit alone where it has none.

/**
 * @typedef {object} Kept
 * @property {string} code
 * @property {string} [member] the token that the class gave
 * @property {string} [secret] of its teacher
 */

const PLACE = "lstm-viz-class";
/** @type {string | null} */
let memory = null;

/** @returns {Kept | null} */
export function readKept() {
  try {
    memory = localStorage.getItem(PLACE);
  } catch {
    // no storage: what this visit knows
  }
  try {
    const kept = JSON.parse(memory ?? "null");
    return typeof kept?.code === "string" ? kept : null;
  } catch {
    return null; // somebody else's
  }
}

/** @param {Kept | null} kept */
export function writeKept(kept) {
  memory = kept && JSON.stringify(kept);
  try {
    if (memory) localStorage.setItem(PLACE, memory);
    else localStorage.removeItem(PLACE);
  } catch {
    // no storage: it lasts for this visit
  }
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
