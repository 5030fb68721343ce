// A gate's valve: drag it between shut and open to hold the gate there.

import { row } from "../shared/arrays.js";
import { element } from "../shared/dom.js";
import { mean } from "./narrate.js";
import { heldAt, holdGate } from "./trial.js";

const NAMES = { forget_gate: "Forget gate", input_gate: "Input gate", output_gate: "Output gate" };

/** @param {any} store @param {string} field */
export function buildValve(store, field) {
  const valve = element("input", { type: "range", className: "valve", min: 0, max: 100, step: 1 });
  valve.oninput = () => holdGate(store, field, Number(valve.value) / 100);
  return valve;
}

/** @param {any} store @param {HTMLElement} card @param {string} field */
export function drawValve(store, card, field) {
  const { data, t, unit } = store;
  const valve = /** @type {HTMLInputElement} */ (card.querySelector(".valve"));
  valve.hidden = !store.engine;
  if (valve.hidden) return;
  const all = store.scope.units === "all";
  const numbers = row(data.arrays[field], t);
  const value = Math.round(100 * (all ? mean(numbers) : numbers[unit]));
  if (Number(valve.value) !== value) valve.value = String(value);
  const whose = all ? "all units, on average" : `unit ${unit}`;
  const held = heldAt(store, field);
  valve.ariaLabel = `${NAMES[field]} of ${all ? "all units" : `unit ${unit}`}`;
  valve.setAttribute("aria-valuetext", `${value} % open, ${whose}${held ? ", held" : ""}`);
  valve.title = `${value} % open (${whose}). Drag to hold it.`;
  card.classList.toggle("held", held);
}
