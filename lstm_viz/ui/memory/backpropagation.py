"""Backpropagation through a small network, with all its numbers."""

import numpy as np
import streamlit as st

from lstm_viz.figures import memory as figures
from lstm_viz.nn.backprop import Network, backpropagate
from lstm_viz.ui.charts import plot

from .components import backpropagation


def draw() -> None:
    """The reader's input and wanted output, and the steps."""
    st.markdown(
        "Two inputs, two hidden layers, one output, σ everywhere. Step through it: first forward, "
        "then the blame **δ** goes back layer by layer. Change the numbers and everything is worked "
        "out anew."
    )
    columns = st.columns(4)
    x1 = columns[0].slider("Input 1", -2.0, 2.0, 1.0, 0.1)
    x2 = columns[1].slider("Input 2", -2.0, 2.0, -0.5, 0.1)
    y = columns[2].slider("Wanted output", 0.0, 1.0, 0.9, 0.05)
    rate = columns[3].slider("Learning rate η", 0.5, 20.0, 5.0, 0.5)
    network = Network.small()
    x, wanted = np.array([x1, x2]), np.array([y])
    backpropagation(network, x, wanted, rate)
    deltas = backpropagate(network, x, wanted).deltas
    lengths = [float(np.linalg.norm(delta)) for delta in deltas]
    st.markdown(
        f"**How much blame arrives?** The length of δ is {lengths[-1]:.2g} at the output and "
        f"{lengths[0]:.2g} in the first layer, {_times(lengths[-1], lengths[0])}."
    )
    plot(
        figures.blame(deltas),
        "Bars: the length of δ in every layer, on a logarithmic scale.",
        {"layer": list(range(1, len(deltas) + 1)), "length of δ": lengths},
        "the blame by layer",
    )
    with st.expander("The formulas"):
        st.latex(r"\delta^L = \nabla_a C \odot \sigma'(z^L)")
        st.latex(r"\delta^l = \big((w^{l+1})^{\mathsf T}\, \delta^{l+1}\big) \odot \sigma'(z^l)")
        st.latex(
            r"\frac{\partial C}{\partial b^l_j} = \delta^l_j \qquad "
            r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k\, \delta^l_j"
        )
        st.caption(
            "C is the cost, L the last layer, z what goes into σ and a what comes out; ⊙ multiplies "
            "entry by entry. From Nielsen, Neural Networks and Deep Learning (2015), chapter 2."
        )


def _times(output: float, first: float) -> str:
    if first == 0 or output == 0:
        return "so there is nothing to compare"
    ratio = output / first
    return f"{ratio:,.0f} times less" if ratio >= 2 else f"{ratio:.1f} times as much at the output"
