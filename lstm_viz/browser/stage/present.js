// Present: the stage alone on the whole screen, large enough for the back row, driven by a clicker.

import { element } from "../shared/dom.js";
import { update } from "../shared/store.js";
import { move } from "./store.js";

const DESIGNED_FOR = 1280; // px: the width at which letters have their usual size

/** @param {any} store */
export function buildPresent(store) {
  const button = element("button", { type: "button", className: "present", title: "Full screen, large letters (key P)" }, "Present");
  button.onclick = () => present(store, !store.presenting);
  const theme = element("button", { type: "button", className: "theme" });
  theme.onclick = () => update(store, { projectorDark: !store.projectorDark });
  const { root } = store;
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && store.presenting) update(store, { presenting: false, blank: false });
  });
  store.parts.push(() => {
    const { presenting, blank, projectorDark } = store;
    root.classList.toggle("presenting", Boolean(presenting));
    root.classList.toggle("blank", Boolean(presenting && blank));
    root.classList.toggle("projector-light", Boolean(presenting && !projectorDark));
    root.classList.toggle("projector-dark", Boolean(presenting && projectorDark));
    root.style.setProperty("--zoom", presenting ? String(Math.max(1, window.innerWidth / DESIGNED_FOR)) : "1");
    const label = presenting ? "Stop presenting" : "Present";
    if (button.textContent !== label) button.textContent = label;
    theme.hidden = !presenting;
    theme.textContent = projectorDark ? "Light" : "Dark";
  });
  return element("div", { className: "group" }, button, theme);
}

// Full screen where the browser gives it; the stage fills the window in any case.
async function present(store, on) {
  update(store, { presenting: on, blank: false });
  store.root.focus();
  if (on) await store.root.requestFullscreen?.().catch(() => undefined);
  else if (document.fullscreenElement) await document.exitFullscreen();
  update(store, {}); // the window has its new width
}

/** Keys of a lecture; true where one was meant. @param {any} store @param {KeyboardEvent} event */
export function presentKey(store, event) {
  const { stages } = store.data;
  const key = event.key.toLowerCase();
  if (key === "p") present(store, !store.presenting);
  else if (!store.presenting) return false;
  else if (key === "b" || key === ".") update(store, { blank: !store.blank });
  else if (key === "escape") present(store, false);
  else if (stages[Number(key) - 1]) move(store, { stage: stages[Number(key) - 1] });
  else return false;
  return true;
}
