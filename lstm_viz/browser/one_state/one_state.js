// The stage of cells whose one state is h: a GRU, a plain RNN. The same controls and cards as the LSTM's.

import { row } from "../shared/arrays.js";
import { element, signed } from "../shared/dom.js";
import { buildControls, onKey } from "../stage/controls.js";
import { buildLayers } from "../stage/layers.js";
import { buildLevels } from "../stage/levels.js";
import { buildLines } from "../stage/lines.js";
import { buildNext } from "../stage/next.js";
import { buildPicture } from "../stage/picture.js";
import { buildPlots, unwatchPlots, watchPlots } from "../stage/plots.js";
import { buildSays } from "../stage/says.js";
import { before, createStage, receive } from "../stage/store.js";
import { buildWords } from "../stage/words.js";
import { DRAWINGS } from "./drawings.js";
import { buildEquations } from "./equations.js";

const TWO_LEVELS = { story: "Story", units: "Units" };
const ABOUT_CELL = "What happens inside the cell at this step. It has many units. In Story every number is the followed unit's; in Units each square is one unit, always at the same place.";
const CELL_STAGES_HELP = "What the cell does at each step, in this order. Choose a stage to light it; choose it again to see the whole step.";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  const store = (root.store ??= build(root));
  store.send = setTriggerValue;
  if (store.base?.id !== data.id) receive(store, data);
  watchPlots(store);
  return () => {
    store.player.stop();
    clearTimeout(store.addressTimer);
    unwatchPlots(store);
  };
}

function build(root) {
  const store = createStage(root);
  root.classList.add("stage", "one-state");
  root.append(
    element(
      "div",
      { className: "on-screen" },
      buildLayers(store),
      buildWords(store),
      buildControls(store, CELL_STAGES_HELP, buildLevels(store, TWO_LEVELS, "Story follows one unit. Units shows all of them as squares.")),
      element("div", { className: "middle" }, buildPicture(store, ABOUT_CELL, (data) => DRAWINGS[data.cell]), buildNext(store)),
      buildSays(store),
    ),
    element("div", { className: "below" }, buildLines(store), buildEquations(store)),
  );
  buildPlots(store);
  store.parts.push(() => drawUnit(store));
  root.onkeydown = (event) => onKey(store, event);
  return store;
}

// The line under the sentence: what the step did to the followed unit.
function drawUnit(store) {
  const { data, t, unit, pointing, root } = store;
  if (pointing) return;
  const [from, to] = [before(data, "hidden_state", t)[unit], row(data.arrays.hidden_state, t)[unit]];
  const gates = "update_gate" in data.arrays ? `: z = ${signed(row(data.arrays.update_gate, t)[unit])} of the old state stays` : "";
  const line = `▣ marks unit ${unit} of ${data.sizes.H}: its state goes from ${signed(from)} to ${signed(to)}${gates}.`;
  const readout = root.querySelector(".readout");
  if (readout.textContent !== line) readout.textContent = line;
}
