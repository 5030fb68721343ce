"""Sound: files of every kind are read alike, bad ones get a sentence, frames are where tones are."""

import io

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.inputs import sound, sound_files


def tone(frequency=440.0, seconds=0.5, rate=sound.RATE, size=0.3) -> np.ndarray:
    return (size * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(
        np.float32
    )


def file(samples, rate=sound.RATE, form="WAV", subtype=None) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format=form, subtype=subtype)
    return data.getvalue()


def recorded(samples, form: str, codec: str, rate=16000, picture=False, **options) -> bytes:
    """A file as telephones, browsers and cameras write it; samples (channels, N) or (N,), float32."""
    data = io.BytesIO()
    samples = np.atleast_2d(samples)
    with av.open(data, "w", format=form) as container:
        stream = container.add_stream(
            codec, rate=rate, layout=["mono", "stereo"][len(samples) - 1], **options
        )
        if picture:
            video = container.add_stream("mpeg4", rate=10)
            video.width = video.height = video.codec_context.width = 32
            video.pix_fmt = "yuv420p"
            for k in range(5):
                image = av.VideoFrame.from_ndarray(
                    np.full((32, 32, 3), 40 * k, np.uint8), format="rgb24"
                )
                container.mux(video.encode(image))
            container.mux(video.encode(None))
        if codec == "none":
            return data.getvalue()
        fits = av.AudioResampler(
            stream.codec_context.format, stream.layout, rate, stream.frame_size or None
        )
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples), format="fltp", layout=stream.layout.name
        )
        frame.rate = rate
        for part in [*fits.resample(frame), *fits.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
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


@pytest.mark.parametrize(
    ("form", "codec", "rate", "picture"),
    [
        ("ipod", "aac", 44100, False),
        ("webm", "libopus", 48000, False),
        ("matroska", "libopus", 48000, True),
        ("mp4", "aac", 48000, True),
        ("mov", "aac", 32000, True),
        ("3gp", "libopencore_amrnb", 8000, False),
        ("amr", "libopencore_amrnb", 8000, False),
        ("adts", "aac", 22050, False),
        ("avi", "pcm_s16le", 11025, True),
        ("mpegts", "aac", 48000, False),
    ],
)
def test_what_telephones_and_cameras_record(form, codec, rate, picture):
    recording = sound.decode(recorded(tone(rate=rate), form, codec, rate, picture))
    assert recording.seconds == pytest.approx(0.5, abs=0.15)
    spectrum = np.abs(np.fft.rfft(recording.samples))
    frequency = np.fft.rfftfreq(len(recording.samples), 1 / sound.RATE)[spectrum.argmax()]
    assert frequency == pytest.approx(440, abs=4)
    assert any("film" in note for note in recording.notes) == picture


@pytest.mark.parametrize("form", ["WAV", "AIFF", "CAF", "W64", "AU", "FLAC", "OGG", "MP3", "VOC"])
@pytest.mark.parametrize("channels", [1, 2])
def test_decoding_is_soundfile_s(form, channels):
    """Against soundfile, which reads the same file whole."""
    samples = np.stack([tone(330 * (k + 1), size=0.2) for k in range(channels)], axis=1)
    data = file(samples, form=form)
    theirs = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)[0].mean(axis=1)
    np.testing.assert_allclose(sound.decode(data).samples, theirs - theirs.mean(), atol=1e-5)


def test_gsm_is_decoded_as_soundfile_does():
    data = file(tone(), subtype="GSM610")  # a form that does not say where it ends
    theirs, _ = soundfile.read(io.BytesIO(data), frames=4000, dtype="float32")
    ours = sound.decode(data).samples[:4000]
    np.testing.assert_allclose(ours - ours.mean(), theirs - theirs.mean(), atol=1e-4)


@given(
    st.sampled_from(
        ["PCM_16", "PCM_24", "PCM_U8", "FLOAT", "DOUBLE", "ULAW", "ALAW", "IMA_ADPCM", "MS_ADPCM"]
    ),
    st.integers(1, 2),
    st.integers(400, 9000),
    st.floats(-0.5, 0.5),
    st.integers(0, 2**32 - 1),
)
def test_any_wav(subtype, channels, length, offset, seed):
    """Against soundfile: the mean of the channels, without a constant."""
    samples = 0.1 * np.random.default_rng(seed).standard_normal((length, channels)) + offset
    data = file(samples.astype(np.float32), subtype=subtype)
    theirs = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)[0].mean(axis=1)
    theirs -= theirs.mean()
    ours = sound.decode(data).samples
    np.testing.assert_allclose(ours, theirs / max(1, np.abs(theirs).max()), atol=1e-5)


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"ID3", b"\x1aE\xdf\xa3"])
)
def test_any_bytes_are_heard_or_refused(data, before):
    try:
        recording = sound.decode(before + data)
    except sound.AudioError as refused:
        assert str(refused).endswith((".", ")."))
    else:
        assert len(recording.samples) and np.isfinite(recording.samples).all()


