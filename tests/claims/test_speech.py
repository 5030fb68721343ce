"""Claims of the Speech page and of its model's card, recomputed."""

import json
from collections import Counter

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.inputs import sound
from lstm_viz.models import speech
from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies import voices
from lstm_viz.ui.speech import hearing

PAGE = lessons.load("speech")
CARD = " ".join((WEIGHTS / "speech.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def model():
    return speech.SpeechModel.load()


@pytest.fixture(scope="module")
def spoken():
    return list(voices.recordings())


def right(model, spoken, change=lambda samples: samples) -> float:
    return float(np.mean([model.trace(change(x)).scores[-1].argmax() == d for x, d, _ in spoken]))


def test_frames_are_as_the_page_says():
    assert f"Every {1000 * sound.HOP:.0f} ms" in PAGE["notice"][0]
    assert f"last {1000 * sound.WINDOW:.0f} ms" in PAGE["notice"][0]
    assert f"{sound.BANDS} numbers a frame" in PAGE["notice"][0]


def test_a_sound_that_is_no_digit_is_heard_as_one_all_the_same(model):
    for name in hearing.NO_DIGITS:
        recording = sound.decode((lessons.SOUNDS / f"{name}.flac").read_bytes())
        stretches = sound.utterances(recording.samples)
        if name == "silence":
            assert not stretches
            continue
        p = model.trace(recording.samples[stretches[0]]).probabilities[-1]
        assert p.sum() == pytest.approx(1, abs=1e-5) and len(p) == 10


def test_voices_unlike_the_trainings_are_often_heard_wrongly(model, spoken):
    """“A voice with another accent, a child's voice or a noisy room is often heard wrongly.”"""
    random = np.random.default_rng(0)

    def in_noise(samples: np.ndarray) -> np.ndarray:  # as loud as the voice
        level = np.sqrt((samples**2).mean())
        return samples + random.normal(0, level, samples.shape).astype(np.float32)

    def higher(samples: np.ndarray) -> np.ndarray:  # by nearly half an octave, as a child's
        places = np.arange(0, len(samples) - 1, 1.4)
        return np.interp(places, np.arange(len(samples)), samples).astype(np.float32)

    caribbean = [(x, d, voice) for x, d, voice in spoken if "029" in voice]
    assert len(caribbean) == 20 and right(model, caribbean) < 0.7
    assert right(model, spoken, higher) < 0.7
    assert right(model, spoken, in_noise) < 0.7


def test_the_card_names_the_digits_that_are_mistaken_most(model, spoken):
    mistaken = Counter(
        (speech.DIGITS[d], speech.DIGITS[int(model.trace(x).scores[-1].argmax())]) for x, d, _ in spoken
    )
    for said, heard in (("five", "nine"), ("six", "eight")):
        assert mistaken[said, heard] >= 3
    assert "“five” is often heard as “nine”, “six” as “eight”" in CARD


def test_the_card_has_the_figures_of_the_file(model, spoken):
    facts = model.facts
    assert f"| **{100 * float(facts['accuracy']):.1f} %** of 300 |" in CARD
    assert f"| **{100 * float(facts['accuracy_new_speaker']):.1f} %** |" in CARD
    speakers = json.loads(facts["new_speakers"])
    assert ", ".join(f"{name} {100 * share:.1f} %" for name, share in speakers.items()) in CARD
    assert np.mean(list(speakers.values())) == pytest.approx(
        float(facts["accuracy_new_speaker"]), abs=1e-3
    )
    assert f"| **{100 * right(model, spoken):.0f}** of 100 |" in CARD
    head = sum(array.size for name, array in model.tensors.items() if name.startswith("head."))
    assert f"{layer_count(model.parameters) + head:,} trainable numbers" in CARD
    assert f"({shipped('speech').stat().st_size / 1e6:.1f} MB)" in CARD
    assert f"{sound.BANDS} mel bands a frame" in CARD
    assert f"LSTM layer with {model.parameters.hidden_size} units" in CARD
    assert f"the other {int(facts['recordings']):,} are the training data" in CARD
