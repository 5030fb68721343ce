"""The page “Words as numbers” as a script: each part, for any text and choice."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.inputs.text import words
from lstm_viz.studies import context
from lstm_viz.ui import frame
from tests.pages.scripts import figures, ran

PAGE = str(Path(__file__).parents[2] / "pages" / "words.py")
PARTS = ["1 Fill in the blank", "2 One-hot", "3 Look-up", "4 Word map", "5 Analogies"]
STRANGE = {
    "empty": "",
    "blanks": "   ",
    "emoji": "🙂🙂",
    "unknown": "xyzzy qwrt",
    "100 kB": "the " * 25_000,
    "markup": "\x00\u202e*a* $x$ [b](c) `d` :red[e]",
}


def opened(part=PARTS[0]) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.query_params["part"] = part
    return ran(app.run())


def numbers(value) -> np.ndarray:
    """An array of a figure's JSON: a list, or Plotly's base64."""
    if isinstance(value, dict):
        found = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
        return found.reshape([int(n) for n in value["shape"].split(",")]) if "shape" in value else found
    return np.array(value)


def texts(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "warning")
    return " ".join(e.value for kind in kinds for e in app.get(kind))


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_alive(part):
    app = opened(part)
    assert app.title[0].value == "Words as numbers"
    if part != PARTS[0]:
        assert figures(app) or app.get("bidi_component")
        assert "Check yourself" in [heading.value for heading in app.header]


def test_guess_first_then_reveal(everyday):
    app = opened()
    assert not figures(app)
    app.text_input(key="guess-the bear").set_value("fish")
    app.toggle(key="blank-shown").set_value(True)
    app = ran(app.run())
    player, bear, parting = figures(app)
    tokens = words("The grizzly bear goes to the river to catch")
    wanted = context.after_last(everyday, tokens, 9, ("the", "a", "an")).best()
    assert bear["data"][0]["customdata"] == [word for word, _ in wanted]
    np.testing.assert_allclose(numbers(bear["data"][0]["x"]), [p for _, p in wanted], rtol=1e-5)
    assert player["data"][0]["customdata"][0] == "ball"
    apart = numbers(parting["data"][0]["y"])
    assert apart[1] == 0 and apart[-1] > 0.5
    place = context.after_last(everyday, tokens, 9, ("the", "a", "an")).place("fish")[0]
    assert f"Your guess **fish** is number **{place:,}**" in texts(app)


def test_little_context_makes_both_the_same():
    app = opened()
    app.toggle(key="blank-shown").set_value(True).run()
    app.slider(key="blank-n").set_value(2)
    app.toggle(key="blank-skip").set_value(False)
    player, bear, _ = figures(ran(app.run()))
    assert player["data"][0]["customdata"] == bear["data"][0]["customdata"]
    np.testing.assert_array_equal(numbers(player["data"][0]["x"]), numbers(bear["data"][0]["x"]))
    assert "**0 %** apart" in texts(app)


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_any_sentence_to_fill_in(text):
    app = opened()
    app.button_group(key="blank-which").set_value("my own sentence")
    app = ran(app.run())
    app.text_input(key="blank-text").set_value(text)
    app = ran(app.run())
    if words(text):
        app.toggle(key="blank-shown").set_value(True)
        assert len(figures(ran(app.run()))) == 1
    else:
        assert "type a few words" in texts(app)


def test_one_hot_shows_identity_and_cosines():
    ones, gram, _, cosines = (numbers(f["data"][0]["z"]) for f in figures(opened(PARTS[1])))
    np.testing.assert_array_equal(ones, np.eye(4))
    np.testing.assert_array_equal(gram, np.eye(4))
    assert cosines.shape == (4, 4) and (cosines[~np.eye(4, dtype=bool)] > 0.3).all()


def test_rare_words_are_cut_off():
    app = opened(PARTS[1])
    app.text_input(key="one-hot-text").set_value("the bear and the fish and the river")
    app.slider(key="one-hot-least").set_value(2)
    app = ran(app.run())
    assert numbers(figures(app)[0]["data"][0]["z"]).shape == (3, 3)  # “the”, “and”, and all others
    assert "**3** left out as too rare" in texts(app)
    app.slider(key="one-hot-least").set_value(5)
    assert "the vocabulary is empty" in texts(ran(app.run()))


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("key", ["one-hot-text", "look-up-text"])
def test_any_words(text, key):
    app = opened(PARTS[1] if key == "one-hot-text" else PARTS[2])
    app.text_input(key=key).set_value(text)
    ran(app.run())


@pytest.mark.parametrize("amount", ["groups only", "1,000 commonest", "10,000"])
@pytest.mark.parametrize("axes", [2, 3])
def test_word_map(amount, axes):
    app = opened(PARTS[3])
    app.button_group(key="map-amount").set_value(amount)
    app.button_group(key="map-axes").set_value(axes)
    cloud, scree = figures(ran(app.run()))
    assert ("z" in cloud["data"][0]) == (axes == 3)
    assert len(numbers(scree["data"][0]["y"])) == 20
    assert "Nearest to **king** by cosine" in texts(app)


def test_word_map_without_groups():
    app = opened(PARTS[3])
    app.button_group(key="map-groups").set_value([])
    app.selectbox(key="map-word").set_value("river")
    cloud, _ = figures(ran(app.run()))
    assert {trace.get("name") for trace in cloud["data"]} >= {"other words", "its nearest", "river"}
    assert not {"family", "animals"} & {trace.get("name") for trace in cloud["data"]}
    app.button_group(key="map-amount").set_value("groups only")
    cloud, _ = figures(ran(app.run()))  # nine words are left: river and its neighbours
    assert len(numbers(cloud["data"][0]["x"])) == 9


@pytest.mark.parametrize("preset", lessons.load("words")["presets"], ids=lambda preset: preset["name"])
def test_presets(preset):
    app = opened(PARTS[4])
    app.button_group(key="analogy-preset").set_value(preset["name"])
    app = ran(app.run())
    answered = app.header[0].value.endswith(f"≈ {preset['expected']}")
    assert answered == preset["works"]
    strips = numbers(figures(app)[1]["data"][0]["z"])
    np.testing.assert_allclose(strips[0] - strips[1] + strips[2], strips[3], atol=1e-6)


def test_words_of_one_s_own():
    app = opened(PARTS[4])
    app.selectbox(key="analogy-a").set_value("berlin")
    app.selectbox(key="analogy-minus").set_value("germany")
    app.selectbox(key="analogy-plus").set_value("spain")
    app = ran(app.run())
    assert app.header[0].value == frame.escape("berlin − germany + spain ≈ madrid")
    assert app.button_group(key="analogy-preset").value in (None, [])


def test_a_word_outside_the_vocabulary():
    app = AppTest.from_file(PAGE, default_timeout=30)
    for key, word in (("a", "King"), ("minus", "man"), ("plus", "xyzzy *b*")):
        app.session_state[f"analogy-{key}"] = word
    app.session_state["analogy-preset"] = None
    app.session_state["part"] = PARTS[4]
    app = ran(app.run())
    assert "is not among these" in texts(app) and not figures(app)


@pytest.fixture
def glove(tmp_path):
    """A small file as GloVe has it."""
    keyed = KeyedVectors(4)
    names = ["king", "queen", "man", "woman", "rome", "paris", "italy", "france"]
    keyed.add_vectors(names, np.random.default_rng(0).normal(size=(8, 4)).astype(np.float32))
    path = tmp_path / "glove.txt"
    keyed.save_word2vec_format(path, write_header=False)
    return path


@pytest.mark.parametrize("part", PARTS[1:])
def test_vectors_of_the_teacher(glove, monkeypatch, part):
    monkeypatch.setenv("LSTM_VIZ_VECTORS", str(glove))
    app = opened(part)
    app.selectbox(key="vectors-choice").set_value(str(glove))
    app = ran(app.run())
    assert "8 words, 4 numbers each." in texts(app)


def test_a_broken_file_is_named(tmp_path, monkeypatch):
    broken = tmp_path / "broken.txt"
    broken.write_text("no vectors at all\n")
    monkeypatch.setenv("LSTM_VIZ_VECTORS", str(broken))
    app = opened(PARTS[4])
    app.selectbox(key="vectors-choice").set_value(str(broken))
    app = ran(app.run())
    assert "no GloVe or word2vec file" in texts(app) and "30,657 words" in texts(app)


def test_upload(glove):
    app = opened(PARTS[4])
    app.file_uploader(key="vectors-file").upload("mine.txt", glove.read_bytes(), "text/plain")
    app = ran(app.run())
    assert "8 words, 4 numbers each." in texts(app)
    app.file_uploader(key="vectors-file").upload("bad.txt", b"\x00\x01", "text/plain")
    app = ran(app.run())
    assert any("no GloVe or word2vec file" in e.value for e in app.error)


EIGHT = ["king", "man", "woman", "queen", "a", "b", "c", "d"]
POOR = {
    "all zero": np.zeros((8, 3)),
    "all alike": np.ones((8, 3)),
    "one number a word": np.arange(1.0, 9.0)[:, None],
    "on one line": np.outer(np.r_[-4:4], [1, 2, 3]),
    "two numbers a word": np.random.default_rng(0).normal(size=(8, 2)),
    "king is zero": np.vstack([np.zeros((1, 4)), np.random.default_rng(0).normal(size=(7, 4))]),
    "four words": np.random.default_rng(0).normal(size=(4, 5)),
    "one word": np.random.default_rng(0).normal(size=(1, 5)),
    "huge and tiny": np.random.default_rng(0).normal(size=(8, 3)) * 10.0 ** np.r_[-30:34:8][:, None],
}


def with_vectors(part: str, rows: np.ndarray) -> AppTest:
    lines = [" ".join([word, *map(str, row)]) for word, row in zip(EIGHT, rows.tolist(), strict=False)]
    app = opened(part)
    data = "\n".join([f"{len(lines)} {rows.shape[1]}", *lines]).encode()
    app.file_uploader(key="vectors-file").upload("mine.txt", data, "text/plain")
    app = ran(app.run())
    assert f"{len(lines)} words, {rows.shape[1]} numbers each." in texts(app)
    return app


@pytest.mark.parametrize("rows", POOR.values(), ids=POOR)
@pytest.mark.parametrize("part", PARTS[1:])
def test_poor_vectors_never_give_nan(part, rows):
    app = with_vectors(part, rows)
    said = texts(app) + json.dumps([figure["layout"] for figure in figures(app)])
    assert "nan" not in said.lower().split() and "nan " not in said.lower()
    for value in [1, "3-D"] if part == PARTS[3] else []:
        app.button_group(key="map-axes").set_value(3 if value == 1 else 2)
        ran(app.run())


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (
            ("king", "king", "woman"),
            "“king” is added and subtracted again: what is left is “woman” alone",
        ),
        (("king", "man", "man"), "“man” is added and subtracted again: what is left is “king” alone"),
        (("king", "man", "king"), "“king” is added twice"),
    ],
)
def test_a_repeated_word_is_said(chosen, says):
    app = opened(PARTS[4])
    for key, word in zip(("a", "minus", "plus"), chosen, strict=True):
        app.selectbox(key=f"analogy-{key}").set_value(word)
    assert says in texts(ran(app.run()))


def test_a_word_of_zeros_is_said():
    app = with_vectors(PARTS[4], POOR["king is zero"])
    assert "“king” has zeros alone: its vector points nowhere" in texts(app)
    app = with_vectors(PARTS[4], POOR["all zero"])
    assert "add up to zero, which points nowhere" in texts(app) and not figures(app)
    app = with_vectors(PARTS[3], POOR["king is zero"])
    assert "“king” has zeros alone" in texts(app) and "Nearest to" not in texts(app)
    app = with_vectors(PARTS[3], POOR["on one line"])
    assert "all lie on one line" in texts(app) and not figures(app)
