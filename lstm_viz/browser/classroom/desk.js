// The desk on the Classroom page: start a class or join one; then its code, its QR code and its links.

import { copyOrShow, inApp } from "../shared/address.js";
import { element } from "../shared/dom.js";
import { classClient } from "./client.js";

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".desk");
  const client = classClient();
  const desk = (root.desk ??= { root, client, said: "", drawn: "" });
  return client.drawn(() => drawDesk(desk));
}

function drawDesk(desk) {
  const { root, client } = desk;
  const { kept, teacher } = client;
  const now = JSON.stringify([kept, desk.said, client.news?.lines]);
  if (now === desk.drawn) return;
  desk.drawn = now;
  const part = !kept ? entrance(desk) : teacher ? [...led(kept), takeHome(desk)] : joined(kept);
  root.replaceChildren(...part, element("p", { className: "problem", role: "status" }, desk.said));
}

function entrance(desk) {
  const { client } = desk;
  const start = element("button", { type: "button", className: "main" }, "Start a class");
  start.onclick = () => attempt(desk, client.start());
  const code = element("input", {
    type: "text", name: "code", maxLength: 8, required: true, autocomplete: "off", spellcheck: false, placeholder: "four letters",
  });
  code.setAttribute("autocapitalize", "characters");
  const join = element("form", {}, element("label", {}, "Code of the class", code), element("button", { type: "submit" }, "Join"));
  join.onsubmit = (event) => {
    event.preventDefault();
    attempt(desk, client.join(code.value));
  };
  return [
    element("section", { ariaLabel: "Join a class" }, element("h2", {}, "I take part"), element("p", {}, "Type the four letters that your teacher shows."), join),
    element("section", { ariaLabel: "Start a class" }, element("h2", {}, "I teach"), element("p", {}, "You get four letters and a QR code for your students. No accounts, no names."), start),
  ];
}

/** Addresses for a class. @param {string} code */
function links(code) {
  const app = inApp("./");
  return { app, join: `${app}?class=${code}`, lead: `${app}classroom?class=${code}` };
}

function led({ code, secret }) {
  const { join, lead, app } = links(code);
  const picture = element("img", { className: "qr", src: inApp(`class/${code}/qr?${new URLSearchParams({ app })}`), alt: `QR code of ${join}` });
  return [
    element("section", { className: "show", ariaLabel: "For your students" },
      element("p", { className: "big" }, code),
      picture,
      element("p", {}, "Students scan this, or open ", element("b", {}, join.replace(/^https?:\/\//, "")), ".", " "),
      copy("Copy the students' link", join)),
    element("section", { ariaLabel: "For you" },
      element("h2", {}, "Lead the class"),
      element("p", {}, "Open any page from the menu: who follows goes with you. The bar below asks questions and ends the class."),
      element("p", {}, "With the secret link you lead from a second device as well, for example from your notebook while the projector shows the stage. Don't show it."),
      copy("Copy the secret link", `${lead}#lead=${secret}`)),
  ];
}

function takeHome(desk) {
  const { client } = desk;
  const lines = client.news?.lines;
  const button = (label, act) => element("button", { type: "button", onclick: () => attempt(desk, act()) }, label);
  return element("section", { ariaLabel: "To take home" },
    element("h2", {}, "Take home"),
    element("p", {}, "The worksheet is made from the text at which your class stands; its key is on a page of its own. Everything can be had until a day after the end of the class."),
    element("p", {}, lines ? `${lines} ${lines === 1 ? "line" : "lines"} to you, from students at the end: they stand below the results.` : "At the end students can write you a line without their names: these stand below the results."),
    element("div", { className: "copy" },
      button("Worksheet to print", () => openPage(client.fetch("worksheet"))),
      button("Results to print", () => openPage(client.fetch("results"))),
      button("Results as CSV", () => save(client.fetch("results", { as: "csv" }), `class-${client.kept.code}.csv`))));
}

// In a tab of its own, opened at the press: what opens later is held back by browsers.
async function openPage(coming) {
  const tab = window.open("", "_blank");
  try {
    const address = URL.createObjectURL(await coming);
    if (tab) tab.location.href = address;
    else location.assign(address);
  } catch (problem) {
    tab?.close();
    throw problem;
  }
}

async function save(coming, name) {
  const address = URL.createObjectURL(await coming);
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function joined({ code }) {
  return [
    element("section", { ariaLabel: "You take part" },
      element("p", { className: "big" }, code),
      element("p", {}, "You are in the class. When your teacher shows something, it opens here by itself; the bar below says whether you follow.")),
  ];
}

function copy(label, text) {
  const button = element("button", { type: "button" }, label);
  const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: label });
  button.onclick = () => copyOrShow(button, label, field, text);
  return element("div", { className: "copy" }, button, field);
}

async function attempt(desk, task) {
  try {
    await task;
    desk.said = "";
  } catch (problem) {
    desk.said = problem.message;
  }
  drawDesk(desk);
}
