// What the page knows of the training: what was chosen, how it went, which moment of it is shown.

import { LearningNetwork } from "../engine/learn/network.js";
import { placeToKeep } from "../shared/kept.js";
import { createStore, update } from "../shared/store.js";
import { startCoach } from "./coach.js";
import { namesOf, readLink, runsOf } from "./options.js";
import { heldOut, makeTask, score, sequence } from "./tasks.js";

/** @typedef {import("./options.js").Options} Options */
/** @typedef {import("./trainer.js").Point} Point */

export const PACES = { slow: 5, watch: 50, full: Infinity }; // updates a second
const storage = placeToKeep("sessionStorage", "lstm-playground-train"); // they outlive a look at another page

/** @param {any} root @param {any} data what `payload.py` makes */
export function createTraining(root, data) {
  const { options, until } = remembered();
  const store = createStore(root, {
    data,
    /** @type {Options} */ options, // as chosen
    /** @type {Options | null} */ running: null, // of the runs that are shown
    /** @type {any} */ task: null,
    /** @type {any} */ shown: null, // the sequence that is always the same
    /** @type {any} */ naive: null,
    names: [""],
    /** @type {Point[]} */ points: [],
    /** @type {Point | null} */ now: null,
    /** @type {number | null} */ at: null, // place in the film; null follows the training
    updates: 0,
    until,
    playing: false,
    speed: 0,
    pace: "watch",
    exploded: [""],
    /** @type {any[] | null} */ seen: null, // the update that was looked into
    problem: /** @type {{ field: string, sentence: string } | null} */ (null),
    notice: "",
    frame: 0,
    /** @type {any} */ coach: null,
  });
  store.coach = startCoach(data.worker, (message) => hear(store, message), (sentence) => tell(store, sentence));
  // a run that is repeated need not be waited for
  store.coach.say({ pace: until ? Infinity : PACES[store.pace] });
  store.coach.say({ start: options, until });
  return store;
}

function tell(store, sentence) {
  store.notice = sentence;
  redraw(store);
}

/** What the link says, else what was on screen before in this tab. */
function remembered() {
  const query = new URLSearchParams(location.search);
  if (query.has("task")) return { options: readLink(query), until: updatesIn(query) };
  const kept = new URLSearchParams(storage.read() ?? "");
  return { options: readLink(kept), until: updatesIn(kept) };
}

const updatesIn = (/** @type {URLSearchParams} */ query) => {
  const typed = query.get("updates") ?? "";
  return /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
};

/** Remember for this tab. @param {URLSearchParams} query */
export const remember = (query) => storage.write(String(query));

function hear(store, { problem, news }) {
  if (problem) {
    store.problem = problem;
  } else if (news) {
    if (news.started) begin(store, news.started);
    store.points = [...store.points, ...news.points].filter(({ updates }) => updates % news.every === 0);
    Object.assign(store, { updates: news.updates, playing: news.playing, speed: news.speed, exploded: news.exploded });
    store.now = news.now;
    if (news.seen) Object.assign(store, { seen: news.seen, at: null });
    if (store.until && !news.playing && news.updates >= store.until) {
      store.until = 0;
      store.coach.say({ pace: PACES[store.pace] });
    }
  }
  redraw(store);
}

function begin(store, options) {
  store.running = options;
  store.task = makeTask(options);
  const held_out = heldOut(store.task, options.seed);
  store.shown = sequence(held_out, 0);
  store.naive = score(store.task, store.task.guess(held_out), held_out);
  store.names = namesOf(options);
  Object.assign(store, { points: [], now: null, at: null, seen: null, problem: null });
}

/** All parts once more, at the next picture. */
export function redraw(store) {
  if (store.frame) return;
  store.frame = requestAnimationFrame(() => {
    store.frame = 0;
    if (store.running) update(store);
  });
}

/** Begin anew with other options. @param {any} store @param {Partial<Options>} change */
export function choose(store, change) {
  store.options = { ...store.options, ...change };
  store.coach.say({ start: store.options });
  if (store.playing) store.coach.say({ play: true });
}

/** The frames of the film: the points of the course, and how it stands now. @returns {Point[]} */
export function frames({ points, now }) {
  return now && now.updates !== points.at(-1)?.updates ? [...points, now] : points;
}

/** The frame that is shown. @returns {Point} */
export function frameShown(store) {
  const all = frames(store);
  return all[store.at ?? all.length - 1] ?? all.at(-1);
}

/** The networks as they were at a frame. @param {any} store @param {Point} frame */
export function networksAt({ running, task }, frame) {
  return runsOf(running).map(
    (options, k) => new LearningNetwork(options.cell, { E: task.E, H: options.units, O: task.O }, frame.parameters[k]),
  );
}
