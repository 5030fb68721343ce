// The goal beside the cell: what is asked, how the signs are coded, the grade on random sequences, hints, a solution.

import { element, signed } from "../shared/dom.js";
import { CODE, kindOf, wanted } from "./goals.js";
import { countOf } from "./cell.js";
import { choose, draw, giveBack, replaceNet, showSequence, startOf } from "./store.js";
import { hasTwins, nearestTwins } from "./twins.js";

const EXAMPLES = 2; // failing sequences to look at
const BEFORE = 9; // signs shown before the one that fails

/** The goals in a row, and the choice of one unit or two. @param {any} store */
export function buildGoals(store) {
  const buttons = store.goals.map((goal, k) => {
    const button = element("button", { type: "button" });
    button.dataset.goal = goal.id;
    button.onclick = () => choose(store, goal, store.H);
    store.parts.push(() => {
      const reached = store.reached[`${goal.id} ${store.H}`] !== undefined;
      button.ariaPressed = String(goal === store.goal);
      const named = `${k + 1} ${goal.title}${reached ? " ✓" : ""}`;
      if (button.textContent !== named) button.textContent = named;
      button.ariaLabel = `Goal ${k + 1}: ${goal.title}${reached ? ", reached" : ""}`;
    });
    return button;
  });
  const units = [1, 2].map((H) => {
    const button = element("button", { type: "button" }, H === 1 ? "one unit" : "two units");
    button.onclick = () => choose(store, store.goal, H);
    store.parts.push(() => (button.ariaPressed = String(store.H === H)));
    return button;
  });
  return element("div", { className: "goals" },
    element("div", { className: "group goal-buttons", role: "group", ariaLabel: "Goals" }, ...buttons),
    element("div", { className: "group", role: "group", ariaLabel: "Size of the network" }, ...units));
}

/** @param {any} store */
export function buildTask(store) {
  const title = element("h2", {});
  const asked = element("p", { className: "asked" });
  const coding = element("p", { className: "coding" });
  const grade = element("div", { className: "grade" });
  const spoken = element("p", { className: "says", role: "status", ariaLive: "polite" });
  const failing = element("div", { className: "failing" });
  const hints = element("ol", { className: "hints" });
  const button = (name, action) => element("button", { type: "button", className: name, onclick: action });
  const hint = button("hint", () => {
    store.hints[store.goal.id] = (store.hints[store.goal.id] ?? 0) + 1;
    draw(store);
  });
  const solution = button("solution", () => (store.mine ? giveBack(store) : replaceNet(store, solutionOf(store), true)));
  const anew = button("anew", () => replaceNet(store, store.net.map(() => 0)));
  anew.textContent = "All to 0";
  const onwards = button("onwards", () => choose(store, following(store), store.H));
  const twins = element("details", { className: "twins" }, element("summary", {}, "Two histories, one state?"), element("div", {}));
  twins.ontoggle = () => drawTwins(store, twins);
  store.parts.push(() => {
    const { goal, graded, net, mine, H } = store;
    title.textContent = goal.title;
    asked.textContent = goal.task;
    coding.replaceChildren("The signs reach x as numbers: ", ...goal.signs.flatMap((sign, k) => [k ? ", " : "", element("b", {}, sign), ` is ${signed(CODE[sign], 0)}`]), `. ${readsOff(goal, H)}`);
    const right = graded.wrong.filter((step) => step === null).length;
    const numbers = net.filter((v) => v !== 0).length;
    drawGrade(grade, { right, of: graded.wrong.length, numbers, goal, H });
    const sentence = verdict(store, right, numbers);
    if (spoken.textContent !== sentence) spoken.textContent = sentence;
    spoken.classList.toggle("reached", right === graded.wrong.length);
    drawFailing(store, failing);
    const shown = store.hints[goal.id] ?? 0;
    hints.replaceChildren(...goal.hints.slice(0, shown).map((text) => element("li", {}, text)));
    hints.hidden = !shown;
    hint.textContent = shown ? `Next hint (${shown + 1} of ${goal.hints.length})` : `Hint (1 of ${goal.hints.length})`;
    hint.hidden = shown >= goal.hints.length;
    solution.textContent = mine ? "Back to mine" : "Show a solution";
    const next = following(store);
    onwards.hidden = !next || right < graded.wrong.length;
    if (next) onwards.textContent = `Next goal: ${next.title}`;
    twins.hidden = !hasTwins(goal.id);
    drawTwins(store, twins);
  });
  return element("section", { className: "panel task", ariaLabel: "The goal" },
    title, asked, coding, grade, spoken, failing, hints, element("div", { className: "controls" }, onwards, hint, solution, anew), twins);
}

