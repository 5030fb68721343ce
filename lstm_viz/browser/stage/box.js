// The text box of the stage: every key is read at once.

import { element } from "../shared/dom.js";
import { reread } from "./live.js";

const LONGEST = 20000; // characters
const AWAY = "The server is away. The network reads on in your browser; what stands below the picture waits.";

/** @param {any} store */
export function buildBox(store) {
  const box = element("input", {
    type: "text", className: "text-box", ariaLabel: "Your text", autocomplete: "off", spellcheck: false, maxLength: LONGEST,
  });
  box.setAttribute("autocapitalize", "off");
  box.setAttribute("enterkeyhint", "done");
  const how = element("span", { className: "how" }); // left out where there is little room
  const live = element("span", { className: "live" }, "", how);
  const notice = element("p", { className: "notice", role: "status" });
  const top = element("div", { className: "top" }, box, live);
  box.oninput = (event) => {
    if (event.isComposing) return; // a letter that is not finished yet
    typed(store, box);
  };
  box.addEventListener("compositionend", () => typed(store, box));
  store.parts.push(() => {
    const { fixed, asks } = store.base.live;
    top.hidden = fixed; // nothing can be typed
    if (box.placeholder !== asks) box.placeholder = asks;
    if (box.value !== store.text && store.root.getRootNode().activeElement !== box) box.value = store.text;
    const [mark, says] = store.engine ? ["● live", ": it reads as you type"] : ["", "it reads when you pause"];
    if (how.textContent !== says) {
      live.firstChild.data = mark;
      how.textContent = says;
    }
    live.classList.toggle("on", Boolean(store.engine));
    const problem = store.engine ? store.notice || (store.away ? AWAY : "") : store.base.live.notice;
    if (notice.textContent !== problem) notice.textContent = problem;
    notice.hidden = !problem;
  });
  return [top, notice];
}

function typed(store, box) {
  // one stands at the word that one types
  const before = store.engine ? store.engine.tokenize(box.value.slice(0, box.selectionStart)).length : store.t + 1;
  store.player.stop();
  reread(store, { text: box.value, t: Math.max(0, before - 1), stage: null, moved: true });
}
