// Parts of the stage that stand elsewhere in the page, where the page has a room for them: the word map beside
// the heat maps, which are charts of the page. Without a room (a file of its own, a part alone) they stay below.

import { element } from "../shared/dom.js";

/**
 * @param {any} store @param {Record<string, HTMLElement[]>} rooms what stands in each
 * @returns {HTMLElement} the place below, for what has no room
 */
export function buildRooms(store, rooms) {
  const below = element("div", { className: "below" }, ...Object.values(rooms).flat());
  Object.assign(store, { rooms, below });
  return below;
}

/** Into the rooms that are there now. @param {any} store */
function settle(store) {
  const found = roomsIn(document, `st-key-${store.data.plots}room`);
  for (const [name, parts] of Object.entries(store.rooms)) {
    const room = found.find((root) => root.dataset.room === name);
    const place = room?.querySelector(".below") ?? room?.appendChild(element("div", { className: "below" })) ?? store.below;
    for (const part of parts) if (part.parentNode !== place) place.append(part);
    if (room) room.onkeydown = store.root.onkeydown;
  }
}

function roomsIn(page, named) {
  return [...page.querySelectorAll(`[class*="${named}"] *`)].flatMap((host) => [...(host.shadowRoot?.querySelectorAll(".room") ?? [])]);
}

/** Whenever a room comes. @param {any} store */
export function watchRooms(store) {
  settle(store);
  store.onRoom ??= () => settle(store);
  document.addEventListener("stage-room", store.onRoom);
}

/** @param {any} store */
export function unwatchRooms(store) {
  document.removeEventListener("stage-room", store.onRoom);
}
