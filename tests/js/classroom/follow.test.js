// Who follows a class goes where it is; who plays goes their own way; what they had waits for them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { comeBack, followClass, goOwnWay } from "../../../lstm_viz/browser/classroom/follow.js";

let asked; // pages that were to be opened
let taken; // places that the stage was told to take
const go = (to) => asked.push(to);
const stageAt = (t, model = "everyday") => ({ model, learned: "", t, text: "a text" });

beforeEach(() => {
  globalThis.document = /** @type {any} */ (new EventTarget());
  [asked, taken] = [[], []];
  globalThis.document.addEventListener("lstm-take", (/** @type {any} */ event) => taken.push(event.detail));
});

// What follow.js needs of a client: the class's news, who one is, and listeners.
function client({ teacher = false, state = null } = {}) {
  const listeners = [];
  const one = {
    kept: { code: "BKTM" },
    view: "here",
    teacher,
    following: true,
    news: { state, over: false },
    said: [],
    here: /** @type {any} */ (null),
    listen: (listener) => listeners.push(listener),
    changed: () => listeners.forEach((listener) => listener()),
    follow: (following) => (one.following = following),
    publish: (place) => one.said.push(place),
    hear: (told) => {
      one.news = { ...one.news, state: told };
      for (const listener of listeners) listener();
    },
  };
  return /** @type {any} */ (one);
}

const leads = (stage, page = "gates") => ({ from: "teacher", leading: true, page, stage });
const say = (stage) => globalThis.document.dispatchEvent(Object.assign(new Event("lstm-state"), { detail: stage }));
const touch = () => globalThis.document.dispatchEvent(Object.assign(new Event("click"), { composedPath: () => [] }));

test("who follows takes each place once, and opens the page that the class is on", () => {
  const student = client();
  followClass(student, "gates", go);
  say(stageAt(0));
  student.hear(leads(stageAt(3)));
  student.hear(leads(stageAt(3)));
  assert.deepEqual(taken.map(({ t }) => t), [3]);
  student.hear(leads(null, "words"));
  student.hear(leads(null, "words"));
  assert.deepEqual(asked, [{ page: "words", model: undefined, learned: undefined }]);
});

test("a stage that comes late is told what is covered, and goes where the class is", () => {
  const student = client({ state: leads(stageAt(3)) });
  followClass(student, "gates", go);
  let told = 0;
  student.listen(() => (told += 1));
  globalThis.document.dispatchEvent(new Event("lstm-here"));
  assert.equal(told, 1);
  assert.equal(taken.at(-1).t, 3);
});

test("another network is another page to open", () => {
  const student = client();
  followClass(student, "gates", go);
  say(stageAt(0));
  student.hear(leads(stageAt(1, "letters")));
  assert.deepEqual(asked, [{ page: "gates", model: "letters", learned: "" }]);
  assert.deepEqual(taken, []);
  say(stageAt(0, "letters")); // it has come
  assert.deepEqual(taken.map(({ t }) => t), [1]);
});

test("who plays with it is on their own, and comes back with one button", () => {
  const student = client({ state: leads(stageAt(2)) });
  followClass(student, "gates", go);
  say(stageAt(0));
  student.hear(leads(stageAt(4)));
  say(stageAt(4)); // the stage says that it took the place: nobody's hand
  assert.ok(student.following);
  touch();
  say(stageAt(5));
  assert.ok(!student.following);
  student.hear(leads(stageAt(6)));
  assert.ok(!taken.some(({ t }) => t === 6));
  comeBack(student);
  assert.equal(taken.at(-1).t, 6);
});

test("what one had typed before is there again", () => {
  const student = client();
  followClass(student, "gates", go);
  const own = { ...stageAt(1), text: "my own" };
  say(own);
  student.hear(leads(stageAt(3)));
  goOwnWay(student);
  assert.deepEqual(taken.at(-1), own);
});

test("a teacher's hand moves the class; what the stage does by itself does not", () => {
  const teacher = client({ teacher: true });
  followClass(teacher, "gates", go);
  say(stageAt(0));
  assert.deepEqual(teacher.said, []);
  teacher.here.movedAt = 0; // long ago
  touch();
  say(stageAt(1));
  assert.deepEqual(teacher.said, [{ page: "gates", stage: stageAt(1) }]);
});

test("a second view of the teacher follows the first, and a desk stays a desk", () => {
  for (const [page, expected] of [["gates", 1], ["classroom", 0]]) {
    taken.length = 0;
    const second = client({ teacher: true });
    followClass(second, /** @type {string} */ (page), go);
    say(stageAt(0));
    second.hear({ ...leads(stageAt(3)), from: "another" });
    assert.equal(taken.length, expected, String(page));
    second.hear({ ...leads(stageAt(4)), from: "here" }); // its own words do not move it
    assert.equal(taken.length, expected, String(page));
  }
});

test("a class that is over, or whose teacher lets everybody look around, moves nobody", () => {
  const student = client();
  followClass(student, "gates", go);
  say(stageAt(0));
  student.hear({ ...leads(stageAt(3)), leading: false });
  student.news.over = true;
  student.hear(leads(stageAt(4)));
  assert.deepEqual(taken, []);
});
