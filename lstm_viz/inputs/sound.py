"""From a sound file to what the speech network reads: log-mel frames of one short utterance.

Decoding is done in `sound_files`, resampling is soxr's, the mel filters are kaldi-native-fbank's; both are
imported where they are needed.
"""

from dataclasses import dataclass

import numpy as np

from . import sound_files
from .sound_files import AudioError

RATE = 8000  # samples a second that the network was trained on
WINDOW = 0.032  # seconds of sound that one frame looks at
HOP = 0.020  # seconds from one frame to the next
BANDS = 40  # mel filters
LOWEST_TONE = 20.0  # Hz, where the lowest of them begins; the highest ends at RATE / 2
LONGEST = 1.6  # seconds of one utterance that are read
SILENT = -60.0  # dB below full scale: no sample of a silent recording is louder
LOUDEST = 0.5  # the largest sample of what the network hears


@dataclass(frozen=True)
class Recording:
    """A decoded sound at `RATE`, mono."""

    samples: np.ndarray  # (N,) float32, −1…1
    notes: list[str]  # what was changed on the way, a sentence each

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE


def decode(data: bytes) -> Recording:
    """The sound in the bytes of a file: WAV, FLAC, OGG, MP3, M4A, WebM and many more, films too.

    A constant offset is taken out; channels are averaged, unless they cancel each other out.

    Raises:
        AudioError: no sound in it, or more than can be read.
    """
    samples, rate, notes = sound_files.decode(data)
    return Recording(_resample(samples, rate, notes), notes)


def _resample(samples: np.ndarray, rate: int, notes: list[str]) -> np.ndarray:
    if rate == RATE:
        return samples
    import soxr

    gone = f"sounds above {min(rate, RATE) // 2:,} Hz are " + ("gone" if rate > RATE else "not in it")
    notes.append(
        f"It was recorded with {rate:,} samples a second and is resampled to {RATE:,}, as the network "
        f"was trained on: {gone}."
    )
    return soxr.resample(samples, rate, RATE).astype(np.float32)


def log_mel(samples: np.ndarray) -> np.ndarray:
    """Natural logarithm of the power in `BANDS` mel bands, one row each `HOP`: (T, BANDS).

    Frame t looks at the `WINDOW` seconds before (t + 1)·`HOP`: at nothing that comes later. Before the
    sound began its first sample stands. Davis and Mermelstein (1980) introduced the mel scale to speech
    recognition; the filters are those of Kaldi.
    """
    import kaldi_native_fbank

    if not len(samples):
        return np.zeros((0, BANDS), np.float32)
    samples = np.concatenate([np.full(round((WINDOW - HOP) * RATE), samples[0]), samples])
    options = kaldi_native_fbank.FbankOptions()
    options.frame_opts.samp_freq = RATE
    options.frame_opts.frame_length_ms = 1000 * WINDOW
    options.frame_opts.frame_shift_ms = 1000 * HOP
    options.frame_opts.dither = 0
    options.frame_opts.snip_edges = True  # whole windows only
    options.mel_opts.num_bins = BANDS
    options.mel_opts.low_freq = LOWEST_TONE
    bank = kaldi_native_fbank.OnlineFbank(options)
    bank.accept_waveform(RATE, (32768 * samples).tolist())  # Kaldi counts samples as 16-bit integers
    bank.input_finished()
    frames = [bank.get_frame(t) for t in range(bank.num_frames_ready)]
    return np.stack(frames).astype(np.float32) if frames else np.zeros((0, BANDS), np.float32)


def band(hertz: float) -> float:
    """Where a tone stands among the bands: at k in the middle of band k.

    The bands are equally wide on Kaldi's mel scale, 1127 ln(1 + f/700), and overlap by half.
    """
    low, tone, high = (np.log(1 + f / 700) for f in (LOWEST_TONE, hertz, RATE / 2))
    return float((BANDS + 1) * (tone - low) / (high - low) - 1)


def level(samples: np.ndarray) -> np.ndarray:
    """Loudness of each frame in dB below full scale, (T,): the root mean square of a window of `HOP`."""
    size = round(HOP * RATE)
    T = max(1, -(-len(samples) // size))
    padded = np.zeros(T * size, np.float32)
    padded[: len(samples)] = samples
    power = (padded.reshape(T, size) ** 2).mean(axis=1)  # (T,)
    return 10 * np.log10(power + 1e-10)


def utterances(
    samples: np.ndarray, below: float = 30.0, pause: float = 0.30, margin: float = 0.04
) -> list[slice]:
    """Stretches of sound between pauses, as slices of the samples.

    A frame belongs to a stretch where it is less than `below` dB under the loudest one; stretches that
    lie less than `pause` seconds apart are one; `margin` seconds are added at both ends.
    """
    loudness = level(samples)  # (T,)
    loud = np.flatnonzero(loudness > max(loudness.max() - below, SILENT - 10))
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > pause / HOP) + 1
    size, extra = round(HOP * RATE), round(margin * RATE)
    found = []
    for part in np.split(loud, breaks):
        start, stop = max(0, part[0] * size - extra), min(len(samples), (part[-1] + 1) * size + extra)
        if (part[-1] + 1 - part[0]) * HOP >= 0.08:  # shorter is a click
            found.append(slice(int(start), int(stop)))
    return found


def check_audible(samples: np.ndarray) -> None:
    """Raises:
    AudioError: the recording is silent.
    """
    loudest = 20 * np.log10(np.abs(samples).max(initial=0) + 1e-10)
    if loudest < SILENT:
        raise AudioError(
            "This is silence: there is nothing for the network to hear. Choose another sound, or speak "
            "closer to the microphone."
        )


def levelled(samples: np.ndarray) -> np.ndarray:
    """The same sound as loud as any other: its largest sample is `LOUDEST`, (N,).

    So the network hears a quiet recording as it hears a loud one. Samples are whole 32768ths, as in a
    16-bit file: silence stays silence, whatever rounding made of it on the way.
    """
    factor = LOUDEST / max(float(np.abs(samples).max(initial=0)), 1e-9)
    return np.round(32768 * factor * samples) / np.float32(32768)


def voiced(samples: np.ndarray) -> float:
    """Share 0…1 of the loud frames that repeat themselves at the pitch of a voice (70–400 Hz).

    The normalised autocorrelation of a 40 ms window has its peak above 0.5 there. Noise does not repeat.
    """
    size, hop = round(0.040 * RATE), round(HOP * RATE)
    low, high = RATE // 400, RATE // 70
    starts = range(0, len(samples) - size - high, hop)
    windows = [samples[k : k + size + high] for k in starts]
    powers = np.array([float((w[:size] ** 2).sum()) for w in windows])
    if not len(powers):
        return 0.0
    count = 0
    loud = np.flatnonzero(powers > powers.max() / 30)
    for k in loud:
        w = windows[k] - windows[k].mean()
        r = np.array(
            [
                float(w[:size] @ w[lag : lag + size])
                / np.sqrt(
                    float(w[:size] @ w[:size]) * float(w[lag : lag + size] @ w[lag : lag + size]) + 1e-12
                )
                for lag in range(low, high)
            ]
        )
        # the peak must stand out: low noise is alike at all short lags
        count += r.max() > 0.5 and r.max() - r[: int(r.argmax()) + 1].min() > 0.2
    return count / len(loud)
