"""The Applications pages as a reader uses them: sentence, voice, translation, dice."""

import itertools
import os
import re
import shutil

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, expect

from lstm_viz import lessons
from tests.browser.conftest import CLEAR

PAGES = {
    "sentiment": ".stepper .chip.now",
    "speech": ".stepper .chip.now",
    "translation": ".stepper .chip.now",
    "generation": ".js-plotly-plot",
}


# the sample has arrived to its end
HEARD = """() => {
  const { networkState, buffered, duration } = document.querySelector('audio') ?? {};
  return networkState === HTMLMediaElement.NETWORK_IDLE && buffered.length && buffered.end(0) >= duration;
}"""


def clear(open_at):
    """A function that opens an application by its link, as somebody does who was sent it."""

    def open_page(name: str, **look) -> Page:
        page = open_at(f"/{name}", ready=PAGES[name], **look)
        page.wait_for_function(CLEAR)
        return page

    return open_page


@pytest.fixture
def seen(look_at):
    """An application for those who look and step: they share its page."""
    return clear(look_at)


@pytest.fixture
def opened(visit):
    """An application for a test alone, which changes what is read."""
    return clear(visit)


def inside(page: Page):
    """Nothing sticks out sideways."""
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_a_phone_in_the_dark(seen, no_axe_violations, name):
    page = seen(name, width=390, scheme="dark")
    inside(page)
    no_axe_violations(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_the_light(seen, no_axe_violations, name):
    no_axe_violations(seen(name))


def test_stepping_moves_the_verdicts_cursor_without_the_server(seen):
    page = seen("sentiment")
    sent = []
    page.locator(".js-plotly-plot > .lstm-cursor").nth(6).wait_for(state="attached")
    page.on("websocket", lambda socket: sent.append(socket))
    page.on("request", lambda request: sent.append(request.url))
    cursor = page.locator(".st-key-sentiment-chart-verdict .lstm-cursor")
    before = cursor.bounding_box()["x"]
    page.get_by_role("button", name="First step").click()
    expect(page.locator(".chip.now")).to_have_text(re.compile("^the"))
    assert cursor.bounding_box()["x"] < before
    assert page.locator(".bars li").count() == 2
    assert not sent


def test_an_example_turns_the_verdict(opened, settled):
    page = opened("sentiment")
    page.get_by_text("good / bad", exact=True).click()
    settled(page)
    expect(page.get_by_text("Verdict on the first sentence")).to_contain_text("positive")
    page.get_by_role("radiogroup").get_by_text("second sentence: negative").click()
    expect(page.get_by_text("Verdict on the second sentence")).to_contain_text("negative")


def test_the_cell_reads_frames_of_sound_not_words(seen):
    page = seen("speech")
    expect(page.locator('.card[data-card="x"] .words')).to_have_text("this frame")
    bar = page.get_by_label("Frame", exact=True)
    bar.fill("3")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"0\.06 s, frame 4 of \d+"))


def test_a_click_into_the_sound_moves_the_stepper_and_chooses_the_unit(seen):
    page = seen("speech", height=1600)  # all rows of the chart in sight
    chart = page.locator(".st-key-speech-chart-sound .js-plotly-plot:has(> .lstm-cursor)")
    chart.scroll_into_view_if_needed()
    where = chart.evaluate(
        """plot => {
          const layout = plot._fullLayout, box = plot.getBoundingClientRect();
          const x = box.left + layout.xaxis._offset + layout.xaxis.l2p(4);
          const row = layout.yaxis5;
          // a unit is lower than a pixel, and a click falls on a whole one
          const y = Math.round(box.top + row._offset + row.l2p(2));
          const names = plot._fullData.find((trace) => trace.yaxis === "y5").y;
          return { x, y, wave: box.top + layout.yaxis._offset + 5,
            unit: names[Math.round(row.p2l(y - box.top - row._offset))] };
        }"""
    )
    unit = page.get_by_role("spinbutton", name="Unit", exact=True)
    chosen = unit.input_value()
    page.mouse.click(where["x"], where["wave"])
    expect(page.locator(".chip.now")).to_have_text(re.compile("^0.08 s"))
    assert unit.input_value() == chosen  # the waveform has no units
    page.mouse.click(where["x"], where["y"])
    expect(unit).to_have_value(where["unit"].removeprefix("unit "))


