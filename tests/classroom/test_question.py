"""Questions as they come from a browser: the right form passes, any other is refused with a sentence."""

import json

import pytest

from lstm_viz.classroom import Impossible, Question

GOOD = {
    "kind": "own",
    "text": "Which?",
    "options": ["a", "b"],
    "answer": 1,
    "beliefs": ["x", None],
    "why": "so",
}


def test_a_question_is_read_as_it_was_meant():
    question = Question.of(GOOD)
    assert question == Question("own", "Which?", ("a", "b"), 1, ("x", None), "so")
    assert Question.of(json.loads(question.to_json())) == question


@pytest.mark.parametrize("text", ["<b>no</b>", "الشبكة", "👩\u200d🏫 two\nlines", "नेटवर्क"])
def test_any_script_can_be_asked_in(text):
    assert Question.of(GOOD | {"text": text}).text == text


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": " \n"},
        {"text": None},
        {"text": "x" * 501},
        {"text": "a\0b"},
        {"text": "\ud800"},
        {"options": ["a"]},
        {"options": ["a", "a "]},
        {"options": list("abcdef")},
        {"options": ["a", ""]},
        {"options": ["a", 2]},
        {"options": "ab"},
        {"answer": 2},
        {"answer": -1},
        {"answer": True},
        {"answer": "1"},
        {"beliefs": ["x"]},
        {"beliefs": [1, 2]},
        {"why": 3},
        {"kind": "other"},
        {"kind": ["own"]},
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(change):
    with pytest.raises(Impossible, match=r"\w.*\."):
        Question.of(GOOD | change)


@pytest.mark.parametrize("said", [None, [], "text", 3])
def test_what_is_no_question_is_refused(said):
    with pytest.raises(Impossible):
        Question.of(said)
