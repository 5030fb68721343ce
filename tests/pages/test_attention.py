"""The Attention page as a script: what it shows for any text."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.models.transformer import TransformerModel
from lstm_viz.studies import flow
from lstm_viz.ui import reader
from lstm_viz.ui.attention import agreement
from tests.pages.scripts import components

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def app() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page("pages/attention.py").run()


def typed(app: AppTest, text: str) -> AppTest:
    app.text_input(key="text").set_value(text).run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def component(app: AppTest, name: str) -> dict:
    contents = (json.loads(c.proto.json) for c in components(app))
    return next(content for content in contents if name in content)


def prose(app: AppTest) -> str:
    return "\n".join(m.value for m in app.markdown)


def test_it_is_alive_with_an_example(app):
    assert not app.exception
    heads = component(app, "heads")
    assert "grizzly" in heads["tokens"] and len(heads["heads"]) == 8
    assert [e["name"] for e in heads["expectations"]] == ["LSTM", "Transformer"]
    assert len(app.get("plotly_chart")) == 5
    assert component(app, "kinds")["kinds"][0]["items"][0]["name"] == "everyday (ours)"


def test_a_text_that_does_not_bear_a_problem_out_is_told_so(app):
    typed(app, "My sister never eats apples because she hates fruit.")
    facts = flow.problems(
        reader.load("everyday").trace(app.text_input(key="text").value),
        TransformerModel.load().trace(app.text_input(key="text").value),
    )
    assert facts["early_attention"] < facts["early"]
    assert f"but gives it only {facts['early_attention']:.0%}" in prose(app)
    typed(app, "hello")
    assert prose(app).count("no way back to measure") == 2
    assert "so short a text" in prose(app)


def test_numbers_in_the_text_are_those_of_both_passes(app):
    text = "The film that we saw was not good, it was"
    typed(app, text)
    lstm_trace, trace = reader.load("everyday").trace(text), TransformerModel.load().trace(text)
    facts = flow.problems(lstm_trace, trace)
    said = prose(app)
    pulls = flow.slopes(reader.load("everyday"), TransformerModel.load(), lstm_trace.tokens)
    shown_pulls = re.findall(r"\*\*([\d.]+) %\*\*", said)[:2]
    for shown_pull, pull in zip(shown_pulls, pulls, strict=True):
        assert float(shown_pull) == pytest.approx(100 * pull[0] / pull[-1], rel=0.06)
    assert f"“was” pulls at “the”, {len(trace) - 1} steps back" in said
    assert f"{facts['early']:.0%} of the memory was written by the first half" in said
    between = flow.rank_agreement(flow.memory_shares(lstm_trace), flow.attention_shares(trace))
    shown = re.search(r"two orders is \*\*(.+?)\*\*", said)[1].replace("−", "-")
    assert float(shown) == pytest.approx(np.nanmean(between), abs=0.006)


def test_sizes_and_perplexities_are_the_files(app):
    models = (reader.load("everyday"), TransformerModel.load())
    table = app.dataframe[0].value
    assert table["trained numbers"].tolist() == [m.sizes["parameters"] for m in models]
    assert table["perplexity"].tolist() == [float(m.facts["perplexity"]) for m in models]


@pytest.mark.parametrize(
    "text",
    ["dog", "a b", "<b>*x*</b> $y$ [z](u)", "😀 😀 😀 😀", "word " * 300, "x" * 100_000, "שלום עולם"],
)
def test_any_text_gets_a_picture(app, text):
    typed(app, text)
    assert 1 <= len(component(app, "heads")["tokens"]) <= 64


def test_long_texts_are_cut_with_a_sentence(app):
    typed(app, "the dog runs " * 40)
    assert any("reads the first 64 of them" in said.value for said in app.info)


def test_empty_text_keeps_the_last_picture(app):
    typed(app, "the cat sleeps")
    typed(app, "   ")
    assert component(app, "heads")["tokens"] == ["the", "cat", "sleeps"]
    assert any("type a few words" in warning.value for warning in app.warning)


def test_tables_hold_the_plots_numbers(app):
    typed(app, "the cat sleeps near the fire")
    for expander in app.expander:
        assert expander.label in (
            "Steps, operations and times as a table",
            "The shares at one word as a table",
        )


def test_it_stands_at_a_word_that_has_others_to_look_at(app):
    typed(app, "the cat sleeps near the fire")
    assert component(app, "heads")["start"] == 5


def test_long_words_are_cut_wherever_they_are_drawn(app):
    typed(app, f"the {'x' * 800} sleeps near the fire")
    assert max(map(len, component(app, "heads")["tokens"])) <= 24
    assert "x" * 25 not in prose(app)


def test_a_word_that_stands_twice_has_its_number(app):
    typed(app, "the cat and the dog and the bird see the fire and the water")
    assert re.search(r"agree most at “.+?”( \(word \d+\))? and least at", prose(app))
    assert agreement.named(["the", "cat", "the"], 2) == "“the” (word 3)"
    assert agreement.named(["the", "cat", "the"], 1) == "“cat”"
