"""Sound: files of every kind are read alike, bad ones get a sentence, frames are where tones are."""

import io

import numpy as np
import pytest
import soundfile

from lstm_viz.inputs import sound


def tone(frequency=440.0, seconds=0.5, rate=sound.RATE, size=0.3) -> np.ndarray:
    return (size * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(
        np.float32
    )


def file(samples, rate=sound.RATE, form="WAV", subtype=None) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format=form, subtype=subtype)
    return data.getvalue()


def noise(seconds=1.0, size=0.1) -> np.ndarray:
    return (size * np.random.default_rng(0).standard_normal(round(seconds * sound.RATE))).astype(
        np.float32
    )


@pytest.mark.parametrize("form", ["WAV", "FLAC", "OGG", "MP3"])
def test_every_form_is_decoded(form):
    recording = sound.decode(file(tone(), form=form))
    assert recording.seconds == pytest.approx(0.5, abs=0.15)  # MP3 adds silence
    spectrum = np.abs(np.fft.rfft(recording.samples))
    frequency = np.fft.rfftfreq(len(recording.samples), 1 / sound.RATE)[spectrum.argmax()]
    assert frequency == pytest.approx(440, abs=4)
    assert not recording.notes


def test_stereo_is_averaged_and_said():
    recording = sound.decode(file(np.stack([tone(), 0 * tone()], axis=1)))
    np.testing.assert_allclose(recording.samples, tone() / 2, atol=1e-4)
    assert "2 channels" in recording.notes[0]


@pytest.mark.parametrize("rate", [11025, 16000, 44100, 48000])
def test_other_rates_are_resampled_and_said(rate):
    recording = sound.decode(file(tone(rate=rate), rate))
    assert len(recording.samples) == pytest.approx(0.5 * sound.RATE, abs=2)
    middle = slice(400, -400)
    np.testing.assert_allclose(
        recording.samples[middle], tone()[: len(recording.samples)][middle], atol=2e-3
    )
    assert f"{rate:,}" in recording.notes[0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no sound in this file"),
        (b"hello, this is a text", "no sound in this file"),
        (file(tone())[:30], "no sound in this file|no samples"),
        (file(np.zeros(0, np.float32)), "no samples"),
        (file(tone(seconds=60)), "lasts 60 seconds"),
        (bytes(sound.MOST_BYTES + 1), "larger than 20 MB"),
        (file(np.full(800, np.nan, np.float32), subtype="FLOAT"), "no samples"),
    ],
    ids=["empty", "text", "cut off", "no samples", "a minute", "huge", "not a number"],
)
def test_what_cannot_be_read_gets_a_sentence(data, sentence):
    with pytest.raises(sound.AudioError, match=sentence):
        sound.decode(data)


def test_silence_gets_a_sentence():
    for silent in (np.zeros(8000, np.float32), noise(size=1e-4)):
        with pytest.raises(sound.AudioError, match="silence"):
            sound.check_audible(silent)
    sound.check_audible(tone(size=0.01))


@pytest.mark.parametrize("frequency", [300, 700, 1500, 2500, 3500])
def test_a_tone_is_loudest_in_the_band_of_its_pitch(frequency):
    frames = sound.log_mel(tone(frequency))
    assert frames.shape == (25, sound.BANDS)
    assert np.abs(frames[3:-3].argmax(axis=1) - sound.band(frequency)).max() <= 1


def test_twice_the_size_is_four_times_the_power():
    difference = sound.log_mel(tone(size=0.4)) - sound.log_mel(tone(size=0.2))
    np.testing.assert_allclose(difference[3:-3].max(axis=1), np.log(4), atol=1e-3)


def test_level_is_in_decibel_below_full_scale():
    np.testing.assert_allclose(sound.level(tone(500, size=1.0)), 10 * np.log10(0.5), atol=0.01)


def test_stretches_between_pauses_are_found():
    pause = np.zeros(4000, np.float32)
    found = sound.utterances(np.concatenate([pause, tone(), pause, tone(seconds=0.3), pause]))
    assert [(s.start / sound.RATE, s.stop / sound.RATE) for s in found] == [
        pytest.approx((0.5 - 0.04, 1.0 + 0.04), abs=0.021),
        pytest.approx((1.5 - 0.04, 1.8 + 0.04), abs=0.021),
    ]


def test_a_click_is_no_stretch():
    click = np.zeros(8000, np.float32)
    click[4000:4020] = 0.5
    assert sound.utterances(click) == []


def test_a_voice_repeats_itself_and_noise_does_not():
    white = noise()
    low = np.cumsum(white)
    low = (0.3 * (low - low.mean()) / np.abs(low).max()).astype(np.float32)
    buzz = sum(tone(120 * k, size=0.2 / k) for k in range(1, 12))
    assert sound.voiced(white) == 0 and sound.voiced(low) < 0.1
    assert sound.voiced(buzz) == 1
    assert sound.voiced(white[:100]) == 0  # too short to tell
