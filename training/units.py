"""Make the index of a model's units: read texts it was not trained on, and measure every unit.

    python -m training.units --model everyday --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv \\
        --wordnet wordnet-glosses.txt
    python -m training.units --model letters --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv \\
        --shakespeare tinyshakespeare.txt

The texts are the 2 % of sentences held out of the model's training (same seed) and generated scenes of
another seed. Takes a few minutes, most of them for the ablation. Writes
lstm_viz/weights/units/NAME.safetensors.
"""

import argparse
from dataclasses import dataclass

import numpy as np
import torch
from tqdm import tqdm

from lstm_viz.inputs.text import characters, words
from lstm_viz.models.language import LanguageModel, load_model
from lstm_viz.nn.embeddings import PCA
from lstm_viz.studies.units import FOLDER, NOTHING, STATES, UnitIndex, fingerprint

from . import corpora, features, kinds, scenes, texts
from .network import Network

CONTEXTS, WORDS, BACKGROUND = 6, 10, 1200


@dataclass(frozen=True)
class Readings:
    """All steps of all texts in a row: N steps, H units."""

    ids: np.ndarray  # token read (N,)
    following: np.ndarray  # token that comes next (N,)
    text: np.ndarray  # number of the text (N,)
    cell_state: np.ndarray  # (N, H)
    hidden_state: np.ndarray  # (N, H)
    forget_gate: np.ndarray  # (N, H)
    written: np.ndarray  # i ∗ C̃ (N, H)
    features: np.ndarray  # (F, N)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="everyday")
    parser.add_argument("--captions", required=True, help="one English sentence a line")
    parser.add_argument("--tatoeba", required=True, help="English, tab, translation")
    parser.add_argument("--wordnet", help="WordNet's glosses; for models of words")
    parser.add_argument("--shakespeare", help="plain text; for models of letters")
    parser.add_argument("--scenes", type=int, default=4_000, help="generated sentences")
    parser.add_argument("--texts", type=int, default=5_000, help="texts to read at most")
    parser.add_argument("--ablation-tokens", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=0, help="that of the model's training")
    options = parser.parse_args()
    model = load_model(options.model)
    by_word = model.facts["tokenizer"] == "words"
    if by_word and not options.wordnet:
        parser.error("a model of words needs --wordnet")
    if not by_word and not options.shakespeare:
        parser.error("a model of letters needs --shakespeare")
    index = build(model, options, by_word)
    path = FOLDER / f"{options.model}.safetensors"
    index.save(path)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB, {index.facts['tokens']} tokens read")


def build(model: LanguageModel, options, by_word: bool) -> UnitIndex:
    """Everything the index holds."""
    cut = words if by_word else characters
    sources = [
        corpora.captions(options.captions)[:: 1 if by_word else 3],
        corpora.tatoeba(options.tatoeba),
    ]
    if not by_word:
        sources.append(corpora.paragraphs(options.shakespeare))
    real = [cut(s) for source in sources for s in corpora.split(source, 0.02, options.seed)[1]]
    made = [cut(s) for s in scenes.sentences(options.scenes, options.seed + 1000)]
    joint = [] if by_word else [" "]
    joined = texts.join([*real, *made], options.seed, joint)[: options.texts]
    longest = 64 if by_word else 160
    read = read_all(model, [text[:longest] for text in joined], by_word)

    kind_names = kinds.WORD_KINDS if by_word else kinds.CHARACTER_KINDS
    kind = (
        kinds.of_words(model.vocabulary, options.wordnet)
        if by_word
        else kinds.of_characters(model.vocabulary)
    )
    names = features.WORDS if by_word else features.CHARACTERS
    r, counts = correlations(read)
    loss, ablation, error = ablate(
        model, texts.join(real, options.seed, joint), longest, options.ablation_tokens
    )
    facts = {
        "model": options.model,
        "fingerprint": fingerprint(model),
        "tokens": len(read.ids),
        "texts": int(read.text[-1]) + 1,
        "features": [
            {"name": name, "meaning": meaning, "tokens": int(n)}
            for (name, meaning), n in zip(names.items(), counts, strict=True)
        ],
        "kinds": list(kind_names),
        "loss_bits": loss,
        "ablation_tokens": options.ablation_tokens,
        "seed": options.seed,
    }
    centred = read.cell_state - read.cell_state.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=0), 1e-12)
    chosen = np.random.default_rng(options.seed).choice(
        len(read.ids), min(BACKGROUND, len(read.ids)), replace=False
    )
    planes = [PCA.fit(getattr(read, state)) for state in STATES]
    return UnitIndex(
        facts,
        read.forget_gate.mean(axis=0),
        *contexts(read, (9, 3) if by_word else (36, 8)),
        *writers(read, 10 if by_word else 50),
        r,
        explained(read),
        centred.T @ centred,
        ablation,
        error,
        np.stack([plane.mean for plane in planes]),
        np.stack([plane.components for plane in planes]),
        np.stack([plane.explained for plane in planes]),
        np.stack([p.transform(getattr(read, s)[chosen]) for p, s in zip(planes, STATES, strict=True)]),
        read.following[chosen].astype(np.int32),
        kind[read.following[chosen]],
    )


