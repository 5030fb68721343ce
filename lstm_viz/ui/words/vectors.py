"""Which word vectors the page shows: the shipped ones, files of the teacher, or an uploaded file."""

import os
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.inputs import vector_rows
from lstm_viz.inputs.vectors import VectorsError
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.ui import frame

SHIPPED = "shipped"
VARIABLE = "LSTM_VIZ_VECTORS"  # paths, as in PATH: only who starts the app can name files of the server
UPLOAD_MB = 200
COMPLETED = 10_000  # most frequent words that the boxes complete; any other can be typed


@st.cache_resource(max_entries=1, show_spinner=False)
def _shipped() -> WordVectors:
    return WordVectors.load()


@st.cache_resource(max_entries=3, show_spinner="Reading the vectors …")
def _file(path: str) -> WordVectors:
    return WordVectors.open(path, Path(path).name)


def are_ours(vectors: WordVectors) -> bool:
    """Whether these are the shipped vectors, of whose training the page can tell."""
    return vectors is _shipped()


def choose() -> WordVectors:
    """Draw the choice; a file that cannot be read is named, and the shipped vectors are shown."""
    st.divider()
    named = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
    uploaded = st.session_state.get("vectors-uploaded")
    options = [SHIPPED, *named, *([uploaded.title] if uploaded else [])]
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Word vectors",
        options,
        key="vectors-choice",
        format_func=lambda name: "our own everyday words" if name == SHIPPED else Path(name).name,
        help="Which trained vectors the parts below show. Our own are small and were trained for "
        "these pages.",
        persist_state="session",
    )
    with right.popover("Use other vectors", icon=":material/upload_file:", width="stretch"):
        _upload()
    try:
        if uploaded and chosen == uploaded.title:
            vectors = uploaded
        else:
            vectors = _shipped() if chosen == SHIPPED else _file(chosen)
    except VectorsError as problem:
        st.warning(f"{_plain(problem)} Our own vectors are shown instead.", icon=":material/error:")
        vectors = _shipped()
    V, E = vectors.vectors.shape
    st.caption(" ".join([f"{V:,} words, {E} numbers each.", *vectors.notes]))
    return vectors


def _upload() -> None:
    st.markdown(
        "Pretrained vectors in the form of **GloVe** (`glove.6B.50d.txt`), **word2vec** or **fastText** "
        "(`.txt`, `.vec`, `.bin`), or a table (`.tsv`). "
        f"Of a large file the first {vector_rows.MOST_WORDS:,} words are read."
    )
    st.file_uploader(
        "Vector file",
        type=["txt", "vec", "bin", "tsv"],
        max_upload_size=UPLOAD_MB,
        key="vectors-file",
        on_change=_receive,
    )
    st.file_uploader(
        "Its words, where that file holds numbers alone (metadata.tsv)",
        type=["tsv", "txt"],
        max_upload_size=UPLOAD_MB,
        key="vectors-words",
        on_change=_receive,
    )
    if problem := st.session_state.get("vectors-problem"):
        st.error(_plain(problem), icon=":material/error:")
    st.caption(
        f"Teachers: start the app with {VARIABLE}=/path/to/glove.txt and the file stands in the list."
    )


def _receive() -> None:
    """Read the uploaded file and choose it, or keep the sentence that says what is wrong with it."""
    st.session_state["vectors-problem"] = None
    file = st.session_state["vectors-file"]
    if file is None:
        return
    try:
        read = WordVectors.open(file, file.name, st.session_state.get("vectors-words"))
        st.session_state["vectors-uploaded"] = read
        st.session_state["vectors-choice"] = file.name
    except VectorsError as problem:
        st.session_state["vectors-problem"] = str(problem)


def _plain(problem: object) -> str:
    """A sentence that quotes a file, so that Markdown shows it as it stands."""
    return frame.escape(str(problem))


def pick(where: DeltaGenerator, label: str, vectors: WordVectors, key: str, **more: Any) -> str | None:
    """A box that completes words of the vocabulary; None, and a sentence, for a word outside it."""
    typed = where.selectbox(
        label,
        vectors.words[:COMPLETED],
        key=key,
        accept_new_options=True,
        placeholder="Type a word",
        persist_state="session",
        **more,
    )
    if not typed:
        return None
    word = vectors.find(typed.strip())
    if word is None:
        where.warning(
            f"“{frame.escape(typed[:40])}” is not among these {len(vectors):,} words. "
            "Try a more common one."
        )
    return word
