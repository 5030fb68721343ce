// The stage in a notebook's output, as anywidget calls it (https://anywidget.dev/en/afm).

import { mountStage } from "./outside.js";

function render({ model, el }) {
  const tell = (/** @type {string} */ name, /** @type {any} */ said) => {
    if (name !== "text") return;
    model.set("tried", said);
    model.save_changes();
  };
  let leave = () => {};
  const draw = () => {
    leave();
    leave = mountStage(el, model.get("data"), model.get("css"), model.get("weights") ?? null, tell);
  };
  draw();
  model.on("change:data", draw);
  return () => leave();
}

export default { render };
