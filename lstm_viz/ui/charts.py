"""Charts, each with words for those who do not see it, and the tables that hold the same numbers."""

from typing import Any

import streamlit as st

from lstm_viz.figures.prepared import Prepared

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
