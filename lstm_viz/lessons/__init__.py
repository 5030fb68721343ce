"""Examples and lesson texts, kept as data beside this file."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SOUNDS = FOLDER / "sounds"  # samples of spoken digits, spoken by a program
SCENES = FOLDER / "scenes.txt"  # a small corpus to train on in view


def load(name: str) -> Any:
    """The content of `NAME.json`."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
