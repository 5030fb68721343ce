// Copies the page's address, which holds all that is on screen.

import { copyOrShow } from "../shared/address.js";
import { element } from "../shared/dom.js";

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".link");
  if (root.firstElementChild) return;
  const label = "Copy link";
  const button = element("button", { type: "button", title: "Copies the address of exactly this view" }, label);
  const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to this view" });
  button.onclick = () => copyOrShow(button, label, field, location.href);
  root.append(element("div", { className: "row" }, button, field));
}
