// The stage: one store, its parts, and the entry that is called at every change of the data.

import { element } from "../shared/dom.js";
import { unwatchOutage, watchForOutage } from "./away.js";
import { buildBox } from "./box.js";
import { buildCompare } from "./compare.js";
import { buildControls, onKey } from "./controls.js";
import { buildFormula } from "./formula.js";
import { buildLayers } from "./layers.js";
import { buildLevels, LEVELS } from "./levels.js";
import { buildLines } from "./lines.js";
import { buildLink } from "./link.js";
import { hear, prepare } from "./live.js";
import { buildMap } from "./map.js";
import { buildNext } from "./next.js";
import { buildPicture, STAGES_HELP } from "./picture.js";
import { buildPresent } from "./present.js";
import { buildPlace } from "./place.js";
import { buildPlots, unwatchPlots, watchPlots } from "./plots.js";
import { buildRooms, unwatchRooms, watchRooms } from "./rooms.js";
import { buildSays } from "./says.js";
import { followSound } from "./sound.js";
import { update } from "../shared/store.js";
import { createStage, receive } from "./store.js";
import { buildSwap } from "./swap.js";
import { buildTries } from "./tries.js";
import { buildWords } from "./words.js";

export function drawStage({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root, data));
  store.send = setTriggerValue;
  if (store.away) update(store, { away: false }); // the server draws again
  if (store.base?.id !== data.id) (data.live ? hear : receive)(store, data);
  watchPlots(store);
  watchRooms(store);
  if (data.live) watchForOutage(store);
  return () => {
    store.player.stop();
    for (const timer of ["addressTimer", "tellTimer"]) clearTimeout(store[timer]);
    unwatchPlots(store);
    unwatchRooms(store);
    unwatchOutage(store);
  };
}

export default drawStage;

function build(root, data) {
  const store = createStage(root);
  prepare(store);
  root.classList.add("stage");
  if (data.show?.length) root.dataset.show = data.show.join(" "); // embedded: these parts alone
  if (data.level in LEVELS) store.level = data.level;
  root.append(
    element(
      "div",
      { className: "on-screen" },
      ...(data.live ? buildBox(store) : []),
      buildLayers(store),
      buildWords(store),
      ...(data.live ? [buildSwap(store)] : []),
      buildControls(store, STAGES_HELP, buildLevels(store), buildPresent(store)),
      element("div", { className: "middle" }, buildPicture(store), buildNext(store)),
      ...(data.live ? [buildTries(store), buildCompare(store)] : []),
      buildSays(store),
    ),
    buildRooms(store, { map: [buildMap(store)], more: [buildLines(store), buildFormula(store)] }),
  );
  buildPlots(store);
  buildLink(store);
  buildPlace(store);
  if (data.sound) followSound(store);
  root.onkeydown = (event) => onKey(store, event);
  return store;
}
