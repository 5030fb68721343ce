"""What to read and who reads it: text box, examples, model picker, snapshot slider, and the link's values."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import lstm_viz
from lstm_viz import lessons
from lstm_viz.browser.stage import LIMITS
from lstm_viz.inputs.text import PIECES, Excerpt, TextError, excerpt, join
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.ui.choice import typed

from . import address, frame

EXAMPLES = lessons.load("examples")


@st.cache_resource(max_entries=12, show_spinner=False)
def load(name: str) -> lstm_viz.LanguageModel:
    """A shipped model, loaded once for all visitors."""
    return lstm_viz.load_model(name)


@st.cache_resource(max_entries=256, show_spinner=False)  # shared, not copied: nobody writes to it
def trace(name: str, tokens: tuple[str, ...]) -> Any:
    """The recorded pass of a shipped model over these tokens."""
    return load(name).trace(list(tokens))


@dataclass(frozen=True)
class Choice:
    """What the reader chose."""

    text: str
    excerpt: Excerpt
    model_name: str  # of the picker
    weights_name: str  # of the model or of the snapshot that reads
    start: int  # step to stand at first, 0…T − 1
    unit: int | None  # None where the reader has not asked for one
    notices: tuple[tuple[str, str], ...] = ()  # “cut” or “problem”, and what to do

    @cached_property
    def model(self) -> lstm_viz.LanguageModel:
        return load(self.weights_name)

    @cached_property
    def trace(self) -> TextTrace:
        return trace(self.weights_name, tuple(self.excerpt.tokens))

    @property
    def step_name(self) -> str:
        """What the model reads at a step."""
        return PIECES[self.model.facts["tokenizer"]]

    @property
    def share(self) -> dict[str, str]:
        """What a link to this view holds besides step and unit."""
        learned = {} if self.weights_name == self.model_name else {"learned": self.weights_name}
        return {"text": self.text[:2000], "model": self.model_name, **learned}


def choose(pick_model: bool = True, limit: int | None = None) -> Choice:
    """Draw the inputs.

    Args:
        pick_model: whether the reader chooses who reads; if not, the default model does.
        limit: how many tokens are read, where the page has room for fewer than `LIMITS`.
    """
    restore()
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    left.text_input(
        "Your text",
        st.session_state.opening["text"],
        key="text",
        placeholder="Type a sentence and press Enter",
        persist_state="session",
        on_change=_typed,
    )
    pressed = right.button(
        "Read it",
        type="primary",
        width="stretch",
        help="Type any sentence in English. The network reads it word by word; Enter does the same as this button.",
    )
    if pick_model:
        left, middle, right = st.columns([5, 2, 3])
        with left:
            examples()
        names = who_reads(middle, right)
    else:
        examples()
        names = (lstm_viz.model_names()[0],) * 2
    choice = read(*names, limit, pick_model)
    if pressed and not choice.notices:  # nothing else moves where the text is the same
        st.toast("Read: all that is shown below is about this text.", icon=":material/check:")
    for kind, sentence in choice.notices:
        {"cut": st.info, "problem": st.warning}[kind](sentence, icon=":material/edit:")
    say_unknown(choice.excerpt.tokens, choice.model)
    return choice


def say_unknown(tokens: list[str], model: lstm_viz.LanguageModel) -> None:
    """Name the words that a model does not know and what is read in their place; nothing where it knows all,
    or none, which is said by `read`."""
    unknown = [token for token in dict.fromkeys(tokens) if token not in model.vocabulary]
    if not unknown or len(unknown) == len(set(tokens)):
        return
    named = ", ".join(f"“{frame.escape(token[:40])}”" for token in unknown[:8])
    more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
    st.caption(f":material/help: Not known to the network, read as “rare word”: {named}{more}.")


def examples() -> None:
    """The examples to choose from, and why the chosen one is worth reading."""
    picked = st.pills(
        "Examples",
        [example["name"] for example in EXAMPLES],
        default=st.session_state.opening["example"],
        key="example",
        persist_state="session",
        on_change=_take_example,
        wrap=True,
        help="Six short texts, each chosen because something is worth seeing in it.",
    )
    if picked:
        st.caption(next(e["why"] for e in EXAMPLES if e["name"] == picked))


def read(
    model_name: str, weights_name: str, limit: int | None = None, pick_model: bool = True
) -> Choice:
    """The reader's text, as far as it can be read; what can't be stands in its `notices`.

    Args:
        model_name, weights_name: of the picker, and of the network that reads.
        limit: as for `choose`.  pick_model: whether another model can be chosen on the page.
    """
    tokenizer = load(model_name).facts["tokenizer"]
    limit = limit or LIMITS[tokenizer]
    notices = []
    try:
        text = typed(kept("text"), 1_000_000)
        part = excerpt(text, tokenizer, limit)
        st.session_state.last_text = text
    except TextError as problem:
        notices.append(("problem", f"{problem} Until then your last text stays below."))
        part = excerpt(st.session_state.last_text, tokenizer, limit)
    notices += _what_is_read(part, load(model_name), tokenizer, pick_model)
    start = min(max(st.session_state.start, 0), len(part.tokens) - 1)
    unit = st.session_state.unit
    if unit is not None:
        unit = min(unit, load(model_name).sizes["H"] - 1)
    return Choice(
        st.session_state.last_text, part, model_name, weights_name, start, unit, tuple(notices)
    )


def write(text: str, t: int = 0, example: str | None = None) -> None:
    """Make this the reader's text, to stand at step t; the name of the example that it is, if any."""
    st.session_state.text = text
    st.session_state.start = t
    st.session_state.example = example


