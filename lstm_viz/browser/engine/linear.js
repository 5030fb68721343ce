// The product of a matrix and a vector, where nearly all the time of a network goes, and the sigmoid.

/**
 * W·x, written into `out`.
 * @param {Float32Array} W row after row (rows, columns)
 * @param {Float32Array} x (columns)
 * @param {Float32Array} out (rows)
 */
export function product(W, x, out) {
  const rows = out.length;
  const columns = x.length;
  const whole = columns - (columns % 4);
  for (let r = 0, at = 0; r < rows; r++, at += columns) {
    // four sums side by side, because one sum would wait for itself at every addition
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < whole; k += 4) {
      a += W[at + k] * x[k];
      b += W[at + k + 1] * x[k + 1];
      c += W[at + k + 2] * x[k + 2];
      d += W[at + k + 3] * x[k + 3];
    }
    for (let k = whole; k < columns; k++) a += W[at + k] * x[k];
    out[r] = a + b + (c + d);
  }
}

/**
 * σ(z) = 1 / (1 + e^{−z}); no z overflows, because e^{−z} = ∞ gives 0.
 * @param {number} z
 */
export function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}
