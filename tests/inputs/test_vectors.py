"""GloVe and word2vec files as gensim writes them, as they come in real life, and files that are none."""

import io
import logging

import numpy as np
import pytest
from gensim.models import KeyedVectors
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.inputs import vector_rows
from lstm_viz.inputs.vectors import VectorsError, read

WORDS = ["the", "bear", "grizzly", "Österreich", "7", "don't"]
NUMBERS = np.random.default_rng(0).normal(size=(6, 5)).astype(np.float32)


@pytest.fixture(params=["text", "binary", "GloVe"])
def file(request, tmp_path):
    """A file in each form, named by it."""
    keyed = KeyedVectors(5)
    keyed.add_vectors(WORDS, NUMBERS)
    path = tmp_path / f"{request.param}.vec"
    keyed.save_word2vec_format(
        path, binary=request.param == "binary", write_header=request.param != "GloVe", sort_attr="none"
    )
    return path


def test_read(file):
    vectors = read(file)
    assert vectors.form == file.stem
    assert vectors.words == WORDS and not vectors.notes
    np.testing.assert_allclose(vectors.vectors, NUMBERS, atol=1e-6)


def test_only_the_first_words_of_a_large_file(file, monkeypatch):
    monkeypatch.setattr(vector_rows, "MOST_WORDS", 4)
    vectors = read(file)
    assert vectors.words == WORDS[:4]
    assert "goes on" in vectors.notes[0] and len(vectors.notes) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no GloVe or word2vec file"),
        (b"Once upon a time there was a bear.\n", "no GloVe or word2vec file"),
        (b"PK\x03\x04 a zip file", "must be unpacked"),
        (b"\x1f\x8b a gz file", "must be unpacked"),
        (b"2 99999999\nthe 1 2\n", "1 to 2,000 numbers"),
        (b"0 5\n", "at least 1 word"),
        (b"the 0.1 0.2\nbear 0.3\n", "cannot be read to the end"),
        (b"the 0.1 0.2\nbear 0.3 oops\n", "cannot be read to the end"),
        (b"3 2\nthe 0.1 0.2\nbear 0.3\n", "cannot be read to the end"),
        (b"3 2\nthe \x00\x00", "cannot be read to the end"),
        (b"2 2\nthe 1 2\nbear 1 nan\n", "not finite"),
        (b"\xff\xfe\x00\x01" * 400, "no GloVe or word2vec file.*UTF-8"),
        (b"the 1 2\nbear 3\n" * 3, "line 2 should be a word and 2 numbers, but it has 1"),
        (b"the 1 2\nbear 1 2,5\n", r"line 2 .* “2,5” is none"),
        (b"the 0.1 0.2\nbear 0.3 0.4 0.5\nfish 0 1\n", "line 2 .* but has 3 or more"),
        (b"the 1 2\n 0.1 1_0\n", "line 2"),
        (b"2 3\nthe 1 2 3\nbear 1 2 1e39\n", r"“bear” \(line 3\) is not finite"),
        (b"0.1 0.2\n0.3 0.4\n", "only numbers in this file"),
        (b"2 2\n0.1 0.2\n0.3 0.4\n", "only numbers in this file"),
        (b" 1 2\n 3 4\n", "no words in this file"),
        (b"\n\n\n", "no GloVe or word2vec file"),
        (b"the,0.1,0.2\nbear,0.3,0.4\n", "blanks or tabs between"),
        (b"3 2\n", "line 2 should be a word and 2 numbers"),
        (b"3 2\nOnce upon a time\n", "line 2 should be a word and 2 numbers, but reads “Once upon"),
        (b"\x80\x04\x95 a pickle", "pickle.*save_word2vec_format"),
        (b"\xba\x16\x4f\x2f fastText", "take the .vec file"),
        (b"\x93NUMPY\x01\x00", "without words"),
        (b"\x89HDF\r\n", "HDF5"),
        (b"3 2\nthe " + np.float32([1, 2]).tobytes() + b"bear " + b"\x00" * 3, "only .* follow"),
        (b"2 2\nthe " + np.float32([1, np.nan]).tobytes() + b"bear 12345678", "after the 1. word"),
        (b"2 2\nthe " + np.float32([1, 2]).tobytes() + b"x" * 40, "after the 2. word"),
    ],
)
def test_malformed(tmp_path, content, says):
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=says):
        read(path)


def test_missing(tmp_path):
    with pytest.raises(VectorsError, match="cannot be opened"):
        read(tmp_path / "missing.txt")
    with pytest.raises(VectorsError, match="cannot be opened"):
        read(tmp_path)


