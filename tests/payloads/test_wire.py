"""The shipped wirings against `torch.nn.LSTM`, on random sequences and with a judge of this test's own."""

import random

import pytest
import torch

from lstm_viz.browser.wire import goals, payload

CODE = {"0": 0.0, "1": 1.0, "r": -1.0}
GOALS = {goal["id"]: goal for goal in goals()}


def network(numbers: list[float], units: int) -> torch.nn.LSTM:
    """The wiring, gate by gate f, i, C̃, o, in torch's blocks i, f, g, o."""
    rows = torch.tensor(numbers, dtype=torch.float64).reshape(4, units, units + 2)
    rows = rows[[1, 0, 2, 3]].reshape(4 * units, units + 2)
    lstm = torch.nn.LSTM(1, units, dtype=torch.float64)
    with torch.no_grad():
        lstm.weight_hh_l0.copy_(rows[:, :units])
        lstm.weight_ih_l0.copy_(rows[:, units : units + 1])
        lstm.bias_ih_l0.copy_(rows[:, -1])
        lstm.bias_hh_l0.zero_()
    return lstm


def states(lstm: torch.nn.LSTM, signs: list[str], start: float) -> list[tuple[float, float]]:
    """C and h of the last unit after each sign."""
    h = torch.zeros(1, lstm.hidden_size, dtype=torch.float64)
    C = torch.full_like(h, start)
    found = []
    with torch.no_grad():
        for sign in signs:
            _, (h, C) = lstm(torch.tensor([[CODE[sign]]], dtype=torch.float64), (h, C))
            found.append((C[0, -1].item(), h[0, -1].item()))
    return found


def judge(goal: str, signs: list[str], start: float, found: list[tuple[float, float]]) -> list[int]:
    """The steps at which C and h are not what the goal asks for."""
    wrong = []
    for t, (C, h) in enumerate(found):
        read = signs[: t + 1]
        since = read[::-1].index("r") if "r" in read else len(read)
        fresh = read[len(read) - since :]
        fine = {
            "hold": abs(C - start) <= 0.05 and abs(h) <= 0.05,
            "latch": (h > 0.5) == ("1" in read),
            "reset": (h > 0.5) == ("1" in fresh),
            "count": round(C) == read.count("1"),
            "clear": round(C) == fresh.count("1"),
            "before": t == 0 or (h > 0.5) == (read[-2] == "1"),
            "first": (h > 0.5) == (read[0] == "1"),
        }[goal]
        if not fine:
            wrong.append(t)
    return wrong


@pytest.mark.parametrize("name", GOALS)
@pytest.mark.parametrize("units", [1, 2])
def test_the_shipped_solution_reaches_its_goal_in_torch(name, units):
    goal, chance = GOALS[name], random.Random(5)
    numbers = goal["solution"] if units == 1 else goal.get("solution_2")
    if numbers is None:  # two units do what one does, the second as the one, the first idle
        numbers = [v for g in range(4) for v in (0, 0, 0, 0, 0, *goal["solution"][3 * g : 3 * g + 3])]
    lstm = network(numbers, units)
    for _ in range(60):
        weights = [chance.random() for _ in goal["signs"]]
        signs = chance.choices(goal["signs"], weights, k=goal["length"])
        start = chance.uniform(-1, 1) if name == "hold" else 0.0
        assert judge(name, signs, start, states(lstm, signs, start)) == [], signs


@pytest.mark.parametrize("name", GOALS)
def test_what_a_goal_begins_with_does_not_reach_it_yet(name):
    goal = GOALS[name]
    lstm = network(goal["start"], 1)
    signs = random.Random(2).choices(goal["signs"], k=goal["length"])
    start = 0.7 if name == "hold" else 0.0
    assert judge(name, signs, start, states(lstm, signs, start))


def test_every_goal_has_what_the_page_shows():
    for goal in payload()["goals"]:
        assert len(goal["start"]) == len(goal["solution"]) == 12
        assert goal["title"] and goal["task"] and goal["hints"] and goal["why"]
        assert all(abs(v) <= 20 for v in goal["solution"])
