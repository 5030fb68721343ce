// What the reader made, in the address: goal, units, the numbers, and signs of their own.

import { CODE } from "./goals.js";
import { queryOf } from "../shared/address.js";
import { typedNumber } from "../shared/typed.js";
import { countOf, LIMIT } from "./cell.js";

const OURS = ["goal", "units", "net", "signs"]; // of the address
export const LONGEST = 60; // signs of a sequence

/** A number as the reader types it; null where it is none from −LIMIT to LIMIT. @param {string} text */
export function numberIn(text) {
  const value = typedNumber(text);
  return Math.abs(value) <= LIMIT ? value : null;
}

/**
 * The signs in what the reader typed, and what had to be left out.
 * @param {string} text
 * @returns {{ signs: string[], problem: string }}
 */
export function signsIn(text) {
  const all = [...text.toLowerCase().replace(/[\s,;]/g, "")];
  const known = all.filter((sign) => sign in CODE);
  const strange = [...new Set(all.filter((sign) => !(sign in CODE)))];
  const signs = known.slice(0, LONGEST);
  const problems = [
    ...(strange.length ? [`The cell here knows the signs 0, 1 and r only; ${strange.slice(0, 3).map((s) => `“${s}”`).join(", ")} ${strange.length > 1 ? "were" : "was"} left out.`] : []),
    ...(known.length > LONGEST ? [`Only the first ${LONGEST} of ${known.length} signs are read.`] : []),
    ...(signs.length ? [] : ["Type at least one sign: 0, 1 or r."]),
  ];
  return { signs, problem: problems.join(" ") };
}

/** A wiring as the link holds it; the numbers have at most three decimals. @param {number[]} net */
export const textOf = (net) => net.map((v) => String(Math.round(v * 1000) / 1000)).join("_");

/**
 * What a link holds.
 * @param {string} search of the address @param {string[]} goals
 * @returns {{ goal: string | null, H: number, net: number[] | null, signs: string[] | null, problems: string[] }}
 */
export function readLink(search, goals) {
  const query = new URLSearchParams(search);
  const [asked, text, own] = ["goal", "net", "signs"].map((name) => query.get(name));
  const problems = [];
  const goal = asked !== null && goals.includes(asked) ? asked : null;
  if (asked && !goal) problems.push("The link names a goal that is not here; choose one of these.");
  const H = query.get("units") === "2" ? 2 : 1;
  /** @type {number[] | null} */
  let net = null;
  if (text) {
    const numbers = text.split("_").slice(0, 100).map(numberIn);
    if (numbers.length === countOf(H) && numbers.every((v) => v !== null)) net = /** @type {number[]} */ (numbers);
    else problems.push(`The link holds no wiring that can be read: ${H === 1 ? "one unit has" : "two units have"} ${countOf(H)} numbers, each from −${LIMIT} to ${LIMIT}. You start from the goal's own wiring.`);
  }
  const given = own ? signsIn(own.slice(0, 1000)) : { signs: [], problem: "" };
  if (given.problem) problems.push(given.problem);
  return { goal, H, net, signs: given.signs.length ? given.signs : null, problems };
}

/**
 * The address of what is on screen.
 * @param {string} search the address as it is
 * @param {{ goal: string, H: number, net: number[], signs: string[] | null }} made
 */
export function writeLink(search, { goal, H, net, signs }) {
  const values = { part: "wire", goal, ...(H === 2 ? { units: "2" } : {}), net: textOf(net), ...(signs ? { signs: signs.join("") } : {}) };
  return queryOf(search, Object.entries(values));
}

/** Whether an address asks for something of this part. @param {string} search */
export const asksForUs = (search) => OURS.some((name) => new URLSearchParams(search).has(name));
