// What each network expects next after the current word, side by side.

import { element, panel } from "../shared/dom.js";

export function buildExpect(store) {
  const lists = element("div", { className: "both" });
  const title = element("span", { className: "after" });
  store.parts.push(() => drawExpect(store, lists, title));
  return panel(
    "expect",
    "What comes next?",
    "Both networks learned from the same sentences and have about as many numbers. After each word, each gives every " +
      "word it knows a probability; these are the likeliest.",
    title, lists,
  );
}

function drawExpect(store, lists, title) {
  const { data, t } = store;
  title.replaceChildren("after ", element("q", {}, data.tokens[t]));
  lists.replaceChildren(...data.expectations.map(({ name, colour, words }) => {
    const bars = words[t].map(([word, p]) => element("li", {}, element("span", { className: "word" }, word),
      element("span", { className: "track" }, element("span", { className: "fill", style: `width:${100 * p}%; background:${colour}` })),
      element("span", { className: "p" }, `${(100 * p).toFixed(1)} %`)));
    return element("div", {}, element("h3", {}, name), element("ol", { className: "bars plain" }, ...bars));
  }));
}
