"""The tour on screen: a bar on every page while it is under way, and its list of stops."""

import streamlit as st

from lstm_viz.browser.tour import OWN_TEXT, STOPS, Progress
from lstm_viz.ui.choice import typed

from . import address, frame, menu, reader
from .component import component, event

_listen = component("tour_listener", "tour/listen.js", html="<span></span>\n")
_KEY = "tour_listener"
# the first link is what one has come for: it looks like a primary button, in the theme's two colours
BUTTON = """<style>
.st-key-tour-start > :first-child a {
  background: light-dark(#6d3fc0, #b9a0f5); padding: 0.4rem 1rem; border-radius: 0.5rem;
}
.st-key-tour-start > :first-child a * { color: Canvas; }
</style>"""
_STOP = "stop"  # in a link: the number of the stop to go to, 1 … and one more for the end


def progress() -> Progress:
    """This visit's progress."""
    return st.session_state.setdefault("tour", Progress())


def bar(file: str) -> None:
    """While the tour is under way: the current stop, what it asks for, and the way on.

    Args:
        file: of the page on screen.
    """
    state = progress()
    _arrive(state)
    stop = state.stop
    if state.active and stop and stop.event == OWN_TEXT and stop.page == file and _own_text():
        state.finish(stop.id)
    if not state.active:
        if file == "start":  # where a tour that the browser remembers can go on
            _hear(file)
        return
    with st.container(border=True, key="tour-bar"):
        _hear(file)
        if stop is None:
            st.markdown(
                "**The tour is over.** Now try your own sentences, or see how far the quiz takes you."
            )
            st.button("End the tour", type="primary", on_click=_leave)
            return
        done = stop.id in state.done
        st.markdown(
            f"**Tour, stop {state.at + 1} of {len(STOPS)}: {stop.title}.** {'' if done else stop.ask}"
        )
        if done:
            st.success(f"Done. {stop.seen}", icon=":material/check:")
        with st.container(horizontal=True, vertical_alignment="center"):
            if stop.page != file and not done:
                menu.link(stop.page, f"Go to **{menu.BY_FILE[stop.page].title}**")
            _link(
                state.at + 1,
                file,
                "**Next stop**" if done else "Skip this stop",
                ":material/arrow_forward:",
            )
            st.button("Leave the tour", type="tertiary", on_click=_leave)


def overview() -> None:
    """Start, resume, and all stops with a mark on those that were done."""
    state = progress()
    begun = bool(state.done) or state.at > 0
    frame.style(BUTTON)
    with st.container(horizontal=True, vertical_alignment="center", key="tour-start"):
        if begun and state.stop:
            _link(state.at, "start", f"**Go on at stop {state.at + 1}**", ":material/play_arrow:")
        _link(0, "start", "Start again" if begun else "**Start the tour**", ":material/flag:")
        st.markdown(f"{len(state.done)} of {len(STOPS)} stops done" if begun else f"{len(STOPS)} stops")
    lines = []
    for number, stop in enumerate(STOPS, 1):
        mark = "check_circle" if stop.id in state.done else "radio_button_unchecked"
        title = menu.BY_FILE[stop.page].title
        lines.append(f":material/{mark}: **{number}. {stop.title}** ({title}): {stop.ask}")
    st.markdown("  \n".join(lines))


def _link(at: int, file: str, label: str, icon: str) -> None:
    """A link to a stop on its page; to the end of the tour, on this page."""
    page = STOPS[at].page if at < len(STOPS) else file
    menu.link(page, label, icon, query_params={_STOP: str(at + 1)})


def _arrive(state: Progress) -> None:
    """Take the stop from the link that led here."""
    wanted = address.number(_STOP, 0)
    if 1 <= wanted <= len(STOPS) + 1:
        state.start(wanted - 1)
        if wanted == 1:
            state.done.clear()
        st.session_state.tour_known = True  # what the browser has kept is older
        del st.query_params[_STOP]


def _hear(file: str) -> None:
    """Hear of the current stop's action on this page, and of progress that the browser has kept."""
    state = progress()
    stop = state.stop if state.active else None
    if stop and (stop.page != file or stop.id in state.done or stop.event == OWN_TEXT):
        stop = None
    _listen(
        key=_KEY,
        data={
            "fresh": not st.session_state.get("tour_known", False),
            "progress": state.as_json(),
            "stop": {"id": stop.id, "event": stop.event, "target": stop.target} if stop else None,
        },
        on_done_change=_on_done,
        on_stored_change=_on_stored,
    )
    st.session_state.tour_known = True


def _own_text() -> bool:
    text = typed(st.session_state.get("text"), 2000).strip()
    return text not in ("", *(example["text"] for example in reader.EXAMPLES))


def _on_done() -> None:
    progress().finish(event(_KEY, "done"))


def _on_stored() -> None:
    st.session_state.tour = Progress.from_json(event(_KEY, "stored"))


def _leave() -> None:
    progress().active = False
