"""Clitics: words part where they lean on each other, and French is joined again as it was."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lstm_viz.inputs import clitics
from lstm_viz.inputs.text import words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I can't, he won't", ["i", "ca", "n't", ",", "he", "wo", "n't"]),
        ("the film’s best", ["the", "film", "'s", "best"]),
        ("they're late, I'd say we'll", ["they", "'re", "late", ",", "i", "'d", "say", "we", "'ll"]),
        ("rock'n'roll o'clock", ["rock'n'roll", "o'clock"]),
    ],
)
def test_english(text, tokens):
    assert clitics.english(text) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L’homme qu'elle a vu", ["l'", "homme", "qu'", "elle", "a", "vu"]),
        (
            "N'y va-t-il pas aujourd'hui ?",
            ["n'", "y", "va", "-", "t", "-", "il", "pas", "aujourd'hui", "?"],
        ),
    ],
)
def test_french(text, tokens):
    assert clitics.french(text) == tokens


@given(st.text())
def test_nothing_is_lost_or_invented(text):
    for tokenize in (clitics.english, clitics.french):
        assert "".join(tokenize(text)) == "".join(words(text))


@given(
    st.lists(
        st.sampled_from(["qu'", "est", "-", "ce", "que", "l'", "été", "?", ".", ",", "aujourd'hui"]),
        min_size=1,
    )
)
def test_joined_french_is_cut_into_the_same_tokens(tokens):
    following = [*tokens[1:], ""]
    elided = [after for token, after in zip(tokens, following, strict=True) if token.endswith("'")]
    assume(all(after[:1].isalpha() for after in elided))  # an elision before no word is no French
    assert "".join(clitics.french(clitics.join_french(tokens))) == "".join(tokens)
