"""Where to write names on a map so that none covers another."""

import numpy as np

# places around a point that a name may take, tried in this order, as Plotly names them
POSITIONS = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
    "top right": (1, 1),
    "bottom right": (1, -1),
    "top left": (-1, 1),
    "bottom left": (-1, -1),
}


def place(
    points: np.ndarray,
    names: list[str],
    box: tuple[float, float, float, float],
    size: tuple[int, int],
    fixed: list[str | None] | None = None,
) -> list[str | None]:
    """A position for each name, or None where no place is free; earlier names choose first.

    Args:
        points: (N, 2), in the map's units.
        box: left, right, bottom and top of the map, in the same units.
        size: width and height of the map in pixels.
        fixed: for each name the position it has already, or None where it may choose.
    """
    left, right, bottom, top = box
    scale = np.array([size[0] / max(right - left, 1e-9), size[1] / max(top - bottom, 1e-9)])
    pixels = (np.asarray(points) - [left, bottom]) * scale  # (N, 2)
    taken = [np.array([x - 5, y - 5, x + 5, y + 5]) for x, y in pixels]

    def spot(k: int, position: str) -> np.ndarray:
        """Left, bottom, right and top of a name's box, in pixels."""
        across, up = POSITIONS[position]
        width, height = 6.6 * len(names[k]) + 4, 14
        x = pixels[k, 0] + across * (8 + width / 2)
        y = pixels[k, 1] + up * (8 + height / 2) * (1 if across == 0 else 0.8)
        return np.array([x - width / 2, y - height / 2, x + width / 2, y + height / 2])

    found = list(fixed or [None] * len(names))
    taken += [spot(k, position) for k, position in enumerate(found) if position]
    for k in range(len(names)):
        if found[k]:
            continue
        others = np.array(taken[:k] + taken[k + 1 :])  # all but the name's own dot
        for position in POSITIONS:
            here = spot(k, position)
            inside = here[0] > 0 and here[1] > 0 and here[2] < size[0] and here[3] < size[1]
            if inside and not _hits(here, others):
                taken.append(here)
                found[k] = position
                break
    return found


def _hits(spot: np.ndarray, others: np.ndarray) -> bool:
    if not len(others):
        return False
    apart = (
        (spot[2] < others[:, 0])
        | (spot[0] > others[:, 2])
        | (spot[3] < others[:, 1])
        | (spot[1] > others[:, 3])
    )
    return not apart.all()
