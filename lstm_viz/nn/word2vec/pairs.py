"""Which words are trained on which: the window that slides over a text."""

from collections.abc import Iterator

SIDES = ("both", "left")


def windows(length: int, window: int, sides: str = "both") -> Iterator[tuple[int, list[int]]]:
    """Each place of a text with the places around it, at most `window` away, in reading order.

    >>> list(windows(3, 1))
    [(0, [1]), (1, [0, 2]), (2, [1])]

    Args:
        sides: "both", as word2vec has it, or "left": only words before, as a language model reads.
    """
    for t in range(length):
        end = min(length, t + window + 1) if sides == "both" else t
        yield t, [around for around in range(max(0, t - window), end) if around != t]


def examples(length: int, flavour: str, window: int, sides: str = "both") -> list[tuple[list[int], int]]:
    """The training examples of a text as (places that go in, place that comes out).

    >>> examples(3, "cbow", 1)
    [([1], 0), ([0, 2], 1), ([1], 2)]
    >>> examples(3, "skip-gram", 1)
    [([0], 1), ([1], 0), ([1], 2), ([2], 1)]
    """
    found = [(around, t) for t, around in windows(length, window, sides) if around]
    if flavour == "cbow":
        return found
    return [([t], place) for around, t in found for place in around]
