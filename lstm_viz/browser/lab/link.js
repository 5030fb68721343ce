// Copies the page's address, which holds all that is on screen.

import { element } from "../shared/dom.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".link");
  const address = () => `${location.origin}${location.pathname}?${data.query}`;
  if (root.built) {
    root.built(address);
    return;
  }
  const button = element("button", { type: "button" }, data.label);
  const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to this experiment" });
  root.replaceChildren(element("div", { className: "row" }, button, field));
  root.built = (link) => {
    field.hidden = true;
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(link());
        button.textContent = "Copied";
      } catch {
        // no clipboard without https: show the link, chosen, to copy by hand
        field.hidden = false;
        field.value = link();
        field.select();
        button.textContent = "Copy this:";
      }
      setTimeout(() => (button.textContent = data.label), 2000);
    };
  };
  root.built(address);
}
