"""From the bytes of a sound file to its samples: libsndfile (soundfile) decodes, or else FFmpeg (PyAV).

WAV, FLAC, OGG, MP3, AIFF and the like are libsndfile's; what telephones, browsers and cameras record (M4A,
WebM, AMR, MP4 …) is FFmpeg's. Both are imported where they are needed.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

MOST_BYTES = 20_000_000
LONGEST_FILE = 15.0  # seconds
RATES = (4_000, 192_000)  # samples a second that can be read
BLOCK = 65_536  # numbers that are decoded at once

# Forms that FFmpeg may read: none that names other files or addresses.
_FORMS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,eac3,flac,flv,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,"
    "mp3,mpeg,mpegts,ogg,rm,tta,voc,w64,wav,wv"
)
_CANCEL = 0.1  # the power of the channels' mean under this share of the loudest one's: they cancel out

Blocks = Iterator[np.ndarray]  # (n, channels) float32 each


class AudioError(ValueError):
    """A recording that cannot be read; the message says what to do about it."""


def decode(data: bytes) -> tuple[np.ndarray, int, list[str]]:
    """Samples (N,) float32 of one channel, their rate, and what was changed on the way.

    Raises:
        AudioError: no sound in it, or more than can be read.
    """
    import soundfile

    if len(data) > MOST_BYTES:
        raise AudioError(
            "This file is larger than 20 MB. One spoken digit needs a few kilobytes: record just that, or cut "
            "it out of the longer recording."
        )
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            rate, seconds = file.samplerate, file.frames / file.samplerate
        if LONGEST_FILE < seconds < 1e6:  # some forms don't know how long they are
            raise _too_long(f"{seconds:.0f}")
        return _mono(lambda: _by_libsndfile(data), rate, _cut(data))
    except soundfile.LibsndfileError:
        return _by_ffmpeg(data)


def _by_libsndfile(data: bytes) -> Blocks:
    import soundfile

    with soundfile.SoundFile(io.BytesIO(data)) as file:
        size = max(1, BLOCK // file.channels)
        while len(block := file.read(size, dtype="float32", always_2d=True)):
            yield block


def _by_ffmpeg(data: bytes) -> tuple[np.ndarray, int, list[str]]:
    import av

    try:
        with _opened(data) as file:
            if not file.streams.audio:
                raise AudioError("There are pictures in this file, but no sound. Choose another file.")
            rate = file.streams.audio[0].rate
            cover = av.stream.Disposition.attached_pic
            film = any(not stream.disposition & cover for stream in file.streams.video)
            if (file.duration or 0) > LONGEST_FILE * av.time_base:
                raise _too_long(f"{file.duration / av.time_base:.0f}")
        notes = ["This is a film: the network hears its sound."] if film else []
        return _mono(lambda: _frames(data), rate, notes)
    except av.error.FFmpegError as error:
        raise AudioError(
            "There is no sound in this file that can be read. Use a recording in WAV, FLAC, OGG, MP3, M4A or "
            "WebM form."
        ) from error


def _opened(data: bytes) -> Any:
    import av

    return av.open(io.BytesIO(data), options={"format_whitelist": _FORMS, "protocol_whitelist": "none"})


def _frames(data: bytes) -> Blocks:
    import av

    with _opened(data) as file:
        stream = file.streams.audio[0]
        even = av.AudioResampler("fltp", stream.layout, stream.rate)  # floats, as many of each channel
        for frame in file.decode(stream):
            for part in even.resample(frame):
                yield part.to_ndarray().T


def _mono(
    blocks: Callable[[], Blocks], rate: int, notes: list[str]
) -> tuple[np.ndarray, int, list[str]]:
    """The mean of all channels, or the loudest one where they cancel each other out."""
    if not RATES[0] <= rate <= RATES[1]:
        raise AudioError(
            f"This file says that it holds {rate:,} samples a second. {RATES[0]:,} to {RATES[1]:,} can be "
            "read, and a voice needs 8,000 or more: record again with a usual rate, such as 16,000."
        )
    sums, squares = np.zeros(()), np.zeros(())
    mixed, count = [], 0
    for block in blocks():
        count += len(block)
        if count > LONGEST_FILE * rate:
            raise _too_long(f"more than {LONGEST_FILE:.0f}")
        mixed.append(block.mean(axis=1))
        sums = sums + block.sum(axis=0, dtype=np.float64)  # (channels,)
        squares = squares + np.square(block, dtype=np.float64).sum(axis=0)
    if not count:
        raise AudioError(
            "This recording holds no samples at all. Record again, and speak before you stop."
        )
    if not np.isfinite(squares).all():
        raise AudioError(
            "This recording holds no samples that can be heard: some are no numbers. Export it again, as WAV "
            "with 16 bits."
        )
    samples = np.concatenate(mixed)
    samples -= samples.mean()  # a constant is no sound
    power = squares - sums**2 / count  # (channels,), without such a constant
    if len(power) > 1:
        if float(np.square(samples, dtype=np.float64).sum()) < _CANCEL * power.max():
            loudest = int(power.argmax())
            samples = np.concatenate([block[:, loudest] for block in blocks()])
            samples -= samples.mean()
            notes.append(
                f"The {len(power)} channels of the recording cancel each other out: the network hears the "
                "loudest one alone."
            )
        else:
            notes.append(f"The recording has {len(power)} channels; the network hears their mean.")
    samples /= max(1.0, float(samples.max()), -float(samples.min()))
    return samples, rate, notes


def _cut(data: bytes) -> list[str]:
    """A note where a WAV file holds fewer bytes than it says."""
    said = int.from_bytes(data[4:8], "little") + 8
    if data[:4] == b"RIFF" and len(data) + 1 < said < 2**31:
        return [f"The file breaks off after {len(data):,} of {said:,} bytes: what is there is heard."]
    return []


def _too_long(seconds: str) -> AudioError:
    return AudioError(
        f"This recording lasts {seconds} seconds. The network hears one digit, which takes about half a "
        f"second: record again and stop right after it (at most {LONGEST_FILE:.0f} seconds)."
    )
