"""What the documents name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("training/*.py")]
FOLDERS = ("lstm_viz", "pages", "tests", "training", "docs")
# a path from one of these folders on, or a file's name in backticks
PATH = re.compile(
    rf"(?<![\w/.-])(?:{'|'.join(FOLDERS)})/[\w./*-]*\w/?|`(\w[\w.-]*\.(?:py|js|md|toml|txt))`"
)


def paths(document: Path) -> set[str]:
    """The paths that a document names; X and NAME stand for any name."""
    found = {match[1] or match[0] for match in PATH.finditer(document.read_text(encoding="utf-8"))}
    return {path for path in found if not re.search(r"\b(X|test_X|NAME)\b", path)}


def exists(path: str) -> bool:
    places = (
        [ROOT] if "/" in path else [ROOT, *(d for name in FOLDERS for d in ROOT.glob(f"{name}/**/"))]
    )
    return any(any(place.glob(path)) for place in places)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_in_a_document_exists(document):
    assert {path for path in paths(document) if not exists(path)} == set()


def test_paths_are_found():
    assert {"docs/architecture.md", "lstm_viz/nn/lstm.py", "lstm_viz/weights/"} <= paths(
        ROOT / "README.md"
    )
    assert not exists("lstm_viz/cell/") and not exists("lstm_viz/lstm.py")
