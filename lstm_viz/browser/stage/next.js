// What the network expects next: bars that follow the step and the temperature, in the browser.

import { element, help } from "../shared/dom.js";
import { buildGuess } from "./guess.js";
import { take } from "./live.js";
import { leadToWhatIf } from "./share.js";
import { inPercent } from "../shared/rounding.js";
import { update } from "../shared/store.js";

/** @param {any} store */
export function buildNext(store) {
  const list = element("ol", { className: "bars" });
  const slider = element("input", { type: "range", ariaLabel: "Temperature", step: 1, min: 0 });
  const value = element("output", {});
  slider.oninput = () => update(store, { temperature: store.data.next.temperatures[slider.value] });
  const title = element("span", { className: "after" });
  const heading = element("h2", {}, "", " ", help(""));
  const compared = element("p", { className: "compared" });
  const why = element("a", { className: "which-words" });
  const host = element(
    "section",
    { className: "panel next" },
    heading,
    title,
    ...buildGuess(store),
    list,
    compared,
    why,
    element("label", { className: "temperature" }, "temperature ", slider, value, help(
      "1 shows the network as it is. Lower makes it surer of its favourite, higher makes it bolder. Scores are divided " +
      "by the temperature before the softmax.",
    )),
  );
  store.parts.push(() => drawNext(store, { host, heading, list, slider, value, title, compared, why }));
  return host;
}

const shareOf = (p) => inPercent(p, p < 0.1 ? 2 : 1);

function drawNext(store, { host, heading, list, slider, value, title, compared, why }) {
  const { data, t, temperature, ghost } = store;
  host.hidden = !data.next;
  host.classList.toggle("covered", store.guessing || Boolean(store.covered));
  if (!data.next) return;
  const { temperatures, special, never, takes } = data.next;
  host.ariaLabel = heading.firstChild.data = data.next.title;
  heading.querySelector(".tip").textContent = data.next.explanation;
  slider.max = temperatures.length - 1;
  slider.value = temperatures.indexOf(temperature);
  value.textContent = temperature.toFixed(1);
  title.replaceChildren("after ", element("q", {}, data.tokens[t]));
  title.hidden = store.guessing || Boolean(store.guessed?.(store)); // the question and its answer name their own word
  const guesses = data.next.at(t, temperature);
  const other = ghost && t < ghost.tokens.length ? ghost.next : null;
  list.classList.toggle("answers", !takes);
  while (list.children.length < guesses.length) list.append(nextBar(store));
  while (list.children.length > guesses.length) list.lastChild.remove();
  guesses.forEach(({ word, label, p }, k) => {
    const item = list.children[k];
    const button = item.firstChild;
    button.disabled = !takes || special.includes(word);
    const rest = t < data.tokens.length - 1 ? `, in place of what follows “${data.tokens[t]}”` : "";
    button.title = button.disabled ? "" : `Go on with “${label}”${rest}`;
    button.dataset.word = word;
    button.querySelector(".word").textContent = label;
    button.classList.toggle("never", never.includes(word));
    button.querySelector(".verdict").textContent = never.includes(word) ? "never chosen" : "";
    button.querySelector(".fill").style.width = `${100 * p}%`;
    const was = other?.of(t, temperature, word) ?? null;
    const hollow = button.querySelector(".was");
    hollow.hidden = was === null;
    if (was !== null) hollow.style.width = `${100 * was}%`;
    button.querySelector(".p").textContent = shareOf(p);
  });
  compare(store, compared, guesses, other);
  explainFirst(store, why, guesses[0]);
}

// The way to the experiment that splits the favourite's score among the words; only the app has it.
function explainFirst(store, link, { word, label }) {
  const { data, base, t, holds } = store;
  link.hidden = !data.next.takes || data.next.special.includes(word) || !base.live?.presets.length || holds.length > 0;
  if (link.hidden) return;
  leadToWhatIf(store, link, Object.entries({ view: "memory", lens: "word", word, at: String(t + 1) }));
  const says = `Which words speak for “${label}”?`;
  if (link.textContent !== says) link.textContent = says;
}

// “are: 99.5 % without your change, 41 % with it”: the other reading's favourite, and what became of it.
function compare({ t, temperature, data, ghostName }, node, guesses, other) {
  node.hidden = !other;
  if (!other) return;
  const [first] = other.at(t, temperature);
  const now = data.next.of(t, temperature, first.word);
  const [there, here] = ghostName === "untouched" ? ["without your change", "with it"] : ["in the dashed reading", "here"];
  const text = `${first.label}: ${shareOf(first.p)} ${there}, ${now === null ? "not among these" : shareOf(now)} ${here}`;
  if (node.textContent !== text) node.textContent = text;
}

function nextBar(store) {
  const button = element(
    "button",
    { type: "button" },
    element("span", { className: "word" }),
    element("span", { className: "track" },
      element("span", { className: "fill" }), element("span", { className: "was" }), element("span", { className: "verdict" })),
    element("span", { className: "p" }),
  );
  button.onclick = () => take(store, button.dataset.word);
  return element("li", {}, button);
}
