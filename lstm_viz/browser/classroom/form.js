// The twelve questions before and after: a form on every phone, and what the room gained for its teacher.

import { element } from "../shared/dom.js";

const UNKNOWN = -1; // “I don't know yet”, as lstm_viz/classroom/form.py has it
const UNKNOWN_LABEL = "I don't know yet";

/**
 * @param {import("./client.js").ClassClient} client
 * @param {(task: Promise<any>) => void} run do something that can be refused
 */
export function drawForm(client, run) {
  const asked = client.news.question;
  const part = client.teacher ? ofTeacher : asked.phase === "open" ? toFillIn : handedIn;
  return element(
    "section",
    { className: "form", ariaLabel: "Questions to the class" },
    element("h2", {}, asked.name === "before" ? `${asked.size} questions, before` : `${asked.size} questions, after`),
    element("p", { className: "state" }, asked.text),
    ...part(client, asked, run),
  );
}

function toFillIn(client, asked, run) {
  const { items } = client.form;
  const before = client.votes[asked.number]?.answer;
  const groups = items.map((item, k) => {
    const options = [...item.options, UNKNOWN_LABEL].map((text, place) => {
      const value = place < item.options.length ? place : UNKNOWN;
      const choice = element("input", { type: "radio", name: `item-${asked.number}-${k}`, value: String(value), checked: before?.[k] === value });
      return element("label", { className: "pick" }, choice, element("span", {}, text));
    });
    return element("fieldset", {}, element("legend", {}, `${k + 1}. ${item.text}`), ...options);
  });
  const said = element("p", { className: "hint", role: "status" });
  const done = () => (said.textContent = "Handed in. You can change your answers until the form is closed.");
  if (before) done();
  const form = element("form", {}, ...groups, element("button", { type: "submit" }, `Hand in all ${items.length} answers`), said);
  form.onsubmit = (event) => {
    event.preventDefault();
    const chosen = groups.map((group) => group.querySelector("input:checked"));
    const open = chosen.flatMap((choice, k) => (choice ? [] : [k + 1]));
    if (open.length) {
      said.textContent = `Still without an answer: ${open.join(", ")}. Choose “${UNKNOWN_LABEL}” where you would only guess.`;
      groups[open[0] - 1].querySelector("input").focus();
    } else run(client.answer(chosen.map((choice) => Number(choice.value)), asked).then(done));
  };
  return [form];
}

// Closed: after the second form everybody sees the answers, and their own.
function handedIn(client, asked) {
  const mine = client.votes[asked.number]?.answer;
  const { items } = client.form;
  const thanks = element("p", { role: "status" }, mine ? "Handed in. Thank you." : "This form is closed.");
  if (items[0].answer === undefined) return [thanks];
  const right = mine && items.filter((item, k) => item.answer === mine[k]).length;
  const list = items.map((item, k) =>
    element("li", {},
      element("p", {}, item.text),
      element("p", {}, element("strong", {}, `✓ ${item.options[item.answer]}`), mine && mine[k] !== item.answer ? ` You chose: ${item.options[mine[k]] ?? UNKNOWN_LABEL}.` : ""),
      element("p", { className: "hint" }, item.why)),
  );
  return [thanks, ...(mine ? [element("p", { className: "came" }, `${right} of ${items.length} right.`)] : []), element("ol", { className: "answers" }, ...list)];
}

function ofTeacher(client, asked, run) {
  if (asked.phase === "open") {
    const close = element("button", { type: "button", onclick: () => run(client.post("turn", { number: asked.number, phase: "closed" })) }, "Close the form");
    return [element("p", { className: "voted" }), element("div", { className: "row" }, close)];
  }
  const handed = element("p", {}, `${asked.voted} handed it in.`);
  if (asked.name === "before") return [handed, element("p", { className: "hint" }, "Its answers are not told before the second form. Put that one at the end of the lesson, and you see here what the room gained.")];
  if (!asked.change) return [handed, element("p", { className: "hint" }, "There was no first form in this class, so there is no gain to tell.")];
  return [handed, ...gained(client.form.items, asked)];
}

function gained(items, { change, both }) {
  const mean = (name) => change.reduce((sum, item) => sum + item[name], 0) / change.length;
  const [before, after] = [mean("before"), mean("after")];
  const all = before === 1 ? "nothing was left to gain" : percentGained((after - before) / (1 - before));
  if (!both) return [element("p", {}, "Nobody took both forms.")];
  const rows = change.map((item, k) =>
    element("tr", {}, element("th", { scope: "row" }, `${k + 1}. ${items[k].text}`, ...beliefsOf(item)), ...[percentGained(item.before), percentGained(item.after), item.gain === null ? "–" : percentGained(item.gain)].map((text) => element("td", {}, text))),
  );
  const head = ["Question", "right before", "right after", "gain"].map((text) => element("th", { scope: "col" }, text));
  return [
    element("p", { className: "came" }, `The room: ${percentGained(before)} right before, ${percentGained(after)} after; gain ${all}.`),
    element("p", { className: "hint" }, `Of the ${both} who took both forms. The gain is the share of what could still be gained: (after − before) / (100 % − before).`),
    element("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: "Gain for each question" }, element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows))),
  ];
}

// What was believed, by how many before and after.
function beliefsOf({ beliefs }) {
  return beliefs.filter(([, before, after]) => before || after).map(([belief, before, after]) =>
    element("small", { className: "belief" }, `${belief}: ${before} → ${after}${before && !after ? ", went away" : ""}`));
}

const percentGained = (share) => `${Math.round(100 * share)} %`.replace("-", "−");
