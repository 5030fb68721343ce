"""The page's browser components."""

import streamlit as st

from lstm_viz.browser import lab


def _mount(name: str, part: lab.Part):
    return st.components.v2.component(f"what_if_{name}", html=part.html, css=part.css, js=part.js)


strip = _mount("strip", lab.STRIP)
path = _mount("path", lab.PATH)
link = _mount("link", lab.LINK)
