"""The app: one menu over the workshop's pages. Run it with `streamlit run app.py`."""

import streamlit as st

from lstm_viz.ui import frame, menu, tour

st.set_page_config(page_title="Understand LSTMs", page_icon="🧠", layout="wide")
frame.setup()
page = st.navigation(menu.pages(), position="top")  # the list of pages is in lstm_viz/ui/menu.py
tour.bar(menu.file_of(page.title))
page.run()
menu.foot(page.title)
