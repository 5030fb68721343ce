// The network in the reader's browser: every key, hold and swap is read anew here, without the server.
// Python hears of the text once, after a pause, for all that stands below the stage.

import { rereadWith } from "../engine/cells.js";
import { holdChange, parseHold } from "../engine/holds.js";
import { loadModel } from "../engine/model.js";
import { loadRecorded } from "../engine/recorded.js";
import { joinTokens } from "../engine/tokens.js";
import { shapedArrays } from "../engine/trace.js";
import { transplantChange } from "../engine/transplant.js";
import { inApp } from "../shared/address.js";
import { brought } from "../shared/brought.js";
import { did } from "../shared/did.js";
import { liveNext } from "./expectation.js";
import { sameInput } from "./layers.js";
import { livePlaces } from "./map.js";
import { update } from "../shared/store.js";
import { decoded } from "./store.js";
import { asHolds, heldTexts, remember } from "./trial.js";

const STATES = { C: ["cell"], h: ["hidden"], both: ["cell", "hidden"] };
const PAUSE_MS = 700; // after the last change, until Python hears of it
const SOON_MS = 50; // where it should have heard already
const PATIENCE_MS = 10_000; // that the weights wait for the rest of the page

/** What a stage that can read by itself needs besides. @param {any} store */
export function prepare(store) {
  Object.assign(store, {
    engine: null, // the model, once its weights are here
    text: "",
    told: null, // the text that Python knows
    holds: [], // what is held, see trial.js
    transplant: null, // { what, t, unit }: what of the pinned reading is put in, and where
    pinned: null, // the text that the reading is compared with
    past: [], // earlier trials, for Undo
    scope: { units: "one", steps: "here" },
    free: null, // the untouched reading of the text
    notice: "",
    after: null, // the text from whose end this one goes on; null for zero states
    away: false, // whether the server is
    swapping: null, // the step whose word is to be swapped, while offers stand there
  });
}

/** What Python sent: an example to show, or the echo of what was told it. @param {any} store @param {any} sent */
export function hear(store, sent) {
  if (!sent.arrays && (!store.engine || store.base.model !== sent.model)) {
    const { text, holds, pinned, transplant, after } = sent.live;
    store.send("text", { text, holds, pinned, transplant, after, t: store.t, alive: null }); // this stage is a new one
    return;
  }
  const base = decoded(sent, store.base);
  const echo = store.base && sent.live.text === store.told && sent.model === store.base.model;
  const sameText = sent.live.text === store.text;
  const other = store.base?.model !== sent.model || (sent.live.fixed && !sameText);
  if (store.base && sent.live.visit !== store.base.live.visit) {
    goOn(store, base, other);
    return;
  }
  const same = sent.live.fixed && store.data ? sameInput(store.data.tokens, base.tokens, store.t) : null;
  if (!echo && !sameText && same === null) store.player.stop();
  store.base = base;
  store.told = sent.live.text;
  if (!echo) {
    Object.assign(store, {
      text: sent.live.text,
      holds: sent.live.holds.map((text) => tryOf(parseHold(text), base.tokens.length)).flat(),
      pinned: sent.live.pinned ?? null,
      transplant: sent.live.transplant ?? null,
      after: sent.live.after ?? null,
      past: [],
      ...(sameText ? {} : same === null ? { t: base.start, stage: null, moved: false } : { t: same }),
      unit: store.data?.sizes.H === base.sizes.H && other ? store.unit : base.unit,
    });
  }
  if (other) [store.engine, store.free, store.waiting] = [null, null, null];
  if (store.engine) reread(store, {}, false);
  else if (!echo || !store.data || store.text === sent.live.text) {
    store.ghost = null;
    update(store, { data: base });
    waitForWeights(store);
  }
}

// The server has begun anew (it was restarted, or this tab was away for long) and knows only the link that the
// tab was opened with: what stands here stays, and the server is told of it.
function goOn(store, base, other) {
  store.base = base;
  store.said = null;
  if (other) [store.engine, store.free, store.waiting] = [null, null, null];
  if (!store.engine) waitForWeights(store);
  reread(store, {}, SOON_MS);
}

// A hold of the link as trials: one for each run of steps and each unit.
function tryOf({ target, value, units, steps }, T) {
  const runs = [];
  for (const t of steps ?? []) {
    if (runs.length && runs.at(-1)[1] === t - 1) runs.at(-1)[1] = t;
    else runs.push([t, t]);
  }
  const spans = steps ? runs.map(([from, to]) => ({ from, to: to === T - 1 && from < to ? null : to })) : [{ from: 0, to: null }];
  return (units ?? [null]).flatMap((unit) => spans.map((span) => ({ target, value, unit, ...span })));
}

const COMING = "[data-testid=stApp][data-test-script-state=running], [data-testid=stSkeleton]";

// After the first paint, when the browser has nothing better to do, and what else the page shows is there: on a
// slow line the weights would hold up the plots. Not longer than PATIENCE_MS.
function whenQuiet(go, since = performance.now()) {
  const idle = window.requestIdleCallback ?? ((go) => setTimeout(go, 200));
  const look = () => whenQuiet(go, since);
  if (document.querySelector(COMING) && performance.now() - since < PATIENCE_MS) setTimeout(look, 100);
  else idle(go);
}

function waitForWeights(store) {
  const { source } = store.base.live;
  const asked = source && `${source.weights} ${source.layer}`;
  if (!source || store.waiting === asked) return;
  store.waiting = asked;
  whenQuiet(async () => {
    try {
      const weights = source.brought ? await brought(source.weights) : inApp(source.weights);
      const model = await (source.layer === undefined ? loadModel({ ...source, weights }) : loadRecorded(weights, source.layer, store.base));
      if (store.waiting !== asked) return; // another model was chosen meanwhile
      store.engine = model;
      reread(store, {}, false);
    } catch (problem) {
      // no weights here (blocked, an old browser): the server reads, as before; said in the console for who looks
      console.warn(`The network could not be loaded into the browser: ${problem.message}`);
      store.waiting = null;
    }
  });
}