@pytest.fixture
def voice(browser, app_url, tmp_path) -> Page:
    """A page of a browser whose microphone plays a sample."""
    samples, rate = soundfile.read(lessons.SOUNDS / "three-high.flac", dtype="float32")
    quiet = np.zeros(rate // 2, np.float32)
    soundfile.write(tmp_path / "voice.wav", np.concatenate([quiet, samples, quiet]), rate)
    named = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    own = browser.browser_type.launch(
        executable_path=named,
        args=[
            "--no-sandbox",
            "--disable-background-networking",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={tmp_path / 'voice.wav'}%noloop",
        ],
    )
    context = own.new_context(base_url=app_url, permissions=["microphone"])
    context.set_default_timeout(30_000)
    yield context.new_page()
    own.close()


def test_a_voice_in_the_microphone_is_heard(voice):
    voice.goto("/")
    voice.locator(".stepper .chip.now").wait_for()
    voice.goto("/speech")
    voice.locator(".stepper .chip.now").wait_for()
    voice.get_by_text("My voice", exact=True).click()
    recorder = voice.get_by_test_id("stAudioInput")
    recorder.get_by_role("button", name="Record").click()
    # the sample with its pauses is 1.6 s long
    expect(recorder.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text(re.compile("00:0[2-9]"))
    recorder.get_by_role("button", name="Stop recording").click()
    expect(voice.get_by_text("In your recording the network hears")).to_contain_text("three")
    expect(voice.get_by_text("16,000 samples a second")).to_be_visible()


def test_a_file_that_is_no_sound_gets_a_sentence(opened, settled):
    page = opened("speech")
    page.wait_for_function(HEARD)  # what is still on its way would be gone
    page.get_by_text("A sound file", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"not a sound"}
    )
    expect(page.get_by_text("no sound in this file")).to_be_visible()
    expect(page.locator("audio")).to_have_count(0)  # a player that could only say that it fails


def test_the_attention_map_follows_the_decoder(seen):
    page = seen("translation")
    cursor = page.locator(".st-key-translation-decoder-chart-attention .lstm-cursor")
    cursor.wait_for(state="attached")
    before = cursor.bounding_box()["x"]
    page.get_by_role("button", name="Next step").click()
    assert cursor.bounding_box()["x"] > before
    assert page.locator("p[lang=fr]").count() == 2


def test_a_beam_redraws_the_search(seen, settled):
    page = seen("translation")
    tree = page.locator(".st-key-translation-search")
    kept = tree.locator(".legend .legendtext").filter(has_text=re.compile("^kept"))
    expect(kept).to_have_count(1)  # it opens on a beam of 4
    widths = page.get_by_role("radiogroup")
    for width, lines in (("1 (greedy)", 0), ("2", 1), ("4", 1)):
        widths.get_by_text(width, exact=True).click()
        settled(page)
        expect(kept).to_have_count(lines)


def test_a_sampled_word_opens_the_gate_stepper_at_it(opened):
    page = opened("generation")
    word = page.locator("a[href*='model=everyday']").nth(2)
    name = word.inner_text()
    page.evaluate("window.stayed = true")
    word.click()
    page.locator(".stepper .chip.now").wait_for()
    assert page.evaluate("window.stayed"), (
        "the app was loaded anew, and what was done on other pages lost"
    )
    expect(page.locator("h1")).to_contain_text("read your sentence")
    expect(page.locator(".chip.now")).to_have_text(re.compile(f"^{re.escape(name)}"))


@pytest.mark.parametrize("width", [1440, 390])
def test_ticks_under_the_lines_do_not_touch(seen, width):
    page = seen("speech", width=width)
    boxes = [tick.bounding_box() for tick in page.locator(".lines-panel .tick:visible").all()]
    assert len(boxes) >= 3
    for left, right in itertools.pairwise(boxes):
        assert left["x"] + left["width"] < right["x"]


def test_play_pressed_right_after_typing_plays_the_new_words(opened):
    page = opened("sentiment")
    page.get_by_label("Speed", exact=True).first.select_option("0.5×")
    page.get_by_label("First sentence", exact=True).fill("a quiet little story")
    page.get_by_role("button", name="Play", exact=True).first.click()  # leaves the box: it is read
    words = page.locator(".stepper .chip")
    expect(words.first).to_have_text(re.compile("^a"))
    expect(words).to_have_count(4)
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.locator(".stepper .chip.now")).to_have_attribute("data-t", "1")
