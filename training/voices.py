"""Make the shipped sounds: the ten digits by voices of espeak-ng, and sounds that are no digit.

    python -m training.voices

Needs the program espeak-ng (Debian package espeak-ng). Writes lstm_viz/lessons/sounds/: DIGIT-VOICE.flac
of two voices, the word “banana”, noise, a hum and silence; and voices/VOICE.ogg: the ten digits in their
order, with pauses, by ten voices, to measure with. The network is never trained on any of them: they show
how it does on sounds it has not met.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr

from lstm_viz.inputs.sound import RATE
from lstm_viz.lessons import SOUNDS
from lstm_viz.models.speech import DIGITS

VOICES = {"low": "en-us", "high": "en-us+f3"}  # names of espeak-ng
ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029")
SPEAKERS = {f"{accent}-{name}": f"{accent}+{variant}" for accent in ACCENTS
            for name, variant in (("low", "m3"), ("high", "f2"))}  # fmt: skip
PAUSE = 0.3  # seconds between two digits of a speaker


def no_words() -> dict[str, np.ndarray]:
    """0.6 seconds each of noise, of a hum with its overtones, and of silence."""
    t = np.arange(round(0.6 * RATE)) / RATE
    return {
        "noise": 0.1 * np.random.default_rng(0).standard_normal(len(t)),
        "hum": sum(0.2 / k * np.sin(2 * np.pi * 100 * k * t) for k in range(1, 9)),
        "silence": 0 * t,
    }


def speak(word: str, voice: str, speed: int) -> tuple[np.ndarray, int]:
    """The word as espeak-ng says it: samples (N,) int16 and their rate."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", file.name, word], check=True)
        return soundfile.read(file.name, dtype="int16")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", type=int, default=140, help="words a minute")
    parser.add_argument("--to", type=Path, default=SOUNDS)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    spoken = {f"{digit}-{name}": (digit, voice) for digit in DIGITS for name, voice in VOICES.items()}
    for name, (word, voice) in {**spoken, "banana": ("banana", VOICES["high"])}.items():
        samples, rate = speak(word, voice, options.speed)
        soundfile.write(options.to / f"{name}.flac", samples, rate)
    for name, samples in no_words().items():
        soundfile.write(options.to / f"{name}.flac", samples.astype(np.float32), RATE)
    (options.to / "voices").mkdir(exist_ok=True)
    for name, voice in SPEAKERS.items():
        parts = []
        for digit in DIGITS:
            samples, rate = speak(digit, voice, options.speed)
            parts += [samples / 32768, np.zeros(round(PAUSE * rate))]
        said = soxr.resample(np.concatenate(parts), rate, RATE)
        soundfile.write(options.to / "voices" / f"{name}.ogg", said, RATE)


if __name__ == "__main__":
    main()
