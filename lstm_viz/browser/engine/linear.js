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
  // four rows side by side: each x is taken once for all, and no sum waits for another
  const whole = rows - (rows % 4);
  for (let r = 0; r < whole; r += 4) {
    const [a, b, c, d] = [r * columns, (r + 1) * columns, (r + 2) * columns, (r + 3) * columns];
    let sum_a = 0;
    let sum_b = 0;
    let sum_c = 0;
    let sum_d = 0;
    for (let k = 0; k < columns; k++) {
      const x_k = x[k];
      sum_a += W[a + k] * x_k;
      sum_b += W[b + k] * x_k;
      sum_c += W[c + k] * x_k;
      sum_d += W[d + k] * x_k;
    }
    out[r] = sum_a;
    out[r + 1] = sum_b;
    out[r + 2] = sum_c;
    out[r + 3] = sum_d;
  }
  for (let r = whole; r < rows; r++) {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += W[r * columns + k] * x[k];
    out[r] = sum;
  }
}

/**
 * σ(z) = 1 / (1 + e^{−z}); no z overflows, because e^{−z} = ∞ gives 0.
 * @param {number} z
 */
export function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}
