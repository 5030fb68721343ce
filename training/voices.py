"""Make the shipped samples: the ten digits by two voices of espeak-ng, and sounds that are no digit.

    python -m training.voices

Needs the program espeak-ng (Debian package espeak-ng). Writes lstm_viz/lessons/sounds/: DIGIT-VOICE.flac, and
the word “banana”, noise, a hum and silence. The network is never trained on them: they only show how it
does on sounds it has not met.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from lstm_viz.inputs.sound import RATE
from lstm_viz.lessons import SOUNDS
from lstm_viz.models.speech import DIGITS

VOICES = {"low": "en-us", "high": "en-us+f3"}  # names of espeak-ng


def no_words() -> dict[str, np.ndarray]:
    """0.6 seconds each of noise, of a hum with its overtones, and of silence."""
    t = np.arange(round(0.6 * RATE)) / RATE
    return {
        "noise": 0.1 * np.random.default_rng(0).standard_normal(len(t)),
        "hum": sum(0.2 / k * np.sin(2 * np.pi * 100 * k * t) for k in range(1, 9)),
        "silence": 0 * t,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", type=int, default=140, help="words a minute")
    parser.add_argument("--to", type=Path, default=SOUNDS)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    spoken = {f"{digit}-{name}": (digit, voice) for digit in DIGITS for name, voice in VOICES.items()}
    for name, (word, voice) in {**spoken, "banana": ("banana", VOICES["high"])}.items():
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            command = ["espeak-ng", "-v", voice, "-s", str(options.speed), "-w", file.name, word]
            subprocess.run(command, check=True)
            samples, rate = soundfile.read(file.name, dtype="int16")
        soundfile.write(options.to / f"{name}.flac", samples, rate)
    for name, samples in no_words().items():
        soundfile.write(options.to / f"{name}.flac", samples.astype(np.float32), RATE)


if __name__ == "__main__":
    main()
