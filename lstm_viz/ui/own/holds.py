"""Gates that the reader holds in the layer on the stage: kept in the session, computed here for the heat maps."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.browser.engine import recorded
from lstm_viz.browser.packing import digest
from lstm_viz.models.opened import reading
from lstm_viz.nn import lstm
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold, ImpossibleHold
from lstm_viz.ui.component import component

from .networks import Chosen

MOST_HOLDS = 200
LIMIT = 1000  # steps: more than the stage ever shows
_KEY = "own-held"
_mount = component("own_weights", "stage/weights.js", "", "<span></span>")


@dataclass(frozen=True)
class Live:
    """What the stage needs to read this layer by itself."""

    name: str  # of this reading: it differs where anything of it does
    file: bytes | None  # weights; None where nothing can be held
    holds: tuple[str, ...]

    @property
    def payload(self) -> dict:
        """For `stage.payload`."""
        source = {"weights": self.name, "recorded": True} if self.file else None
        return stage.live(source, self.name, LIMIT, holds=list(self.holds), fixed=True)

    def bring(self) -> None:
        """Send the weights, once the picture stands."""
        if self.file:
            _mount(key="own-weights", data=self.file)


def of(chosen: Chosen, k: int, shown: Any, labels: list[str] | None) -> Live:
    """The layer k with its recorded pass `shown`.

    Args:
        labels: of the head's scores, where the stage shows them.
    """
    network = chosen.network
    name = digest(chosen.name, k, shown.tokens, shown.inputs, shown.hidden_state)
    alone = len(network.levels[-1]) == 1 and reading.level_of(network, k) == len(network.levels) - 1
    head = network.head if labels and alone else None
    file = recorded.weights(name, network.layers[k], head, labels or [])
    return Live(name, file, _held(name))


def hear(said: object, name: str) -> None:
    """What the browser holds now in the reading of this name; anything else is left as it was."""
    if isinstance(said, dict) and said.get("text") == name and isinstance(said.get("holds"), list):
        st.session_state[_KEY] = (name, _read(said["holds"]))


def _held(name: str) -> tuple[str, ...]:
    """What is held in this reading; at the visit's first one what the link holds."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = (name, _read(st.query_params.get_all("hold")))
    whose, holds = st.session_state[_KEY]
    return holds if whose == name else ()


def _read(said: list) -> tuple[str, ...]:
    kept = []
    for text in said[:MOST_HOLDS]:
        try:
            kept.append(str(Hold.parse(str(text)[:5000])))
        except ImpossibleHold:  # from a link of another hand: the rest still holds
            continue
    return tuple(kept)


def repeated(layer: Any, shown: Any, holds: tuple[str, ...]) -> Any | None:
    """The layer's pass read again under the holds; None where none of them has a place in it."""
    T, H = shown.cell_state.shape
    fit = [
        hold for hold in map(Hold.parse, holds)
        if all(t < T for t in hold.steps or ()) and all(unit < H for unit in hold.units or ())
    ]  # fmt: skip
    if not fit or not isinstance(layer.parameters, lstm.LSTMParameters):
        return None
    try:
        clamp = intervention.lay_out(fit, T, H)
    except ImpossibleHold as problem:
        st.warning(str(problem), icon=":material/undo:")
        return None
    starts = shown.initial_hidden_state, shown.initial_cell_state
    arrays = lstm.arrays(intervention.run(layer.parameters, shown.inputs, clamp, *starts))
    return replace(shown, **arrays)
