"""What the browser gets, once for a text: the whole trace and what is said and drawn about it."""

from typing import Any

import numpy as np

from lstm_viz.browser.packing import digest, encode
from lstm_viz.inputs.text import END, PIECES, UNKNOWN, Vocabulary
from lstm_viz.look.narration import show
from lstm_viz.look.roles import EMBEDDING, NEGATIVE, full_colour
from lstm_viz.models.cells import Cell, cell_of
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import Reading, RNNTextTrace, TextTrace
from lstm_viz.nn.lstm import arrays
from lstm_viz.studies.order import ORDERS

TEMPERATURES = tuple(round(0.2 + 0.1 * k, 1) for k in range(19))  # 0.2 … 2.0
SHOWN_LABELS = 10
LIMITS = {"words": 120, "characters": 240}  # tokens of a text: what still draws at once
NOTHING_KNOWN = "The network knows none of these and reads each as unknown."
CROWD = 900  # commonest tokens behind the sentence on the word map


LABELS = {token: show(token) for token in (" ", "\n", UNKNOWN, END)}  # tokens that are shown otherwise


def source_lines(cell: Cell) -> dict[str, list[str]]:
    """For each stage the lines of the cell's `step` that compute it, each under its equation."""
    found: dict[str, list[str]] = {stage: [] for stage in cell.stages}
    for equation in cell.equations:
        found[equation.stage] += [f"# {equation.text}", equation.code]
    return found


def readout(scores: np.ndarray, labels: list[str], title: str, explanation: str, **more: Any) -> dict:
    """A softmax over labels after every step, exact at each of `TEMPERATURES`.

    At temperature τ the probability of label k is e^{s_k/τ} / Σ_j e^{s_j/τ}: the browser gets the
    largest scores and, for every τ, the logarithm of the sum over *all* labels.

    Args:
        scores: logits (T, K).
        labels: K strings.
        title, explanation: of the panel.
        more: `takes` (whether a label can be added to the text), `special` (labels that can't be) and
            `never` (labels that are never chosen, however likely).
    """
    k = min(SHOWN_LABELS, scores.shape[1])
    best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    best = np.take_along_axis(
        best, np.argsort(-np.take_along_axis(scores, best, 1), axis=1), 1
    )  # (T, k)
    top = np.take_along_axis(scores, best, 1)  # (T, k)
    shifted = scores - top[:, :1]
    log_sums = [np.log(np.exp(shifted / tau).sum(axis=1)) for tau in TEMPERATURES]
    return {
        "words": [[labels[i] for i in row] for row in best],
        "labels": [[show(labels[i]) for i in row] for row in best],
        "scores": encode(top - top[:, :1]),  # (T, k), the best one's score taken as 0
        "log_sums": encode(np.stack(log_sums, axis=1)),  # (T, temperatures)
        "temperatures": TEMPERATURES,
        "shown": k,
        "title": title,
        "explanation": explanation,
        "takes": False,
        "special": [],
        "never": [],
        **more,
    }


def next_words(model: LanguageModel, trace: TextTrace | RNNTextTrace) -> dict:
    """The likeliest next tokens of a language model after every step."""
    piece = PIECES[model.facts["tokenizer"]]
    return readout(
        model.scores(trace.hidden_state),
        model.vocabulary.tokens,
        "What comes next?",
        f"After each {piece} the network gives every {piece} it knows a probability; these are the likeliest. "
        "Choose one and the text goes on with it from here. “(end)” means that the text stops; “(rare word)” "
        f"stands for any {piece} outside the vocabulary.",
        takes=True,
        special=[UNKNOWN, END],
    )


def word_map(model: LanguageModel, trace: TextTrace) -> dict:
    """The sentence's distinct tokens and the commonest of the vocabulary on the PCA plane of all."""
    pca = model.plane
    distinct = list(dict.fromkeys(trace.ids.tolist()))  # in order of first reading
    tokens = model.vocabulary.tokens
    near = [[] if row == 0 else model.neighbours(row) for row in distinct]
    return {
        "crowd": encode(pca.transform(model.embeddings[1 : CROWD + 1])),  # (≤CROWD, 2)
        "points": encode(pca.transform(model.embeddings[distinct])),  # (distinct, 2)
        "names": [show(tokens[row]) for row in distinct],
        "place": [distinct.index(row) for row in trace.ids],
        "neighbours": [
            [
                (show(tokens[i]), cosine, *pca.transform(model.embeddings[i]).tolist())
                for i, cosine in pairs
            ]
            for pairs in near
        ],
        "explained": pca.explained.tolist(),
        "axes": pca.components.ravel().tolist(),  # (2, E): where other words lie, the browser works out
        "mean": pca.mean.tolist(),  # (E,)
        "vocabulary": len(tokens),
    }


