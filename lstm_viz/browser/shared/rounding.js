// Numbers as people check them: what is shown, evaluated, gives the result that is shown.

// The fewest digits, from `fewest` on, at which `f` of the rounded terms rounds like the result.
export function digitsFor(terms, f, result, digits, fewest) {
  for (let d = fewest; d < 8; d++) {
    if (f(...terms.map((v) => Number(v.toFixed(d)))).toFixed(digits) === result.toFixed(digits)) return d;
  }
  return 8;
}

export const bracket = (text) => (text.startsWith("−") ? `(${text})` : text);
