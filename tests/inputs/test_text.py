"""Tokenizers, vocabulary, and what of a text is read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.inputs.text import (
    TOKENIZERS,
    UNKNOWN,
    EmptyText,
    TextError,
    Vocabulary,
    characters,
    excerpt,
    join,
    words,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The river.", ["the", "river", "."]),
        ("Don't! I'll wait", ["don't", "!", "i'll", "wait"]),
        ("it’s", ["it's"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("well-known", ["well", "-", "known"]),
        ("3.14 and 2026", ["3", ".", "14", "and", "2026"]),
        ("snake_case", ["snake", "_", "case"]),
        ("café naïve", ["café", "naïve"]),
        ("cafe\u0301", ["café"]),  # a letter and an accent are one letter
        ("ﬁsh", ["fish"]),  # a ligature is two letters
        ("a\u200bb\u00adc", ["abc"]),  # invisible signs are none
        ("ПРИВЕТ мир", ["привет", "мир"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("مرحبا", ["مرحبا"]),
        ("\u202eevil\u202c", ["evil"]),  # marks that turn the direction of writing
        ("I 🐻 you", ["i", "🐻", "you"]),
        ("<b>bold</b>", ["<", "b", ">", "bold", "<", "/", "b", ">"]),
        (r"$\frac{a}{b}$", ["$", "\\", "frac", "{", "a", "}", "{", "b", "}", "$"]),
        ("one\ntwo\tthree", ["one", "two", "three"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),  # marks beside and below letters belong to them
        ("สวัสดี", ["สวัสดี"]),
        ("বাংলা தமிழ் မြန်မာ", ["বাংলা", "தமிழ்", "မြန်မာ"]),
        ("กำ ทำ", ["กํา", "ทํา"]),  # as NFKC writes them
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("한국어 한국어", ["한국어", "한국어"]),  # letters in parts
        ("日本語がわからない", ["日本語がわからない"]),
        ("x\u0338y", ["xy"]),  # a mark of no script that makes no letter
        ("👨‍👩‍👧 🇫🇷 👍🏽 ❤️", ["👨‍👩‍👧", "🇫🇷", "👍🏽", "❤"]),  # one picture, one token
        ("", []),
        ("  \n\t ", []),
        ("\x00\x07", []),
        ("\ud800", []),  # half a sign
    ],
)
def test_words(text, tokens):
    assert words(text) == tokens


@pytest.mark.parametrize("sign", "'‘’‚‛ʼʹʻ´`′‵＇`ʽ՚׳΄᾿")
def test_every_apostrophe_is_one(sign):
    assert words(f"I don{sign}t") == ["i", "don't"]
    assert characters(f"n{sign}t") == ["n", "'", "t"]


@pytest.mark.parametrize("sign", '"“”„‟″«»＂〝〞「」')
def test_every_quote_is_one(sign):
    assert words(f"He said {sign}no{sign}.") == ["he", "said", '"', "no", '"', "."]


@pytest.mark.parametrize("sign", "-‐‑‒–—―−﹣－⁃")
def test_every_hyphen_is_one(sign):
    assert words(f"well{sign}known") == ["well", "-", "known"]


SCRIPTS = {
    "Devanagari": "क्षत्रियों",
    "Arabic": "مُحَمَّد",
    "Hebrew": "בְּרֵאשִׁית",
    "Thai": "ผู้ใหญ่",
    "Tamil": "கொண்டு",
    "Khmer": "ភាសាខ្មែរ",
    "Tibetan": "བོད་ཡིག".split("་")[0],
    "Sinhala": "ශ්\u200dරී",
    "Greek": "ΆΝΘΡΩΠΟΣ",
    "Georgian": "საქართველო",
    "Armenian": "Հայաստան",
    "Ethiopic": "አማርኛ",
    "Cherokee": "ᏣᎳᎩ",
    "Hangul": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "Braille": "⠓⠑⠇⠇⠕",
    "Gothic": "𐌲𐌿𐍄𐌹𐍃𐌺",
    "Zalgo": "h\u0353\u0317e\u0336y\u0301\u0338",
}


@pytest.mark.parametrize("word", SCRIPTS.values(), ids=SCRIPTS)
def test_a_word_of_any_script_is_one_word(word):
    assert len(words(word)) == 1
    assert len(words(f"{word}, {word}")) == 3


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Oh  no", ["o", "h", " ", "n", "o"]),
        ("a\t \u00a0b", ["a", " ", "b"]),
        ("a\nb", ["a", "\n", "b"]),
        ("É🐻", ["é", "🐻"]),
        ("", []),
    ],
)
def test_characters(text, tokens):
    assert characters(text) == tokens


@given(st.text(max_size=200))
def test_no_word_is_lost_or_made_up(text):
    for token in words(text):
        assert token and token == token.strip() and token.lower() == token
        assert not any(c.isspace() for c in token)
    kept = "".join(words(text))
    for c in text:
        if c.isascii() and not c.isspace() and c.isprintable():
            assert ("'" if c == "`" else c.lower()) in kept


@given(st.sampled_from(list(TOKENIZERS)), st.text(max_size=200))
def test_join_gives_back_the_tokens(tokenizer, text):
    cut = TOKENIZERS[tokenizer]
    tokens = cut(text)
    assert cut(join(tokens, tokenizer)) == tokens


@given(st.lists(st.sampled_from(["a", "don't", "'", ".", "!", "<", "_", "12", "🐻", "no"]), max_size=12))
def test_join_gives_back_any_words(tokens):
    assert words(join(tokens, "words")) == tokens


def test_join_writes_as_people_do():
    assert join(["no", ",", "thanks", "!"], "words") == "no, thanks!"
    assert join(list("no, thanks"), "characters") == "no, thanks"


def test_excerpt_of_a_short_text():
    part = excerpt("The dog runs", "words", 120)
    assert (part.tokens, part.total, part.counted_all) == (["the", "dog", "runs"], 3, True)


def test_excerpt_of_a_long_text():
    part = excerpt("the dog " * 100, "words", 120)
    assert part.tokens == ["the", "dog"] * 60
    assert (part.total, part.counted_all) == (200, True)


def test_excerpt_of_a_text_too_long_to_count():
    part = excerpt("dog " * 1_000_000, "words", 5, longest=400)
    assert part.tokens == ["dog"] * 5
    assert (part.total, part.counted_all) == (100, False)


@pytest.mark.parametrize("text", ["", "   ", "\n \t\n", "\u200b", " \u0301 ", "\x00"])
@pytest.mark.parametrize("tokenizer", list(TOKENIZERS))
def test_excerpt_of_nothing(tokenizer, text):
    with pytest.raises(EmptyText, match="type a few words") as error:
        excerpt(text, tokenizer, 10)
    assert isinstance(error.value, TextError) and isinstance(error.value, ValueError)


@pytest.fixture
def vocabulary():
    return Vocabulary([UNKNOWN, "the", "river", "rivers", "goes", "a"])


def test_encode_and_decode(vocabulary):
    ids = vocabulary.encode(["the", "zebra", "river"])
    assert ids.dtype == np.int64 and ids.tolist() == [1, 0, 2]
    assert vocabulary.decode(ids) == ["the", UNKNOWN, "river"]
    assert vocabulary.encode([]).shape == (0,)
    assert "river" in vocabulary and "zebra" not in vocabulary and len(vocabulary) == 6


@pytest.mark.parametrize(
    ("unknown", "near"),
    [
        ("rivr", "river"),
        ("riverss", "rivers"),
        ("gos", "goes"),
        ("xylophone", None),
        ("th", None),  # too short to guess
        ("🐻🐻🐻", None),
    ],
)
def test_suggest(vocabulary, unknown, near):
    assert vocabulary.suggest(unknown) == near


def test_suggestions_of_the_shipped_vocabulary(everyday):
    assert everyday.vocabulary.suggest("baseballl") == "baseball"
    assert everyday.vocabulary.suggest("qqqqqqq") is None


def test_build_takes_the_most_frequent():
    tokens = ["b", "b", "b", "a", "a", "c", "c", "d"]
    assert Vocabulary.build(tokens).tokens == [UNKNOWN, "b", "a", "c", "d"]
    assert Vocabulary.build(tokens, min_count=2).tokens == [UNKNOWN, "b", "a", "c"]
    assert Vocabulary.build(tokens, size=3).tokens == [UNKNOWN, "b", "a"]
    assert Vocabulary.build([UNKNOWN, "a"]).tokens == [UNKNOWN, "a"]


@pytest.mark.parametrize("tokens", [[], ["a"], [UNKNOWN, "a", "a"]])
def test_bad_vocabulary(tokens):
    with pytest.raises(ValueError, match="vocabulary"):
        Vocabulary(tokens)
