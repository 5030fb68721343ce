"""What the Gates page is measured against: a text box and six heat maps of the same size."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from lstm_viz.inputs.text import words

H = int(st.query_params.get("H", 128))

st.set_page_config(layout="wide")
st.title("Six heat maps")
text = st.text_input("Your text", "The grizzly bear goes to the river to catch")
tokens = words(text)
random = np.random.default_rng(len(text))
for _ in range(2):
    for column in st.columns(3):
        values = random.random((H, len(tokens)), dtype=np.float32)
        figure = go.Figure(
            go.Heatmap(z=values, x=[f"{t}. {token}" for t, token in enumerate(tokens, 1)])
        )
        column.plotly_chart(figure.update_layout(height=270))
