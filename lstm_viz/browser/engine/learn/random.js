// Chance that can be repeated.

/**
 * Random numbers 0…1 that are the same for the same seed, in every browser: mulberry32 (Tommy Ettinger 2017,
 * public domain), a Weyl sequence of 32 bits and a mixing of its bits.
 * @param {number} seed
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
