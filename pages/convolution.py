"""Recurrence and convolution: a ConvLSTM watches dots fly and foresees the next picture."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import films
from lstm_viz.figures.films import errors
from lstm_viz.ui import frame
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of
from lstm_viz.ui.convolution import watching as ui

page = lessons.load("convolution")
frame.head("Recurrence and convolution", page["promise"])
model = ui.load()
sizes = model.sizes

left, middle, right, button = st.columns([2, 3, 2, 2], vertical_alignment="bottom")
dots = one_of(left.segmented_control, "Dots", [1, 2, 3], default=2, key="dots", persist_state="session")
seen = middle.slider(
    "Pictures that it sees",
    *(1, ui.PICTURES, 12),
    key="seen",
    persist_state="session",
    help="After so many pictures the film is hidden, and the network goes on alone.",
)
channel = right.selectbox(
    "Channel of the memory",
    range(sizes["H"]),
    ui.clearest(),
    key="channel",
    persist_state="session",
    help="The memory holds several pictures at once; each channel learned to keep something else.",
)
if button.button("Throw again", type="primary", width="stretch", help="New dots, new directions."):
    st.session_state.throw = st.session_state.get("throw", 0) + 1
watching = ui.watch(dots, st.session_state.get("throw", 0), seen)
ui.show(films.payload(watching, channel, sizes["k"]), key="films")
first, *others = page["notice"]
gates = ui.forget_gate(watching, channel, page["forget"]) + ui.flat_pictures(watching, channel)
frame.notice(f"{first} {gates}", *others)

st.header("How good are its expectations?", anchor=False)
chart(
    errors(watching),
    "Mean squared error of every expected picture; the table below has the numbers.",
    key="errors",
)
twin(
    "The errors as a table",
    "errors-table",
    {
        "picture": range(2, ui.PICTURES + 1),
        "ConvLSTM": watching.errors.round(5),
        "repeating the last picture seen": watching.errors_of_repeating.round(5),
    },
    hide_index=True,
    alt="Mean squared error of every expected picture",
)

st.header("The formula, next to the LSTM's", anchor=False)
left, right = st.columns(2)
for column, name, sign in (
    (left, "LSTM: · is a product of matrices", r"\cdot"),
    (right, "ConvLSTM: ⊛ is a convolution", r"\circledast"),
):
    column.markdown(f"**{name}**")
    column.latex(ui.equations(sign))
st.markdown(page["count"].format(**sizes))
answer = st.expander("The discussion question: recurrence and convolution together, what for?")
answer.markdown(page["answer"])
frame.check("convolution", **page["check"])
