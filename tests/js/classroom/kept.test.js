// The class that an address names, and its secret, which stands nowhere once it is read.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keptInAddress } from "../../../lstm_viz/browser/classroom/kept.js";

const SECRET = "s".repeat(32);

// A page that was opened at one address and stands at another by now.
function standing(opened, now = opened) {
  const put = [];
  const { href, pathname, search, hash } = new URL(now);
  Object.assign(globalThis, {
    location: { href, pathname, search, hash },
    history: { state: null, replaceState: (_, __, address) => put.push(address) },
  });
  globalThis.performance.getEntriesByType = () => /** @type {any} */ ([{ name: opened }]);
  return put;
}

test("the secret is read and taken out of the address", () => {
  const put = standing(`http://app/classroom?class=bktm#lead=${SECRET}`);
  assert.deepEqual(keptInAddress(), { code: "BKTM", secret: SECRET });
  assert.deepEqual(put, ["/classroom?class=bktm"]);
});

test("it is known also where the page has written its own choices into the address meanwhile", () => {
  standing(`http://app/gates?class=BKTM#lead=${SECRET}`, "http://app/gates?class=BKTM&t=3");
  assert.deepEqual(keptInAddress(), { code: "BKTM", secret: SECRET });
});

test("a student's link has none, and what is no code is no class", () => {
  standing("http://app/?class=BKTM#elsewhere");
  assert.deepEqual(keptInAddress(), { code: "BKTM" });
  for (const query of ["", "?class=BK", "?class=12AB", "?class=%00"]) {
    standing(`http://app/${query}#lead=${SECRET}`);
    assert.equal(keptInAddress(), null);
  }
});
