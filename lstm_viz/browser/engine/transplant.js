// Memory transplant: the state of one reading is put into another after a word, and the second text goes on
// with it; as lstm_viz/studies/transplant.py does it. Which of the two endings then comes says where a fact
// was kept: in C, in h, in one unit.

import { rereadWith } from "./cells.js";
import { rowAt } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @typedef {object} Transplant
 * @property {number} from the giver's step 0…T − 1 after which the state is taken
 * @property {number} to the taker's step after which it is put in
 * @property {string[]} states "cell", "hidden" or both
 * @property {number[] | null} units their numbers; null for all
 */

const STATE_ARRAYS = { cell: "cell_state", hidden: "hidden_state" };

/** A transplant that has no place in the texts or the network; says why. */
export class ImpossibleTransplant extends Error {}

/**
 * A transplant as a change of a reading, for `rereadWith`; after holds, so that what is put in stays.
 * @param {Trace} giver
 * @param {Trace} taker
 * @param {Transplant} transplant
 * @returns {import("./cells.js").Change}
 * @throws {ImpossibleTransplant} a step, a state or a unit that is not there
 */
export function transplantChange(giver, taker, { from, to, states, units }) {
  if (!(from >= 0 && from < giver.T))
    throw new ImpossibleTransplant(`The first text ends at word ${giver.T}: there is no word ${from + 1}.`);
  if (!(to >= 0 && to < taker.T))
    throw new ImpossibleTransplant(`The second text ends at word ${taker.T}: there is no word ${to + 1}.`);
  if (!states.length || states.some((state) => !(state in STATE_ARRAYS)))
    throw new ImpossibleTransplant("Choose what is put in: the cell state, the hidden state or both.");
  const chosen = units ?? [...Array(taker.H).keys()];
  if (!chosen.length) throw new ImpossibleTransplant("Choose at least one unit, or all of them.");
  for (const unit of chosen) {
    if (!(unit >= 0 && unit < taker.H))
      throw new ImpossibleTransplant(`There is no unit ${unit}; the units are numbered 0 to ${taker.H - 1}.`);
  }
  const apply = (/** @type {Trace} */ trace, /** @type {number} */ t) => {
    if (t !== to) return;
    for (const state of states) {
      const name = STATE_ARRAYS[state];
      const [taken, place] = [rowAt(giver, name, from), rowAt(trace, name, to)]; // each (H)
      for (const unit of chosen) place[unit] = taken[unit];
    }
  };
  return { first: to, apply };
}

/**
 * The taker's text read again, with the giver's C or h after step `to`. Up to that step all is as it was; h_to
 * is not computed anew from a C that was put in.
 * @param {{ parameters: any }} model an LSTM
 * @param {Trace} giver
 * @param {Trace} taker a reading without changes; with holds, use `rereadWith` and both changes
 * @param {Transplant} transplant
 * @returns {Trace}
 * @throws {ImpossibleTransplant} a step, a state or a unit that is not there
 */
export function transplantState(model, giver, taker, transplant) {
  return rereadWith(model, taker, [transplantChange(giver, taker, transplant)]);
}
