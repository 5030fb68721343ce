"""Train `speech`: an LSTM that recognises spoken digits.

    python -m training.speech --corpus spoken-digits.tar

Recordings are `DIGIT_SPEAKER_INDEX.wav`; index 0–4 is the official test split and is never trained on.
Of each training recording eight versions are made: another pitch and speed, noise, silence before and
after it. In each epoch all are stretched and coloured anew, and a stretch of bands or frames is blanked
(Park et al. 2019, "SpecAugment"). How loud a recording is and a constant offset need no versions: the
features are without them.

After the network that is shipped, one network for each speaker is trained without that speaker and
measured on all of his or her recordings, which says how well a new voice is understood; so do the
synthetic voices of training/voices.py. An interrupted run started again goes on where it was. Writes
lstm_viz/weights/speech.safetensors and runs/speech/.
"""

import argparse
import json
import re
import tarfile
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from tqdm import tqdm

from lstm_viz.inputs import sound
from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.speech import DIGITS, SpeechModel, normalize
from lstm_viz.studies import voices

from . import loop
from .texts import IGNORE

VERSIONS = 8


class Network(nn.Module):
    """One LSTM layer over the frames and a linear layer that scores the ten digits after each."""

    def __init__(self, H: int, dropout: float):
        super().__init__()
        self.lstm = nn.LSTM(sound.BANDS, H, batch_first=True)
        self.head = nn.Linear(H, len(DIGITS))
        self.dropout = nn.Dropout(dropout)
        with torch.no_grad():  # open forget gates at first: Jozefowicz et al. (2015), section 5
            self.lstm.bias_ih_l0[H : 2 * H] = 1.0

    def losses(self, frames: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Weighted cross entropy after each frame (B, T), 0 where the target is IGNORE.

        The weight grows with the share of the word that has been heard, (t/T)²: the first frames can't
        know.
        """
        h, _ = self.lstm(frames)  # (B, T, H)
        scores = self.head(self.dropout(h))  # (B, T, 10)
        losses = F.cross_entropy(
            scores.transpose(1, 2), targets, reduction="none", ignore_index=IGNORE, label_smoothing=0.05
        )
        heard = torch.arange(1, targets.shape[1] + 1) / (targets != IGNORE).sum(
            dim=1, keepdim=True
        )  # (B, T)
        return losses * heard.clamp(max=1) ** 2

    def to_model(self, **facts) -> SpeechModel:
        """As the NumPy model that the app runs."""
        tensors = {name: t.numpy(force=True).astype(np.float16) for name, t in self.state_dict().items()}
        return SpeechModel(tensors, {name: str(value) for name, value in facts.items()})


def read(path: str | Path) -> list[tuple[np.ndarray, int, str, int]]:
    """Recordings of a tar file: (samples from the first to the last sound, digit, speaker, index)."""
    found = []
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            named = re.search(r"(\d)_([a-z]+)_(\d+)\.wav$", member.name)
            if named:
                samples = trim(sound.decode(tar.extractfile(member).read()).samples)
                found.append((samples, int(named[1]), named[2], int(named[3])))
    return found


def trim(samples: np.ndarray) -> np.ndarray:
    """As the page cuts a recording: from the first to the last sound."""
    parts = sound.utterances(samples)
    return samples[parts[0].start : parts[-1].stop] if parts else samples


def vary(samples: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The recording at another speed and pitch, with noise behind it and silence around it.

    Half of the versions are cut from the first to the last sound, as the page cuts a recording.
    """
    import soxr

    changed = soxr.resample(samples, sound.RATE, sound.RATE * random.uniform(0.82, 1.22)).astype(
        np.float32
    )
    around = [np.zeros(random.integers(0, longest), np.float32) for longest in (2400, 800)]
    changed = np.concatenate([around[0], changed, around[1]])
    noise = random.standard_normal(len(changed)).astype(np.float32)
    if random.random() < 0.5:  # low noise, as rooms have it
        noise = np.convolve(noise, np.ones(6, np.float32) / 6, mode="same")
    ratio = 10 ** (-random.uniform(10, 70) / 20)  # 10 to 70 dB below the voice
    noise *= ratio * np.sqrt((samples**2).mean() / (noise**2).mean())
    changed += noise
    return trim(changed) if random.random() < 0.5 else changed


def distort(frames: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Log-mel frames (T, M) said more slowly or quickly, through a microphone of another colour."""
    T, M = frames.shape
    at = np.linspace(0, T - 1, max(3, round(T * random.uniform(0.8, 1.25))))
    before = np.minimum(at.astype(int), T - 2)
    part = (at - before)[:, None]
    stretched = (1 - part) * frames[before] + part * frames[before + 1]
    # louder or softer by up to about 6 dB in five regions, smoothly between them
    colour = np.interp(np.arange(M), np.linspace(0, M - 1, 5), random.normal(0, 0.7, 5))
    return (stretched + colour).astype(np.float32)


def blank(frames: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A copy with up to eight neighbouring bands and up to four neighbouring frames at their mean, 0."""
    frames = frames.copy()
    band, frame = random.integers(0, sound.BANDS), random.integers(0, len(frames))
    frames[:, band : band + random.integers(0, 9)] = 0
    frames[frame : frame + random.integers(0, 5)] = 0
    return frames


def pad(group: list[tuple[np.ndarray, int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Frames (B, T, M) and targets (B, T): the digit at each frame, IGNORE after the last."""
    T = max(len(frames) for frames, _ in group)
    inputs = torch.zeros(len(group), T, sound.BANDS)
    targets = torch.full((len(group), T), IGNORE)
    for b, (frames, digit) in enumerate(group):
        inputs[b, : len(frames)] = torch.from_numpy(frames)
        targets[b, : len(frames)] = digit
    return inputs, targets


def accuracy(model: SpeechModel, recordings) -> float:
    """Share of recordings whose digit is the likeliest after the last frame."""
    right = [model.trace(samples).scores[-1].argmax() == digit for samples, digit, *_ in recordings]
    return round(float(np.mean(right)), 4)


def train(versions, test, options, run: Path) -> tuple[SpeechModel, dict[str, float]]:
    """A network trained on versions (each a list of (frames, digit)), and its accuracy on the test."""
    torch.manual_seed(options.seed)

    def batches(epoch: int):
        random = np.random.default_rng([options.seed, epoch])
        made = versions[epoch % len(versions)]
        order = random.permutation(len(made))
        for k in range(0, len(made), options.batch):
            group = [made[i] for i in order[k : k + options.batch]]
            yield pad([(blank(normalize(distort(x, random)), random), digit) for x, digit in group])

    def validate(network: Network) -> dict[str, float]:
        network.eval()
        return {"accuracy": accuracy(network.to_model(), test)}

    network = Network(options.hidden, options.dropout)
    figures = loop.fit(network, batches, loop.Schedule(options.epochs, options.rate), run, validate)
    network.eval()
    return network.to_model(), figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, help="tar of DIGIT_SPEAKER_INDEX.wav")
    parser.add_argument(
        "--skip-new-speakers", action="store_true", help="train the shipped network alone"
    )
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    recordings = read(options.corpus)
    test = [r for r in recordings if r[3] < 5]
    training = [r for r in recordings if r[3] >= 5]
    speakers = sorted({r[2] for r in recordings})
    random = np.random.default_rng(options.seed)
    versions = []
    for version in tqdm(range(VERSIONS), desc="versions"):
        made = [vary(r[0], random) if version else r[0] for r in training]
        versions.append(
            [(sound.log_mel(samples), r[1]) for samples, r in zip(made, training, strict=True)]
        )

    model, figures = train(versions, test, options, Path("runs/speech"))
    model.facts = {
        "task": "speech",
        "recordings": str(len(training)),
        "accuracy": str(figures["accuracy"]),
        "accuracy_synthetic": str(accuracy(model, list(voices.recordings()))),
    }
    if not options.skip_new_speakers:
        found = {}
        for speaker in speakers:
            others = [k for k, r in enumerate(training) if r[2] != speaker]
            without = [[version[k] for k in others] for version in versions]
            left_out = [r for r in recordings if r[2] == speaker]
            run = Path(f"runs/speech-without-{speaker}")
            found[speaker] = train(without, left_out, options, run)[1]["accuracy"]
        mean = float(np.mean(list(found.values())))
        model.facts |= {"accuracy_new_speaker": f"{mean:.4f}", "new_speakers": json.dumps(found)}
    print(json.dumps(model.facts))
    model.save(shipped("speech"))


if __name__ == "__main__":
    main()
