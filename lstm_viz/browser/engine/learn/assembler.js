// A small assembler: WebAssembly written as nested lists, which a class can read, becomes a module's bytes. It knows
// just the instructions that kernel.js needs. Numbers of the instructions: https://webassembly.github.io/spec/core/
// (section "Binary format").

/** @typedef {(number | Code)[]} Code bytes, nested as it pleases */

/** A whole number from 0 in groups of seven bits (LEB128). @param {number} value @returns {number[]} */
const unsigned = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);

/** The same with a sign. @param {number} value @returns {number[]} */
const signed_bits = (value) =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed_bits(value >> 7)];

const sized = (/** @type {Code} */ code) => {
  const bytes = /** @type {number[]} */ (/** @type {any[]} */ (code).flat(Infinity));
  return [...unsigned(bytes.length), ...bytes];
};
const section = (/** @type {number} */ id, /** @type {Code} */ code) => [id, sized(code)];
const text = (/** @type {string} */ name) => sized([...new TextEncoder().encode(name)]);

const I32 = 0x7f;
const V128 = 0x7b;
const vector = (/** @type {number} */ code, /** @type {Code} */ more = []) => [0xfd, unsigned(code), more];
const fromAddress = (/** @type {number} */ align, /** @type {number} */ offset) => [align, unsigned(offset)];

export const op = {
  constant: (/** @type {number} */ value) => [0x41, signed_bits(value)],
  add: [0x6a],
  multiply: [0x6c],
  less: [0x49],
  /** Do the body again and again, as long as it leaves a number other than 0. */
  repeat: (/** @type {Code} */ body) => [0x03, 0x40, body, 0x0d, 0, 0x0b],
  /** Two float64 from an address, an offset of bytes beyond it. */
  pair: (/** @type {number} */ offset) => vector(0, fromAddress(3, offset)),
  /** One float64, twice. */
  twice: vector(10, fromAddress(3, 0)),
  store_pair: (/** @type {number} */ offset) => vector(11, fromAddress(3, offset)),
  add_pairs: vector(0xf0),
  multiply_pairs: vector(0xf2),
};

/**
 * A module with one function and the memory that it is given.
 * @param {string[]} whole names of the arguments, whole numbers
 * @param {string[]} more names of further whole numbers
 * @param {string[]} pairs names of pairs of float64
 * @param {(get: (name: string) => Code, set: (name: string) => Code) => Code} write the function's code
 */
export function assemble(whole, more, pairs, write) {
  const names = [...whole, ...more, ...pairs];
  const place = (/** @type {string} */ name) => {
    if (!names.includes(name)) throw new Error(`There is no variable ${name}.`);
    return unsigned(names.indexOf(name));
  };
  const code = write((name) => [0x20, place(name)], (name) => [0x21, place(name)]);
  const locals = [2, unsigned(more.length), I32, unsigned(pairs.length), V128];
  const bytes = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, unsigned(whole.length), whole.map(() => I32), 0]),
    section(2, [1, text("page"), text("memory"), 2, 0, 1]),
    section(3, [1, 0]),
    section(7, [1, text("run"), 0, 0]),
    section(10, [1, sized([locals, code, 0x0b])]),
  ];
  return Uint8Array.from(/** @type {any[]} */ (bytes).flat(Infinity));
}