def hear(text: str, t: int) -> None:
    """The text that the reader typed in the browser, and the step at which they stand."""
    known = text in (example["text"] for example in EXAMPLES)
    write(text, t, kept("example") if known else None)


def take(word: str, t: int, tokens: list[str], tokenizer: str) -> None:
    """Put a predicted token after step t, as the new text."""
    write(join([*tokens[: t + 1], word], tokenizer), t + 1)


def restore() -> None:
    """At the first run: the values of the link, or the first example.

    They only open the widgets. Where another replica has gone, the reader's browser comes with what its
    widgets hold, and that goes before.
    """
    if "last_text" in st.session_state:
        return
    example, query = EXAMPLES[0], st.query_params
    text = query.get("text", "").strip() or example["text"]
    known = next((example for example in EXAMPLES if example["text"] == text), None)
    t = address.number("t", known["word"] if known else 1) - 1
    opening = {"text": text, "example": known["name"] if known else None}
    st.session_state.start = t
    st.session_state.last_text = example["text"]  # read where the link's text holds nothing to read
    st.session_state.unit = address.number("unit", None)
    names = lstm_viz.model_names("lstm")
    for key, known, default in (
        ("model", names, names[0]),
        ("learned", [*lstm_viz.snapshot_names(), names[0]], names[0]),
    ):
        wanted = query.get(key, default)
        if wanted not in known:
            name = frame.escape(wanted[:60])
            st.warning(
                f"The link asks for a model “{name}”, which is not here. “{default}” reads instead."
            )
            wanted = default
        opening[key] = wanted
    st.session_state.opening = opening


def kept(key: str) -> Any:
    """What the widget with this key holds, wherever it was drawn: “text”, “example”, “model” or “learned”."""
    return st.session_state.get(key, st.session_state.opening[key])


def told() -> str | None:
    """The reader's text as a page's link holds it; None where it is the app's first example."""
    text = st.session_state.get("last_text", EXAMPLES[0]["text"])
    return None if text == EXAMPLES[0]["text"] else text[:2000]


def open_on(text: str) -> None:
    """Read this text instead, where the reader still has the one that the app opens with."""
    if "text" not in st.session_state:
        st.session_state.opening |= {"text": text, "example": None}
        st.session_state.start = 0
    elif st.session_state.text == EXAMPLES[0]["text"]:
        write(text)


def _typed() -> None:
    st.session_state.example = None
    st.session_state.start = 0


def _take_example() -> None:
    for example in EXAMPLES:
        if example["name"] == st.session_state.example:
            write(example["text"], example["word"] - 1, example["name"])
            st.session_state.unit = example.get("unit")


def who_reads(left: DeltaGenerator, right: DeltaGenerator) -> tuple[str, str]:
    """Draw the pickers of model and snapshot into two places; the name of the model and of what reads."""
    models = lstm_viz.model_names("lstm")
    name = left.selectbox(
        "Model",
        models,
        models.index(st.session_state.opening["model"]),
        key="model",
        format_func=_title,
        persist_state="session",
        help="Which trained network reads: one knows whole words, the other single letters.",
    )
    steps = [*lstm_viz.snapshot_names(), lstm_viz.model_names()[0]]
    if name != steps[-1]:
        return name, name
    weights = right.select_slider(
        "How much has it learned?",
        steps,
        st.session_state.opening["learned"],
        key="learned",
        format_func=_stage_of_training,
        persist_state="session",
        help="The same network at earlier moments of its training. Untrained, its gates hardly differ from "
        "word to word, and it expects every word alike; watch it learn to tell words apart.",
    )
    return name, weights


@cache  # asked for every name at every run, three times over
def _title(name: str) -> str:
    return load(name).facts["title"]


@cache
def _stage_of_training(name: str) -> str:
    updates = int(load(name).facts["updates"])
    return {0: "untrained", -1: "fully trained"}.get(updates, f"{updates:,} updates")


def _what_is_read(
    part: Excerpt, model: lstm_viz.LanguageModel, tokenizer: str, pick_model: bool
) -> list[tuple[str, str]]:
    """Sentences about a text that is cut, or of which nothing is known."""
    notices = []
    unit = {"words": "words and signs", "characters": "characters"}[tokenizer]
    if part.total > len(part.tokens):
        total = f"{part.total:,}" if part.counted_all else f"more than {part.total:,}"
        read = f"The network reads the first {len(part.tokens)} of them here."
        notices.append(("cut", f"Your text has {total} {unit}. {read}"))
    unknown = [token for token in dict.fromkeys(part.tokens) if token not in model.vocabulary]
    if len(unknown) == len(set(part.tokens)):
        other = ", or choose the model that reads letters" if pick_model else ""
        none = "The network knows none of these words and reads each as “rare word”."
        notices.append(("problem", f"{none} Try everyday English words{other}."))
    return notices