/** The goal after this one; undefined after the last. */
const following = ({ goals, goal }) => goals[goals.indexOf(goal) + 1];

/** Where the answer is read. */
function readsOff(goal, H) {
  const of = H === 2 ? " of unit 2" : "";
  return {
    yes: `The answer is read off h${of}: above 0.5 it says 1 (yes), below it says 0 (no).`,
    count: `The answer is C${of}, rounded.`,
    value: `C${of} may move by 0.05 and h${of} may be 0.05 loud.`,
  }[kindOf(goal.id)];
}

/** The goal's solution, for one unit or two. */
export function solutionOf({ goal, H }) {
  return H === 2 && goal.solution_2 ? [...goal.solution_2] : startOf(goal, H, goal.solution);
}

function drawGrade(node, { right, of, numbers, goal, H }) {
  node.replaceChildren(
    element("span", { className: "track", ariaHidden: "true" }, element("span", { className: "fill", style: `width: ${(100 * right) / of}%` })),
    element("span", {}, element("b", {}, `${right} of ${of}`), " random sequences right"),
    element("span", {}, element("b", {}, `${numbers} of ${countOf(H)}`), ` numbers not 0${H === 1 ? ` (par ${goal.par})` : ""}`),
  );
}

function verdict({ goal, solved, H, notice, graded }, right, numbers) {
  if (notice) return notice;
  if (right < graded.wrong.length) return right ? `Not yet: ${graded.wrong.length - right} of them go wrong.` : "Not yet: all of them go wrong somewhere.";
  const golf = H === 2 || solved ? "" : numbers < goal.par ? ` With ${numbers} numbers you are below par!` : numbers === goal.par ? " And at par." : ` Par is ${goal.par} numbers: which can you spare?`;
  return `${solved ? "A solution." : "Reached!"} ${(H === 2 && goal.why_2) || goal.why}${golf}`;
}

// Up to three sequences that go wrong, from a few signs before the place on.
function drawFailing(store, node) {
  const { graded, goal } = store;
  const failed = graded.wrong.flatMap((t, k) => (t === null ? [] : [{ t, sequence: graded.sequences[k] }])).slice(0, EXAMPLES);
  node.hidden = !failed.length;
  node.replaceChildren(
    element("p", {}, "It goes wrong here, for example (click to see it):"),
    ...failed.map(({ t, sequence }) => {
      const from = Math.max(0, t - BEFORE);
      const want = wanted(goal.id, sequence)[t];
      const button = element("button", { type: "button", className: "example", ariaLabel: `A sequence that goes wrong at step ${t + 1}: show it` },
        from ? "… " : "", `${sequence.signs.slice(from, t).join(" ")} `, element("b", {}, sequence.signs[t]), element("small", {}, `step ${t + 1}, wanted ${want === null ? "" : kindOf(goal.id) === "value" ? signed(want) : want}`));
      button.onclick = () => showSequence(store, sequence, false, t);
      return button;
    }),
  );
}

function drawTwins(store, node) {
  if (node.hidden || !node.open) return;
  const { goal, net, H } = store;
  const found = nearestTwins(goal.id, net, H, goal.signs);
  const place = node.lastElementChild;
  if (!found) return place.replaceChildren();
  const state = (k) => Array.from({ length: H }, (_, u) => {
    const index = H === 2 ? "₁₂"[u] : "";
    return `C${index} = ${signed(found.states[k][2 * u], 3)}, h${index} = ${signed(found.states[k][2 * u + 1], 3)}`;
  }).join("; ");
  const row = (signs, k) => element("li", {}, element("b", { className: "signs" }, signs.join(" ")), ` → ${state(k)}`);
  const after = found.then.length ? `after ${found.then.join(" ")} ` : "";
  place.replaceChildren(
    element("p", {}, "Of all histories of six signs, these two end in the states nearest to each other:"),
    element("ul", {}, row(found.one, 0), row(found.other, 1)),
    element("p", {}, `Yet ${after}the first must say ${found.wanted[0]} and the other ${found.wanted[1]}. ` +
      (found.apart < 0.0005 ? "The states are the same to three decimals: whatever comes, the unit cannot tell these pasts apart."
        : `The states are ${signed(found.apart, 3)} apart: that difference is all the unit has left of the two pasts.`)),
  );
}
