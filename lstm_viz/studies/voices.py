"""The digits by ten synthetic voices, to measure a recogniser with: one file a voice, cut at its pauses."""

from collections.abc import Iterator

import numpy as np

from lstm_viz.inputs import sound
from lstm_viz.lessons import SOUNDS


def recordings() -> Iterator[tuple[np.ndarray, int, str]]:
    """Each digit by each voice: its samples (N,) at `sound.RATE`, the digit, and the voice's name."""
    for path in sorted((SOUNDS / "voices").glob("*.ogg")):
        samples = sound.levelled(sound.decode(path.read_bytes()).samples)
        for digit, stretch in enumerate(sound.utterances(samples)):
            yield samples[stretch], digit, path.stem
