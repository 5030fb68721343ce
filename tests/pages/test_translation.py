"""The Translation page as a script: both translators, their halves, the beam, and bad input."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.inputs.text import UNKNOWN
from lstm_viz.look.narration import show
from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.translation import START, Translator
from tests.pages.scripts import figures, labelled, opened_at, ran, strings

PAGE = str(Path(__file__).parents[2] / "pages/translation.py")
LESSON = lessons.load("translation")
BOX = "A short English sentence"


def opened(**query) -> AppTest:
    return opened_at(PAGE, **query)


def choose(app: AppTest, label: str, value) -> AppTest:
    return ran(labelled(app.get("button_group"), label).set_value(value).run())


def typed(app: AppTest, text: str) -> AppTest:
    return ran(labelled(app.text_input, BOX).set_value(text).run())


def shown(app: AppTest) -> dict:
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)


def french(app: AppTest) -> list[str]:
    return [html.proto.body for html in app.get("html") if 'lang="fr"' in html.proto.body]


@pytest.mark.parametrize("text", LESSON["examples"])
def test_both_translations_are_the_models(text):
    app = choose(opened(), "Examples", text)
    expected = [
        Translator.load(shipped(name)).translate(text).text
        for name in ("translation", "translation-plain")
    ]
    pages = [html.replace("<u>", "").replace("</u>", "") for html in french(app)]
    assert all(words in html for words, html in zip(expected, pages, strict=True))


def test_the_stepper_reads_what_is_chosen():
    text, app = LESSON["examples"][0], opened()
    result = Translator.load().translate(text)
    assert shown(app)["tokens"] == ["(start)", *map(show, result.target_tokens[:-1])]
    assert shown(app)["next"]["labels"][0][0] == show(result.target_tokens[0])
    app = choose(app, "Step through", "encoder")
    assert shown(app)["tokens"] == [show(token) for token in result.source_tokens]
    app = choose(app, "Look into the network", "translation-plain")
    assert "no attention: it cannot look back" in "\n".join(m.value for m in app.markdown)
    ran(choose(app, "Step through", "decoder"))


@pytest.mark.parametrize("beam", [2, 4, 6])
def test_a_beam_shows_what_it_kept(beam):
    app = choose(opened(), "Beam: beginnings kept at each step", beam)
    result = Translator.load().translate(LESSON["examples"][0], beam)
    tree = next(f for f in figures(app) if any("step of the decoder" in text for text in strings(f)))
    drawn = {trace.get("name"): trace for trace in tree["data"]}
    assert len(drawn["the translation"]["text"]) == len(result.target_tokens)
    assert len(drawn["kept"]["text"]) == sum(h.kept for s in result.steps for h in s) - sum(
        h.kept and tuple(result.target_tokens[: t + 1]) == h.tokens
        for t, s in enumerate(result.steps)
        for h in s
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "nothing to translate"), ("word " * 20_000, "one short sentence at a time")],
)
def test_what_cannot_be_translated_gets_a_sentence_and_the_last_one_stays(text, sentence):
    app = typed(opened(), "Go home!")
    before = french(app)
    named = "Translations of **“Go home\\!”**:"
    assert named in [m.value for m in app.markdown]
    app = typed(app, text)
    assert sentence in app.warning[0].value
    assert french(app) == before
    assert named in [m.value for m in app.markdown]


def test_what_is_never_written_is_said_to_be():
    sent = shown(typed(opened(), "It is late."))["next"]
    assert sent["never"] == [START, UNKNOWN]
    assert "the search never chooses it" in sent["explanation"]
    assert shown(typed(opened(), "It is 42."))["next"]["never"] == [START]  # to be copied


def test_a_copied_word_says_so():
    text = "My name is Priya."
    result = Translator.load().translate(text)
    app = typed(opened(), text)
    for t, j in enumerate(result.copied):
        if j is not None:
            word, share = result.source_tokens[j], 100 * result.attention[t, j]
            assert f"<u>{word}</u>" in french(app)[0]
            said = f"“{word}” is copied: the network wrote “(rare word)” there"
            assert any(c.value.startswith(said) and f"{share:.0f} %" in c.value for c in app.caption)
    assert {word for word, j in zip(result.words, result.copied, strict=True) if j is not None} == {
        "priya"
    }


def test_the_sentences_with_names_and_numbers_are_translated_now():
    app = opened()
    app.session_state["translation-kept"] = True
    ran(app.run())
    table = next(t.value for t in app.dataframe if "kept" in t.value)
    model, sentences = Translator.load(), lessons.load("kept")
    found = [model.translate(s["text"]) for s in sentences]
    assert list(table["French"]) == [result.text for result in found]
    kept = sum(set(s["kept"]) <= set(r.words) for s, r in zip(sentences, found, strict=True))
    assert any(m.value.startswith(f"**{kept} of {len(sentences)}**") for m in app.markdown)


def test_unknown_words_are_named():
    assert "“zxqv”" in typed(opened(), "My zxqv is 🙂.").info[0].value


def test_a_link_opens_its_sentence():
    assert labelled(opened(text="We are late.").text_input, BOX).value == "We are late."


def test_the_tables_hold_what_the_charts_show():
    app = opened()
    for key in ("translation-attention-table", "translation-search-table"):
        app.session_state[key] = True
    ran(app.run())
    result = Translator.load().translate(LESSON["examples"][0])
    attention, search = (table.value for table in app.dataframe[:2])
    assert list(attention["English"]) == result.source_tokens
    assert attention.shape == (len(result.source_tokens), len(result.target_tokens) + 1)
    assert len(search) == sum(map(len, result.steps))
