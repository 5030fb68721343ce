"""Figures of the model cards and of README, held against the files and the networks they speak of.

The cards of `sentiment`, `speech`, `translation` and `memory` are in the files of their pages, that of
`vectors` in tests/models/test_word_vectors.py.
"""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

import lstm_viz
from lstm_viz.browser.tour import STOPS
from lstm_viz.models.checkpoints import WEIGHTS, read, shipped
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.studies import units

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MOST = 45e6  # bytes of all weights together
LANGUAGE = [*lstm_viz.model_names(), "transformer"]
PROMPTS = {
    "… to the river to catch": "The grizzly bear goes to the river to catch",
    "… ran over to catch": "The baseball player ran over to catch",
    "She was born in Paris, so she speaks": "She was born in Paris, so she speaks",
}


def card(name: str) -> str:
    """A card in one line."""
    return " ".join((WEIGHTS / f"{name}.md").read_text("utf-8").split())


def facts(name: str) -> dict[str, str]:
    return read(shipped(name))[1]


def model(name: str):
    return TransformerModel.load() if name == "transformer" else lstm_viz.load_model(name)


def table(name: str) -> dict[str, list[float]]:
    """Rows of numbers in a card: by their first cell."""
    rows = re.findall(r"^\| ([^|]+) \| (.+) \|$", (WEIGHTS / f"{name}.md").read_text("utf-8"), re.M)
    numbers = {first: re.findall(r"\d+\.\d+", rest) for first, rest in rows}
    return {first: [float(n) for n in found] for first, found in numbers.items() if found}


def test_all_weights_together_are_as_light_as_promised_and_as_readme_says():
    size = sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.suffix != ".md")
    assert size <= MOST
    assert f"all models together are {size / 1e6:.0f} MB" in README


def test_the_equations_are_about_as_long_as_readme_says():
    lines = len((ROOT / "lstm_viz/nn/lstm.py").read_text("utf-8").splitlines())
    assert abs(int(re.search(r"`lstm_viz/nn/lstm\.py`: (\d+) lines", README)[1]) - lines) < 10


def test_readmes_tour_is_as_long_as_the_tour():
    assert len(STOPS) == 12 and "a tour of twelve small actions" in README


@pytest.mark.parametrize("name", LANGUAGE)
def test_a_language_models_card_has_the_perplexities_of_its_file(name):
    now, said = facts(name), card(name)
    assert re.search(rf"\*\*{float(now['perplexity']):.2f}\*\*", said)
    if name != "letters":
        without = float(now["perplexity_without_end"])
        assert any(abs(float(n) - without) < 0.0051 for n in re.findall(r"\d+\.\d\d", said))
    else:
        assert f"{math.log2(float(now['perplexity'])):.2f} bits" in said


@pytest.mark.parametrize("name", LANGUAGE)
def test_a_figure_of_another_model_is_that_models(name):
    """“`everyday` reaches 23.35 (29.55), `everyday-rnn` 28.49 (37.08)”, and the table beside attention."""
    said = card(name)
    for other, whole, without in re.findall(r"`([\w-]+)`(?: reaches)? (\d+\.\d+) \((\d+\.\d+)\)", said):
        now = facts(other)
        assert float(now["perplexity"]) == pytest.approx(float(whole), abs=0.0051), other
        assert float(now["perplexity_without_end"]) == pytest.approx(float(without), abs=0.0051), other
    if name == "transformer":
        own, of_lstm = facts("transformer"), facts("everyday")
        row = [float(f[k]) for f in (own, of_lstm) for k in ("perplexity", "perplexity_without_end")]
        np.testing.assert_allclose(table(name)["captions and Tatoeba"], row, atol=0.006)


@pytest.mark.parametrize("name", LANGUAGE)
def test_what_a_card_says_of_a_next_word_is_todays(name):
    network, said = model(name), card(name)
    for prompt, text in PROMPTS.items():
        found = re.search(rf"“{re.escape(prompt)}”(?: →|[^:.;]*:) ((?:[a-z]+ \d\.\d\d(?:, )?)+)", said)
        if found:
            p = dict(network.predict(network.trace(text), k=50))
            for word, share in re.findall(r"([a-z]+) (\d\.\d\d)", found[1]):
                assert p[word] == pytest.approx(float(share), abs=0.0051), (prompt, word)


def test_the_cards_that_speak_of_next_words_are_read():
    """The test above would pass where it finds nothing."""
    for name in ("everyday", "transformer"):
        assert len(re.findall(r"catch” → [a-z]+ \d\.\d\d", card(name))) == 2