LINE = b" 0.5 -1.25 2"
ROW = [0.5, -1.25, 2.0]


def opened(data: bytes, metadata: bytes | None = None):
    return read(io.BytesIO(data), metadata and io.BytesIO(metadata))


@pytest.mark.parametrize("header", [b"", b"3 3\n"], ids=["GloVe", "text"])
@pytest.mark.parametrize(
    ("word", "read_as"),
    [
        (b"new york", "new york"),
        (b". . .", ". . ."),
        (b"at name@example.org", "at name@example.org"),
        ("new\u00a0york".encode(), "new\u00a0york"),
        (b"catch 22", "catch 22"),
        (b"a\tb", "a b"),
        (b"2010", "2010"),
        (b"nan", "nan"),
        (b"KING", "KING"),
        ("我喜欢".encode()[:-1], "我喜\ufffd"),
    ],
)
def test_what_a_word_may_hold(header, word, read_as):
    for first in (True, False):  # as the first word and as a later one
        lines = [word + LINE, b"the" + LINE, b"bear" + LINE]
        vectors = opened(header + b"\n".join(lines if first else lines[::-1]))
        assert sorted(vectors.words) == sorted(["the", "bear", read_as])
        np.testing.assert_array_equal(vectors.vectors, [ROW] * 3)
        assert any("no UTF-8" in note for note in vectors.notes) == ("\ufffd" in read_as)


@pytest.mark.parametrize("word", ["new york", ". . .", "Ärger über Öl"])
@pytest.mark.parametrize("end", [b"", b"\n"], ids=["gensim", "word2vec"])
def test_a_binary_word_may_hold_blanks(word, end):
    numbers = np.random.default_rng(1).normal(size=(3, 40)).astype(np.float32)
    names = ["the", word, "bear"]
    data = b"".join(
        n.encode() + b" " + row.tobytes() + end for n, row in zip(names, numbers, strict=True)
    )
    vectors = opened(b"3 40\n" + data)
    assert vectors.words == names and vectors.form == "binary" and not vectors.notes
    np.testing.assert_array_equal(vectors.vectors, numbers)


def test_a_cut_letter_in_a_binary_file_is_replaced_and_said():
    data = b"2 3\n" + "我喜欢".encode()[:-1] + b" " + np.float32(ROW).tobytes() + b"the "
    vectors = opened(data + np.float32(ROW).tobytes())
    assert vectors.words == ["我喜\ufffd", "the"] and "1 × a word with letters" in vectors.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfthe" + LINE + b"\nbear" + LINE + b"\n",
        b"\xef\xbb\xbf2 3\nthe" + LINE + b"\nbear" + LINE + b"\n",
        b"the" + LINE + b"\r\nbear" + LINE + b"\r\n",
        b"the" + LINE + b"  \n\nbear" + LINE + b"\n\n\n",
        b"the" + LINE.replace(b" ", b"\t") + b"\nbear" + LINE.replace(b" ", b"\t"),
        b"the" + LINE.replace(b" ", b"  ") + b"\nbear" + LINE,
        b"2  3 \r\nthe" + LINE + b"\nbear" + LINE,
    ],
    ids=["mark", "mark and header", "Windows", "empty lines", "tabs", "two blanks", "loose header"],
)
def test_what_stands_around_the_words(data):
    vectors = opened(data)
    assert vectors.words == ["the", "bear"] and not vectors.notes
    np.testing.assert_array_equal(vectors.vectors, [ROW, ROW])


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (
            b"the" + LINE + b"\nbear" + LINE + b"\nthe 1 2 3\nthe 1 2 3\n",
            "2 × a word for the second time",
        ),
        (b"3 3\nthe" + LINE + b"\nthe 1 2 3\nbear" + LINE, "1 × a word for the second time"),
        (b"the" + LINE + b"\n\t" + LINE + b"\nbear" + LINE, "1 × a word of blanks alone"),
        (b"2 5\nthe" + LINE + b"\nbear" + LINE, "says 5 numbers a word, but the lines hold 3"),
        (b"7 3\nthe" + LINE + b"\nbear" + LINE, "says 7 words, but the file holds 2"),
        (b"word\ta\tb\tc\nthe" + LINE + b"\nbear" + LINE, "names columns"),
    ],
)
def test_what_is_mended_is_said(data, note):
    vectors = opened(data)
    assert vectors.words == ["the", "bear"] and len(vectors.notes) == 1 and note in vectors.notes[0]
    np.testing.assert_array_equal(vectors.vectors, [ROW, ROW])


