"""Groups of words that belong together, each with a colour and a sign, the same on every word map.

Colours after Paul Tol's colour-blind safe "bright" scheme, darkened to stand out on white.
"""

from dataclasses import dataclass
from functools import cache

from lstm_viz import lessons


@dataclass(frozen=True)
class Group:
    """Some words and how they look on a map."""

    name: str
    colour: str
    marker: str  # Plotly's name of the sign
    words: tuple[str, ...]


_LOOK = {
    "family": ("#AA3377", "circle"),
    "animals": ("#228833", "diamond"),
    "countries": ("#4477AA", "square"),
    "capitals": ("#1B95A8", "square-open"),
    "sports": ("#D4552B", "cross"),
    "numbers": ("#8F7A00", "circle-open"),
}


@cache
def groups() -> tuple[Group, ...]:
    """The lesson's groups."""
    return tuple(
        Group(name, *_LOOK[name], tuple(words)) for name, words in lessons.load("groups").items()
    )


@cache
def group_of() -> dict[str, Group]:
    """The group of each word that is in one."""
    return {word: group for group in groups() for word in group.words}
