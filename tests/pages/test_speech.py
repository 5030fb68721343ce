"""The Speech page as a script: samples, recordings, files, and every sound that is no spoken digit."""

import io
import json
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
import soundfile
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.models import speech
from lstm_viz.studies import voices
from tests.pages.scripts import figures, ran

PAGE = str(Path(__file__).parents[2] / "pages/speech.py")
SEVEN = (lessons.SOUNDS / "seven-high.flac").read_bytes()


def opened() -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=30)
    return ran(app.run())


def choose(app: AppTest, label: str, value) -> AppTest:
    group = next(group for group in app.get("button_group") if group.label == label)
    return ran(group.set_value(value).run())


def given(data: bytes, name="sound.wav") -> AppTest:
    app = choose(opened(), "Where does the sound come from?", "file")
    return ran(app.get("file_uploader")[0].upload(name, data, "audio/wav").run())


def wav(samples, rate=8000) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format="WAV")
    return data.getvalue()


def spoken(rate=22050):
    samples, own = soundfile.read(io.BytesIO(SEVEN), dtype="float32")
    assert own == rate
    return samples


def said(app: AppTest) -> str:
    """All sentences on the page."""
    kinds = (app.markdown, app.warning, app.info, app.caption)
    return "\n".join(element.value for kind in kinds for element in kind)


def steps(app: AppTest) -> list[str]:
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)["tokens"]


def test_it_opens_with_a_sample():
    app = opened()
    assert "the network hears **" in said(app)
    assert steps(app)[:2] == ["0.00 s", "0.02 s"]
    (figure,) = figures(app)
    assert len(figure["data"]) == 3 + 6
    assert figure["layout"]["meta"]["units"] == [f"yaxis{row}" for row in range(4, 10)]
    go.Figure(figure)  # it was sent unchecked: raises where a property is none


@pytest.mark.parametrize(
    "changed",
    [
        lambda x: 0.4 * x + 0.3,
        lambda x: x / 100,
        lambda x: -x,
        lambda x: np.stack([x, -x], axis=1),
        lambda x: np.stack([x, 0 * x], axis=1),
    ],
    ids=["offset", "40 dB quieter", "upside down", "channels that cancel out", "one channel"],
)
def test_a_recording_is_heard_alike_however_it_was_made(changed):
    data = io.BytesIO()
    soundfile.write(data, changed(spoken()), 22050, format="WAV", subtype="FLOAT")
    assert heard(given(data.getvalue())) == heard(given(wav(spoken(), 22050)))


def heard(app: AppTest) -> str:
    """The digit and how sure."""
    return next(element.value for element in app.markdown if "the network hears **" in element.value)


@pytest.mark.parametrize("digit", speech.DIGITS)
def test_every_sample_is_heard(digit):
    app = choose(choose(opened(), "Voice", "low"), "Word or sound", digit)
    assert f"In the sample “{digit}” the network hears" in said(app)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("noise", "like noise"),
        ("hum", "equally loud"),
        ("silence", "This is silence: there is nothing for the network to hear. Choose another sound"),
        ("banana", "hears"),
    ],
)
def test_samples_that_are_no_digit_get_a_sentence(name, sentence):
    assert sentence in said(choose(opened(), "Word or sound", name))


def test_a_misheard_sample_is_called_wrong():
    app = choose(opened(), "Word or sound", "seven")
    for voice in ("low", "high"):
        app = choose(app, "Voice", voice)
        (sentence,) = [m.value for m in app.markdown if "the network hears" in m.value]
        assert ("That is wrong" in sentence) == ("hears **seven**" not in sentence)
    assert "That is wrong" not in said(choose(app, "Word or sound", "banana"))


def test_the_figures_are_the_models_and_todays():
    app = opened()
    facts = speech.SpeechModel.load().facts
    values = {metric.label: metric.value for metric in app.metric}
    assert values["on speakers it knows"] == f"{100 * float(facts['accuracy']):.1f} %"
    new = f"{100 * float(facts['accuracy_new_speaker']):.1f} %"
    assert values["on a speaker it has never heard"] == new
    model = speech.SpeechModel.load()
    heard = [model.trace(x).scores[-1].argmax() == digit for x, digit, _ in voices.recordings()]
    assert values["on ten synthetic voices"] == f"{sum(heard)} of {len(heard)}" and len(heard) == 100
    app.session_state["speech-voices"] = True
    ran(app.run())
    assert any("voice" in t.value and list(t.value["right"]) == heard for t in app.dataframe)


def test_a_recording_is_heard():
    app = choose(opened(), "Where does the sound come from?", "record")
    assert not app.get("bidi_component")
    ran(app.get("audio_input")[0].upload("audio.wav", wav(spoken(), 22050), "audio/wav").run())
    assert "In your recording the network hears" in said(app)
    assert len(steps(app)) > 10


def silence():
    return np.zeros(8000, np.float32)


def noise(seconds=1.0):
    return (0.1 * np.random.default_rng(0).standard_normal(round(8000 * seconds))).astype(np.float32)


def hum():
    return sum(np.sin(2 * np.pi * 120 * k * np.arange(8000) / 8000) / (5 * k) for k in range(1, 9))


@pytest.mark.parametrize(
    ("data", "sentence", "reads"),
    [
        (wav(silence()), "This is silence", False),
        (wav(noise()), "sounds like noise", True),
        (wav(hum()), "equally loud from beginning to end", True),
        (wav(np.stack([spoken(), spoken()], axis=1), 22050), "2 channels", True),
        (wav(np.repeat(spoken(), 2), 44100), "44,100 samples a second", True),
        (wav(noise(60)), "lasts 60 seconds", False),
        (wav(np.tile(spoken(), 3)[:110000], 22050), "stretch", True),
        (wav(noise(4)), "4.0 seconds without a pause", True),
        (b"this is a text, not a sound", "no sound in this file", False),
        (b"", "no sound in this file", False),
    ],
    ids="silence noise hum stereo 44.1kHz minute several long text empty".split(),
)
def test_a_sound_that_is_no_plain_digit_gets_a_sentence(data, sentence, reads):
    app = given(data)
    assert sentence in said(app)
    assert bool(app.get("bidi_component")) == reads


def test_one_of_several_stretches_is_chosen():
    pause = np.zeros(22050, np.float32)
    eight, _ = soundfile.read(lessons.SOUNDS / "eight-high.flac", dtype="float32")
    app = given(wav(np.concatenate([spoken(), pause, eight]), 22050))
    assert "2 stretches of sound" in said(app)
    first = steps(app)
    app = choose(app, "Stretch of sound", 1)
    assert steps(app) != first


def test_a_file_is_kept_while_another_source_is_looked_at_and_can_be_let_go():
    app = given(wav(spoken(), 22050))
    choose(app, "Where does the sound come from?", "sample")
    app = choose(app, "Where does the sound come from?", "file")
    assert "brought before" in said(app) and steps(app)
    ran(next(b for b in app.button if b.label == "Let it go").click().run())
    assert not any(b.label == "Let it go" for b in app.button)
