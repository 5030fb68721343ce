// What the reader made, in a link: it comes back whole, and what cannot be read is said.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LIMIT } from "../../../lstm_viz/browser/wire/cell.js";
import { LONGEST, numberIn, readLink, signsIn, writeLink } from "../../../lstm_viz/browser/wire/link.js";

const GOALS = ["hold", "latch"];

test("what is made comes back from its link", () => {
  for (const [H, count] of [[1, 12], [2, 32]]) {
    const net = Array.from({ length: count }, (_, k) => (k % 3 ? 0 : (k - 7) * 0.625));
    const made = { goal: "latch", H, net, signs: ["0", "r", "1"] };
    const query = writeLink("?embed=true&old=1", made);
    assert.ok(query.startsWith("embed=true&part=wire&") && !query.includes("old"));
    assert.deepEqual(readLink(`?${query}`, GOALS), { ...made, problems: [] });
  }
});

test("a link without anything of ours asks for nothing", () => {
  assert.deepEqual(readLink("?part=wire&text=x", GOALS), { goal: null, H: 1, net: null, signs: null, problems: [] });
});

for (const net of ["1_2", "x_".repeat(11), "0_".repeat(12), `${"0_".repeat(11)}${LIMIT + 1}`, `${"0_".repeat(11)}NaN`, `${"0_".repeat(11)}1e3`, "_".repeat(11), "0_".repeat(50000)]) {
  test(`a wiring that is none is refused with a sentence: ${net.slice(0, 30)}`, () => {
    const found = readLink(`?goal=latch&net=${net}`, GOALS);
    assert.equal(found.net, null);
    assert.equal(found.goal, "latch");
    assert.match(found.problems.join(" "), /one unit has 12 numbers/);
  });
}

test("a goal that is not here is said", () => {
  assert.match(readLink("?goal=__proto__", GOALS).problems[0], /goal that is not here/);
});

test("numbers as people type them", () => {
  for (const [text, value] of [["3", 3], [" −2,5 ", -2.5], ["+.5", 0.5], ["-20", -20], ["7.", 7]]) assert.equal(numberIn(text), value);
  for (const text of ["", "-", "abc", "1e3", "20.5", "--1", "1 2", "0x10", "∞", "٣"]) assert.equal(numberIn(text), null);
});

test("signs as people type them; what is none is named and left out", () => {
  assert.deepEqual(signsIn("0 1, R;1"), { signs: ["0", "1", "r", "1"], problem: "" });
  const strange = signsIn("0x1🙂2");
  assert.deepEqual(strange.signs, ["0", "1"]);
  assert.match(strange.problem, /“x”, “🙂”, “2” were left out/);
  assert.match(signsIn("constructor").problem, /left out/);
  assert.deepEqual(signsIn("").signs, []);
  assert.match(signsIn(" ").problem, /at least one sign/);
  const long = signsIn("01".repeat(500));
  assert.equal(long.signs.length, LONGEST);
  assert.match(long.problem, /first 60 of 1000/);
});
