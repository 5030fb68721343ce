// A question that everybody answers in a word of their own: the class's words as bars beside the network's.

import { element } from "../shared/dom.js";
import { tally } from "./tally.js";

const LONGEST = 30; // characters, as lstm_viz/classroom/words.py has it
const NEXT_STEP = {
  open: ["Close", "closed"],
  closed: ["Show to the class", "shown"],
  shown: ["Reveal the network's words", "revealed"],
};
const STANDS = {
  open: "Think for yourself first: what do you expect?",
  closed: "The words are in. Your teacher looks through them.",
  shown: "What the class expects. And the network?",
  revealed: "The class and the network",
};

/**
 * @param {import("./client.js").ClassClient} client
 * @param {(task: Promise<any>) => void} run do something that can be refused
 */
export function drawWords(client, run) {
  const { teacher } = client;
  const asked = client.news.question;
  const state = teacher && asked.phase === "closed" ? "Nobody but you sees these words yet: hide what is not to be shown." : STANDS[asked.phase];
  const next = teacher && NEXT_STEP[asked.phase];
  const button = next && element("button", { type: "button", onclick: () => run(client.post("turn", { number: asked.number, phase: next[1] })) }, next[0]);
  return element(
    "section",
    { className: "own-words", ariaLabel: "Question to the class" },
    element("h2", {}, asked.text),
    element("p", { className: "state", role: "status" }, state),
    ...(teacher && asked.phase === "open" ? [element("p", { className: "voted" })] : []),
    ...(!teacher && asked.phase === "open" ? [entry(client, asked, run)] : []),
    ...(asked.words ? [barsOfWords(asked)] : []),
    ...(teacher && asked.said ? [moderation(client, asked, run)] : []),
    ...(asked.why ? [element("p", { className: "why" }, asked.why)] : []),
    ...(button ? [element("div", { className: "row" }, button)] : []),
  );
}

// One word to send; it can be changed until it is closed.
function entry(client, asked, run) {
  const sent = element("p", { className: "hint", role: "status" });
  const say = () => {
    const { answer } = client.votes[asked.number] ?? {};
    sent.textContent = answer ? `Your word is in: “${answer}”. You can change it until it is closed.` : "One word, without your name.";
  };
  const word = element("input", { type: "text", name: "word", maxLength: LONGEST, required: true, autocomplete: "off", spellcheck: false });
  word.setAttribute("autocapitalize", "none");
  word.dataset.name = "word";
  const form = element("form", {}, element("label", {}, "Your word", word), element("button", { type: "submit" }, "Send"), sent);
  form.onsubmit = (event) => {
    event.preventDefault();
    run(client.answer(word.value, asked).then(say));
  };
  say();
  return form;
}

function moderation(client, asked, run) {
  const rows = asked.said.map(([word, n, hidden]) => {
    const button = element("button", { type: "button", ariaLabel: `${hidden ? "Show" : "Hide"} “${word}”` }, hidden ? "Show" : "Hide");
    button.onclick = () => run(client.post("hide", { number: asked.number, word, hidden: !hidden }));
    return element("li", { className: hidden ? "away" : "" }, element("span", { className: "option" }, word), element("small", {}, `${n} ×${hidden ? ", hidden" : ""}`), button);
  });
  const list = element("ul", { className: "said" }, ...rows);
  if (asked.phase !== "revealed") return list;
  return element("details", {}, element("summary", {}, "Hide or show words"), list);
}

// Each word with the share of the class that said it, and, once revealed, the network's probability.
function barsOfWords(asked) {
  const all = asked.words.reduce((sum, [, n]) => sum + n, 0);
  const said = new Map(asked.words);
  const chances = asked.chances && new Map(asked.chances);
  const rows = [...new Set([...said.keys(), ...(chances?.keys() ?? [])])].map((word) => {
    const n = said.get(word) ?? 0;
    const bars = [tally("first", "the class: ", all ? n / all : 0, `${n} of ${all}`)];
    if (chances) {
      const p = chances.get(word);
      bars.push(tally("second", "the network: ", p ?? 0, p === null ? `under ${percentOf(asked.floor ?? 0)}` : percentOf(p)));
    }
    return element("li", {}, element("span", { className: "option" }, word), ...bars);
  });
  const key = element("p", { className: "key" }, element("i", { className: "first" }), "the class ", ...(chances ? [element("i", { className: "second" }), "the network's probability"] : []));
  return element("div", {}, rows.length ? key : element("p", {}, "No word is shown."), element("ol", { className: "options" }, ...rows));
}

const percentOf = (p) => `${(100 * p).toFixed(p < 0.01 ? 2 : 1)} %`;
