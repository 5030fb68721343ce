// The experiments of “What if?” in the picture, and the way there with what is held.

import { element } from "../shared/dom.js";
import { reread } from "./live.js";
import { leadToWhatIf } from "./share.js";
import { heldTexts, remember } from "./trial.js";

/**
 * The steps that a preset speaks of, as Python's `steps_at`: all, the middle, a word, after a word.
 * @param {string} at @param {string[]} tokens @returns {[number, number | null][]} spans, to null for the end
 */
export function spansAt(at, tokens) {
  if (at === "all") return [[0, null]];
  if (at === "middle") return [[Math.floor(tokens.length / 2), Math.floor(tokens.length / 2)]];
  if (at.startsWith("after ")) {
    const k = tokens.indexOf(at.slice(6));
    return k >= 0 && k < tokens.length - 1 ? [[k + 1, null]] : [];
  }
  return tokens.flatMap((token, t) => (token === at ? [/** @type {[number, number]} */ ([t, t])] : []));
}

/** @param {any} store */
export function buildPresets(store) {
  const select = element("select", { ariaLabel: "Experiments" });
  const there = element("a", {}, "Open in What if");
  select.onchange = () => {
    const preset = store.base.live.presets[Number(select.value)];
    select.value = "";
    if (preset) tryPreset(store, preset);
  };
  store.parts.push(() => {
    const { presets } = store.base.live;
    if (select.childElementCount !== presets.length + 1) {
      select.replaceChildren(
        element("option", { value: "" }, "Experiments …"),
        ...presets.map((preset, k) => element("option", { value: String(k) }, preset.name)));
    }
    select.hidden = !presets.length;
    there.hidden = !store.holds.length || !presets.length;
    if (there.hidden) return;
    leadToWhatIf(store, there, [["view", "gate"], ...heldTexts(store).map((hold) => ["hold", hold])]);
  });
  return [select, there];
}

// Where the reader's own text has no place for it (a comma, say), the preset's text is read.
function tryPreset(store, preset) {
  const { engine } = store;
  const tries = (tokens) =>
    preset.holds.flatMap(({ gate, value, at }) =>
      spansAt(at, tokens).map(([from, to]) => ({ target: gate, value, unit: null, from, to })));
  remember(store);
  const own = tries(engine.tokenize(store.text));
  if (own.length) reread(store, { holds: own });
  else reread(store, { text: preset.text, holds: tries(engine.tokenize(preset.text)), pinned: null, transplant: null });
}
