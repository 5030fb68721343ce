"""The applications' time against PyTorch's: OMP_NUM_THREADS=1 python -m tests.benchmarks.applications

Ours records every gate on the way; `torch.nn.LSTM` gives outputs only. The goal is at most twice its
time.
"""

import subprocess
import sys
import timeit

import numpy as np
import torch

from lstm_viz import lessons
from lstm_viz.inputs import sound
from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models.sentiment import SentimentModel
from lstm_viz.models.speech import SpeechModel
from lstm_viz.models.translation import START, Translator
from lstm_viz.nn import lstm

torch.set_num_threads(1)


def milliseconds(call, repeat=60) -> float:
    call()
    return 1000 * min(timeit.repeat(call, number=1, repeat=repeat))


def layer(tensors, name) -> torch.nn.LSTM:
    parts = {
        n.removeprefix(f"{name}."): torch.from_numpy(t)
        for n, t in tensors.items()
        if n.startswith(f"{name}.")
    }
    found = torch.nn.LSTM(
        parts["weight_ih_l0"].shape[1], parts["weight_hh_l0"].shape[1], batch_first=True
    )
    found.load_state_dict(parts)
    return found.eval()


def report(name: str, ours: float, theirs: float):
    print(f"{name:44} {ours:6.2f} ms   torch {theirs:6.2f} ms   {ours / theirs:.2f} ×")


@torch.inference_mode()
def passes():
    """One layer over a typical input."""
    r = np.random.default_rng(0)
    sentiment, digits = SentimentModel.load(), SpeechModel.load()
    translator = Translator.load()
    for name, tensors, part, parameters, T in (
        ("sentiment, 20 words", sentiment.tensors, "lstm", sentiment.parameters, 20),
        ("speech, 30 frames", digits.tensors, "lstm", digits.parameters, 30),
        ("translation, encoder, 9 words", translator.tensors, "encoder", translator.encoder, 9),
    ):
        x = r.normal(size=(T, parameters.W_f.shape[1] - parameters.hidden_size)).astype(np.float32)
        network, tensor = layer(tensors, part), torch.from_numpy(x)[None]
        report(
            name,
            milliseconds(lambda p=parameters, x=x: lstm.run(p, x)),
            milliseconds(lambda n=network, t=tensor: n(t)),
        )


@torch.inference_mode()
def translations():
    """A greedy translation, search and recording, against the same in PyTorch without recording."""
    model, text = Translator.load(), "She is reading a book."
    t = {name: torch.from_numpy(array) for name, array in model.tensors.items()}
    encoder, decoder = layer(model.tensors, "encoder"), layer(model.tensors, "decoder")
    silent = [model.target.index[UNKNOWN], model.target.index[START]]

    def in_pytorch():
        source = torch.from_numpy(model.source.encode(model.encode(text).tokens))
        s, state = encoder(t["source.weight"][source][None])
        token, said = model.target.index[START], []
        while token != model.target.index[END]:
            h, state = decoder(t["target.weight"][token][None, None], state)
            weights = (h @ t["attention.weight"].T @ s.transpose(1, 2)).softmax(2)
            scores = (
                torch.tanh(torch.cat([weights @ s, h], 2) @ t["combine.weight"].T) @ t["target.weight"].T
            )
            scores = (scores + t["bias"])[0, 0]
            scores[silent] = -torch.inf
            token = int(scores.argmax())
            said.append(token)
        return said

    assert model.target.decode(in_pytorch()) == model.translate(text, 1).target_tokens
    report(
        "translation, greedy, whole sentence",
        milliseconds(lambda: model.translate(text, 1)),
        milliseconds(in_pytorch),
    )
    print(f"{'translation, beam of 4':44} {milliseconds(lambda: model.translate(text, 4)):6.2f} ms")


def hearing():
    """From the bytes of a sample to the verdict, and what the audio libraries cost at first use."""
    data, model = (lessons.SOUNDS / "six-high.flac").read_bytes(), SpeechModel.load()

    def hear():
        samples = sound.decode(data).samples
        return model.trace(samples[sound.utterances(samples)[0]])

    print(f"{'speech, from the file to the verdict':44} {milliseconds(hear):6.2f} ms")
    for library in ("soundfile", "soxr", "kaldi_native_fbank"):
        timed = f"t = time.perf_counter(); import {library}; print(time.perf_counter() - t)"
        program = f"import numpy, time; {timed}"
        seconds = min(
            float(
                subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
            )
            for _ in range(3)
        )
        print(f"import {library:37} {1000 * seconds:6.1f} ms")


if __name__ == "__main__":
    passes()
    translations()
    hearing()
