"""The sentences of the stage say numbers: each is computed here once more from the trace."""

import re

import numpy as np
import pytest

from lstm_viz.browser import stage
from lstm_viz.models.cells import CELLS
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold
from tests.engine.node import ask

NUMBER = re.compile(r"−?\d+(?:\.\d+)?")


def numbers(sentence: str) -> list[float]:
    """All numbers of a sentence, without the word that it quotes."""
    return [float(n.replace("−", "-")) for n in NUMBER.findall(re.sub(r"“.*?”", "", sentence))]


def percent(values) -> float:
    return float(f"{100 * np.mean(values):.0f}")


UNITS = [0, 5, 100, 126]


@pytest.fixture(scope="module")
def said(bear, tmp_path_factory):
    """What the browser's modules say of the bear, run by Node."""
    folder = tmp_path_factory.mktemp("told")
    payload = stage.payload(bear, bear.tokens)
    return ask("../stage/tell.js", folder, {"payload": payload, "units": UNITS})


@pytest.fixture(scope="module")
def told(said):
    return said["told"]


def test_one_sentence_for_each_word_and_stage(bear, told):
    assert len(told) == len(bear)
    for sentences in told:
        assert list(sentences) == ["", *CELLS["lstm"].stages]
        assert all(s.endswith(".") and s[0].isupper() for s in sentences.values())


def test_words_are_named(bear, told):
    for token, sentences in zip(bear.tokens, told, strict=True):
        assert f"“{token}”" in sentences[""] and f"“{token}”" in sentences["Forget"]


def test_forget(bear, told):
    assert numbers(told[0]["Forget"]) == [percent(bear.forget_gate[0])]
    assert "no memory yet" in told[0]["Forget"]
    for t in range(1, len(bear)):
        f, C0 = bear.forget_gate[t], bear.cell_state[t - 1]
        unit = int(((1 - f) * abs(C0)).argmax())
        *shares, memory = numbers(told[t]["Forget"])
        assert shares == [percent(f), unit, percent(f[unit])]
        assert memory == pytest.approx(C0[unit], abs=0.005001)


def test_store(bear, told):
    for t, sentences in enumerate(told):
        i, g = bear.input_gate[t], bear.candidate[t]
        share, unit, gate, value, product = numbers(sentences["Store"])
        assert share == percent(i)
        assert unit == np.abs(i * g).argmax()
        assert product == pytest.approx(float(i[int(unit)] * g[int(unit)]), abs=0.005001)
        # the numbers shown give the result shown
        assert f"{gate * value:.2f}" == f"{product:.2f}"
        assert gate == pytest.approx(float(i[int(unit)]), abs=0.005001)
        assert value == pytest.approx(float(g[int(unit)]), abs=0.005001)


def test_update(bear, told):
    before = np.vstack([bear.initial_cell_state, bear.cell_state[:-1]])
    for t, sentences in enumerate(told):
        change = np.abs(bear.cell_state[t] - before[t])
        mean, unit, was, now = numbers(sentences["Update"])
        assert mean == pytest.approx(change.mean(), abs=0.005001)
        assert unit == change.argmax()
        assert was == pytest.approx(before[t][int(unit)], abs=0.005001)
        assert now == pytest.approx(bear.cell_state[t][int(unit)], abs=0.005001)


def test_output(bear, told):
    for t, sentences in enumerate(told):
        share, unit, h = numbers(sentences["Output"])
        assert share == percent(bear.output_gate[t])
        assert unit == np.abs(bear.hidden_state[t]).argmax()
        assert h == pytest.approx(bear.hidden_state[t][int(unit)], abs=0.005001)


def changes(bear) -> dict[str, np.ndarray]:
    """How much each way of happening changed each unit at each word (T, H), 0 where it did not happen."""
    C, f, o = bear.cell_state, bear.forget_gate, bear.output_gate
    C0 = np.vstack([bear.initial_cell_state, C[:-1]])
    h0 = np.vstack([bear.initial_hidden_state, bear.hidden_state[:-1]])
    opened = np.vstack([np.zeros_like(o[:1]), o[1:] - o[:-1]]) > 1 / 3
    turned = (C * C0 < 0) & (np.minimum(abs(C), abs(C0)) > 0.1)
    return {
        "wrote": abs(bear.input_gate * bear.candidate),
        "wiped": np.where(f < 0.5, (1 - f) * abs(C0), 0),
        "flipped": np.where(turned, abs(C - C0), 0),
        "spoke": np.where(opened, abs(bear.hidden_state) - abs(h0), 0),
    }


