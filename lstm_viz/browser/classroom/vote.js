// The question that the class is asked: options to vote for, bars once a vote is closed, and the answer.

import { element } from "../shared/dom.js";
import { tally } from "./tally.js";

/** What a teacher can do next: label, the point that follows (PHASES in lstm_viz/classroom/question.py). */
const NEXT = {
  open: [["Close the vote", "closed"]],
  closed: [["Second vote", "second"], ["Reveal", "revealed"]],
  second: [["Close the vote", "compared"]],
  compared: [["Reveal", "revealed"]],
  revealed: [],
};
const SAYS = {
  open: "Vote for yourself first.",
  closed: "Talk to your neighbour: can you convince them?",
  second: "Vote again, now that you have talked.",
  compared: "Before and after the talk.",
  revealed: "The answer",
};

/**
 * @param {import("./client.js").ClassClient} client
 * @param {(task: Promise<any>) => void} run do something that can be refused
 */
export function drawVote(client, run) {
  const { teacher } = client;
  const asked = client.news.question;
  const mine = client.votes[asked.number] ?? {};
  const open = asked.round !== null;
  const row = (text, k) => {
    const chosen = open ? mine[asked.round] === k : false;
    const marks = marksOf(asked, mine, k, teacher);
    const label = [element("span", { className: "option" }, text), ...marks];
    if (open && !teacher) {
      const button = element("button", { type: "button", className: "choice", ariaPressed: String(chosen) }, ...label);
      button.onclick = () => run(client.vote(k, asked));
      return element("li", {}, button);
    }
    const right = asked.answer === k ? "right" : "";
    return element("li", { className: right }, element("span", { className: "choice" }, ...label), ...barsOf(asked, k));
  };
  const voted = teacher && open ? [element("p", { className: "voted" })] : [];
  const state = open && !teacher && mine[asked.round] !== undefined ? "Your vote is in. You can change it until the vote is closed." : SAYS[asked.phase];
  const buttons = teacher ? NEXT[asked.phase].map(([label, phase]) => {
    const button = element("button", { type: "button" }, label);
    button.onclick = () => run(client.post("turn", { number: asked.number, phase }));
    return button;
  }) : [];
  return element(
    "section",
    { className: "vote", ariaLabel: "Question to the class" },
    element("h2", {}, asked.text),
    element("p", { className: "state", role: "status" }, state),
    ...voted,
    element("ol", { className: "options" }, ...asked.options.map(row)),
    ...(shownRounds(asked) > 1 ? [element("p", { className: "key" }, element("i", { className: "first" }), "before the talk ", element("i", { className: "second" }), "after it")] : []),
    ...(asked.why ? [element("p", { className: "why" }, asked.why)] : []),
    ...(buttons.length ? [element("div", { className: "row" }, ...buttons)] : []),
  );
}

// How many votes there are to be seen; a second one that nobody took part in is none.
function shownRounds(asked) {
  const [, second] = asked.counts;
  return second?.some(Boolean) ? 2 : Math.min(1, asked.counts.length);
}

function barsOf(asked, k) {
  return asked.counts.slice(0, shownRounds(asked)).map((counts, round) => {
    const all = counts.reduce((sum, n) => sum + n, 0);
    const share = all ? counts[k] / all : 0;
    const [kind, whose] = round ? ["second", "after: "] : ["first", "before: "];
    return tally(kind, whose, share, `${counts[k]} of ${all}`);
  });
}

function marksOf(asked, mine, k, teacher) {
  const marks = [];
  const belief = teacher && asked.beliefs?.[k];
  if (asked.answer === k) marks.push("✓ right");
  if (asked.round === null && Object.values(mine).includes(k)) marks.push(mine[2] === undefined || mine[2] === k ? "your vote" : "your first vote");
  if (belief) marks.push(`believes: ${belief}`);
  return marks.map((mark) => element("small", {}, mark));
}
