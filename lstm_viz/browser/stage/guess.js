// Before anything plays: what will come next? The network's answer is covered until one has said one's own.

import { element } from "../shared/dom.js";
import { placeToKeep } from "../shared/kept.js";
import { inPercent } from "../shared/rounding.js";
import { update } from "../shared/store.js";
import { move } from "./store.js";

const CHOICES = 4;
const MOST_CHANCES = 200; // of the network's words beside the class's
const WORD = /^\p{L}+$/u;
const KEPT = 20; // texts
const storage = placeToKeep("sessionStorage", "lstm-guessed"); // who comes back from another page is not asked again
const asked = new Set([storage.readJSON()].flat());

// Where one guesses: at the end of the text, whose next word stands on no card; after a full stop where one is.
const askedAt = ({ data, t }) => (WORD.test(data.tokens.at(-1)) ? data.tokens.length - 1 : t);

/** The question over the bars, and afterwards what was said. @param {any} store */
export function buildGuess(store) {
  const title = element("p", {});
  const choices = element("div", { className: "choices" });
  const skip = element("button", { type: "button", className: "skip", onclick: () => update(store, { guessing: false }) }, "Skip");
  const host = element("div", { className: "guess", role: "group", ariaLabel: "Your guess" }, title, choices, skip);
  const verdict = element("p", { className: "verdict-line", role: "status" });
  store.guessing = true;
  store.parts.push(() => {
    const { data } = store;
    const t = askedAt(store);
    const text = data.tokens.join(" ");
    if (store.moved || !data.next?.takes || asked.has(text)) store.guessing = false;
    if (!store.guessing && data.next?.takes && !asked.has(text)) {
      asked.add(text);
      storage.write(JSON.stringify([...asked].slice(-KEPT)));
    }
    host.hidden = !store.guessing && !store.covered;
    choices.hidden = skip.hidden = Boolean(store.covered);
    if (!host.hidden && host.dataset.shown !== `${text} ${t}`) {
      host.dataset.shown = `${text} ${t}`;
      title.replaceChildren("What will come after ", element("q", {}, data.tokens[t]), "?");
      choices.replaceChildren(...offers(data, t).map((word) => element("button", { type: "button", onclick: () => answer(store, word) }, word)));
    }
    const says = store.guessed ? store.guessed(store) : "";
    if (verdict.textContent !== says) verdict.textContent = says;
    verdict.hidden = !says || Boolean(store.covered);
  });
  // a class votes on it: its bar asks for the question, and covers the answer until it is revealed
  document.addEventListener("lstm-offer", (/** @type {CustomEvent} */ event) => {
    if (store.root.isConnected && store.data?.next?.takes) Object.assign(event.detail, forClass(store));
  });
  document.addEventListener("lstm-cover", (/** @type {CustomEvent} */ event) => {
    if (store.root.isConnected && store.data && Boolean(store.covered) !== event.detail.covered) update(store, { covered: event.detail.covered });
  });
  return [host, verdict];
}

// “What will come next?” at this word, with the network's own answer: to choose from, and in one's own words.
function forClass(store) {
  const { data, t } = store;
  const options = offers(data, t);
  const [first] = data.next.at(t, 1);
  const text = `What will come next? “${data.tokens.slice(Math.max(0, t - 20), t + 1).join(" ")} …”`;
  const why = `The network says “${first.label}” (${(100 * first.p).toFixed(1)} %). Press Play: how does it know?`;
  const answer = options.includes(first.label) ? options.indexOf(first.label) : null;
  const chances = data.next.at(t, 1, MOST_CHANCES).map(({ label, p }) => [label, p]);
  return {
    question: options.length < 2 ? null : { kind: "next", text, options, answer, why },
    words: { kind: "words", text, chances, why },
  };
}

// The network's favourite here among words that it expects elsewhere in this text, in alphabetical order; never
// the word that was just read, unless it is the favourite.
function offers(data, t) {
  const words = new Set();
  const add = (step, most) => {
    for (const { label, word } of data.next.at(step, 1).slice(0, most))
      if (words.size < CHOICES && (step === t || label !== data.tokens[t]) && WORD.test(label) && !data.next.special.includes(word)) words.add(label);
  };
  add(t, 2);
  for (let step = data.tokens.length - 1; step >= 0 && words.size < CHOICES; step--) if (step !== t) add(step, 1);
  return [...words].sort();
}

// Say what the network says, and show it: its bars stand at the step that was asked about.
function answer(store, word) {
  const at = askedAt(store);
  const { data } = store;
  const token = data.tokens[at];
  store.guessed = (now) => {
    if (now.t !== at || now.data.tokens[at] !== token) return "";
    const [{ label }] = now.data.next.at(at, 1);
    const share = (of) => {
      const p = now.data.next.of(at, 1, of); // null where Python sent only the likeliest
      return p === null ? "" : ` (${inPercent(p)})`;
    };
    return label === word ? `You both say “${word}”${share(word)}.` : `You: “${word}”${share(word)}. It says “${label}”${share(label)}.`;
  };
  move(store, { guessing: false, t: at });
}
