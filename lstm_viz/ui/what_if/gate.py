"""Experiment: hold gates, and see the held reading beside the untouched one."""

from collections.abc import Iterable

import streamlit as st

from lstm_viz.figures.grid import numbered
from lstm_viz.look.narration import show
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold, ImpossibleHold
from lstm_viz.studies.outcomes import OUTCOMES, fits, preset_holds
from lstm_viz.ui import menu, reader
from lstm_viz.ui.reader import Choice

from . import difference, parts

PRESETS = {preset["name"]: preset for preset in parts.LESSONS["presets"]}
TARGETS = {
    "forget": "forget gate f",
    "input": "input gate i",
    "output": "output gate o",
    "cell": "memory C (erase it)",
}
FIELDS = {
    "forget": "forget_gate",
    "input": "input_gate",
    "output": "output_gate",
    "cell": "cell_state",
}
VALUES = {"0": "0 – shut", "0.5": "½ – half open", "1": "1 – open"}
MOST_NAMED = 6  # units or words named in a sentence


def draw(choice: Choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    model, trace, tokens = choice.model, choice.trace, choice.excerpt.tokens
    state = st.session_state
    st.pills(
        "Experiments",
        list(PRESETS),
        key="wi-preset",
        on_change=_take_preset,
        args=(model,),
        wrap=True,
        help="Each asks what you expect before it shows what happens.",
    )
    preset = PRESETS.get(state.get("wi-preset"))
    _say_lent(preset)
    if preset:  # where a link brought the experiment
        state.setdefault("wi-gate-quantity", FIELDS[preset["holds"][0]["gate"]])
    holds = state["wi-holds"]
    problem = None
    try:
        if preset:
            holds = state["wi-holds"] = preset_holds(preset, tokens)
        held = intervention.repeat(model, trace, holds)
    except ImpossibleHold as impossible:
        problem, held, preset = impossible, trace, None
    with st.expander(
        "Hold gates of your own", expanded=not PRESETS.get(state.get("wi-preset")) and not holds
    ):
        _hold_form(model, tokens)
    _list_holds(holds, tokens, model)
    if problem:
        st.warning(str(problem), icon=":material/block:")
    elif not holds:
        st.info(
            "Nothing is held yet: choose an experiment, or hold a gate of your own.",
            icon=":material/back_hand:",
        )
    elif not preset or _guessed(preset, model, trace, held, holds):
        difference.draw(model, trace, held, tokens)
    parts.formula(r"C_t = f_t * C_{t-1} + i_t * \tilde C_t", r"h_t = o_t * \tanh(C_t)")
    parts.close("gate")
    if preset:
        return {"preset": preset["name"]}
    return {"hold": [str(hold) for hold in holds]} if holds else {}


def _remember() -> None:
    """Keep for Undo what is held and what is read."""
    state = st.session_state
    now = (state.get("wi-shown"), state["wi-holds"], _reading())
    state["wi-past"] = [*state["wi-past"][-49:], now]


def _reading() -> tuple:
    state = st.session_state
    return state.text, state.example, state.get("wi-lent")


def _take_preset(model: LanguageModel) -> None:
    state = st.session_state
    _remember()
    state["wi-shown"] = state["wi-preset"]
    _fit_text(model)
    if state["wi-preset"] is None:
        state["wi-holds"] = []
    else:  # the map of what is held
        state["wi-gate-quantity"] = FIELDS[PRESETS[state["wi-preset"]]["holds"][0]["gate"]]


def _fit_text(model: LanguageModel) -> None:
    """Read the reader's own text, or the chosen preset's where only that has a place for it (a comma,
    a bear)."""
    state = st.session_state
    lent = state.get("wi-lent")
    if lent and state.text == lent[0]:
        _, state.text, state.example = lent
    state["wi-lent"] = None
    preset = PRESETS.get(state["wi-preset"])
    if preset and not _fits(preset, model, state.text) and _fits(preset, model, preset["text"]):
        state["wi-lent"] = (preset["text"], state.text, state.example)
        state.text, state.example = preset["text"], None
    state["wi-left"] = state.text  # Undo gives no text back over one typed since


def _fits(preset: dict, model: LanguageModel, text: str) -> bool:
    return fits(preset, model.tokenize(text)[: reader.LIMITS[model.facts["tokenizer"]]])


def _say_lent(preset: dict | None) -> None:
    lent = st.session_state.get("wi-lent")
    if lent and preset and lent[0] == st.session_state.text == preset["text"]:
        st.info(
            f"Your text has no place for this experiment, which needs {preset['needs']}. It reads a "
            "sentence of its own; **Undo** brings yours back.",
            icon=":material/swap_horiz:",
        )


def _hold_form(model: LanguageModel, tokens: list[str]) -> None:
    names, state = numbered(tokens), st.session_state
    if state.get("wi-words-of", tokens) != tokens:
        state["wi-words"] = []  # they were words of another text
    state["wi-words-of"] = tokens
    with st.form("wi-form", border=False):
        gate, value, units, words = st.columns([3, 3, 3, 4])
        gate.selectbox("Hold", list(TARGETS), format_func=TARGETS.__getitem__, key="wi-target")
        value.selectbox("at", list(VALUES), format_func=VALUES.__getitem__, key="wi-value")
        units.multiselect(
            "in these units",
            range(model.sizes["H"]),
            key="wi-units",
            placeholder="all units",
            filter_mode="prefix",  # "5" and Enter is unit 5, not all that have a 5
            select_all=False,
        )
        words.multiselect(
            "at these words",
            range(len(tokens)),
            format_func=lambda t: names[t],
            key="wi-words",
            placeholder="all words",
        )
        st.form_submit_button("Hold it", type="primary", on_click=_add, args=(model, len(tokens)))
    if message := st.session_state.pop("wi-refused", None):
        st.warning(message, icon=":material/block:")


def _add(model: LanguageModel, T: int) -> None:
    """Take the hold of the form, unless it is impossible: then say why and change nothing."""
    state = st.session_state
    value = float(state["wi-value"]) if state["wi-target"] != "cell" else 0.0
    units, steps = (tuple(sorted(state[key])) or None for key in ("wi-units", "wi-words"))
    try:
        new = [*state["wi-holds"], Hold(state["wi-target"], value, units, steps)]
        intervention.lay_out(new, T, model.sizes["H"])
    except ImpossibleHold as problem:
        state["wi-refused"] = str(problem)
        return
    _remember()
    state["wi-holds"] = new
    state["wi-preset"] = state["wi-shown"] = None


def _undo() -> None:
    state = st.session_state
    preset, state["wi-holds"], reading = state["wi-past"].pop()
    state["wi-preset"] = state["wi-shown"] = preset
    if state.text == state.get("wi-left"):
        state.text, state.example, state["wi-lent"] = reading
        state["wi-left"] = state.text


def _reset(model: LanguageModel) -> None:
    _remember()
    st.session_state["wi-holds"] = []
    st.session_state["wi-preset"] = st.session_state["wi-shown"] = None
    _fit_text(model)


def _remove(number: int) -> None:
    state = st.session_state
    _remember()
    state["wi-holds"] = [hold for n, hold in enumerate(state["wi-holds"]) if n != number]
    state["wi-preset"] = state["wi-shown"] = None


def _list_holds(holds: list[Hold], tokens: list[str], model: LanguageModel) -> None:
    for number, hold in enumerate(holds):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{number + 1}. {_sentence(hold, tokens)}", width="content")
            st.button(
                f"Free hold {number + 1}",
                key=f"wi-free-{number}",
                on_click=_remove,
                args=(number,),
                icon=":material/lock_open:",
            )
    with st.container(horizontal=True):
        past = st.session_state["wi-past"]
        st.button("Undo", on_click=_undo, disabled=not past, icon=":material/undo:", key="wi-undo")
        st.button(
            "Reset",
            on_click=_reset,
            args=(model,),
            disabled=not holds,
            icon=":material/restart_alt:",
            key="wi-reset",
        )
        if holds:
            menu.link(
                "gates",
                "Open in Gates",
                query_params=[(menu.HELD, str(hold)) for hold in holds],
                help="The same text under the same holds, in the picture: every number under them.",
            )


def _sentence(hold: Hold, tokens: list[str]) -> str:
    units = "all units" if hold.units is None else "unit " + _some(map(str, hold.units))
    if hold.steps is None:
        where = "at all words"
    else:
        where = "at " + _some(
            f"“{show(tokens[t])}”" if t < len(tokens) else f"word {t + 1}" for t in hold.steps
        )
    if hold.target == "cell":
        return f"**The memory C is erased** {where}, in {units}"
    return f"**The {TARGETS[hold.target]} stays at {hold.value:g}** {where}, in {units}"


def _some(names: Iterable[str]) -> str:
    names = list(names)
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _guessed(
    preset: dict, model: LanguageModel, trace: TextTrace, held: TextTrace, holds: list[Hold]
) -> bool:
    """Ask what the reader expects; once it is answered, say whether it came so."""
    answer = st.radio(
        f"**Before you see it:** {preset['question']}",
        range(len(preset["options"])),
        format_func=lambda n: preset["options"][n],
        index=None,
        key=f"wi-guess-{preset['name']}",
    )
    if answer is None:
        st.caption("Choose what you expect, and the result appears.")
        return False
    right, proof = OUTCOMES[preset["outcome"]](model, trace, held, holds)
    if answer == right:
        st.success(f"As you expected. {proof} {preset['why']}", icon=":material/check:")
    else:
        st.warning(f"It came otherwise. {proof} {preset['why']}", icon=":material/undo:")
    return True
