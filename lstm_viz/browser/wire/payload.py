"""What the wiring place gets: the goals with their texts, and how each quantity looks on this site."""

from typing import Any

from lstm_viz import lessons
from lstm_viz.look.roles import EMBEDDING, NEGATIVE, ROLES


def payload() -> dict[str, Any]:
    """Plain JSON values; the wirings in `start` and `solution` are 12 numbers (h, x, bias of f, i, C̃, o)."""
    return {
        "goals": goals(),
        "roles": {
            role.field: {
                "name": role.name,
                "symbol": role.symbol,
                "colour": role.colour,
                "dash": role.dash,
            }
            for role in ROLES
        },
        "colours": {"input": EMBEDDING, "negative": NEGATIVE},
    }


def goals() -> list[dict[str, Any]]:
    """The goals in their order."""
    return lessons.load("wiring")
