"""The What-if page as a script: every experiment for any text, link and choice."""

import base64
import json
import re

import numpy as np
import pytest

import lstm_viz
from lstm_viz.studies import attribution, lens, units
from tests.pages.scripts import ran
from tests.pages.what_if import BEAR, TEXTS, VIEWS, charts, opened, words


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.mark.parametrize("view", VIEWS)
def test_every_experiment_opens_with_its_promise_and_check(view):
    app = opened(view)
    assert TEXTS[view]["title"] in [h.value for h in app.header]
    assert TEXTS[view]["promise"] in words(app)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", ["word", "a " * 50_000, "🦫 zzxqy , <b>bold</b> & `code` $x$ “q”"])
def test_any_text_is_read_or_refused_with_a_sentence(view, text):
    app = opened(view)
    ran(app.text_input(key="text").set_value(text).run())
    ran(app.text_input(key="text").set_value("").run())
    assert any("nothing to read" in w.value for w in app.warning)


def test_the_sum_on_the_page_is_the_cell_state(model):
    app = opened("memory", lens="unit", unit="17", text=BEAR)
    c = float(model.trace(BEAR).cell_state[-1, 17])
    shown = f"**{c:.4f}**".replace("-", "−")
    assert words(app).count(shown) == 2


def test_stacked_bars_are_the_shares(model):
    app = opened("memory", lens="unit", unit="3", text="the dogs are here")
    trace = model.trace("the dogs are here")
    expected = attribution.along(trace, attribution.of_unit(trace, 3))[1:]
    bars = [b for b in charts(app)["All shares add up, word by word"]["data"] if b["type"] == "bar"]
    total = sum(np.frombuffer(base64.b64decode(b["y"]["bdata"]), b["y"]["dtype"]) for b in bars)
    np.testing.assert_allclose(total, expected.sum(axis=0), atol=1e-5)


def test_a_next_word_can_be_chosen_and_an_unknown_one_is_refused(model):
    app = opened("memory", lens="word", word="fish", text=BEAR)
    logit = attribution.logit(model.trace(BEAR), model, model.vocabulary.index["fish"])[-1]
    assert f"the logit of “fish” is **{logit:.4f}**" in words(app)
    shares = lens.next_word(model.trace(BEAR), model, model.vocabulary.index["fish"]).shares[1:, -1]
    first, second = np.argsort(-abs(shares))[:2]
    tokens = model.trace(BEAR).tokens
    named = f"“{tokens[first]}” ({shares[first]:.2f}) and “{tokens[second]}” ({shares[second]:.2f})"
    assert f"the largest shares are those of {named}" in words(app)
    # who comes for it finds it on top; the strip stands below
    assert [h.value for h in app.subheader][:2] == [
        "The memory as a sum of its words",
        "What survives of a word",
    ]
    app = opened("memory", lens="word", word="fisch", text=BEAR)
    assert any("does not know “fisch”" in w.value for w in app.warning)


@pytest.mark.parametrize(("view", "key"), [("memory", "wi-at"), ("pair", "wi-pair-at")])
def test_a_new_text_brings_its_own_last_word_to_the_selector(view, key):
    app = opened(view, text=BEAR, **{"with": BEAR})
    ran(app.selectbox(key=key).set_value(2).run())
    assert app.selectbox(key=key).value == 2
    text = "My sister never eats apples because she hates fruit"
    for box in ("text", "wi-second"):
        if box in [field.key for field in app.text_input]:
            ran(app.text_input(key=box).set_value(text).run())
    chosen = app.selectbox(key=key)
    assert chosen.options[chosen.value] == "9. fruit"


def test_a_linked_word_is_kept():
    assert opened("memory", text=BEAR, at="3").selectbox(key="wi-at").value == 2


@pytest.mark.parametrize("pair", TEXTS["pairs"], ids=lambda pair: pair["name"])
def test_pairs_put_both_texts(pair, model):
    app = opened("pair")
    ran(app.pills(key="wi-pair").set_value(pair["name"]).run())
    assert [app.text_input(key=k).value for k in ("text", "wi-second")] == pair["texts"]
    assert "The memories part company at" in words(app)
    assert all(model.trace(text).known for text in pair["texts"])


def test_pairs_are_written_in_full_and_every_bar_has_its_number():
    app = opened("pair", text="my sister eats", **{"with": "the film was"})
    drawn = charts(app)
    assert "sister / film" in drawn["How far apart are the two readings?"]["layout"]["xaxis"]["ticktext"]
    bars = drawn["Likeliest next words"]
    assert all(len(bar["text"]) == len(bar["y"]) for bar in bars["data"])
    assert bars["layout"]["xaxis"]["range"][1] == pytest.approx(
        1.05 * max(max(bar["x"]) for bar in bars["data"])
    )


