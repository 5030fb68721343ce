"""What a teacher takes home: the results as CSV, and what class_paper.py makes pages of."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import lstm_viz
from lstm_viz.browser.stage import LIMITS
from lstm_viz.classroom import NotNow, Question, Result, Words
from lstm_viz.classroom.form import UNKNOWN
from lstm_viz.inputs.text import PIECES, TextError, excerpt
from lstm_viz.studies import worksheet

from . import class_paper

HEAD = ["number", "kind", "question", "option", "right", "belief", "first vote", "second vote"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute what begins so


def to_csv(results: Sequence[Result], lines: Sequence[str]) -> str:
    """One line for each option, word, item's option and line to the teacher."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEAD)
    for result in results:
        for row in _rows(result):
            writer.writerow([result.number, result.question.kind, *map(_cell, row)])
    for line in lines:
        writer.writerow(["", "line", "to the teacher", _cell(line), "", "", "", ""])
    return "\ufeff" + written.getvalue()  # spreadsheets then know that it is UTF-8


def _rows(result: Result) -> Iterator[list[Any]]:
    """Question, option, right, belief, first vote, second vote."""
    asked = result.question
    if isinstance(asked, Words):
        for word, said, hidden in result.words:
            yield [asked.text, word, "hidden" if hidden else "", "", said, ""]
    elif isinstance(asked, Question):
        yield from _options(asked, result.counts)
    elif result.phase != "open":
        for k, item in enumerate(asked.items):
            chosen = Counter(choices[k] for choices in result.forms.values())
            votes = [chosen[place] for place in range(len(item.options))]
            for row in _options(item, [votes]):
                yield [f"{asked.name}: {row[0]}", *row[1:]]
            yield [f"{asked.name}: {item.text}", "I don't know yet", "", "", chosen[UNKNOWN], ""]


def _options(asked: Question, counts: Sequence[Sequence[int]]) -> Iterator[list[Any]]:
    for k, option in enumerate(asked.options):
        votes = [*(counts[k] for counts in counts), "", ""][:2]
        belief = asked.beliefs[k] if asked.beliefs else None
        yield [asked.text, option, "right" if asked.answer == k else "", belief or "", *votes]


def _cell(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def worksheet_of(code: str, state: Any) -> str:
    """A worksheet from the text, the network and the unit at which a class stands.

    Raises:
        NotNow: the class has no text that a sheet can be made of.
    """
    stage = (state or {}).get("stage") or {}
    name, learned, text, unit = (stage.get(key) for key in ("model", "learned", "text", "unit"))
    if name not in lstm_viz.model_names("lstm") or not isinstance(text, str):
        raise NotNow("Open Gates with a text for your class first: the worksheet is made from it.")
    model = lstm_viz.load_model(learned if learned in lstm_viz.snapshot_names() else name)
    tokenizer = model.facts["tokenizer"]
    try:
        tokens = excerpt(text, tokenizer, LIMITS[tokenizer]).tokens
        sheet = worksheet.make(model, model.trace(tokens), unit if type(unit) is int else None)
    except (TextError, ValueError) as problem:
        raise NotNow(str(problem)) from problem
    return class_paper.worksheet_page(code, sheet, PIECES[tokenizer])
