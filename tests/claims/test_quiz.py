"""Claims of the Quiz page: its polls and items against the network, and its questions against their trace."""

import itertools
import re

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.nn import lstm
from lstm_viz.studies import items
from lstm_viz.studies.quiz import KINDS, MARGIN, questions
from lstm_viz.ui import reader
from lstm_viz.ui.menu import BY_FILE

PAGE = lessons.load("quiz")
TEXTS = [
    *(example["text"] for example in reader.EXAMPLES),
    "My little brother doesn't like the cold water of the lake.",
    "It rains.",
    "Dogs dogs dogs dogs dogs dogs",
]


@pytest.fixture(scope="module")
def asked(everyday):
    """Every question about every text, for several seeds, with its trace."""
    return [
        (trace, question)
        for trace in map(everyday.trace, TEXTS)
        for seed in range(6)
        for question in questions(trace, everyday, seed)
    ]


def test_gates_are_computed_from_h_and_x_alone(everyday):
    """The second poll: another C leaves the gates of this word as they were, another h does not."""
    trace = everyday.trace(TEXTS[0])
    x, h, C = trace.inputs[4], trace.hidden_state[3], trace.cell_state[3]
    f, i, g, _, o, _ = lstm.step(everyday.parameters, x, h, C)
    with_other_C = lstm.step(everyday.parameters, x, h, C + 1)
    with_other_h = lstm.step(everyday.parameters, x, h + 0.1, C)
    for k, gate in ((0, f), (1, i), (2, g), (4, o)):
        np.testing.assert_array_equal(with_other_C[k], gate)
        assert not np.allclose(with_other_h[k], gate)
    poll = PAGE["polls"][1]
    assert poll["options"][poll["right"]] == "The previous cell output and the current cell input"


def test_gates_are_no_constants(everyday):
    trace = everyday.trace(TEXTS[0])
    assert "every gate takes other values" in PAGE["polls"][1]["wrong"]["1"][0]
    for gate in (trace.forget_gate, trace.input_gate, trace.output_gate):
        assert (np.abs(np.diff(gate, axis=0)).max(axis=1) > 0.05).all()


def test_every_wrong_option_of_a_poll_says_why_and_leads_to_a_page():
    for poll in PAGE["polls"]:
        wrong = {str(k) for k in range(len(poll["options"]))} - {str(poll["right"])}
        assert set(poll["wrong"]) == wrong
        assert all(why and page in BY_FILE for why, page in poll["wrong"].values())


def test_every_question_of_a_sentence_has_a_reason_with_numbers_and_a_page(asked):
    assert {question.kind for _, question in asked} == {
        "forget gate", "input gate", "output gate", "memory", "next word", "cell state", "output"
    }  # fmt: skip
    assert len({question.kind for _, question in asked}) == len(KINDS)
    for _, question in asked:
        assert re.search(r"\d", question.why), question
        assert question.page in BY_FILE
        assert 0 <= question.right < len(question.options) == len(set(question.options))


def test_no_question_is_the_toss_of_a_coin(asked):
    """The two numbers that decide, as the reader sees them, are clearly apart."""
    for _, question in asked:
        first = question.why.split(". ")[0]
        if question.kind.endswith("gate"):
            here, there = (float(n) for n in re.findall(r"(?:is|and) (\d\.\d+) at", first))
            assert abs(here - there) >= MARGIN - 0.011, question
        if question.kind in ("memory", "next word"):
            *_, second, most = sorted(float(n) for n in re.findall(r"([\d.]+) %", first))
            assert most - second >= 100 * MARGIN - 1.1, question
        if question.kind == "output":
            gate = float(re.search(r"output gate is (\d\.\d+)", question.question)[1])
            assert gate > 0.89 if question.right == 0 else gate < 0.11, question


def test_a_right_answer_cannot_be_guessed_from_its_place(asked):
    for kind in {question.kind for _, question in asked}:
        rights = [question.right for _, question in asked if question.kind == kind]
        if len(rights) >= 12:
            assert len(set(rights)) > 1, kind


@pytest.mark.parametrize("text", items.TEXTS)
def test_what_an_item_calls_true_of_the_erased_memory_is_so(everyday, text):
    """“None” of the gates differ at the next word; one word later they do, through h."""
    trace = everyday.trace(text)
    (item,) = (item for item in items.form(everyday, trace) if item.name == "gates don't see C")
    word, following = re.search(r"After “(.+?)” .* next word, “(.+?)”", item.question).groups()
    t = next(t for t, pair in enumerate(itertools.pairwise(trace.tokens)) if pair == (word, following))
    h, C = trace.hidden_state[t], np.zeros_like(trace.cell_state[t])
    for k, at in enumerate((t + 1, t + 2)):
        if at == len(trace):
            break
        f, i, _, C, o, h = lstm.step(everyday.parameters, trace.inputs[at], h, C)
        change = max(
            np.abs(gate - recorded[at]).max()
            for gate, recorded in ((f, trace.forget_gate), (i, trace.input_gate), (o, trace.output_gate))
        )
        assert (change < 1e-5) == (k == 0)
