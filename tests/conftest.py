"""Settings of all tests: `tests/run.sh` runs everything; `pytest tests/test_lstm.py` one file."""

import gc
import os

# one thread: arrays here are small, and threads that wait for each other made tests 100 times slower;
# to be set before NumPy and PyTorch are imported
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

import lstm_viz  # noqa: E402

# the same examples on every run, and no race against the clock of a busy machine
settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def everyday() -> lstm_viz.LanguageModel:
    """The default model."""
    return lstm_viz.load_model()


@pytest.fixture(scope="session")
def bear(everyday):
    """The default model's trace of the lesson's sentence."""
    return everyday.trace("The grizzly bear goes to the river to catch")


def pytest_collection():
    """Nothing that collecting makes is garbage: five seconds of each worker went into looking for some."""
    gc.disable()


def pytest_collection_finish():
    """What is there now stays to the end, so that no later collection looks at it."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items):
    """Browser tests last: they are slow, and Playwright's event loop stays out of the rest."""
    items.sort(key=lambda item: "browser" in item.path.parts)
