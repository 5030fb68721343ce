"""docs/licences.md lists what is installed, with the licence that each package states."""

from pathlib import Path

from tests.licences import REQUIREMENTS, installed

PAGE = Path(__file__).parents[1] / "docs" / "licences.md"


def test_the_table_is_what_is_installed():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][2:]
    listed = dict(row.strip("| ").split(" | ") for row in rows)
    assert listed == installed()
    for line in REQUIREMENTS.read_text("utf-8").splitlines():
        if name := line.partition("#")[0].partition("=")[0].strip():
            assert name in listed
