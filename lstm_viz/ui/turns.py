"""Readers take turns: many scripts at once only wait for one another, and then all of them end late."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

AT_ONCE = 2
PATIENCE = 1.0  # seconds; who has waited so long goes on beside the others (one of them may be training)

_turns = Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn, first come first served."""
    has_turn = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if has_turn:
            _turns.release()