def payload(
    trace: TextTrace,
    tokens: list[str],
    order: str = "number",
    marks: dict | None = None,
    grid: list[int] | None = None,
    measure: TextTrace | None = None,
    alive: bool = False,
    **view: Any,
) -> dict:
    """All that the stepper shows of one pass of a recurrent cell; plain JSON values.

    Args:
        trace: a `Trace` of a cell, over T steps.
        tokens: what stands on the T steps: words, or names of audio frames.
        order: name of an order of the units in `lstm_viz.studies.order.ORDERS`.
        marks: what `unknown_words` gives, for texts.
        grid: the units in the order of the squares; else those that behave alike here stand together.
        measure: the pass whose memory says what gets full colour; else the trace.
        alive: the browser that gets this has the network already and reads by itself: the arrays, 8 of 10
            bytes, are left out (and `next` and `map` may be None).
        view: `model` (its name), `step_name` (what a step reads: "word", "letter", "frame"), `start` and
            `unit` to stand at first, `share` (what the link holds besides them), `plots` (prefix of the
            keys of the charts that get the cursor), `next` (a `readout`), `map` (a `word_map`), `live` (what
            `live` gives), `level`, `layers` (of a network that has several: `names`, `chosen`, and what it
            `says` of the chosen one), `reads` (what x_t is, where it is not the step itself),
            `show` (the parts that are shown), `sound` (whose playing the step follows, see
            sound.js). What is left out is not shown.
    """
    told = ("model", "start", "unit", "share", "live", "layers")
    H, cell = trace.hidden_state.shape[1], cell_of(trace)
    state = trace.cell_state if cell.memory else trace.hidden_state
    return {
        "id": digest(tokens, order, [view.get(name) for name in told], trace.hidden_state),
        "model": "",
        "sizes": {"H": H, "E": trace.inputs.shape[1]},
        "step_name": "word",
        "tokens": [show(token) for token in tokens],
        "known": [True] * len(tokens),
        "suggestions": [None] * len(tokens),
        "order": ORDERS[order](state).tolist(),
        "grid": grid or ORDERS["similarity"](state).tolist(),
        "arrays": None
        if alive
        else {name: encode(array) for name, array in arrays(trace).items() if name != "ids"},
        "largest": {
            **({"cell_state": full_colour((measure or trace).cell_state)} if cell.memory else {}),
            "inputs": full_colour(trace.inputs),
        },
        "gates": getattr(cell.module, "GATES", ()),
        "stages": list(cell.stages),
        "equations": [{"stage": line.stage, "text": line.text} for line in cell.equations],
        "code": source_lines(cell),
        "roles": {
            role.field: {
                key: getattr(role, key)
                for key in ("name", "symbol", "colour", "dash", "low", "high", "signed")
            }
            for role in cell.roles
        },
        "colours": {"input": EMBEDDING, "negative": NEGATIVE},
        "start": 0,
        "unit": 0,
        **(marks or {}),
        **view,
    }


def live(source: dict | None, text: str, limit: int, **tried: Any) -> dict:
    """What a stage needs to read by itself in the browser.

    Args:
        source: what `lstm_viz.browser.engine.payload.source` gives; None where only the server can read.
        text: what is read, as the reader typed it.
        limit: how many tokens are read.
        tried: `holds` (as `Hold` writes them), `pinned` (the text that the reading is compared with),
            `after` (the text from whose end this one goes on), `transplant`, `notice` (what of the text
            can't be read), `fixed` (nothing can be typed: `text` is then a name of what is read), `mixes`
            (whether memories of other texts can be put in), `asks` (for what the empty box asks),
            `nothing_known` (said of a text of which the network knows no token), `swaps`
            (words to offer in place of a word), `presets` (experiments with holds), and `visit` (another one
            after the server has forgotten what it was told).
    """
    return {
        "source": source,
        "text": text,
        "limit": limit,
        "labels": LABELS,
        "holds": [],
        "pinned": None,
        "transplant": None,
        "after": None,
        "notice": "",
        "fixed": False,
        "mixes": True,
        "asks": "Type a sentence in English",
        "nothing_known": "The network knows none of these words and reads each as “rare word”. Try everyday "
        "English words.",
        "swaps": {},
        "presets": [],
        "visit": "",
        **tried,
    }


def live_own(source: dict, text: str, limit: int, **tried: Any) -> dict:
    """The same for somebody's own language model."""
    return live(
        source,
        text,
        limit,
        mixes=False,
        asks="Type a text that it reads",
        nothing_known=NOTHING_KNOWN,
        **tried,
    )


def unknown_words(vocabulary: Vocabulary, trace: Reading) -> dict:
    """Which tokens are outside the vocabulary, and the nearest known one to each."""
    return {
        "known": trace.known,
        "suggestions": [
            None if known else vocabulary.suggest(token)
            for token, known in zip(trace.tokens, trace.known, strict=True)
        ],
    }
