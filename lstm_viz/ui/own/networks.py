"""Which network is on the page: one of three examples, a file of the server's owner, or the reader's own."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser.engine.brought import Weights, language_model
from lstm_viz.models.checkpoints import WEIGHTS, ModelError
from lstm_viz.models.opened import FORMATS, Network, networks
from lstm_viz.models.opened.text import Words, read_vocabulary, with_words
from lstm_viz.ui import frame
from lstm_viz.ui.brought import Brought, take

VARIABLE = "LSTM_VIZ_MODELS"  # paths, as in PATH: only who starts the app can name files of the server
UPLOAD_MB = 50
UNPACKED_MB = 500
LESSON = lessons.load("own")
EXAMPLES = {example["name"]: example for example in LESSON["examples"]}
LIKE = {
    "": "what the file says (a plain RNN: tanh)",
    "relu": "plain RNN with ReLU",
    "gru_before": "GRU that resets before the product",
}


@dataclass(frozen=True)
class Chosen:
    """The network on the page."""

    name: str  # of the example, or of the file
    network: Network
    words: Words | None  # None where it reads numbers, or token numbers
    example: dict | None  # its lesson, where it is one of ours
    brought: Brought | None = None  # what came with it, where another page handed it over

    @property
    def reads_tokens(self) -> bool:
        """Whether its input is tokens: of an embedding, or one-hot where a vocabulary fits."""
        return self.network.embedding is not None

    @property
    def rows(self) -> int:
        """Tokens that it has an embedding of."""
        return 0 if self.network.embedding is None else len(self.network.embedding)

    @cached_property
    def weights(self) -> Weights | None:
        """With which the browser reads any text by itself; None where it can't, see `language_model`."""
        return language_model(self.network, self.words)


@st.cache_resource(max_entries=6, show_spinner="Opening the network …")
def _file(path: str, like: str | None) -> list[Network]:
    return networks(path, like)


def choose() -> Chosen:
    """Draw the page's first line with the choice; a file that can't be opened is named, an example stays."""
    frame.line_style("own-head", "4rem")
    _take_over()
    named = {Path(path).name: path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path}
    uploaded = st.session_state.get("own-uploaded")
    options = [*EXAMPLES, *named, *([uploaded[0]] if uploaded else [])]
    if "own-network" not in st.session_state:
        asked = st.query_params.get("network", "")
        st.session_state["own-network"] = asked if asked in options else (next(iter(named), options[0]))
    with st.container(horizontal=True, vertical_alignment="center", key="own-head"):
        st.title("Your own LSTM", anchor=False, width="content")
        st.markdown("Open a recurrent network **of yours** and step through its gates.", width="stretch")
        name = st.selectbox(
            "Network",
            options,
            key="own-network",
            format_func=lambda name: EXAMPLES[name]["title"] if name in EXAMPLES else name,
            label_visibility="collapsed",
            persist_state="session",
            width=330,
        )
        with st.popover("Open a file", icon=":material/upload_file:"):
            _upload()
    if problem := st.session_state.get("own-problem"):
        st.error(frame.escape(problem), icon=":material/error:")
    try:
        if uploaded and name == uploaded[0]:
            found = uploaded[1]
        elif name in named:
            found = _file(named[name], None)
        else:
            found = _example(name)
    except ModelError as problem:
        st.error(f"{frame.escape(str(problem))} An example is shown instead.", icon=":material/error:")
        name = options[0]
        found = _example(name)
    network = _one_of(found, name)
    example = EXAMPLES.get(name)
    network, words = _words(network, name, example)
    handed = st.session_state.get("own-handed")
    return Chosen(name, network, words, example, handed if handed and handed.name == name else None)


def _take_over() -> None:
    """Open what another page hands over, with the text that it is to read."""
    if not (handed := take()):
        return
    _open(handed.name, handed.data, None)
    st.session_state["own-handed"] = handed
    if handed.text:
        st.session_state[f"own-text-{handed.name}"] = handed.text


def _example(name: str) -> list[Network]:
    return _file(str(WEIGHTS / "own" / EXAMPLES[name]["file"]), None)


def _one_of(found: list[Network], name: str) -> Network:
    """Of several recurrent layers that don't stand on each other the one that the reader names."""
    if len(found) == 1:
        return found[0]
    st.info(f"{len(found)} recurrent layers stand here on their own. Choose which to look at.")
    described = [network.describe() for network in found]
    chosen = st.selectbox("Recurrent layer", described, key=f"own-part-{name}", persist_state="session")
    return found[described.index(chosen)]


