"""How good both translators are: by the length of a sentence, and on names and numbers."""

import json
from typing import Any

import streamlit as st

from lstm_viz import lessons
from lstm_viz.figures.translation import bleu_by_length
from lstm_viz.models import translation
from lstm_viz.ui.charts import chart, twin

from .translators import NAMES, load


def draw() -> None:
    """Both sections."""
    st.header("The bottleneck, measured", anchor=False)
    by_length()
    st.header("Words it has never met", anchor=False)
    names_and_numbers()


@st.cache_data(show_spinner=False)
def kept() -> list[dict]:
    """Sentences with names and numbers, and whether `translation` keeps these."""
    rows = []
    for sentence in lessons.load("kept"):
        result = load("translation").translate(sentence["text"])
        rows.append(
            {
                "English": sentence["text"],
                "French": result.text,
                "kept": set(sentence["kept"]) <= set(result.words),
            }
        )
    return rows


def names_and_numbers() -> None:
    """How often names and numbers survive."""
    rows = kept()
    st.markdown(
        f"**{sum(row['kept'] for row in rows)} of {len(rows)}** sentences with names and numbers keep all of "
        "them, because the network copies a word that it does not know. Computed now, with a beam of "
        f"{translation.BEAM}, by the network with attention."
    )
    twin(
        "Every one of these sentences",
        "translation-kept",
        rows,
        alt="English, French, and whether names and numbers were kept",
    )


@st.cache_resource(show_spinner=False)  # the same for everybody
def _bleu() -> tuple[Any, str]:
    """The chart over the length of the sentence, and what it shows in words."""
    groups = {NAMES[name]: json.loads(load(name).facts["bleu_by_length"]) for name in NAMES}
    rows = {
        name: ", ".join(f"{length} words {group['bleu']}" for length, group in by.items())
        for name, by in groups.items()
    }
    said = "; ".join(f"{name}: {row}" for name, row in rows.items())
    return bleu_by_length(groups), f"BLEU by length of the sentence. {said}"


def by_length() -> None:
    """BLEU of both models, and over the length of the sentence."""
    measured = {name: load(name).facts for name in NAMES}
    st.markdown(
        "BLEU compares with human translations, from 0 to 100, higher is better. Here on "
        f"{int(measured['translation']['held_out']):,} sentences that were set aside before the "
        f"training: "
        + ", ".join(
            f"**{NAMES[name]} {float(facts['bleu_beam_4']):.1f}** (greedy: "
            f"{float(facts['bleu_greedy']):.1f})"
            for name, facts in measured.items()
        )
        + ". All with a beam of 4, as above."
    )
    figure, alt = _bleu()
    chart(figure, alt, key="translation-bleu")