def read_all(model: LanguageModel, parts: list[list[str]], by_word: bool) -> Readings:
    """Read every text from a zero state."""
    columns = [[] for _ in range(8)]
    measure = features.of_words if by_word else features.of_characters
    end = model.vocabulary.index["<end>"]
    for number, tokens in enumerate(tqdm(parts, desc="read")):
        trace = model.trace(tokens)
        row = (
            trace.ids,
            np.append(trace.ids[1:], end),
            np.full(len(tokens), number),
            trace.cell_state,
            trace.hidden_state,
            trace.forget_gate,
            trace.input_gate * trace.candidate,
            measure(tokens, model.vocabulary).T,
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    *arrays, measured = (np.concatenate(column) for column in columns)
    return Readings(*arrays, measured.T)


def contexts(read: Readings, around: tuple[int, int]):
    """Where each unit's C is highest and lowest: ids, values and place of the extreme, see `UnitIndex`.

    A text counts once for each unit and a token twice, so that the examples differ.
    """
    before, after = around
    N, H = read.cell_state.shape
    W = before + 1 + after
    ids = np.full((2, H, CONTEXTS, W), NOTHING, np.int16)
    values = np.zeros((2, H, CONTEXTS, W), np.float32)
    at = np.zeros((2, H, CONTEXTS), np.int8)
    for unit in range(H):
        for side, sign in enumerate((-1, 1)):
            course = sign * read.cell_state[:, unit]
            few = np.argpartition(course, min(2000, N - 1))[:2000]
            used, texts_used, k = {}, set(), 0
            for n in few[np.argsort(course[few])]:
                token, text = int(read.ids[n]), int(read.text[n])
                if text in texts_used:
                    continue
                texts_used.add(text)  # by its extreme alone
                if used.get(token, 0) >= 2:
                    continue
                used[token] = used.get(token, 0) + 1
                window = np.arange(max(0, n - before), min(N, n + after + 1))
                window = window[read.text[window] == text]
                ids[side, unit, k, : len(window)] = read.ids[window]
                values[side, unit, k, : len(window)] = read.cell_state[window, unit]
                at[side, unit, k] = n - window[0]
                k += 1
                if k == CONTEXTS:
                    break
    return ids, values, at


def by_token(read: Readings, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means of values (N, H) over each token's steps: tokens (G,), counts (G,), means (G, H)."""
    tokens, group, counts = np.unique(read.ids, return_inverse=True, return_counts=True)
    sums = np.zeros((len(tokens), values.shape[1]), np.float64)
    np.add.at(sums, group, values)
    return tokens, counts, sums / counts[:, None]


def writers(read: Readings, least: int):
    """The tokens, seen at least so often, that write most into each unit: ids and means, (2, H, N)."""
    tokens, counts, means = by_token(read, read.written)
    tokens, means = tokens[counts >= least], means[counts >= least]
    order = np.argsort(means, axis=0, kind="stable")  # (G, H)
    best = np.stack([order[::-1][:WORDS].T, order[:WORDS].T])  # (2, H, N)
    return tokens[best].astype(np.int16), np.stack(
        [np.take_along_axis(means.T, side, axis=1) for side in best]
    )


def explained(read: Readings) -> np.ndarray:
    """Share of each unit's variance that lies between the tokens read, (H,); adjusted R²."""
    tokens, counts, means = by_token(read, read.cell_state)
    N, total = len(read.ids), read.cell_state.var(axis=0, dtype=np.float64)
    between = (counts[:, None] * (means - read.cell_state.mean(axis=0, dtype=np.float64)) ** 2).sum(
        axis=0
    ) / N
    within = (total - between) * N / (N - len(tokens))
    return np.maximum(0, 1 - within / (total * N / (N - 1)))


def correlations(read: Readings) -> tuple[np.ndarray, np.ndarray]:
    """Pearson's r of each feature with each unit's C over the steps that have it, and their number."""
    found = []
    for row in read.features:
        has = ~np.isnan(row)
        x = row[has] - row[has].mean()
        c = read.cell_state[has] - read.cell_state[has].mean(axis=0)
        found.append(x @ c / np.maximum(np.linalg.norm(x) * np.linalg.norm(c, axis=0), 1e-12))
    return np.stack(found), (~np.isnan(read.features)).sum(axis=1)


@torch.inference_mode()
def ablate(model: LanguageModel, parts: list[list[str]], longest: int, tokens: int):
    """The loss, and for every unit how much it rises when the unit's h is 0 throughout; bits a token.

    A silent unit is one whose columns in W_h and in the projection are zero: nothing reads it.
    """
    network = Network("lstm", *(model.sizes[name] for name in "VEH"))
    network.load_state_dict({name: torch.from_numpy(array) for name, array in model.tensors.items()})
    network.eval()
    held, chosen = 0, []
    for part in parts:
        if held >= tokens:
            break
        chosen.append(part)
        held += min(len(part), longest) + 1
    batches = list(texts.batches(sorted(chosen, key=len), model.vocabulary, 2048, longest, 0))

    def losses() -> np.ndarray:  # bits at every token
        return np.concatenate([network.losses(*b)[b[1] >= 0].numpy() for b in batches]) / np.log(2)

    readers = (network.lstm.weight_hh_l0, network.head["projection"].weight)
    whole = losses()
    rise, error = np.zeros((2, model.sizes["H"]), np.float32)
    for unit in tqdm(range(model.sizes["H"]), desc="ablate"):
        kept = [weight[:, unit].clone() for weight in readers]
        for weight in readers:
            weight[:, unit] = 0
        change = losses() - whole
        for weight, column in zip(readers, kept, strict=True):
            weight[:, unit] = column
        rise[unit], error[unit] = change.mean(), change.std() / np.sqrt(len(change))
    return round(float(whole.mean()), 4), rise, error


if __name__ == "__main__":
    main()
