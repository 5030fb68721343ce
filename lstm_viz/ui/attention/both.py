"""What the Attention page shows: the heads as a component; sentences and tables about both networks."""

import os
from collections.abc import Sequence

import numpy as np
import streamlit as st

import lstm_viz
from lstm_viz import lessons
from lstm_viz.browser import scale
from lstm_viz.look.narration import brief, places, signed
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.transformer import TransformerModel, TransformerTrace
from lstm_viz.nn import counts
from lstm_viz.studies import flow
from lstm_viz.studies import timing as timings
from lstm_viz.ui import frame, reader
from lstm_viz.ui.component import component

_mount = component("attention_heads", "heads/heads.js", "shared/shared.css heads/heads.css")
_TEXTS = lessons.load("attention")["texts"]


@st.cache_resource(max_entries=1, show_spinner=False)
def load() -> TransformerModel:
    """The shipped Transformer, loaded once for all visitors."""
    return TransformerModel.load()


@st.cache_data(max_entries=128, show_spinner=False)
def trace(tokens: tuple[str, ...]) -> TransformerTrace:
    """The recorded pass of the Transformer over these tokens."""
    return load().trace(list(tokens))


def show(data: dict, key: str) -> object:
    """Draw what `lstm_viz.browser.heads.payload` gives; stepping and playing send nothing to the server."""
    return _mount(key=key, data=data)


VANISHED = 0.1  # of the pull at the nearest word: below it, little is left to learn from


@st.cache_data(max_entries=128, show_spinner=False)
def facts(name: str, tokens: tuple[str, ...]) -> dict:
    """What both networks did with a text: `flow.problems`, and how hard the last mistake pulls at the
    first word, as a share of its pull at the word before it."""
    found = flow.problems(reader.trace(name, tokens), trace(tokens))
    if len(tokens) > 1:
        pulls = flow.slopes(reader.load(name), load(), list(tokens))
        ratios = (float(pull[0] / pull[-1]) for pull in pulls)
        found |= dict(zip(("lstm_slope", "slope"), ratios, strict=True))
        found |= {"steps": len(tokens) - 1, "first": tokens[0], "last": tokens[-1]}
    return found


def measured(problem: dict, facts: dict) -> str:
    """What a text says of a problem, with the facts of `facts`; it need not bear it out."""
    if facts["tokens"] == 1 and problem["key"] != "steps":
        return _TEXTS["one_word"]
    otherwise = {
        "gradient": facts.get("lstm_slope", 0) >= VANISHED,
        "memory": facts["early_attention"] <= facts["early"],
        "steps": facts["tokens"] <= facts["layers"],
    }
    text = problem["otherwise" if otherwise[problem["key"]] else "measured"]
    words = {name: frame.escape(brief(facts[name])) for name in ("first", "last") if name in facts}
    slopes = {name: share(facts[name]) for name in ("lstm_slope", "slope") if name in facts}
    return text.format(**{**facts, **words, **slopes})


def share(value: float) -> str:
    """A share in percent that shows two significant digits, however small.

    >>> share(0.634), share(0.0045), share(0.1)
    ('63 %', '0.45 %', '10 %')
    """
    percent = 100 * value
    return f"{signed(percent, 0 if percent >= 9.95 else places(percent, 2))} %"


@st.cache_data(max_entries=1, show_spinner="Timing both networks on this machine …")
def timing() -> timings.Timing:
    """Both networks timed on this server, once."""
    return timings.measure(reader.load(lstm_viz.model_names()[0]), load())


