// What counts as a stop's action: what a picture says was done, a click, a choice of something else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DID, did } from "../../lstm_viz/browser/shared/did.js";
import { means } from "../../lstm_viz/browser/tour/listen.js";

// a node that these selectors find
const node = (...selectors) => ({ matches: (asked) => asked.split(", ").some((s) => selectors.includes(s)) });
const happened = (type, ...path) => ({ type, composedPath: () => path });

test("what a picture says was done counts, however it was done", () => {
  globalThis.document = /** @type {any} */ (new EventTarget());
  const heard = [];
  globalThis.document.addEventListener(DID, (event) => heard.push(["play", "hold"].filter((what) => means(event, "did", what))));
  for (const what of ["play", "next", "hold"]) did(what);
  assert.deepEqual(heard, [["play"], [], ["hold"]]);
});

test("a click counts inside the target alone", () => {
  assert.ok(means(happened("click", node("path"), node(".play")), "click", ".play"));
  assert.ok(!means(happened("click", node("path"), node(".stop")), "click", ".play"));
});

test("a choice counts unless it stands already", () => {
  const tab = node(".t", "[role=tab]");
  const open = node(".t", "[role=tab]", "[aria-selected=true]");
  for (const type of ["click", "focusin"]) {
    assert.ok(means(happened(type, tab), "chosen", ".t"), type);
    assert.ok(!means(happened(type, open), "chosen", ".t"), type);
  }
  assert.ok(!means(happened("focusin", node(".t")), "chosen", ".t"), "the focus alone chooses no button");
  assert.ok(!means(happened("click", node(".t", "[data-testid$=Active]")), "chosen", ".t"));
});
