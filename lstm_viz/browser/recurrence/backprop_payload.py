"""Backpropagation in a small network as a sequence of steps, each with its numbers worked out."""

import numpy as np

from lstm_viz.browser.packing import digest
from lstm_viz.look.narration import places, signed, worked
from lstm_viz.nn import backprop
from lstm_viz.nn.activations import sigmoid_slope
from lstm_viz.nn.lstm import sigmoid

DIGITS = 3


def payload(network: backprop.Network, x: np.ndarray, y: np.ndarray, rate: float) -> dict:
    """Everything that the picture shows of one forward and backward pass; plain JSON values.

    Args:
        x: input (n_0,).  y: wanted output (n_L,).  rate: learning rate η of the last step.
    """
    found = backprop.backpropagate(network, x, y)
    after = backprop.backpropagate(backprop.descend(network, found, rate), x, y)
    L = len(network.weights)
    steps = [_forward(network, found, k) for k in range(1, L + 1)]
    steps.append(_cost(found, y))
    steps += [_delta(network, found, y, k) for k in range(L, 0, -1)]
    steps += [_gradients(found), _descent(found, after, rate)]
    return {
        "id": digest(x, y, rate, *network.weights),
        "activations": [[signed(v) for v in a] for a in found.activations],
        "deltas": [[signed(v, places(v, DIGITS)) for v in d] for d in found.deltas],
        "weights": [W.tolist() for W in network.weights],
        "cost": signed(found.cost, 4),
        "steps": steps,
    }


def _sum(terms: list[str]) -> str:
    """Products and a last term as one sum: ["0.5", "2.0", "0.1"] → "0.5 × 2.0 + 0.1"."""
    numbers = [f"({term})" if term.startswith("−") else term for term in terms]
    pairs = [f"{a} × {b}" for a, b in zip(numbers[0:-1:2], numbers[1::2], strict=True)]
    return " + ".join([*pairs, *numbers[len(pairs) * 2 :]])


def _weighted(weights: np.ndarray, values: np.ndarray, *rest: float) -> tuple[list[float], float]:
    """The terms w_1, v_1, w_2, v_2, …, rest, and what they come to."""
    terms = [float(n) for pair in zip(weights, values, strict=True) for n in pair]
    return [*terms, *rest], float(np.dot(weights, values) + sum(rest))


def _sigmoid(z: float) -> float:
    return float(sigmoid(np.array(z)))


def _add(*terms: float) -> float:
    """Σ w·v, and the last term where their number is odd."""
    products = sum(a * b for a, b in zip(terms[0:-1:2], terms[1::2], strict=len(terms) % 2 == 0))
    return products + (terms[-1] if len(terms) % 2 else 0)


def _forward(network: backprop.Network, found: backprop.Pass, k: int) -> dict:
    lines = []
    for j, (weights, bias) in enumerate(zip(network.weights[k - 1], network.biases[k - 1], strict=True)):
        terms, z = _weighted(weights, found.activations[k - 1], float(bias))
        shown = worked(_add, terms, z, DIGITS)
        a = _sigmoid(z)
        [of_z] = worked(_sigmoid, [z], a, DIGITS)
        lines.append(
            f"unit {j + 1}: z = {_sum(shown)} = {signed(z, DIGITS)};  "
            f"a = σ({of_z}) = {signed(a, DIGITS)}"
        )
    return {
        "title": f"Forward, layer {k}",
        "formula": f"z^{k} = W^{k}·a^{k - 1} + b^{k},  a^{k} = σ(z^{k})",
        "says": "Every unit weighs what comes in, adds its bias, and squeezes the sum with σ.",
        "kind": "forward",
        "layer": k,
        "lines": lines,
    }


def _cost(found: backprop.Pass, y: np.ndarray) -> dict:
    lines = [
        f"output {j + 1}: wanted {signed(want)}, got {signed(got, DIGITS)}"
        for j, (want, got) in enumerate(zip(y, found.activations[-1], strict=True))
    ]
    return {
        "title": "The cost",
        "formula": "C = ½ ‖y − a^L‖²",
        "says": f"How wrong is the output? C = {signed(found.cost, 4)}. Now the blame goes backwards.",
        "kind": "cost",
        "layer": len(found.deltas),
        "lines": lines,
    }


def _delta(network: backprop.Network, found: backprop.Pass, y: np.ndarray, k: int) -> dict:
    last = k == len(network.weights)
    lines = []
    for j, z in enumerate(found.pre_activations[k - 1]):
        slope, delta = float(sigmoid_slope(z)), float(found.deltas[k - 1][j])
        if last:
            terms = [float(found.activations[-1][j]), float(y[j]), slope]
            digits = places(delta, DIGITS)
            a, want, s = worked(lambda a, y, s: (a - y) * s, terms, delta, digits)
            lines.append(f"unit {j + 1}: δ = ({a} − {want}) × {s} = {signed(delta, digits)}")
        else:
            terms, _ = _weighted(network.weights[k][:, j], found.deltas[k])
            digits = places(delta, DIGITS)
            shown = worked(lambda *t: _add(*t[:-1]) * t[-1], [*terms, slope], delta, digits)
            lines.append(
                f"unit {j + 1}: δ = ({_sum(shown[:-1])}) × {shown[-1]} = {signed(delta, digits)}"
            )
    return {
        "title": f"Backward, layer {k}",
        "formula": f"δ^{k} = ∇_a C ⊙ σ′(z^{k})"
        if last
        else f"δ^{k} = ((W^{k + 1})ᵀ·δ^{k + 1}) ⊙ σ′(z^{k})",
        "says": "The output's blame: how far off it is, times the slope of σ there."
        if last
        else "Each unit gets the blame of those it feeds, through the same weights, times its slope.",
        "kind": "delta",
        "layer": k,
        "lines": lines,
    }


def _gradients(found: backprop.Pass) -> dict:
    lines = []
    for layer, (delta, a) in enumerate(zip(found.deltas, found.activations[:-1], strict=True), 1):
        for j, k in np.ndindex(len(delta), len(a)):
            terms = [float(delta[j]), float(a[k])]
            slope = terms[0] * terms[1]
            digits = places(slope, 4)
            shown = _sum(worked(lambda d, a: d * a, terms, slope, digits))
            lines.append(
                f"∂C/∂w, layer {layer}, from {k + 1} to {j + 1}: {shown} = {signed(slope, digits)}"
            )
    return {
        "title": "The gradients",
        "formula": "∂C/∂w^l_jk = δ^l_j · a^{l−1}_k",
        "says": "How the cost changes with a weight: the blame of the unit it feeds times what came in.",
        "kind": "gradient",
        "layer": None,
        "lines": lines,
    }


def _descent(found: backprop.Pass, after: backprop.Pass, rate: float) -> dict:
    change = "lower" if after.cost < found.cost else "not lower: the step was too long"
    return {
        "title": "One step downhill",
        "formula": "w ← w − η·∂C/∂w",
        "says": f"Every weight and bias moves against its gradient, with η = {signed(rate, 1)}. The "
        f"cost goes from {signed(found.cost, 4)} to {signed(after.cost, 4)}: {change}.",
        "kind": "descent",
        "layer": None,
        "lines": [
            f"output {j + 1}: {signed(a, DIGITS)} before, {signed(b, DIGITS)} after"
            for j, (a, b) in enumerate(zip(found.activations[-1], after.activations[-1], strict=True))
        ],
    }
