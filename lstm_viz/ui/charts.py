"""Charts, each with words for those who do not see it, and the tables that hold the same numbers."""

import base64
from functools import cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.io import templates

TOOLS = {"displaylogo": False, "modeBarButtons": [["toImage", "zoom2d", "resetScale2d"]]}
STILL = {"displayModeBar": False}


def chart(figure: Any, alt: str, *, place: Any = st, config: dict = TOOLS, **more: Any) -> None:
    """A Plotly chart.

    Args:
        figure: a Plotly figure; or a dict that is known to make one, which is sent without being checked and
            copied again.
        alt: what it shows, in words.
        place: where it stands: a column, or else the page.
        config: `TOOLS` of its own, or `STILL`, without any.
        more: as for `st.plotly_chart`.
    """
    figure = Prepared(figure) if isinstance(figure, dict) else figure
    place.plotly_chart(figure, config=config, alt=alt, **more)


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


def twin(label: str, key: str, numbers: Any, *, alt: str | None = None, **more: Any) -> None:
    """The table twin of a chart, folded away; what it holds is only made once it is open.

    Args:
        numbers: as `st.dataframe` takes them, or a function that gives them; what that draws stands
            above the table.
        alt: else the label.  more: as for `st.dataframe`.
    """
    folded = st.expander(label, on_change="rerun", key=key)
    if folded.open:
        with folded:
            st.dataframe(numbers() if callable(numbers) else numbers, alt=alt or label, **more)


def plot(figure: Any, alt: str, numbers: Any = None, named: str = "", **more: Any) -> None:
    """A still chart and its table twin.

    Args:
        named: what the numbers are, so that no two tables of a page have the same name.
        more: as for `chart`.
    """
    chart(figure, alt, config=STILL, **more)
    if numbers is not None:
        twin(
            f"As a table: {named}",
            f"twin-{named}",
            numbers,
            alt=f"Table: {named}",
            height="content",
            hide_index=True,
        )
