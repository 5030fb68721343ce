// What a browser keeps, and that nothing is lost on a page where it keeps nothing.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { placeToKeep } from "../../../lstm_viz/browser/shared/kept.js";

const before = Object.getOwnPropertyDescriptor(globalThis, "sessionStorage");
afterEach(() => before && Object.defineProperty(globalThis, "sessionStorage", before));

/** The tab's storage from now on. @param {PropertyDescriptor} as */
const storage = (as) => Object.defineProperty(globalThis, "sessionStorage", { configurable: true, ...as });

function plain() {
  const texts = new Map();
  return { texts, getItem: (name) => texts.get(name) ?? null, setItem: (name, text) => texts.set(name, text), removeItem: (name) => texts.delete(name) };
}

test("a text is kept under its name, for who looks there next, until nothing is", () => {
  const value = plain();
  storage({ value });
  const [one, other] = ["one", "other"].map((name) => placeToKeep("sessionStorage", name));
  one.write("[1]");
  assert.equal(other.read(), null);
  assert.deepEqual(placeToKeep("sessionStorage", "one").readJSON(), [1]);
  one.write(null);
  assert.equal(value.texts.size, 0);
  assert.equal(one.read(), null);
});

test("what is no JSON is nothing", () => {
  storage({ value: plain() });
  const place = placeToKeep("sessionStorage", "one");
  place.write("{");
  assert.equal(place.readJSON(), null);
  assert.equal(place.read(), "{");
});

for (const [how, as] of /** @type {[string, PropertyDescriptor][]} */ ([
  ["blocked", { get() { throw new DOMException("not allowed", "SecurityError"); } }],
  ["full", { value: { getItem() { throw new Error(); }, setItem() { throw new DOMException("full", "QuotaExceededError"); } } }],
  ["missing", { value: undefined }],
])) {
  test(`where storage is ${how}, it lasts for this visit`, () => {
    storage(as);
    const place = placeToKeep("sessionStorage", "one");
    assert.equal(place.read(), null);
    place.write("[1]");
    assert.deepEqual(place.readJSON(), [1]);
    place.write(null);
    assert.equal(place.readJSON(), null);
  });
}
