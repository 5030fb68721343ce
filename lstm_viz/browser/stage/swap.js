// Another word in the place of this one: offered by the example, near in the network's eyes, or typed freely.

import { element } from "../shared/dom.js";
import { swap } from "./live.js";
import { largestPlaces } from "../engine/softmax.js";
import { nearestTo } from "./map.js";
import { update } from "../shared/store.js";
import { remember } from "./trial.js";

/** The offers under the words, opened by the ⇅ of the current word. @param {any} store */
export function buildSwap(store) {
  const offers = element("span", { className: "offers" });
  const own = element("input", { type: "text", ariaLabel: "Another word", placeholder: "another word", maxLength: 60 });
  own.setAttribute("autocapitalize", "off");
  const title = element("span", {});
  const host = element("div", { className: "swap", role: "group", ariaLabel: "Swap this word" }, title, offers, own,
    element("button", { type: "button", onclick: () => update(store, { swapping: null }) }, "Close"));
  own.onkeydown = (event) => {
    if (event.key === "Enter" && own.value.trim()) put(store, own.value.trim());
    if (event.key === "Escape") update(store, { swapping: null });
    event.stopPropagation();
  };
  store.parts.push(() => {
    const { swapping, engine, data } = store;
    host.hidden = !engine || swapping === null || swapping !== store.t;
    if (host.hidden || host.dataset.shown === `${data.id} ${swapping}`) return;
    host.dataset.shown = `${data.id} ${swapping}`;
    title.textContent = `instead of “${data.tokens[swapping]}”:`;
    own.value = "";
    offers.replaceChildren(...offered(store).map((word) => element("button", { type: "button", onclick: () => put(store, word) }, word)));
  });
  return host;
}

const OFFERED = 8;
const PLAUSIBLE = 1e-4; // what is near the word, but which the network would not expect here, makes no sentence

// What the lesson offers for this word, then what the network expected in its place, and what it finds near it.
function offered({ engine, free, swapping, base }) {
  const token = free.tokens[swapping];
  const lesson = base.live.swaps[token] ?? [];
  const near = nearestTo(engine, free.ids[swapping], () => [], (word) => word).map(([word]) => word);
  const p = swapping > 0 && !engine.silent ? engine.probabilities(free, swapping - 1, 1) : null;
  const plausible = near.filter((word) => !p || p[engine.vocabulary.encode([word])[0]] > PLAUSIBLE);
  const expected = p ? largestPlaces(p, OFFERED).map((id) => engine.vocabulary.tokens[id]) : [];
  const words = [...new Set([...lesson, ...plausible.slice(0, 3), ...expected])];
  return words.filter((word) => word !== token && /^\p{L}+$/u.test(word)).slice(0, OFFERED);
}

function put(store, word) {
  remember(store);
  const t = store.swapping;
  store.swapping = null;
  swap(store, t, word);
}

/** Opens and closes the offers for the word at step t. @param {any} store @param {number} t */
export function offerSwap(store, t) {
  store.player.stop();
  update(store, { t, swapping: store.swapping === t ? null : t });
}