def test_after_paris_the_plain_rnn_guesses_where_the_lstm_says_french():
    lstm, rnn = (
        dict(
            model(name).predict(model(name).trace(PROMPTS["She was born in Paris, so she speaks"]), k=50)
        )
        for name in ("everyday", "everyday-rnn")
    )
    french, english, of_lstm = re.search(
        r"\(french ([\d.]+), english ([\d.]+)\), where `everyday` says “french” with (\d\.\d+)",
        card("everyday-rnn"),
    ).groups()
    found = [rnn["french"], rnn["english"], lstm["french"]]
    np.testing.assert_allclose(found, [float(french), float(english), float(of_lstm)], atol=0.0051)
    assert lstm["french"] > 0.7 > 0.2 > rnn["french"]


@pytest.mark.parametrize("name", LANGUAGE)
def test_a_language_models_card_counts_its_numbers_with_each_bias_once(name):
    network, said = model(name), card(name)
    count = network.sizes["parameters"]
    if name == "everyday-feedforward":  # its recurrent weights are zero and stay so
        count -= network.sizes["H"] ** 2
    assert f"{count:,} trainable numbers" in said or f"{count / 1e6:.2f} M trainable numbers" in said
    assert f"{network.sizes['V']:,} × {network.sizes['E']}" in said


def test_the_updates_of_the_snapshots_are_the_cards():
    updates = [int(lstm_viz.load_model(name).facts["updates"]) for name in lstm_viz.snapshot_names()]
    said = re.search(r"text \(the first command\), after ([\d, and]+) of", card("everyday"))[1]
    numbers = [int(n.replace(",", "")) for n in re.findall(r"\d{1,3}(?:,\d{3})*", said)]
    assert numbers == updates


@pytest.mark.parametrize("name", ["everyday", "letters"])
def test_the_card_of_the_units_has_the_figures_of_the_index(name):
    index, said = units.load(name, lstm_viz.load_model(name)), card(f"units/{name}")
    features = {feature["name"]: k for k, feature in enumerate(index.facts["features"])}
    links = re.findall(r"([a-z][a-z ]+) (−?0\.\d\d) \(unit (\d+)", said)
    assert len(links) == 5
    for feature, r, unit in links:
        row = np.nan_to_num(index.correlations[features[feature.strip()]].astype(float))
        assert int(np.abs(row).argmax()) == int(unit), feature
        assert row[int(unit)] == pytest.approx(float(r.replace("−", "-")), abs=0.0051), feature
    unit, rise, error, loss = re.search(
        r"Most needed: unit (\d+), .* rises by ([\d.]+) ± ([\d.]+) bits a \w+, from ([\d.]+)\.", said
    ).groups()
    assert int(index.ablation.argmax()) == int(unit)
    assert float(index.ablation.max()) == pytest.approx(float(rise), abs=0.0051)
    assert float(index.ablation_error[int(unit)]) == pytest.approx(float(error), abs=0.0051)
    assert index.facts["loss_bits"] == pytest.approx(float(loss), abs=0.0051)
    assert f"({index.facts['tokens']:,} " in said and f"{index.facts['texts']:,} texts" in said


def test_the_cards_of_ball_and_waveform_have_the_measured_figures():
    ball, voice = (
        json.loads((WEIGHTS / f"{name}.json").read_text("utf-8")) for name in ("ball", "waveform")
    )
    seen, ahead = (1, 2, 3, 4, 8, 12, 20, 40), (1, 2, 4, 8)
    for kind in ("recurrent", "feedforward"):
        far = [ball[kind]["error"][n - 1][-1] for n in seen]
        np.testing.assert_allclose(table("ball")[kind], far, atol=0.0006)
        missed = [voice[kind]["missed"][n - 1] for n in ahead]
        np.testing.assert_allclose(table("waveform")[kind], missed, atol=0.0006)
        for name, figures in (("ball", ball), ("waveform", voice)):
            assert f"{figures[kind]['parameters']:,}" in card(name)


def test_the_card_of_the_dots_has_the_figures_of_its_file():
    now = facts("moving-dots")
    for which, row in (("seeing", "while it sees"), ("alone", "alone")):
        (found,) = (numbers for first, numbers in table("moving-dots").items() if first.startswith(row))
        measured = [float(now[f"mse_{which}"]), float(now[f"mse_{which}_repeating"])]
        np.testing.assert_allclose(found, measured, atol=0.00006)
    tensors, _ = read(shipped("moving-dots"))
    assert f"{sum(array.size for array in tensors.values()):,} trainable numbers" in card("moving-dots")
