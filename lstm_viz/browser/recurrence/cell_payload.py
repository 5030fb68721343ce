"""What the recurrent cell's stepper gets, once for a text."""

import base64
from typing import Any

import numpy as np

from lstm_viz.browser import stage
from lstm_viz.browser.packing import digest, encode
from lstm_viz.look.narration import show, signed
from lstm_viz.look.roles import EMBEDDING, HIDDEN, NEGATIVE, full_colour
from lstm_viz.models.cells import CELLS
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import RNNTextTrace
from lstm_viz.nn.lstm import arrays
from lstm_viz.nn.softmax import softmax

# U, W and V have the same colour, and the same line style, wherever they are drawn
WEIGHTS = {"U": "#0B8F8F", "W": "#B0307A", "V": "#7B5BD6"}


def payload(model: LanguageModel, trace: RNNTextTrace, memoryless: list[str], **view: Any) -> dict:
    """All that the stepper shows of one pass of a plain recurrent network; plain JSON values.

    Args:
        model: a `LanguageModel` with cell "rnn".  trace: its pass over T tokens.
        memoryless: what a feedforward model expects after each token, T strings.
        view: `start`, `unit` and `share`, as for the LSTM's stepper.
    """
    name = digest(trace.tokens, memoryless, view, trace.hidden_state)
    W = model.parameters.W  # (H, H + E)
    largest = full_colour(W)
    (equation,) = CELLS["rnn"].equations
    coarse = np.clip(np.round(W / largest * 127), -127, 127).astype(np.int8)  # for the picture alone
    return {
        "id": name,
        "model": name,
        "sizes": model.sizes,
        "step_name": "word",
        "tokens": [show(token) for token in trace.tokens],
        "arrays": {name: encode(array) for name, array in arrays(trace).items() if name != "ids"},
        "largest": {"inputs": full_colour(trace.inputs)},
        "weights": {"base64": base64.b64encode(coarse.tobytes()).decode(), "largest": largest},
        "narration": narrate(model, trace),
        "stages": list(CELLS["rnn"].stages),
        "code": "\n".join([f"# {equation.text}", equation.code]),
        "roles": {"hidden_state": {"colour": HIDDEN.colour, "signed": True}},
        "colours": {"input": EMBEDDING, "negative": NEGATIVE, **WEIGHTS},
        "next": stage.next_words(model, trace),
        "memoryless": [show(token) for token in memoryless],
        "start": 0,
        "unit": 0,
        **stage.unknown_words(model.vocabulary, trace),
        **view,
    }


def narrate(model: LanguageModel, trace: RNNTextTrace) -> list[dict[str, str]]:
    """For every step a sentence for the whole step and one for each stage."""
    sizes = model.sizes
    probabilities = softmax(model.scores(trace.hidden_state))  # (T, V)
    told = []
    for t, token in enumerate(trace.tokens):
        before = trace.hidden_state[t - 1] if t else trace.initial_hidden_state
        h = trace.hidden_state[t]
        word = f"“{show(token)}”"
        change = np.abs(h - before)
        unit = int(change.argmax())
        best = int(probabilities[t].argmax())
        expected = f"“{show(model.vocabulary.tokens[best])}” ({100 * probabilities[t, best]:.1f} %)"
        empty = "" if before.any() else " Nothing has been read before, so the state is all zeros."
        reads = sizes["H"] + sizes["E"]
        told.append(
            {
                "": (
                    f"At {word} the state moves by {change.mean():.2f} a unit on average, "
                    f"and the network now expects {expected}."
                ),
                "Concatenate": (
                    f"Two lists are laid end to end: the state, {sizes['H']} numbers, "
                    f"and {word}, {sizes['E']} numbers.{empty}"
                ),
                "Hidden": (
                    f"Every unit weighs all {reads} numbers with its own row; tanh squeezes the sum. "
                    f"Unit {unit} changes most: from {signed(before[unit])} to {signed(h[unit])}."
                ),
                "Output": (
                    f"V scores all {sizes['V']:,} words from the new state alone, and softmax makes "
                    f"probabilities of the scores: {expected} leads."
                ),
            }
        )
    return told
