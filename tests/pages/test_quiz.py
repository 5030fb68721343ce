"""The Quiz page as a script: predict, reveal, score."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.studies import items
from lstm_viz.studies.quiz import questions
from lstm_viz.ui import reader
from lstm_viz.ui.menu import BY_FILE
from lstm_viz.ui.quiz.beliefs import FORMS, OPEN

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
    assert (
        polls[1]["options"][polls[1]["right"]] == "The previous cell output and the current cell input"
    )
    assert [len(poll["options"]) for poll in polls] == [4, 5]
    for poll in polls:  # every wrong answer has its reason and a page that teaches it
        wrong = [k for k in range(len(poll["options"])) if k != poll["right"]]
        assert sorted(map(int, poll["wrong"])) == wrong
        assert all(why and page in BY_FILE for why, page in poll["wrong"].values())


@pytest.mark.parametrize(("choice", "title"), [(0, "Recurrence"), (3, "Recurrence and convolution")])
def test_a_wrong_answer_to_a_poll_leads_to_the_page_that_teaches_it(app, choice, title):
    answer(app, -2, choice)
    assert any("Not quite" in w.value for w in app.warning)
    (link,) = (e for e in app.get("page_link") if e.proto.label.startswith("Look again on"))
    assert link.proto.label == f"Look again on “{title}”"


def test_what_one_writes_stays_while_one_looks_elsewhere(app):
    assert "sends it nowhere" in prose(app)
    boxes = [area for area in app.text_area if area.label.startswith("Your answer to")]
    assert len(boxes) == 3
    boxes[1].set_value("Text, sound, films").run()
    app.button(key="quiz-other").click().run()
    app.switch_page("pages/start.py").run()
    app.switch_page("pages/quiz.py").run()
    assert app.text_area(key="written-2").value == "Text, sound, films"


def handed_in(app: AppTest, name: str, right: int) -> AppTest:
    """The form with so many right answers; of the others the first is open, the rest wrong."""
    app.toggle(key=f"take-{name}").set_value(True).run()
    form = items.form(reader.load("everyday"), reader.load("everyday").trace(FORMS[name]))
    for number, item in enumerate(form, 1):
        wrong = OPEN if number == right + 1 else item.options[(item.right + 1) % 4]
        choice = item.options[item.right] if number <= right else wrong
        app.radio(key=f"item-{name}-{number}").set_value(choice)
    next(b for b in app.button if b.label.startswith("Hand in")).click().run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def test_twelve_items_before_and_after_show_the_gain_and_which_beliefs_went_away(app):
    form = items.form(reader.load("everyday"), reader.load("everyday").trace(FORMS["before"]))
    handed_in(app, "before", 4)
    said = "\n".join(e.value for e in (*app.info, *app.markdown, *app.warning))
    assert "**4 of 12** right" in said
    assert not any(item.why in said for item in form)  # nothing is given away between the forms
    app.switch_page("pages/start.py").run()
    app.switch_page("pages/quiz.py").run()  # the result is kept
    handed_in(app, "after", 10)
    metrics = {m.label: m.value for m in app.metric}
    assert metrics == {"Right before": "4 of 12", "Right after": "10 of 12", "Gain": "75 %"}
    went = next(m.value for m in app.markdown if "Beliefs that went away" in m.value)
    held = [item.beliefs[(item.right + 1) % 4] for item in form]
    # item 5 was open before, 6 to 10 are right now, and 11 is open; 12 is believed as before
    assert [line.removeprefix("- ").strip("*") for line in went.split("\n\n")[1].splitlines()] == held[
        5:11
    ]
    stay = next(m.value for m in app.markdown if "to look at again" in m.value)
    assert stay.endswith(f"- *{held[11]}*")
    results = [e for e in app.expander if re.match(r"\d+\. .*: before", e.label)]
    assert len(results) == 12
    assert results[0].label.endswith("before right, after right")
    assert results[4].label.endswith("before open, after right")
    assert results[11].label.endswith("before wrong, after wrong")
    next(b for b in app.button if b.label == "Take both forms again").click().run()
    assert app.toggle(key="take-before")


def test_a_form_with_gaps_is_not_taken_and_loses_nothing(app):
    app.toggle(key="take-before").set_value(True).run()
    app.radio(key="item-before-1").set_value(OPEN)
    next(b for b in app.button if b.label.startswith("Hand in")).click().run()
    (warning,) = (w.value for w in app.warning)
    assert warning.startswith("Still without an answer: 2, 3, 4")
    assert app.radio(key="item-before-1").value == OPEN


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
