"""Exploding gradients, and clipping them."""

import numpy as np
import streamlit as st

from lstm_viz.browser.train import query
from lstm_viz.figures import memory as figures
from lstm_viz.models import memory_task
from lstm_viz.nn import gradients, rnn
from lstm_viz.ui import menu
from lstm_viz.ui.charts import plot
from lstm_viz.ui.choice import one_of

from .measured import networks

FACTORS = (0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0)


def draw() -> None:
    """The gradient for larger and smaller W, the measured trainings, and the clipping rule."""
    _stretch()
    _trainings()
    _clip()
    menu.link("playground", "Train one clipped and one not", query_params=query("clipped"))


def _stretch() -> None:
    st.header("Larger weights, longer gradients", anchor=False)
    left, right = st.columns([1, 2], gap="large")
    which = one_of(
        left.segmented_control,
        "The plain RNN",
        ("before training", "trained"),
        default="before training",
    )
    factor = right.select_slider(
        "Multiply its recurrent weights W by",
        FACTORS,
        1.5,
        help="1 leaves the network as it is. Before training its W is a random rotation, which keeps "
        "every length. It reads 60 random letters.",
    )
    p = memory_task.untrained() if which != "trained" else networks().parameters("rnn", 0)
    H = p.hidden_size
    inputs = memory_task.one_hot(memory_task.distractors("A", 60, seed=3))
    norms = {}
    for f in FACTORS:
        scaled = rnn.RNNParameters(np.concatenate([f * p.W[:, :H], p.W[:, H:]], axis=1), p.b)
        norms[f] = gradients.reach(scaled.W[:, :H], rnn.run(scaled, inputs).hidden_state)
    plot(
        figures.stretch(norms, factor),
        f"Norm of the derivative of the last state by earlier states, for W times {factor:g}: "
        f"{norms[factor][-11]:.2e} ten steps back, {norms[factor][0]:.2e} sixty steps back.",
        {"steps back": list(range(60, -1, -1)), **{f"W × {f:g}": values for f, values in norms.items()}},
        "gradients by size of W",
    )
    st.markdown(
        f"With W × {factor:g} a nudge ten steps back moves the last state at most "
        f"**{norms[factor][-11]:.2g}** times as much, one sixty steps back **{norms[factor][0]:.2g}** "
        r"times: that is $\lVert\partial h_T/\partial h_t\rVert$, the change of the last state $h_T$ for a "
        "tiny change of the state $h_t$, in the direction where it is largest. "
        + (
            "What training found holds its letter with units near −1 and 1. There tanh is flat, so this "
            "network's gradient vanishes however large W is."
            if which == "trained"
            else "Each step back multiplies by W and by a slope of tanh: smaller weights make the "
            "gradient vanish, larger ones make it explode."
        )
    )


def _trainings() -> None:
    st.header("What clipping changes, measured", anchor=False)
    raw = networks().figures["explosion"]
    seeds = sorted({run["seed"] for run in raw["runs"]})
    seed = one_of(
        st.segmented_control, "Training", seeds, default=seeds[0], format_func=lambda s: f"{s + 1}"
    )
    left, right = st.columns(2)
    runs = [{**run, "step": _steps(run, raw["rate"])} for run in raw["runs"]]
    pair = {run["clip"]: run for run in runs if run["seed"] == seed}

    def table(quantity: str) -> dict[str, list[float]]:
        return {("clipped" if clip else "not clipped"): run[quantity] for clip, run in pair.items()}

    with left:
        plot(
            figures.explosion(runs, seed, "step", "length of the step taken"),
            "Length of the step taken at every update; the longest is "
            f"{max(pair[None]['step']):.3g} without clipping and {max(pair[1.0]['step']):.3g} with it.",
            table("step"),
            "steps",
        )
    with right:
        plot(
            figures.explosion(runs, seed, "loss", "loss"),
            "Loss at every update with and without clipping.",
            table("loss"),
            "losses",
        )
    last = {
        clip: float(np.mean([np.mean(run["loss"][-50:]) for run in raw["runs"] if run["clip"] == clip]))
        for clip in (None, 1.0)
    }
    st.markdown(
        "The plain RNN learns the first-letter task by plain gradient descent (rate "
        f"{raw['rate']:g}), from recurrent weights that stretch every state {raw['scale']:g}-fold. "
        f"Over all {len(seeds)} trainings the mean loss of the last 50 updates is "
        f"**{last[None]:.2f}** without clipping and **{last[1.0]:.2f}** with it; guessing gives "
        f"{np.log(len(memory_task.SYMBOLS)):.2f}. A step is the rate times "
        f"the gradient: clipped at 1 it is never longer than {raw['rate']:g}, and the first leap is missing."
    )


def _steps(run: dict, rate: float) -> list[float]:
    """How far the weights moved at every update: η·‖g‖, η·min(‖g‖, c) where the gradient is clipped."""
    return [rate * min(norm, run["clip"] or np.inf) for norm in run["norm"]]


def _clip() -> None:
    st.header("The rule", anchor=False)
    st.latex(r"g \leftarrow g \cdot \min\!\left(1, \frac{c}{\lVert g\rVert}\right)")
    columns = st.columns(3)
    g1 = columns[0].slider("g₁", -20.0, 20.0, 12.0, 0.5)
    g2 = columns[1].slider("g₂", -20.0, 20.0, -5.0, 0.5)
    c = columns[2].slider("Longest allowed, c", 0.5, 20.0, 1.0, 0.5)
    g = np.array([g1, g2])
    clipped = gradients.clip(g, c)
    st.markdown(
        f"‖g‖ = {np.linalg.norm(g):.2f}, so g becomes ({clipped[0]:.2f}, {clipped[1]:.2f}) of length "
        f"{np.linalg.norm(clipped):.2f}: the same direction, "
        f"{'shortened' if np.linalg.norm(g) > c else 'left as it is'}. Clipping tames explosions. It "
        "does nothing against vanishing: a gradient of zero stays zero."
    )
