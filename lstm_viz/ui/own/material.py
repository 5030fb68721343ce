"""What the network reads: a text, token numbers, or a table of numbers."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.inputs import series
from lstm_viz.inputs.series import Scaling, Series, SeriesError
from lstm_viz.inputs.text import PIECES, join
from lstm_viz.lessons import FOLDER
from lstm_viz.models.opened.text import Words
from lstm_viz.ui import frame
from lstm_viz.ui.choice import one_of, typed

from .networks import Chosen

LIMITS = {PIECES[cut]: most for cut, most in stage.LIMITS.items()} | {"token": stage.LIMITS["words"]}
MOST_STEPS = 240  # in the picture: what still draws at once
MOST_NUMBERS = 40_000  # steps × units
LONGEST = 20_000  # characters of a text
TABLE_MB = 10


@dataclass(frozen=True)
class Numbers:
    """A table as the network reads it."""

    levels: Series  # as it was brought, the chosen columns
    scaling: Scaling  # of what is read
    changes: bool  # whether changes from step to step are read
    held_out: str | None  # of the example's own series: the first step that training never saw

    @property
    def steps(self) -> list[str]:
        """What stands on the steps that are read."""
        return list(self.levels.labels[1:] if self.changes else self.levels.labels)


@dataclass(frozen=True)
class Material:
    """T steps to read."""

    step_name: str  # "word", "letter", "token", or "step"
    tokens: list[str]  # T, what stands on the steps
    known: list[bool]  # T
    x: np.ndarray  # token numbers (T,), or (T, E)
    numbers: Numbers | None = None
    notes: tuple[str, ...] = ()  # what was made of it, to be said below the picture
    text: str = ""  # as it was typed
    limit: int | None = (
        None  # tokens of a text that is typed into the stage itself; None where none can be
    )
    says: str = ""  # of such a text


def choose(chosen: Chosen) -> Material | None:
    """Draw the input; None where there is nothing to read, after having said why."""
    return _text(chosen) if chosen.reads_tokens else _table(chosen)


def most_steps(H: int) -> int:
    """Steps of a layer of H units that the picture shows."""
    return max(20, min(MOST_STEPS, MOST_NUMBERS // H))


def box_key(chosen: Chosen, key: str) -> str:
    """Under which the session keeps a text for this network: words are no token numbers."""
    return f"{key}-{chosen.name}" if chosen.words else f"{key}-{chosen.name}-numbers"


def text_box(chosen: Chosen, label: str, key: str, default: str, **more: Any) -> Material | None:
    """A box for a text of this network; None where nothing in it can be read."""
    box = st.text_input(label, default, key=box_key(chosen, key), persist_state="session", **more)
    typed_in = typed(box, LONGEST)
    if chosen.words is None:
        return _token_numbers(chosen, typed_in)
    material, says = _read(chosen.words, typed_in)
    for sentence in says:
        st.warning(frame.escape(sentence), icon=":material/edit:")
    return material


def _read(words: Words, text: str, most: int = MOST_STEPS) -> tuple[Material | None, list[str]]:
    """The first tokens of a text, None where nothing in it can be read; and what is to be said of it."""
    step_name = PIECES[words.tokenizer]
    limit = min(most, LIMITS[step_name])
    read = words.encode(words.cut(text))
    says = []
    if read.left_out:
        named = ", ".join(f"“{token}”" for token in list(dict.fromkeys(read.left_out))[:5])
        says.append(f"The vocabulary has no {named} and no token for unknown ones: left out.")
    if len(read.tokens) > limit:
        says.append(f"Your text has {len(read.tokens):,} {step_name}s. The first {limit} are read here.")
    if not read.tokens:
        return None, [*says, "There is nothing to read yet: type a few words that it knows."]
    if not any(read.known[:limit]):
        says.append(stage.NOTHING_KNOWN)
    shown = read.tokens[:limit], read.known[:limit], read.ids[:limit]
    return Material(step_name, *shown, text=text, limit=limit, says=" ".join(says)), says


def _on_stage(chosen: Chosen, words: Words, default: str) -> Material | None:
    """What stands in the stage's own box; where nothing in it can be read, what was read last, or a text that can."""
    key, most = box_key(chosen, "own-text"), most_steps(chosen.network.layers[0].hidden_size)
    text = typed(st.session_state.setdefault(key, default), LONGEST)
    own = join(list(words.tokens[:8]), words.tokenizer)
    for other in (text, st.session_state.get(f"{key}-last", ""), LESSON_TEXT, own):
        material, _ = _read(words, other, most)
        if material:
            st.session_state[f"{key}-last"] = other
            says = material.says if other == text else " ".join(_read(words, text, most)[1])
            return replace(material, text=text, says=says)
    return None


def _token_numbers(chosen: Chosen, text: str) -> Material | None:
    rows = chosen.rows
    st.caption(
        f"Without a vocabulary it reads token numbers, 0 to {rows - 1}. Bring the vocabulary and type words."
    )
    parts = text.replace(",", " ").split()[: LIMITS["token"]]
    wrong = next((p for p in parts if not (p.isascii() and p.isdigit() and int(p) < rows)), None)
    if wrong is not None or not parts:
        what = f"“{frame.escape(wrong[:20])}” is none" if wrong else "none stands there"
        st.warning(f"Type token numbers from 0 to {rows - 1}, with blanks between: {what}.")
        return None
    return Material(
        "token", [f"#{int(p)}" for p in parts], [True] * len(parts), np.array(parts, np.int64)
    )


