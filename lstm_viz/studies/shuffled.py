"""What a network answers when the same moments come in another order.

A feedforward network is non-sequential, static and independent: each answer depends on its own moment
alone, so that it moves along with it. A recurrent network's answers depend on all moments before.
"""

from collections.abc import Callable

import numpy as np


def shuffle(T: int, seed: int) -> np.ndarray:
    """A random order of T moments, (T,): place → which moment stands there now; never the old one.

    >>> sorted(shuffle(4, seed=1).tolist())
    [0, 1, 2, 3]
    """
    random = np.random.default_rng(seed)
    order = random.permutation(T)
    while T > 1 and (order == np.arange(T)).all():
        order = random.permutation(T)
    return order


def after(answers: Callable[[np.ndarray], np.ndarray], x: np.ndarray, order: np.ndarray) -> np.ndarray:
    """The answer to each moment, in the old order, when the network is given them in the new one.

    Args:
        answers: the network: moments (T, …) → answers (T, outputs).  x: moments (T, …).  order: (T,).
    """
    there = answers(x[order])  # (T, outputs)
    back = np.empty_like(there)
    back[order] = there
    return back
