"""Wire one by hand: an LSTM with one unit, its twelve numbers as handles, and goals to reach."""

import streamlit as st

from lstm_viz.browser import wire
from lstm_viz.ui.component import component

_wire = component("wire_by_hand", "wire/wire.js", "shared/shared.css shared/alone.css wire/wire.css")

FORMULAS = r"""
\begin{aligned}
f_t &= \sigma(w_{fh}\, h_{t-1} + w_{fx}\, x_t + b_f) & C_t &= f_t\, C_{t-1} + i_t\, \tilde C_t \\
i_t &= \sigma(w_{ih}\, h_{t-1} + w_{ix}\, x_t + b_i) & h_t &= o_t \tanh C_t \\
\tilde C_t &= \tanh(w_{Ch}\, h_{t-1} + w_{Cx}\, x_t + b_C) \\
o_t &= \sigma(w_{oh}\, h_{t-1} + w_{ox}\, x_t + b_o)
\end{aligned}
"""


def draw() -> None:
    """The cell, what it reads, its curves, and the goals."""
    st.markdown(
        "An LSTM with **one unit** and one input has twelve numbers. Pick a goal, then drag the numbers "
        "until the unit does it."
    )
    _wire(key="wire", data=wire.payload())
    with st.expander("The formulas, with all twelve numbers"):
        st.latex(FORMULAS)
        st.caption(
            "With one unit, h and x are single numbers, and so is every weight: the matrix W of the formulas "
            "elsewhere is the pair $w_h$, $w_x$ here. The numbers are worked out in your browser by the same "
            "equations that read everywhere on this site."
        )
