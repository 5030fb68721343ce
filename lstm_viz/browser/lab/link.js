// Copies the page's address, which holds all that is on screen.

import { copyOrShow } from "../shared/address.js";
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
    button.onclick = () => copyOrShow(button, data.label, field, link());
  };
  root.built(address);
}
