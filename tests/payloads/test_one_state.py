"""What the stage of a GRU and a plain RNN gets: every sentence's numbers, recomputed with PyTorch."""

import re

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.browser import one_state
from lstm_viz.models.opened import reading

TOKENS = list("abcde")


def sent(module: torch.nn.Module, like: str | None = None) -> tuple[dict, np.ndarray]:
    """The payload over five random steps, and PyTorch's h (T + 1, H), the first row zero."""
    x = torch.randn(5, 3)
    network = lstm_viz.open(module, like)
    trace = reading.of_layer(network, network.trace(x.numpy()), 0, TOKENS)
    h = module(x)[0].detach().numpy()
    return one_state.payload(trace, TOKENS, "number", "this step"), np.pad(h, ((1, 0), (0, 0)))


def near(text: str, value: float, slack: float = 0.0051) -> bool:
    return abs(float(text.replace("−", "-")) - value) <= slack


@pytest.mark.parametrize("kind", [torch.nn.GRU, torch.nn.RNN])
def test_the_unit_that_is_said_to_change_most_does(kind):
    torch.manual_seed(1)
    data, h = sent(kind(3, 6))
    for t, sentences in enumerate(data["narration"]):
        change = np.abs(h[t + 1] - h[t])
        unit, before, now = re.search(r"Unit (\d+) .* from (\S+) to (\S+)\.$", sentences[""]).groups()
        assert int(unit) == change.argmax()
        assert near(before, h[t][int(unit)]) and near(now, h[t + 1][int(unit)])
        assert near(re.search(r"moves by (\S+) a unit", sentences[""])[1], change.mean())


def test_the_gates_of_a_gru_are_said_as_pytorch_has_them():
    torch.manual_seed(2)
    module = torch.nn.GRU(3, 6)
    x = torch.randn(5, 3)
    network = lstm_viz.open(module)
    trace = reading.of_layer(network, network.trace(x.numpy()), 0, TOKENS)
    h = torch.zeros(6)
    for t, sentences in enumerate(one_state.payload(trace, TOKENS, "number", "this step")["narration"]):
        r, z = torch.sigmoid(
            (
                module.weight_ih_l0 @ x[t]
                + module.bias_ih_l0
                + module.weight_hh_l0 @ h
                + module.bias_hh_l0
            )[:12]
        ).chunk(2)
        for gate, sentence in ((r, sentences["Reset"]), (z, sentences["Update gate"])):
            mean, unit, least = re.search(r" (\d+) % .*unit (\d+) \w+ least: (\d+) %", sentence).groups()
            assert near(mean, 100 * gate.mean().item(), 0.51)
            assert int(unit) == gate.argmin() and near(least, 100 * gate.min().item(), 0.51)
        h = torch.tensor(trace.hidden_state[t])


def test_a_state_that_nothing_bounds_has_its_own_scale():
    torch.manual_seed(3)
    data, h = sent(torch.nn.RNN(3, 6, nonlinearity="relu"), "relu")
    assert 0 < data["largest"]["hidden_state"] <= np.abs(h).max()
    assert (
        "cut" in data["narration"][0]["Hidden"]
        and "hidden_state" not in sent(torch.nn.RNN(3, 6))[0]["largest"]
    )
