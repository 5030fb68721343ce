// The two ends of an update: what came out against what was right, and how the weights moved.

import { element } from "../shared/dom.js";
import { about } from "./run.js";

/** @param {any} task @param {any} seen */
export function outputSays(task, seen) {
  const { targets, outputs, T } = seen;
  const softmax = task.loss === "softmax";
  const t = T - 1;
  const own = outputs.subarray(t * task.O, (t + 1) * task.O);
  const ends = softmax
    ? `at the end it says ${task.answers[own.indexOf(Math.max(...own))]}, right is ${task.answers[targets[t]]}`
    : `at the end it says ${task.show(own[0])}, right is ${task.show(targets[t])}`;
  const measure = softmax ? "−log of the probability of what is right" : "squared difference";
  return `Loss: in this sequence ${ends}. The mean ${measure} over the whole batch is ${about(seen.loss)}.`;
}

/** @param {any} seen @param {import("./options.js").Options} options of the run */
export function moving(seen, { by, rate, clip }) {
  const rows = seen.moved.map(({ name, count, gradient, move, weight, slope, to }) =>
    element("tr", {}, ...[name, count.toLocaleString("en"), about(gradient), about(move), `${about(weight)} → ${about(to)}`].map((text) => element("td", {}, text)), element("td", {}, about(slope))));
  const rule = by === "sgd" ? `SGD: w = w − ${rate} ∗ g` : `Adam: w = w − ${rate} ∗ m̂ / (√v̂ + ε): a step of about ${rate} in every weight, in the direction the gradients of late agree on`;
  return element("div", {},
    element("b", {}, rule),
    element("p", { className: "small" }, `${clip ? "Gradients are those after clipping. " : ""}The last two columns: the weight with the largest gradient, and that gradient.`),
    element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "How the weights moved" },
      element("table", {},
        element("tr", {}, ...["weights", "how many", "‖g‖", "‖move‖", "one of them", "its g"].map((text) => element("th", {}, text))), ...rows)));
}
