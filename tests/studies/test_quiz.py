"""The quiz's answers, worked out again from the trace."""

import re

import numpy as np
import pytest

import lstm_viz
from lstm_viz.look.narration import percent, signed
from lstm_viz.nn import lstm
from lstm_viz.studies import attribution
from lstm_viz.studies.quiz import MARGIN, questions
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
        assert abs(means[here] - means[there]) >= MARGIN >= 0.15
        count += 1
    assert count >= 6


def test_the_word_that_wrote_most(model):
    for trace, question in asked(model, "memory"):
        sizes = np.linalg.norm(attribution.final_parts(trace)[1:], axis=1)
        places = [place(trace, option) for option in question.options]
        assert question.right == int(sizes[places].argmax())
        second, most = np.sort(sizes[places])[-2:] / sizes[places].sum()
        assert most - second >= MARGIN
        if "have left" in question.why.split(":")[1]:
            most = places[question.right]
            wrote = trace.input_gate[most] * trace.candidate[most]
            left = np.linalg.norm(wrote * trace.forget_gate[most + 1 :].prod(axis=0))
            assert percent(left / np.linalg.norm(wrote)) in question.why.split(".")[-2]


def test_the_word_expected_most(model):
    for trace, question in asked(model, "next word"):
        read = re.search("“(.*)”", question.question)[1].removeprefix("… ").split()
        ends = [t for t in range(len(trace)) if trace.tokens[max(0, t + 1 - len(read)) : t + 1] == read]
        for t in ends:
            p = dict(model.predict(trace, t, k=len(model.vocabulary)))
            assert max(question.options, key=p.__getitem__) == question.options[question.right]
            second, most = sorted(p[option] for option in question.options)[-2:]
            assert most - second >= MARGIN


@pytest.mark.parametrize("kind", ["forget gate", "input gate", "output gate"])
def test_what_made_a_gate_differ_is_that_of_a_step_with_the_other_word(model, kind):
    count = 0
    for trace, question in asked(model, kind):
        here, there = (
            place(trace, q) for q in re.findall(r"“.+?”(?: \(word \d+\))?", question.question)
        )
        gates = lstm.step(
            model.parameters,
            trace.inputs[there],
            trace.hidden_state[here - 1],
            trace.cell_state[here - 1],
        )
        swapped = gates[("forget gate", "input gate", "candidate", "", "output gate").index(kind)].mean()
        assert f"it would be {signed(swapped)}:" in question.why
        mean = getattr(trace, kind.replace(" ", "_")).mean(axis=1)
        word = abs(swapped - mean[here]) > abs(mean[there] - swapped)
        assert ("the word itself makes" if word else "what was read before makes") in question.why
        count += 1
    assert count >= 6


def test_what_an_expectation_leans_on_is_found_by_reading_without_each_word(model):
    count = 0
    for trace, question in asked(model, "next word"):
        leans = re.search(r"leans most on (“.+?”(?: \(word \d+\))?): .* ([\d.]+) %", question.why)
        read = re.search("“(.*)”", question.question)[1].removeprefix("… ").split()
        t = next(
            t
            for t in range(len(read) - 1, len(trace))
            if trace.tokens[t + 1 - len(read) : t + 1] == read
        )
        tokens, best = trace.tokens[: t + 1], question.options[question.right]
        if not leans or len(tokens) < 2:
            continue
        without = [
            dict(model.predict(model.trace(tokens[:k] + tokens[k + 1 :]), k=len(model.vocabulary)))[best]
            for k in range(len(tokens))
        ]
        assert int(np.argmin(without)) == place(trace, leans[1])
        assert float(leans[2]) == pytest.approx(100 * min(without), abs=0.051)
        count += 1
    assert count >= 3


def test_the_parts_of_a_memory_add_up_as_shown(model):
    for _, question in asked(model, "cell state"):
        result, stays, added = re.search(
            r"= (\S+): of the old memory the forget gate leaves (\S+), and (\S+) is added", question.why
        ).groups()
        stays, added = (float(n.replace("−", "-")) for n in (stays, added))
        assert signed(stays + added) == result


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
