"""Every row of the table of cells: a model can hold it, carry its states on, and the pages can show it."""

import json

import numpy as np
import pytest
import torch

from lstm_viz.browser import stage
from lstm_viz.browser.packing import encode
from lstm_viz.models.cells import CELLS, cell_of
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn import gradients
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies import export

TOKENS = ["<unk>", "<end>", "the", "dogs", "that", "bark", "are", "loud", "."]
TEXT = "the dogs that bark are loud"
E, H = 6, 10


def make(cell: str, seed: int = 0) -> LanguageModel:
    """A random language model that holds this cell."""
    random, V = np.random.default_rng(seed), len(TOKENS)
    shapes = {
        "embedding.weight": (V, E),
        "head.projection.weight": (E, H),
        "head.bias": (V,),
        **{f"{cell}.{name}": shape for name, shape in CELLS[cell].shapes(E, H).items()},
    }
    tensors = {
        name: (0.4 * random.normal(size=shape)).astype(np.float32) for name, shape in shapes.items()
    }
    facts = {"cell": cell, "tokenizer": "words", "vocabulary": json.dumps(TOKENS)}
    return LanguageModel(tensors, facts)


@pytest.fixture(params=CELLS)
def model(request):
    return make(request.param)


def test_a_model_that_holds_it_reads_and_predicts(model):
    trace = model.trace(TEXT)
    assert trace.tokens == TEXT.split() and isinstance(trace, model.cell.trace)
    best = model.predict(trace, k=len(TOKENS))
    assert sum(p for _, p in best) == pytest.approx(1, abs=1e-5)
    h = model.trace(TEXT.split()[:3]).hidden_state[-1]
    scores = model.embeddings @ (model.projection @ h) + model.head_bias
    assert dict(model.predict(trace, t=2, k=1))[TOKENS[scores.argmax()]] == pytest.approx(
        float(softmax(scores).max()), abs=1e-5
    )


def test_a_saved_model_is_the_same(model, tmp_path):
    model.save(tmp_path / "own.safetensors")
    again = LanguageModel.load(tmp_path / "own.safetensors")
    np.testing.assert_allclose(
        again.trace(TEXT).hidden_state,
        model.trace(TEXT).hidden_state,
        atol=0.03,  # float16 on disk
    )


@pytest.mark.parametrize("at", range(1, 6))
def test_a_text_that_goes_on_is_one_text(model, at):
    words, whole = TEXT.split(), model.trace(TEXT)
    first = model.trace(words[:at])
    rest = model.trace(words[at:], *model.cell.state(first))
    np.testing.assert_allclose(rest.hidden_state, whole.hidden_state[at:], atol=1e-6)
    np.testing.assert_array_equal(rest.initial_hidden_state, first.hidden_state[-1])
    if model.cell.memory:
        np.testing.assert_allclose(rest.cell_state, whole.cell_state[at:], atol=1e-6)
        np.testing.assert_array_equal(rest.initial_cell_state, first.cell_state[-1])


def test_states_that_do_not_fit_are_refused(model):
    with pytest.raises(ValueError, match="shape"):
        model.trace(TEXT, np.zeros(H + 1))
    with pytest.raises(ValueError, match="shape" if model.cell.memory else "no cell state"):
        model.trace(TEXT, np.zeros(H), np.zeros(H + 2))


def test_its_equations_are_those_of_its_step(model):
    cell = model.cell
    symbols = [equation.symbol for equation in cell.equations]
    assert {role.symbol for role in cell.roles} <= set(symbols)
    assert all(
        equation.code.startswith(("return ", f"{equation.code.split()[0]} = "))
        for equation in cell.equations
    )
    for role in cell.roles:
        assert getattr(model.trace(TEXT), role.field).shape == (6, H)


def test_its_step_in_pytorch_is_the_same(model):
    trace = model.trace(TEXT)
    layer = [
        torch.from_numpy(model.tensors[f"{model.cell_name}.{name}"]) for name in model.cell.shapes(0, 0)
    ]
    rows = [torch.from_numpy(x[None]) for x in trace.inputs]
    hidden, _, carried = gradients.unroll(torch, model.cell.unroll, layer, rows)
    np.testing.assert_allclose(torch.cat(hidden).numpy(), trace.hidden_state, atol=1e-5)
    assert bool(carried) == (model.cell.carries is not None)


def test_its_row_is_found_from_a_trace(model):
    assert cell_of(model.trace(TEXT)).module is model.cell.module


def test_its_record_is_written_with_all_its_quantities(model):
    head = export.to_csv(model.trace(TEXT)).splitlines()[0].split(",")
    assert head[4:] == [role.field for role in model.cell.roles]


@pytest.mark.parametrize("cell", CELLS)
def test_a_layer_without_a_part_is_refused_by_name(cell):
    for name in CELLS[cell].shapes(E, H):
        arrays = {k: v for k, v in make(cell).tensors.items() if k != f"{cell}.{name}"}
        with pytest.raises(ModelError, match=name):
            CELLS[cell].layer(arrays, cell)


@pytest.mark.parametrize("cell", [name for name, row in CELLS.items() if row.memory])
def test_the_stepper_can_draw_a_cell_with_a_memory(cell):
    model = make(cell)
    trace = model.trace(TEXT)
    payload = stage.payload(trace, trace.tokens, next=stage.next_words(model, trace))
    assert payload["arrays"]["cell_state"] == encode(trace.cell_state)
    assert payload["gates"] == model.cell.module.GATES
    assert payload["stages"] == list(model.cell.stages) == list(payload["code"])
    lines = [line for stage_lines in payload["code"].values() for line in stage_lines]
    assert [line.removeprefix("# ") for line in lines[::2]] == [e.text for e in model.cell.equations]
    if cell == "peephole":
        assert payload["arrays"]["peephole_part"]["shape"] == (6, 4, H)
        assert "p_o ∗ C_t" in "".join(payload["code"]["Output"])
    json.dumps(payload)