/**
 * Change what is read or tried, and read again.
 * @param {any} store @param {any} patch text, holds, transplant, pinned … @param {boolean | number} [tell] whether Python should hear of it, or after how many ms
 */
export function reread(store, patch = {}, tell = true) {
  Object.assign(store, patch);
  if (tell) tellLater(store, tell === true ? PAUSE_MS : tell);
  if (tell && patch.holds?.length) did("hold");
  const { engine, base } = store;
  if (!engine) return;
  const { limit } = base.live;
  const every = engine.tokenize(store.text);
  const tokens = every.slice(0, limit);
  store.notice = notice(store, every.length, tokens);
  if (!tokens.length) {
    update(store, {});
    return;
  }
  const first = store.after === null ? null : startOf(store);
  const free = (store.free = engine.trace(tokens, store.free ?? undefined, first));
  let other = null;
  if (store.pinned !== null) {
    const pinned = engine.tokenize(store.pinned).slice(0, limit);
    if (pinned.length) other = store.other = engine.trace(pinned, store.other ?? undefined);
  }
  const changes = []; // holds first, so that what is put in stays
  if (store.holds.length) changes.push(holdChange(asHolds(store.holds, free.T, engine.H), free));
  if (store.transplant && other) {
    const { what, t, unit } = store.transplant;
    const put = { from: t, to: t, states: STATES[what], units: unit === null ? null : [unit] };
    if (t < free.T && t < other.T) changes.push(transplantChange(other, free, put));
  }
  const shown = changes.length ? rereadWith(engine, free, changes) : free;
  const ghost = shown !== free ? free : other;
  update(store, {
    data: reading(store, shown),
    ghost: ghost && reading(store, ghost),
    ghostName: shown !== free ? "untouched" : store.pinned,
  });
}

// The reading of the text from whose end this one goes on.
function startOf(store) {
  const { engine, after, base } = store;
  if (store.first?.text !== after || store.first.engine !== engine) {
    const tokens = engine.tokenize(after).slice(0, base.live.limit);
    store.first = { text: after, engine, trace: tokens.length ? engine.trace(tokens) : null };
  }
  return store.first.trace;
}

function notice(store, total, tokens) {
  const { fixed, nothing_known: nothingKnown } = store.base.live;
  if (fixed) return "";
  const piece = store.base.step_name;
  const { cut, vocabulary } = store.engine;
  const left = [...new Set(cut(store.text).filter((token) => !vocabulary.reads(token)))].slice(0, 5);
  if (left.length)
    return `The vocabulary has no ${left.map((token) => `“${token}”`).join(", ")} and no token for unknown ones: left out.`;
  if (!total) return "There is nothing to read yet: type a few words. Until then the last reading stays.";
  if (total > tokens.length) return `Your text has ${total.toLocaleString("en")} ${piece}s and signs. The network reads the first ${tokens.length} of them here.`;
  if (tokens.every((token) => !vocabulary.has(token))) return nothingKnown;
  return "";
}

let readings = 0;

// A trace of the engine as the parts of the stage read it.
function reading(store, trace) {
  const { base, engine } = store;
  const label = (token) => base.live.labels[token] ?? token;
  const known = new Map(base.tokens.map((token, t) => [token, base.suggestions[t]])); // what Python found nearest
  const tokens = trace.tokens.map(label);
  const same = tokens.join("\0") === base.tokens.join("\0");
  return {
    ...base,
    id: `live ${(readings += 1)}`,
    tokens,
    known: trace.known,
    suggestions: tokens.map((token, t) => (trace.known[t] ? null : (known.get(token) ?? null))),
    arrays: shapedArrays(trace),
    // a head that needs more than this layer says nothing of a reading that was changed
    next: engine.silent ? (trace === store.free ? base.next : null) : base.next && liveNext(base.next, engine, trace, label),
    map: base.map && livePlaces(base.map, engine, trace, label),
    captions: same ? base.captions : null,
  };
}

// Once after a pause: what is read, and what is held.
function tellLater(store, pause) {
  clearTimeout(store.tellTimer);
  store.tellTimer = setTimeout(() => {
    const { text, pinned, transplant, after, engine, base } = store;
    const tried = { text, holds: heldTexts(store), pinned, transplant, after, alive: engine && base.model };
    const said = JSON.stringify(tried);
    if (said === store.said || !store.root.isConnected) return;
    [store.said, store.told] = [said, store.text];
    store.send("text", { ...tried, t: store.t });
  }, pause);
}

/** Go on with a word after step t; Undo brings back what followed there. @param {any} store @param {string} word */
export function take(store, word) {
  const { engine, base, t } = store;
  if (!engine || base.live.fixed) {
    store.send("take", { word, t });
    return;
  }
  store.player.stop();
  remember(store);
  const before = store.text.slice(0, engine.endOf(store.text, t + 1));
  reread(store, { text: before + after(word, engine), t: t + 1, moved: true });
}

/** Put another word in place of the one at step t; the reading before is kept beside it. @param {any} store @param {string} word */
export function swap(store, t, word) {
  store.player.stop();
  const { engine, text } = store;
  const [from, to] = [t, t + 1].map((count) => engine.endOf(text, count));
  const put = from ? after(word, engine) : word;
  reread(store, { pinned: store.pinned ?? text, text: text.slice(0, from) + put + text.slice(to) });
}

// A token as it is written after others.
const after = (word, { facts }) => joinTokens(["", word], facts.tokenizer);
