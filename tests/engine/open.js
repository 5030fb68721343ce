// What every script that the tests run in Node needs: the question, a shipped model, arrays into a file.

import { readFileSync, writeFileSync } from "node:fs";

import { LanguageModel } from "../../lstm_viz/browser/engine/model.js";
import { readSafetensors } from "../../lstm_viz/browser/engine/weights.js";

export const question = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** @param {string} path */
export function openModel(path, writing = question.writing) {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new LanguageModel(readSafetensors(/** @type {ArrayBuffer} */ (file)), writing);
}

/**
 * @param {string} path
 * @param {Float32Array[]} arrays
 */
export function writeArrays(path, arrays) {
  writeFileSync(path, Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))));
}