def work(model: TransformerModel, lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Multiplications of one pass at each length: the LSTM's, the Transformer's."""
    lstm = reader.load(lstm_viz.model_names()[0]).sizes
    E, F, layers = model.sizes["E"], len(model.layers[0].linear1_bias), len(model.layers)
    return (
        [counts.lstm_multiplications(lstm["E"], lstm["H"], T) for T in lengths],
        [counts.transformer_multiplications(E, F, layers, T) for T in lengths],
    )


def about_timing(timing: timings.Timing, model: TransformerModel, middle: int = 64) -> str:
    """What was counted and what was measured, in words."""
    lengths, memory, attention = timing.lengths, timing.lstm_seconds, timing.transformer_seconds
    lstm_work, own_work = work(model, lengths)
    at, longest = lengths.index(middle), len(lengths) - 1
    ratio = memory[at] / attention[at]
    if abs(ratio - 1) < 0.1:
        compared = "about as fast as the LSTM"
    else:
        compared = f"{ratio:.1f} times faster" if ratio > 1 else f"{1 / ratio:.1f} times slower"
    return _TEXTS["timing"].format(
        middle=middle,
        cores=os.cpu_count(),
        compared=compared,
        longest=lengths[longest],
        more=lengths[longest] // middle,
        lstm_work=lstm_work[at] / 1e6,
        work=own_work[at] / 1e6,
        lstm_growth=lstm_work[longest] / lstm_work[at],
        growth=own_work[longest] / own_work[at],
        memory_growth=memory[longest] / memory[at],
        attention_growth=attention[longest] / attention[at],
    )


def timing_table(timing: timings.Timing) -> dict[str, list]:
    """Steps, multiplications and measured times as columns."""
    lstm_work, own_work = work(load(), timing.lengths)
    return {
        "words": list(timing.lengths),
        "LSTM, steps that wait": list(timing.lengths),
        "Transformer, steps that wait": [len(load().layers)] * len(timing.lengths),
        "LSTM, multiplications": lstm_work,
        "Transformer, multiplications": own_work,
        "LSTM, ms": np.round(1000 * timing.lstm_seconds, 3).tolist(),
        "Transformer, ms": np.round(1000 * timing.transformer_seconds, 3).tolist(),
    }


VERSUS_FORMATS = {
    **{
        name: st.column_config.NumberColumn(format="localized")
        for name in ("trained numbers", "words read in training")
    },
    **{
        name: st.column_config.NumberColumn(format="%.2f")
        for name in ("perplexity", "perplexity without the ends of sentences")
    },
}


def versus(lstm_model: LanguageModel, model: TransformerModel) -> dict[str, list]:
    """Sizes and figures of both networks, from their files."""
    both = (lstm_model, model)
    return {
        "network": ["LSTM", "Transformer"],
        "perplexity": [float(m.facts["perplexity"]) for m in both],  # first: a phone shows two columns
        "trained numbers": [m.sizes["parameters"] for m in both],
        "words read in training": [int(m.facts["tokens_read"]) for m in both],
        "perplexity without the ends of sentences": [
            float(m.facts["perplexity_without_end"]) for m in both
        ],
    }


def about_agreement(memory: np.ndarray, attention: np.ndarray, tokens: list[str]) -> str:
    """How far both maps agree on this text, in words."""
    between = flow.rank_agreement(memory, attention)
    if np.isnan(between).all():
        return _TEXTS["too_short"]
    near = flow.nearness(len(tokens))
    best, worst = (named(tokens, int(at(between))) for at in (np.nanargmax, np.nanargmin))
    return _TEXTS["agreement"].format(
        both=signed(np.nanmean(between)),
        best=best,
        worst=worst,
        memory=signed(np.nanmean(flow.rank_agreement(memory, near))),
        attention=signed(np.nanmean(flow.rank_agreement(attention, near))),
    )


def named(tokens: list[str], t: int) -> str:
    """A word of the text in quotes, with its number where the text has it more than once."""
    word = f"“{frame.escape(brief(tokens[t]))}”"
    return word if tokens.count(tokens[t]) == 1 else f"{word} (word {t + 1})"


def shares_table(memory: np.ndarray, attention: np.ndarray, tokens: list[str]) -> dict[str, list]:
    """A choice of the word, and both its rows in percent."""
    named = [f"{t + 1}. {token}" for t, token in enumerate(tokens)]
    t = st.selectbox("At the word", range(len(tokens)), len(tokens) - 1, format_func=named.__getitem__)
    return {
        "word": [f"{k + 1}. {brief(token)}" for k, token in enumerate(tokens[: t + 1])],
        "LSTM's memory, %": np.round(100 * memory[t, : t + 1], 1).tolist(),
        "Transformer's attention, %": np.round(100 * attention[t, : t + 1], 1).tolist(),
    }


def about_size(model: TransformerModel) -> str:
    """GPT-3 against ours, in things that one can walk and read."""
    return _TEXTS["size"].format(
        our_line=scale.line_of(model.sizes["parameters"]),
        their_line=scale.line_of(175e9),
        our_years=scale.reading_time(float(model.facts["text_bytes"])),
        filtered_years=scale.reading_time(570e9),
        their_years=scale.reading_time(45e12),
    )
