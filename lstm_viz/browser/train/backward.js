// One update looked into: forward step by step, the loss, the gradient back step by step, and the weights move.

import { element, formula, help, svg, symbol } from "../shared/dom.js";
import { DRAWN } from "./drawn.js";
import { arriving, busiest, numbersAt, workedOut } from "./flow.js";
import { moving, outputSays } from "./moved.js";
import { runsOf } from "./options.js";
import { about } from "./run.js";

const PHASES = ["Forward", "Loss", "Backward", "Weights move"];
const SMALL = 560; // px
const WHOLE = 6000; // ms for an update that plays by itself
const SLOWEST = 400; // ms a step

/** @param {any} store */
export function buildBackward(store) {
  const view = { store, place: 0, run: 0, unit: null, of: null, timer: 0 };
  const hint = element("p", { className: "small" }, "Press One update: one batch is read, the loss is worked out, the gradient goes back through the cell, and the weights move once.");
  const phases = element("div", { className: "choice", role: "group", ariaLabel: "Parts of the update" }, ...PHASES.map((name, k) => element("button", { type: "button", onclick: () => go(view, startOf(view, k)) }, `${k + 1} ${name}`)));
  const step = (by) => () => go(view, view.place + by);
  const controls = element("div", { className: "controls" },
    element("button", { type: "button", ariaLabel: "Step before", onclick: step(-1) }, "◀"),
    element("button", { type: "button", ariaLabel: "Next step of the update", onclick: step(1) }, "Next ▶"),
    phases,
    element("label", { className: "unit-choice" }, "unit ", element("select", { ariaLabel: "Unit whose numbers are shown", onchange: (event) => { view.unit = Number(event.target.value); go(view, view.place); } })),
    element("span", { className: "run-choice choice", role: "group", ariaLabel: "Run whose update is shown" }));
  const slider = element("input", { type: "range", className: "bar", min: 0, ariaLabel: "Step of the update" });
  slider.oninput = () => go(view, Number(slider.value));
  const picture = element("div", { className: "picture" });
  new ResizeObserver(() => view.of && drawUpdate(view)).observe(picture);
  const body = element("div", { className: "looked-into" },
    controls, slider,
    element("p", { className: "says", role: "status", ariaLive: "polite" }),
    element("div", { className: "flow" }, picture, element("div", { className: "worked" })),
    element("figure", { className: "arrives" }, element("figcaption", {}), svg("svg", { role: "img", height: 92 })));
  view.root = element("section", { className: "panel update", ariaLabel: "One update", tabIndex: -1 },
    element("h2", {}, "One update ", help(
      "δ is how fast the loss grows when a number grows: a positive δ says it should have been smaller. It is worked out from the last step to the first; " +
        "all numbers are rounded to three digits, of the first sequence of the batch and of one unit.")),
    hint, body);
  view.root.onkeydown = (event) => {
    const moves = { ArrowRight: view.place + 1, ArrowLeft: view.place - 1, Home: 0, End: Infinity };
    const typing = event.target.matches("select, input");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in moves)) return;
    event.preventDefault();
    go(view, moves[event.key]);
  };
  store.parts.push(() => {
    hint.hidden = Boolean(store.seen);
    body.hidden = !store.seen;
    if (view.of === store.seen) return;
    clearTimeout(view.timer);
    view.of = store.seen;
    if (store.seen) begin_to_look(view);
  });
  return view.root;
}

/** A new update is there: it plays by itself once, or stands where the gradient starts. */
function begin_to_look(view) {
  const { store } = view;
  if (!store.seen[view.run]) view.run = store.seen.findIndex(Boolean);
  const choice = view.root.querySelector(".run-choice");
  choice.hidden = store.names.length < 2;
  choice.replaceChildren(...store.names.map((name, k) => element("button", { type: "button", disabled: !store.seen[k], onclick: () => { view.run = k; pickUnit(view); go(view, view.place); } }, name)));
  pickUnit(view);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm) return go(view, startOf(view, 2));
  const { T } = seenOf(view);
  const next = () => {
    drawUpdate(view);
    if (view.place >= 2 * T + 1) return;
    view.place++;
    view.timer = setTimeout(next, Math.min(SLOWEST, WHOLE / (2 * T + 2)));
  };
  view.place = 0;
  next();
}

