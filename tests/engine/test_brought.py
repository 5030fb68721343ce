"""What is typed into somebody's own network: the engine's tokens and readings against Python's."""

import random

import numpy as np
import pytest
import torch
from safetensors.numpy import load

import lstm_viz
from lstm_viz.browser.engine import brought, payload
from lstm_viz.models.opened.text import Words, with_words
from lstm_viz.nn.softmax import softmax

from .node import ask, read_arrays
from .test_reading import CLOSE, FIELDS
from .test_tokens import odd_texts

LIMIT = 60
LETTERS = list("abcdefghijklmnopqrstuvwxyz")
VOCABULARIES = {
    "words": ["<pad>", "the", "dog", "[UNK]", "dogs", "near", "house", ".", "don't", "<end>", "dog"],
    "words with capitals": ["The", "the", "Dog", "dogs", "near", "house", ".", "<unk>"],
    "words, none for unknown ones": ["the", "dog", "dogs", "near", "house", ".", "don't"],
    "letters": [*LETTERS, " ", "<unk>"],
    "letters without blanks": ["<unk>", *LETTERS, "é", "."],
    "letters with capitals": [*LETTERS, *map(str.upper, LETTERS), "\n", " ", "é", "🐻"],
    "letters with capitals without blanks": ["<unk>", *LETTERS, *map(str.upper, LETTERS), "\n"],
}


def opened(vocabulary: list[str], embedded: bool = True, bias: bool = True):
    """A network of random numbers over this vocabulary; else its input is one-hot."""
    torch.manual_seed(0)
    V, E, H = len(vocabulary), 6, 9
    parts = {"lstm": torch.nn.LSTM(E if embedded else V, H, bias=bias)}
    parts["head"] = torch.nn.Linear(H, V, bias=bias)
    if embedded:
        parts["embedding"] = torch.nn.Embedding(V, E)
    return with_words(lstm_viz.open(torch.nn.ModuleDict(parts)), Words(tuple(vocabulary)))


def texts(vocabulary: list[str], count: int = 150) -> list[str]:
    """Odd texts, and texts of tokens that are known, some in capitals and some not known."""
    chance = random.Random(2)
    pieces = [*vocabulary, "The", "DOGS", "zzyzx", "ab", "e\u0301", "Houses", "\n", "\u00a0", "  "]
    blank = ["", " ", " "]
    mixed = [
        "".join(chance.choice(pieces) + chance.choice(blank) for _ in range(chance.randint(1, 40)))
        for _ in range(count)
    ]
    return [*odd_texts(150 + count)[150:], *mixed]


FORMS = {"one-hot": {"embedded": False}, "no bias": {"bias": False}}
NETWORKS = [*((kind, {}) for kind in VOCABULARIES), *(("words", form) for form in FORMS.values())]


@pytest.mark.parametrize(("kind", "form"), NETWORKS, ids=[*VOCABULARIES, *FORMS])
def test_what_is_typed_is_read_as_python_reads_it(kind, form, tmp_path):
    network = opened(VOCABULARIES[kind], **form)
    words = Words(network.tokens)
    (tmp_path / "weights").write_bytes(brought.language_model(network, words).file())
    asked = texts(VOCABULARIES[kind])
    answers = ask("type.js", tmp_path, {
        "weights": str(tmp_path / "weights"),
        "writing": payload.writing(),
        "texts": asked,
        "limit": LIMIT,
        "fields": FIELDS["lstm"],
        "arrays": str(tmp_path / "arrays"),
    })  # fmt: skip
    shapes, expected = {}, {}
    for k, (text, answer) in enumerate(zip(asked, answers, strict=True)):
        read = words.encode(words.cut(text))
        assert answer["tokens"] == read.tokens[:LIMIT], ascii(text)
        if not read.tokens:
            continue
        assert answer["known"] == read.known[:LIMIT]
        trace = network.trace(read.ids[:LIMIT])
        arrays = {name: getattr(trace.layers[0], name) for name in FIELDS["lstm"]}
        arrays["p"] = softmax(trace.scores[-1])
        expected |= {(k, name): array for name, array in arrays.items()}
    shapes = {key: array.shape for key, array in expected.items()}
    assert len(expected) > 100
    found = read_arrays(tmp_path / "arrays", shapes)
    for (k, name), array in expected.items():
        np.testing.assert_allclose(found[k, name], array, **CLOSE, err_msg=f"{name} of {asked[k]!a}")


def test_a_text_goes_on_behind_tokens_that_are_left_out(tmp_path):
    network = opened(VOCABULARIES["words, none for unknown ones"])
    (tmp_path / "weights").write_bytes(brought.language_model(network, Words(network.tokens)).file())
    asked = ["theory the dogs", "the theory dogs dog", "the dog"]
    question = {"weights": str(tmp_path / "weights"), "writing": payload.writing(), "texts": asked}
    question |= {"limit": LIMIT, "fields": [], "arrays": str(tmp_path / "arrays")}
    halves = [answer["half"] for answer in ask("type.js", tmp_path, question)]
    assert halves == ["theory the", "the theory dogs", "the"]


@pytest.mark.parametrize(
    "module",
    [
        {"num_layers": 2},
        {"bidirectional": True},
        {"proj_size": 3},
    ],
    ids=str,
)
def test_other_networks_are_no_language_model_of_the_browser(module):
    V, H = 8, 5
    outputs = module.get("proj_size", H) * (1 + bool(module.get("bidirectional")))
    parts = {"embedding": torch.nn.Embedding(V, 4), "lstm": torch.nn.LSTM(4, H, **module)}
    network = lstm_viz.open(torch.nn.ModuleDict(parts | {"head": torch.nn.Linear(outputs, V)}))
    assert network.head and brought.language_model(network, Words(tuple("abcdefgh"))) is None


def test_a_head_over_classes_or_too_many_numbers_are_none_either():
    embedding, lstm = torch.nn.Embedding(8, 4), torch.nn.LSTM(4, 5)
    words = Words(tuple("abcdefgh"))
    classes = {"embedding": embedding, "lstm": lstm, "head": torch.nn.Linear(5, 3)}
    assert brought.language_model(lstm_viz.open(torch.nn.ModuleDict(classes)), words) is None
    large = {
        "embedding": torch.nn.Embedding(8, 4),
        "lstm": torch.nn.LSTM(4, 900),
        "head": torch.nn.Linear(900, 8),
    }
    assert brought.language_model(lstm_viz.open(torch.nn.ModuleDict(large)), words) is None


def test_numbers_of_half_precision_travel_as_such_and_stay_the_same():
    module = torch.nn.ModuleDict(
        {
            "embedding": torch.nn.Embedding(8, 4),
            "lstm": torch.nn.LSTM(4, 5),
            "head": torch.nn.Linear(5, 8),
        }
    )
    words, sent = Words(tuple("abcdefgh")), {}
    for name in ("float", "half"):  # from float to half, in place
        network = lstm_viz.open(getattr(module, name)())
        sent[name] = brought.language_model(network, words).file()
        there = load(sent[name])["head.weight"]
        np.testing.assert_array_equal(there.astype(np.float32), network.head.weight)
    assert len(sent["half"]) < len(sent["float"]) - 200
