// A small assembler: WebAssembly written as nested lists, which a class can read, becomes a module's bytes. It knows
// just the instructions that kernel.js and squash_kernel.js need. Numbers of the instructions: https://webassembly.github.io/spec/core/
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

export const NUMBER = 4; // bytes of a float32
export const LANES = 4; // numbers that it works on at once
const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const vector = (/** @type {number} */ code, /** @type {Code} */ more = []) => [0xfd, unsigned(code), more];
const fromAddress = (/** @type {number} */ align, /** @type {number} */ offset) => [align, unsigned(offset)];

export const op = {
  constant: (/** @type {number} */ value) => [0x41, signed_bits(value)],
  add: [0x6a],
  multiply: [0x6c],
  less: [0x49],
  at_most: [0x4d],
  /** Do the body again and again, as long as it leaves a number other than 0. */
  repeat: (/** @type {Code} */ body) => [0x03, 0x40, body, 0x0d, 0, 0x0b],
  /** Do the body where there is a number other than 0. */
  when: (/** @type {Code} */ body) => [0x04, 0x40, body, 0x0b],
  /** One float32 from an address, an offset of bytes beyond it. */
  one: (/** @type {number} */ offset) => [0x2a, fromAddress(2, offset)],
  store_one: (/** @type {number} */ offset) => [0x38, fromAddress(2, offset)],
  /** Four float32 from there. */
  four: (/** @type {number} */ offset) => vector(0, fromAddress(2, offset)),
  store_four: (/** @type {number} */ offset) => vector(11, fromAddress(2, offset)),
  /** One float32 from there, four times. */
  four_times: (/** @type {number} */ offset) => vector(9, fromAddress(2, offset)),
  /** One float32 of an argument, four times. */
  fourfold: vector(19),
  add_fours: vector(0xe4),
  subtract_fours: vector(0xe5),
  multiply_fours: vector(0xe6),
  divide_fours: vector(0xe7),
  /** The smaller and the larger of two fours; what is no number in the first of them stays. */
  least: vector(0xea),
  most: vector(0xeb),
  /** The bits of each number further left. */
  left: (/** @type {number} */ bits) => [[0x41, signed_bits(bits)], vector(0xab)],
};

/**
 * A module with one function and the memory that it is given.
 * @param {object} names
 * @param {string[]} names.whole of the arguments that are whole numbers
 * @param {string[]} [names.floats] of the arguments that are float32, after them
 * @param {string[]} names.more of further whole numbers
 * @param {string[]} names.fours of fours of float32
 * @param {(get: (name: string) => Code, set: (name: string) => Code) => Code} write the function's code
 */
export function assemble({ whole, floats = [], more, fours }, write) {
  const names = [...whole, ...floats, ...more, ...fours];
  const place = (/** @type {string} */ name) => {
    if (!names.includes(name)) throw new Error(`There is no variable ${name}.`);
    return unsigned(names.indexOf(name));
  };
  const code = write((name) => [0x20, place(name)], (name) => [0x21, place(name)]);
  const locals = [2, unsigned(more.length), I32, unsigned(fours.length), V128];
  const bytes = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, unsigned(whole.length + floats.length), whole.map(() => I32), floats.map(() => F32), 0]),
    section(2, [1, text("page"), text("memory"), 2, 0, 1]),
    section(3, [1, 0]),
    section(7, [1, text("run"), 0, 0]),
    section(10, [1, sized([locals, code, 0x0b])]),
  ];
  return Uint8Array.from(/** @type {any[]} */ (bytes).flat(Infinity));
}

/**
 * The function of an assembled module, at work on this memory; null where the browser has no such WebAssembly.
 * @param {BufferSource} bytes
 * @param {WebAssembly.Memory} memory
 * @returns {((...values: number[]) => void) | null}
 */
export function functionOf(bytes, memory) {
  try {
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { page: { memory } }).exports;
    return /** @type {any} */ (run);
  } catch (problem) {
    if (problem instanceof WebAssembly.CompileError) return null; // no vectors of numbers, or not allowed on this page
    throw problem;
  }
}
