// The step follows a sound that plays in the page's own player, and no other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore } from "../../../lstm_viz/browser/shared/store.js";
import { followSound } from "../../../lstm_viz/browser/stage/sound.js";

test("the frame that is heard is the frame that is shown", () => {
  const listeners = [];
  const frames = [];
  globalThis.document = /** @type {any} */ ({
    addEventListener: (name, handler) => listeners.push(handler),
    removeEventListener: (name, handler) => listeners.splice(listeners.indexOf(handler), 1),
  });
  globalThis.requestAnimationFrame = (step) => frames.push(step);
  const root = /** @type {any} */ ({ isConnected: true });
  const sound = { within: ".mine", from: 0.5, step: 0.02 };
  const store = createStore(root, { t: 0, moved: false, data: { tokens: Array(10).fill("frame"), sound }, player: { stop() {} } }, () => {});
  followSound(store);
  const player = { currentTime: 0.5, paused: false, ended: false, closest: (selector) => selector === ".mine" };
  listeners[0]({ target: { closest: () => false } });
  assert.equal(frames.length, 0, "another player is not followed");
  listeners[0]({ target: player });
  player.currentTime = 0.5 + 0.085;
  frames.pop()();
  assert.equal(store.t, 4);
  player.currentTime = 3;
  frames.pop()();
  assert.equal(store.t, 4, "past the last frame it stays");
  player.paused = true;
  frames.pop()();
  assert.equal(frames.length, 0, "a paused sound asks for no more frames");
  root.isConnected = false;
  listeners[0]({ target: player });
  assert.equal(listeners.length, 0, "a picture that is gone does not listen");
});
