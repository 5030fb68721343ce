"""A training that runs beside the page: it can be watched, stopped, and it ends by itself.

Only so many trainings run at once, whoever started them; the others wait for their turn.
"""

import logging
import threading
import time
from dataclasses import dataclass

import numpy as np

from .training import Corpus, Settings, train

RUNNING_AT_ONCE = 2
SNAPSHOTS = 40
_places = threading.BoundedSemaphore(RUNNING_AT_ONCE)


@dataclass(frozen=True)
class Limits:
    """What one visitor may ask for."""

    characters: int = 300_000  # of the corpus; the rest is not read
    words: int = 2000  # of the vocabulary
    seconds: float = 30  # of training; then what has been learned so far stays
    unwatched: float = 15  # seconds: a training that nobody looks at any more ends


LIMITS = Limits()


@dataclass(frozen=True)
class Snapshot:
    """What was known at one moment."""

    words: int  # words read
    vectors: np.ndarray  # (V, E) float32


class Job:
    """One training in a thread of its own.

    Its state is one of: waiting, running, done, stopped, out of time, failed.
    """

    def __init__(self, corpus: Corpus, settings: Settings, limits: Limits = LIMITS) -> None:
        self.corpus, self.settings, self.limits = corpus, settings, limits
        self.state = "waiting"
        self.error: Exception | None = None
        self.read, self.total = 0, len(corpus.whole.ids) * settings.epochs
        self.seconds = 0.0  # of training, without waiting
        self.losses: list[tuple[int, float]] = []  # (words read, mean loss since the last entry)
        self.snapshots: list[Snapshot] = []
        self._stop = threading.Event()
        self._watched = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True, name="word2vec")
        self._thread.start()

    @property
    def active(self) -> bool:
        """Whether it waits or runs; asking counts as watching."""
        self._watched = time.monotonic()
        return self.state in ("waiting", "running")

    def stop(self) -> None:
        """End soon; what has been learned so far stays."""
        self._stop.set()

    def join(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _run(self) -> None:
        while not _places.acquire(timeout=0.2):
            if self._over():
                self.state = "stopped"
                return
        try:
            self.state = self._train()
        except Exception as error:
            logging.getLogger(__name__).exception("A word2vec training failed")
            self.error, self.state = error, "failed"
        finally:
            _places.release()

    def _over(self) -> bool:
        return self._stop.is_set() or time.monotonic() - self._watched > self.limits.unwatched

    def _train(self) -> str:
        self.state, started = "running", time.monotonic()
        recent, state = [], "done"
        for progress in train(self.corpus, self.settings):
            self.read, self.seconds = progress.words, time.monotonic() - started
            if np.isfinite(progress.loss):
                recent.append(progress.loss)
            if self._over():
                state = "stopped"
            elif self.seconds > self.limits.seconds:
                state = "out of time"
            # most is learned early, so the first moments lie closer together
            due = (len(self.snapshots) / (SNAPSHOTS - 1)) ** 1.5 * self.total
            if progress.words >= due or progress.words == self.total or state != "done":
                if recent:
                    self.losses.append((progress.words, float(np.mean(recent))))
                    recent = []
                self.snapshots.append(Snapshot(progress.words, progress.vectors.copy()))
            if state != "done":
                return state
        return state
