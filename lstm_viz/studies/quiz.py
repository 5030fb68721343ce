"""Questions about a reader's own sentence, answered by the true trace: predict first, then look.

Every question compares things that clearly differ in the pass, by `MARGIN` at least; where a text
offers no such difference, no question of that kind is asked. The answer comes with what made it so.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.look.narration import percent, show, signed, worked
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm
from lstm_viz.nn.softmax import softmax

from . import attribution

MARGIN = 0.15  # closer gates, probabilities and shares are a toss of a coin and not asked about


@dataclass(frozen=True)
class Question:
    """A question with its true answer."""

    kind: str  # which of `KINDS` made it
    question: str
    options: tuple[str, ...]
    right: int
    why: str  # the numbers of the trace that decide, and what made them so
    page: str  # file of the page that teaches it


def _quoted(trace: TextTrace, t: int) -> str:
    """The word at step t in quotation marks, with its place where it occurs more than once."""
    token = trace.tokens[t]
    if trace.tokens.count(token) == 1:
        return f"“{show(token)}”"
    return f"“{show(token)}” (word {t + 1})"


def _gate(field: str, name: str, verb: str) -> Callable:
    """A question that compares the mean of one gate at two words."""

    def make(trace: TextTrace, model: LanguageModel, chance: random.Random) -> Question | None:
        means = getattr(trace, field).mean(axis=1)  # (T,)
        later = range(1, len(means))  # at the first word there is no memory yet
        pairs = [(a, b) for a in later for b in range(1, a) if abs(means[a] - means[b]) >= MARGIN]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        more = "more" if means[a] > means[b] else "less"
        here, there = _quoted(trace, a), _quoted(trace, b)
        return Question(
            name,
            f"Over all units: at {here}, will the {name} {verb} more or less than at {there}?",
            ("more", "less"),
            ("more", "less").index(more),
            f"The mean of the {name} is {signed(means[a])} at {here} and {signed(means[b])} at {there}. "
            + _word_or_past(trace, name, a, b),
            "gates",
        )

    return make


def with_word_of(trace: TextTrace, name: str, t: int, other: int) -> float:
    """Mean of a gate, 0…1, at step t had the word of step `other` come there, after the same past."""
    k = lstm.GATES.index(name.removesuffix(" gate"))
    # σ(W_h·h_{t−1} + W_x·x_other + b)
    gate = lstm.sigmoid(trace.hidden_part[t, k] + trace.input_part[other, k] + trace.bias[k])
    return float(gate.mean())


def _word_or_past(trace: TextTrace, name: str, a: int, b: int) -> str:
    """What made a gate differ between two steps: the words themselves, or what was read before them."""
    mean = getattr(trace, name.replace(" ", "_")).mean(axis=1)
    swapped = with_word_of(trace, name, a, b)
    word = abs(swapped - mean[a]) > abs(mean[b] - swapped)
    here, there = _quoted(trace, a), _quoted(trace, b)
    because = "the word itself" if word else "what was read before"
    return (
        f"Had {there} come in place of {here}, after the same past, it would be {signed(swapped)}: "
        f"{because} makes more of the difference."
    )


def _next_word(trace: TextTrace, model: LanguageModel, chance: random.Random) -> Question | None:
    """Which of four words the network expects most after a step."""
    t = chance.randrange(len(trace))
    p = softmax(model.scores(trace.hidden_state[t]))
    special = {model.vocabulary.index[token] for token in (UNKNOWN, END) if token in model.vocabulary}
    best = [int(i) for i in np.argsort(-p)[:60] if int(i) not in special]
    others = chance.sample(best[8:], 3)
    if p[best[0]] - p[others].max() < MARGIN:
        return None
    options = [best[0], *others]
    chance.shuffle(options)
    read = [show(token) for token in trace.tokens[: t + 1]]
    start = "… " if len(read) > 8 else ""
    best_word = model.vocabulary.tokens[best[0]]
    return Question(
        "next word",
        f"After “{start}{' '.join(read[-8:])}”: which of these words does the network expect most?",
        tuple(model.vocabulary.tokens[i] for i in options),
        options.index(best[0]),
        f"It gives “{best_word}” {percent(p[best[0]], 1)}, and the other three "
        f"{percent(p[others].sum(), 1)} together.{_leans_on(trace, model, t, best[0])}",
        "gates",
    )


def _leans_on(trace: TextTrace, model: LanguageModel, t: int, word: int) -> str:
    """The word read that an expectation after step t leans on most; "" where it leans on none."""
    _, h = attribution.without_each(model.parameters, trace, t)  # (t + 1, H)
    p = softmax(model.scores(h))[:, word]  # (t + 1,)
    k = int(p.argmin())
    if p[k] >= softmax(model.scores(trace.hidden_state[t]))[word]:
        return ""
    return (
        f" It leans most on {_quoted(trace, k)}: had that not been read, it would give "
        f"“{model.vocabulary.tokens[word]}” {percent(p[k], 1)}."
    )


def _most_written(trace: TextTrace, model: LanguageModel, chance: random.Random) -> Question | None:
    """Which of up to four words the last memory holds most of.

    That is often the latest of them; four among which it is an earlier one are asked for first.
    """
    T = len(trace)
    if T < 4:
        return None
    sizes = np.linalg.norm(attribution.final_parts(trace)[1:], axis=1)  # (T,)
    clear = []
    for _ in range(30):
        places = chance.sample(range(T), 4)
        second, most = np.sort(sizes[places])[-2:]
        if most - second >= MARGIN * sizes[places].sum():
            clear.append(places)
    if not clear:
        return None
    surprising = [places for places in clear if max(places, key=sizes.__getitem__) != max(places)]
    places = (surprising or clear)[0]
    named = zip(places, sizes[places] / sizes[places].sum(), strict=True)
    shares = [f"{_quoted(trace, t)} {percent(share)}" for t, share in named]
    most = places[int(sizes[places].argmax())]
    left = float(attribution.kept(trace, most)[-1])
    since = (
        f"The forget gates since have left {percent(left)} of what it wrote."
        if most < T - 1
        else "It was read last: no forget gate has touched it yet."
    )
    return Question(
        "memory",
        "After the last word, which of these words has written most of what is still in the memory?",
        tuple(_quoted(trace, t) for t in places),
        int(sizes[places].argmax()),
        f"Of what these four have left, by length: {', '.join(shares)}. {since}",
        "what_if",
    )


def _unit(trace: TextTrace, model: LanguageModel, chance: random.Random) -> Question | None:
    """Given a unit's gates at a word, what happens to its memory: rises, falls, or stays."""
    C = np.vstack([trace.initial_cell_state, trace.cell_state])  # (T + 1, H)
    change = np.diff(C, axis=0)  # (T, H)
    kinds = {
        "rises": change > 0.3,
        "falls": change < -0.3,
        "stays nearly the same": np.abs(change) < 0.03,
    }
    kinds["stays nearly the same"] &= np.abs(trace.cell_state) > 0.3
    places = {name: np.argwhere(found) for name, found in kinds.items()}
    places = {
        name: found[found[:, 0] > 0].tolist() for name, found in places.items()
    }  # not the first word
    possible = [name for name, found in places.items() if found]
    if not possible:
        return None
    name = chance.choice(possible)
    t, unit = chance.choice(places[name])
    f, i, g = (float(a[t, unit]) for a in (trace.forget_gate, trace.input_gate, trace.candidate))
    before, after = float(C[t, unit]), float(C[t + 1, unit])
    terms = worked(lambda f, c, i, g: f * c + i * g, [f, before, i, g], after)
    stays, added = worked(lambda a, b: a + b, [f * before, i * g], after)
    shown = [f"({term})" if term.startswith("−") else term for term in terms]
    return Question(
        "cell state",
        f"At {_quoted(trace, t)}, unit {unit} holds C = {terms[1]} and has f = {terms[0]}, "
        f"i = {terms[2]}, C̃ = {terms[3]}. What happens to its memory C?",
        tuple(kinds),
        list(kinds).index(name),
        f"f ∗ C + i ∗ C̃ = {shown[0]} × {shown[1]} + {shown[2]} × {shown[3]} = {signed(after)}: of the old "
        f"memory the forget gate leaves {stays}, and {added} is added.",
        "gates",
    )


