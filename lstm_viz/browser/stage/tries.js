// The row that says where a valve holds, and leads back: scopes, erase, undo, reset.

import { element, help } from "../shared/dom.js";
import { buildPresets } from "./presets.js";
import { update } from "../shared/store.js";
import { carryOn, erase, reset, undo } from "./trial.js";

const UNITS = { one: "this unit", all: "all units" };
const STEPS = { here: "here", on: "from here on", all: "everywhere" };

/** @param {any} store */
export function buildTries(store) {
  const choice = (label, name, options) => {
    const select = element("select", { ariaLabel: label }, ...Object.entries(options).map(([value, text]) => element("option", { value }, text)));
    select.onchange = () => update(store, { scope: { ...store.scope, [name]: select.value } });
    return select;
  };
  const undoing = element("button", { type: "button", onclick: () => undo(store) }, "Undo");
  const resetting = element("button", { type: "button", onclick: () => reset(store) }, "Reset");
  const keep = element("button", { type: "button", onclick: () => carryOn(store) }, "Keep the memory");
  keep.title = "The next text is read from the memory that this one leaves, instead of from zero";
  const erasing = element("button", { type: "button", onclick: () => erase(store), title: "Set the memory to zero there" });
  const held = element("span", { className: "held-list" });
  const row = element(
    "div",
    { className: "tries", role: "group", ariaLabel: "Holds" },
    element("span", {}, "A valve holds for"), choice("Which units", "units", UNITS), choice("At which words", "steps", STEPS),
    erasing, ...buildPresets(store), keep, undoing, resetting, held,
    help("Drag a round valve in the picture: the gate then stays where you put it, and all that follows is computed anew. The untouched reading stays on the screen, dashed."),
  );
  store.parts.push(() => {
    row.hidden = !store.engine;
    const whose = store.scope.units === "all" ? "Erase all memory" : "Erase its memory"; // of what the valve holds for
    if (erasing.textContent !== whose) erasing.textContent = whose;
    keep.hidden = !store.base.live.mixes;
    undoing.disabled = !store.past.length;
    resetting.disabled = !store.holds.length && !store.transplant && store.pinned === null && store.after === null;
    keep.ariaPressed = String(store.after !== null);
    const from = store.after === null ? "" : `reads on after “${store.after.length > 40 ? `…${store.after.slice(-38)}` : store.after}”`;
    const text = [store.holds.length ? `${store.holds.length} held` : "", from].filter(Boolean).join(" · ");
    if (held.textContent !== text) held.textContent = text;
  });
  return row;
}
