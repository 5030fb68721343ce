// One true sentence for a word and a stage: what the cell did there, in words and numbers.

import { row } from "../shared/arrays.js";
import { signed } from "../shared/dom.js";
import { bracket, digitsFor } from "../shared/rounding.js";
import { happening, largestHappening, byGates } from "./events.js";
import { before } from "./store.js";

/** @param {number} share 0…1 */
const percent = (share) => `${Math.round(100 * share)} %`;
/** @param {ArrayLike<number>} values */
export const mean = (values) => Array.prototype.reduce.call(values, (/** @type {number} */ sum, v) => sum + v, 0) / values.length;

/** Where a size is largest. @param {ArrayLike<number>} values @param {(v: number, k: number) => number} size */
function most(values, size) {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (size(values[k], k) > size(values[best], best)) best = k;
  return best;
}

/**
 * The sentence for a stage at step t; for the whole step, what happened most of all, unit by unit.
 * @param {any} data @param {number} t @param {string | null} stage @returns {string}
 */
export function narrate(data, t, stage) {
  const word = `“${data.tokens[t]}”`;
  const at = (/** @type {string} */ field) => row(data.arrays[field], t);
  const [f, i, g, o, C, h] = ["forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state"].map(at);
  const C0 = before(data, "cell_state", t);
  if (stage === "Forget") {
    if (C0.every((v) => v === 0))
      return `At ${word} there is no memory yet to forget: the cell state starts at zero. Over all units the forget gate would keep ${percent(mean(f))} on average.`;
    const unit = most(f, (v, k) => (1 - v) * Math.abs(C0[k]));
    return `Over all units the forget gate keeps ${percent(mean(f))} of the memory at ${word} on average; unit ${unit} loses most: it keeps ${percent(f[unit])} of ${signed(C0[unit])}.`;
  }
  if (stage === "Store") {
    const unit = most(i, (v, k) => Math.abs(v * g[k]));
    return (
      `Over all units the input gate lets ${percent(mean(i))} of the candidate in on average; unit ${unit} writes most: ` +
      `i × C̃ = ${calculated(i[unit], "×", g[unit])}.`
    );
  }
  if (stage === "Update") {
    const change = Array.from(C, (v, k) => Math.abs(v - C0[k]));
    const unit = most(change, (v) => v);
    return (
      `What was kept plus what is written: over all units the cell state moves by ${mean(change).toFixed(2)} on average; ` +
      `unit ${unit} changes most, from ${signed(C0[unit])} to ${signed(C[unit])}.`
    );
  }
  if (stage === "Output") {
    const unit = most(h, (v) => Math.abs(v));
    return `Over all units the output gate shows ${percent(mean(o))} of the memory on average; unit ${unit} speaks loudest: h = ${signed(h[unit])}.`;
  }
  return `Of all units, at ${word}, ${told(data, t, largestHappening(data, t), "most of all")}.`;
}

/**
 * What happened to a unit, as the end of a sentence: “unit 5 is wiped: …”.
 * @param {any} data @param {number} t @param {import("./events.js").Happening} event @param {string} [how]
 */
export function told(data, t, { unit, kind }, how = "") {
  const at = (/** @type {string} */ field, step = t) => row(data.arrays[field], step)[unit];
  const f = at("forget_gate");
  const old = before(data, "cell_state", t)[unit];
  const [C0, C] = [old, at("cell_state")].map((v) => signed(v));
  const name = `unit ${unit}`;
  const so = how && ` ${how}`;
  if (kind === "kept") return `${name} keeps what it has${so}: its forget gate stands at ${signed(f)}, and its memory goes from ${C0} to ${C}`;
  if (kind === "wiped") return `${name} is wiped${so}: its forget gate closes to ${signed(f)}, which erases ${percent(1 - f)} of its memory ${C0}; with what is written it then holds ${C}`;
  if (kind === "set") return `${name} is set by hand${so}: its memory is put to ${C}; the gates would have made it ${signed(byGates(f, old, at("input_gate"), at("candidate")))}`;
  if (kind === "wrote") return `${name} writes${so}: its input gate stands at ${signed(at("input_gate"))}, and its memory goes from ${C0} to ${C}`;
  if (kind === "flipped") return `${name} flips${so}: its memory goes from ${C0} to ${C}`;
  return (
    `${name} speaks up${so}: its output gate opens from ${signed(at("output_gate", t - 1))} to ${signed(at("output_gate"))}, and of its ` +
    `memory the others now see ${signed(at("hidden_state"))} instead of ${signed(before(data, "hidden_state", t)[unit])}`
  );
}

/** What this step did to one unit. @param {any} data @param {number} t @param {number} unit */
export const toldOfUnit = (data, t, unit) => told(data, t, happening(data, t, unit));

/**
 * What a stage does to one unit, as the end of a sentence that its own numbers bear out: “keeps 7 % of its memory:
 * 0.07 × (−0.25) = −0.02”.
 * @param {any} data @param {number} t @param {number} unit @param {string} stage
 */
export function stageOfUnit(data, t, unit, stage) {
  const at = (/** @type {string} */ field) => row(data.arrays[field], t)[unit];
  const [f, i, g, o, C] = ["forget_gate", "input_gate", "candidate", "output_gate", "cell_state"].map(at);
  const C0 = before(data, "cell_state", t)[unit];
  if (stage === "Forget") return C0 === 0 ? "has no memory yet to forget" : `keeps ${percent(f)} of its memory: ${calculated(f, "×", C0)}`;
  if (stage === "Store") return `lets ${percent(i)} of its candidate in: ${calculated(i, "×", g)}`;
  if (stage === "Output") return `shows ${percent(o)} of what tanh makes of its memory: ${calculated(o, "×", Math.tanh(C))}`;
  if (Math.abs(C - byGates(f, C0, i, g)) > 1e-4) return `has its memory set by hand, to ${signed(C)}`;
  return `adds what is kept and what is written: ${calculated(f * C0, "+", i * g)}`;
}

/** @param {number} a @param {"×" | "+"} sign @param {number} b */
function calculated(a, sign, b) {
  const of = (/** @type {number} */ x, /** @type {number} */ y) => (sign === "×" ? x * y : x + y);
  const d = digitsFor([a, b], of, of(a, b), 2, 2);
  return `${signed(a, d)} ${sign} ${bracket(signed(b, d))} = ${signed(of(a, b))}`;
}
