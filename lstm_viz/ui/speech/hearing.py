"""What the speech page shows: the choice of a sound, what is wrong with it, what the network hears."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.figures.sound import on_one_axis
from lstm_viz.inputs import sound, sound_files
from lstm_viz.look.narration import percent
from lstm_viz.models import speech
from lstm_viz.studies import voices
from lstm_viz.studies.order import ORDERS
from lstm_viz.ui import stepping
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of

SOURCES = {"sample": "A sample", "record": "My voice", "file": "A sound file"}
NO_DIGITS = ("banana", "noise", "hum", "silence")
PLAYER = "speech-player"  # key of the sound's player
STEADY = 6.0  # dB: noise and hum change less than this from frame to frame
VOICED = 0.1  # share of voiced frames below which there is no voice


@st.cache_resource(show_spinner=False)
def load() -> speech.SpeechModel:
    """The shipped model, loaded once for all visitors."""
    return speech.SpeechModel.load()


@st.cache_data(max_entries=64, show_spinner=False)
def decode(data: bytes) -> sound.Recording:
    """The sound in a file."""
    return sound.decode(data)


@dataclass(frozen=True)
class Utterance:
    """A stretch of sound that the network reads."""

    samples: np.ndarray  # (N,) at sound.RATE
    trace: speech.SpeechTrace
    named: str  # what it is called on the page
    spoken: str | None = None  # the digit said in it, where the page knows
    start: float = 0  # seconds into the recording at which it begins


def choose() -> Utterance | None:
    """Draw the choice of a sound; None where there is none to read, after having said why."""
    source = one_of(
        st.segmented_control,
        "Where does the sound come from?", list(SOURCES), format_func=SOURCES.get, default="sample",
        key="speech-source",
    )  # fmt: skip
    data, named, spoken = {"sample": _sample, "record": _recorded, "file": _uploaded}[source]()
    if data is None:
        return None
    try:
        recording = decode(data)
        sound.check_audible(recording.samples)
        recording = replace(recording, samples=sound.levelled(recording.samples))
        if source != "record" or not st.session_state.get(
            "speech-recording"
        ):  # which has its own player
            # as the network hears it, in a form that every browser plays
            with st.container(key=PLAYER):
                st.audio(recording.samples, sample_rate=sound.RATE)
        start, samples = _one_stretch(recording)
        for note in recording.notes:
            st.caption(note)
        _doubt(samples)
        return Utterance(samples, load().trace(samples), named, spoken, start)
    except sound.AudioError as problem:
        st.warning(str(problem), icon=":material/mic:")
        return None


def _sample() -> tuple[bytes, str, str | None]:
    left, right = st.columns([3, 1])
    word = one_of(
        left.pills,
        "Word or sound",
        [*speech.DIGITS, *NO_DIGITS],
        default="nine",
        key="speech-word",
        wrap=True,
    )
    voice = one_of(
        right.segmented_control,
        "Voice", ["low", "high"], default="high", key="speech-voice",
        help="Both are synthetic: the program espeak-ng spoke them. The network has never heard either.",
    )  # fmt: skip
    name = word if word in NO_DIGITS else f"{word}-{voice}"
    data = (lessons.SOUNDS / f"{name}.flac").read_bytes()
    return data, f"the sample “{word}”", word if word in speech.DIGITS else None


def _recorded() -> tuple[bytes | None, str, None]:
    sound = st.audio_input(
        "Say one digit in English, from zero to nine", sample_rate=16000, key="speech-recording"
    )
    st.caption("Your recording is read on the server for this page and kept nowhere after your visit.")
    return _kept("recording", sound), "your recording", None


def _kept(name: str, sound: UploadedFile | None) -> bytes | None:
    """What was brought, also after another source was looked at in between: the browser's field is empty
    then, so it is kept for the visit, with a player and a button to let it go."""
    key = f"speech-kept-{name}"
    if sound:
        st.session_state[key] = sound.getvalue()
    kept = st.session_state.get(key)
    if kept and not sound:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(f"This is the {name} that you brought before.")
        right.button("Let it go", on_click=st.session_state.pop, args=(key, None), key=f"{key}-go")
    return kept


def _uploaded() -> tuple[bytes | None, str, None]:
    sound = st.file_uploader(
        "A recording of one spoken digit: WAV, FLAC, OGG, MP3, M4A, WebM or a film, at most 20 MB",
        max_upload_size=sound_files.MOST_BYTES // 1_000_000,
        key="speech-file",
    )
    return _kept("file", sound), "your file", None


def _one_stretch(recording: sound.Recording) -> tuple[float, np.ndarray]:
    """Where one utterance begins, in seconds, and its samples; where there are several, the reader chooses."""
    stretches = sound.utterances(recording.samples)
    if not stretches:
        raise sound.AudioError(
            "There is only a click in this sound, no word. Choose another, or record one spoken digit."
        )
    which = 0
    if len(stretches) > 1:
        st.info(
            f"There are {len(stretches)} stretches of sound with pauses between; the network reads one "
            f"of them."
        )
        times = [f"{k + 1}: from {s.start / sound.RATE:.1f} s" for k, s in enumerate(stretches)]
        which = one_of(
            st.pills,
            "Stretch of sound",
            range(len(times)),
            format_func=times.__getitem__,
            default=0,
        )
    samples = recording.samples[stretches[which]]
    if len(samples) > sound.LONGEST * sound.RATE:
        st.info(
            f"This stretch lasts {len(samples) / sound.RATE:.1f} seconds without a pause. One digit is "
            f"shorter: the network reads the first {sound.LONGEST} seconds."
        )
    return stretches[which].start / sound.RATE, samples[: round(sound.LONGEST * sound.RATE)]


def _doubt(samples: np.ndarray) -> None:
    """Say it where the sound does not look like a spoken word."""
    loudness = sound.level(samples)
    if sound.voiced(samples) < VOICED:
        st.warning(
            "This sounds like noise: nothing in it repeats as a voice does. The network names a digit "
            "all the same, because it can only choose among ten.",
            icon=":material/graphic_eq:",
        )
    elif np.ptp(loudness[1:-1] if len(loudness) > 4 else loudness) < STEADY:
        st.warning(
            "This sound is equally loud from beginning to end, like a hum; a spoken word swells and "
            "fades. The network names a digit all the same, because it can only choose among ten.",
            icon=":material/graphic_eq:",
        )


def heard(utterance: Utterance) -> str:
    """The answer after the last frame, as a sentence."""
    p = utterance.trace.probabilities[-1]
    first, second = np.argsort(-p)[:2]
    unsure = " It is not sure." if p[first] < 0.5 else ""
    misheard = utterance.spoken not in (None, speech.DIGITS[first])
    wrong = " That is wrong: it has never heard this voice before." if misheard else ""
    return (
        f"In {utterance.named} the network hears **{speech.DIGITS[first]}** ({percent(p[first])}), "
        f"then {speech.DIGITS[second]} ({percent(p[second])}).{unsure}{wrong}"
    )


def step(utterance: Utterance) -> None:
    """The stepper over the frames; the panel of probabilities shows the digits."""
    trace = utterance.trace
    stepping.step(
        trace,
        "speech",
        start=len(trace) - 1,
        model="speech",
        step_name="frame",
        sound={"within": f".st-key-{PLAYER}", "from": utterance.start, "step": sound.HOP},
        next=stage.readout(
            trace.scores,
            list(speech.DIGITS),
            "Which digit so far?",
            "What the network would answer if the sound ended after this frame.",
        ),
    )


def together(utterance: Utterance) -> None:
    """Sound and units on one axis of time."""
    trace = utterance.trace
    chart(
        on_one_axis(utterance.samples, trace, ORDERS[stepping.order("speech")](trace.cell_state)),
        "Waveform, spectrogram, verdict and the six quantities of the cell on one axis of time; "
        "the table below holds the numbers.",
        key="speech-chart-sound",
    )
    stepping.table(trace, "speech", "frame")
    columns = dict(zip(speech.DIGITS, trace.probabilities.T.tolist(), strict=True))
    twin(
        "The verdict after every frame as a table",
        "speech-verdicts",
        {"time": trace.tokens, **columns},
        alt="Probability of each digit after every frame",
    )


@st.cache_data(show_spinner=False)
def voices_table() -> list[dict]:
    """What the network hears in every digit by every synthetic voice."""
    rows = []
    for samples, digit, voice in voices.recordings():
        p = load().trace(samples).probabilities[-1]
        said = int(p.argmax())
        rows.append(
            {
                "spoken": speech.DIGITS[digit],
                "voice": voice,
                "heard": speech.DIGITS[said],
                "sure": float(p.max()),
                "right": said == digit,
            }
        )
    return rows
