// The player of the stage, and the choice of a part of the step.

import { element, help } from "../shared/dom.js";
import { buildPlayer, isForPicture } from "../shared/player.js";
import { update, within } from "../shared/store.js";
import { presentKey } from "./present.js";
import { share } from "./share.js";
import { move } from "./store.js";

const STAGE_MS = 900; // one stage at speed 1
const KEYS_HELP = "Keys: ← and → step, Space plays, Home and End jump, ↑ and ↓ change the stage.";

/**
 * @param {any} store
 * @param {string} about what the stages are, for the question mark
 * @param {HTMLElement[]} more what else stands in the row
 */
export function buildControls(store, about, ...more) {
  const stageBy = (step) => {
    const { stages } = store.data;
    move(store, { stage: stages[within(stages.indexOf(store.stage) + step, stages.length - 1)] });
  };
  store.player = buildPlayer({
    interval: STAGE_MS,
    keys: KEYS_HELP,
    paced: "How fast Play goes: at 1× a stage takes a bit less than a second.",
    tick: (first) => tick(store, first),
    go: {
      first: () => move(store, { t: 0 }),
      previous: () => move(store, { t: store.t - 1 }),
      next: () => move(store, { t: store.t + 1 }),
      last: () => move(store, { t: store.data.tokens.length - 1 }),
      up: () => stageBy(-1),
      down: () => stageBy(1),
    },
  });
  store.player.clock.watchers.push(() => update(store));
  const stages = element("div", { className: "stages", role: "group", ariaLabel: "Stage" });
  store.parts.push(() => drawControls(store, stages));
  return element(
    "div",
    { className: "controls" },
    store.player.element,
    element("div", { className: "group" }, stages, help(about)),
    ...more,
    share(store),
  );
}

function drawControls(store, stages) {
  const { data, t, stage, player } = store;
  if (stages.childElementCount !== data.stages.length) {
    stages.replaceChildren(...data.stages.map((name, k) => {
      const b = element("button", { type: "button", className: "stage" }, element("small", { ariaHidden: "true" }, k + 1), name);
      b.dataset.stage = name;
      b.onclick = () => move(store, { stage: store.stage === name ? null : name });
      return b;
    }));
  }
  player.explain(`One step reads one ${data.step_name}. ${KEYS_HELP}`);
  player.bounds(t === 0, t === data.tokens.length - 1);
  for (const b of stages.children) b.ariaPressed = String(b.dataset.stage === stage);
}

/**
 * Play: the stages of a word, then the next word; after the last word it rests on the whole. The press itself
 * shows something: the first stage at once; from the start if nobody has moved yet or all has been read.
 * @param {any} store @param {boolean} first whether Play has just been pressed
 */
function tick(store, first) {
  const { stages, tokens } = store.data;
  const at = stages.indexOf(store.stage);
  const read = store.t === tokens.length - 1;
  if (first) {
    const again = !store.moved || (read && store.stage === null);
    update(store, { moved: true, t: again ? 0 : store.t, stage: store.stage ?? stages[0] });
  } else if (at < stages.length - 1) update(store, { stage: stages[at + 1] });
  else if (!read) update(store, { t: store.t + 1, stage: stages[0] });
  else {
    update(store, { stage: null });
    return false;
  }
  return true;
}

// Keys while the stage has focus: the player's, a lecture's, and those of a clicker.
export function onKey(store, event) {
  if (!isForPicture(event)) return;
  const { key, moves } = store.player;
  const turn = store.presenting && { PageUp: moves.previous, PageDown: moves.next }[event.key];
  if (turn) turn();
  else if (!store.data.arrays.forget_gate || !presentKey(store, event)) return key(event);
  event.preventDefault();
}
