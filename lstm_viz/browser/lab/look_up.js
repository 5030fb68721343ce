// One-hot × matrix as a motion: each row of the matrix stands beside its 0 or 1, and the row with the 1 slides
// out to be the embedding.

import { decode, row } from "../shared/arrays.js";
import { calm } from "../shared/clock.js";
import { element, shade, signed } from "../shared/dom.js";

const SLIDE_MS = 900;

/** `data`: words (V), matrix (V, k) and product (1, k) as arrays, chosen 0 … V − 1, largest, colours, E. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".look_up");
  const [matrix, product] = [decode(data.matrix), decode(data.product)];
  const shown = [data.chosen, ...data.words].join("\0");
  if (root.shown === shown) return;
  root.shown = shown;
  const role = { colour: data.colours.positive, signed: true };
  const numbers = (values) => Array.from(values, (value) => {
    const cell = element("td", { className: "number" }, signed(value));
    const [colour, strength] = shade(role, value, data.largest, data.colours.negative);
    cell.style.background = `color-mix(in srgb, ${colour} ${(100 * strength * 0.6).toFixed(0)}%, transparent)`;
    return cell;
  });
  const rows = data.words.map((word, k) => {
    const one = Number(k === data.chosen);
    return element("tr", { className: one ? "taken" : "left" },
      element("th", { scope: "row" }, word), element("td", { className: "one-hot" }, one), element("td", { className: "sign" }, "×"), ...numbers(row(matrix, k)));
  });
  const result = element("tr", { className: "result" },
    element("th", { scope: "row" }, data.words[data.chosen]), element("td", {}), element("td", { className: "sign" }, "="), ...numbers(row(product, 0)));
  const more = data.E > product.shape[1] ? `, of ${data.E}` : "";
  const says = `The row with the 1 is the embedding of “${data.words[data.chosen]}”; all other rows are multiplied by 0.`;
  root.replaceChildren(element("p", { className: "told" }, says), element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Look-up" }, element("table", {},
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, "word"), element("th", { scope: "col" }, "one-hot"), element("td", { className: "sign" }),
      element("th", { scope: "colgroup", colSpan: product.shape[1] }, `embedding matrix: its first ${product.shape[1]} columns${more}`))),
    element("tbody", {}, ...rows, result))));
  if (!calm()) slide(rows[data.chosen], result);
}

// The result starts where its row stands and moves down from there.
function slide(from, result) {
  const far = from.getBoundingClientRect().top - result.getBoundingClientRect().top;
  for (const cell of result.querySelectorAll(".number"))
    cell.animate([{ transform: `translateY(${far}px)` }, { transform: "none" }], { duration: SLIDE_MS, easing: "ease-in-out" });
}
