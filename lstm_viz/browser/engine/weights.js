// Reading a .safetensors file: eight bytes with the length of a header, the header as JSON, the numbers.
// The format: https://github.com/huggingface/safetensors (section "Format").

/**
 * @typedef {object} Checkpoint
 * @property {Record<string, { shape: number[], values: Float32Array }>} tensors by the names of a PyTorch
 *   state dict
 * @property {Record<string, string>} facts the file's metadata: cell, tokenizer, vocabulary, title …
 */

/** Weights that cannot be read; the message says why. */
export class WeightsError extends Error {}

/**
 * All float16 numbers as float32: bit patterns are few enough for a table.
 * Sign, 5 bits of exponent, 10 of fraction (IEEE 754-2008, section 3.6).
 */
function makeHalves() {
  const table = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const sign = bits >> 15 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 31) table[bits] = fraction ? NaN : sign * Infinity;
    else if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/** @type {Float32Array | undefined} */
let halves;

const NUMBER_READERS = /** @type {Record<string, (bytes: ArrayBuffer) => Float32Array>} */ ({
  F16: (bytes) => {
    const table = (halves ??= makeHalves());
    const bits = new Uint16Array(bytes);
    const numbers = new Float32Array(bits.length);
    for (let k = 0; k < bits.length; k++) numbers[k] = table[bits[k]];
    return numbers;
  },
  F32: (bytes) => new Float32Array(bytes),
});

/**
 * @param {ArrayBuffer} file
 * @returns {Checkpoint}
 * @throws {WeightsError} not a whole file of this format, or numbers of another kind than F16 and F32
 */
export function readSafetensors(file) {
  if (file.byteLength < 8) throw new WeightsError("The file of the weights is cut off.");
  const length = Number(new DataView(file).getBigUint64(0, true));
  if (8 + length > file.byteLength) throw new WeightsError("The file of the weights is cut off.");
  /** @type {any} */
  let header;
  try {
    header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length)));
  } catch (error) {
    throw new WeightsError("This is not a .safetensors file.", { cause: error });
  }
  const { __metadata__: facts = {}, ...entries } = header;
  /** @type {Checkpoint["tensors"]} */
  const tensors = {};
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    const [start, end] = data_offsets;
    if (!(dtype in NUMBER_READERS)) throw new WeightsError(`${name} has numbers of the kind ${dtype}.`);
    if (8 + length + end > file.byteLength) throw new WeightsError("The file of the weights is cut off.");
    tensors[name] = { shape, values: NUMBER_READERS[dtype](file.slice(8 + length + start, 8 + length + end)) };
  }
  return { tensors, facts };
}

/**
 * A .safetensors file with numbers of the kind F32, which `readSafetensors` and Python's safetensors read.
 * @param {Checkpoint} checkpoint
 * @returns {ArrayBuffer}
 */
export function writeSafetensors({ tensors, facts }) {
  /** @type {Record<string, any>} */
  const header = { __metadata__: facts };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, (end += 4 * values.length)] };
  }
  const bytes = new TextEncoder().encode(JSON.stringify(header));
  const length = 8 * Math.ceil(bytes.length / 8); // filled with blanks, so that the numbers begin at a multiple of 8
  const file = new ArrayBuffer(8 + length + end);
  new DataView(file).setBigUint64(0, BigInt(length), true);
  new Uint8Array(file, 8, length).fill(0x20).set(bytes);
  for (const name in tensors) {
    new Float32Array(file, 8 + length + header[name].data_offsets[0], tensors[name].values.length).set(
      tensors[name].values,
    );
  }
  return file;
}
