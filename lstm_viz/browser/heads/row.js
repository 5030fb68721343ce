// The current row in numbers: what the asking word gets from every word, stage by stage.

import { element, panel, signed } from "../shared/dom.js";
import { inPercent } from "../shared/rounding.js";
import { update } from "../shared/store.js";
import { line } from "./store.js";

const COLUMNS = [
  ["Compare", "q·k"],
  ["Scale", "÷ √d"],
  ["Mask", "mask"],
  ["Softmax", "share"],
];

export function buildRow(store) {
  const title = element("span", { className: "after" });
  const body = element("tbody", {});
  const heads = COLUMNS.map(([stage, label]) => {
    const cell = element("th", { scope: "col" }, label);
    cell.dataset.stage = stage;
    return cell;
  });
  const table = element("table", { className: "asked" }, element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "word"), ...heads)), body);
  body.onclick = (event) => {
    const chosen = event.target.closest("tr");
    if (chosen) update(store, { k: Number(chosen.dataset.k) });
  };
  store.parts.push(() => drawRow(store, title, heads, body));
  return panel(
    "row",
    "Row by row",
    "All numbers of the current row. Choose a word to see how its number comes about below.",
    title,
    element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Numbers of the current row" }, table),
  );
}

function drawRow(store, title, heads, body) {
  const { data, t, k, stage } = store;
  title.replaceChildren(element("q", {}, data.tokens[t]), " asks");
  const products = line(store, "products", t);
  const shares = line(store, "weights", t);
  while (body.children.length > data.tokens.length) body.lastChild.remove();
  while (body.children.length < data.tokens.length) body.append(emptyRow(body.children.length));
  for (const cell of heads) cell.classList.toggle("lit", cell.dataset.stage === stage);
  [...body.children].forEach((line, n) => {
    const later = n > t;
    const scaled = products[n] / Math.sqrt(data.d);
    const [word, ...numbers] = line.children;
    word.firstChild.textContent = data.tokens[n];
    word.firstChild.ariaPressed = String(n === k);
    line.classList.toggle("chosen", n === k);
    line.classList.toggle("later", later);
    const texts = [signed(products[n]), signed(scaled), later ? "−∞" : signed(scaled), inPercent(shares[n])];
    numbers.forEach((cell, c) => {
      cell.lastChild.textContent = texts[c];
      cell.classList.toggle("lit", COLUMNS[c][0] === stage);
    });
    line.style.setProperty("--share", shares[n]);
  });
}

function emptyRow(n) {
  const button = element("button", { type: "button" });
  const cells = COLUMNS.map(([stage]) => element("td", { className: stage === "Softmax" ? "has-bar" : "" }, element("span", {})));
  const line = element("tr", {}, element("th", { scope: "row" }, button), ...cells);
  line.dataset.k = n;
  return line;
}