def _text(chosen: Chosen) -> Material | None:
    numbers = " ".join(str(k % chosen.rows) for k in range(1, 9))
    default = chosen.example["text"] if chosen.example else (LESSON_TEXT if chosen.words else numbers)
    asked = st.query_params.get("text", "")[:LONGEST]
    if chosen.weights and chosen.words and (read := _on_stage(chosen, chosen.words, asked or default)):
        return read
    return text_box(chosen, "Your text", "own-text", asked or default, label_visibility="collapsed")


LESSON_TEXT = "The dogs that live near the old house"


def _table(chosen: Chosen) -> Material | None:
    E = chosen.network.features
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("Bring a table of your own", icon=":material/table:"):
            file, pasted = _bring()
        how = one_of(
            st.segmented_control,
            "It reads",
            ["values", "changes"],
            default="changes" if chosen.example else "values",
            format_func={"values": "read the values", "changes": "read their changes"}.get,
            key=f"own-how-{chosen.name}",
            label_visibility="collapsed",
        )
        scaled = st.popover("Scaling", icon=":material/straighten:")
    try:
        found, ours = _brought(chosen, file, pasted)
        levels = _columns(found, E, chosen.name)
    except SeriesError as problem:
        st.warning(frame.escape(str(problem)), icon=":material/table:")
        return None
    changes = how == "changes"
    read = levels.changes() if changes else levels
    scaling, held_out = Scaling.of(read.values), None
    trained = ours is not None and changes == (chosen.example is not None)
    if ours and trained:
        scaling = Scaling(*(np.array(ours["scaling"][key]) for key in ("mean", "spread")))
        held_out = ours["held_out"]
    x = scaling.apply(read.values)
    with scaled:
        _say_scaling(read, scaling, x, trained)
    numbers = Numbers(levels, scaling, changes, held_out)
    return Material("step", list(read.labels), [True] * len(x), x, numbers, found.notes)


def _bring() -> tuple[Any, str]:
    """The uploaded file, if there is one, and what was pasted."""
    st.markdown(
        "CSV, TSV, or cells pasted from a spreadsheet. **Rows are steps, columns are features**; a first "
        "column of dates names the steps. Decimal commas are read as such."
    )
    file = st.file_uploader(
        f"Table, at most {TABLE_MB} MB (nothing is kept)",
        max_upload_size=TABLE_MB,
        key="own-table-file",
    )
    pasted = st.text_area("… or paste it here", key="own-pasted", persist_state="session")
    return file, typed(pasted, TABLE_MB * 1_000_000)


def _brought(chosen: Chosen, file: Any, pasted: str) -> tuple[Series, dict | None]:
    """The reader's table, or else the network's own series, with its lesson, or made-up waves.

    Raises:
        SeriesError: the table can't be read.
    """
    if file:
        return series.read(series.decode(file.getvalue())), None
    if pasted.strip():
        return series.read(pasted), None
    if chosen.brought and chosen.brought.table and len(chosen.brought.mean) == chosen.network.features:
        return series.read(chosen.brought.table), chosen.brought.lesson
    if chosen.example:
        return series.read((FOLDER / chosen.example["series"]).read_text("utf-8")), chosen.example
    return waves(chosen.network.features), None


def _columns(found: Series, E: int, name: str) -> Series:
    """As many columns as the network reads; the reader chooses where there are more.

    Raises:
        SeriesError: there are fewer, or fewer are chosen, or there is no more than one step.
    """
    columns = list(found.columns)
    if len(columns) < E:
        raise SeriesError(
            f"This network reads {E} numbers a step, and the table has {len(columns)}: bring a table with "
            "as many columns of numbers."
        )
    if len(columns) > E:
        columns = st.multiselect(
            f"The {E} columns that it reads, in its order",
            columns,
            columns[:E],
            max_selections=E,
            key=f"own-columns-{name}",
        )
        if len(columns) != E:
            raise SeriesError(f"Choose {E} columns: so many numbers the network reads at a step.")
    if len(found.labels) < 2:
        raise SeriesError("One step is no series yet: bring at least two rows.")
    return found.chosen(columns)


def waves(E: int, T: int = 60) -> Series:
    """E sine waves of different lengths, for a network that nobody has given anything to read."""
    t = np.arange(T)[:, None]
    lengths = 6 + 3 * np.arange(E) % 29  # steps of a wave
    names = tuple(f"wave {k + 1}" for k in range(E))
    made_up = "Until you bring a table, it reads made-up waves."
    return Series(
        names, tuple(str(k + 1) for k in range(T)), np.sin(2 * np.pi * t / lengths), (made_up,)
    )


def _say_scaling(read: Series, scaling: Scaling, x: np.ndarray, trained: bool) -> None:
    """The scaling as a formula and as a table that can be checked by hand."""
    whose = "that it was trained with" if trained else "of the whole series"
    st.markdown(
        f"**x = (value − mean) / spread**, with mean and spread (standard deviation) {whose}. What the network "
        "forecasts is scaled back: value = mean + spread · x."
    )
    rows = {
        "column": list(read.columns),
        "mean": scaling.mean.tolist(),
        "spread": scaling.spread.tolist(),
        f"value at {read.labels[-1]}": read.values[-1].tolist(),
        "x there": x[-1].tolist(),
    }
    st.dataframe(rows, alt="Mean, spread and last value of each column", hide_index=True)
