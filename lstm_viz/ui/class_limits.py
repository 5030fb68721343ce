"""How often somebody may do something, so that no one phone and no search for codes hurts the others."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_NAMES = 20_000  # that are remembered; the one that was quiet longest is forgotten first


@dataclass(frozen=True)
class Limit:
    """A bucket of tokens: so many at once, and so many more a second."""

    at_once: float
    a_second: float


class Limits:
    """Counts by name (a phone's address, a member) and kind; nothing of it is written down anywhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.left: OrderedDict[tuple[Limit, str], tuple[float, float]] = OrderedDict()

    def allows(self, limit: Limit, name: str, cost: float = 1) -> bool:
        """Whether it may be done now; it counts if so. A cost of 0 only asks whether anything is left."""
        now = self.clock()
        tokens, then = self.left.pop((limit, name), (limit.at_once, now))
        tokens = min(limit.at_once, tokens + (now - then) * limit.a_second)
        allowed = tokens >= max(cost, 1)
        self.left[limit, name] = (tokens - cost if allowed else tokens, now)
        if len(self.left) > MOST_NAMES:
            self.left.popitem(last=False)
        return allowed
