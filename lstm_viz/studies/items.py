"""Twelve items on what people get wrong about LSTMs, in two parallel forms, with numbers of true readings.

Each wrong answer stands for a belief, so that who chooses it can be told what to look at. A form takes
its numbers from one sentence; the learning gain between the two forms is Hake's (1998,
"Interactive-engagement versus traditional methods"): the share of what could still be gained.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_viz import lessons
from lstm_viz.look.narration import percent, show, signed, worked
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm
from lstm_viz.nn.counts import layer_count

LESSON = lessons.load("items")
TEXTS: tuple[str, str] = tuple(LESSON["texts"])


@dataclass(frozen=True)
class Item:
    """One question with its numbers filled in."""

    name: str
    question: str
    options: tuple[str, ...]
    beliefs: tuple[str | None, ...]  # what each option stands for; None for the right one
    why: str
    page: str  # where it can be seen

    @property
    def right(self) -> int:
        """Place of the right option."""
        return self.beliefs.index(None)


def form(model: LanguageModel, trace: TextTrace) -> list[Item]:
    """All twelve items with the numbers of one trace of an LSTM; the order of the options is fixed by
    name.

    Raises:
        ValueError: the trace has fewer than four words.
    """
    if len(trace) < 4:
        raise ValueError("The items need a sentence of at least four words.")
    return [_item(raw, FACTS[raw["name"]](model, trace)) for raw in LESSON["items"]]


def gain(before: int, after: int, most: int) -> float | None:
    """Hake's gain g = (after − before) / (most − before); None where nothing was left to gain."""
    return None if before == most else (after - before) / (most - before)


def _item(raw: dict, facts: dict) -> Item:
    answers = [(raw["right"], None), *map(tuple, raw["wrong"])]
    random.Random(raw["name"]).shuffle(answers)
    options, beliefs = zip(*((text.format(**facts), belief) for text, belief in answers), strict=True)
    return Item(
        raw["name"],
        raw["question"].format(**facts),
        options,
        beliefs,
        raw["why"].format(**facts),
        raw["page"],
    )


# --- the numbers of each item ---------------------------------------------------------------------


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _before(trace: TextTrace) -> np.ndarray:
    """C_{t−1} for every t, (T, H)."""
    return np.concatenate([trace.initial_cell_state[None], trace.cell_state[:-1]])


def _clearest(score: np.ndarray) -> tuple[int, int]:
    """Step and unit with the largest score (T, H)."""
    t, unit = np.unravel_index(int(np.argmax(score)), score.shape)
    return int(t), int(unit)


def _place(trace: TextTrace, t: int, unit: int) -> dict:
    return {"word": show(trace.tokens[t]), "unit": unit}


def _sizes(model: LanguageModel, trace: TextTrace) -> dict:
    H, T = model.sizes["H"], len(trace)
    weights = layer_count(model.parameters)
    return {
        "H": H,
        "T": T,
        "TH": T * H,
        "weights": weights,
        "double": 2 * weights,
        "more": weights + T * H,
    }


def _keeps(model: LanguageModel, trace: TextTrace) -> dict:
    before, f = _before(trace), trace.forget_gate
    # a gate that keeps most of a large memory, yet visibly not all of it
    t, unit = _clearest(np.where((f > 0.6) & (f < 0.93), np.abs(before), 0))
    terms = [float(f[t, unit]), float(before[t, unit])]
    gate, C = worked(lambda a, b: a * b, terms, terms[0] * terms[1])
    return _place(trace, t, unit) | {
        "before": C,
        "before_in": _bracketed(C),
        "f": gate,
        "kept": signed(terms[0] * terms[1]),
        "lost": signed((1 - f[t, unit]) * before[t, unit]),
    }


def _one_per_unit(model: LanguageModel, trace: TextTrace) -> dict:
    t = len(trace) // 2
    f = trace.forget_gate[t]
    most, least = int(f.argmax()), int(f.argmin())
    return _sizes(model, trace) | {
        "word": show(trace.tokens[t]),
        "t": t + 1,
        "most": percent(f[most]),
        "least": percent(f[least]),
        "unit_most": most,
        "unit_least": least,
    }


