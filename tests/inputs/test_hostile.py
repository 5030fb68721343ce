"""Files made to choke a reader: each is refused, or read in part, within a second and 50 MB."""

import bz2
import gzip
import io
import pickle
import time
import tracemalloc
import zipfile

import numpy as np
import pytest
import soundfile

from lstm_viz.inputs import sound, sound_files, vectors

SECONDS, BYTES = 1.0, 50_000_000


def cost(read) -> tuple[float, int]:
    """Seconds of the processor, and the most bytes at once, of a call; what it raises goes on."""
    start = time.process_time()
    error = None
    try:
        read()
    except ValueError as refused:
        error = refused
    seconds = time.process_time() - start
    tracemalloc.start()  # apart, because it takes time itself
    try:
        read()
    except ValueError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert seconds < SECONDS and peak < BYTES, f"{seconds:.2f} s, {peak / 1e6:.0f} MB"
    if error:
        raise error


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("vectors.txt", bytes(size))
    return file.getvalue()


class Bomb:
    """Runs when a pickle is loaded."""

    def __reduce__(self):
        return exec, ("raise SystemExit('the pickle ran')",)


REFUSED_VECTORS = {  # made when asked for: all at once they take 250 MB of each worker
    "10¹² words, text": lambda: b"1000000000000 5\nthe 1 2 3 4 5\n",
    "10¹² words, binary": lambda: b"1000000000000 5\nthe " + bytes(20),
    "10⁹ words, binary": lambda: b"1000000000 2000\nthe " + bytes(8000),
    "10¹² numbers": lambda: b"5 1000000000000\nthe 1 2 3 4 5\n",
    "a header of 5,000 digits": lambda: b"9" * 5000 + b" 5\nthe 1\n",
    "a million columns": lambda: b"the" + b" 1" * 1_000_000 + b"\n",
    "a million columns after a header": lambda: b"1 1000000\nthe" + b" 1" * 1_000_000 + b"\n",
    "a million columns in a later line": lambda: b"the 1 2\nbear" + b" 1" * 1_000_000 + b"\n",
    "one line of 20 MB": lambda: b"x" * 20_000_000,
    "20 MB of blanks": lambda: b" " * 20_000_000,
    "20 MB of line feeds": lambda: b"\n" * 20_000_000,
    "20 MB of zeros": lambda: bytes(20_000_000),
    "a binary word of 20 MB": lambda: b"2 2\n" + b"\xff" * 20_000_000,
    "a binary word of blanks": lambda: b"2 2000\n\x00" + b" " * 20_000_000,
    "zip bomb": lambda: zipped(200_000_000),
    "gzip bomb": lambda: gzip.compress(bytes(50_000_000)),
    "bzip2 bomb": lambda: bz2.compress(bytes(50_000_000)),
    "pickle bomb": lambda: pickle.dumps(Bomb()),
}


@pytest.mark.parametrize("made", REFUSED_VECTORS.values(), ids=REFUSED_VECTORS)
def test_vectors_refused(made):
    data = made()
    with pytest.raises(vectors.VectorsError):
        cost(lambda: vectors.read(io.BytesIO(data)))


@pytest.mark.parametrize(
    "made",
    [
        lambda: b"the 1 2\n" * 2_500_000,
        lambda: b"the 1 2\n" + b"\n" * 20_000_000,
        lambda: b"the 1 2\n" + b" 1 2\n" * 4_000_000,
        lambda: b"the" + b" 1" * 2000 + b"\n" + b"the" + b" 1" * 2000 + b"\n",
    ],
    ids=["one word 2.5 million times", "empty lines", "blank words", "as many numbers as can be read"],
)
def test_vectors_read_in_part(made):
    data = made()
    cost(lambda: vectors.read(io.BytesIO(data)))


@pytest.mark.parametrize(
    "made",
    [lambda: b"\n" * 20_000_000, lambda: b"x" * 20_000_000, lambda: b"a\tb\n" * 5_000_000],
    ids=["empty lines", "one line", "a table of 5 million words"],
)
def test_metadata_refused(made):
    words = made()
    with pytest.raises(vectors.VectorsError):
        cost(lambda: vectors.read(io.BytesIO(b"1 2\n3 4\n"), io.BytesIO(words)))


def flac(seconds: float, rate: int, channels: int) -> bytes:
    """Silence, packed into next to nothing."""
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", rate, channels, format="FLAC", subtype="PCM_16") as out:
        for _ in range(round(10 * seconds)):
            out.write(np.zeros((rate // 10, channels), np.int16))
    return file.getvalue()


def wav(rate: int, channels: int, said: int) -> bytes:
    """A WAV file of 1,000 bytes whose first bytes promise `said`."""
    block = 2 * channels % 65536
    form = b"WAVEfmt " + b"".join(
        number.to_bytes(size, "little")
        for number, size in [
            (16, 4), (1, 2), (channels, 2), (rate, 4), (rate * block % 2**32, 4), (block, 2), (16, 2),
        ]
    )  # fmt: skip
    return (
        b"RIFF" + said.to_bytes(4, "little") + form + b"data" + said.to_bytes(4, "little") + bytes(1000)
    )


FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(12)
SOUNDS = {
    "a FLAC of an hour": lambda: flac(3600, 4000, 1),
    "a FLAC of 8 channels at 192 kHz": lambda: flac(14, 192_000, 8),
    "a WAV that promises 4 GB": lambda: wav(8000, 1, 2**32 - 1),
    "a WAV of 65,535 channels": lambda: wav(8000, 65535, 2**31),
    "a WAV of a billion samples a second": lambda: wav(10**9, 1, 2**31),
    "20 MB of zeros": lambda: bytes(sound_files.MOST_BYTES),
    "a zip bomb": lambda: zipped(200_000_000),
    "a film of 19 MB": lambda: FILM + bytes(19_000_000),
    "a film that promises 2⁶³ bytes": lambda: FILM + b"\x00\x00\x00\x01mdat\x7f" + b"\xff" * 7,
}


@pytest.mark.parametrize("made", SOUNDS.values(), ids=SOUNDS)
def test_sounds(made):
    data = made()
    try:
        cost(lambda: sound.decode(data))
    except sound.AudioError as refused:
        assert str(refused)
