"""Answers that are no votes, on SQLite and on a real PostgreSQL: own words, the forms, lines to the teacher."""

import json

import pytest

from lstm_viz.classroom import (
    Form,
    Impossible,
    NoClass,
    NotNow,
    NotTheTeacher,
    Question,
    Words,
    for_students,
    for_teacher,
    form_for_students,
    read,
)
from lstm_viz.classroom.store import LASTS

RIVER = Words("… to catch ____", (("fish", 0.5), ("the", 0.25), ("a", 0.125)), "It says “fish”.")
ITEMS = tuple(
    Question("item", text, ("a", "b", "c"), 1, ("takes a", None, "takes c"), f"why {text}")
    for text in ("first", "second")
)
BEFORE, AFTER = Form("before", "Before", ITEMS), Form("after", "After", ITEMS)


def test_words_of_ones_own_are_told_when_they_are_shown_and_the_networks_at_the_end(store):
    code, secret = store.start()
    members = [store.join(code) for _ in range(5)]
    number = store.ask(code, secret, RIVER)
    for member, word in zip(members, ("Fish", " fish ", "a  bus", "rude", "wrong"), strict=True):
        store.answer(code, member, number, word)
    store.answer(code, members[4], number, "THE")  # changed: counts once
    seen = store.snapshot(code)
    for told in (for_students(seen), for_teacher(seen)):
        assert not {"words", "said", "chances", "why"} & told["question"].keys()
    assert for_teacher(seen)["question"]["voted"] == 5
    store.turn(code, secret, number, "closed")
    with pytest.raises(NotNow):
        store.answer(code, members[0], number, "late")
    store.hide(code, secret, number, "Rude", True)
    store.hide(code, secret, number, "the", True)
    store.hide(code, secret, number, "the", False)
    seen = store.snapshot(code)
    said = [["fish", 2, False], ["a bus", 1, False], ["rude", 1, True], ["the", 1, False]]
    assert for_teacher(seen)["question"]["said"] == said
    assert "words" not in for_students(seen)["question"]
    store.turn(code, secret, number, "shown")
    told = for_students(store.snapshot(code))["question"]
    assert told["words"] == [["fish", 2], ["a bus", 1], ["the", 1]] and "chances" not in told
    store.turn(code, secret, number, "revealed")
    told = for_students(store.snapshot(code))["question"]
    assert told["chances"] == [["fish", 0.5], ["a bus", None], ["the", 0.25], ["a", 0.125]]
    assert told["floor"] == 0.125 and told["why"] == RIVER.why
    assert store.answered(code, members[0], number) == "fish"


@pytest.mark.parametrize("word", ["", "  ", None, 3, ["fish"], "x" * 31, "a\0b", "\ud800"])
def test_what_is_no_word_is_refused_with_a_sentence(store, word):
    code, secret = store.start()
    number = store.ask(code, secret, RIVER)
    with pytest.raises(Impossible, match=r"\w.*\."):
        store.answer(code, store.join(code), number, word)


@pytest.mark.parametrize("word", ["<b>no</b>", "الشبكة", "नेटवर्क", "';--", "x" * 30])
def test_any_script_can_be_sent_and_comes_back_as_it_was(store, word):
    code, secret = store.start()
    number = store.ask(code, secret, RIVER)
    store.answer(code, store.join(code), number, word)
    store.turn(code, secret, number, "closed")
    assert store.snapshot(code).words == ((word, 1, False),)


def test_only_members_answer_and_only_the_teacher_hides(store):
    code, secret = store.start()
    other, others = store.start()
    number, member = store.ask(code, secret, RIVER), store.join(code)
    for wrong in (store.join(other), "", secret):
        with pytest.raises(NoClass):
            store.answer(code, wrong, number, "fish")
    for wrong in (others, member, ""):
        with pytest.raises(NotTheTeacher):
            store.hide(code, wrong, number, "fish", True)
    with pytest.raises(NotNow):
        store.answer(code, member, number + 1, "fish")
    with pytest.raises(NotNow):
        store.vote(code, member, number, 1, 0)


@pytest.mark.parametrize(
    "chances", ["x", [["fish"]], [["fish", 2]], [["fish", None]], [[1, 0.5]], [["a", 0.001]] * 201]
)
def test_chances_have_their_form(chances):
    with pytest.raises(Impossible):
        read({"kind": "words", "text": "What?", "chances": chances})


