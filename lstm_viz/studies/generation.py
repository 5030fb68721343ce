"""Text from a language model: sampling word by word, and filling in a blank.

q_k ∝ e^{s_k/τ}                     temperature τ: below 1 bolder favourites, above 1 flatter
top-k: only the k likeliest stay    (Fan, Lewis and Dauphin 2018)
top-p: the fewest likeliest whose probabilities sum to at least p stay   (Holtzman et al. 2020)
what stays is divided by its sum; the next token is drawn from it, and read next
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.inputs.text import END, UNKNOWN, EmptyText
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn.softmax import softmax


@dataclass(frozen=True)
class Settings:
    """How the next token is chosen.

    Args:
        temperature: τ > 0.
        top_k: tokens that stay, at least 1; None for all.
        top_p: share of the probability that stays, 0 < p ≤ 1.

    Raises:
        ValueError: a value out of its range.
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0

    def __post_init__(self) -> None:
        if not self.temperature > 0:
            raise ValueError("The temperature must be above 0.")
        if self.top_k is not None and self.top_k < 1:
            raise ValueError("At least one token must stay: top-k is 1 or more.")
        if not 0 < self.top_p <= 1:
            raise ValueError("top-p is a share above 0, and at most 1.")


def filtered(scores: np.ndarray, settings: Settings) -> np.ndarray:
    """Probabilities (V,) to draw from, after temperature, top-k and top-p, in this order.

    Args:
        scores: logits (V,); −∞ for a token that must not come.
    """
    # q_k ∝ e^{s_k/τ}
    q = softmax(scores / settings.temperature)  # (V,)
    order = np.argsort(-q, kind="stable")
    stays = np.ones(len(q), bool)
    if settings.top_k is not None:
        stays[order[settings.top_k :]] = False
    q = np.where(stays, q, 0) / q[stays].sum()
    if settings.top_p < 1:
        # a token stays while those before it have not reached p yet
        before = np.cumsum(q[order]) - q[order]
        stays[order[before >= settings.top_p]] = False
        q = np.where(stays, q, 0) / q[stays].sum()
    return q


@dataclass(frozen=True)
class Draw:
    """One sampled token and what it was drawn from."""

    token: str
    probability: float  # of the token in what was drawn from
    unfiltered: float  # its probability as the network gives it (τ = 1)
    labels: list[str]  # the network's favourites, likeliest first, and the token if it is none of them
    before: np.ndarray  # their probabilities as the network gives them
    after: np.ndarray  # and after temperature, top-k and top-p; 0 where cut off
    stayed: int  # tokens that could have been drawn


def generate(
    model: LanguageModel, text: str, length: int, settings: Settings, seed: int, shown: int = 15
) -> tuple[list[str], list[Draw]]:
    """Continue a text; the start's tokens and the draws, at most `length` and up to the end token.

    The unknown token is never drawn, though the network gives it a probability: it stands for no word.
    With an empty text the model reads a full stop first, as if a sentence had just ended.

    Args:
        seed: the same seed gives the same text.
        shown: how many favourites each draw lists.
    """
    random = np.random.default_rng(seed)
    given = model.tokenize(text)
    tokens = given or ["."]
    index = model.vocabulary.index
    read = model.trace(tokens)
    draws: list[Draw] = []
    while len(draws) < length:
        scores = model.scores(read.hidden_state[-1]).astype(np.float64)  # (V,)
        p = softmax(scores)  # as the network gives it, before anything is taken away
        scores[index[UNKNOWN]] = -np.inf
        if not given and not draws:
            scores[index[END]] = -np.inf  # a text has at least one token
        q = filtered(scores, settings)
        chosen = int(random.choice(len(q), p=q))
        best = np.argsort(-p, kind="stable")[:shown]
        if chosen not in best:
            best = np.append(best, chosen)
        token = model.vocabulary.tokens[chosen]
        draws.append(
            Draw(token, float(q[chosen]), float(p[chosen]), model.vocabulary.decode(best), p[best],
            q[best],
                 int((q > 0).sum()))
        )  # fmt: skip
        if token == END:
            break
        read = model.trace([token], *model.cell.state(read))
    return tokens, draws


@dataclass(frozen=True)
class Filled:
    """What fits a blank, and how far was searched."""

    words: list[tuple[str, float, float]]  # word, probability, probability from the left side alone
    searched: int  # words that were tried
    covered: float  # share of the probability from the left side alone that they have
    least: float  # the smallest probability from the left among them: no other word has more


def fill_in(model: LanguageModel, left: str, right: str, k: int = 10, candidates: int = 60) -> Filled:
    """The likeliest words for a blank.

    The network reads from left to right, so what follows the blank counts through its own probability:

        P(w | left, right) ∝ P(w | left) · P(right | left, w)

    over the `candidates` words that the left side makes likeliest (a word beyond them would need a right
    side that speaks for it more than the left side speaks against it). Likeliest first.

    Raises:
        EmptyText: neither side has a word.
    """
    before, after = model.tokenize(left), model.tokenize(right)
    if not before and not after:
        raise EmptyText("Write something on one side of the blank.")
    # nothing before the blank: as if a sentence had just ended
    read = model.trace(before or ["."])
    scores = model.scores(read.hidden_state[-1]).astype(np.float64)
    scores[[model.vocabulary.index[UNKNOWN], model.vocabulary.index[END]]] = -np.inf  # no words
    p = softmax(scores)  # (V,)
    best = np.argsort(-p, kind="stable")[:candidates]
    following = model.vocabulary.encode(after)  # (R,)
    total = np.log(p[best])  # log P(w | left)
    if len(following):
        for n, word in enumerate(best):
            rest = model.trace([model.vocabulary.tokens[word], *after[:-1]], *model.cell.state(read))
            log_p = np.log(softmax(model.scores(rest.hidden_state).astype(np.float64)))  # (R, V)
            total[n] += log_p[np.arange(len(following)), following].sum()  # + log P(right | left, w)
    share = softmax(total)
    order = np.argsort(-share, kind="stable")[:k]
    words = [(model.vocabulary.tokens[best[n]], float(share[n]), float(p[best[n]])) for n in order]
    return Filled(words, len(best), float(p[best].sum()), float(p[best].min()))
