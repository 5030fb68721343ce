// The five steps with the numbers of one pair of words: who asks, t, and who is asked, k. Each line,
// evaluated on the numbers that it shows, gives the result that it shows.

import { element, formula, panel, signed } from "../shared/dom.js";
import { bracket, decimalsFor, digitsFor } from "../shared/rounding.js";
import { STAGES, line } from "./store.js";

const STEPS = [
  ["Compare", "q_t·k_k"],
  ["Scale", "S = q_t·k_k / √d"],
  ["Mask", "S = −∞ for later words"],
  ["Softmax", "a_k = e^S / Σ e^S"],
  ["Mix", "z = Σ a_k·v_k"],
];

export function buildPair(store) {
  const pair = element("span", { className: "after" });
  const lines = element("div", { className: "lines" });
  for (const [stage, text] of STEPS) {
    const values = element("div", { className: "values" });
    const line = element("div", { className: "line" }, element("span", { className: "tag" }, stage), formula(text), values);
    line.dataset.stage = stage;
    lines.append(line);
  }
  const code = element("pre", { tabIndex: 0, ariaLabel: "The lines of transformer.py that compute this" });
  store.parts.push(() => drawPair(store, pair, lines, code));
  return panel(
    "formulas pair",
    "The formula, with this pair's numbers",
    "q is the question of the asking word, k the offer and v the word's message: three lists of d numbers, made " +
      "from the word's vector by three trained matrices. Strong colour is a large number, grey is negative.",
    pair, lines,
    element("details", {}, element("summary", {}, "The lines of transformer.py that compute this"), code),
  );
}

function drawPair(store, pair, lines, code) {
  const { data, t, k, stage } = store;
  pair.replaceChildren(element("q", {}, data.tokens[t]), " asks ", element("q", {}, data.tokens[k]));
  const later = k > t;
  const q = line(store, "query", t), offer = line(store, "key", k), v = line(store, "value", k), z = line(store, "mixed", t);
  const product = line(store, "products", t)[k];
  const scaled = product / Math.sqrt(data.d);
  const open = [...line(store, "products", t)].slice(0, t + 1).map((p) => p / Math.sqrt(data.d));
  const shares = line(store, "weights", t);
  const sum = open.reduce((total, s) => total + Math.exp(s), 0);
  const root = Math.sqrt(data.d);
  const dScale = digitsFor([product, root], (a, b) => a / b, scaled, 2, 2);
  const dSoft = digitsFor([Math.exp(scaled), sum], (a, b) => a / b, shares[k], 3, 2);
  // in the mix, follow the number of z that is largest
  let j = 0;
  for (let n = 1; n < z.length; n++) if (Math.abs(z[n]) > Math.abs(z[j])) j = n;
  const said = (n) => line(store, "value", n)[j];
  const mine = later ? 0 : shares[k] * said(k);
  const rest = z[j] - mine;
  const dMix = digitsFor([shares[k], said(k), rest], (a, b, c) => a * b + c, z[j], 2, 2);
  const n = (value, digits) => bracket(signed(value, digits));
  const content = {
    Compare: [strip(data, q, "q"), " · ", strip(data, offer, "k"), ` = sum of ${data.d} products = ${signed(product)}`],
    Scale: [`${signed(product, dScale)} / √${data.d} = ${signed(product, dScale)} / ${root.toFixed(dScale)} = ${signed(scaled)}`],
    Mask: [later ? "a later word: −∞" : t === k ? `the word itself: open, stays ${signed(scaled)}` : `an earlier word: open, stays ${signed(scaled)}`],
    Softmax: [later ? "e^−∞ = 0: share 0.000" : `${Math.exp(scaled).toFixed(dSoft)} / ${sum.toFixed(dSoft)} = ${shares[k].toFixed(decimalsFor(shares[k], 3))}`],
    Mix: [strip(data, v, "v"), " → ", strip(data, z, "z"),
      later ? " adds nothing" : ` z[${j}] = ${n(shares[k], dMix)} × ${n(said(k), dMix)} + ${n(rest, dMix)} from the other words = ${signed(z[j])}`],
  };
  for (const line of lines.children) {
    line.lastChild.replaceChildren(...content[line.dataset.stage]);
    line.classList.toggle("dim", stage !== null && stage !== line.dataset.stage);
  }
  const text = (stage ? [stage] : STAGES).flatMap((name) => data.code[name]).join("\n");
  if (code.textContent !== text) code.textContent = text;
}

// A vector as a strip of cells; colour against the vector's own largest number.
function strip(data, vector, name) {
  const largest = Math.max(1e-6, ...vector.map(Math.abs));
  const canvas = element("canvas", { className: "vector", width: vector.length, height: 1, role: "img", ariaLabel: `${name}, ${vector.length} numbers` });
  const context = canvas.getContext("2d");
  vector.forEach((value, n) => {
    context.globalAlpha = Math.abs(value) / largest;
    context.fillStyle = value < 0 ? data.colours.negative : data.colours.attention;
    context.fillRect(n, 0, 1, 1);
  });
  return element("span", { className: "named" }, element("i", {}, name), canvas);
}
