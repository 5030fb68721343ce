"""Words for somebody's own network: a vocabulary that stands beside its embedding, and texts cut by it."""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import regex

from lstm_viz.inputs import signs
from lstm_viz.inputs.text import UNKNOWN, characters, words
from lstm_viz.models.checkpoints import ModelError

from .network import Network

PAD = "<pad>"
UNKNOWNS = (UNKNOWN, "<UNK>", "[UNK]", "unk", "UNK", "<oov>", "<OOV>", "[OOV]")
PADS = (PAD, "<PAD>", "[PAD]", "<blank>", "")
_WORD, _BLANK = map(regex.compile, (signs.WORD, signs.BLANK))


@dataclass(frozen=True)
class Encoded:
    """A text as the network reads it."""

    tokens: list[str]  # T, as they stand in the text
    known: list[bool]  # T, False where the unknown token is read
    ids: np.ndarray  # (T,) int64
    left_out: list[str]  # of the text, since the vocabulary has no unknown token


@dataclass(frozen=True)
class Words:
    """Tokens by their rows of an embedding."""

    tokens: tuple[str, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        return {token: k for k, token in reversed(list(enumerate(self.tokens)))}

    @cached_property
    def _plain(self) -> list[str]:
        """The tokens that are no signs of the program's own."""
        return [t for t in self.tokens if t and not (t[0] in "<[" and t[-1] in ">]" and len(t) > 1)]

    @property
    def letters(self) -> bool:
        """Whether it is a vocabulary of single letters."""
        plain = [token for token in self._plain if token not in UNKNOWNS]
        return bool(plain) and all(len(token) == 1 for token in plain)

    def _row(self, names: tuple[str, ...]) -> int | None:
        return next((self.index[name] for name in names if name in self.index), None)

    @property
    def unknown(self) -> int | None:
        """Row of the token that stands for all others; None where there is none."""
        return self._row(UNKNOWNS)

    @property
    def pad(self) -> int | None:
        """Row of the token that fills up a batch; None where there is none."""
        return self._row(PADS)

    def cut(self, text: str) -> list[str]:
        """A text as tokens: letters or words, in lower case where the vocabulary is."""
        if self.letters:
            found = characters(text) if self.lower else list(text)
            return found if self.blanks else [sign for sign in found if not _BLANK.fullmatch(sign)]
        return words(text) if self.lower else _WORD.findall(text)

    @property
    def blanks(self) -> bool:
        """Whether blanks between letters are read."""
        return " " in self.index

    @cached_property
    def lower(self) -> bool:
        """Whether no capital stands in it, so that texts are read in lower case."""
        return all(token == token.lower() for token in self._plain)

    @property
    def tokenizer(self) -> str:
        """Which of `TOKENIZERS` it is nearest to, as `join` in inputs/text.py takes it."""
        return "characters" if self.letters else "words"

    def encode(self, tokens: list[str]) -> Encoded:
        """Their rows; a token without one is read as the unknown token, or left out where there is none."""
        known = [token in self.index for token in tokens]
        unknown = self.unknown
        kept = [k for k, here in enumerate(known) if here or unknown is not None]
        return Encoded(
            [tokens[k] for k in kept],
            [known[k] for k in kept],
            np.array([self.index.get(tokens[k], unknown) for k in kept], np.int64),
            [token for token, here in zip(tokens, known, strict=True) if not here and unknown is None],
        )


def with_words(network: Network, words: Words) -> Network:
    """The network with this vocabulary; where it has no embedding, each token is given as one-hot numbers."""
    rows = network.embedding
    if rows is None:
        rows = np.eye(network.features, dtype=np.float32)
    return replace(network, embedding=rows, tokens=words.tokens)


def read_vocabulary(data: bytes, rows: int) -> Words:
    """A vocabulary file for an embedding of so many rows.

    JSON: a list of tokens, tokens with their numbers, or a Keras tokenizer's `word_index`; else text, one
    token a line, in the order of the rows. Rows without a token get their number as a name.

    Raises:
        ModelError: it is neither, or has more tokens than the embedding rows.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ModelError(
            "The vocabulary is no text in UTF-8: save it as UTF-8 and try again."
        ) from error
    if text.lstrip()[:1] in ("[", "{") and not re.match(
        r"\s*\[\w+\]\s*$", text, re.MULTILINE
    ):  # “[PAD]”
        try:
            found = json.loads(text)
        except ValueError as error:
            raise ModelError(f"The vocabulary looks like JSON, but cannot be read: {error}") from error
        if isinstance(found, dict):
            found = next((found[key] for key in ("word_index", "vocab", "stoi") if key in found), found)
            found = json.loads(found) if isinstance(found, str) else found
        pairs = list(found.items()) if isinstance(found, dict) else [(t, k) for k, t in enumerate(found)]
    else:
        lines = text.removesuffix("\n").split("\n")
        pairs = [(line.rstrip("\r").partition("\t")[0], k) for k, line in enumerate(lines)]
    if not pairs or not all(isinstance(t, str) and type(k) is int and k >= 0 for t, k in pairs):
        raise ModelError(
            "The vocabulary must be a list of tokens, tokens with their numbers, or one token a line."
        )
    named = {k: token for token, k in pairs}
    if max(named) >= rows:
        raise ModelError(
            f"The vocabulary has a token number {max(named)}, but the embedding has {rows} rows "
            f"(0 to {rows - 1}): it belongs to another network."
        )
    return Words(tuple(named.get(k, f"<{k}>") for k in range(rows)))