def test_the_same_text_twice_never_parts():
    app = opened("pair", text="the dogs", **{"with": "the dogs"})
    assert "nothing ever differs" in words(app)


def test_words_of_the_reader_reach_the_table_as_text():
    app = opened("pair", text="<script>x</script> dogs", **{"with": "<b>dogs</b>"})
    (table,) = [h for h in app.get("html") if "wi-pairs" in h.proto.body]
    assert "<script>" not in table.proto.body and "&lt;" in table.proto.body


def test_no_second_text_asks_for_one():
    app = opened("pair", **{"with": "dogs"})
    ran(app.text_input(key="wi-second").set_value("🦫").run())
    ran(app.text_input(key="wi-second").set_value("\u200b ").run())
    assert any("Type a second text" in i.value for i in app.info)


def test_units_can_be_searched_sorted_and_opened():
    app = opened("units")
    ran(app.selectbox(key="wi-sort").set_value("most needed").run())
    first = next(b for b in app.button if b.label.startswith("Open unit"))
    unit = int(first.label.split()[-1])
    ran(first.click().run())
    assert app.session_state["wi-unit"] == unit
    assert f"Unit {unit}" in [h.value for h in app.subheader]
    ran(app.text_input(key="wi-find").set_value("qqqzzz").run())
    assert any("No unit has “qqqzzz”" in i.value for i in app.info)


@pytest.mark.parametrize("view", ["units", "path"])
def test_snapshots_have_no_index_and_say_so(view):
    app = opened(view)
    ran(app.select_slider(key="learned").set_value(lstm_viz.snapshot_names()[0]).run())
    assert any("fully trained" in i.value for i in app.info)


def test_path_of_memory_is_sent_to_the_browser(model):
    app = opened("path", text="the dogs are here")
    sent = [c.proto.json for c in app.get("bidi_component")]
    parts = [json.loads(part) for part in sent if part]  # the class's bar gets nothing
    path = next(p for p in parts if "background" in p)
    assert path["tokens"] == ["the", "dogs", "are", "here"] and path["points"]["shape"] == [4, 2]
    assert set(path["kind"]) <= set(range(len(path["kinds"])))


def test_cells_compare_surprise_or_say_why_not():
    app = opened("cells", text=BEAR)
    same = [n for n in lstm_viz.model_names() if n.startswith("everyday")]
    if len(same) > 1:
        bars = charts(app)["Surprise at each word"]["data"]
        assert len(bars) >= 2 and "bits" in words(app)
    else:
        assert any("no second network" in i.value for i in app.info)


def test_cells_need_two_words():
    app = opened("cells", text="dogs")
    assert app.info


def test_cells_open_on_a_sentence_that_depends_on_its_beginning_but_keep_the_readers():
    lesson = TEXTS["cells"]["sentences"]
    app = opened("memory")
    assert app.text_input(key="text").value == BEAR
    ran(app.segmented_control(key="wi-view").set_value("cells").run())
    assert app.text_input(key="text").value == lesson[0]["text"]
    ran(app.pills(key="wi-sentence").set_value(lesson[1]["name"]).run())
    assert app.text_input(key="text").value == lesson[1]["text"]
    app = opened("memory", text="dogs run")
    ran(app.segmented_control(key="wi-view").set_value("cells").run())
    assert app.text_input(key="text").value == "dogs run"


def test_distance_has_a_line_for_each_cell_and_says_the_terms():
    app = opened("cells", text=BEAR)
    lines = charts(app)["Surprise at “his” or “her”, by distance"]["data"]
    assert [line["name"] for line in lines] == ["LSTM", "plain RNN", "GRU"]
    assert "1 bit" in words(app) and "equal terms" in words(app)


def test_units_open_on_one_that_goes_with_something_and_its_hint_finds_units(model):
    app = opened("units")
    index = units.load("everyday", model)
    assert abs(index.strongest(app.session_state["wi-unit"])[1]) >= 0.3
    hints = re.findall("“(.+?)”", app.text_input(key="wi-find").placeholder)
    assert hints
    for hint in hints:
        assert len(units.search(index, model, hint))


def test_the_button_answers_where_the_text_is_already_read():
    app = opened()
    read_it = next(button for button in app.button if button.label == "Read it")
    assert not app.toast
    (said,) = ran(read_it.click().run()).toast
    assert said.value.startswith("Read:")
    assert not ran(app.run()).toast
