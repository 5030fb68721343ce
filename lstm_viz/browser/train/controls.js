// What is trained: ready-made runs, and a field for each choice.

import { element } from "../shared/dom.js";
import { CHOICES, CONTRASTS, contrasts, LIMITS, numberOf, OptionError } from "./options.js";
import { DAYLIGHT, PRESETS, RHYME } from "./presets.js";
import { choose } from "./store.js";

const WHAT = {
  units: "how many memory units the cell has, H",
  length: "of a sequence: the gap, or how many steps are read",
  batch: "sequences that are read for one update",
  by: "how gradients move the weights",
  rate: "how far one update moves the weights",
  clip: "longest gradient that is allowed; 0 does not clip",
  forget: "bias of the forget gate at the start, LSTM only",
  seed: "of every random draw: the same seed repeats the run",
};

/** @param {any} store */
export function buildControls(store) {
  const presets = element("div", { className: "choice presets", role: "group", ariaLabel: "Runs worth a look" });
  for (const { title, options } of Object.values(PRESETS)) {
    const button = element("button", { type: "button" }, title);
    button.onclick = () => choose(store, options);
    store.parts.push(() => (button.ariaPressed = String(Object.keys(options).every((name) => options[name] === store.options[name]))));
    presets.append(button);
  }
  const fields = element(
    "div",
    { className: "fields" },
    field("It learns to", picker(store, "task"), "wide"),
    field("Cell", picker(store, "cell")),
    numberField(store, "units"),
    numberField(store, "length"),
    numberField(store, "batch"),
    field("Optimiser", picker(store, "by"), "", WHAT.by),
    numberField(store, "rate"),
    numberField(store, "clip"),
    numberField(store, "forget"),
    numberField(store, "seed"),
    field("Beside it", against(store), "", "a second run on the same data that differs in this one thing"),
  );
  const problem = element("p", { className: "problem", role: "alert" });
  store.parts.push(() => {
    const { problem: found, notice, task } = store;
    const sentence = found ? `${found.sentence} The run below is the one before.` : (task.notice ?? notice);
    if (problem.textContent !== sentence) problem.textContent = sentence;
    problem.hidden = !sentence;
    problem.classList.toggle("calm", !found);
    for (const input of fields.querySelectorAll("[name]")) {
      input.ariaInvalid = String(found?.field === input.name);
    }
  });
  return element("div", { className: "set-up" }, presets, fields, pasted(store), problem);
}

function field(name, control, className = "", title = "") {
  control.title = title;
  return element("label", { className: `field ${className}` }, element("span", {}, name), control);
}

function picker(store, name) {
  const select = element("select", { name });
  for (const [value, title] of Object.entries(CHOICES[name])) select.append(element("option", { value }, title));
  select.onchange = () => {
    const change = { [name]: select.value };
    if (select.value === "series" && !store.options.series) change.series = DAYLIGHT;
    if (select.value === "letters" && !store.options.text) change.text = RHYME;
    choose(store, change);
  };
  store.parts.push(() => (select.value = store.options[name]));
  return select;
}

function numberField(store, name) {
  const { name: title } = LIMITS[name];
  const input = element("input", { type: "text", name, inputMode: "decimal", autocomplete: "off" });
  const label = field(title, input, "short", WHAT[name]);
  let typed = ""; // what was typed and does not fit stays until it does
  input.onchange = () => {
    try {
      const value = numberOf(name, input.value);
      typed = "";
      choose(store, { [name]: value });
    } catch (problem) {
      if (!(problem instanceof OptionError)) throw problem;
      typed = input.value;
      store.problem = { field: name, sentence: problem.message };
      for (const part of store.parts) part();
    }
  };
  store.parts.push(() => {
    if (store.problem?.field !== name) typed = "";
    if (store.root.getRootNode().activeElement !== input) input.value = typed || String(store.options[name]).replace("-", "−");
    if (name === "forget") label.classList.toggle("off", store.options.cell !== "lstm");
  });
  return label;
}

function against(store) {
  const select = element("select", { name: "against" });
  select.onchange = () => choose(store, { against: select.value });
  store.parts.push(() => {
    const { options } = store;
    const fits = Object.keys(CONTRASTS).filter((contrast) => contrasts(options, contrast));
    if (select.dataset.fits !== fits.join()) {
      select.dataset.fits = fits.join();
      select.replaceChildren(element("option", { value: "" }, "nothing"), ...fits.map((value) => element("option", { value }, CONTRASTS[value])));
    }
    select.value = fits.includes(options.against) ? options.against : "";
  });
  return select;
}

const PASTE_PAUSE = 500; // ms after the last key

/** The box for what the reader brings. */
function pasted(store) {
  const box = element("textarea", { rows: 3, spellcheck: false });
  const label = element("label", { className: "paste" }, element("span", {}), box);
  let timer = 0;
  box.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => choose(store, { [box.name]: box.value }), PASTE_PAUSE);
  };
  store.parts.push(() => {
    const { task } = store.options;
    label.hidden = task !== "series" && task !== "letters";
    if (label.hidden) return;
    box.name = task === "series" ? "series" : "text";
    label.firstChild.textContent =
      task === "series"
        ? "Your numbers, in their order. Here: hours of daylight at 50° north, week by week; paste your own over them."
        : "Your text: paste any over this one.";
    if (store.root.getRootNode().activeElement !== box && box.value !== store.options[box.name]) box.value = store.options[box.name];
  });
  return label;
}
