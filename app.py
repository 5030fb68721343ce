"""The app: one menu over the workshop's pages. Run it with `streamlit run app.py`."""

import streamlit as st

from lstm_viz.ui import frame

st.set_page_config(page_title="Understand LSTMs", page_icon="🧠", layout="wide")
frame.setup()
st.navigation(
    [
        st.Page("pages/gates.py", title="Gates", icon=":material/memory:", default=True),
    ],
    position="top",
).run()
