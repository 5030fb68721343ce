"""`pip install .` as somebody does who has nothing of ours: the wheel alone, with what it declares."""

import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    """Names alone of what requirements ask for."""
    return {re.match(r"[\w.-]+", line)[0].lower() for line in requirements}


def pinned(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return names([line for line in lines if line and not line.startswith("#")])


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The project's wheel, built without the network from a copy (a build leaves files behind)."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "lstm_viz", folder / "lstm_viz", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    run(sys.executable, "-m", "pip", "wheel", *options, ".", cwd=folder)
    (found,) = folder.glob("lstm_viz-*.whl")
    return found


def test_the_wheel_brings_every_file_of_the_library_and_nothing_else(wheel):
    packed = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = [path for path in (ROOT / "lstm_viz").glob("**/*") if path.is_file()]
    assert packed == {f.relative_to(ROOT).as_posix() for f in files if f.parent.name != "__pycache__"}


def test_alone_with_its_dependencies_it_does_what_the_readme_says(wheel, tmp_path):
    """Only what the wheel declares is there: this Python's copies of it, so that no network is needed."""
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    home = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    )
    for name in names(PROJECT["dependencies"]):
        installed = distribution(name)
        for top in {file.parts[0] for file in installed.files} - {".."}:
            (home / top).symlink_to(installed.locate_file(top))
    ZipFile(wheel).extractall(home)
    (tmp_path / "README.md").write_text(
        (ROOT / "README.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    report = run(python, "-m", "doctest", "-v", "README.md", cwd=tmp_path)
    assert "Test passed." in report and "0 tests" not in report


def test_the_extras_name_what_the_requirement_files_pin():
    extras = {key: names(value) for key, value in PROJECT["optional-dependencies"].items()}
    library = names(PROJECT["dependencies"])
    assert pinned("requirements.txt") == library | extras["app"]
    assert extras["training"] <= pinned("requirements.txt") | pinned("tests/requirements.txt")