@pytest.mark.parametrize("offset", [-0.6, 0.3])
def test_an_offset_is_no_sound(offset):
    plain, shifted = (sound.decode(file(tone() + o, subtype="FLOAT")).samples for o in (0, offset))
    np.testing.assert_allclose(shifted, plain, atol=1e-5)


def test_every_loudness_is_heard_alike():
    loud = sound.levelled(tone())
    assert np.abs(loud).max() == pytest.approx(sound.LOUDEST)
    np.testing.assert_allclose(sound.levelled(tone(size=0.003)), loud, atol=1e-6)
    huge = sound.decode(file(1e6 * tone(), subtype="FLOAT")).samples
    np.testing.assert_allclose(sound.levelled(huge), loud, atol=1e-5)
    assert not sound.levelled(np.zeros(9, np.float32)).any()


@pytest.mark.parametrize("other", [-1.0, -0.9])
def test_channels_that_cancel_out_are_heard(other):
    recording = sound.decode(file(np.stack([tone(), other * tone()], axis=1)))
    np.testing.assert_allclose(recording.samples, tone(), atol=1e-4)
    assert "cancel each other out" in recording.notes[0]


@pytest.mark.parametrize("rate", [4000, 5512, 7350, 12345, 22050, 96000, 192000])
def test_odd_rates(rate):
    recording = sound.decode(file(tone(rate=rate), rate))
    assert recording.seconds == pytest.approx(0.5, abs=0.01)
    middle = slice(800, -800)
    np.testing.assert_allclose(
        recording.samples[middle], tone()[: len(recording.samples)][middle], atol=5e-3
    )
    assert ("not in it" in recording.notes[0]) == (rate < sound.RATE)


def test_a_file_that_breaks_off_says_so():
    data = file(tone())
    assert "breaks off" in sound.decode(data[: len(data) // 2]).notes[0]


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
    ("made", "sentence"),
    [
        (lambda: b"", "no sound in this file"),
        (lambda: b"hello, this is a text", "no sound in this file"),
        (lambda: file(tone())[:30], "no sound in this file|no samples"),
        (lambda: file(np.zeros(0, np.float32)), "no samples"),
        (lambda: file(tone(seconds=60)), "lasts 60 seconds"),
        (lambda: bytes(sound_files.MOST_BYTES + 1), "larger than 20 MB"),
        (lambda: file(np.full(800, np.nan, np.float32), subtype="FLOAT"), "no samples"),
        (lambda: file(tone(440, 600, 4000), 4000, subtype="GSM610"), "lasts 600 seconds"),
        (lambda: recorded(tone(440, 60, 16000), "ipod", "aac"), "lasts 60 seconds"),
        (lambda: recorded(tone(440, 60, 16000), "adts", "aac"), "lasts (60|more than 15) seconds"),
        (lambda: file(tone(rate=1000), 1000), "4,000 to 192,000 can be read"),
        (lambda: file(tone()[:100], 2_000_000_000), "4,000 to 192,000 can be read"),
        (lambda: b"%PDF-1.7\n" + bytes(500), "no sound in this file"),
        (
            lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
            "no sound in this file",
        ),
        (lambda: b"ffconcat version 1.0\nfile 'x.wav'\n", "no sound in this file"),
        (
            lambda: (
                b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
            ),
            "no sound",
        ),
    ],
    ids=[
        "empty",
        "text",
        "cut off",
        "no samples",
        "a minute",
        "huge",
        "not a number",
        "ten minutes",
        "a minute of M4A",
        "a minute of AAC",
        "a slow rate",
        "a fast rate",
        "PDF",
        "a list of addresses",
        "a list of files",
        "an address",
    ],
)
def test_what_cannot_be_read_gets_a_sentence(made, sentence):
    with pytest.raises(sound.AudioError, match=sentence):
        sound.decode(made())  # here: at the collection, each worker would make minutes of sound


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
