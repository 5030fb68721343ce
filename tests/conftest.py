"""Settings of all tests: `tests/run.sh` runs everything; `pytest tests/test_lstm.py` one file."""


def pytest_collection_modifyitems(items):
    """Browser tests last: they are slow, and Playwright's event loop stays out of the rest."""
    items.sort(key=lambda item: "browser" in item.path.parts)
