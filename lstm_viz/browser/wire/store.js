// What all parts share: the goal, the wiring, the sequence that it reads, and what came of it.

import { showQuery } from "../shared/address.js";
import { placeToKeep } from "../shared/kept.js";
import { createStore, update } from "../shared/store.js";
import { countOf, readAll } from "./cell.js";
import { coded, grade, sequences } from "./goals.js";
import { readLink, writeLink } from "./link.js";

const storage = placeToKeep("sessionStorage", "lstm-viz-wire"); // what the reader made, in this tab
const PAUSE = 120; // ms without a change before the random sequences are graded anew

/** @param {any} root @param {any} data from Python: goals, roles, colours */
export function createWiring(root, data) {
  return createStore(root, {
    data,
    goals: data.goals,
    roles: data.roles,
    colours: data.colours,
    goal: data.goals[0],
    H: 1, // units
    made: /** @type {Record<string, number[]>} */ ({}), // by goal and units, "latch 1": the reader's own wirings
    net: /** @type {number[]} */ ([]), // the one on screen
    mine: /** @type {number[] | null} */ (null), // the reader's, since the solution or zeros took its place
    solved: false, // whether the wiring on screen is the solution
    reached: /** @type {Record<string, number>} */ ({}), // by goal and units: how few numbers not 0 reached it
    seed: 1, // of the random sequences
    graded: /** @type {any} */ (null), // sequences, and where each went wrong; null while it is worked out
    sequence: { signs: ["0"], start: 0 }, // on screen
    own: false, // whether the reader typed it
    reading: /** @type {any} */ (null),
    t: 0,
    hints: /** @type {Record<string, number>} */ ({}), // by goal: how many are shown
    notice: "",
    timer: 0,
  });
}

const keyOf = (store, goal = store.goal) => `${goal.id} ${store.H}`;

/** The wiring that a goal begins with; two units begin with it in the second one. */
export function startOf(goal, H, from = goal.start) {
  if (H === 1) return [...from];
  // unit 2 reads its own h, and is wired as one unit is
  return Array.from({ length: 4 }, (_, gate) => [0, 0, 0, 0, 0, ...from.slice(3 * gate, 3 * gate + 3)]).flat();
}

/** What is on screen where nobody has made anything yet, from the link, else from what this tab has kept. */
export function openFirst(store) {
  const link = readLink(location.search, store.goals.map(({ id }) => id));
  const kept = recalled(store.goals);
  Object.assign(store, { made: kept.made, reached: kept.reached, H: link.net || link.goal ? link.H : kept.H });
  const id = link.goal ?? (link.net ? store.goals[0].id : kept.goal);
  store.goal = store.goals.find((goal) => goal.id === id) ?? store.goals[0];
  if (link.net) store.made[keyOf(store)] = link.net;
  choose(store, store.goal, store.H);
  if (link.signs) showSequence(store, { signs: link.signs, start: store.goal.id === "hold" ? 0.8 : 0 }, true);
  refuse(store, link.problems.join(" "));
}

/** Choose a goal and how many units; the wiring is the reader's last one for it. */
export function choose(store, goal, H) {
  Object.assign(store, { goal, H, mine: null, solved: false, own: false, graded: null, notice: "" });
  store.net = store.made[keyOf(store)] ?? startOf(goal, H);
  gradeNow(store);
  showSequence(store, store.graded.sequences[first(store)], false);
}

/** The sequence to show first: one that fails, if there is one. */
function first({ graded }) {
  const failed = graded.wrong.findIndex((step) => step !== null);
  return failed < 0 ? 0 : failed;
}

/** Read this sequence; it is the reader's own where they typed it. */
export function showSequence(store, sequence, own, t = sequence.signs.length - 1) {
  Object.assign(store, { sequence, own, t });
  readAgain(store);
}

/** Change one number of the wiring. */
export function setNumber(store, place, value) {
  setNet(store, store.net.map((v, k) => (k === place ? value : v)));
}

/** Put another wiring in the place of the reader's, which can be had back. */
export function replaceNet(store, net, solved = false) {
  store.mine ??= store.net;
  setNet(store, net, solved);
}

/** The reader's wiring as it was. */
export function giveBack(store) {
  const { mine } = store;
  store.mine = null;
  setNet(store, mine);
}

/** Change the wiring; the curves follow at once, the grade after a pause. */
export function setNet(store, net, solved = false) {
  Object.assign(store, { net, solved, notice: "" });
  if (!solved) store.made[keyOf(store)] = net;
  clearTimeout(store.timer);
  store.timer = setTimeout(() => {
    gradeNow(store);
    draw(store);
  }, PAUSE);
  readAgain(store);
}

function readAgain(store) {
  store.reading = readAll(store.net, store.H, [coded(store.sequence)], [store.sequence.start]);
  draw(store);
}

/** Other random sequences, and one of them on screen. */
export function reseed(store) {
  store.seed += 1;
  gradeNow(store);
  showSequence(store, store.graded.sequences[first(store)], false);
}

function gradeNow(store) {
  clearTimeout(store.timer);
  const { goal, net, H, seed } = store;
  const given = sequences(goal.id, goal.length, seed);
  store.graded = { sequences: given, wrong: grade(goal.id, net, H, given) };
  const numbers = net.filter((v) => v !== 0).length;
  if (!store.solved && store.graded.wrong.every((step) => step === null))
    store.reached[keyOf(store)] = Math.min(numbers, store.reached[keyOf(store)] ?? Infinity);
}

/** Step to t, which is kept among the signs. */
export function step(store, t) {
  store.t = Math.max(0, Math.min(store.sequence.signs.length - 1, t));
  draw(store);
}

/** Say why something typed was not taken. */
export function refuse(store, sentence) {
  store.notice = sentence;
  draw(store);
}

/** How few numbers not 0 reached a goal; undefined where it was not reached. */
export const reachedWith = (store, goal) => store.reached[keyOf(store, goal)];

/** Draw all parts, keep what was made, and put it into the address. */
export function draw(store) {
  update(store);
  clearTimeout(store.keeper);
  store.keeper = setTimeout(() => keep(store), 250);
}

export function keep(store) {
  if (!store.root.isConnected) return;
  const { goal, H, net, own, sequence, made, reached } = store;
  const query = writeLink(location.search, { goal: goal.id, H, net, signs: own ? sequence.signs : null });
  showQuery(query);
  storage.write(JSON.stringify({ goal: goal.id, H, made, reached }));
}

/** What this tab has kept; only what can be a wiring of these goals. */
function recalled(goals) {
  const empty = { goal: goals[0].id, H: 1, made: {}, reached: {} };
  const found = storage.readJSON();
  if (!found || typeof found !== "object") return empty;
  const made = Object.entries(found.made ?? {}).filter(([key, net]) => Array.isArray(net) && net.length === countOf(Number(key.at(-1))) && net.every(Number.isFinite));
  return { goal: found.goal, H: found.H === 2 ? 2 : 1, made: Object.fromEntries(made), reached: found.reached ?? {} };
}
