"""Train the translators `translation` (with attention) and `translation-plain` (without).

    python -m training.translation --corpus tatoeba-en-fr.tsv
    python -m training.translation --corpus tatoeba-en-fr.tsv --plain

1,000 English sentences with all their translations are held out before anything else; BLEU (sacrebleu)
is measured on them with the NumPy model that the app runs. An interrupted run started again goes on
where it was. Writes lstm_viz/weights/ and runs/NAME/.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz.inputs.clitics import join_french
from lstm_viz.inputs.text import END, Vocabulary
from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.translation import BEAM, START, Translator

from . import loop, pairs
from .texts import IGNORE

LENGTHS = ((1, 4), (5, 5), (6, 6), (7, 7), (8, 16))  # words and signs of a sentence, from … to


class Network(nn.Module):
    """Two LSTMs; the decoder starts from the encoder's last state and (unless plain) attends to all.

    Luong, Pham and Manning (2015), "Effective approaches to attention-based neural machine translation",
    section 3.1, score "general"; the output embedding is tied to the input embedding of the decoder.
    """

    def __init__(self, source: int, target: int, E: int, H: int, attends: bool, dropout: float):
        super().__init__()
        self.source = nn.Embedding(source, E)
        self.target = nn.Embedding(target, E)
        for embedding in (self.source, self.target):
            nn.init.normal_(embedding.weight, std=E**-0.5)
        self.encoder = nn.LSTM(E, H, batch_first=True)
        self.decoder = nn.LSTM(E, H, batch_first=True)
        for layer in (self.encoder, self.decoder):
            with torch.no_grad():  # open forget gates at first: Jozefowicz et al. (2015), section 5
                layer.bias_ih_l0[H : 2 * H] = 1.0
        self.attention = nn.Linear(H, H, bias=False) if attends else None
        self.combine = nn.Linear(2 * H if attends else H, E, bias=False)
        self.bias = nn.Parameter(torch.zeros(target))
        self.dropout = nn.Dropout(dropout)

    def losses(self, ids: tuple[torch.Tensor, torch.Tensor], targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy of each target (B, T), 0 where it is IGNORE."""
        # half the digits make a step twice as fast; the parameters and the softmax keep all of theirs
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            scores, read = self.scores(*ids, targets)
        losses = torch.zeros(targets.numel(), device=targets.device)
        losses[read] = F.cross_entropy(scores.float(), targets.flatten()[read], reduction="none")
        return losses.view(targets.shape)

    def scores(self, source, target, targets) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores (N, V) at the N places that are no padding, and which these are (B·T)."""
        s, state = self.encoder(self.dropout(self.source(source)))  # (B, S, H)
        h, _ = self.decoder(self.dropout(self.target(target)), state)  # (B, T, H)
        if self.attention is not None:
            # a_tj = softmax_j(h_t·W_a·s_j),  c_t = Σ_j a_tj s_j
            weights = (self.attention(h) @ s.transpose(1, 2)).softmax(dim=2)  # (B, T, S)
            h = torch.cat([weights @ s, h], dim=2)  # (B, T, 2H): [c_t, h_t]
        read = targets.flatten() != IGNORE  # padding costs nothing
        y = torch.tanh(self.combine(h.flatten(0, 1)[read]))  # (N, E)
        return F.linear(self.dropout(y), self.target.weight, self.bias), read  # (N, V)

    def to_model(self, source: Vocabulary, target: Vocabulary, **facts) -> Translator:
        """As the NumPy model that the app runs."""
        facts = {name: str(value) for name, value in facts.items()}
        facts |= {"source": json.dumps(source.tokens), "target": json.dumps(target.tokens)}
        # as stored, so that what is measured is what is shipped
        tensors = {name: t.numpy(force=True).astype(np.float16) for name, t in self.state_dict().items()}
        return Translator(tensors, facts)


def bleu(model: Translator, held_out: dict[str, list[list[str]]], beam: int) -> tuple[float, str]:
    """Corpus BLEU of lower-case text, each against all its known translations; its signature."""
    from sacrebleu.metrics import BLEU

    metric = BLEU()
    found = [model.translate(en, beam).text for en in held_out]
    answers = [[join_french(fr) for fr in known] for known in held_out.values()]
    references = [
        [known[k] if k < len(known) else None for known in answers]
        for k in range(max(map(len, answers)))
    ]
    score = metric.corpus_score(found, references)
    return round(score.score, 1), str(metric.get_signature())


def measure(model: Translator, held_out: dict[str, list[list[str]]]) -> dict[str, str | float]:
    """BLEU with greedy choice and with a beam of 4, and the latter by the length of the sentence."""
    beam, signature = bleu(model, held_out, BEAM)
    groups = {}
    for low, high in LENGTHS:
        part = {en: known for en, known in held_out.items() if low <= len(en.split()) <= high}
        if part:
            groups[str(low) if low == high else f"{low}–{high}"] = {
                "sentences": len(part),
                "bleu": bleu(model, part, BEAM)[0],
            }
    return {
        "bleu_greedy": bleu(model, held_out, 1)[0],
        "bleu_beam_4": beam,
        "bleu_by_length": json.dumps(groups),
        "bleu_signature": signature,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, help="English, tab, French")
    parser.add_argument("--plain", action="store_true", help="without attention")
    parser.add_argument(
        "--held-out", type=int, default=1000, help="English sentences to measure BLEU on"
    )
    parser.add_argument("--limit", type=int, help="train on this many pairs only, to try things out")
    parser.add_argument("--embedding", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=5e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    training, held_out = pairs.split(pairs.read(options.corpus), options.held_out, options.seed)
    training = training[: options.limit]
    source = Vocabulary.build([END] * len(training) + [w for en, _ in training for w in en], min_count=3)
    target = Vocabulary.build(
        [END, START] * len(training) + [w for _, fr in training for w in fr], min_count=3
    )
    print(
        f"{len(training)} pairs, {len(held_out)} held out, vocabularies {len(source)} and {len(target)}"
    )
    network = Network(
        len(source), len(target), options.embedding, options.hidden, not options.plain, options.dropout
    )
    measured = [(en.split(), fr) for en, known in held_out.items() for fr in known]

    def batches(epoch: int):
        return pairs.batches(training, source, target, options.batch, options.seed + epoch)

    @torch.inference_mode()
    def validate(network: Network) -> dict[str, float]:
        network.eval()
        total = count = 0
        for ids, targets in pairs.batches(measured, source, target, 256, 0):
            total += network.losses(ids, targets).sum().item()
            count += (targets != IGNORE).sum().item()
        return {"perplexity": round(math.exp(total / count), 3)}

    name = "translation-plain" if options.plain else "translation"
    schedule = loop.Schedule(options.epochs, options.rate)
    figures = loop.fit(network, batches, schedule, Path("runs") / name, validate)
    facts = {"task": "translation", "pairs": len(training), "held_out": len(held_out), **figures}
    model = network.to_model(source, target, **facts)
    facts |= measure(model, held_out)
    print(json.dumps(facts))
    network.to_model(source, target, **facts).save(options.to / f"{name}.safetensors")


if __name__ == "__main__":
    main()
