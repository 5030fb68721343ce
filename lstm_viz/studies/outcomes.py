"""What an experiment on the gates did, as one of the answers a reader could have expected.

Each function looks at the untouched and the held reading and gives the number of the true answer, with
a sentence that proves it. `OUTCOMES` names them for `lessons/what_if.json`.
"""

import re

import numpy as np

from lstm_viz.look.narration import show, signed
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace

from .intervention import Hold, ImpossibleHold
from .surprise import surprise

SAME_BITS = 0.1  # mean surprises closer than this count as about the same


def guesses(
    model: LanguageModel, free: TextTrace, held: TextTrace, holds: list[Hold]
) -> tuple[int, str]:
    """0 the network guesses the text's words better, 1 about as well, 2 worse."""
    before, after = (float(np.nanmean(surprise(model, trace))) for trace in (free, held))
    answer = 1 if abs(after - before) < SAME_BITS else 0 if after < before else 2
    said = ("better", "about as well", "worse")[answer]
    return answer, f"It guesses {said}: {after:.2f} bits of surprise a word instead of {before:.2f}."


def ending(model: LanguageModel, free: TextTrace, held: TextTrace, holds: list[Hold]) -> tuple[int, str]:
    """0 the likeliest next word after the text stays, 1 it becomes another."""
    (old, p), (new, q) = (model.predict(trace, -1, 1)[0] for trace in (free, held))
    if old == new:
        return 0, f"It stays “{show(old)}”, with {q:.0%} instead of {p:.0%}."
    return 1, f"It changes from “{show(old)}” ({p:.0%}) to “{show(new)}” ({q:.0%})."


def memory(model: LanguageModel, free: TextTrace, held: TextTrace, holds: list[Hold]) -> tuple[int, str]:
    """0 from where it was held the memory shrinks to the end, 1 it keeps its size, 2 it grows."""
    start = min(hold.steps[0] for hold in holds if hold.steps) - 1
    first, last = (float(np.linalg.norm(held.cell_state[t])) for t in (max(start, 0), -1))
    answer = 1 if abs(last - first) < 0.01 * first else 0 if last < first else 2
    said = ("shrinks", "keeps its size", "grows")[answer]
    return answer, f"It {said}: the length ‖C‖ goes from {first:.2f} to {last:.2f}."


def sameness(
    model: LanguageModel, free: TextTrace, held: TextTrace, holds: list[Hold]
) -> tuple[int, str]:
    """0 the network expects the same next words after every word, 1 what it did untouched, 2 neither."""
    scores = model.scores(held.hidden_state)
    if np.ptp(scores, axis=0).max() < 1e-4:
        word, p = model.predict(held, -1, 1)[0]
        return 0, f"After every word it expects the same: “{show(word)}” first, with {p:.0%}."
    if np.abs(scores - model.scores(free.hidden_state)).max() < 1e-4:
        return 1, "Nothing changes: every probability is what it was."
    apart = float(np.abs(held.hidden_state - free.hidden_state).max())
    return 2, f"Neither: h moves by up to {signed(apart)}."


OUTCOMES = {"guesses": guesses, "ending": ending, "memory": memory, "sameness": sameness}


def steps_at(place: str, tokens: list[str]) -> tuple[int, ...] | None:
    """The steps that a lesson's words name in a text: "all", "after bear", "middle", or a token.

    Raises:
        ImpossibleHold: the text has no such place.
    """
    if place == "all":
        return None
    if place == "middle":
        return (len(tokens) // 2,)
    if after := re.fullmatch(r"after (\S+)", place):
        if after[1] not in tokens[:-1]:
            raise ImpossibleHold(f"There is no “{after[1]}” in the text with a word after it.")
        return tuple(range(tokens.index(after[1]) + 1, len(tokens)))
    steps = tuple(t for t, token in enumerate(tokens) if token == place)
    if not steps:
        raise ImpossibleHold(f"There is no “{place}” in the text.")
    return steps


def preset_holds(preset: dict, tokens: list[str]) -> list[Hold]:
    """The holds of a lesson's experiment on a text.

    Raises:
        ImpossibleHold: the text has no place for it, or no word to guess.
    """
    if preset["outcome"] == "guesses" and len(tokens) < 2:  # nothing is guessed at the first word
        raise ImpossibleHold("This experiment compares guesses: the text needs two words.")
    return [Hold(h["gate"], h["value"], None, steps_at(h["at"], tokens)) for h in preset["holds"]]


def fits(preset: dict, tokens: list[str]) -> bool:
    """Whether a lesson's experiment can be made on a text."""
    try:
        preset_holds(preset, tokens)
    except ImpossibleHold:
        return False
    return True
