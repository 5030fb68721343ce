"""The Short-term memory page as a script: its six parts, for any text and any sequence."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import lstm_viz
from lstm_viz.models import memory_task
from lstm_viz.nn import counts, gradients
from lstm_viz.ui.memory import PARTS
from lstm_viz.ui.memory.through_time import LETTERS, SENTENCE
from tests.pages.scripts import components, figures, ran, strings

ROOT = Path(__file__).parents[2]
MEASURED, SLOPES, BACKPROP, TIME, EXPLOSION, CELLS = PARTS


def opened(part=MEASURED, reads=SENTENCE) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.run()
    app.session_state["part-memory"] = part
    app.session_state["memory-through"] = reads
    app.switch_page("pages/memory.py")
    return ran(app.run())


def labelled(elements, label: str):
    return next(element for element in elements if element.label.startswith(label))


def typed(app: AppTest, text: str, label="Your text") -> AppTest:
    return ran(labelled(app.text_input, label).set_value(text).run())


def texts(app: AppTest) -> str:
    return "\n".join(m.value for m in (*app.markdown, *app.caption))


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_says_what_to_notice_and_asks(part):
    app = opened(part)
    assert {"What to notice", "Check yourself"} <= {h.value for h in app.header}


def test_the_gap_makes_a_sequence_of_its_length_and_the_networks_answer_it():
    app = opened()
    ran(labelled(app.slider, "Gap").set_value(60).run())
    letters = labelled(app.text_input, "The sequence").value
    assert len(letters) == 61
    shipped = memory_task.Networks.load()
    counts = {
        name: shipped.right(cell, letters) for name, cell in (("LSTM", "lstm"), ("Plain RNN", "rnn"))
    }
    for name, count in counts.items():
        assert f"{name} **{count}**" in texts(app)


def test_other_letters_keep_gap_and_first_letter():
    app = opened()
    before = labelled(app.text_input, "The sequence").value
    ran(labelled(app.button, "Other letters").click().run())
    after = labelled(app.text_input, "The sequence").value
    assert before != after
    assert (len(before), before[0]) == (len(after), after[0])


@pytest.mark.parametrize("letters", ["HAB", "G", "DE" * 180])
def test_gap_and_first_letter_follow_a_typed_sequence(letters):
    app = typed(opened(), letters.lower(), "The sequence")
    assert labelled(app.slider, "Gap").value == len(letters) - 1
    assert labelled(app.selectbox, "First letter").value == letters[0]
    app = typed(app, "what?", "The sequence")
    assert labelled(app.slider, "Gap").value == len(letters) - 1


@pytest.mark.parametrize("text", ["", "hello 🙂", "A" * 100_000])
def test_a_bad_sequence_is_explained_and_the_last_good_one_stays(text):
    app = typed(opened(), "GABC", "The sequence")
    app = typed(app, text, "The sequence")
    assert "still read the last sequence" in app.warning[0].value
    assert any("“G”" in text for text in strings(figures(app)))


@pytest.mark.parametrize(("letters", "ticks"), [("HABCD", list("HABCD")), ("AB" * 15, ["1", "5", "10"])])
def test_strips_name_all_letters_or_number_them(letters, ticks):
    app = typed(opened(), letters, "The sequence")
    layouts = [figure["layout"] for figure in figures(app)]
    strips = [x["xaxis"] for x in layouts if "hidden state" in x.get("title", {}).get("text", "")]
    assert len(strips) == 3
    assert all(axis["ticktext"][: len(ticks)] == ticks for axis in strips)


def test_the_loaded_example_is_marked_in_every_part_that_reads_it():
    app = opened(TIME)
    assert labelled(app.pills, "Examples").value == "bear"
    for part in (BACKPROP, CELLS):
        app.session_state["part-memory"] = part
        ran(app.run())
    assert labelled(app.pills, "Examples").value == "bear"


def test_one_letter_is_enough():
    assert not typed(opened(), "a", "The sequence").warning


@pytest.mark.parametrize("part", [TIME, CELLS])
@pytest.mark.parametrize("text", ["a", "🙂", "zzzz qqqq", "word " * 25_000])
def test_any_text_is_read(part, text):
    assert not typed(opened(part), text).error


def test_one_word_has_no_gradient_and_says_so():
    assert "at least two words" in typed(opened(TIME), "bear").info[0].value


def test_gradients_come_for_three_networks():
    (component,) = components(opened(TIME))
    networks = json.loads(component.proto.json)["networks"]
    assert [n["name"] for n in networks] == ["Plain RNN", "LSTM", "GRU"]


def test_through_time_opens_where_the_plain_rnn_is_worse_by_powers_of_ten():
    app = opened(TIME, LETTERS)
    (component,) = components(app)
    sent = json.loads(component.proto.json)
    assert len(sent["tokens"]) == 62 and sent["asked"] == "naming the first letter"
    networks = memory_task.Networks.load()
    letters = memory_task.one_hot("".join(sent["tokens"][:-1]))
    far = {
        cell: gradients.of_first_letter(networks, cell, networks.middle, letters).inputs[-1, 0]
        for cell in ("rnn", "lstm", "gru")
    }
    assert far["rnn"] < 1e-4 * min(far["lstm"], far["gru"])
    (said,) = [c.value for c in app.caption if "computed in" in c.value]
    assert said.startswith("61 losses × 3 networks")


def test_memory_opens_on_networks_that_all_remember_and_says_how_the_plain_one_does():
    app = opened()
    answers = [m.value for m in app.markdown if "answers **" in m.value]
    assert len(answers) == 3 and all("which is right" in said for said in answers)
    (said,) = [m.value for m in app.markdown if m.value.startswith("**The plain RNN**")]
    assert "still holds the letter" in said and "remembering is not learning" in said


def test_three_cells_shows_the_memory_before_and_after():
    app = opened(CELLS)
    tables = [d.value for d in app.dataframe]
    (lstm,) = [t for t in tables if "C before" in set(t.iloc[:, 0])]
    row = lstm.set_index(lstm.columns[0]).iloc[:, 0].map(lambda v: float(str(v).replace("−", "-")))
    assert row["f"] * row["C before"] + row["i"] * row["C̃"] == pytest.approx(row["C now"], abs=0.02)


def test_fifty_words_take_less_than_the_promise():
    app = opened(TIME)
    ran(labelled(app.button, "Try a sentence of 50").click().run())
    (said,) = [c.value for c in app.caption if "computed in" in c.value]
    assert said.startswith("49 losses × 3 networks")
    assert float(said.split("computed in ")[1].split(" s")[0]) < 1.5


def test_the_page_does_not_load_torch_before_gradients_are_asked_for():
    code = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=60).run()
for part in ("Memory, measured", "Slopes", "Backpropagation", "Exploding gradients", "Three cells"):
    app.session_state["part-memory"] = part
    app.switch_page("pages/memory.py")
    app.run()
    assert not app.exception, app.exception
    assert "torch" not in sys.modules, part
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=120)


def test_backpropagation_is_worked_out_for_the_readers_numbers():
    app = opened(BACKPROP)
    (before,) = components(app)
    ran(labelled(app.slider, "Wanted output").set_value(0.2).run())
    (after,) = components(app)
    one, other = (json.loads(c.proto.json) for c in (before, after))
    assert one["activations"] == other["activations"]
    assert one["deltas"] != other["deltas"]


def test_the_plain_layer_is_as_large_here_as_where_the_recurrent_cell_is_shown():
    sizes = lstm_viz.load_model("everyday-rnn").sizes
    layer = counts.recurrent_count(sizes["E"], sizes["H"])
    assert f"{layer:,} trainable numbers in the layer" in texts(opened(CELLS))


def test_clipping_and_the_factor_on_w_say_true_numbers():
    app = opened(EXPLOSION)
    assert "‖g‖ = 13.00" in texts(app)
    assert "of length 1.00" in texts(app)
    raw = memory_task.Networks.load().figures["explosion"]["runs"]
    clipped = np.mean([np.mean(run["loss"][-50:]) for run in raw if run["clip"]])
    assert f"**{clipped:.2f}** with it" in texts(app)
    ran(labelled(app.select_slider, "Multiply").set_value(0.5).run())
    assert "With W × 0.5" in texts(app)


def test_gradients_of_the_untrained_network_vanish_or_explode_by_the_factor():
    app = opened(EXPLOSION)
    sixty_back = {}
    for factor in (0.5, 2.0):
        ran(labelled(app.select_slider, "Multiply").set_value(factor).run())
        (said,) = [m.value for m in app.markdown if m.value.startswith("With W")]
        sixty_back[factor] = float(said.split("sixty steps back **")[1].split("**")[0])
    assert sixty_back[0.5] < 1e-10 and sixty_back[2.0] > 1e3
