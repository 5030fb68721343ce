"""The app's server. Run it with `streamlit run app.py`.

The script that every visit runs is `lstm_viz/ui/main.py`; it does not stand here, because Streamlit
answers a deep link such as `/words?part=…` on a fresh server with the page alone, without menu and
foot, where the script stands beside `pages/`.
"""

import runpy
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstm_viz.ui import weights
from lstm_viz.ui.compression import CompressedFiles

SCRIPT = Path(__file__).parent / "lstm_viz" / "ui" / "main.py"

app = st.App(
    SCRIPT,
    routes=[weights.route(st.get_option("server.baseUrlPath"))],
    middleware=[Middleware(CompressedFiles)],
)

if get_script_run_ctx(suppress_warning=True):  # a host that runs this file as a plain script
    runpy.run_path(str(SCRIPT), run_name="__main__")
