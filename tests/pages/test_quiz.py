"""The Quiz page as a script: predict, reveal, score."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.studies.quiz import questions
from lstm_viz.ui import reader

ROOT = Path(__file__).parents[2]
TEXT = "The film was not good, it was"


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app = app.switch_page("pages/quiz.py").run()
    return app.text_input(key="text").set_value(TEXT).run()


def quizzes(app: AppTest):
    return [radio for radio in app.radio if (radio.key or "").startswith("quiz-")]


def prose(app: AppTest) -> str:
    return "\n".join(m.value for m in app.markdown)


def answer(app: AppTest, number: int, choice: int) -> AppTest:
    quizzes(app)[number].set_value(choice).run()
    key = quizzes(app)[number].key.replace("quiz-", "reveal-", 1)
    app.button(key=key).click().run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def test_the_questions_are_about_the_readers_sentence(app):
    assert not app.exception
    model = reader.load("everyday")
    asked = questions(model.trace(TEXT), model, 0)
    assert len(asked) >= 5
    assert len(quizzes(app)) == len(asked) + 2  # and two polls


def test_a_right_answer_counts_and_a_wrong_one_is_explained_with_a_link(app):
    model = reader.load("everyday")
    first, second = questions(model.trace(TEXT), model, 0)[:2]
    answer(app, 0, first.right)
    assert "**1 of 1** right" in prose(app)
    assert any(s.value.startswith("Yes. ") for s in app.success)
    wrong = (second.right + 1) % len(second.options)
    answer(app, 0, wrong)  # the first one left
    assert "**1 of 2** right" in prose(app)
    assert any(w.value.startswith("Not quite. ") for w in app.warning)
    assert any("Look again on" in link.proto.label for link in app.get("page_link"))


def test_the_score_is_kept_while_one_looks_elsewhere(app):
    model = reader.load("everyday")
    answer(app, 0, questions(model.trace(TEXT), model, 0)[0].right)
    app.switch_page("pages/start.py").run()
    app.switch_page("pages/quiz.py").run()
    assert "**1 of 1** right" in prose(app)
    next(b for b in app.button if b.label == "Start over").click().run()
    assert "Your score starts" in prose(app)


def test_nothing_is_revealed_before_one_has_chosen(app):
    reveals = [button for button in app.button if button.label.startswith("Reveal")]
    assert reveals and all(button.disabled for button in reveals)
    labels = [button.label for button in app.button]
    assert len(set(labels)) == len(labels)


def test_the_polls_have_the_workshops_answers():
    polls = lessons.load("quiz")["polls"]
    assert polls[0]["options"][polls[0]["right"]] == "Predicting the next word in a sentence"
    assert polls[1]["options"][polls[1]["right"]] == "The previous cell output and the current input"


def test_three_questions_to_discuss_with_answers_that_unfold(app):
    unfold = [e for e in app.expander if e.label.startswith("Our answer")]
    assert len(unfold) == 3 and all(len(e.markdown[0].value) > 100 for e in unfold)


@pytest.mark.parametrize("text", ["dog", "*a* $b$ [c](d)", "😀", "x" * 5000])
def test_any_text_gets_questions_or_a_sentence(app, text):
    app.text_input(key="text").set_value(text).run()
    assert not app.exception
    assert quizzes(app)


def test_other_questions_about_the_same_sentence(app):
    before = [radio.label for radio in quizzes(app)]
    next(b for b in app.button if b.label.startswith("Other questions")).click().run()
    assert [radio.label for radio in quizzes(app)] != before
