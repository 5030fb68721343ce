// The address of a view holds what is on screen, and whatever says how the app is shown stays in it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { changeAddress, queryOf, showQuery } from "../../../lstm_viz/browser/shared/address.js";

const STAYS = "embed=true&embed_options=dark_theme&show=words%2Ccell&class=K7QM&stop=3";

/** @param {string} url @param {() => void} act @returns {string} the address after it */
function addressAfter(url, act) {
  let shown = url;
  const there = new URL(url);
  const browser = { location: there, history: { state: null, replaceState: (/** @type {any} */ _, /** @type {any} */ __, /** @type {string} */ to) => (shown = to) } };
  Object.assign(globalThis, browser);
  act();
  for (const name of Object.keys(browser)) delete (/** @type {any} */ (globalThis)[name]);
  return shown;
}

test("what says how the app is shown stays, the view before goes", () => {
  const query = queryOf(`?${STAYS}&text=old&t=3`, Object.entries({ text: "a & b = “c”", hold: "forget=0@all" }));
  assert.ok(query.startsWith(`${STAYS}&`));
  const read = new URLSearchParams(query);
  assert.deepEqual([read.get("text"), read.get("hold"), read.get("t")], ["a & b = “c”", "forget=0@all", null]);
});

test("a name may stand there more than once", () => {
  assert.equal(queryOf("", [["hold", "a"], ["hold", "b"]]), "hold=a&hold=b");
});

test("an address without a view has no question mark", () => {
  assert.equal(addressAfter("https://a.org/x/gates?t=1", () => showQuery("")), "/x/gates");
});

test("a change leaves all others where they are", () => {
  const after = addressAfter("https://a.org/x/attention?text=a+b&class=K7QM&t=1", () => changeAddress({ t: "2", class: null, head: "3" }));
  assert.equal(after, "/x/attention?text=a+b&t=2&head=3");
});
