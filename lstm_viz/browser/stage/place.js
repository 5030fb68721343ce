// Where the stage stands, as a class follows it: it says so ("lstm-state") and takes such a place ("lstm-take").

import { reread } from "./live.js";
import { move } from "./store.js";
import { LEVELS } from "./levels.js";

const TARGETS_HELD = ["forget", "input", "output", "cell"];
const SPREAD_MS = [4000, 16000]; // Python hears of a text that is followed, for what stands below; not of all at once

/** What a class is told of this stage. @param {any} store */
function placeOf(store) {
  const { data, t, stage, unit, level } = store;
  const { model = "", learned = "" } = data.share ?? {};
  const place = { model, learned, t, stage, unit, level };
  if (!data.live) return place;
  const { text, holds, pinned, after, transplant } = store;
  return { ...place, text, holds, pinned, after, transplant };
}

/** @param {any} store */
export function buildPlace(store) {
  let told = "";
  store.parts.push(() => {
    const place = placeOf(store);
    const said = JSON.stringify(place);
    if (said === told) return;
    told = said;
    document.dispatchEvent(new CustomEvent("lstm-state", { detail: place }));
  });
  document.addEventListener("lstm-take", (/** @type {CustomEvent} */ event) => {
    if (store.root.isConnected && store.data) takePlace(store, event.detail);
  });
  // after the first drawing, when there is something to place
  queueMicrotask(() => document.dispatchEvent(new CustomEvent("lstm-here")));
}

// A place that came over the network: what has not its form is left out.
function takePlace(store, said) {
  const whole = (value) => Number.isInteger(value) && value >= 0;
  const text = (value) => (typeof value === "string" ? value.slice(0, 20_000) : null);
  const patch = {
    ...(whole(said.t) ? { t: said.t } : {}),
    ...(whole(said.unit) ? { unit: said.unit } : {}),
    stage: store.data.stages.includes(said.stage) ? said.stage : null,
    level: said.level in LEVELS ? said.level : store.level,
    moved: true,
  };
  if (!store.data.live || text(said.text) === null) {
    move(store, patch);
    return;
  }
  const put = said.transplant;
  const read = {
    text: text(said.text),
    holds: (Array.isArray(said.holds) ? said.holds : []).slice(0, 200).filter(isHeld),
    pinned: text(said.pinned),
    after: text(said.after),
    transplant: put && whole(put.t) && ["C", "h", "both"].includes(put.what) ? put : null,
  };
  const { text: now, holds, pinned, after, transplant } = store;
  const [least, more] = SPREAD_MS;
  if (JSON.stringify({ text: now, holds, pinned, after, transplant }) === JSON.stringify(read)) move(store, patch);
  else {
    store.player.stop();
    reread(store, { ...patch, ...read }, least + more * Math.random());
  }
}

function isHeld(held) {
  const inside = (value) => value === null || (Number.isInteger(value) && value >= 0);
  const fits = TARGETS_HELD.includes(held?.target) && held.value >= 0 && held.value <= 1 && (held.target !== "cell" || held.value === 0);
  return fits && Number.isInteger(held.from) && inside(held.unit) && inside(held.to);
}
