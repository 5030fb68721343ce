"""A vocabulary beside somebody's own embedding."""

import json

import pytest

from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.opened.text import Words, read_vocabulary


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(["<pad>", "a", "b"]),
        json.dumps({"a": 1, "b": 2, "<pad>": 0}),
        json.dumps({"word_index": {"a": 1, "b": 2}}),
        json.dumps({"word_index": json.dumps({"a": 1, "b": 2})}),
        "<pad>\na\nb\n",
        "[PAD]\na\nb",
        "\ufeff<pad>\r\na\t17\r\nb\r\n",
    ],
)
def test_every_common_form_is_read(content):
    words = read_vocabulary(content.encode(), 4)
    assert words.tokens[1:] == ("a", "b", "<3>")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'["a", "b"', "looks like JSON"),
        (b'{"a": "b"}', "must be a list"),
        (b'[["a"], ["b"]]', "must be a list"),
        (b"a\nb\nc\nd", "token number 3, but the embedding has 3 rows"),
        (b"\xff\xfea\x00", "UTF-8"),
    ],
)
def test_what_is_no_vocabulary_is_refused(content, says):
    with pytest.raises(ModelError, match=says):
        read_vocabulary(content, 3)


def test_words_are_cut_and_unknown_ones_marked():
    words = Words(("<unk>", "the", "dog", "."))
    read = words.encode(words.cut("The dog barks."))
    assert read.tokens == ["the", "dog", "barks", "."] and read.ids.tolist() == [1, 2, 0, 3]
    assert read.known == [True, True, False, True] and not read.left_out


def test_capitals_stay_where_the_vocabulary_has_them():
    assert Words(("The", "dog")).cut("The dog") == ["The", "dog"]


def test_without_an_unknown_token_a_word_is_left_out():
    read = Words(("the", "dog")).encode(["the", "cat", "dog"])
    assert read.tokens == ["the", "dog"] and read.left_out == ["cat"]


def test_single_letters_are_cut_as_letters_blanks_only_where_they_are_known():
    assert Words(("<unk>", "<pad>", "a", "b")).cut("ab a") == ["a", "b", "a"]
    assert Words((" ", "a", "b")).cut("ab a") == ["a", "b", " ", "a"]
    assert Words(("<unk>", "<pad>", "a")).pad == 1