function pickUnit(view) {
  const seen = seenOf(view);
  if (view.unit === null || view.unit >= seen.H || view.picked_for !== view.run) view.unit = busiest(seen);
  view.picked_for = view.run;
  const select = view.root.querySelector(".unit-choice select");
  select.replaceChildren(...Array.from({ length: seen.H }, (_, u) => element("option", { value: u }, String(u))));
}

/** What was seen of the run that is shown. */
function seenOf({ store, run }) {
  const { cell, units } = runsOf(store.running)[run];
  return { ...store.seen[run], cell, H: units };
}

// Places of an update: T steps forward, the loss, T steps back, the weights.
const startOf = (view, phase) => [0, seenOf(view).T, seenOf(view).T + 1, 2 * seenOf(view).T + 1][phase];

function whereIs(view) {
  const { T } = seenOf(view);
  const { place } = view;
  if (place < T) return { phase: 0, t: place };
  if (place === T) return { phase: 1, t: T - 1 };
  if (place <= 2 * T) return { phase: 2, t: 2 * T - place };
  return { phase: 3, t: 0 };
}

function go(view, wanted) {
  clearTimeout(view.timer);
  view.place = Math.max(0, Math.min(2 * seenOf(view).T + 1, wanted));
  drawUpdate(view);
}

function drawUpdate(view) {
  const { store, root } = view;
  const seen = seenOf(view);
  const { phase, t } = whereIs(view);
  const at = (selector) => root.querySelector(selector);
  at(".bar").max = String(2 * seen.T + 1);
  at(".bar").value = String(view.place);
  at(".unit-choice select").value = String(view.unit);
  [...at(".choice").children].forEach((b, k) => (b.ariaPressed = String(k === phase)));
  [...at(".run-choice").children].forEach((b, k) => (b.ariaPressed = String(k === view.run)));
  const sign = store.task.label(seen.inputs.subarray(t * store.task.E, (t + 1) * store.task.E));
  const step = `step ${t + 1} of ${seen.T}, “${sign}”`;
  const says = [
    `Forward, ${step}: the cell reads, and its memory moves on.`,
    outputSays(store.task, seen),
    `Backward, ${step}: δ comes from the step after it, goes through the same cell the other way, and on to the step before.`,
    `The weights move, against their gradients. ‖g‖ was ${about(seen.length)}${seen.factor < 1 ? `, clipped to ${about(seen.length * seen.factor)}` : ""}.`,
  ][phase];
  at(".says").textContent = says;
  at(".bar").setAttribute("aria-valuetext", `${PHASES[phase]}, step ${t + 1}`);
  drawCell(view, seen, phase, t, sign);
  const worked = at(".worked");
  if (phase === 3) worked.replaceChildren(moving(seen, runsOf(store.running)[view.run]));
  else if (phase === 2) {
    worked.replaceChildren(
      element("b", {}, `δ at step ${t + 1}, unit ${view.unit}`),
      element("ul", {}, ...workedOut(seen, t, view.unit).map(([text, numbers]) => element("li", {}, formula(text), element("span", { className: "values" }, numbers)))));
  } else worked.replaceChildren(element("p", { className: "small" }, phase ? "From here the gradient goes back: Next." : "The numbers in the picture are what the cell computes at this step. Go on with Next, or with the arrow keys."));
  drawArriving(view, phase, t);
}

