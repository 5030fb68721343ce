// What survives of a word: point at one (or move to it by keyboard) and see what is left of it later.

import { decode, row } from "../shared/arrays.js";
import { element } from "../shared/dom.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".strip");
  const left = decode(data.left);
  const T = data.tokens.length;
  const words = element("div", { className: "words", role: "group", ariaLabel: "Words: choose one to see what survives of it" });
  const says = element("p", { className: "says", "aria-live": "polite" });
  const fixed = Math.min(root.chosen ?? data.start ?? 0, T - 1);
  words.append(...data.tokens.map((token, k) => chip(token, k)));
  root.replaceChildren(words, says);
  root.style.setProperty("--colour", data.colour);
  draw(fixed, true);

  function chip(token, k) {
    const button = element(
      "button",
      { type: "button" },
      element("span", {}, token),
      element("small", {}, ""),
      element("span", { className: "left", "aria-hidden": "true" }, element("i", {})),
    );
    button.onclick = () => draw((root.chosen = k), true);
    button.onfocus = () => draw((root.chosen = k), true);
    button.onpointerenter = () => draw(k, false);
    button.onpointerleave = () => draw(root.chosen ?? fixed, false);
    return button;
  }

  function draw(source, say) {
    const shares = row(left, source);
    [...words.children].forEach((button, t) => {
      button.classList.toggle("source", t === source);
      button.classList.toggle("earlier", t < source);
      button.setAttribute("aria-pressed", String(t === source));
      const [, share, bar] = button.children;
      share.textContent = t < source ? "" : t === source ? "wrote" : `${(100 * shares[t]).toFixed(0)} %`;
      bar.firstChild.style.width = t < source ? "0" : `${100 * shares[t]}%`;
    });
    says.setAttribute("aria-live", say ? "polite" : "off");
    says.textContent = data.says[source];
  }
}
