"""The tour on screen: a bar on every page while it is under way, and its list of stops."""

import streamlit as st

from lstm_viz.browser.tour import OWN_TEXT, STOPS, Progress
from lstm_viz.ui.choice import typed

from . import address, frame, menu, reader
from .component import component, event

_listen = component("tour_listener", "tour/listen.js", html="<span></span>\n")
_KEY = "tour_listener"
_COOKIE = "lstm-viz-tour"  # where the browser keeps the progress
# the bar stays in sight, and as high as it is when its text changes
_BAR = """<style>
[data-testid=stLayoutWrapper]:has(> .st-key-tour-bar) { position: sticky; top: 3.75rem; z-index: 20; }
/* and what gets the focus stands below it, not behind it */
[data-testid=stMain]:has(.st-key-tour-bar) { scroll-padding-top: 11rem; }
.st-key-tour-bar { background: Canvas; padding: 0.4rem 0.9rem; gap: 0; }
.st-key-tour-bar [data-testid=stColumn]:first-child [data-testid=stMarkdownContainer] {
  margin: 0; min-height: calc(3em + 1.2rem);
}
@media (max-width: 640px) {
  .st-key-tour-bar [data-testid=stColumn]:first-child [data-testid=stMarkdownContainer] { min-height: 7.5em; }
  .st-key-tour-bar [data-testid=stHorizontalBlock] { gap: 0; }
}
</style>"""
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
    if "tour" not in st.session_state:
        st.session_state.tour = Progress.from_text(st.context.cookies.get(_COOKIE))
    return st.session_state.tour


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
        if file == "start" or "tour-left" in st.session_state:  # the browser keeps that it was left
            _hear(file)
        return
    frame.style(_BAR)
    with st.container(border=True, key="tour-bar"):
        _hear(file)
        if stop is None:
            st.markdown(
                "**The tour is over.** Now try your own sentences, or see how far the quiz takes you."
            )
            st.button("End the tour", type="primary", on_click=_leave)
            return
        done = stop.id in state.done
        says = f":green[:material/check: **Done.**] {stop.seen}" if done else stop.ask
        text, ways_on = st.columns([2, 1], vertical_alignment="center")
        text.markdown(f"**Tour, stop {state.at + 1} of {len(STOPS)}: {stop.title}.** {says}")
        with ways_on.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
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
        del st.query_params[_STOP]


def _hear(file: str) -> None:
    """Hear of the current stop's action on this page, and let the browser keep the progress."""
    state = progress()
    stop = state.stop if state.active else None
    if stop and (stop.page != file or stop.id in state.done or stop.event == OWN_TEXT):
        stop = None
    _listen(
        key=_KEY,
        data={
            "cookie": _COOKIE,
            "progress": state.as_json(),
            "stop": {"id": stop.id, "event": stop.event, "target": stop.target} if stop else None,
        },
        on_done_change=_on_done,
    )


def _own_text() -> bool:
    text = typed(st.session_state.get("text"), 2000).strip()
    return text not in ("", *(example["text"] for example in reader.EXAMPLES))


def _on_done() -> None:
    progress().finish(event(_KEY, "done"))


def _leave() -> None:
    progress().active, st.session_state["tour-left"] = False, True
