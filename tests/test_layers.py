"""The house rules, read from the imports themselves: who may know whom, and how long a file may be."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = (
    "inputs", "nn", "look", "models", "weights", "studies", "figures", "browser", "outside", "classroom", "ui",
)  # fmt: skip
LONGEST = 300  # lines of a file; data are not counted
OWNERS = {  # package: who may import it
    "streamlit": ("app.py", "pages/", "lstm_viz/ui/"),
    "starlette": ("app.py", "lstm_viz/ui/"),
    "sqlalchemy": ("lstm_viz/classroom/",),
    "plotly": ("lstm_viz/figures/",),
    "torch": ("lstm_viz/nn/gradients.py", "lstm_viz/models/opened/torch_file.py", "training/"),
    "h5py": ("lstm_viz/models/opened/keras_weights.py", "training/own.py"),
    "anywidget": ("lstm_viz/outside/notebook.py",),
    "onnx": ("lstm_viz/models/opened/onnx_file.py",),
}


@cache
def sources() -> list[str]:
    """Paths of the project's modules, from its folder."""
    found = [
        ROOT / "app.py",
        *(f for d in ("lstm_viz", "pages", "training") for f in ROOT.glob(f"{d}/**/*.py")),
    ]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def module(path: str) -> str:
    """Its name for an import: lstm_viz/nn/lstm.py is lstm_viz.nn.lstm, a folder's __init__.py the folder."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def imports(path: str) -> list[tuple[str, bool]]:
    """What a file imports, as full names, and whether it does so at once (not inside a function)."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    late = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    package = Path(path).parent.parts
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(name.name, id(node) not in late) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            found += [(f"{base}.{name.name}", id(node) not in late) for name in node.names]
    return found


def room(name: str, depth: int = 1) -> str:
    """The part of a full name that says in which folder of lstm_viz it stands: 1 is `ui`, 2 `words`."""
    parts = name.split(".")
    return parts[depth] if parts[0] == "lstm_viz" and len(parts) > depth else ""


def test_a_folder_imports_only_from_itself_and_those_before_it():
    wrong = [
        (path, name)
        for path in sources()
        for name, _ in imports(path)
        if {room(module(path)), room(name)} <= set(ORDER)
        and ORDER.index(room(name)) > ORDER.index(room(module(path)))
    ]
    assert wrong == []


def test_every_folder_has_its_place_in_the_order():
    folders = {room(module(path)) for path in sources() if path.count("/") > 1}
    assert folders - {""} <= {*ORDER, "lessons"}


@pytest.mark.parametrize("package", OWNERS)
def test_only_its_owners_know_a_package(package):
    users = {path for path in sources() for name, _ in imports(path) if name.split(".")[0] == package}
    assert users, "the rule is about nobody"
    assert {path for path in users if not path.startswith(OWNERS[package])} == set()


def test_pytorch_is_imported_late():
    at_once = [p for p in sources() for name, now in imports(p) if name.split(".")[0] == "torch" and now]
    assert [path for path in at_once if not path.startswith("training/")] == []


def test_what_belongs_to_one_page_is_not_imported_by_another():
    own = {path.name for path in (ROOT / "lstm_viz" / "ui").iterdir() if path.is_dir()}
    wrong = [
        (path, name)
        for path in sources()
        for name, _ in imports(path)
        if room(name) == "ui"
        and room(name, 2) in own
        # ui/X/… and pages/X.py are X's
        and room(name, 2)
        not in (room(module(path), 2), Path(path).stem if path.startswith("pages/") else "")
    ]
    assert wrong == []


def test_no_import_goes_in_a_circle():
    names = {module(path): path for path in sources()}

    def nearest(name: str) -> str:
        """The module of the project that an imported name stands in."""
        while name and name not in names:
            name = name.rpartition(".")[0]
        return name

    graph = {
        name: {nearest(found) for found, now in imports(path) if now} - {"", name}
        for name, path in names.items()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_no_file_is_too_long():
    found = [
        path
        for kind in ("py", "js", "css")
        for folder in ("lstm_viz", "pages", "training", "tests")
        for path in (ROOT / folder).glob(f"**/*.{kind}")
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    ]
    assert [path.relative_to(ROOT).as_posix() for path in found] == []


def test_the_library_loads_neither_streamlit_nor_pytorch_nor_plotly():
    heavy = ("streamlit", "sqlalchemy", "torch", "plotly", "pandas", "sklearn", "h5py", "onnx")
    program = f"import sys, lstm_viz; print(*[m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
