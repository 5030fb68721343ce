"""Experiment: where does a memory come from?"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.browser import lab
from lstm_viz.figures import attribution as figures
from lstm_viz.figures.grid import numbered
from lstm_viz.look.narration import show, signed
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies import attribution, lens
from lstm_viz.studies.lens import Lens
from lstm_viz.studies.order import longest_memory
from lstm_viz.ui import frame
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.reader import Choice

from . import components, parts

LENSES = {"all": "all units", "unit": "one unit", "word": "a next word"}
SLOPES = {"secant": "adds up", "slope": "first order"}
HELP = (
    "The whole memory, the cell state of one unit, or how much each word speaks for a certain next "
    "word: its "
    "logit, followed back through the output gate and the head."
)
FORMULA = r"""C_T = \sum_{k \le T} \Big(\prod_{j=k+1}^{T} f_j\Big) * i_k * \tilde C_k"""


def draw(choice: Choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    # who comes to see which words speak for a next word finds the answer on top, in all of this visit
    asked = st.session_state.setdefault("wi-asked", st.session_state.get("wi-lens") == "word")
    answer = st.container() if asked else None
    if not asked:
        _survives(choice.trace)
    link = _sum_of_words(choice, answer)
    if asked:
        _survives(choice.trace)
    parts.formula(FORMULA)
    parts.close("memory")
    return link


def _survives(trace: TextTrace) -> None:
    st.subheader("What survives of a word", anchor=False)
    st.caption(
        "The bar under each later word is the share of what the chosen word wrote that is still in the "
        "cell state there, every unit shrunk by its forget gates since. Shares are shares of **size**, "
        "the length ‖·‖ over all units, here and in the map of the whole memory."
    )
    components.strip(key="wi-strip", data=lab.strip(trace))


def _sum_of_words(choice: Choice, answer: DeltaGenerator | None) -> dict[str, str | int]:
    trace, model, tokens = choice.trace, choice.model, choice.excerpt.tokens
    st.subheader("The memory as a sum of its words", anchor=False)
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    with left:
        kind = parts.choose_one("What to trace", LENSES, "wi-lens", HELP)
    with right:
        t = parts.choose_word("Look after the word", tokens, "wi-at")
    link: dict[str, str | int] = {"lens": kind, "at": t + 1}
    with middle:
        if kind == "unit":
            unit = parts.choose_unit(model.sizes["H"], "wi-unit", longest_memory(trace))
            link["unit"] = unit
            view = lens.one_unit(trace, unit)
        elif kind == "word":
            word = _choose_next(model, trace, t)
            link["word"] = model.vocabulary.tokens[word]
        else:
            view = lens.all_units(trace)
    if kind == "word":
        slope = parts.choose_one(
            "How tanh is shared out",
            SLOPES,
            "wi-slope",
            "*Adds up* takes tanh(C)/C, so that the shares and the head's bias sum to the logit. *First "
            "order* follows the slope of tanh where the cell state stands: what a small change would do. "
            "Where the memory is large tanh is flat, and most of the logit is then no word's.",
        )
        view = lens.next_word(trace, model, word, slope == "slope")
    score = (
        " A word's logit is its score, of which the softmax makes its chance." if kind == "word" else ""
    )
    (answer or st).markdown(_sum(view, t, tokens) + score)
    names = numbered(tokens)
    if kind == "all":
        sizes = attribution.sizes(trace)
        chart(
            figures.size_map(sizes, tokens),
            "Heat map: the size of what each word wrote, still there at each later word.",
            key="wi-sizes",
        )
        rows = {f"from {name}": sizes[k + 1].tolist() for k, name in enumerate(names)}
        twin("The sizes as a table", "wi-sizes-table", {"at the word": names} | rows, height=320)
    else:
        chart(
            figures.share_map(view, tokens),
            f"Heat map: what each word has in {view.name} at each later word.",
            key="wi-shares",
        )
    chart(
        figures.stacked(view, tokens), f"Shares of the words in {view.name}, stacked.", key="wi-stacked"
    )
    columns = {name: view.shares[k + 1].tolist() for k, name in enumerate(names)}
    twin(
        "The shares as a table",
        "wi-shares-table",
        {"at the word": names} | {f"from {n}": c for n, c in columns.items()},
        height=320,
    )

    deletion = view.deletion(model.parameters, trace, t)
    chart(
        figures.beside_deletion(view, deletion, [show(x) for x in tokens], t),
        "For each word two bars: its share, and what is lost when the word is not read.",
        key="wi-deletion",
    )
    st.caption(
        "The shares are exact **with the gates held as they were**. But the gates themselves depend on "
        "earlier "
        "words. *Deletion* asks the other question: the network reads the text again without that "
        "word, and "
        "all gates answer anew. Where the two bars differ, the word worked through the gates."
    )
    twin(
        "Share and deletion as a table",
        "wi-deletion-table",
        {
            "word": names[: t + 1],
            "share": view.shares[1 : t + 2, t].tolist(),
            "lost without it": deletion.tolist(),
        },
        height=320,
    )
    return link


def _choose_next(model: LanguageModel, trace: TextTrace, t: int) -> int:
    """The number of a next word: one of the likeliest, or one the reader types."""
    likely = [word for word, _ in model.predict(trace, t, 8)]
    chosen = st.session_state.get("wi-word")
    if chosen is None or chosen not in model.vocabulary:
        if chosen:
            near = model.vocabulary.suggest(chosen)
            st.warning(
                f"The network does not know “{chosen}”." + (f" Did you mean “{near}”?" if near else "")
            )
        st.session_state["wi-word"] = likely[0]
    options = list(dict.fromkeys([*likely, st.session_state["wi-word"]]))
    word = st.selectbox(
        "Next word",
        options,
        format_func=show,
        key="wi-word",
        accept_new_options=True,
        help="One of the likeliest, or type any word the network knows.",
        persist_state="session",
    )
    return model.vocabulary.index.get(word, model.vocabulary.index[likely[0]])


def _sum(view: Lens, t: int, tokens: list[str]) -> str:
    shares = view.shares[1 : t + 2, t]  # of the words up to t
    largest = sorted(range(t + 1), key=lambda k: -abs(shares[k]))[:2]
    named = " and ".join(f"“{frame.escape(show(tokens[k]))}” ({signed(shares[k])})" for k in largest)
    are = "shares are those" if len(largest) > 1 else "share is that"
    text = f"After “{frame.escape(show(tokens[t]))}”, of {view.name} the largest {are} of {named}. "
    total = float(view.shares[:, t].sum())
    text += f"All shares sum to **{signed(total, 4)}**; {view.name} is **{signed(view.value[t], 4)}**."
    if view.rests:
        named = " and ".join(f"{signed(rest[t], 4)} is {name}" for name, rest in view.rests.items())
        text += f" Of the difference {named}."
    return text
