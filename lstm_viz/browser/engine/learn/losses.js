// Two losses, each with its gradient by the outputs. A mean over all that is asked: what is not asked at a step
// does not count.

import { exponential } from "./exponential.js";

/**
 * @typedef {object} Loss
 * @property {number} loss the mean
 * @property {Float64Array} delta its gradient by the outputs, (rows, O)
 * @property {number} asked over how many it is a mean
 */

/**
 * Softmax and cross entropy: L = −mean log p[target], p = softmax(outputs).
 * @param {import("./matrices.js").Numbers} outputs scores (rows, O)
 * @param {ArrayLike<number>} targets (rows) numbers 0…O − 1; −1 where nothing is asked
 * @param {number} O
 * @returns {Loss}
 */
export function softmaxLoss(outputs, targets, O) {
  const delta = new Float64Array(outputs.length);
  let loss = 0;
  let asked = 0;
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row];
    if (target < 0) continue;
    asked++;
    const at = row * O;
    let top = -Infinity;
    for (let k = 0; k < O; k++) top = Math.max(top, outputs[at + k]);
    let sum = 0;
    for (let k = 0; k < O; k++) sum += delta[at + k] = exponential(outputs[at + k] - top);
    // −log p[target] = log Σ e^s − s[target]
    loss += Math.log(sum) + top - outputs[at + target];
    // δs_k = p_k − 1 at the target, p_k elsewhere
    for (let k = 0; k < O; k++) delta[at + k] /= sum;
    delta[at + target] -= 1;
  }
  return mean(loss, delta, asked);
}

/**
 * The mean squared error.
 * @param {import("./matrices.js").Numbers} outputs (rows, O)
 * @param {ArrayLike<number>} targets (rows, O); NaN where nothing is asked
 * @returns {Loss}
 */
export function squaredLoss(outputs, targets) {
  const delta = new Float64Array(outputs.length);
  let loss = 0;
  let asked = 0;
  for (let k = 0; k < outputs.length; k++) {
    if (Number.isNaN(targets[k])) continue;
    asked++;
    const error = outputs[k] - targets[k];
    loss += error * error;
    // δy = 2·(y − target)
    delta[k] = 2 * error;
  }
  return mean(loss, delta, asked);
}

function mean(/** @type {number} */ loss, /** @type {Float64Array} */ delta, /** @type {number} */ asked) {
  if (!asked) throw new RangeError("Nothing is asked in this batch: there is no loss.");
  for (let k = 0; k < delta.length; k++) delta[k] /= asked;
  return { loss: loss / asked, delta, asked };
}
