// The stage outside the app: in a page of its own or in the output of a notebook.

import { drawStage } from "../stage/stage.js";

const FRAME = '<div class="frame"><div class="stepper" tabindex="-1"></div></div>';

/**
 * Draw the stage in an element of any page; neither touches the other's styles.
 * @param {HTMLElement} place
 * @param {{ layers: any[], chosen: number }} shown what Python's `Drawing.shown` gives
 * @param {string} css the stage's style sheets
 * @param {BlobPart | null} weights a .safetensors file, so that it reads by itself; null where only a recorded
 *   pass is shown
 * @param {(name: string, said: any) => void} tell hears of what the reader typed and tried, a moment later
 * @returns {() => void} takes it down again
 */
export function mountStage(place, shown, css, weights, tell) {
  const shadow = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  shadow.innerHTML = `<style>${css}</style><div class="outside">${FRAME}</div>`;
  const dark = darkTheme();
  if (dark !== null) /** @type {HTMLElement} */ (shadow.querySelector(".outside")).style.colorScheme = dark ? "dark" : "light";
  const file = weights && URL.createObjectURL(new Blob([weights]));
  let leave = () => {};
  const draw = (/** @type {number} */ layer) => {
    leave();
    const data = withWeights(shown.layers[layer], file);
    leave = drawStage({ data, parentElement: shadow, setTriggerValue });
  };
  const setTriggerValue = (/** @type {string} */ name, /** @type {any} */ said) => {
    if (name === "layer") draw(said);
    else tell(name, said);
  };
  draw(shown.chosen);
  return () => {
    leave();
    if (file) URL.revokeObjectURL(file);
  };
}

// The data of a stage that finds its weights at this address; without one it shows the recorded pass.
function withWeights(data, file) {
  if (!data.live) return data;
  return { ...data, live: { ...data.live, source: file && data.live.source ? { ...data.live.source, weights: file } : null } };
}

// What JupyterLab says of its theme; null elsewhere: the reader's system decides.
function darkTheme() {
  const { jpThemeLight } = document.body.dataset;
  return jpThemeLight === undefined ? null : jpThemeLight === "false";
}
