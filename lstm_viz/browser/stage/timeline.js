// The words (or letters, or frames), the time bar, the buttons, and the sentence that says what happens at this step.

import { element, help, icon } from "../shared/dom.js";
import { share } from "./share.js";
import { move, update } from "./store.js";

const STAGE_MS = 900; // one stage at speed 1
const KEYS_HELP = "Keys: ← and → step, Space plays, Home and End jump, ↑ and ↓ change the stage.";

// `stages`: the names of the parts of a step, in order; `about`: what they are, for the question mark.
export function buildTimeline(store, stages, about) {
  store.stages = stages;
  const button = (name, label, sign, action) =>
    element("button", { type: "button", className: name, ariaLabel: label, title: label, onclick: action }, sign);
  const last = () => store.data.tokens.length - 1;

  const chips = element("div", { className: "chips", tabIndex: 0, role: "group" });
  const scrub = (event) => {
    const chip = event.target.closest?.(".chip");
    if (chip && (event.type === "pointerdown" || event.buttons === 1)) move(store, { t: Number(chip.dataset.t) });
  };
  chips.onpointerdown = scrub;
  chips.onpointermove = (event) => event.pointerType === "mouse" && scrub(event);

  const bar = element("input", { type: "range", className: "bar", min: 0 });
  bar.oninput = () => move(store, { t: Number(bar.value) });

  const play = element("button", { type: "button", className: "play" });
  play.onclick = () => update(store, { playing: !store.playing });
  const speed = element("select", { className: "speed", ariaLabel: "Speed" });
  for (const s of [0.5, 1, 2, 4, 8]) speed.append(element("option", { value: s }, `${s}×`));
  speed.value = 1;
  speed.onchange = () => update(store, { speed: Number(speed.value) });

  const choice = element("div", { className: "stages", role: "group", ariaLabel: "Stage" });
  for (const stage of stages) {
    const b = element("button", { type: "button", className: "stage" }, stage);
    b.dataset.stage = stage;
    b.onclick = () => move(store, { stage: store.stage === stage ? null : stage });
    choice.append(b);
  }
  const transport = element(
    "div",
    { className: "transport", role: "group", ariaLabel: "Steps" },
    button("first", "First step", icon("M3 2h2v12H3zM14 2v12L6 8z"), () => move(store, { t: 0 })),
    button("previous", "Previous step", icon("M12 2v12L3 8z"), () => move(store, { t: store.t - 1 })),
    play,
    button("next-step", "Next step", icon("M4 2v12l9-6z"), () => move(store, { t: store.t + 1 })),
    button("last", "Last step", icon("M11 2h2v12h-2zM2 2v12l8-6z"), () => move(store, { t: last() })),
    help(""),
  );
  const controls = element(
    "div",
    { className: "controls" },
    transport,
    element("div", { className: "group" }, choice, help(about)),
    element("div", { className: "group" }, speed, help("How fast Play goes: at 1× a stage takes a bit less than a second.")),
    share(store),
  );
  const says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  const host = element("div", { className: "timeline" }, chips, bar, controls, says);
  store.parts.push(drawTimeline);
  return host;
}

