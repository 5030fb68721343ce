// The buttons that step, play and choose a stage, and the keys that do the same.

import { element, help, icon } from "../shared/dom.js";
import { presentKey } from "./present.js";
import { share } from "./share.js";
import { move, update } from "./store.js";

const STAGE_MS = 900; // one stage at speed 1
const KEYS_HELP = "Keys: ← and → step, Space plays, Home and End jump, ↑ and ↓ change the stage.";

/**
 * @param {any} store
 * @param {string} about what the stages are, for the question mark
 * @param {HTMLElement[]} more what else stands in the row
 */
export function buildControls(store, about, ...more) {
  const button = (name, label, sign, action) =>
    element("button", { type: "button", className: name, ariaLabel: label, title: label, onclick: action }, sign);
  const play = element("button", { type: "button", className: "play" });
  play.onclick = () => update(store, { playing: !store.playing });
  const speed = element("select", { className: "speed", ariaLabel: "Speed", title: "How fast Play goes: at 1× a stage takes a bit less than a second." });
  for (const s of [0.5, 1, 2, 4, 8]) speed.append(element("option", { value: s }, `${s}×`));
  speed.value = 1;
  speed.onchange = () => update(store, { speed: Number(speed.value) });
  const stages = element("div", { className: "stages", role: "group", ariaLabel: "Stage" });
  const transport = element(
    "div",
    { className: "transport", role: "group", ariaLabel: "Steps" },
    play,
    button("first", "First step", icon("M3 2h2v12H3zM14 2v12L6 8z"), () => move(store, { t: 0 })),
    button("previous", "Previous step", icon("M12 2v12L3 8z"), () => move(store, { t: store.t - 1 })),
    button("next-step", "Next step", icon("M4 2v12l9-6z"), () => move(store, { t: store.t + 1 })),
    button("last", "Last step", icon("M11 2h2v12h-2zM2 2v12l8-6z"), () => move(store, { t: store.data.tokens.length - 1 })),
    speed,
    help(""),
  );
  const controls = element(
    "div",
    { className: "controls" },
    transport,
    element("div", { className: "group" }, stages, help(about)),
    ...more,
    share(store),
  );
  store.parts.push(() => drawControls(store, controls, stages));
  return controls;
}

function drawControls(store, controls, stages) {
  const { data, t, stage, playing } = store;
  const find = (selector) => controls.querySelector(selector);
  if (stages.childElementCount !== data.stages.length) {
    stages.replaceChildren(...data.stages.map((name, k) => {
      const b = element("button", { type: "button", className: "stage" }, element("small", { ariaHidden: "true" }, k + 1), name);
      b.dataset.stage = name;
      b.onclick = () => move(store, { stage: store.stage === name ? null : name });
      return b;
    }));
  }
  const tip = `One step reads one ${data.step_name}. ${KEYS_HELP}`;
  if (find(".transport .tip").textContent !== tip) find(".transport .tip").textContent = tip;
  const last = data.tokens.length - 1;
  // not `disabled`, which would take the focus away, and with it the arrow keys
  find(".first").ariaDisabled = find(".previous").ariaDisabled = String(t === 0);
  find(".next-step").ariaDisabled = find(".last").ariaDisabled = String(t === last);
  const play = find(".play");
  const label = playing ? "Pause" : "Play";
  if (play.ariaLabel !== label) {
    play.ariaLabel = label;
    play.replaceChildren(icon(playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l9-6z"), label);
  }
  for (const b of stages.children) b.ariaPressed = String(b.dataset.stage === stage);
  if (playing && !store.timer) startPlaying(store);
  if (!playing) {
    clearTimeout(store.timer);
    store.timer = null;
  }
}

// Play: the stages of a word, then the next word; after the last word it rests on the whole.
function startPlaying(store) {
  const { stages, tokens } = store.data;
  const last = tokens.length - 1;
  const schedule = () => {
    store.timer = setTimeout(advance, STAGE_MS / store.speed);
  };
  const advance = () => {
    const at = stages.indexOf(store.stage);
    schedule();
    if (at < stages.length - 1) update(store, { stage: stages[at + 1] });
    else if (store.t < last) update(store, { t: store.t + 1, stage: stages[0] });
    else update(store, { stage: null, playing: false });
  };
  // the click itself shows something: the first stage at once; from the start if nobody has moved yet or
  // all has been read
  const again = !store.moved || (store.t === last && store.stage === null);
  schedule();
  update(store, { moved: true, t: again ? 0 : store.t, stage: store.stage ?? stages[0] });
}

// Keys while the stage has focus: arrows step, Space plays, Home and End jump.
export function onKey(store, event) {
  const target = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.matches("select, textarea, input:not(.bar)")) return;
  if (store.data.arrays.forget_gate && presentKey(store, event)) {
    event.preventDefault();
    return;
  }
  const { stages, tokens } = store.data;
  const stage = stages.indexOf(store.stage);
  const moves = {
    ArrowLeft: { t: store.t - 1 },
    ArrowRight: { t: store.t + 1 },
    PageUp: store.presenting && { t: store.t - 1 },
    PageDown: store.presenting && { t: store.t + 1 },
    Home: { t: 0 },
    End: { t: tokens.length - 1 },
    ArrowUp: { stage: stages[Math.max(0, stage - 1)] },
    ArrowDown: { stage: stages[Math.min(stages.length - 1, stage + 1)] },
  };
  if (moves[event.key]) {
    event.preventDefault();
    move(store, moves[event.key]);
  } else if (event.key === " " && !target.matches("button, summary")) {
    event.preventDefault();
    update(store, { playing: !store.playing });
  }
}