def _hidden(trace: TextTrace, model: LanguageModel, chance: random.Random) -> Question | None:
    """How much of a unit's memory is shown: the output gate decides."""
    squashed = np.tanh(trace.cell_state)
    shown, hidden = trace.output_gate > 0.9, trace.output_gate < 0.1
    kinds = [(shown, 0), (hidden, 1)]
    chance.shuffle(kinds)
    for clear, right in kinds:
        found = np.argwhere(clear & (np.abs(squashed) > 0.5)).tolist()
        if not found:
            continue
        t, unit = chance.choice(found)
        o, C, h = (float(a[t, unit]) for a in (trace.output_gate, trace.cell_state, trace.hidden_state))
        terms = worked(lambda o, c: o * math.tanh(c), [o, C], h)
        return Question(
            "output",
            f"At {_quoted(trace, t)}, unit {unit} holds C = {terms[1]}; its output gate is {terms[0]}. "
            "Will h show this memory or hide it?",
            ("show it", "hide it"),
            right,
            f"h = o ∗ tanh(C) = {terms[0]} × tanh({terms[1]}) = {signed(h)}: C stays as it is, and "
            + ("an open output gate lets it be seen." if right == 0 else "a shut output gate hides it."),
            "gates",
        )
    return None


KINDS = (
    _gate("forget_gate", "forget gate", "keep"),
    _most_written,
    _next_word,
    _gate("input_gate", "input gate", "let in"),
    _unit,
    _hidden,
    _gate("output_gate", "output gate", "show"),
)


def questions(trace: TextTrace, model: LanguageModel, seed: int = 0) -> list[Question]:
    """At most one question of each kind about one pass, always the same ones for the same seed.

    Args:
        trace: a `TextTrace`.  model: the `LanguageModel` that made it.
    """
    asked = []
    for k, make in enumerate(KINDS):
        chance = random.Random(f"{seed} {k}")
        question = next(filter(None, (make(trace, model, chance) for _ in range(8))), None)
        if question:
            asked.append(question)
    return asked
