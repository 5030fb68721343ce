"""The frame of every page: promise at the top, what to notice, check yourself, where to go next."""

import re

import streamlit as st

from lstm_viz.figures.cells import DARK_PAPER, PAPER

STYLE = """<style>
/* nothing to see, and no room for it */
[data-testid=stElementContainer]:has(> [data-testid=stHtml] > .only-style) { display: none; }
/* less empty space at the top than Streamlit leaves */
[data-testid=stMainBlockContainer] { padding-top: 4.2rem; padding-bottom: 4rem; }
/* white on a light colour is too faint in the dark theme: the page's own background instead */
[data-testid=stBaseButton-primary] { color: Canvas; }
/* under the pointer Streamlit darkens the button, and the dark words would be too faint on that */
[data-testid=stBaseButton-primary]:is(:hover, :active) { color: white; }
/* a formula scrolls sideways where it must, never up and down */
.katex-display { overflow-y: hidden; padding: 0.2rem 0.3rem; }
/* what stands at the axes of a chart, as dark as small letters must be */
.js-plotly-plot :is(.xtick, .ytick, .xtitle, .ytitle, [class*=cbaxis] text, .annotation-text) {
  fill: light-dark(#55525f, #c9c6d4) !important;
}
.js-plotly-plot :is(.xtick, .ytick) text { fill: inherit !important; }
/* the bar of a class stays at the foot of the window, and leaves no gap where it stands in the page */
[data-testid=stLayoutWrapper]:has(> .st-key-class-bar-place) { position: absolute; }
.st-key-class-bar-place { position: fixed; left: 0; right: 0; bottom: 0; z-index: 900; pointer-events: none; }
/* a link's words go on in a second line rather than behind the edge */
[data-testid=stPageLink-NavLink] > :last-child :is(*, p) { white-space: normal; overflow: visible; }
</style>"""


def setup() -> None:
    """What every page shares."""
    style(STYLE)


@st.fragment(run_every=3600)
def come_back() -> None:
    """Where a page has a fragment that runs by itself, Streamlit's browser side asks for a run as soon as
    a lost connection stands again. Another replica then has the reader's session before they go on."""


def style(css: str) -> None:
    """Add a style sheet, `<style>` and all, that stays through reruns.

    Streamlit takes style alone off the page for a moment at every rerun, and what it holds would jump.
    """
    st.html(f'{css}<span class="only-style"></span>')


def line_style(key: str, top: str) -> None:
    """Title, promise and choices of the container `key` in one line, so that all that one plays with stands
    on one screen. On a phone the promise folds away, and title and choices make room for the cell.

    Args:
        top: room above it, a CSS length.
    """
    style(f"""<style>
[data-testid=stMainBlockContainer]:has(.st-key-{key}) {{ padding-top: {top}; }}
[data-testid=stVerticalBlock]:has(> div > .st-key-{key}) {{ gap: 0.5rem; }}
.st-key-{key} h1 {{ font-size: 1.25rem; padding: 0; }}
.st-key-{key} p {{ margin: 0; font-size: 0.95rem; }}
.st-key-{key} {{ gap: 0.8rem; }}
@media (max-width: 640px) {{
  .st-key-{key} {{ gap: 0.3rem 0.6rem; }}
  .st-key-{key} h1 {{ font-size: 1.1rem; }}
  .st-key-{key} > [data-testid=stElementContainer]:has(> .stMarkdown) {{ display: none; }}
  .st-key-{key} button {{ min-height: 2rem; padding-block: 0; }}
}}
</style>""")


def paper() -> str:
    """What an empty cell of a picture with opaque cells looks like on the reader's page."""
    return DARK_PAPER if st.context.theme.type == "dark" else PAPER


def head(title: str, promise: str) -> None:
    """Title and the page's one-sentence promise."""
    st.title(title, anchor=False)
    st.markdown(promise)


def notice(*lines: str) -> None:
    """*What to notice*: at most three lines."""
    st.header("What to notice", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))


def check(key: str, question: str, options: list[str], right: int, why: str) -> None:
    """*Check yourself*: one question, answered at once, with the reason."""
    st.header("Check yourself", anchor=False)
    answer = st.radio(question, options, index=None, key=f"check-{key}")
    if answer is None:
        st.caption("Choose an answer to see whether it holds, and why.")
    elif answer == options[right]:
        st.success(f"Yes. {why}", icon=":material/check:")
    else:
        st.warning(f"Not quite. {why}", icon=":material/undo:")


def escape(text: str) -> str:
    """A reader's words so that Markdown shows them as they are.

    >>> escape("2 * 3 [a]")
    '2 \\\\* 3 \\\\[a\\\\]'
    """
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])", r"\\\1", text)
