"""The licences of all that requirements.txt installs, as the packages themselves state them.

`python -m tests.licences` prints the table of docs/licences.md.
"""

from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

REQUIREMENTS = Path(__file__).parents[1] / "requirements.txt"
# PyTorch's builds for graphics cards bring these on Linux, its build for processors none of them
ON_SOME = ("nvidia-", "cuda-", "triton")


def installed() -> dict[str, str]:
    """Licence of each package that requirements.txt names, and of each that one of these needs, by name."""
    found: dict[str, str] = {}
    lines = (line.partition("#")[0].strip() for line in REQUIREMENTS.read_text("utf-8").splitlines())
    waiting = [Requirement(line) for line in lines if line]
    while waiting:
        requirement = waiting.pop()
        name = requirement.name.lower().replace("_", "-")
        needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if name in found or not needed or name.startswith(ON_SOME):
            continue
        found[name] = licence(metadata.metadata(name))
        waiting += [Requirement(line) for line in metadata.requires(name) or []]
    return dict(sorted(found.items()))


def licence(facts: metadata.PackageMetadata) -> str:
    """What a package says of its licence: as an SPDX expression, by a classifier, or in its own words."""
    said = facts.get_all("Classifier", [])
    named = [line.split(" :: ")[-1] for line in said if line.startswith("License ::")]
    return facts.get("License-Expression") or ", ".join(named) or facts.get("License") or "not stated"


if __name__ == "__main__":
    print("| package | licence |\n| --- | --- |")
    for name, said in installed().items():
        print(f"| {name} | {said} |")
