"""Claims of the Generation page about the shipped networks, recomputed."""

import numpy as np
import pytest

from lstm_viz import lessons, load_model
from lstm_viz.inputs.text import UNKNOWN
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies.generation import Settings, fill_in, filtered, generate

LESSON = lessons.load("generation")


@pytest.fixture(scope="module")
def model():
    return load_model("everyday")


def kept(model, text: str, settings: Settings) -> int:
    """Words that stay after this text."""
    scores = model.scores(model.trace(text).hidden_state[-1]).astype(np.float64)
    return int((filtered(scores, settings) > 0).sum())


def test_top_p_leaves_one_word_where_the_network_is_sure_and_hundreds_where_it_is_not(model):
    settings = Settings(top_p=0.9)
    counts = [
        kept(model, text, settings)
        for prompt in LESSON["prompts"]["everyday"]
        for text in (prompt, f"{prompt} goes to the", f"{prompt} is standing in front")
    ]
    assert min(counts) == 1 and max(counts) >= 100
    assert {kept(model, text, Settings(top_k=7)) for text in ("The", "My mother", "in front")} == {7}


def test_a_low_temperature_lets_the_favourites_win_and_a_high_one_lets_rarer_words_come(model):
    def share_of_favourites(temperature: float) -> float:
        draws = [
            draw
            for seed in range(5)
            for prompt in LESSON["prompts"]["everyday"]
            for draw in generate(model, prompt, 15, Settings(temperature), seed)[1]
        ]
        return np.mean([draw.token == draw.labels[0] for draw in draws])

    assert share_of_favourites(0.4) > share_of_favourites(1.0) > share_of_favourites(1.8)


def test_as_the_network_gives_it_is_the_networks_own_probability_of_all_tokens(model):
    start, (draw, *_) = generate(model, "My mother", 1, Settings(0.5, 3), seed=0)
    p = softmax(model.scores(model.trace(start).hidden_state[-1]).astype(np.float64))
    assert p[model.vocabulary.index[UNKNOWN]] > 0
    for label, before in zip(draw.labels, draw.before, strict=True):
        assert before == pytest.approx(p[model.vocabulary.index[label]], rel=1e-3)


def test_blanks_are_filled_by_what_stands_right_of_them(model):
    answers = {left: fill_in(model, left, right).words for left, right in LESSON["blanks"]}
    assert answers["The"][0][0] == "dog"
    assert answers["The queen lives in the palace with"][0][0] == "her"
    for words in answers.values():  # the right side says something: the order is not that of the left
        shares, alone = [w[1] for w in words], [w[2] for w in words]
        assert shares == sorted(shares, reverse=True) and alone != sorted(alone, reverse=True)
