"""The entry point for Streamlit Community Cloud, which takes the requirements.txt beside it.

It serves what app.py serves; nothing in a fork has to be edited.
"""

import runpy
import sys
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

if get_script_run_ctx(suppress_warning=True):  # a host that runs this file as a plain script
    runpy.run_path(str(ROOT / "app.py"))
else:
    from app import OPTIONS, SCRIPT

    app = st.App(SCRIPT, **OPTIONS)  # Streamlit looks for this very call
