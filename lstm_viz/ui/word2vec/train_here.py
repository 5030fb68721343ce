"""Train it here: word2vec on a small corpus, in a thread beside the page, and all to watch it by."""

import uuid

import numpy as np
import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser.word2vec import payload
from lstm_viz.inputs.text import TextError
from lstm_viz.nn.word2vec import FLAVOURS, jobs
from lstm_viz.nn.word2vec.training import Corpus, Settings
from lstm_viz.ui import links
from lstm_viz.ui.choice import one_of, typed

from . import components

SHIPPED, PASTED = "little scenes (5,000 generated sentences)", "my own text"
_SCENES = lessons.SCENES
LOSSES = ("negative sampling", "full softmax")
KEPT = [
    links.Kept("train-flavour", "train-flavour", "skip-gram", links.one(FLAVOURS)),
    links.Kept("train-loss", "train-loss", LOSSES[0], links.one(LOSSES)),
    links.Kept("train-epochs", "train-epochs", 15, links.number(1, 40)),
    links.Kept("train-window", "train-window", 4, links.number(1, 8)),
    links.Kept("train-dimensions", "train-dimensions", 30, links.number(2, 60)),
    links.Kept("train-rate", "train-rate", 0.1, links.number(0.01, 0.5)),
    links.Kept("train-min", "train-min", 5, links.number(1, 20)),
    links.Kept("train-seed", "train-seed", 0, links.number(0, 9999)),
]


@st.cache_resource(max_entries=8, show_spinner=False)
def _corpus(text: str | None, min_count: int) -> Corpus:
    text = _SCENES.read_text("utf-8") if text is None else text
    return Corpus.read(text[: jobs.LIMITS.characters], min_count, jobs.LIMITS.words)


def draw() -> None:
    """The form, then whatever training this visitor started last."""
    source = one_of(
        st.segmented_control,
        "Corpus",
        [SHIPPED, PASTED],
        default=SHIPPED,
        wrap=True,
        key="train-source",
        persist_state="session",
    )
    text = None
    if source == PASTED:
        text = st.text_area(
            "Your corpus",
            key="train-text",
            height=160,
            placeholder="Paste a chapter, a song book, the news … some thousand words at least.",
            persist_state="session",
        )
        text = typed(text, 2 * jobs.LIMITS.characters)
        if len(text) > jobs.LIMITS.characters:
            st.info(
                f"Your text has {len(text):,} characters; the first {jobs.LIMITS.characters:,} are "
                f"read here."
            )
    settings, min_count = _settings()
    start, stop = st.columns([1, 1])
    job: jobs.Job | None = st.session_state.get("train-job")
    active = bool(job and job.active)
    label = "Train again" if job else "Train it here"
    if start.button(
        label, type="primary", disabled=active, width="stretch", icon=":material/play_arrow:"
    ):
        try:
            corpus = _corpus(text, min_count)
        except TextError as problem:
            st.warning(str(problem), icon=":material/edit:")
        else:
            st.session_state["train-job"] = jobs.Job(corpus, settings)
            st.session_state["train-made"] = _made(settings, min_count)
            st.session_state["train-name"] = uuid.uuid4().hex[:12]
            st.rerun()
    stopped = stop.button("Stop training", disabled=not active, width="stretch", icon=":material/stop:")
    if stopped and job:
        job.stop()
        job.join(2)
        st.rerun()
    if job:
        st.fragment(_watch, run_every=0.5 if active else None)(
            job, st.session_state["train-name"], st.session_state["train-made"], active
        )


def _settings() -> tuple[Settings, int]:
    one, two, three = st.columns(3)
    flavour = one_of(
        one.segmented_control,
        "Learn by",
        list(FLAVOURS),
        format_func=FLAVOURS.get,
        wrap=True,
        key="train-flavour",
        persist_state="session",
    )
    loss = one_of(
        two.segmented_control,
        "Loss",
        LOSSES,
        wrap=True,
        key="train-loss",
        persist_state="session",
        help="Full softmax compares the right word with all others at each step. Negative sampling "
        "compares it "
        "with a few random ones: far less work.",
    )
    epochs = three.slider("Passes over the corpus", 1, 40, key="train-epochs", persist_state="session")
    more = st.expander("Window, dimensions, learning rate, rare words, seed", key="train-more")
    one, two, three = more.columns(3)
    window = one.slider("Window of the training", 1, 8, key="train-window", persist_state="session")
    dimensions = two.slider(
        "Dimensions: numbers a word", 2, 60, key="train-dimensions", persist_state="session"
    )
    rate = three.slider("Learning rate", 0.01, 0.5, step=0.01, key="train-rate", persist_state="session")
    min_count = one.slider(
        "Leave out words seen less often than", 1, 20, key="train-min", persist_state="session"
    )
    seed = two.number_input("Seed", 0, 9999, key="train-seed", persist_state="session")
    return Settings(flavour, loss, window, dimensions, rate, epochs, int(seed)), min_count


def _made(settings: Settings, min_count: int) -> str:
    """The settings of a training, in words: the form may say something else by now."""
    return (
        f"{FLAVOURS[settings.flavour]}, {settings.loss}, window {settings.window}, "
        f"{settings.dimensions} dimensions, learning rate {settings.rate:g}, {settings.epochs} passes, words "
        f"seen at least {min_count} times, seed {settings.seed}"
    )


def _watch(job: jobs.Job, name: str, made: str, was_active: bool) -> None:
    """Progress, loss and map; the page is drawn once more when the training has ended."""
    active = job.active
    if was_active and not active:
        st.rerun()
    share = job.read / job.total
    speed = f", {job.read / job.seconds:,.0f} words a second" if job.seconds else ""
    if job.state == "failed":
        st.error(
            f"The training broke off: {job.error}. Other settings may work.", icon=":material/error:"
        )
    else:
        st.progress(
            min(1.0, share), f"{_STATES[job.state]}: {job.read:,} of {job.total:,} words read{speed}"
        )
    if job.state == "out of time":
        st.info(
            f"One training may take {job.limits.seconds:.0f} seconds here, so that everyone gets a "
            f"turn. "
            "The map shows what was learned until then."
        )
    snapshots, losses = list(job.snapshots), list(job.losses)
    if not snapshots or len(snapshots) < 2:
        return
    if not np.isfinite(snapshots[-1].vectors).all():
        st.warning("The numbers ran away to infinity: choose a smaller learning rate and train again.")
        return
    if active:  # the newest only: the whole film comes when it is complete
        snapshots = snapshots[-1:]
    components.moving_map(key="train-map", data=payload.moving_map(job.corpus, snapshots, losses, name))
    st.caption(
        f"This map was made with: {made}. {len(job.corpus.whole.ids):,} words in the corpus, "
        f"{len(job.corpus.vocabulary):,} different ones kept; "
        f"{min(payload.MAP_WORDS, len(job.corpus.vocabulary)):,} on the map."
    )


_STATES = {
    "waiting": "Waiting for a free place",
    "running": "Training",
    "done": "Done",
    "stopped": "Stopped",
    "out of time": "Time is up",
}
