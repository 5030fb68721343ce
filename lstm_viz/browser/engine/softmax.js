// Scores become probabilities.

/**
 * p_k = e^{s_k/τ} / Σ_j e^{s_j/τ}; the largest is taken out first, so none overflows.
 * @param {Float32Array} scores (K)
 * @param {number} [temperature] τ > 0: below 1 the likeliest gains, above 1 all draw level
 * @returns {Float32Array} (K)
 */
export function softmax(scores, temperature = 1) {
  if (!(temperature > 0)) throw new RangeError("The temperature must be above 0.");
  const largest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const p = new Float32Array(scores.length);
  let sum = 0;
  for (let k = 0; k < p.length; k++) sum += p[k] = Math.exp((scores[k] - largest) / temperature);
  for (let k = 0; k < p.length; k++) p[k] /= sum;
  return p;
}

/**
 * The places of the k largest values, largest first; of two that are equal the first comes first.
 * @param {Float32Array} values
 * @param {number} k
 * @returns {number[]}
 */
export function largestPlaces(values, k) {
  /** @type {number[]} */
  const best = [];
  for (let i = 0; i < values.length; i++) {
    if (best.length === k && !(values[i] > values[best[k - 1]])) continue;
    let place = best.length;
    while (place > 0 && values[i] > values[best[place - 1]]) place--;
    best.splice(place, 0, i);
    if (best.length > k) best.pop();
  }
  return best;
}
