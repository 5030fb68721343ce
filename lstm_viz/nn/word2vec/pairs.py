"""Which words are trained on which: the window that slides over a text."""

from collections.abc import Iterator, Sequence

SIDES = ("both", "left")


def windows(
    length: int, window: int, sides: str = "both", sentences: Sequence[int] | None = None
) -> Iterator[tuple[int, list[int]]]:
    """Each place of a text with the places around it, at most `window` away, in reading order.

    >>> list(windows(3, 1))
    [(0, [1]), (1, [0, 2]), (2, [1])]
    >>> list(windows(3, 1, sentences=[0, 0, 1]))
    [(0, [1]), (1, [0]), (2, [])]

    Args:
        sides: "both", as word2vec has it, or "left": only words before, as a language model reads.
        sentences: the number of each place's sentence; a window ends where its sentence does.
    """
    of = sentences or [0] * length
    for t in range(length):
        end = min(length, t + window + 1) if sides == "both" else t
        places = range(max(0, t - window), end)
        yield t, [around for around in places if around != t and of[around] == of[t]]


def examples(
    length: int,
    flavour: str,
    window: int,
    sides: str = "both",
    sentences: Sequence[int] | None = None,
) -> list[tuple[list[int], int]]:
    """The training examples of a text as (places that go in, place that comes out).

    >>> examples(3, "cbow", 1)
    [([1], 0), ([0, 2], 1), ([1], 2)]
    >>> examples(3, "skip-gram", 1)
    [([0], 1), ([1], 0), ([1], 2), ([2], 1)]
    """
    found = [(around, t) for t, around in windows(length, window, sides, sentences) if around]
    if flavour == "cbow":
        return found
    return [([t], place) for around, t in found for place in around]
