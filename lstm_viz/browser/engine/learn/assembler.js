// A small assembler: WebAssembly written as nested lists, which a class can read, becomes a module's bytes. It knows
// just the instructions that kernel.js and squash.js need. Numbers of the instructions: https://webassembly.github.io/spec/core/
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

/** A number of 64 bits as it lies in memory. @param {number} value @returns {number[]} */
const float_bits = (value) => [...new Uint8Array(Float64Array.of(value).buffer)];

export const NUMBER = 8; // bytes of a float64
const I32 = 0x7f;
const F64 = 0x7c;
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
  twice: (/** @type {number} */ offset) => vector(10, fromAddress(3, offset)),
  store_pair: (/** @type {number} */ offset) => vector(11, fromAddress(3, offset)),
  /** One float64 of an argument, twice. */
  both: vector(20),
  /** A pair that holds this number twice. */
  pair_of: (/** @type {number} */ value) => vector(12, [float_bits(value), float_bits(value)]),
  add_pairs: vector(0xf0),
  subtract_pairs: vector(0xf1),
  multiply_pairs: vector(0xf2),
  divide_pairs: vector(0xf3),
  least: vector(0xf4),
  most: vector(0xf5),
  floor: vector(0x75),
  /** A pair of float64 without fractions as two whole numbers of 32 bits. */
  whole_pair: vector(0xfc),
  whole_of: (/** @type {0 | 1} */ lane) => vector(27, [lane]),
  and: [0x71],
  /** The second number of a pair, from an address. */
  load_second: vector(87, [fromAddress(3, 0), 1]),
  /** 2^n for a pair of whole numbers n: the bits of its exponent. @param {number} halvings n·2^halvings is given */
  powers_of_2: (halvings) => [
    vector(0xc7), // to 64 bits
    [0x41, signed_bits(halvings)], vector(0xcc), // shift right
    [0x42, signed_bits(1023)], vector(18), vector(0xce), // add 1023, as float64 does
    [0x41, signed_bits(52)], vector(0xcb), // shift left
  ],
};

/**
 * A module with one function and the memory that it is given.
 * @param {object} names
 * @param {string[]} names.whole of the arguments that are whole numbers
 * @param {string[]} [names.floats] of the arguments that are float64, after them
 * @param {string[]} names.more of further whole numbers
 * @param {string[]} names.pairs of pairs of float64
 * @param {(get: (name: string) => Code, set: (name: string) => Code) => Code} write the function's code
 */
export function assemble({ whole, floats = [], more, pairs }, write) {
  const names = [...whole, ...floats, ...more, ...pairs];
  const place = (/** @type {string} */ name) => {
    if (!names.includes(name)) throw new Error(`There is no variable ${name}.`);
    return unsigned(names.indexOf(name));
  };
  const code = write((name) => [0x20, place(name)], (name) => [0x21, place(name)]);
  const locals = [2, unsigned(more.length), I32, unsigned(pairs.length), V128];
  const bytes = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, unsigned(whole.length + floats.length), whole.map(() => I32), floats.map(() => F64), 0]),
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
    if (problem instanceof WebAssembly.CompileError) return null; // no pairs of numbers, or not allowed on this page
    throw problem;
  }
}

const PAGE = 65536; // bytes by which memory grows

/** Let a memory hold at least so many bytes; views on it from before are void then. @param {WebAssembly.Memory} memory @param {number} bytes */
export function holdAtLeast(memory, bytes) {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}
