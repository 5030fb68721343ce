"""Are there wheels of all that requirements.txt names, for every Python and system? Installs nothing.

Run `python tests/resolve.py`; it asks the package index that uv is set up for, prints a line for each pair,
and ends with 1 where one is missing. Intel Macs are left out: PyTorch has no wheels for them any more.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux, x86": "x86_64-unknown-linux-gnu",
    "Linux, ARM": "aarch64-unknown-linux-gnu",
    "macOS 14, Apple's chips": "aarch64-apple-darwin",
    "Windows, x86": "x86_64-pc-windows-msvc",
}


def resolve(requirements: Path, python: str, platform: str) -> tuple[list[str], str]:
    """All packages that would be installed, as "name==version"; none of them, and why, if one has no wheel."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate"]
    command += ["--only-binary", ":all:", "--python-version", python, "--python-platform", platform]
    done = subprocess.run(
        [*command, str(requirements)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},  # the oldest that PyAV has wheels for
    )
    return (done.stdout.split() if done.returncode == 0 else []), done.stderr.strip()


def main() -> int:
    """Print what was found; 0 if all is there."""
    missing = 0
    for system, platform in SYSTEMS.items():
        for python in PYTHONS:
            packages, why = resolve(ROOT / "requirements.txt", python, platform)
            missing += not packages
            found = f"{len(packages)} packages, a wheel for each" if packages else f"MISSING: {why}"
            print(f"{system:25}Python {python}   {found}", flush=True)
    return missing > 0


if __name__ == "__main__":
    sys.exit(main())
