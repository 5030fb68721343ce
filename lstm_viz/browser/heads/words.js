// The words, shaded by how much the chosen head looks at each; buttons; and a sentence on what happens.

import { element, help, signed } from "../shared/dom.js";
import { buildPlayer } from "../shared/player.js";
import { update, within } from "../shared/store.js";
import { STAGES, ask, line } from "./store.js";

export function buildWords(store) {
  const chips = element("div", { className: "chips", role: "group", ariaLabel: "The word that asks" });
  chips.onclick = (event) => {
    const chip = event.target.closest(".chip");
    if (chip) {
      store.player.stop();
      ask(store, Number(chip.dataset.t));
    }
  };
  const last = () => store.data.tokens.length - 1;
  const stageBy = (step) => update(store, { stage: STAGES[within(STAGES.indexOf(store.stage) + step, STAGES.length - 1)] });
  store.player = buildPlayer({
    interval: 1100,
    keys: "One step is one asking word. Keys: ← and → step, Space plays, Home and End jump, ↑ and ↓ change the stage.",
    go: {
      first: () => ask(store, 0),
      previous: () => ask(store, store.t - 1),
      next: () => ask(store, store.t + 1),
      last: () => ask(store, last()),
      up: () => stageBy(-1),
      down: () => stageBy(1),
    },
    tick(first) {
      const over = store.t === last() && [null, STAGES.at(-1)].includes(store.stage);
      if (over && !first) {
        update(store, { stage: null });
        return false;
      }
      if (over) ask(store, 0, { stage: STAGES[0] });
      else if (store.stage === STAGES.at(-1)) ask(store, store.t + 1, { stage: STAGES[0] });
      else update(store, { stage: STAGES[STAGES.indexOf(store.stage) + 1] });
      return true;
    },
  });
  const stages = element("div", { className: "stages", role: "group", ariaLabel: "Stage" });
  for (const stage of STAGES) {
    const button = element("button", { type: "button", className: "stage" }, stage);
    button.dataset.stage = stage;
    button.onclick = () => {
      store.player.stop();
      update(store, { stage: store.stage === stage ? null : stage });
    };
    stages.append(button);
  }
  const controls = element(
    "div",
    { className: "controls" },
    store.player.element,
    element("div", { className: "group" }, stages, help(
      "What a head does for each asking word, in this order. Choose a stage to light it; choose it again to see all.",
    )),
  );
  const says = element("p", { className: "says", role: "status", ariaLive: "polite" });
  store.parts.push(() => drawWords(store, chips, stages, says));
  return element("div", { className: "timeline" }, chips, controls, says);
}

function drawWords(store, chips, stages, says) {
  const { data, t, stage } = store;
  const last = data.tokens.length - 1;
  if (chips.dataset.id !== data.id) {
    chips.dataset.id = data.id;
    chips.replaceChildren(...data.tokens.map((token, k) => {
      const chip = element("button", { type: "button", className: data.known[k] ? "chip" : "chip unknown" },
        element("span", {}, token), element("span", { className: "share" }));
      if (!data.known[k]) chip.title = "not in the vocabulary: read as “rare word”";
      chip.dataset.t = k;
      return chip;
    }));
  }
  const shares = line(store, "weights", t);
  [...chips.children].forEach((chip, k) => {
    chip.classList.toggle("now", k === t);
    chip.classList.toggle("later", k > t);
    chip.ariaPressed = String(k === t);
    chip.style.setProperty("--share", shares[k]);
    chip.lastChild.textContent = k > t ? "–" : `${Math.round(100 * shares[k])} %`;
  });
  const chip = chips.children[t];
  if (chip.offsetTop < chips.scrollTop || chip.offsetTop + chip.offsetHeight > chips.scrollTop + chips.clientHeight) {
    chips.scrollTop = chip.offsetTop - chips.clientHeight / 2;
  }
  for (const button of stages.children) button.ariaPressed = String(button.dataset.stage === stage);
  store.player.bounds(t === 0, t === last);
  const text = sentence(store);
  if (says.textContent !== text) says.textContent = text;
}

// A word of the text, with its number where the text has it more than once.
export function named(tokens, t) {
  const word = `“${tokens[t]}”`;
  return tokens.indexOf(tokens[t]) === tokens.lastIndexOf(tokens[t]) ? word : `${word} (word ${t + 1})`;
}

// What happens at this stage, in words with true numbers.
function sentence(store) {
  const { data, t, k, stage, head } = store;
  const [asks, asked] = [named(data.tokens, t), named(data.tokens, k)];
  const product = line(store, "products", t)[k];
  const shares = line(store, "weights", t);
  const share = `${Math.round(100 * shares[k])} %`;
  const name = data.heads[head].name;
  switch (stage) {
    case "Compare":
      return `${asks} asks every word. Its question q times the offer k of ${asked} is ${signed(product)}: the larger, the better they fit.`;
    case "Scale":
      return `Every score is divided by √${data.d} = ${Math.sqrt(data.d).toFixed(2)}: ${signed(product)} becomes ${signed(product / Math.sqrt(data.d))}.`;
    case "Mask":
      return t === data.tokens.length - 1
        ? `No word comes after ${asks}, so nothing is closed in this row.`
        : `The ${data.tokens.length - 1 - t} words after ${asks} are closed (−∞): a word must not read the future that it is to predict.`;
    case "Softmax":
      return `Softmax turns the open scores into shares that sum to 100 %: ${asked} gets ${share}.`;
    case "Mix":
      return `What the words say, v, is added up, each by its share: ${share} of ${asked}, and so on. That goes on to the next part.`;
    default:
      return t === 0
        ? `In ${name}, ${asks} is the first word and can only look at itself.`
        : `In ${name}, ${asks} looks back at all ${t + 1} words at once; of the words before it, most at ${asked}: ${share}.`;
  }
}
