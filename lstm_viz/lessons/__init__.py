"""Examples and lesson texts, kept as data beside this file."""

import json
from pathlib import Path


def load(name: str):
    """The content of `NAME.json`."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