def test_what_the_room_gained_is_that_of_those_who_took_both_forms(store):
    code, secret = store.start()
    members = [store.join(code) for _ in range(4)]
    first = store.ask(code, secret, BEFORE)
    for member, choices in zip(members, ([0, 0], [1, 0], [0, -1], [1, 1]), strict=True):
        store.answer(code, member, first, choices)
    store.turn(code, secret, first, "closed")
    assert "answer" not in form_for_students(store.snapshot(code))["items"][0]
    assert for_teacher(store.snapshot(code))["question"]["change"] is None
    second = store.ask(code, secret, AFTER)
    for member, choices in zip(members[:3], ([1, 0], [1, 1], [0, 1]), strict=True):
        store.answer(code, member, second, choices)
    assert "change" not in for_teacher(store.snapshot(code))["question"]
    store.turn(code, secret, second, "closed")
    seen = store.snapshot(code)
    told = for_teacher(seen)["question"]
    assert told["both"] == 3 and "change" not in for_students(seen)["question"]
    item, other = told["change"]  # by hand: of three, 1 → 2 right, and 0 → 2
    assert (item["before"], item["after"]) == (1 / 3, 2 / 3) and item["gain"] == pytest.approx(0.5)
    assert item["beliefs"] == [["takes a", 2, 1], ["takes c", 0, 0]]
    assert (other["before"], other["after"], other["gain"]) == (0, 2 / 3, pytest.approx(2 / 3))
    assert other["beliefs"] == [["takes a", 2, 1], ["takes c", 0, 0]]
    assert form_for_students(seen)["items"][1]["answer"] == 1


@pytest.mark.parametrize("choices", [None, [1], [1, 3], [1, -2], [1, True], [1, "1"], [1, 1, 1]])
def test_what_is_no_form_is_refused(store, choices):
    code, secret = store.start()
    number = store.ask(code, secret, BEFORE)
    with pytest.raises(Impossible):
        store.answer(code, store.join(code), number, choices)


def test_what_is_too_long_to_ask_is_refused_and_the_class_goes_on(store):
    code, secret = store.start()
    for asked in (Question("own", "x" * 501, ("a", "b")), Question("own", "x", ("a", "b" * 201))):
        with pytest.raises(Impossible):
            store.ask(code, secret, asked)
    assert store.snapshot(code).question is None


def test_what_is_asked_is_read_again_as_it_was():
    for asked in (RIVER, BEFORE, ITEMS[0]):
        assert read(json.loads(asked.to_json())) == asked


def test_a_line_to_the_teacher_can_be_written_after_the_end_and_by_members_alone(store, clock):
    code, secret = store.start()
    member, other = store.join(code), store.join(code)
    store.end(code, secret)
    clock.now += LASTS
    store.write_line(code, member, "first thought")
    store.write_line(code, member, " I liked\n the <i>bear</i> ")
    store.write_line(code, other, "Again!")
    assert store.results(code, secret)[1] == ["Again!", "I liked the <i>bear</i>"]
    assert for_teacher(store.snapshot(code))["lines"] == 2
    assert "lines" not in for_students(store.snapshot(code))
    with pytest.raises(NoClass):
        store.write_line(code, "forged", "no")
    for line in ("", None, "x" * 301):
        with pytest.raises(Impossible):
            store.write_line(code, member, line)


def test_results_are_the_teachers_and_tell_nothing_of_an_open_vote(store):
    code, secret = store.start()
    member = store.join(code)
    vote = store.ask(code, secret, ITEMS[0])
    store.vote(code, member, vote, 1, 2)
    assert store.results(code, secret)[0][0].counts == ()
    store.turn(code, secret, vote, "closed")
    words = store.ask(code, secret, RIVER)
    store.answer(code, member, words, "fish")
    results, _ = store.results(code, secret)
    assert results[0].counts == ((0, 0, 1),) and results[1].words == ()
    store.turn(code, secret, words, "closed")
    form = store.ask(code, secret, BEFORE)
    store.answer(code, member, form, [0, 1])
    store.turn(code, secret, form, "closed")
    results, _ = store.results(code, secret)
    assert results[1].words == (("fish", 1, False),) and list(results[2].forms.values()) == [[0, 1]]
    with pytest.raises(NotTheTeacher):
        store.results(code, member)
