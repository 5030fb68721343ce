// One store: what is changed is put within the data, and every part draws it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore, update, within } from "../../../lstm_viz/browser/shared/store.js";

const inWords = () =>
  createStore(/** @type {any} */ (null), { t: 0 }, (store) => (store.t = within(store.t, store.data.length - 1)));

test("a place outside is the nearest inside", () => {
  assert.equal(within(-3, 4), 0);
  assert.equal(within(9, 4), 4);
  assert.equal(within(2, 4), 2);
  assert.equal(within(Infinity, 4), 4);
  assert.equal(within(1, -1), 0); // nothing there: the first
});

test("every part draws what changed, in the order in which they came", () => {
  const store = inWords();
  const drawn = [];
  store.parts.push(({ t }) => drawn.push(`words ${t}`), ({ t }) => drawn.push(`picture ${t}`));
  update(store, { data: ["the", "dog"] });
  update(store, { t: 1 });
  assert.deepEqual(drawn, ["words 0", "picture 0", "words 1", "picture 1"]);
});

test("nothing is drawn before there are data, but what was chosen is kept", () => {
  const store = inWords();
  store.parts.push(() => assert.fail("drawn without data"));
  update(store, { t: 3 });
  assert.equal(store.t, 3);
});

test("parts only see places that the data have", () => {
  const store = inWords();
  const seen = [];
  store.parts.push(({ t }) => seen.push(t));
  update(store, { data: ["the", "dog", "runs"], t: 7 });
  update(store, { t: -1 });
  update(store, { t: 2 });
  update(store, { data: ["the"] }); // a shorter text
  assert.deepEqual(seen, [2, 0, 2, 0]);
});
