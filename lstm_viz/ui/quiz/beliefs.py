"""Twelve items before and after: what one believed of LSTMs, and which of these beliefs went away.

After the first form only the score is said: whoever knew the answers would be asked for their memory
the second time.
"""

import streamlit as st

from lstm_viz.inputs.text import words
from lstm_viz.studies import items
from lstm_viz.ui import menu, reader

MODEL = "everyday"
FORMS = {"before": items.TEXTS[0], "after": items.TEXTS[1]}
OPEN = "I don't know yet"  # honest, and no luck can be had with it


def _taken() -> dict[str, list[int | None]]:
    """This visit's results: form → place of the chosen option of each item, None for `OPEN`."""
    return st.session_state.setdefault("items_taken", {})


def _form(name: str) -> list[items.Item]:
    return items.form(reader.load(MODEL), reader.trace(MODEL, tuple(words(FORMS[name]))))


def right(form: list[items.Item], chosen: list[int | None]) -> int:
    """How many of the chosen options are the right ones."""
    return sum(item.right == place for item, place in zip(form, chosen, strict=True))


def draw(promise: str) -> None:
    """The form that is next, or what came of both."""
    st.header("Twelve questions, before and after", anchor=False)
    st.markdown(promise)
    taken = _taken()
    if len(taken) == len(FORMS):
        _gain(taken)
        return
    if "before" in taken:
        form = _form("before")
        st.info(
            f"Before: **{right(form, taken['before'])} of {len(form)}** right. The pages below say more "
            "about what is still open. Come back and take the second form whenever you like in this visit.",
            icon=":material/flag:",
        )
        _pages(form, taken["before"])
    name = "after" if "before" in taken else "before"
    number = list(FORMS).index(name) + 1
    if st.toggle(f"Take form {number} of {len(FORMS)}: {name} looking around", key=f"take-{name}"):
        _ask(name)


def _ask(name: str) -> None:
    form = _form(name)
    st.markdown(f"All numbers are of the network `{MODEL}` as it reads “{FORMS[name]}”.")
    with st.form(f"items-{name}", enter_to_submit=False):
        chosen = [
            st.radio(
                f"**{number}.** {item.question}",
                [*item.options, OPEN],
                index=None,
                key=f"item-{name}-{number}",
            )
            for number, item in enumerate(form, 1)
        ]
        sent = st.form_submit_button(f"Hand in all {len(form)} answers", type="primary")
    if not sent:
        return
    missing = [str(number) for number, answer in enumerate(chosen, 1) if answer is None]
    if missing:
        st.warning(
            f"Still without an answer: {', '.join(missing)}. Choose “{OPEN}” where you would only guess.",
            icon=":material/edit:",
        )
        return
    _taken()[name] = [
        None if answer == OPEN else item.options.index(answer)
        for item, answer in zip(form, chosen, strict=True)
    ]
    st.rerun()


def _pages(form: list[items.Item], chosen: list[int | None]) -> None:
    """Links to the pages that teach what was not right, each page once."""
    pages = dict.fromkeys(
        item.page for item, place in zip(form, chosen, strict=True) if place != item.right
    )
    with st.container(horizontal=True):
        for page in pages:
            menu.link(page)


def _gain(taken: dict[str, list[int | None]]) -> None:
    forms = {name: _form(name) for name in FORMS}
    scores = {name: right(form, taken[name]) for name, form in forms.items()}
    most = len(forms["after"])
    gain = items.gain(scores["before"], scores["after"], most)
    for column, (label, value) in zip(
        st.columns(3),
        {
            "Right before": f"{scores['before']} of {most}",
            "Right after": f"{scores['after']} of {most}",
            "Gain": "nothing was left to gain"
            if gain is None
            else f"{100 * gain:.0f} %".replace("-", "−"),
        }.items(),
        strict=True,
    ):
        column.metric(label, value)
    st.caption("The gain is the share of what could still be gained: (after − before) / (12 − before).")
    pairs = list(zip(*forms.values(), *taken.values(), strict=True))
    held = [
        (
            first.beliefs[before] if before is not None else None,
            second.beliefs[after] if after is not None else None,
        )
        for first, second, before, after in pairs
    ]
    for title, beliefs in (
        ("Beliefs that went away", [was for was, now in held if was and was != now]),
        ("Beliefs to look at again", [now for _, now in held if now]),
    ):
        if beliefs:
            st.markdown(f"**{title}**\n\n" + "\n".join(f"- *{belief}*" for belief in beliefs))
    for number, (first, second, before, after) in enumerate(pairs, 1):
        _result(number, (first, before), (second, after))
    st.button("Take both forms again", on_click=_taken().clear, icon=":material/refresh:")


def _result(number: int, *answers: tuple[items.Item, int | None]) -> None:
    """One item: what was answered both times, the right answer of the second form, and why."""
    marks = [
        "right" if place == item.right else "open" if place is None else "wrong"
        for item, place in answers
    ]
    item = answers[-1][0]
    with st.expander(f"{number}. {item.name}: before {marks[0]}, after {marks[1]}"):
        for name, (asked, place) in zip(FORMS, answers, strict=True):
            said = OPEN if place is None else asked.options[place]
            belief = None if place is None else asked.beliefs[place]
            st.markdown(
                f"**{name.capitalize()}:** {asked.question}\n\n"
                f"You: {said}{f' – the belief: *{belief}*' if belief else ''}\n\n"
                f"Right: **{asked.options[asked.right]}**"
            )
        st.markdown(item.why)
        if marks[1] != "right":
            menu.link(item.page, f"Look again on “{menu.BY_FILE[item.page].title}”")
