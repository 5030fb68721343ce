// The teacher's sheet for a new question: what the page offers, what the stage asks, or one's own.

import { element } from "../shared/dom.js";

const MOST_OPTIONS = 5;

/**
 * @param {any[]} offers questions of this page, without their answers: {name, text}
 * @param {(question: any) => void} ask put a question to the class
 * @param {(name: string) => void} offer put one of the offers to it
 */
export function drawAsk(offers, ask, offer) {
  const given = offers.map((one) => {
    const button = element("button", { type: "button", title: one.text }, one.name);
    button.onclick = () => offer(one.name);
    return button;
  });
  const detail = { question: null, words: null };
  const look = () => document.dispatchEvent(new CustomEvent("lstm-offer", { detail })); // as the stage stands now
  look();
  for (const [kind, label] of [["words", "… in their own words"], ["question", "What will come next?"]]) {
    if (!detail[kind]) continue;
    const button = element("button", { type: "button", title: detail[kind].text }, label);
    button.onclick = () => {
      look();
      ask(detail[kind]);
    };
    given.unshift(button);
  }
  return element(
    "section",
    { className: "ask", ariaLabel: "Ask the class" },
    ...(given.length ? [element("h2", {}, "Ask about this page"), element("div", { className: "row" }, ...given)] : []),
    element("h2", {}, "Ask your own question"),
    ownQuestion(ask),
  );
}

function ownQuestion(ask) {
  const text = element("input", { type: "text", name: "question", maxLength: 500, required: true, autocomplete: "off" });
  const options = Array.from({ length: MOST_OPTIONS }, (_, k) => {
    const option = element("input", { type: "text", name: `option-${k}`, maxLength: 200, required: k < 2, autocomplete: "off", ariaLabel: `Option ${k + 1}`, placeholder: `Option ${k + 1}` });
    const right = element("input", { type: "radio", name: "right", value: String(k), ariaLabel: `Option ${k + 1} is right` });
    return { option, right, row: element("li", {}, right, option) };
  });
  const form = element(
    "form",
    {},
    element("label", {}, "Question", text),
    element("p", { className: "hint" }, "Two to five options; mark the right one, if there is one."),
    element("ol", { className: "own" }, ...options.map(({ row }) => row)),
    element("button", { type: "submit" }, "Ask it"),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    const given = options.filter(({ option }) => option.value.trim());
    const answer = given.findIndex(({ right }) => right.checked);
    ask({ kind: "own", text: text.value, options: given.map(({ option }) => option.value), answer: answer < 0 ? null : answer });
  };
  return form;
}
