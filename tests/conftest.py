"""Settings of all tests: `tests/run.sh` runs everything; `pytest tests/test_lstm.py` one file."""


def pytest_collection_modifyitems(items):
    """Browser tests last: what fails fast fails first, and Playwright's event loop stays out of the rest."""
    items.sort(key=lambda item: "browser" in item.path.parts)
