// Notices when the action of the current stop is done, anywhere in the page, and keeps the progress in a cookie,
// so that the tour can go on after a reload.

import { DID } from "../shared/did.js";

const CHOSEN = "[aria-selected=true], [aria-checked=true], [aria-pressed=true], [data-testid$=Active]";

/** @type {Record<string, string[]>} the page's events that can mean a stop's */
const EVENTS = {
  did: [DID], // a picture tells what was done
  click: ["click"],
  input: ["input"],
  // a tab, a part: what is chosen already does not count; a press chooses before the click comes, focus chooses a tab
  chosen: ["pointerdown", "click", "focusin"],
};

export default function ({ data, setTriggerValue }) {
  document.cookie = `${data.cookie}=${encodeURIComponent(JSON.stringify(data.progress))}; path=/; max-age=31536000; samesite=lax`;
  if (!data.stop) return undefined;
  const { id, event, target } = data.stop;
  const notice = (happened) => {
    if (!means(happened, event, target)) return;
    stop();
    setTriggerValue("done", id);
  };
  const stop = () => EVENTS[event].forEach((name) => document.removeEventListener(name, notice, true));
  for (const name of EVENTS[event]) document.addEventListener(name, notice, true);
  return stop;
}

/** Whether this is what the stop asks for. @param {any} happened @param {string} event @param {string} target */
export function means(happened, event, target) {
  if (event === "did") return happened.detail === target;
  const hit = happened.composedPath().find((node) => node.matches?.(target));
  if (!hit) return false;
  if (event !== "chosen") return true;
  return !hit.matches(CHOSEN) && (happened.type !== "focusin" || hit.matches("[role=tab]"));
}
