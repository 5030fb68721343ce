"""What a teacher takes home: results as CSV and as a page, a worksheet; whatever people wrote stays text."""

import csv
import io
from html.parser import HTMLParser

import pytest

from lstm_viz.classroom import Form, NotNow, Question, Store, Words
from lstm_viz.ui import class_paper, class_results

NASTY = "<script>alert(1)</script>"
VOTE = Question("own", f"Which {NASTY}?", ("=1+1", "b & c"), 1, ("believes <i>", None), "so")
ITEM = Question("item", "How many?", ("one", "two"), 1, ("it is one", None))


class Read(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def results(tmp_path):
    """Of a class that voted, said words, took both forms and wrote a line."""
    store = Store(tmp_path / "classes.sqlite3")
    code, secret = store.start()
    first, second = store.join(code), store.join(code)
    number = store.ask(code, secret, VOTE)
    store.vote(code, first, number, 1, 0)
    for phase in ("closed", "second"):
        store.turn(code, secret, number, phase)
    store.vote(code, first, number, 2, 1)
    for phase in ("compared", "revealed"):
        store.turn(code, secret, number, phase)
    number = store.ask(code, secret, Words("Next?", (("fish", 0.4),)))
    store.answer(code, first, number, "fish")
    store.answer(code, second, number, NASTY)
    for phase in ("closed", "shown", "revealed"):
        store.turn(code, secret, number, phase)
    for name, choices in (("before", ([0], [-1])), ("after", ([1], [0]))):
        number = store.ask(code, secret, Form(name, name, (ITEM,)))
        for member, choice in zip((first, second), choices, strict=True):
            store.answer(code, member, number, choice)
        store.turn(code, secret, number, "closed")
    store.ask(code, secret, ITEM)  # still open
    store.write_line(code, first, "@SUM(A1) thank you")
    yield store.results(code, secret)
    store.database.engine.dispose()


def test_a_spreadsheet_gets_every_count_and_computes_nothing(results):
    text = class_results.to_csv(*results)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    votes = [(row["option"], row["first vote"], row["second vote"]) for row in rows]
    assert votes[:2] == [("'=1+1", "1", "0"), ("b & c", "0", "1")]
    assert rows[0]["belief"] == "believes <i>" and rows[1]["right"] == "right"
    assert votes[2:4] == [(NASTY, "1", ""), ("fish", "1", "")]
    forms = {
        (row["question"], row["option"]): row["first vote"] for row in rows if row["kind"] == "form"
    }
    assert forms == {
        ("before: How many?", "one"): "1",
        ("before: How many?", "two"): "0",
        ("before: How many?", "I don't know yet"): "1",
        ("after: How many?", "one"): "1",
        ("after: How many?", "two"): "1",
        ("after: How many?", "I don't know yet"): "0",
    }
    assert [r["first vote"] for r in rows if r["number"] == "5"] == ["", ""]  # it is open
    assert rows[-1]["option"] == "'@SUM(A1) thank you"
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values() if cell
    )


def test_the_page_to_print_says_what_came_of_each_question(results):
    read = Read(class_paper.results_page("BKTM", *results))
    assert "script" not in read.tags and "i" not in read.tags
    assert f"1. Which {NASTY}?" in read.texts and NASTY in read.texts
    said = " ".join(read.texts)
    assert "The room: 0 % right before, 50 % after; gain 50 %." in said
    assert "it is one: 1 → 1" in said and "Still open" in said and "40.0 %" in said
    assert "@SUM(A1) thank you" in read.texts


STATE = {
    "stage": {"model": "everyday", "learned": "", "unit": 7,
              "text": f"The grizzly bear goes {NASTY} to the river"},
}  # fmt: skip


@pytest.mark.parametrize("model", ["everyday", "letters"])
def test_a_worksheet_is_made_from_the_classs_text(model):
    state = {"stage": STATE["stage"] | {"model": model}}
    read = Read(class_results.worksheet_of("BKTM", state))
    said = " ".join(read.texts)
    assert "in unit 7" in said and "Answer key" in said and "script" not in read.tags
    assert "<script>" in said.replace(" ", "").replace("\n", "") or "rare word" in said


@pytest.mark.parametrize(
    "state", [None, {}, {"stage": None}, {"stage": {"model": "no model", "text": "a b"}},
              {"stage": {"model": "everyday", "text": ""}}, {"stage": {"model": "everyday", "text": "the"}},
              {"stage": {"model": "everyday", "text": 3}}],
)  # fmt: skip
def test_without_a_text_a_sentence_says_what_to_do(state):
    with pytest.raises(NotNow, match=r"\w.*\."):
        class_results.worksheet_of("BKTM", state)
