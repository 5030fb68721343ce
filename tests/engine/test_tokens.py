"""The engine's tokenizers against Python's, on odd texts."""

import random
import sys
import unicodedata

import pytest

from lstm_viz.browser.engine import payload
from lstm_viz.inputs import signs, text

from .node import ask

PIECES = [
    *signs.SIGNS,
    *"'’\"-.,;:!?()[]{}<>_*&%$§°…·¿¡\\/|~^+=#@",
    *signs.ALONE,
    *"abcxyzABCXYZßẞİıŉǆﬁﬃſÅＡ①½²ªΣςσΆάЙйё",
    *"0123456789٣३",
    *" \t\n\u00a0\u2003\u3000\u2028",
    *"\u0301\u0308\u0338\u0345\u0483\u064e\u05b8\u093c\u0e31\u0f71\u20dd\u1ab0",
    *"שלוםمرحباনমস্তেสวัสดีमस्ते日本語한국어ᄒ\u1161\u11abᏣꭰ𐐀𐐨🐻",
    *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u061c\u0000\u001f\ud800\udc00",
    "👨‍👩‍👧", "🇫🇷", "🇫", "👍🏽", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "don't", "I'll", "qu'il",
    "Żółć", "naïve", "ΟΔΥΣΣΕΥΣ", "e\u0301", "a\u0328\u0301", "\u0301a", "x\u20e3", "3.14", "well-known",
]  # fmt: skip


def odd_texts(count: int) -> list[str]:
    """Texts of pieces that are hard to cut, and of any signs that Unicode knows."""
    chance = random.Random(0)
    assigned = [
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in ("Cn", "Cs")
    ]
    texts = ["", " ", "\n", *PIECES]
    while len(texts) < count:
        kind = chance.choice([PIECES, PIECES, assigned])
        texts.append("".join(chance.choices(kind, k=chance.randint(1, 40))))
    # two halves of a sign that meet are one sign in JSON: they aren't two in any text that is typed
    return [t.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") for t in texts]


def test_tokens_equal_python_s(tmp_path):
    texts = odd_texts(2500)
    excerpts = [
        ["the dog " * 9, 4, 200_000],
        ["dog " * 90, 5, 30],
        ["🐻a" * 9, 5, 7],
        ["🐻a" * 9, 50, 18],
    ]
    asked = {"texts": texts, "writing": payload.writing(), "excerpts": excerpts}
    answer = ask("cut.js", tmp_path, asked)
    for kind, cut in text.TOKENIZERS.items():
        wrong = [
            (asked, cut(asked), found)
            for asked, found in zip(texts, answer[kind], strict=True)
            if cut(asked) != found
        ]
        assert not wrong, f"{len(wrong)} of {len(texts)}, first {[ascii(part) for part in wrong[0]]}"
    for (asked, limit, longest), found in zip(excerpts, answer["excerpts"], strict=True):
        part = text.excerpt(asked, "words", limit, longest)
        assert (found["tokens"], found["total"]) == (part.tokens, part.total)
        assert found["counted_all"] == part.counted_all


@pytest.mark.parametrize("name", ["word", "character", "sign", "marks"])
def test_python_and_browser_read_one_definition(name):
    assert payload.writing()["patterns"][name] == getattr(signs, name.upper())