function drawTimeline(store) {
  const { data, t, stage, playing, root } = store;
  const find = (selector) => root.querySelector(selector);
  const chips = find(".chips");
  const bar = find(".bar");
  if (chips.dataset.id !== data.id) {
    fillChips(chips, data);
    bar.ariaLabel = data.step_name[0].toUpperCase() + data.step_name.slice(1);
    chips.ariaLabel = `${bar.ariaLabel}s`;
    find(".transport .tip").textContent = `One step reads one ${data.step_name}. ${KEYS_HELP}`;
  }
  chips.querySelector(".now")?.classList.remove("now");
  const chip = chips.children[t];
  chip.classList.add("now");
  // keep the current word in sight without moving the page
  const above = chip.offsetTop < chips.scrollTop;
  const below = chip.offsetTop + chip.offsetHeight > chips.scrollTop + chips.clientHeight;
  if (above || below) chips.scrollTop = chip.offsetTop - chips.clientHeight / 2;

  const last = data.tokens.length - 1;
  bar.max = last;
  bar.value = t;
  bar.setAttribute("aria-valuetext", `${data.tokens[t]}, ${data.step_name} ${t + 1} of ${last + 1}`);
  bar.style.setProperty("--done", `${last ? (100 * t) / last : 100}%`);
  // not `disabled`, which would take the focus away, and with it the arrow keys
  find(".first").ariaDisabled = find(".previous").ariaDisabled = String(t === 0);
  find(".next-step").ariaDisabled = find(".last").ariaDisabled = String(t === last);
  const play = find(".play");
  const label = playing ? "Pause" : "Play";
  if (play.ariaLabel !== label) {
    play.ariaLabel = label;
    play.replaceChildren(icon(playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l9-6z"), label);
  }
  for (const b of root.querySelectorAll(".stage")) b.ariaPressed = String(b.dataset.stage === stage);

  const sentence = data.narration[t][stage ?? ""];
  const says = find(".says");
  if (says.dataset.sentence !== sentence) tell(store, says, sentence);
  if (playing && !store.timer) startPlaying(store);
  if (!playing) {
    clearTimeout(store.timer);
    store.timer = null;
  }
}

function fillChips(chips, data) {
  chips.dataset.id = data.id;
  chips.replaceChildren(
    ...data.tokens.map((token, t) => {
      const chip = element("span", { className: "chip" }, token);
      chip.dataset.t = t;
      if (!data.known[t]) {
        const near = data.suggestions[t];
        chip.classList.add("unknown");
        chip.append(element("small", {}, near ? `unknown · ${near}?` : "unknown"));
      }
      return chip;
    }),
  );
}

// The sentence; each unit that it names can be chosen there.
function tell(store, says, sentence) {
  says.dataset.sentence = sentence;
  says.replaceChildren(
    ...sentence.split(/([Uu]nit \d+)/).map((piece, k) => {
      if (k % 2 === 0) return piece;
      const unit = Number(piece.split(" ")[1]);
      return element("button", { type: "button", title: "Follow this unit", onclick: () => move(store, { unit }) }, piece);
    }),
  );
}

// Play: the stages of a word, then the next word; after the last word it rests on the whole.
function startPlaying(store) {
  const last = store.data.tokens.length - 1;
  const schedule = () => {
    store.timer = setTimeout(advance, STAGE_MS / store.speed);
  };
  const advance = () => {
    const at = store.stages.indexOf(store.stage);
    schedule();
    if (at < store.stages.length - 1) update(store, { stage: store.stages[at + 1] });
    else if (store.t < last) update(store, { t: store.t + 1, stage: store.stages[0] });
    else update(store, { stage: null, playing: false });
  };
  // the click itself shows something: the first stage at once; from the start if nobody has moved yet or
  // all has been read
  const again = !store.moved || (store.t === last && store.stage === null);
  schedule();
  update(store, { moved: true, t: again ? 0 : store.t, stage: store.stage ?? store.stages[0] });
}

// Keys while the stepper has focus: arrows step, Space plays, Home and End jump.
export function onKey(store, event) {
  const target = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("select, input:not(.bar)")) return;
  const stage = store.stages.indexOf(store.stage);
  const moves = {
    ArrowLeft: { t: store.t - 1 },
    ArrowRight: { t: store.t + 1 },
    Home: { t: 0 },
    End: { t: store.data.tokens.length - 1 },
    ArrowUp: { stage: store.stages[Math.max(0, stage - 1)] },
    ArrowDown: { stage: store.stages[Math.min(store.stages.length - 1, stage + 1)] },
  };
  if (moves[event.key]) {
    event.preventDefault();
    move(store, moves[event.key]);
  } else if (event.key === " " && !target.matches("button")) {
    event.preventDefault();
    update(store, { playing: !store.playing });
  }
}
