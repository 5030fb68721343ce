"""The app's server. Run it with `streamlit run app.py`.

The script that every visit runs is `lstm_viz/ui/main.py`; it does not stand here, because Streamlit
answers a deep link such as `/words?part=…` on a fresh server with the page alone, without menu and
foot, where the script stands beside `pages/`.
"""

import gc
import os
import runpy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

# Each reader's product of matrices is small: threads that wait for one another cost 10 × what they save.
# Read by NumPy and PyTorch when they are first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

import lstm_viz
from lstm_viz.ui import classes, reader, scripts, weights
from lstm_viz.ui.class_routes import Routes
from lstm_viz.ui.compression import CompressedFiles

SCRIPT = Path(__file__).parent / "lstm_viz" / "ui" / "main.py"


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Before the first visit: what everybody meets is loaded, and no garbage collection looks at it again."""
    await to_thread.run_sync(reader.load, lstm_viz.model_names()[0])
    scripts.answer()
    gc.collect()
    gc.freeze()
    yield


BASE = st.get_option("server.baseUrlPath")
OPTIONS: dict[str, Any] = {
    "lifespan": ready,
    "routes": [weights.route(BASE), scripts.route(BASE), *Routes(classes.store).under(BASE)],
    "middleware": [Middleware(CompressedFiles)],
}
app = st.App(SCRIPT, **OPTIONS)

if get_script_run_ctx(suppress_warning=True):  # a host that runs this file as a plain script
    runpy.run_path(str(SCRIPT), run_name="__main__")
