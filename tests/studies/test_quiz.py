"""The quiz's answers, worked out again from the trace."""

import re

import numpy as np
import pytest

import lstm_viz
from lstm_viz.studies import attribution
from lstm_viz.studies.quiz import questions
from lstm_viz.ui.menu import BY_FILE

TEXTS = (
    "The film was not good, it was",
    "The grizzly bear goes to the river to catch",
    "She was born in Paris, so she speaks",
)


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model("everyday")


def asked(model, kind):
    """Questions of one kind about all texts, with their traces."""
    for text in TEXTS:
        trace = model.trace(text)
        for seed in range(8):
            for question in questions(trace, model, seed):
                if question.kind == kind:
                    yield trace, question


def place(trace, quoted: str) -> int:
    """The step of “word” or “word” (word n)."""
    token, number = re.fullmatch(r"“(.+?)”(?: \(word (\d+)\))?", quoted).groups()
    return int(number) - 1 if number else trace.tokens.index(token)


@pytest.mark.parametrize("kind", ["forget gate", "input gate", "output gate"])
def test_gates_are_compared_by_their_means(model, kind):
    count = 0
    for trace, question in asked(model, kind):
        here, there = (
            place(trace, q) for q in re.findall(r"“.+?”(?: \(word \d+\))?", question.question)
        )
        means = getattr(trace, kind.replace(" ", "_")).mean(axis=1)
        assert question.options[question.right] == ("more" if means[here] > means[there] else "less")
        assert abs(means[here] - means[there]) >= 0.04
        count += 1
    assert count >= 6


def test_the_word_that_wrote_most(model):
    for trace, question in asked(model, "memory"):
        sizes = np.linalg.norm(attribution.final_parts(trace)[1:], axis=1)
        places = [place(trace, option) for option in question.options]
        assert question.right == int(sizes[places].argmax())


def test_the_word_expected_most(model):
    for trace, question in asked(model, "next word"):
        read = re.search("“(.*)”", question.question)[1].removeprefix("… ").split()
        ends = [t for t in range(len(trace)) if trace.tokens[max(0, t + 1 - len(read)) : t + 1] == read]
        for t in ends:
            p = dict(model.predict(trace, t, k=len(model.vocabulary)))
            assert max(question.options, key=p.__getitem__) == question.options[question.right]


def test_the_cell_state_moves_as_said(model):
    for trace, question in asked(model, "cell state"):
        unit = int(re.search(r"unit (\d+)", question.question)[1])
        t = place(trace, re.match(r"At (“.+?”(?: \(word \d+\))?)", question.question)[1])
        change = trace.cell_state[t, unit] - trace.cell_state[t - 1, unit]
        expected = "stays nearly the same" if abs(change) < 0.1 else "rises" if change > 0 else "falls"
        assert question.options[question.right] == expected


def test_h_shows_or_hides_as_said(model):
    for trace, question in asked(model, "output"):
        unit = int(re.search(r"unit (\d+)", question.question)[1])
        t = place(trace, re.match(r"At (“.+?”(?: \(word \d+\))?)", question.question)[1])
        shown = abs(trace.hidden_state[t, unit]) > 0.4
        assert question.options[question.right] == ("show it" if shown else "hide it")


def test_every_question_is_whole(model):
    for text in (*TEXTS, "dog", "hello there", "😀 qzxv", "!"):
        trace = model.trace(text)
        for question in questions(trace, model, 1):
            assert len(set(question.options)) == len(question.options) >= 2
            assert 0 <= question.right < len(question.options)
            assert question.why and question.page in BY_FILE


def test_same_seed_same_questions_other_seed_others(model):
    trace = model.trace(TEXTS[0])
    assert questions(trace, model, 1) == questions(trace, model, 1)
    assert questions(trace, model, 1) != questions(trace, model, 2)


def test_right_answers_are_not_always_in_the_same_place(model):
    for kind in ("memory", "next word", "forget gate", "cell state"):
        assert len({question.right for _, question in asked(model, kind)}) > 1, kind
