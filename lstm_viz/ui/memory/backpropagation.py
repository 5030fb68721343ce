"""Backpropagation through a small network, with all its numbers."""

import streamlit as st

from lstm_viz.nn.backprop import Network

from .components import backpropagation


def draw():
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
    backpropagation(Network.small(), [x1, x2], [y], rate)
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
