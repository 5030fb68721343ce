// Which steps have to wait for one another: an LSTM's words light up one by one, a Transformer's all at
// once, layer by layer. One tick is one step that nothing can shorten.

import { element } from "../shared/dom.js";
import { buildPlayer } from "../shared/player.js";
import { createStore, update, within } from "../shared/store.js";

const TICK_MS = 500; // at speed 1

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  const id = JSON.stringify(data);
  if (store.id !== id) {
    fill(store, data);
    update(store, { id, data, step: data.layers });
  }
  return () => store.player.stop();
}

/**
 * The steps until both networks have read everything.
 * @param {{tokens: string[], layers: number}} data
 */
export const lastStep = ({ tokens, layers }) => Math.max(tokens.length, layers);

/**
 * What a step has come to, in words.
 * @param {{tokens: string[], layers: number}} data
 * @param {number} step 0 … lastStep
 */
export function account({ tokens, layers }, step) {
  const read = Math.min(step, tokens.length);
  const waiting = tokens.length - read;
  const lstm = `the LSTM has read ${read} of ${tokens.length} words${waiting ? `, and ${waiting} wait` : ""}`;
  const done = step >= layers ? `the Transformer is done, in ${layers} steps for any number of words` :
    `the Transformer has all words in ${step} of its ${layers} layers`;
  return `After step ${step}: ${lstm}; ${done}.`;
}

function build(root) {
  const last = () => lastStep(store.data);
  const store = createStore(root, { step: 0 }, () => (store.step = within(store.step, last())));
  const go = (step) => update(store, { step });
  store.player = buildPlayer({
    interval: TICK_MS,
    keys: "One step is what has to wait for the step before. Keys: ← and → step, Space plays.",
    go: { first: () => go(0), previous: () => go(store.step - 1), next: () => go(store.step + 1), last: () => go(last()) },
    tick(first) {
      go(first && store.step === last() ? 0 : store.step + 1);
      return store.step < last();
    },
  });
  store.rows = element("div", { className: "waiting" });
  store.says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  root.onkeydown = store.player.key;
  store.parts.push(draw);
  root.append(element("div", { className: "controls" }, store.player.element), store.rows, store.says);
  return store;
}

// A row of cells for the LSTM, and one for each layer of the Transformer.
function fill(store, { tokens, layers, colours }) {
  const row = (name, kind, layer) => {
    const cells = tokens.map((token) => element("span", { className: "wait-cell" }, token));
    const title = element("span", { className: "wait-name" }, name);
    const box = element("div", { className: `wait-row ${kind}`, style: `--colour: ${colours[kind]}` }, title, ...cells);
    return { box, cells, kind, layer };
  };
  store.lines = [row("LSTM", "lstm", 0)];
  for (let k = 1; k <= layers; k++) store.lines.push(row(`Transformer, layer ${k}`, "transformer", k));
  store.rows.replaceChildren(...store.lines.map(({ box }) => box));
}

function draw(store) {
  const { data, step, lines, player, says } = store;
  for (const { cells, kind, layer } of lines)
    cells.forEach((cell, t) => {
      cell.classList.toggle("done", kind === "lstm" ? t < step : layer <= step);
      cell.classList.toggle("now", kind === "lstm" ? t === step - 1 : layer === step);
    });
  player.bounds(step === 0, step === lastStep(data));
  const text = account(data, step);
  if (says.textContent !== text) says.textContent = text;
}
