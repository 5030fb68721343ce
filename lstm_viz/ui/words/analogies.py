"""Analogies: a − b + c as strips, as ranked answers, and as a parallelogram."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz import lessons
from lstm_viz.figures.analogy import parallelogram
from lstm_viz.figures.strips import strips
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import embeddings
from lstm_viz.ui import frame
from lstm_viz.ui.charts import STILL, chart, twin

from .vectors import are_ours, pick

ANSWERS = 8
_PRESETS = lessons.load("words")["presets"]
_KEYS = ("a", "minus", "plus")


def _take_preset() -> None:
    for preset in _PRESETS:
        if preset["name"] == st.session_state["analogy-preset"]:
            for key in _KEYS:
                st.session_state[f"analogy-{key}"] = preset[key]


def _own_words() -> None:
    st.session_state["analogy-preset"] = None


def draw(vectors: WordVectors) -> None:
    page = lessons.load("words")
    st.markdown(
        "If meanings are directions, one can **calculate** with words: *king* − *man* + *woman* = ?"
    )
    for key in _KEYS:
        if f"analogy-{key}" not in st.session_state:
            st.session_state[f"analogy-{key}"] = _PRESETS[0][key]
            st.session_state["analogy-preset"] = _PRESETS[0]["name"]
    st.pills(
        "Try",
        [preset["name"] for preset in _PRESETS],
        key="analogy-preset",
        persist_state="session",
        format_func=lambda name: next(
            f"{'✓' if p['works'] else '✗'} {name}" for p in _PRESETS if p["name"] == name
        ),
        on_change=_take_preset,
        help="✓ works with our own vectors, ✗ fails: both teach something.",
    )
    columns = st.columns(3)
    labels = ("word", "minus", "plus")
    chosen = [
        pick(column, label, vectors, f"analogy-{key}", on_change=_own_words)
        for column, label, key in zip(columns, labels, _KEYS, strict=True)
    ]
    known = [word for word in chosen if word is not None]
    if len(known) < len(chosen):
        return
    a, minus, plus = known
    asked = tuple(vectors.index[word] for word in known)
    direction = embeddings.analogy(vectors.unit, *asked)
    for sentence in _oddities(vectors, a, minus, plus):
        st.info(sentence, icon=":material/info:")
    if not direction.any():
        st.warning(
            "The three vectors add up to zero, which points nowhere: no word is nearest to it. Choose other "
            "words.",
            icon=":material/edit:",
        )
        return
    answers = embeddings.nearest(vectors.unit, direction, ANSWERS, without=asked)
    unruled = embeddings.nearest(vectors.unit, direction, 1)
    if not answers:
        st.warning("These vectors have no other words to answer with.", icon=":material/edit:")
        return
    names = [vectors.words[row] for row, _ in answers]
    preset = next((p for p in _PRESETS if p["name"] == st.session_state["analogy-preset"]), None)
    st.header(frame.escape(f"{a} − {minus} + {plus} ≈ {names[0]}"), anchor=False)
    _verdict(vectors, preset, names, direction, asked)
    left, right = st.columns([2, 3])
    with left:
        st.dataframe(
            {"answer": names, "cosine": [cosine for _, cosine in answers]},
            hide_index=True,
            column_config={
                "cosine": st.column_config.ProgressColumn(format="%.3f", min_value=0, max_value=1)
            },
            alt=f"Answers with cosines: {', '.join(names)}",
        )
        st.caption(
            f"Of {len(vectors):,} words; the question's own three are left out. Without that rule the "
            f"first answer "
            f"would be “{vectors.words[unruled[0][0]]}” ({unruled[0][1]:.3f})."
        )
        if are_ours(vectors):
            st.caption(page["generated"])
    _parallelogram(right, vectors, asked, direction, answers[:4], names[:4])
    st.header("Number by number", anchor=False)
    total = vectors.unit[asked[0]] - vectors.unit[asked[1]] + vectors.unit[asked[2]]
    rows = np.vstack([*(vectors.unit[row] for row in asked), total, vectors.unit[answers[0][0]]])
    chart(
        strips([a, f"− {minus}", f"+ {plus}", "= result", names[0]], rows),
        f"Vectors of {a}, {minus}, {plus}, the result and {names[0]} as aligned strips on one "
        f"colour scale.",
        key="analogy-strips",
        config=STILL,
    )
    st.caption(
        "Vectors of length one, as they stand; the second is subtracted. In every column: first − "
        "second + third = result."
    )
    numbers = {f"{k + 1}": rows[:, k] for k in range(rows.shape[1])}
    twin(
        "The strips as a table",
        "analogy-table",
        {"row": [a, minus, plus, "result", names[0]], **numbers},
        hide_index=True,
    )
    frame.notice(*page["parts"]["analogies"]["notice"])
    frame.check("words-analogies", **page["parts"]["analogies"]["check"])


def _oddities(vectors: WordVectors, a: str, minus: str, plus: str) -> list[str]:
    """What makes these three words a poor question, a sentence each."""
    found = [
        f"“{frame.escape(word)}” has zeros alone: its vector points nowhere and changes nothing."
        for word in dict.fromkeys((a, minus, plus))
        if not vectors.has_direction(word)
    ]
    a, minus, plus = map(frame.escape, (a, minus, plus))
    if minus in (a, plus):
        rest = plus if minus == a else a
        found.append(f"“{minus}” is added and subtracted again: what is left is “{rest}” alone.")
    elif a == plus:
        found.append(f"“{a}” is added twice.")
    return found


def _verdict(
    vectors: WordVectors,
    preset: dict | None,
    names: list[str],
    direction: np.ndarray,
    asked: tuple[int, ...],
) -> None:
    """Whether the preset's expected answer came, from the answers themselves, and why."""
    if preset is None:
        return
    expected = vectors.find(preset["expected"])
    if expected is None:
        st.caption(f"The expected answer, “{preset['expected']}”, is not among these vectors.")
        return
    row = vectors.index[expected]
    cosines = vectors.unit @ direction
    cosines[list(asked)] = -np.inf
    place = int((cosines > cosines[row]).sum()) + 1
    if place == 1:
        st.success(
            f"As hoped: **{expected}**. {preset['why'] if preset['works'] else ''}",
            icon=":material/check:",
        )
    else:
        st.info(
            f"Hoped for **{expected}**, which comes in place **{place:,}**. "
            f"{preset['why'] if not preset['works'] else ''}",
            icon=":material/close:",
        )


