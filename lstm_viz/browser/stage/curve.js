// A gate worked out for one unit: W·h, W·x and b stack up to z, and a dot at z on the curve of σ or tanh.

import { sigmoid } from "../engine/linear.js";
import { signed, svg } from "../shared/dom.js";
import { part, partsOf } from "./store.js";

const SIZE = { width: 120, height: 74, reach: 6 }; // the curve is drawn for z from −reach to reach
const SQUASH = { candidate: Math.tanh };

export const SIGNS = { hidden_part: "W·h", input_part: "W·x", peephole_part: "p ∗ C", bias: "b" };

/** @param {any} store @param {HTMLElement} host @param {string} field @param {number} unit */
export function drawCurve(store, host, field, unit) {
  const { data, t } = store;
  const squash = SQUASH[field] ?? sigmoid;
  const low = field === "candidate" ? -1 : 0;
  const gate = field.replace("_gate", "");
  const parts = partsOf(data, gate);
  const terms = parts.map((name) => part(data, name, gate, t, unit));
  const z = terms.reduce((sum, v) => sum + v, 0);
  const named = `${field} ${unit} ${terms.join()}`;
  if (host.dataset.named === named) return;
  host.dataset.named = named;
  const { width } = SIZE;
  const height = SIZE.height + 11 * (terms.length - 3); // a row for each term
  const reach = Math.max(SIZE.reach, ...terms.map(Math.abs), Math.abs(z)) * 1.05;
  const x = (/** @type {number} */ v) => ((v + reach) / (2 * reach)) * width;
  const y = (/** @type {number} */ a) => 33 - ((a - low) / (1 - low)) * 29;
  const curve = Array.from({ length: 49 }, (_, k) => {
    const v = reach * (k / 24 - 1);
    return `${x(v).toFixed(1)},${y(squash(v)).toFixed(1)}`;
  });
  let from = 0;
  const bars = terms.map((term, k) => {
    const to = from + term;
    const bar = svg("rect", { class: `term term-${parts[k]}`, x: x(Math.min(from, to)), y: 41 + 11 * k, width: Math.max(0.8, Math.abs(x(to) - x(from))), height: 9 });
    from = to;
    return bar;
  });
  const said = terms.slice(0, -1).map((term, k) => `${SIGNS[parts[k]]} ${signed(term)}`);
  host.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${said.join(", ")} and b ${signed(terms[terms.length - 1])} add up to z = ${signed(z)}; ${field.replace("_", " ")} ${signed(squash(z))}`,
    preserveAspectRatio: "none" },
    svg("line", { class: "axis-line", x1: x(0), x2: x(0), y1: 2, y2: height }),
    svg("polyline", { class: "squash-curve", points: curve.join(" ") }),
    svg("line", { class: "to-curve", x1: x(z), x2: x(z), y1: y(squash(z)), y2: height }),
    svg("circle", { class: "on-curve", cx: x(z), cy: y(squash(z)), r: 3.4 }),
    ...bars));
}
