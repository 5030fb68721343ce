"""Activation functions and their slopes: why a long chain of them lets little through."""

import streamlit as st

from .components import activations


def draw() -> None:
    """The draggable point, the slopes, and the product over n layers."""
    st.markdown(
        "On its way back the gradient is multiplied, at each layer or time step, by the **slope** of "
        "the activation function. Drag the point: where is there any slope left?"
    )
    activations()
