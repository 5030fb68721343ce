"""Right under the stage: all gates and states over time, and the word map beside them, on one screen."""

import streamlit as st

from lstm_viz.models.text_traces import TextTrace
from lstm_viz.ui import frame, stepping

STYLE = """<style>
.st-key-gates-over-time h2 { font-size: 1.15rem; padding: 0 0 0.3rem; }
.st-key-gates-over-time [data-testid=stVerticalBlock] { gap: 0.3rem; }
.st-key-gates-over-time p { font-size: 0.9rem; }
/* where the two have no room side by side, the map stands below */
@media (max-width: 1100px) {
  .st-key-gates-over-time > [data-testid=stLayoutWrapper] > [data-testid=stHorizontalBlock] { flex-wrap: wrap; }
  .st-key-gates-over-time > [data-testid=stLayoutWrapper] > [data-testid=stHorizontalBlock] > div { flex: 1 1 100%; }
}
</style>"""


def show(
    trace: TextTrace, shown: TextTrace, measure: TextTrace, says: str, step_name: str, alone: bool
) -> None:
    """Draw them, and the stage's lines and formulas below.

    Args:
        trace: as the network reads by itself.  shown: as the reader changed it.  says: a sentence about that.
        measure: as the fully trained network reads: what has full colour there has it at every moment of training.
        alone: the heat maps stand in somebody's own page: all else stays in the stage.
    """
    if alone:
        stepping.heat_maps(trace, "gates", step_name, shown, measure)
        return
    frame.style(STYLE)
    with st.container(key="gates-over-time"):
        maps, words = st.columns([2.15, 1])
        with maps:
            stepping.heat_maps(trace, "gates", step_name, shown, measure)
        with words:
            stepping.room("map", "gates")
            if says:
                st.caption(says)
    stepping.room("more", "gates")
