// The address bar always holds the link to what is on screen, and one button copies it.

import { copyOrShow, inApp, LONGEST_IN_LINK, queryOf, showQuery } from "../shared/address.js";
import { element, help } from "../shared/dom.js";
import { heldTexts } from "./trial.js";

const EDGE = 40; // px that Streamlit leaves around an embedded page

export function share(store) {
  const label = "Copy link";
  const button = element("button", { type: "button", className: "share" }, label);
  const link = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to this view" });
  button.onclick = () => {
    address(store);
    copyOrShow(button, label, link, location.href);
  };
  const asFrame = "Copy iframe";
  const frame = element("button", { type: "button", className: "share-frame", title: "Copies an iframe of this view for slides and course pages" }, asFrame);
  frame.onclick = () => {
    address(store);
    copyOrShow(frame, asFrame, link, iframe(store.root));
  };
  const group = element(
    "div",
    { className: "group" },
    button,
    frame,
    link,
    help("Copies the address of exactly this view: text, model, step and unit."),
  );
  store.parts.push(() => {
    group.hidden = !store.data.share; // a sound has no address
    link.hidden = true;
    clearTimeout(store.addressTimer);
    if (!store.player.clock.playing) store.addressTimer = setTimeout(() => address(store), 300);
  });
  return group;
}

/** Let a link lead to an experiment of “What if?” with this text. @param {any} store @param {any} link @param {string[][]} view names and values of its query */
export function leadToWhatIf({ data, text }, link, view) {
  const query = new URLSearchParams([...Object.entries({ ...data.share, text: text.slice(0, LONGEST_IN_LINK) }), ...view]);
  const href = inApp(`what_if?${query}`);
  if (link.getAttribute("href") !== href) link.setAttribute("href", href);
}

// The view on screen as a part of another page: what stands on the stage, as high as it is.
function iframe(root) {
  const url = new URL(location.href);
  url.searchParams.set("embed", "true");
  if (!url.searchParams.has("show")) url.searchParams.set("show", "words,cell,next");
  const { height } = root.querySelector(".on-screen").getBoundingClientRect();
  return `<iframe src="${url}" width="100%" height="${Math.ceil(height) + EDGE}" style="border:0" title="An LSTM reads a sentence"></iframe>`;
}

function address(store) {
  const { data, t, unit, root, level, text, pinned, after, transplant: put } = store;
  if (!data?.share || !root.isConnected) return;
  const query = new URLSearchParams({ ...data.share, ...(data.live && !data.live.fixed ? { text: text.slice(0, LONGEST_IN_LINK) } : {}), t: t + 1, unit, level });
  if (data.live) {
    for (const hold of heldTexts(store)) query.append("hold", hold);
    if (after !== null) query.set("after", after.slice(0, LONGEST_IN_LINK));
    if (pinned !== null) query.set("with", pinned.slice(0, LONGEST_IN_LINK));
    if (put) query.set("put", [put.what, put.t + 1, ...(put.unit === null ? [] : [put.unit])].join("-"));
  }
  showQuery(queryOf(location.search, query));
}