def test_the_event_of_a_word_is_the_largest_of_all(bear, said):
    ways = changes(bear)
    for t, event in enumerate(said["events"]):
        largest = max(way[t].max() for way in ways.values())
        assert event["size"] == pytest.approx(largest, rel=1e-5)
        assert ways[event["kind"]][t][event["unit"]] == pytest.approx(largest, rel=1e-5)


def test_the_whole_step_tells_its_event_with_true_numbers(bear, said):
    C0 = np.vstack([bear.initial_cell_state, bear.cell_state[:-1]])
    for t, (sentences, event) in enumerate(zip(said["told"], said["events"], strict=True)):
        unit, kind = event["unit"], event["kind"]
        found = numbers(sentences[""])
        assert found[0] == unit and "most of all" in sentences[""]
        memory = [C0[t, unit], bear.cell_state[t, unit]]
        expected = {
            "wiped": [f := bear.forget_gate[t, unit], round(100 * (1 - f)), *memory],
            "wrote": [bear.input_gate[t, unit], *memory],
            "flipped": memory,
            "spoke": [
                *bear.output_gate[t - 1 : t + 1, unit],
                bear.hidden_state[t, unit],
                bear.hidden_state[t - 1, unit],
            ],
        }[kind]
        assert found[1:] == pytest.approx(expected, abs=0.005001)


def test_each_unit_is_told_by_what_happened_to_it(bear, said):
    ways = changes(bear)
    for t, sentences in enumerate(said["units"]):
        for unit, sentence in zip(UNITS, sentences, strict=True):
            sizes = {kind: way[t, unit] for kind, way in ways.items()}
            kind = max(sizes, key=sizes.get) if max(sizes.values()) >= 0.1 else "kept"
            verb = {
                "kept": "keeps",
                "wrote": "writes",
                "wiped": "is wiped",
                "flipped": "flips",
                "spoke": "speaks up",
            }[kind]
            assert sentence.startswith(f"unit {unit} {verb}"), (sentence, sizes)


def test_a_stage_tells_of_the_followed_unit_what_its_numbers_give(bear, said):
    C0 = np.vstack([bear.initial_cell_state, bear.cell_state[:-1]])
    for t, sentences in enumerate(said["stages"]):
        for unit, by_stage in zip(UNITS, sentences, strict=True):
            f, i, g, o, C = (
                getattr(bear, name)[t, unit]
                for name in ("forget_gate", "input_gate", "candidate", "output_gate", "cell_state")
            )
            terms = {
                "Forget": (f, C0[t, unit], f * C0[t, unit]),
                "Store": (i, g, i * g),
                "Update": (f * C0[t, unit], i * g, C),
                "Output": (o, np.tanh(C), bear.hidden_state[t, unit]),
            }
            for stage_name, (a, b, result) in terms.items():
                if stage_name == "Forget" and C0[t, unit] == 0:
                    assert by_stage[stage_name] == "has no memory yet to forget"
                    continue
                *first, x, y, z = numbers(by_stage[stage_name])
                assert [x, y, z] == pytest.approx([a, b, result], abs=0.005001)
                assert z == pytest.approx(x + y if stage_name == "Update" else x * y, abs=0.005001)
                if first:  # keeps 7 %, lets 7 % in, shows 7 %
                    assert first == [percent(a)]


def test_a_memory_set_by_hand_is_said_to_be(everyday, bear, tmp_path):
    """Neither written nor wiped by its gates, whatever they stand at."""
    t = 8
    erased = intervention.repeat(everyday, bear, [Hold("cell", 0, None, (t,))])
    payload = stage.payload(erased, erased.tokens)
    heard = ask("../stage/tell.js", tmp_path, {"payload": payload, "units": UNITS})
    sentences = heard["units"][t]
    assert all(unit["Update"] == "has its memory set by hand, to 0.00" for unit in heard["stages"][t])
    f, i, g = (getattr(erased, name)[t] for name in ("forget_gate", "input_gate", "candidate"))
    made = f * erased.cell_state[t - 1] + i * g
    for unit, sentence in zip(UNITS, sentences, strict=True):
        assert sentence.startswith(f"unit {unit} is set by hand")
        assert numbers(sentence) == pytest.approx([unit, 0, made[unit]], abs=0.005001)