function drawCell({ store, root, unit }, seen, phase, t, sign) {
  const drawn = DRAWN[seen.cell] ?? DRAWN.rnn;
  const picture = root.querySelector(".picture");
  const width = picture.clientWidth;
  if (!width) return;
  const narrow = width < SMALL;
  const { places, wires } = drawn.layout(narrow);
  const shape = `${seen.cell} ${width}`;
  const put = (node, place) => {
    node.style.left = `${places[place][0] / 10}%`;
    node.style.top = `${places[place][1] / 10}%`;
    return node;
  };
  if (picture.dataset.shape !== shape) {
    picture.dataset.shape = shape;
    const height = drawn.height;
    picture.style.height = `${height}px`;
    const points = (list) => list.map(([x, y]) => `${((x * width) / 1000).toFixed(1)},${((y * height) / 1000).toFixed(1)}`).join(" ");
    const looks = (field) => store.data.roles[seen.cell].find((role) => role.field === field)?.colour ?? "var(--soft)";
    picture.replaceChildren(
      svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...wires.map(({ kind, points: p }) => svg("polyline", { class: `wire ${kind.includes("belt") ? "belt" : ""}`, points: points(p) }))),
      ...drawn.signs.map(([place, kind, text]) => put(element("span", { className: `box ${kind}`, ariaHidden: "true" }, text), place)),
      ...drawn.cards.map(([place, name, field]) => {
        const card = put(element("div", { className: `card ${field}`, style: `--role:${looks(field)}` }, element("span", { className: "label" }, symbol(name)), element("span", { className: "number" }), element("span", { className: "delta" })), place);
        card.dataset.place = place;
        return card;
      }),
    );
  }
  picture.classList.toggle("forward", phase === 0);
  picture.classList.toggle("back", phase === 2);
  const numbers = numbersAt(seen, t, unit);
  const largest = Math.max(...Object.values(numbers).map(({ delta }) => Math.abs(delta ?? 0)), 1e-300);
  for (const card of picture.querySelectorAll(".card")) {
    const { place } = card.dataset;
    if (place === "x") {
      card.querySelector(".number").textContent = sign;
      continue;
    }
    const { value, delta } = numbers[place];
    card.querySelector(".number").textContent = about(value);
    const shown = card.querySelector(".delta");
    shown.hidden = phase < 2;
    shown.textContent = `δ ${about(delta)}`;
    shown.style.setProperty("--share", `${Math.round((60 * Math.abs(delta)) / largest)}%`);
  }
}

const DECADES = 6; // below the largest, what is still drawn

/** How much gradient arrives at each step, a bar a step, of every run that was looked into. */
function drawArriving(view, phase, t) {
  const { store, root } = view;
  const figure = root.querySelector(".arrives");
  const drawing = figure.querySelector("svg");
  const width = drawing.clientWidth || 400;
  const runs = runsOf(store.running);
  const each = store.seen.map((one, k) => one && arriving({ ...one, cell: runs[k].cell, H: runs[k].units }));
  const top = Math.max(...each.flatMap((values) => values ?? []), 1e-300);
  const { T } = seenOf(view);
  const column = width / T;
  const shown = each.filter(Boolean).length;
  drawing.setAttribute("viewBox", `0 0 ${width} 92`);
  const bars = each.flatMap((values, k) => (values ?? []).map((v, s) => {
    const high = v > 0 ? Math.max(1, 72 * (1 + Math.log10(v / top) / DECADES)) : 0;
    const wide = (0.8 * column) / shown;
    const reached = phase === 3 || (phase === 2 && s >= t);
    return svg("rect", { x: s * column + 0.1 * column + (shown > 1 ? k : 0) * wide, y: 74 - Math.max(0, high), width: wide, height: Math.max(0, high), class: `bar-of run-${k}${reached ? "" : " waiting"}` });
  }));
  drawing.replaceChildren(
    ...(phase === 2 || phase === 0 ? [svg("rect", { x: t * column, y: 0, width: column, height: 74, class: "here" })] : []),
    ...bars,
    svg("text", { x: 0, y: 88, class: "tick" }, "step 1"), svg("text", { x: width, y: 88, "text-anchor": "end", class: "tick" }, `step ${T}`));
  drawing.onclick = (event) => go(view, 2 * T - Math.max(0, Math.min(T - 1, Math.floor(event.offsetX / column))));
  const own = each[view.run];
  const what = seenOf(view).cell === "lstm" ? "δC" : "δh";
  const left = own && own.at(-1) ? ` The mean size of ${what} is ${about(own.at(-1))} at step ${T} and ${about(own[0])} at step 1.` : "";
  const text = `How much gradient arrives at each step (a bar ten times as large stands a sixth of the height higher).${left}`;
  figure.firstChild.textContent = text;
  drawing.setAttribute("aria-label", text);
}
