"""The page “What to open, and how” does what it says."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "opening.md"


def test_its_code_runs():
    names: dict = {}
    for code in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(code, names)
    assert names["page"].stat().st_size < 4e6
    assert names["network"].describe().startswith("lstm: LSTM, 1 layer, 96 → 160, embedding of ")
    assert names["trace"].layers[0].forget_gate.shape == (3, 160)
