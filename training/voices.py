"""Speak the shipped samples: the ten digits by two voices of espeak-ng, as FLAC files.

    python -m training.voices

Needs the program espeak-ng (Debian package espeak-ng). Writes lstm_viz/sounds/DIGIT-VOICE.flac. The
network is never trained on them: they only show how it does on voices it has not met.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import soundfile

from lstm_viz.speech import DIGITS, SOUNDS

VOICES = {"low": "en-us", "high": "en-us+f3"}  # names of espeak-ng


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", type=int, default=140, help="words a minute")
    parser.add_argument("--to", type=Path, default=SOUNDS)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for name, voice in VOICES.items():
        for digit in DIGITS:
            with tempfile.NamedTemporaryFile(suffix=".wav") as file:
                command = ["espeak-ng", "-v", voice, "-s", str(options.speed), "-w", file.name, digit]
                subprocess.run(command, check=True)
                samples, rate = soundfile.read(file.name, dtype="int16")
            soundfile.write(options.to / f"{digit}-{name}.flac", samples, rate)


if __name__ == "__main__":
    main()
