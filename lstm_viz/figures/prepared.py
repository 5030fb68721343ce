"""A figure in the form that goes to the browser, for what a page draws anew at every text."""

import base64
from functools import cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.io import templates


class Prepared(go.Figure):
    """A figure in the very form that is sent.

    Streamlit asks a figure for `to_dict` and no more. Plotly's own checks and copies everything three times,
    which was a quarter of a rerun of Gates.
    """

    def __init__(self, spec: dict) -> None:  # not Plotly's: there is nothing to check
        self._spec = spec

    def to_dict(self) -> dict:
        data = [{name: _typed(value) for name, value in trace.items()} for trace in self._spec["data"]]
        template = _template(templates.default, tuple(sorted({trace["type"] for trace in data})))
        return {"data": data, "layout": {"template": template, **self._spec["layout"]}}


@cache
def _template(name: str, types: tuple[str, ...]) -> dict:
    """Of a template what traces of these types need."""
    template = templates[name].to_plotly_json()
    styles = template.get("data", {})
    return {**template, "data": {kind: styles[kind] for kind in types if kind in styles}}


def _typed(value: Any) -> Any:
    """An array of numbers as Plotly writes it (“typed array”); anything else as it is."""
    if not isinstance(value, np.ndarray):
        return value
    content = base64.b64encode(value.tobytes()).decode()
    return {"dtype": value.dtype.str[1:], "bdata": content, "shape": ", ".join(map(str, value.shape))}
