// Wire one by hand: a cell whose numbers the reader sets, what it reads, and what it is to do.

import { copyOrShow } from "../shared/address.js";
import { element } from "../shared/dom.js";
import { buildMatrix } from "./matrix.js";
import { buildPicture } from "./picture.js";
import { createWiring, keep, openFirst } from "./store.js";
import { buildStrip } from "./strip.js";
import { buildGoals, buildTask } from "./task.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root, data));
  return () => {
    clearTimeout(store.timer);
    clearTimeout(store.keeper);
    store.player.stop();
  };
}

function build(root, data) {
  const store = createWiring(root, data);
  root.classList.add("wire-by-hand");
  root.append(
    element("div", { className: "top" }, buildGoals(store), buildShare(store)),
    element("div", { className: "middle" }, buildPicture(store), buildMatrix(store), buildTask(store)),
    buildStrip(store),
  );
  root.onkeydown = (event) => store.player.key(event);
  openFirst(store);
  return store;
}

function buildShare(store) {
  const label = "Copy link";
  const button = element("button", { type: "button", className: "share", title: "Copies the address of exactly this: the goal and your numbers" }, label);
  const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to what you made" });
  button.onclick = () => {
    keep(store);
    copyOrShow(button, label, field, location.href);
  };
  return element("div", { className: "group" }, button, field);
}
