"""Classroom: start a class or join one; the bar at the foot of every page does the rest."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame
from lstm_viz.ui.classroom import desk

page = lessons.load("classroom")
frame.head("Classroom", page["promise"])
desk.draw()
st.header("How a lesson can go", anchor=False)
st.markdown("\n".join(f"{number}. {line}" for number, line in enumerate(page["lesson"], 1)))
st.header("What is kept", anchor=False)
st.markdown("\n".join(f"- {line}" for line in page["kept"]))
