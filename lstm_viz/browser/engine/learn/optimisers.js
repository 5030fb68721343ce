// How gradients move the weights. Both as `torch.optim` computes them.

/** @typedef {Record<string, import("./matrices.js").Numbers>} Arrays by name */

/**
 * The length of all gradients together, ‖g‖.
 * @param {Arrays} gradients
 */
export function lengthOfAll(gradients) {
  let square = 0;
  for (const g of Object.values(gradients)) for (let k = 0; k < g.length; k++) square += g[k] * g[k];
  return Math.sqrt(square);
}

/**
 * Clip: where ‖g‖ is above `most`, all gradients shrink alike so that it is `most` (Pascanu, Mikolov and
 * Bengio 2013, "On the difficulty of training recurrent neural networks").
 * @param {Arrays} gradients changed in place
 * @param {number} most
 * @returns {number} ‖g‖ before
 */
export function clip(gradients, most) {
  const length = lengthOfAll(gradients);
  const factor = most / (length + 1e-6); // as torch's clip_grad_norm_
  if (factor < 1) for (const g of Object.values(gradients)) for (let k = 0; k < g.length; k++) g[k] *= factor;
  return length;
}

/** Stochastic gradient descent. */
export class SGD {
  /** @param {number} rate η */
  constructor(rate) {
    this.rate = rate;
  }

  /**
   * @param {Arrays} parameters changed in place
   * @param {Arrays} gradients
   */
  update(parameters, gradients) {
    for (const name in parameters) {
      const [w, g] = [parameters[name], gradients[name]];
      // w = w − η·g
      for (let k = 0; k < w.length; k++) w[k] -= this.rate * g[k];
    }
  }
}

/** Kingma and Ba (2015, "Adam: a method for stochastic optimization", algorithm 1). */
export class Adam {
  /** @param {number} rate α */
  constructor(rate, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8) {
    this.rate = rate;
    this.beta_1 = beta_1;
    this.beta_2 = beta_2;
    this.epsilon = epsilon;
    this.power_1 = 1; // β₁ᵗ, by multiplication alone, which is the same in every browser
    this.power_2 = 1; // β₂ᵗ
    /** @type {Arrays} */
    this.first = {};
    /** @type {Arrays} */
    this.second = {};
  }

  /**
   * @param {Arrays} parameters changed in place
   * @param {Arrays} gradients
   */
  update(parameters, gradients) {
    const { rate, beta_1, beta_2, epsilon } = this;
    const unbiased_1 = 1 - (this.power_1 *= beta_1);
    const unbiased_2 = 1 - (this.power_2 *= beta_2);
    for (const name in parameters) {
      const [w, g] = [parameters[name], gradients[name]];
      const m = (this.first[name] ??= new Float64Array(w.length));
      const v = (this.second[name] ??= new Float64Array(w.length));
      for (let k = 0; k < w.length; k++) {
        // m = β₁·m + (1 − β₁)·g
        m[k] = beta_1 * m[k] + (1 - beta_1) * g[k];
        // v = β₂·v + (1 − β₂)·g²
        v[k] = beta_2 * v[k] + (1 - beta_2) * g[k] * g[k];
        // w = w − α·m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
        w[k] -= (rate * (m[k] / unbiased_1)) / (Math.sqrt(v[k] / unbiased_2) + epsilon);
      }
    }
  }
}
