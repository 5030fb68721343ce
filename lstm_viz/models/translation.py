"""Translation by two LSTMs: an encoder reads the sentence, a decoder writes the translation.

    s_1 … s_S = encoder(source)                 hidden states (S, H)
    h_t, C_t = decoder(y_{t−1}; h_{t−1}, C_{t−1}),   h_0, C_0 = the encoder's last
    a_tj = softmax_j(h_t·W_a·s_j)               attention (S,)
    c_t = Σ_j a_tj s_j                          context (H,)
    h̃_t = tanh(W_c·[c_t, h_t])                  (E,)
    p_t = softmax(embedding·h̃_t + b)            next French word (V,)

A word that the network does not know reads as UNKNOWN, on both sides; where the decoder writes UNKNOWN, the
unknown English word that it attends to most is copied (after Luong et al. 2015, "Addressing the rare word
problem in neural machine translation"; there with positions). A beam keeps several beginnings at once; of
its ends that one is taken which copies most of the unknown words, and of these the likeliest a word.

Sutskever, Vinyals and Le (2014, "Sequence to sequence learning with neural networks"); attention of
Luong, Pham and Manning (2015, "Effective approaches to attention-based neural machine translation",
section 3.1, score "general"). Without attention h̃_t = tanh(W_c·h_t): all the decoder ever learns of the
sentence went through the one state (h_0, C_0), and words are copied in their order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from lstm_viz.inputs.clitics import english, join_french
from lstm_viz.inputs.text import END, UNKNOWN, EmptyText, TextError, Vocabulary
from lstm_viz.nn import lstm
from lstm_viz.nn.softmax import softmax

from . import checkpoints
from .cells import CELLS, TextTrace
from .checkpoints import ModelError

START = "<start>"  # what the decoder reads first
LONGEST_SOURCE = 16  # words and signs: the longest sentence of the training data
BEAM = 4  # beginnings that the search keeps
SHOWN = 3  # continuations that the search lists at least, so that one sees what it did not choose
LONGEST_TARGET = 24  # a decoder that has not ended by then is stopped


@dataclass(frozen=True)
class Hypothesis:
    """A beginning of a translation, as the search knows it."""

    tokens: tuple[str, ...]
    log_probability: float  # Σ_t log p_t, natural logarithm
    parent: int  # place of the hypothesis it continues among those kept one step before; −1 at first
    kept: bool  # among the best of its step

    @property
    def ended(self) -> bool:
        return self.tokens[-1] == END

    @property
    def score(self) -> float:
        """Mean log probability of a word: a sum would prefer short translations."""
        return self.log_probability / len(self.tokens)


@dataclass(frozen=True)
class Translation:
    """A sentence, its translation, and everything computed on the way."""

    source_tokens: list[str]  # S, the last one END
    target_tokens: list[str]  # T as in the vocabulary, the last one END (unless the decoder was stopped)
    copied: list[int | None]  # T: which source token stands for a target token UNKNOWN
    encoder: TextTrace  # over the source tokens
    decoder: TextTrace  # over what the decoder read: START and the target tokens but the last
    attention: np.ndarray | None  # a (T, S), rows sum to 1; None without attention
    scores: np.ndarray  # logits (T, V)
    steps: list[list[Hypothesis]]  # the search: what was considered at each step, best first

    @property
    def words(self) -> list[str]:
        """The target tokens (T) as they are read: with the copied words."""
        pairs = zip(self.target_tokens, self.copied, strict=True)
        return [said if j is None else self.source_tokens[j] for said, j in pairs]

    @property
    def text(self) -> str:
        return join_french([word for word in self.words if word != END])


class Translator(checkpoints.Stored):
    """A trained encoder–decoder.

    Args:
        tensors: `source.weight` (Vs, E), `encoder.*`, `target.weight` (V, E), `decoder.*`,
            `combine.weight` (E, 2H with attention, H without), `attention.weight` (H, H) where it attends,
            `bias` (V,).
        facts: metadata: vocabularies `source` and `target` as JSON, figures of the training.

    Raises:
        ModelError: something is missing or shapes do not fit together.
    """

    SHIPPED = "translation"

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        try:
            self.source = Vocabulary(json.loads(self.facts["source"]))
            self.target = Vocabulary(json.loads(self.facts["target"]))
            self.source_embeddings = self.tensors["source.weight"]  # (Vs, E)
            self.target_embeddings = self.tensors["target.weight"]  # (V, E)
            self.combine = self.tensors["combine.weight"]  # (E, 2H) or (E, H)
            self.bias = self.tensors["bias"]  # (V,)
        except KeyError as missing:
            raise ModelError(f"This is not a translator of ours: it has no {missing}.") from missing
        self.attention = None  # W_a (H, H)
        if "attention.weight" in self.tensors:  # torch's Linear holds its matrix the other way around
            self.attention = self.tensors["attention.weight"].T
        self.encoder = CELLS["lstm"].layer(self.tensors, "encoder")
        self.decoder = CELLS["lstm"].layer(self.tensors, "decoder")
        (V, E), H = self.target_embeddings.shape, self.decoder.hidden_size
        width = H if self.attention is None else 2 * H
        sizes = self.combine.shape, self.bias.shape, len(self.source), len(self.target)
        if sizes != ((E, width), (V,), len(self.source_embeddings), V) or self.encoder.hidden_size != H:
            raise ModelError("The sizes of this translator's tensors do not fit together.")

    @property
    def attends(self) -> bool:
        return self.attention is not None

    @property
    def sizes(self) -> dict[str, int]:
        """Words of each language, E numbers a word, H units a layer, and all trainable numbers."""
        V, E = self.target_embeddings.shape
        H = self.decoder.hidden_size
        return {
            "source": len(self.source),
            "target": V,
            "E": E,
            "H": H,
            "parameters": self.parameter_count,
        }

    def encode(self, text: str) -> TextTrace:
        """The encoder's pass over the source tokens, END at last.

        Raises:
            EmptyText: no word in the text.
            TextError: more than `LONGEST_SOURCE` tokens.
        """
        tokens = english(text[:2000])
        if not tokens:
            raise EmptyText("There is nothing to translate yet: type a short English sentence.")
        if len(tokens) > LONGEST_SOURCE:
            raise TextError(
                f"This has more than {LONGEST_SOURCE} words and signs, longer than anything the network "
                "learned from. Translate it one short sentence at a time."
            )
        tokens.append(END)
        ids = self.source.encode(tokens)
        return _text_trace(lstm.run(self.encoder, self.source_embeddings[ids]), tokens, ids)

    def attend(self, h: np.ndarray, states: np.ndarray) -> np.ndarray:
        """How much each decoder state (…, H) attends to each encoder state (S, H): weights (…, S)."""
        assert self.attention is not None, "this model has no attention"
        # a_tj = softmax_j(h_t·W_a·s_j)
        return softmax(h @ self.attention @ states.T)

    def score(self, h: np.ndarray, states: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Scores (logits) (…, V) of the next word after decoder states (…, H), and the attention."""
        weights = None
        if self.attends:
            weights = self.attend(h, states)  # (…, S)
            # c_t = Σ_j a_tj s_j
            h = np.concatenate([weights @ states, h], axis=-1)  # (…, 2H): [c_t, h_t]
        # h̃_t = tanh(W_c·[c_t, h_t])
        return np.tanh(h @ self.combine.T) @ self.target_embeddings.T + self.bias, weights

    def translate(self, text: str, beam: int = BEAM) -> Translation:
        """Translate a short sentence.

        Args:
            beam: how many beginnings the search keeps at each step; 1 is the greedy choice.

        Raises:
            EmptyText, TextError: as `encode`.
            ValueError: a beam below 1.
        """
        if beam < 1:
            raise ValueError("A beam keeps at least one beginning.")
        encoder = self.encode(text)
        steps = self._search(encoder, beam)
        ended = [h for step in steps for h in step if h.kept and h.ended]
        last = [h for h in steps[-1] if h.kept]
        # what leaves fewer of the unknown words uncopied comes before what is likelier
        best = max(ended or last, key=lambda h: (h.tokens.count(UNKNOWN), h.score))
        # the chosen words once more in one pass, everything recorded
        read = [START, *best.tokens[:-1]]
        ids = self.target.encode(read)
        x = self.target_embeddings[ids]  # (T, E)
        decoder = lstm.run(self.decoder, x, encoder.hidden_state[-1], encoder.cell_state[-1])
        scores, attention = self.score(decoder.hidden_state, encoder.hidden_state)
        return Translation(
            source_tokens=encoder.tokens,
            target_tokens=list(best.tokens),
            encoder=encoder,
            copied=copied(best.tokens, encoder.known, attention),
            decoder=_text_trace(decoder, read, ids),
            attention=attention,
            scores=scores,
            steps=steps,
        )

    def silent(self, encoder: TextTrace, said: tuple[str, ...] = ()) -> list[str]:
        """What may not be written next, however likely: START, and UNKNOWN where no word is left to copy."""
        left = encoder.known.count(False) - said.count(UNKNOWN)
        return [START] if left else [START, UNKNOWN]

    def _search(self, encoder: TextTrace, beam: int) -> list[list[Hypothesis]]:
        """Beam search: at each step all continuations of the kept beginnings, the best `beam` kept.

        A hypothesis that has ended leaves the beam; the search ends when `beam` have. Each step lists
        as many continuations of every beginning as can be kept, and at least `SHOWN`.
        """
        states = encoder.hidden_state  # (S, H)
        live = [(Hypothesis((START,), 0.0, -1, True), states[-1], encoder.cell_state[-1])]
        steps: list[list[Hypothesis]] = []
        room = beam
        width = min(max(beam, SHOWN), len(self.target) - len(self.silent(encoder)))
        while live and room and len(steps) < LONGEST_TARGET:
            found, after = [], []
            for parent, (hypothesis, h, c) in enumerate(live):
                x = self.target_embeddings[self.target.index[hypothesis.tokens[-1]]]  # (E,)
                *_, c, _, h = lstm.step(self.decoder, x, h, c)
                after.append((h, c))
                scores, _ = self.score(h, states)  # (V,)
                scores[self.target.encode(self.silent(encoder, hypothesis.tokens))] = -np.inf
                log_p = scores - scores.max()
                log_p -= np.log(np.exp(log_p).sum())
                said = () if hypothesis.tokens == (START,) else hypothesis.tokens
                for i in np.argpartition(-log_p, width)[:width]:
                    total = hypothesis.log_probability + float(log_p[i])
                    found.append(Hypothesis((*said, self.target.tokens[i]), total, parent, False))
            found.sort(key=lambda hypothesis: -hypothesis.log_probability)
            found = [
                Hypothesis(h.tokens, h.log_probability, h.parent, k < room) for k, h in enumerate(found)
            ]
            steps.append(found)
            live = [(h, *after[h.parent]) for h in found if h.kept and not h.ended]
            room -= sum(h.kept and h.ended for h in found)
        return steps


def copied(
    target: Sequence[str], known: Sequence[bool], attention: np.ndarray | None
) -> list[int | None]:
    """For each target token UNKNOWN the source token that it copies, each at most once; else None.

    It is the one among the source tokens that are not `known` that the attention (T, S) looks at most, or
    without attention the first that is left.
    """
    left = [j for j, is_known in enumerate(known) if not is_known]
    result: list[int | None] = []
    for t, token in enumerate(target):
        if token != UNKNOWN or not left:
            result.append(None)
            continue
        weights = np.zeros(len(known)) if attention is None else attention[t]
        most = max(left, key=lambda j: weights[j])
        result.append(most)
        left.remove(most)
    return result


def _text_trace(run: lstm.Trace, tokens: list[str], ids: np.ndarray) -> TextTrace:
    values = {f.name: getattr(run, f.name) for f in fields(run)}
    return TextTrace(**values, tokens=tokens, known=[bool(i) for i in ids], ids=ids)
