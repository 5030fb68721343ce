// What the network expects next: bars that follow the step and the temperature, in the browser.

import { row } from "../shared/arrays.js";
import { element, help, panel } from "../shared/dom.js";
import { update } from "./store.js";

export function buildNext(store) {
  const list = element("ol", { className: "bars" });
  const slider = element("input", { type: "range", ariaLabel: "Temperature", step: 1, min: 0 });
  const value = element("output", {});
  slider.oninput = () => update(store, { temperature: store.data.next.temperatures[slider.value] });
  const title = element("span", { className: "after" });
  store.parts.push(() => drawNext(store, list, slider, value, title));
  return panel(
    "next",
    "",
    "",
    title,
    list,
    element("label", { className: "temperature" }, "temperature ", slider, value, help(
      "1 shows the network as it is. Lower makes it surer of its favourite, higher makes it bolder. Scores are divided " +
      "by the temperature before the softmax.",
    )),
  );
}

function drawNext(store, list, slider, value, title) {
  const { data, t, temperature } = store;
  const panel = list.parentElement;
  panel.hidden = !data.next;
  if (!data.next) return;
  const { words, labels, temperatures, special, never, takes } = data.next;
  panel.ariaLabel = panel.querySelector("h2").firstChild.data = data.next.title;
  panel.querySelector("h2 .tip").textContent = data.next.explanation;
  const at = temperatures.indexOf(temperature);
  slider.max = temperatures.length - 1;
  slider.value = at;
  value.textContent = temperature.toFixed(1);
  title.replaceChildren("after ", element("q", {}, data.tokens[t]));
  const scores = row(data.next.scores, t);
  const logSum = row(data.next.log_sums, t)[at];
  while (list.children.length < words[t].length) list.append(nextBar(store));
  [...list.children].forEach((item, k) => {
    // p = e^{score/τ} / Σ e^{score/τ}
    const p = Math.exp(scores[k] / temperature - logSum);
    const word = words[t][k];
    const button = item.firstChild;
    button.disabled = !takes || special.includes(word);
    const rest = t < data.tokens.length - 1 ? `, in place of what follows “${data.tokens[t]}”` : "";
    button.title = button.disabled ? "" : `Go on with “${labels[t][k]}”${rest}`;
    button.dataset.word = word;
    button.querySelector(".word").textContent = labels[t][k];
    button.classList.toggle("never", never.includes(word));
    button.querySelector(".verdict").textContent = never.includes(word) ? "never chosen" : "";
    button.querySelector(".fill").style.width = `${100 * p}%`;
    button.querySelector(".p").textContent = `${(100 * p).toFixed(p < 0.1 ? 2 : 1)} %`;
  });
}

function nextBar(store) {
  const button = element(
    "button",
    { type: "button" },
    element("span", { className: "word" }),
    element("span", { className: "track" }, element("span", { className: "fill" }), element("span", { className: "verdict" })),
    element("span", { className: "p" }),
  );
  button.onclick = () => store.send("take", { word: button.dataset.word, t: store.t });
  return element("li", {}, button);
}
