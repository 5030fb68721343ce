"""What a browser could send instead of what a page's widgets send: values of the right kind, and wrong."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

from google.protobuf.message import Message
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest, element_tree

from tests.pages import scripts  # noqa: F401  # which asks for the details of failures

ROOT = Path(__file__).parents[2]
WIDGETS = (
    "string_value", "int_value", "double_value", "bool_value", "int_array_value", "double_array_value",
    "string_array_value",
)  # fmt: skip
EVENTS = ("take", "text", "done", "stored", "go", "ask")  # of all components
JSON = [
    None, True, -1, 1e308, "", "x" * 10_000, [], [[]], {}, {"word": "x"}, {"t": 1},
    {"word": 5, "t": "x"}, {"word": "the", "t": 10**9}, {"word": "the", "t": -5}, {"word": ["a"], "t": None},
    {"word": "\x00 \u202e", "t": True}, {"word": "x" * 100_000, "t": 0}, {"word": "the", "t": 1.5},
    {"text": 5}, {"text": "a dog", "t": -1, "holds": "x", "pinned": [], "after": {}, "transplant": []},
    {"text": "a dog", "t": 10**9, "holds": [None, {}, [], "f", "f[1]=2", "x" * 10_000] * 100, "pinned": 5},
    {"text": "🙂" * 100_000, "t": True, "transplant": {"what": "C", "t": 10**9, "unit": -1}},
    {"text": "a dog", "transplant": {"what": ["C"], "t": "x", "unit": None}, "after": "x" * 100_000},
    {"text": "", "t": None, "transplant": {"what": "h"}, "pinned": "\x00", "after": "\u202e"},
    {"page": "..", "model": "x"}, {"page": ["gates"], "model": {}}, {"code": "BBBB", "secret": "x", "place": 0},
    {"code": 5, "secret": None, "place": 10**9}, {"page": 7, "learned": []},
    {"at": 10**9, "done": "x", "active": 3}, {"at": -1, "done": [1, None, {}], "active": "yes"}, {"done": {}},
    '{"at": 10000000, "done": [[]], "active": []}', "[1]", "null", '{"at": "x"}', '{"done": 7}', "{",
]  # fmt: skip
VALUES = {
    "string_value": ["", "nope", "x" * 1_000_000, "\x00\u202e", "-1", "1e999", "\n\n", "{}", "٣", "🙂" * 300],
    "int_value": [10**9, -1, 0, 2**53, -(2**53)],
    # nan and inf break Streamlit's own box of whole numbers, in the session of who sent them
    "double_value": [1e9, -1.0, 0.5, 1e308, -1e308],
    "bool_value": [True, False],
    "trigger_value": [True],
    "int_array_value": [[], [10**9], [-1], [0] * 1000, [2**53]],
    "double_array_value": [[], [math.nan], [1e308], [-1.0, 5.0], [math.inf, -math.inf], [0.5] * 50],
    "string_array_value": [[], ["nope"], ["x" * 1_000_000], ["a"] * 1000, [""], ["-1", "1e999"]],
    "json_value": [json.dumps(dict.fromkeys(EVENTS, value)) for value in JSON] + ["7", "[]", "{", "null"],
    "json_trigger_value": [
        json.dumps([{"event": event, "value": value} for event in EVENTS]) for value in JSON
    ] + ["7", "{}", '{"event": []}', "[[]]", "null"],
}  # fmt: skip


def states(app: AppTest) -> Iterator[WidgetState]:
    """What an honest browser would send next."""
    for node in app._tree:
        if isinstance(node, element_tree.Widget):
            try:
                state = element_tree.get_widget_state(node)
            except ValueError:  # AppTest finds no place for a forged value that Streamlit has put aside
                state = WidgetState(id=node.id, string_value="")
            if state is not None:
                yield state


def widgets(app: AppTest) -> Iterator[tuple[str, str]]:
    """Id of each widget and component, and the field of the wire in which its value travels."""
    files = {widget.id for widget in (*app.file_uploader, *app.audio_input)}
    for state in states(app):
        if state.id in files:  # a file that was never sent is none
            continue
        if (field := state.WhichOneof("value")) in VALUES:
            yield state.id, field
        elif field is None and state.id:
            yield state.id, "string_value"
    for component in app.get("bidi_component"):
        yield component.proto.id, "json_value"
        yield f"$$STREAMLIT_INTERNAL_KEY_{component.proto.id}__events", "json_trigger_value"


def sent(app: AppTest, forged: dict[str, tuple[str, object]]) -> AppTest:
    """The next run, with these values for widgets of these ids, and all others as they are."""
    sending = WidgetStates(widgets=[state for state in states(app) if state.id not in forged])
    for name, (field, value) in forged.items():
        state = WidgetState(id=name)
        if isinstance(getattr(state, field), Message):
            getattr(state, field).data.extend(value)
        else:
            setattr(state, field, value)
        sending.widgets.append(state)
    return app._run(sending)


def ours(app: AppTest) -> list[str]:
    """Tracebacks of the last run that end in this project, or in what it called, rather than in Streamlit."""
    found = []
    for element in app.exception:
        assert element.stack_trace, f"no details, see client.showErrorDetails: {element.message}"
        files = [line for line in element.stack_trace if "File " in line or "line " in line]
        places = [
            k
            for k, line in enumerate(files)
            if str(ROOT) in line or "lstm_viz" in line or "pages/" in line
        ]
        beyond = "".join(files[places[-1] + 1 :]) if places else "streamlit"
        if "/streamlit/" not in beyond and "streamlit" not in beyond:
            found.append(f"{element.message}\n" + "\n".join(element.stack_trace))
    return found
