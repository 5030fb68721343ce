// The two trained networks that follow the ball: one step of each, and where the ball will be.

function layer(weight, bias, x) {
  const [n, m] = weight.shape;
  return Float32Array.from({ length: n }, (_, j) => {
    let sum = bias.values[j];
    for (let k = 0; k < m; k++) sum += weight.values[j * m + k] * x[k];
    return sum;
  });
}

// h = tanh(U·x + W·h_before + b); the guesses are V·h + c, as pairs x, y for 1, 2, … frames ahead
export function recurrentStep(w, x, before) {
  const fromX = layer(w["recurrent.rnn.weight_ih_l0"], w["recurrent.rnn.bias_ih_l0"], x);
  const fromH = layer(w["recurrent.rnn.weight_hh_l0"], w["recurrent.rnn.bias_hh_l0"], before);
  const state = fromX.map((v, k) => Math.tanh(v + fromH[k]));
  return { state, guesses: pairs(layer(w["recurrent.output.weight"], w["recurrent.output.bias"], state)) };
}

export function feedforwardStep(w, x) {
  const hidden = layer(w["feedforward.hidden.weight"], w["feedforward.hidden.bias"], x).map(Math.tanh);
  return pairs(layer(w["feedforward.output.weight"], w["feedforward.output.bias"], hidden));
}

function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, k) => [numbers[2 * k], numbers[2 * k + 1]]);
}

// The place after some frames: straight on, folded back at each edge of −1 … 1.
export function rolled(place, velocity, frames) {
  return place.map((p, k) => {
    const there = (((p + velocity[k] * frames + 1) % 4) + 4) % 4;
    return there < 2 ? there - 1 : 3 - there;
  });
}