def _not_booleans(model: LanguageModel, trace: TextTrace) -> dict:
    i, g = trace.input_gate, trace.candidate
    t, unit = _clearest(np.where((i > 0.25) & (i < 0.75) & (np.abs(g) < 0.97), np.abs(g), 0))
    gate, candidate = float(i[t, unit]), float(g[t, unit])
    shown_i, shown_g = worked(lambda a, b: a * b, [gate, candidate], gate * candidate)
    return _place(trace, t, unit) | {
        "i": shown_i,
        "g": shown_g,
        "g_in": _bracketed(shown_g),
        "written": signed(gate * candidate),
        "rounded": shown_g if gate >= 0.5 else "0",
        "share": percent(gate),
        "summed": signed(gate + candidate),
    }


def _output(trace: TextTrace, t: int, unit: int) -> dict:
    C, o = float(trace.cell_state[t, unit]), float(trace.output_gate[t, unit])
    shown_o, shown_C = worked(lambda a, b: a * np.tanh(b), [o, C], o * np.tanh(C))
    return _place(trace, t, unit) | {
        "C": shown_C,
        "o": shown_o,
        "h": signed(o * np.tanh(C)),
        "oC": signed(o * C),
    }


def _h_against_c(model: LanguageModel, trace: TextTrace) -> dict:
    o, C = trace.output_gate, trace.cell_state
    # where tanh neither does nothing nor saturates, so that h, C, o·C and o are four numbers
    bends = (C > 0.7) & (C < 1.3) & (o > 0.4) & (o < 0.9)
    return _output(trace, *_clearest(np.where(bends, 1 - np.abs(o - 0.7), 0)))


def _order(model: LanguageModel, trace: TextTrace) -> dict:
    before, C, o = _before(trace), trace.cell_state, trace.output_gate
    clear = (o > 0.5) & (o < 0.95) & (np.abs(before) > 0.3) & (np.abs(C) < 1.5)
    t, unit = _clearest(np.where(clear, np.abs(C - before), 0))
    old, new, gate = float(before[t, unit]), float(C[t, unit]), float(o[t, unit])
    return _output(trace, t, unit) | {
        "before": signed(old),
        "h_old": signed(gate * np.tanh(old)),
        "h_mean": signed(gate * np.tanh((old + new) / 2)),
    }


def _blind(model: LanguageModel, trace: TextTrace) -> dict:
    t = len(trace) // 2
    p, x, h = model.parameters, trace.inputs[t + 1], trace.hidden_state[t]
    seen, erased = (lstm.step(p, x, h, c) for c in (trace.cell_state[t], np.zeros_like(h)))
    f, i, _, _, o, _ = range(6)
    change = max(float(np.abs(seen[k] - erased[k]).max()) for k in (f, i, o))
    return {
        "word": show(trace.tokens[t]),
        "next": show(trace.tokens[t + 1]),
        "change": signed(change),
    }


def _vanishing(model: LanguageModel, trace: TextTrace) -> dict:
    n = min(5, len(trace) - 1)
    products = trace.forget_gate[-n:].prod(axis=0)  # ∏ f (H,)
    unit = int(np.argmin(np.abs(products - 1 / len(trace))))  # visibly less than all, more than nothing
    return {
        "unit": unit,
        "n": n,
        "product": signed(products[unit]),
        "percent": percent(products[unit]),
        "kept": signed(products.max()),
    }


def _separate(model: LanguageModel, trace: TextTrace) -> dict:
    f, i = trace.forget_gate, trace.input_gate
    t, unit = _clearest(np.where((f > 0.6) & (f < 0.98) & (np.abs(f - i) > 0.05), f + i, 0))
    return _place(trace, t, unit) | {
        "f": signed(f[t, unit]),
        "i": signed(i[t, unit]),
        "rest": signed(1 - f[t, unit]),
        "sum": signed(f[t, unit] + i[t, unit]),
    }


FACTS: dict[str, Callable[..., dict]] = {
    "units against time steps": _sizes,
    "1 keeps": _keeps,
    "one value per unit": _one_per_unit,
    "not booleans": _not_booleans,
    "h against C": _h_against_c,
    "weights and length": _sizes,
    "return_sequences": _sizes,
    "between two texts": lambda model, trace: {
        "text": " ".join(map(show, trace.tokens)),
        "H": model.sizes["H"],
    },
    "in which order": _order,
    "gates don't see C": _blind,
    "vanishing all the same": _vanishing,
    "f and i": _separate,
}
