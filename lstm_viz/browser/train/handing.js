// What leaves the page: the network that is shown, as a file, and with what it is to read on “Your own LSTM”.

import { writeSafetensors } from "../engine/weights.js";
import { frameShown, networksAt } from "./store.js";

/**
 * The networks that are shown as files, one for each run.
 * @param {any} store
 * @returns {{ cell: string, name: string, bytes: Uint8Array<ArrayBuffer> }[]}
 */
export function filesOf(store) {
  const { updates } = frameShown(store);
  const { running, task, names } = store;
  return networksAt(store, frameShown(store)).map((network, k) => {
    /** @type {Record<string, string>} */
    const facts = { task: running.task, seed: String(running.seed), updates: String(updates), title: `${names[k]} after ${updates} updates` };
    if (task.signs) facts.vocabulary = JSON.stringify(task.signs);
    const name = `${network.cell}-${running.task}-${updates}${k ? "-beside" : ""}.safetensors`;
    return { cell: network.cell, name, bytes: new Uint8Array(writeSafetensors(network.checkpoint(facts))) };
  });
}

/**
 * A network with what it reads, as `ui/brought.py` takes it.
 * @param {{ name: string, bytes: Uint8Array }} file
 * @param {import("./tasks.js").Task} task
 * @param {Float64Array} x the sequence that is shown (T, E)
 */
export function handedOver({ name, bytes }, task, x) {
  const { signs, table, E, answers } = task;
  const rows = Array.from({ length: x.length / E }, (_, t) => x.subarray(t * E, (t + 1) * E));
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  if (signs) return { name, data, answers, text: rows.map((row) => signs[row.indexOf(1)]).join("") };
  const { columns, mean, spread } = /** @type {NonNullable<typeof table>} */ (table);
  // value = mean + spread · x
  const lines = rows.map((row) => Array.from(row, (x_k, k) => String(Number((mean[k] + spread[k] * x_k).toPrecision(7)))).join(","));
  return { name, data, mean, spread, table: [columns.join(","), ...lines].join("\n") };
}
