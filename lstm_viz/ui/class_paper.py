"""Pages to print: the results of a class, and a worksheet with its key on a page of its own.

Whatever people wrote goes through the tree's own escaping. Without a size of its own a page prints on A4 and
on Letter.
"""

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lstm_viz.classroom import Form, Question, Result, Words
from lstm_viz.classroom.form import change, gain
from lstm_viz.studies.worksheet import Step, Worksheet

STYLE = """
@page { margin: 16mm 15mm }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #000; background: #fff; max-width: 178mm;
  margin: 8mm auto; padding: 0 4mm; overflow-wrap: anywhere }
h1 { font-size: 18pt; margin: 0 0 3mm } h2 { font-size: 13pt; margin: 6mm 0 2mm; break-after: avoid }
p { margin: 0 0 2mm } section { break-inside: avoid } .long { break-inside: auto }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 3mm } tr { break-inside: avoid }
th, td { border: 0.3mm solid #666; padding: 1mm 2mm; text-align: left; vertical-align: top; font-weight: normal }
thead th { background: #eee; font-weight: bold } .n { text-align: right; white-space: nowrap }
.line { border-bottom: 0.3mm solid #666; height: 8mm } .small { font-size: 9.5pt; color: #333 }
.key { break-before: page } .formula { font-style: italic; margin-left: 6mm }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""
GATE = (
    "∗ multiplies number by number; tanh(x) = (e²ˣ − 1) / (e²ˣ + 1) is a key of most pocket calculators."
)


def node(name: str, *children: "str | Element", cls: str = "") -> Element:
    """An element with texts and elements in it."""
    made = Element(name, {"class": cls} if cls else {})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> Element:
    """A table whose first `words` columns hold words, and the others numbers."""

    def cells(name: str, row: Sequence[str]) -> Element:
        return node(
            "tr", *(node(name, text, cls="n" if k >= words else "") for k, text in enumerate(row))
        )

    body = node("tbody", *(cells("td", row) for row in rows))
    return node("table", node("thead", cells("th", head)), body)


def page(title: str, *parts: Element) -> str:
    """A whole HTML page."""
    head = node("head", node("title", title), node("style", STYLE))
    head.insert(0, Element("meta", {"charset": "utf-8"}))
    head.insert(1, Element("meta", {"name": "viewport", "content": "width=device-width"}))
    whole = node("html", head, node("body", *parts))
    whole.set("lang", "en")
    return "<!doctype html>\n" + ElementTree.tostring(whole, encoding="unicode", method="html")


# --- results --------------------------------------------------------------------------------------


def results_page(code: str, results: Sequence[Result], lines: Sequence[str]) -> str:
    """What came of each question, and the lines to the teacher."""
    parts = [node("h1", f"Results of the class {code}")]
    parts += [_result(result) for result in results] or [node("p", "Nothing was asked in this class.")]
    parts += _gained(results)
    if lines:
        said = node("ul", *(node("li", line) for line in lines))
        parts.append(node("section", node("h2", "Lines to the teacher"), said, cls="long"))
    return page(f"Class {code}: results", *parts)


def _result(result: Result) -> Element:
    asked = result.question
    name = f"{len(asked.items)} questions, {asked.name}" if isinstance(asked, Form) else asked.text
    title = node("h2", f"{result.number}. {name}")
    if result.phase == "open":
        return node("section", title, node("p", "Still open: nothing is told of it."))
    if isinstance(asked, Question):
        names = ["first vote", "second vote"][: len(result.counts)]
        rows = []
        for k, option in enumerate(asked.options):
            belief = asked.beliefs[k] if asked.beliefs else None
            note = "✓ right" if asked.answer == k else f"believes: {belief}" if belief else ""
            rows.append([option, note, *(str(votes[k]) for votes in result.counts)])
        return node("section", title, table(["option", "", *names], rows, words=2), node("p", asked.why))
    if isinstance(asked, Words):
        rows = []
        for word, said, hidden in result.words:
            if not hidden:
                p = asked.chance(word)
                rows.append([word, str(said), "" if p is None else f"{100 * p:.1f} %"])
        return node("section", title, table(["word", "the class", "the network"], rows))
    return node("section", title, node("p", f"{asked.text} {len(result.forms)} handed it in."))


def _gained(results: Sequence[Result]) -> list[Element]:
    """What the room gained between the last two forms."""
    last = {r.question.name: r for r in results if isinstance(r.question, Form) and r.phase == "closed"}
    if len(last) < 2:
        return []
    before, after = last["before"], last["after"]
    both = sorted(before.forms.keys() & after.forms.keys())
    if not both:
        return []
    forms = [r.question for r in (before, after) if isinstance(r.question, Form)]
    items = change(forms, [(before.forms[member], after.forms[member]) for member in both])
    rows = []
    for k, item in enumerate(items):
        held = [f"{b}: {n} → {m}" for b, n, m in item["beliefs"] if n or m]
        shares = (item["before"], item["after"], item["gain"])
        rows.append([f"{k + 1}. {forms[1].items[k].text}", "; ".join(held), *map(_percent, shares)])
    first, second = (sum(item[name] for item in items) / len(items) for name in ("before", "after"))
    says = f"The room: {_percent(first)} right before, {_percent(second)} after; gain {_percent(gain(first, second))}."
    head = ["question", "beliefs, before → after", "before", "after", "gain"]
    of = f"Of the {len(both)} who took both forms. Gain: (after − before) / (100 % − before)."
    return [
        node("h2", "Before and after"),
        node("p", says),
        node("p", of, cls="small"),
        table(head, rows, 2),
    ]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %".replace("-", "−")


# --- the worksheet --------------------------------------------------------------------------------


def worksheet_page(code: str, sheet: Worksheet, step_name: str) -> str:
    """The sheet, and its key on a page of its own."""
    title = f"Compute an LSTM by hand: class {code}"
    return page(title, *_sheet(sheet, step_name), node("div", *_key(sheet), cls="key"))


def _sheet(sheet: Worksheet, step_name: str) -> list[Element]:
    given = [[step.word, step.f, step.i, step.g, step.o] for step in sheet.steps]
    first, second = (step.word for step in sheet.steps)
    lines = [node("p", cls="line") for _ in range(3)]
    return [
        node("h1", "Compute an LSTM by hand"),
        node("p", f"A trained network reads “{sheet.text}”. All numbers are its own, rounded."),
        node(
            "section",
            node("h2", f"1. Two {step_name}s in unit {sheet.unit}"),
            _formula("C_t = f_t ∗ C_t−1 + i_t ∗ C̃_t"),
            _formula("h_t = o_t ∗ tanh( C_t )"),
            node(
                "p",
                f"Before “{first}” the memory is C = {sheet.before}. Round each result to two decimals.",
            ),
            table([step_name, "f", "i", "C̃", "o"], given),
            table([step_name, "C", "h"], [[first, " ", " "], [second, " ", " "]]),
            node("p", GATE, cls="small"),
        ),
        node(
            "section",
            node("h2", "2. Explain a gate"),
            node(
                "p",
                f"At “{sheet.gate_word}” the forget gate of unit {sheet.unit} is f = {sheet.gate['f']}; "
                f"before it C = {sheet.gate['before']}, and i ∗ C̃ = {sheet.gate['written']}. What happens to "
                "the old memory? What would C be now, and what with f = 1?",
            ),
            *lines,
        ),
        node(
            "section",
            node("h2", "3. Predict"),
            node(
                "p",
                f"The text goes on: “{sheet.after} ____”. What do you expect next, and which three "
                f"{step_name}s does the network expect?",
            ),
            node("p", cls="line"),
        ),
    ]


def _formula(text: str) -> Element:
    """A formula whose symbols have their index behind an underline."""
    made: list[str | Element] = []
    for piece in text.split(" "):
        symbol, _, index = piece.partition("_")
        made += [symbol, node("sub", index), " "] if index else [f"{symbol} "]
    return node("p", *made, cls="formula")


def _key(sheet: Worksheet) -> list[Element]:
    gate, likely = sheet.gate, "; ".join(f"“{word}” {p}" for word, p in sheet.likely)
    before, rows = sheet.before, []
    for step in sheet.steps:
        rows.append([step.word, *_worked(step, before)])
        before = step.C
    return [
        node("h1", "Answer key"),
        node("h2", "1. Two steps by hand"),
        table(["", "C", "h"], rows),
        node("h2", "2. The gate"),
        node(
            "p",
            f"f ∗ C = {gate['f']} ∗ {_in(gate['before'])} = {gate['kept']}: that is what goes on of "
            f"{gate['before']}. With i ∗ C̃ = {gate['written']} the memory is now C = {gate['now']}. With "
            f"f = 1 nothing would be erased: C = {gate['full']}.",
        ),
        node("h2", "3. The prediction"),
        node(
            "p",
            f"The network expects {likely}. What you expected is neither right nor wrong: compare it.",
        ),
    ]


def _worked(step: Step, before: str) -> tuple[str, str]:
    C = f"{step.f} ∗ {_in(before)} + {step.i} ∗ {_in(step.g)} = {step.C}"
    return C, f"{step.o} ∗ tanh({step.C}) = {step.h}"


def _in(number: str) -> str:
    return f"({number})" if number.startswith("−") else number
