// σ and tanh of float32, rounded to float32 after every step as WebAssembly does: the same to the last bit in every
// browser, with squash_kernel.js or without.

const { fround } = Math;

export const LARGEST = 87; // e^87 and e^−87 are float32, not much more is
export const PER_LN_2 = fround(1 / Math.LN2);
// ln 2 in two parts: the first has few bits, so that k·LN_2_HIGH is exact
export const LN_2_HIGH = 0.693359375;
export const LN_2_LOW = fround(Math.LN2 - LN_2_HIGH);
/** e^r = 1 + r + r²/2 + … to r⁷/5040, the highest power first. */
export const SERIES = Float32Array.of(1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1);

// A number so large that its last bit counts 1: what is added to it is rounded to the nearest whole number, and stands
// in its lower bits, raised by 127 as the exponents of float32 are.
export const ROUNDS = 1.5 * 2 ** 23 + 127;

const POWERS_OF_2 = Float32Array.from({ length: 254 }, (_, k) => 2 ** (k - 126)); // 2^k, k from −126 on

/**
 * level + height / (1 + e^{scale·z}), e^x = 2^k·e^r with k the nearest whole number to x/ln 2.
 * @param {number} z
 * @param {import("./squash.js").Squash} squash
 */
export function squashedSingle(z, { scale, height, level }) {
  const x = Math.min(LARGEST, Math.max(-LARGEST, fround(scale * z)));
  const k = fround(fround(fround(x * PER_LN_2) + ROUNDS) - ROUNDS);
  const r = fround(fround(x - fround(k * LN_2_HIGH)) - fround(k * LN_2_LOW));
  let e_r = SERIES[0];
  for (let power = 1; power < SERIES.length; power++) e_r = fround(fround(e_r * r) + SERIES[power]);
  const e_x = fround(POWERS_OF_2[k + 126] * e_r);
  return fround(level + fround(height / fround(1 + e_x)));
}
