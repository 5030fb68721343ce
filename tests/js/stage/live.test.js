// What a stage does with what Python sends it, where it is not what it can show.

import assert from "node:assert/strict";
import { test } from "node:test";

import { hear } from "../../../lstm_viz/browser/stage/live.js";

const LIVE = { text: "A dog", holds: ["f=0"], pinned: null, transplant: null, after: null };

for (const [name, store] of Object.entries({
  "a stage that stands for the first time": { engine: null, base: null, t: 0 },
  "a stage whose network is not here yet": { engine: null, base: { model: "everyday" }, t: 0 },
  "a stage with another network": { engine: {}, base: { model: "letters" }, t: 0 },
}))
  test(`${name} asks for the arrays that were left out`, () => {
    const sent = [];
    hear({ ...store, send: (...said) => sent.push(said) }, { arrays: null, model: "everyday", live: LIVE });
    assert.deepEqual(sent, [["text", { ...LIVE, t: 0, alive: null }]]);
  });