def _parallelogram(
    where: DeltaGenerator,
    vectors: WordVectors,
    asked: tuple[int, ...],
    direction: np.ndarray,
    answers: list[tuple[int, float]],
    names: list[str],
) -> None:
    a, minus, plus = (vectors.unit[row] for row in asked)
    goal = a - minus + plus
    others = vectors.unit[[row for row, _ in answers]]
    corners = np.vstack([a, minus, plus, goal])
    if np.linalg.matrix_rank(corners - a, tol=1e-5) < 2:
        where.caption("These points lie on one line, so there is no parallelogram to draw.")
        return
    pca = embeddings.PCA.fit(corners)
    words = [vectors.words[row] for row in asked]
    chart(
        parallelogram(
            pca.transform(corners),
            [*words, "the sum"],
            pca.transform(others),
            names,
        ),
        f"Parallelogram in the PCA plane of these words: the step from {words[1]} to {words[0]}, "
        f"taken from "
        f"{words[2]}, arrives near {names[0]}.",
        place=where,
        key="analogy-parallelogram",
        config=STILL,
    )
    where.caption(
        f"The violet arrows are the same step: from *{words[1]}* to *{words[0]}*, and from "
        f"*{words[2]}* to the ✕. "
        "Four points of a parallelogram lie in one plane, and PCA of them finds it. The open circles "
        "are the answers, "
        "seen from straight above: how far they stand off the plane does not show, so the cosines "
        "decide."
    )
