"""Train `waveform`: which samples come next in a voice? A recurrent against a feedforward network.

    python -m training.waveform --corpus spoken-digits.tar

Each network gets one sample of a recording after the other, 8,000 a second, and guesses the 8 after it.
The feedforward network knows the present sample only. Both have the same number of parameters.
Recordings of the official test split (index 0 to 4) are held out and give the figures. Writes
lstm_viz/weights/waveform.safetensors, with an excerpt of a held-out recording as the page's example,
and waveform.json (the raw figures).
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.models.speech import read
from lstm_viz.models.waveform import AHEAD, level, missed

from . import small

LENGTH = 160  # samples of a training sequence, 20 ms
WARM = 20  # samples read before the errors count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, help="tar of DIGIT_SPEAKER_INDEX.wav")
    parser.add_argument("--hidden", type=int, default=48, help="units of the recurrent network")
    parser.add_argument("--updates", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)  # so small that more threads cost time
    torch.manual_seed(options.seed)

    kept, held_out = [], {}
    for samples, digit, speaker, index in read(options.corpus):
        loud = level(samples)
        if index < 5:
            held_out[f"{digit}_{speaker}_{index}"] = loud
        else:
            kept.append(loud)
    sound = torch.from_numpy(np.concatenate(kept))

    recurrent = small.Recurrent(1, options.hidden, AHEAD)
    # (1 + 1 + outputs)·H + outputs parameters: as many units as make it equally large
    units = round((small.count(recurrent) - AHEAD) / (2 + AHEAD))
    networks = {"recurrent": recurrent, "feedforward": small.Feedforward(1, units, AHEAD)}
    for name, network in networks.items():
        drawn = torch.Generator().manual_seed(options.seed)

        def loss(network, drawn=drawn):
            length = LENGTH + AHEAD
            starts = torch.randint(len(sound) - length, (options.batch,), generator=drawn)
            part = sound[starts[:, None] + torch.arange(length)]  # (B, LENGTH + AHEAD)
            true = part[:, 1:].unfold(1, AHEAD, 1)  # (B, LENGTH, AHEAD)
            error = (network(part[:, :LENGTH, None]) - true)[:, WARM:]
            return (error**2).mean()

        def train(network, name=name, loss=loss):
            small.fit(network, loss, options.updates, options.rate, name)

        small.trained(Path("runs") / "waveform" / f"{name}.safetensors", network, train)

    figures = {"recordings": len(held_out), "updates": options.updates, "seed": options.seed}
    for name, network in networks.items():
        with torch.inference_mode():
            shares = [
                missed(network(torch.from_numpy(s)[None, :, None])[0].numpy(), s)
                for s in held_out.values()
            ]
        figures[name] = {
            "parameters": small.count(network),
            # for 1, 2, … samples ahead, the mean over the recordings
            "missed": [round(float(share), 4) for share in np.mean(shares, axis=0)],
        }
    example = held_out["3_jackson_2"]
    start = len(example) // 3
    tensors = small.tensors(networks) | {"example": example[start : start + 640].astype(np.float16)}
    (WEIGHTS / "waveform.json").write_text(json.dumps(figures))
    save_file(tensors, shipped("waveform"), metadata={"task": "next samples of a voice"})
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
