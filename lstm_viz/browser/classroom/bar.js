// The slim bar of a class at the foot of every page: who leads, who follows, what is asked.

import { element } from "../shared/dom.js";
import { drawAsk } from "./ask.js";
import { classClient } from "./client.js";
import { comeBack, followClass, goOwnWay } from "./follow.js";
import { drawForm } from "./form.js";
import { drawVote } from "./vote.js";
import { drawWords } from "./words.js";

const SHEETS = { words: drawWords, form: drawForm }; // what is asked by another sheet than a vote's

/** @typedef {import("./client.js").ClassClient} ClassClient */

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".class-bar");
  const client = classClient();
  const bar = (root.bar ??= { root, client, sheet: "", shown: "", said: "", drawn: "" });
  bar.data = data;
  bar.offer = (name) => setTriggerValue("ask", { code: client.kept?.code, secret: client.kept?.secret, name });
  followClass(client, data.page, (to) => setTriggerValue("go", to));
  return client.drawn(() => drawBar(bar));
}

/** @param {any} bar */
function drawBar(bar) {
  const { client, root } = bar;
  const { news, kept } = client;
  const asked = news?.question;
  if (asked && bar.asked !== `${asked.number} ${asked.phase}`) {
    bar.asked = `${asked.number} ${asked.phase}`;
    bar.sheet = "vote"; // whatever is new is shown
  }
  if (!kept || (bar.sheet === "vote" && !asked)) bar.sheet = "";
  const covered = ["next", "words"].includes(asked?.kind) && asked.phase !== "revealed";
  document.dispatchEvent(new CustomEvent("lstm-cover", { detail: { covered } }));
  const still = news && { ...news, state: news.state?.leading, tag: "", version: 0, here: 0, question: { ...asked, voted: 0 } };
  const now = JSON.stringify([kept, still, client.problem, client.ended, client.following, client.votes, bar.sheet, bar.said, bar.data.page]);
  if (now !== bar.drawn) drawAnew(bar);
  bar.drawn = now;
  // numbers that change all the time take no button from under a finger
  for (const [name, says] of [["here", news ? `${news.here} here` : "…"], ["voted", `${asked?.voted} of ${news?.here} have ${asked?.kind in SHEETS ? "answered" : "voted"}`]]) {
    const place = root.querySelector(`.${name}`);
    if (place && place.textContent !== says) place.textContent = says;
  }
}

function drawAnew(bar) {
  const { client, root } = bar;
  if (!client.kept) {
    root.replaceChildren(...(client.ended ? [ended(bar)] : []));
    return;
  }
  const focus = root.getRootNode().activeElement?.dataset?.name;
  const sheet = bar.sheet && sheetOf(bar);
  const says = client.problem || bar.said;
  root.replaceChildren(
    ...(sheet ? [element("div", { className: "sheet", tabIndex: 0 }, sheet)] : []),
    element("div", { className: "line", role: "region", ariaLabel: "Your class" },
      element("strong", { className: "code" }, client.kept.code),
      element("span", { className: "here", title: "seen in the last minute" }),
      ...(client.teacher ? teacherButtons(bar) : studentButtons(bar))),
    ...(says ? [element("p", { className: "problem", role: "status" }, says)] : []),
  );
  if (focus) root.querySelector(`[data-name="${focus}"]`)?.focus();
}

function sheetOf(bar) {
  const { client, root, sheet } = bar;
  const asked = client.news?.question;
  const writing = sheet === "ask" || (!client.teacher && asked?.phase === "open" && asked.kind in SHEETS);
  const name = sheet === "ask" ? "ask" : `${asked?.kind} ${asked?.number}`;
  const before = root.querySelector(".sheet > section");
  if (writing && before?.dataset.writing === name) return before; // what is being written stays
  const section = sheet === "ask" ? askSheet(bar) : (SHEETS[asked.kind] ?? drawVote)(client, (task) => run(bar, task));
  if (writing) section.dataset.writing = name;
  return section;
}

function askSheet(bar) {
  const { client } = bar;
  const put = (task) => run(bar, task.then(() => (bar.sheet = "vote")));
  return drawAsk(bar.data.offers, (question) => put(client.post("ask", question)), (name) => bar.offer(name));
}

// Over: whoever took part can write their teacher one line.
function ended({ client }) {
  const close = control("close", "Close", () => {
    client.ended = "";
    client.changed();
  });
  const says = element("span", { role: "status" }, client.ended);
  return element("div", { className: "line" }, says, ...(client.past ? [lineToTeacher(client, says)] : []), close);
}

function lineToTeacher(client, says) {
  const line = element("input", { type: "text", name: "line", maxLength: 300, required: true, autocomplete: "off" });
  const form = element("form", { className: "last" }, element("label", {}, "One line to your teacher, without your name", line), element("button", { type: "submit" }, "Send"));
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      await client.writeLine(line.value);
      says.textContent = "Thank you: your teacher has your line.";
      form.remove();
    } catch (problem) {
      says.textContent = problem.message;
    }
  };
  return form;
}

function control(name, label, onclick, pressed) {
  const button = element("button", { type: "button", onclick }, label);
  button.dataset.name = name;
  if (pressed !== undefined) button.ariaPressed = String(pressed);
  return button;
}

// Shows a sheet, or hides it again.
function toggle(bar, sheet, label) {
  return control(sheet, label, () => {
    bar.sheet = bar.sheet === sheet ? "" : sheet;
    bar.said = "";
    drawBar(bar);
  }, bar.sheet === sheet);
}

function questionButton(bar) {
  return bar.client.news?.question ? [toggle(bar, "vote", "Question")] : [];
}

function teacherButtons(bar) {
  const { client } = bar;
  const leading = client.news?.state?.leading !== false;
  if (client.news?.over) return [...questionButton(bar), control("leave", "Close", () => client.leave())];
  return [
    control("lead", "Follow me", () => client.publish({ leading: !leading }), leading),
    toggle(bar, "ask", "Ask"),
    ...questionButton(bar),
    control("end", "End", () => {
      if (window.confirm("End this class for everybody?")) run(bar, client.post("end", {}));
    }),
  ];
}

function studentButtons(bar) {
  const { client } = bar;
  const { following } = client;
  const button = control("follow", following ? "Following" : "On my own", () => (following ? goOwnWay(client) : comeBack(client)), following);
  button.title = following ? "Your picture goes where your teacher's goes. Press to go your own way." : "Press to follow your teacher again.";
  return [button, ...questionButton(bar), control("leave", "Leave", () => client.leave())];
}

// Do something that can be refused; what is refused is said.
async function run(bar, task) {
  try {
    await task;
    bar.said = "";
  } catch (problem) {
    bar.said = problem.message;
  }
  drawBar(bar);
}
