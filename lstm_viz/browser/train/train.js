// Train one in view: a small network learns in the reader's browser, and everything it does can be seen.

import { element } from "../shared/dom.js";
import { buildBackward } from "./backward.js";
import { buildControls } from "./controls.js";
import { buildCurves } from "./curves.js";
import { measured, presetOf } from "./presets.js";
import { buildSequence } from "./sequence.js";
import { createTraining } from "./store.js";
import { address, buildFilm, buildTransport } from "./transport.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper");
  root.store ??= buildTraining(root, data);
  root.store.send = setTriggerValue;
  return () => {
    // gone for good, or only moved by a rerun
    setTimeout(() => {
      if (root.isConnected || !root.store) return;
      root.store.coach.end();
      root.store = null;
    }, 0);
  };
}

function buildTraining(root, data) {
  root.classList.add("training");
  const store = createTraining(root, data);
  const asked = element("p", { className: "asked" });
  store.parts.push(() => {
    const found = data.learners[presetOf(store.running)];
    const text = found ? `${store.task.says} ${measured(found)}` : store.task.says;
    if (asked.textContent !== text) asked.textContent = text;
    root.dataset.updates = String(store.updates); // all that is shown is drawn
  });
  root.append(
    buildControls(store),
    asked,
    buildTransport(store),
    buildFilm(store),
    element("div", { className: "views" }, buildCurves(store), buildSequence(store)),
    buildBackward(store),
  );
  addEventListener("pagehide", () => address(store));
  return store;
}
