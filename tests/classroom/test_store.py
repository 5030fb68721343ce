"""The store of the classes, on SQLite and on a real PostgreSQL: who may do what, what is counted, what is kept."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text

from lstm_viz.classroom import (
    Impossible,
    NoClass,
    NotNow,
    NotTheTeacher,
    Question,
    Store,
    Words,
    codes,
    for_students,
    for_teacher,
)
from lstm_viz.classroom.database import Unreachable
from lstm_viz.classroom.store import HERE, KEPT, LASTS

COLOURS = Question(
    "own",
    "Which gate keeps?",
    ("forget", "input", "output"),
    0,
    (None, "writing keeps", "showing keeps"),
    "f ∗ C",
)


def test_a_class_has_a_code_to_say_aloud_and_is_joined_by_it(store):
    code, secret = store.start()
    assert re.fullmatch("[BCDFGHKMNPRSTVWXYZ]{4}", code) and len(secret) >= 32
    first, second = store.join(code), store.join(code)
    assert first != second and store.snapshot(code).here == 2
    assert store.join(code, first) == first and store.snapshot(code).here == 2  # a reload


def test_a_token_that_the_class_never_gave_is_replaced(store):
    code, _ = store.start()
    assert store.join(code, "forged") != "forged"


def test_two_classes_never_have_one_code(store, monkeypatch):
    drawn = iter(["BBBB", "BBBB", "CCCC"])
    monkeypatch.setattr("lstm_viz.classroom.store.new_code", lambda: next(drawn))
    assert [store.start()[0], store.start()[0]] == ["BBBB", "CCCC"]


def test_who_is_not_seen_any_more_is_not_here(store, clock):
    code, _ = store.start()
    stays, _ = store.join(code), store.join(code)
    clock.now += HERE + 1
    store.seen(code, [codes.hashed(stays)])
    assert store.snapshot(code).here == 1


def test_only_the_secret_moves_the_class(store):
    code, secret = store.start()
    other, others = store.start()
    store.lead(code, secret, {"page": "gates", "text": "naïve 🧠 \ud800 \0"})
    number = store.ask(code, secret, COLOURS)
    before = store.snapshot(code)
    member = store.join(code)
    for wrong in (others, "", member, secret.swapcase(), "' OR 1=1 --"):
        for act in (
            lambda s: store.lead(code, s, {"page": "words"}),
            lambda s: store.ask(code, s, COLOURS),
            lambda s: store.turn(code, s, number, "closed"),
            lambda s: store.end(code, s),
        ):
            with pytest.raises(NotTheTeacher):
                act(wrong)
    after = store.snapshot(code)
    assert (after.version, after.state, after.phase) == (before.version, before.state, "open")
    assert after.state == {"page": "gates", "text": "naïve 🧠 \ud800 \0"}
    assert store.snapshot(other).version == 1


def test_each_change_has_a_version_of_its_own(store):
    code, secret = store.start()
    assert [store.lead(code, secret, {"t": t}) for t in range(3)] == [2, 3, 4]


def test_a_question_goes_through_both_votes_and_then_tells_its_answer(store):
    code, secret = store.start()
    members = [store.join(code) for _ in range(4)]
    number = store.ask(code, secret, COLOURS)
    for member, choice in zip(members, (1, 1, 0, 2), strict=True):
        store.vote(code, member, number, 1, choice)
    store.turn(code, secret, number, "closed")
    with pytest.raises(NotNow):
        store.vote(code, members[0], number, 1, 0)
    store.turn(code, secret, number, "second")
    for member in members:
        store.vote(code, member, number, 2, 0)
    store.turn(code, secret, number, "compared")
    store.turn(code, secret, number, "revealed")
    assert store.snapshot(code).counts == ((1, 2, 1), (4, 0, 0))
    assert store.voted(code, members[0], number) == {1: 1, 2: 0}
    told = for_students(store.snapshot(code))["question"]
    assert told["answer"] == 0 and told["counts"] == [[1, 2, 1], [4, 0, 0]] and told["why"] == "f ∗ C"


@pytest.mark.parametrize(
    "phases", [["second"], ["revealed"], ["closed", "compared"], ["closed", "open"]]
)
def test_no_point_of_a_question_is_passed_over(store, phases):
    code, secret = store.start()
    number = store.ask(code, secret, COLOURS)
    for phase in phases[:-1]:
        store.turn(code, secret, number, phase)
    with pytest.raises(NotNow):
        store.turn(code, secret, number, phases[-1])


def test_a_vote_that_is_changed_counts_once(store):
    code, secret = store.start()
    member = store.join(code)
    number = store.ask(code, secret, COLOURS)
    for choice in (0, 1, 1, 2):
        store.vote(code, member, number, 1, choice)
    assert store.snapshot(code).counts[0] == (0, 0, 1)


def test_nobody_votes_from_outside_or_for_what_is_not_asked(store):
    code, secret = store.start()
    other, _ = store.start()
    number = store.ask(code, secret, COLOURS)
    stranger, member = store.join(other), store.join(code)
    for wrong in (stranger, "", codes.hashed(member), "' OR 1=1 --"):
        with pytest.raises(NoClass):
            store.vote(code, wrong, number, 1, 0)
    for choice in (-1, 3, True, 10**9):
        with pytest.raises(Impossible):
            store.vote(code, member, number, 1, choice)
    for asked, round in ((number + 1, 1), (number, 2), (number, 0)):
        with pytest.raises(NotNow):
            store.vote(code, member, asked, round, 0)
    assert store.snapshot(code).counts[0] == (0, 0, 0)


def test_votes_that_come_at_once_are_all_counted_and_none_twice(store):
    code, secret = store.start()
    members = [store.join(code) for _ in range(30)]
    number = store.ask(code, secret, COLOURS)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda m: store.vote(code, m, number, 1, 0), members * 3))
        versions = list(pool.map(lambda t: store.lead(code, secret, t), range(40)))
    assert store.snapshot(code).counts[0] == (30, 0, 0)
    assert len(set(versions)) == 40  # no change was lost


def test_until_a_vote_is_closed_nobody_is_told_how_it_stands_nor_the_answer(store):
    code, secret = store.start()
    member = store.join(code)
    number = store.ask(code, secret, COLOURS)
    store.vote(code, member, number, 1, 1)
    seen = store.snapshot(code)
    assert for_students(seen)["question"] == {
        "number": 1, "kind": "own", "text": COLOURS.text, "options": list(COLOURS.options),
        "phase": "open", "round": 1, "counts": [],
    }  # fmt: skip
    assert for_teacher(seen)["question"]["voted"] == 1
    assert for_teacher(seen)["question"]["beliefs"] == [] == for_teacher(seen)["question"]["counts"]
    store.turn(code, secret, number, "closed")
    store.turn(code, secret, number, "second")
    store.vote(code, member, number, 2, 0)
    seen = store.snapshot(code)
    for told in (for_students(seen), for_teacher(seen)):
        assert told["question"]["counts"] == [[0, 1, 0]] and "answer" not in told["question"]
    assert "beliefs" not in for_students(seen)["question"]
    assert for_teacher(seen)["question"]["beliefs"] == list(COLOURS.beliefs)


def test_a_class_ends_by_its_teacher_or_after_twelve_hours(store, clock):
    code, secret = store.start()
    lasting, its = store.start()
    member = store.join(code)
    number = store.ask(code, secret, COLOURS)
    store.end(code, secret)
    clock.now += LASTS + 1
    for over, of in ((code, secret), (lasting, its)):
        assert store.snapshot(over).over
        for act in (
            lambda c, s: store.join(c),
            lambda c, s: store.lead(c, s, {}),
            lambda c, s: store.vote(c, member, number, 1, 0),
        ):
            with pytest.raises(NoClass):
                act(over, of)


def test_a_day_after_its_end_everything_about_a_class_is_deleted(store, clock):
    code, secret = store.start()
    member = store.join(code)
    store.vote(code, member, store.ask(code, secret, COLOURS), 1, 0)
    number = store.ask(code, secret, Words("What will come next?"))
    store.answer(code, member, number, "fish")
    store.hide(code, secret, number, "fish", True)
    store.write_line(code, member, "Thank you")
    clock.now += LASTS + KEPT - 1
    store.sweep()
    assert store.snapshot(code).over
    clock.now += 2
    store.start()  # sweeps
    with pytest.raises(NoClass):
        store.snapshot(code)
    with store.database.reading() as rows:
        for table in ("members", "questions", "votes", "answers", "hidden", "lines"):
            assert rows.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_what_is_kept_names_nobody(store):
    """Neither secrets nor tokens, and no column for a name or an address."""
    code, secret = store.start()
    member = store.join(code)
    tables = inspect(store.database.engine)
    columns = {c["name"] for name in tables.get_table_names() for c in tables.get_columns(name)}
    assert columns == set(
        "code secret state version created ended member seen number content phase round choice word line".split()
    )
    with store.database.reading() as rows:
        kept = [
            str(row)
            for name in tables.get_table_names()
            for row in rows.execute(text(f"SELECT * FROM {name}"))
        ]
    assert kept and not any(token in row for row in kept for token in (secret, member))


def test_after_a_restart_the_class_goes_on(store, place, clock):
    code, secret = store.start()
    member = store.join(code)
    number = store.ask(code, secret, COLOURS)
    store.vote(code, member, number, 1, 2)
    store.database.engine.dispose()
    again = Store(place, clock)
    again.vote(code, again.join(code, member), number, 1, 2)
    assert again.snapshot(code).counts[0] == (0, 0, 1)
    again.turn(code, secret, number, "closed")
    again.database.engine.dispose()


def test_two_stores_on_one_database_are_one(store, place, clock):
    """Two replicas."""
    other = Store(place, clock)
    code, secret = store.start()
    member = other.join(code)
    store.lead(code, secret, {"t": 3})
    assert other.snapshot(code).state == {"t": 3}
    number = other.ask(code, secret, COLOURS)
    store.vote(code, member, number, 1, 0)
    assert other.snapshot(code).counts[0] == (1, 0, 0)
    other.database.engine.dispose()


def test_a_database_that_went_and_came_back_has_all_that_was_confirmed(server, clock):
    store = Store(server.database("gone"), clock)
    code, secret = store.start()
    store.lead(code, secret, {"t": 1})
    server.stop()
    try:
        with pytest.raises(Unreachable):
            store.lead(code, secret, {"t": 2})
    finally:
        server.start()
    assert store.snapshot(code).state == {"t": 1}
    store.lead(code, secret, {"t": 2})
    assert store.snapshot(code).state == {"t": 2}
    store.database.engine.dispose()


def test_a_file_that_cannot_be_written_is_said_to_be_out_of_reach(tmp_path):
    with pytest.raises(Unreachable):
        Store(tmp_path / "missing" / "classes.sqlite3").start()


def test_a_state_has_an_end(store):
    code, secret = store.start()
    with pytest.raises(Impossible):
        store.lead(code, secret, {"text": "x" * 70_000})
