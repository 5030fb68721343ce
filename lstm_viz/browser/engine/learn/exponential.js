// e^x, σ and tanh by multiplication and addition alone. Those are exact to the last bit in every browser, where
// `Math.exp` may differ in it: so a run repeats exactly on other machines. It also is several times as fast.

const PIECES = 32; // of the interval between two powers of 2
const FROM = -1080; // the powers of 2 that a number can have, and a few more
const POWERS = new Float64Array(2110);
const ROOTS = new Float64Array(PIECES); // 2^{j/32}

POWERS[-FROM] = 1;
for (let n = 1; n < POWERS.length + FROM; n++) POWERS[n - FROM] = 2 * POWERS[n - 1 - FROM];
for (let n = -1; n >= FROM; n--) POWERS[n - FROM] = POWERS[n + 1 - FROM] / 2;
ROOTS[0] = 1;
for (let step = PIECES / 2, root = Math.sqrt(2); step >= 1; step /= 2, root = Math.sqrt(root)) {
  // what is known at multiples of 2·step gives what lies between: 2^{(j + step)/32} = 2^{j/32}·2^{step/32}
  for (let j = 0; j < PIECES; j += 2 * step) ROOTS[j + step] = ROOTS[j] * root;
}

// ln 2 / 32 in two parts: the first has few bits, so that k·HIGH is exact; what Math.LN2 lacks of ln 2 is 2.3·10⁻¹⁷
const A_PIECE = Math.LN2 / PIECES;
const HIGH = Math.fround(A_PIECE);
const LOW = A_PIECE - HIGH + 2.3190468138462996e-17 / PIECES;
const IN_PIECES = 1 / A_PIECE;

const MOST = 710; // from here on, and a little before, e^x is more than a float64 can be

/**
 * e^x = 2^n · 2^{j/32} · e^r with k = 32·n + j the nearest whole number to x·32/ln 2; r is at most ln 2/64, where a
 * polynomial of degree 5 is right to 10⁻¹⁵.
 * @param {number} x
 */
export function exponential(x) {
  if (!(x < MOST)) return x >= MOST ? Infinity : NaN;
  if (x < -745) return 0;
  const k = Math.floor(x * IN_PIECES + 0.5);
  const r = x - k * HIGH - k * LOW;
  const e_r = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))));
  return POWERS[(k >> 5) - FROM] * ROOTS[k & 31] * e_r;
}

/** σ(z) = 1 / (1 + e^{−z}) @param {number} z */
export const logistic = (z) => 1 / (1 + exponential(-z));

/** tanh(z) = 1 − 2 / (e^{2z} + 1) @param {number} z */
export const tangent = (z) => 1 - 2 / (exponential(2 * z) + 1);
