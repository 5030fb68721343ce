// Numbers as people check them: what is shown, evaluated, gives the result that is shown.

// The fewest digits, from `fewest` on, at which `f` of the rounded terms rounds like the result.
export function digitsFor(terms, f, result, digits, fewest) {
  for (let d = fewest; d < 8; d++) {
    if (f(...terms.map((v) => Number(v.toFixed(d)))).toFixed(digits) === result.toFixed(digits)) return d;
  }
  return 8;
}

export const bracket = (text) => (text.startsWith("−") ? `(${text})` : text);

/**
 * Decimals at which a small number still shows `digits` significant digits; never fewer than `digits`.
 * @param {number} value @param {number} [digits]
 */
export function decimalsFor(value, digits = 2) {
  if (value === 0) return digits;
  return Math.min(9, Math.max(digits, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
}

/**
 * A probability in percent, with as many decimals as it takes to show more than zeros.
 * @param {number} p 0…1 @param {number} [digits] decimals where that is enough
 */
export function inPercent(p, digits = 1) {
  if (p > 0 && p < 1e-8) return "< 0.000001 %";
  return `${(100 * p).toFixed(decimalsFor(100 * p, digits))} %`;
}
