"""Settings of all tests: `tests/run.sh` runs everything; `pytest tests/test_lstm.py` one file."""

import os

# one thread: arrays here are small, and threads that wait for each other made tests 100 times slower;
# to be set before NumPy and PyTorch are imported
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

from hypothesis import settings  # noqa: E402

# the same examples on every run, and no race against the clock of a busy machine
settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("steady")


def pytest_collection_modifyitems(items):
    """Browser tests last: they are slow, and Playwright's event loop stays out of the rest."""
    items.sort(key=lambda item: "browser" in item.path.parts)
