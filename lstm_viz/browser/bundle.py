"""One script out of several modules: a component's script as one text.

The files are plain ES modules, which Node and a browser run as they are; here every module follows what it
imports, once, and the words `import` and `export` go.
"""

import re
from collections.abc import Iterator
from pathlib import Path

BROWSER = Path(__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.M)
_DEFAULT = re.compile(r"^export default \w+;\n", re.M)
_EXPORT = re.compile(r"^export (?!default)", re.M)
_DEFINED = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) ([\w$\u0080-\uffff]+)", re.M
)


def styles(names: str) -> str:
    """The style sheets of this folder with these names, separated by blanks, as one."""
    return "\n".join((BROWSER / name).read_text("utf-8") for name in names.split())


def bundle(script: str) -> str:
    """The module `script` of this folder ("stage/stage.js") with everything that it imports, as one.

    Raises:
        ValueError: two of the modules define the same name.
    """
    owner: dict[str, Path] = {}
    texts = []
    for path in modules(BROWSER / script):
        text = path.read_text("utf-8")
        for name in _DEFINED.findall(text):
            if name in owner:
                raise ValueError(f"{name} is defined in {owner[name].name} and in {path.name}.")
            owner[name] = path
        if path != (BROWSER / script).resolve():
            text = _DEFAULT.sub("", text)  # a script has one entry, its own
        texts.append(_EXPORT.sub("", _IMPORT.sub("", text)))
    return "\n".join(texts)


def modules(entry: Path, seen: set[Path] | None = None) -> Iterator[Path]:
    """The files that `entry` needs, each once and after those that it imports; `entry` is the last."""
    seen = set() if seen is None else seen
    entry = entry.resolve()
    if entry in seen:
        return
    seen.add(entry)
    for other in _IMPORT.findall(entry.read_text("utf-8")):
        yield from modules(entry.parent / other, seen)
    yield entry
