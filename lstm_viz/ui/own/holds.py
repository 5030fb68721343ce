"""What the reader types on the stage and holds in its layer: kept in the session, computed here for the heat maps."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.browser.engine import brought
from lstm_viz.browser.engine.payload import writing
from lstm_viz.browser.packing import digest
from lstm_viz.models.opened import reading
from lstm_viz.nn import lstm
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold, ImpossibleHold
from lstm_viz.ui.component import component

from .material import LONGEST, Material, box_key
from .networks import Chosen

MOST_HOLDS = 200
LIMIT = 1000  # steps: more than the stage ever shows
_KEY = "own-held"
_mount = component("own_weights", "stage/weights.js", "", "<span></span>")


@dataclass(frozen=True)
class Live:
    """What the stage needs to read this layer by itself."""

    name: str  # of this reading, or of the network that reads whatever is typed: it differs where anything does
    weights: brought.Weights | None  # None where nothing can be held
    box: (
        str | None
    )  # under which the session keeps what is typed on the stage; None where nothing can be
    holds: tuple[str, ...]
    payload: dict  # for `stage.payload`

    @property
    def typed(self) -> bool:
        """Whether the stage has a box of its own."""
        return self.box is not None

    def bring(self) -> None:
        """Send the weights, once the picture stands."""
        if self.weights:
            _mount(key="own-weights", data=self.weights.file())


def of(chosen: Chosen, material: Material, k: int, shown: Any, labels: list[str] | None) -> Live:
    """The layer k with its recorded pass `shown`.

    Args:
        labels: of the head's scores, where the stage shows them.
    """
    network = chosen.network
    if chosen.weights and material.limit:
        name = chosen.weights.name
        holds, pinned = _held(name)
        payload = stage.live_own(
            {"weights": name, "brought": True, "writing": writing()},
            material.text,
            material.limit,
            holds=list(holds),
            pinned=pinned,
            notice=material.says,
        )
        return Live(name, chosen.weights, box_key(chosen, "own-text"), holds, payload)
    name = digest(chosen.name, k, shown.tokens, shown.inputs, shown.hidden_state)
    alone = len(network.levels[-1]) == 1 and reading.level_of(network, k) == len(network.levels) - 1
    head = network.head if labels and alone else None
    weights = brought.layers({k: network.layers[k]}, head, labels or [], name)
    source = {"weights": name, "brought": True, "layer": k} if weights else None
    holds, _ = _held(name)
    payload = stage.live(source, name, LIMIT, holds=list(holds), fixed=True, mixes=False)
    return Live(name, weights, None, holds, payload)


def hear(said: object, live: Live) -> None:
    """What the browser typed and holds now in this reading; anything else is left as it was."""
    if not isinstance(said, dict) or not isinstance(said.get("holds"), list):
        return
    text, pinned = said.get("text"), said.get("pinned")
    if live.box and isinstance(text, str):
        st.session_state[live.box] = text[:LONGEST]
    elif text != live.name:
        return
    kept = pinned[:LONGEST] if live.box and isinstance(pinned, str) and pinned.strip() else None
    st.session_state[_KEY] = (live.name, _read(said["holds"]), kept)


def _held(name: str) -> tuple[tuple[str, ...], str | None]:
    """What is held in this reading, and with which text it is compared; at the visit's first what the link holds."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = (name, _read(st.query_params.get_all("hold")), None)
    whose, holds, pinned = st.session_state[_KEY]
    return (holds, pinned) if whose == name else ((), None)


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
