// The words (or letters, or frames) that are read: each with its gates as three bars, and what happened there.

import { row } from "../shared/arrays.js";
import { element } from "../shared/dom.js";
import { happening, largestHappening } from "./events.js";
import { mean } from "./narrate.js";
import { buildRiver } from "./river.js";
import { swap } from "./live.js";
import { move } from "./store.js";
import { offerSwap } from "./swap.js";
import { remember } from "./trial.js";

const GATES = ["forget_gate", "input_gate", "output_gate"];

/** Chips in one row that scrolls, the river under them. @param {any} store */
export function buildWords(store) {
  const chips = element("div", { className: "chips", tabIndex: 0, role: "group" });
  const scrub = (event) => {
    if (event.target.closest?.("button")) return; // a chip's own button
    const chip = event.target.closest?.(".chip");
    if (chip && (event.type === "pointerdown" || event.buttons === 1)) move(store, { t: Number(chip.dataset.t) });
  };
  chips.onpointerdown = scrub;
  chips.onpointermove = (event) => event.pointerType === "mouse" && scrub(event);
  const words = element("div", { className: "words-row" }, element("div", { className: "track" }, chips, buildRiver(store)));
  store.parts.push(() => drawWords(store, words, chips));
  return words;
}

function drawWords(store, scroller, chips) {
  const { data, t } = store;
  if (chips.drawn !== data) fillChips(store, chips);
  chips.querySelector(".now")?.classList.remove("now");
  const chip = chips.children[t];
  chip.classList.add("now");
  chips.classList.toggle("swappable", Boolean(store.engine) && !store.base.live.fixed);
  if (chips.profiled !== profileOf(store)) drawProfiles(store, chips);
  // once all parts are drawn: measuring between them would lay out the page anew each time
  cancelAnimationFrame(scroller.frame);
  scroller.frame = requestAnimationFrame(() => keepInSight(scroller, chip));
}

// Without moving the page.
function keepInSight(scroller, chip) {
  const [from, to] = [chip.offsetLeft, chip.offsetLeft + chip.offsetWidth];
  if (from < scroller.scrollLeft || to > scroller.scrollLeft + scroller.clientWidth)
    scroller.scrollLeft = from - (scroller.clientWidth - chip.offsetWidth) / 2;
}

function fillChips(store, chips) {
  const { data } = store;
  chips.drawn = data;
  chips.profiled = null;
  chips.ariaLabel = `${data.step_name[0].toUpperCase()}${data.step_name.slice(1)}s`;
  chips.parentElement.style.setProperty("--steps", data.tokens.length);
  const long = Math.min(...data.tokens.map((token) => token.length)) > 5; // dates: none is to be cut
  if (long) chips.parentElement.style.setProperty("--least", "124px");
  else chips.parentElement.style.removeProperty("--least");
  const gated = Boolean(data.arrays.forget_gate);
  // chips stay where they are, so that what is typed only changes the words that it changes
  while (chips.children.length > data.tokens.length) chips.lastChild.remove();
  while (chips.children.length < data.tokens.length) chips.append(newChip(store, chips.children.length, gated));
  data.tokens.forEach((token, t) => {
    const chip = chips.children[t];
    if (chip.firstChild.data !== token) chip.firstChild.data = token;
    const near = data.suggestions[t];
    chip.classList.toggle("unknown", !data.known[t]);
    const note = data.known[t] ? [] : near ? ["unknown · ", suggestion(store, t, near)] : ["unknown"];
    const swapping = chip.querySelector(".swap-word");
    if (swapping) swapping.ariaLabel = `Swap “${token}”`;
    const small = chip.querySelector("small");
    small.replaceChildren(...note);
    small.classList.toggle("event", !note.length);
  });
}

function newChip(store, t, gated) {
  const chip = element("span", { className: "chip" }, " ", element("small", {}));
  chip.dataset.t = t;
  if (gated) chip.append(element("span", { className: "profile", ariaHidden: "true" }, ...GATES.map(() => element("i", {}))));
  if (store.base.live)
    chip.append(element("button", { type: "button", className: "swap-word", title: "Put another word here", onclick: () => offerSwap(store, t) }, "⇅"));
  return chip;
}

// The nearest known word, to be read instead where the browser reads by itself.
function suggestion(store, t, near) {
  if (!store.engine) return `${near}?`;
  const onclick = () => {
    remember(store);
    swap(store, t, near);
  };
  return element("button", { type: "button", className: "near", title: `Read “${near}” instead`, onclick }, `${near}?`);
}

// One word for what happened: in the story to the followed unit, else most of all.
function eventAt({ data, unit, level }, t) {
  if (level === "story") return happening(data, t, unit).kind;
  const largest = largestHappening(data, t);
  return largest.kind === "kept" ? "" : `unit ${largest.unit} ${largest.kind}`;
}

const profileOf = ({ data, unit, level }) => `${data.id} ${level === "story" ? unit : "mean"}`;

// What happened, and three bars: f, i, o of the followed unit in the story, else their means over all units.
function drawProfiles(store, chips) {
  const { data, unit, level } = store;
  if (!data.arrays.forget_gate) return;
  chips.profiled = profileOf(store);
  [...chips.children].forEach((chip, t) => {
    const event = chip.querySelector("small.event");
    if (event) event.textContent = eventAt(store, t);
    const profile = chip.querySelector(".profile");
    const values = GATES.map((gate) => {
      const numbers = row(data.arrays[gate], t);
      return level === "story" ? numbers[unit] : mean(numbers);
    });
    const told = `${data.tokens[t]}: f ${values[0].toFixed(2)}, i ${values[1].toFixed(2)}, o ${values[2].toFixed(2)} ` +
      (level === "story" ? `(unit ${unit})` : "(means over all units)");
    if (profile.title === told) return;
    profile.title = told;
    values.forEach((v, k) => {
      profile.children[k].style.setProperty("--v", v);
      profile.children[k].style.setProperty("--role", data.roles[GATES[k]].colour);
    });
  });
}