def _words(network: Network, name: str, example: dict | None) -> tuple[Network, Words | None]:
    """The network's vocabulary; one for a network without an embedding makes its input one-hot."""
    if example and "vocabulary" in example:
        words = Words(tuple(example["vocabulary"]))
        return with_words(network, words), words
    rows = network.features if network.embedding is None else len(network.embedding)
    if not example and (data := st.session_state.get("own-vocabulary")):
        try:
            words = read_vocabulary(data, rows)
        except ModelError as problem:
            st.warning(frame.escape(str(problem)), icon=":material/list:")
        else:
            return _one_hot(network, words), words
    if not network.tokens or len(network.tokens) != rows:
        return network, None
    words = Words(network.tokens)
    return _one_hot(network, words), words


def _one_hot(network: Network, words: Words) -> Network:
    """With numbers of tokens as its input, where it has no embedding."""
    if network.embedding is None:
        st.caption("There is no embedding: each token is given as one-hot numbers.")
    return with_words(network, words)


def say(chosen: Chosen) -> None:
    """What was opened, in a line: nothing that could not be read stays unsaid."""
    network = chosen.network
    if chosen.example:
        st.markdown(chosen.example["why"])
    unused = f" Not read: {', '.join(network.unused[:6])}." if network.unused else ""
    more = " …" if len(network.unused) > 6 else ""
    st.caption(frame.escape(f"Opened: {network.describe()}.{unused}{more}"))


def _upload() -> None:
    st.markdown(
        "A file of **PyTorch** (`.safetensors`, `.pt`, `.pth`: a state dict), **Keras** (`.keras`, `.h5`, "
        "`.weights.h5`) or **ONNX** (`.onnx`) with an LSTM, a GRU or a plain RNN in it. It is read in memory "
        "for your visit. **Nothing is kept**, and no code in it runs."
    )
    st.file_uploader(
        f"Network file, at most {UPLOAD_MB} MB",
        max_upload_size=UPLOAD_MB,
        key="own-file",
        on_change=_receive,
    )
    st.file_uploader(
        "Its vocabulary, if it has one (JSON, or one token a line)",
        max_upload_size=UPLOAD_MB,
        key="own-vocabulary-file",
        on_change=_receive_vocabulary,
    )
    st.selectbox(
        "The cell, where the weights alone don't say it",
        list(LIKE),
        format_func=lambda cell: LIKE[cell],
        key="own-like",
        on_change=_receive,
    )
    st.caption(f"Whoever starts the app can name files: {VARIABLE}=/path/to/model.safetensors")


def _receive() -> None:
    st.session_state["own-problem"] = None
    if file := st.session_state.get("own-file"):
        _open(file.name, file.getvalue(), st.session_state.get("own-like") or None)


def _open(name: str, data: bytes, like: str | None) -> None:
    """Open a file and choose it, or keep the sentence that says what is in its way."""
    try:
        found = opened(name, data, like)
    except ModelError as problem:
        st.session_state["own-problem"] = str(problem)
        return
    st.session_state.update({"own-problem": None, "own-uploaded": (name, found), "own-network": name})


def _receive_vocabulary() -> None:
    file = st.session_state["own-vocabulary-file"]
    st.session_state["own-vocabulary"] = file and file.getvalue()


def opened(name: str, data: bytes, like: str | None) -> list[Network]:
    """The networks in a file that somebody brought; the file itself is gone afterwards.

    Raises:
        ModelError: it cannot be opened; the sentence names what is in the way.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise ModelError(f"“{suffix}” is not read here; these are: {', '.join(FORMATS)}.")
    if suffix == ".safetensors":
        try:
            return networks(data, like)
        except ModelError as problem:
            raise ModelError(str(problem).replace("This file", name)) from problem
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > UNPACKED_MB * 1_000_000:
            raise ModelError(
                f"It unpacks to {size / 1e6:,.0f} MB; at most {UNPACKED_MB} are opened here."
            )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"network{suffix}"
        path.write_bytes(data)
        try:
            return networks(path, like)
        except ModelError as problem:
            raise ModelError(str(problem).replace(path.name, name)) from problem