def test_zeros_are_said():
    vectors = opened(b"the 0 0\nbear 1 2\n")
    assert vectors.words == ["the", "bear"] and "1 × a word with zeros alone" in vectors.notes[0]


@pytest.mark.parametrize(
    "words",
    [b"the\nnew york\n", b"count\tword\n5\tthe\n2\tnew york\n", b"\xef\xbb\xbfthe\r\nnew york\r\n"],
    ids=["words", "table", "mark"],
)
def test_numbers_and_words_in_two_files(words):
    vectors = opened(b"0.5\t-1.25\t2\n1\t2\t3\n", words)
    assert vectors.words == ["the", "new york"] and vectors.form == "TSV"
    np.testing.assert_array_equal(vectors.vectors, [ROW, [1, 2, 3]])


@pytest.mark.parametrize(
    ("numbers", "words", "says"),
    [
        (b"1\t2\n3\t4\n", b"the\n", "more lines of numbers than words: line 2"),
        (b"1\t2\n", b"the\nbear\n", "more words than lines of numbers: the word in line 2"),
        (b"1\t2\n3\n", b"the\nbear\n", "line 2 should be 2 numbers"),
        (b"1\t2\nbear\t4\n", b"the\nbear\n", "line 2 should be 2 numbers"),
        (b"", b"the\n", "more words than lines"),
    ],
)
def test_two_files_that_do_not_fit(numbers, words, says):
    with pytest.raises(VectorsError, match=says):
        opened(numbers, words)


logging.getLogger("gensim").setLevel(logging.ERROR)

# words that gensim reads back: it cuts at any blank
LETTERS = st.characters(codec="utf-8", exclude_categories=["Z", "C"])
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=12, unique=True)


@given(NAMES, st.integers(1, 9), st.integers(0, 2**32 - 1), st.sampled_from(["text", "binary", "GloVe"]))
def test_any_file_that_gensim_writes(tmp_path_factory, names, E, seed, form):
    keyed = KeyedVectors(E)
    numbers = (np.random.default_rng(seed).normal(size=(len(names), E)) * 10.0 ** (seed % 7 - 3)).astype(
        "f4"
    )
    keyed.add_vectors(names, numbers)
    path = tmp_path_factory.mktemp("any") / "file"
    keyed.save_word2vec_format(
        path, binary=form == "binary", write_header=form != "GloVe", sort_attr="none"
    )
    theirs = KeyedVectors.load_word2vec_format(path, binary=form == "binary", no_header=form == "GloVe")
    if form == "GloVe" and all(name.isdigit() for name in names):  # can't be told from numbers alone
        with pytest.raises(VectorsError, match="only numbers"):
            read(path)
        return
    ours = read(path)
    assert ours.words == theirs.index_to_key == names
    np.testing.assert_array_equal(ours.vectors, theirs.vectors)


@given(
    NAMES,
    st.sampled_from(["", "V E\n"]),
    st.sampled_from([" ", "\t", "  ", " \t"]),
    st.sampled_from(["\n", "\r\n", "\n\n", " \n"]),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_any_lines(names, header, blank, end, mark, seed):
    numbers = np.random.default_rng(seed).normal(size=(len(names), 5)).astype(np.float32)
    phrases = [f"{name} {k}th" if k % 3 == 2 else name for k, name in enumerate(names)]
    lines = [
        blank.join([word, *map(repr, row)]) for word, row in zip(phrases, numbers.tolist(), strict=True)
    ]
    text = header.replace("V", str(len(names))).replace("E", "5") + end.join(lines)
    if not header and all(name.isdigit() for name in phrases):
        return
    ours = opened(text.encode("utf-8-sig" if mark else "utf-8"))
    assert ours.words == phrases and not ours.notes
    np.testing.assert_array_equal(ours.vectors, numbers)


@given(st.binary(max_size=300), st.sampled_from([b"", b"2 2\n", b"the 1 2\n", b"3 1\na \0\0\0\0"]))
def test_any_bytes_are_read_or_refused(data, before):
    try:
        vectors = opened(before + data)
    except VectorsError as refused:
        assert str(refused).endswith((".", "…"))
    else:
        assert len(vectors.words) == len(set(vectors.words)) == len(vectors.vectors) > 0
        assert all(word.strip() for word in vectors.words) and np.isfinite(vectors.vectors).all()
