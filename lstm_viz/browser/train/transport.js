// Play, pause, one update; how fast; where it stands; the link and the file.

import { copyOrShow, LONGEST_IN_LINK, queryOf, showQuery } from "../shared/address.js";
import { element, icon } from "../shared/dom.js";
import { filesOf, handedOver } from "./handing.js";
import { runsOf, writeLink } from "./options.js";
import { choose, frameShown, frames, PACES, redraw, remember } from "./store.js";

const PACE_NAMES = { slow: "5 updates a second", watch: "50 updates a second", full: "as fast as it goes" };

/** @param {any} store */
export function buildTransport(store) {
  const play = element("button", { type: "button", className: "play" });
  play.onclick = () => {
    store.at = null;
    store.coach.say({ [store.playing ? "pause" : "play"]: true });
  };
  const one = element("button", { type: "button", title: "Forward, loss, gradient, and the weights move once" }, "One update");
  one.onclick = () => store.coach.say({ one: true });
  const again = element("button", { type: "button" }, "Start again");
  again.onclick = () => choose({ ...store, playing: false }, {});
  const pace = element("select", { ariaLabel: "Speed" });
  for (const [value, title] of Object.entries(PACE_NAMES)) pace.append(element("option", { value }, title));
  pace.onchange = () => {
    store.pace = pace.value;
    store.coach.say({ pace: PACES[store.pace] });
  };
  const stands = element("span", { className: "stands", role: "status" });
  store.parts.push(() => {
    const over = store.exploded.every(Boolean);
    const label = store.playing ? "Pause" : "Play";
    if (play.dataset.label !== label) {
      play.dataset.label = play.ariaLabel = label;
      play.replaceChildren(icon(store.playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l9-6z"), label);
    }
    play.disabled = one.disabled = over;
    pace.value = store.pace;
    const speed = store.playing && store.speed > 1 ? `, ${Math.round(store.speed).toLocaleString("en")} a second` : "";
    const text = `${store.updates.toLocaleString("en")} update${store.updates === 1 ? "" : "s"}${speed}`;
    if (stands.textContent !== text) stands.textContent = text;
  });
  const boom = element("p", { className: "problem", role: "alert" });
  store.parts.push(() => {
    const sentences = store.exploded.map((sentence, k) => sentence && (store.names.length > 1 ? `${store.names[k]}: ${sentence}` : sentence));
    const text = sentences.filter(Boolean).join(" ");
    const advice = text && " A smaller rate, or clipping, keeps it within bounds; the film keeps what was before.";
    if (boom.textContent !== text + advice) boom.textContent = text + advice;
    boom.hidden = !text;
  });
  return element("div", { className: "running" },
    element("div", { className: "controls" }, play, one, again, pace, stands,
      element("div", { className: "handing-on" }, share(store), save(store), open(store))), boom);
}

/** The link that repeats this run up to where it stands. @param {any} store */
function share(store) {
  const label = "Copy link";
  const button = element("button", { type: "button", title: "The link repeats this run, number for number, up to where it stands" }, label);
  const link = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to this run" });
  const long = element("span", { className: "small", hidden: true }, `What you pasted is longer than ${LONGEST_IN_LINK.toLocaleString("en")} letters: a link cannot carry it.`);
  button.onclick = () => {
    address(store);
    copyOrShow(button, label, link, location.href);
  };
  let timer = 0;
  store.parts.push(() => {
    const { text, series, task } = store.running;
    long.hidden = (task === "letters" ? text : task === "series" ? series : "").length <= LONGEST_IN_LINK;
    clearTimeout(timer);
    if (!store.playing) timer = setTimeout(() => address(store), 300);
  });
  return element("span", { className: "group" }, button, link, long);
}

/** Put the run into the address, and into what this tab remembers. @param {any} store */
export function address(store) {
  if (!store.root.isConnected || !store.running) return;
  const run = { ...writeLink(store.running), ...(store.updates ? { updates: String(store.updates) } : {}) };
  remember(new URLSearchParams(run));
  const short = Object.entries(run).filter(([, value]) => value.length <= LONGEST_IN_LINK);
  showQuery(queryOf(location.search, [["part", "train"], ...short]));
}

/** The network that is shown as a file. @param {any} store */
function save(store) {
  const button = element("button", { type: "button", title: "The weights that are shown, as torch.nn names them" }, "Save .safetensors");
  button.onclick = () => {
    for (const { name, bytes } of filesOf(store)) {
      const address_of = URL.createObjectURL(new Blob([bytes]));
      element("a", { href: address_of, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address_of), 10_000);
    }
  };
  return button;
}

/** The network that is shown goes to the page “Your own LSTM”; of two runs the first that has a memory. @param {any} store */
function open(store) {
  const button = element("button", { type: "button" }, "Open it to step through");
  const place = () => runsOf(store.running).findIndex(({ cell }) => cell !== "feedforward");
  button.onclick = () => {
    store.coach.say({ pause: true });
    address(store); // so that the way back leads here
    store.send("open", handedOver(filesOf(store)[place()], store.task, store.shown.inputs));
  };
  store.parts.push(() => {
    const k = place();
    button.disabled = k < 0;
    const which = store.names.length > 1 ? store.names[k] : "The network that is shown";
    button.title = k < 0 ? "A feedforward network has no memory to step through" : `${which} opens on the page “Your own LSTM”, and reads there what it reads here`;
  });
  return button;
}

/** The film: a slider over how the network stood. @param {any} store */
export function buildFilm(store) {
  const slider = element("input", { type: "range", className: "bar", min: 0, step: 1, ariaLabel: "Film of the training" });
  const says = element("span", { className: "small" });
  slider.oninput = () => {
    const last = frames(store).length - 1;
    store.at = Number(slider.value) >= last ? null : Number(slider.value);
    redraw(store);
  };
  store.parts.push(() => {
    const last = frames(store).length - 1;
    slider.max = String(last);
    slider.value = String(store.at ?? last);
    const { updates } = frameShown(store);
    const text = `after ${updates.toLocaleString("en")} update${updates === 1 ? "" : "s"}`;
    slider.setAttribute("aria-valuetext", text);
    const rest = store.at === null ? "the network as it is" : "the network as it was";
    if (says.textContent !== `${text}: ${rest}`) says.textContent = `${text}: ${rest}`;
  });
  return element("div", { className: "film" }, element("b", {}, "Film"), slider, says);
}
