// Numbers as people type them.

/**
 * "0,5", "−3", "+2", ".5" and "1e-3" are numbers; NaN where it is none.
 * @param {string} text
 */
export function typedNumber(text) {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : NaN;
}
