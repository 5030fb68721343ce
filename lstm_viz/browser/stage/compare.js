// Two readings beside each other: the words of the dashed one, and what of its memory is put into this one.

import { element, help } from "../shared/dom.js";
import { reread } from "./live.js";
import { remember } from "./trial.js";

const PUT = { "": "nothing", C: "all of C", h: "all of h", both: "C and h", unit: "one unit's C" };

/** @param {any} store */
export function buildCompare(store) {
  const text = element("q", {});
  const dashed = element("span", {});
  const select = element("select", { ariaLabel: "Memory transplant" },
    ...Object.entries(PUT).map(([value, label]) => element("option", { value }, label)));
  select.onchange = () => {
    remember(store);
    reread(store, { transplant: select.value ? { what: select.value === "unit" ? "C" : select.value, t: store.t, unit: select.value === "unit" ? store.unit : null } : null });
  };
  const where = element("span", {});
  const put = element("span", { className: "put" }, "Memory transplant: put ", select, " ", where);
  const turn = () => {
    remember(store);
    reread(store, { text: store.pinned, pinned: store.text, transplant: null });
  };
  const leave = () => {
    remember(store);
    reread(store, { pinned: null, transplant: null });
  };
  const host = element(
    "div",
    { className: "tries compare", role: "group", ariaLabel: "Comparison" },
    element("span", {}, "compared with ", text, dashed), element("button", { type: "button", onclick: turn }, "Trade places"),
    put,
    element("button", { type: "button", onclick: leave }, "Stop comparing"),
    help("The dashed reading gives, this one takes: after the current word its memory C, its output h or one unit's memory stands in " +
      "place of this reading's own. Whose ending comes then shows where the difference was kept."),
  );
  store.parts.push(() => {
    host.hidden = !store.engine || store.pinned === null;
    if (host.hidden) return;
    put.hidden = !store.base.live.mixes;
    if (text.textContent !== store.pinned) text.textContent = store.pinned;
    const drawn = store.ghostName === store.pinned ? " (dashed)" : " (dashed now: your text without your changes)";
    if (dashed.textContent !== drawn) dashed.textContent = drawn;
    const given = store.transplant;
    const chosen = given ? (given.unit === null ? given.what : "unit") : "";
    if (select.value !== chosen) select.value = chosen;
    const says = given ? `from it after “${store.data.tokens[given.t] ?? "…"}”${given.unit === null ? "" : `, unit ${given.unit}`}` : "from it after the current word";
    if (where.textContent !== says) where.textContent = says;
  });
  return host;
}
