"""The small trainings of “Your own LSTM”: what they learn from, and the file that the tagger is written to."""

import csv
from datetime import date, timedelta

import numpy as np
import pytest
import torch
from torch import nn

import lstm_viz
from lstm_viz.lessons import FOLDER
from training import co2, own


def weeks(first: date, count: int) -> list[dict[str, str]]:
    """One measurement a week, equal to the number of its month."""
    days = [first + timedelta(weeks=k) for k in range(count)]
    return [{"date": day.strftime("%Y%m%d"), "co2": str(300 + day.month)} for day in days]


def test_weeks_become_the_means_of_their_months():
    rows = [*weeks(date(1964, 4, 4), 40), {"date": "19640530", "co2": ""}]
    found = co2.monthly(rows)
    assert found[0] == ("1964-05", 305.0)  # April is left out, a week without a number as well
    assert found[7] == ("1964-12", 312.0)
    rows.append({"date": "19640501", "co2": "311"})
    assert co2.monthly(rows)[0] == ("1964-05", round((305 * 5 + 311) / 6, 2))


def test_a_month_without_a_measured_week_is_not_made_up():
    rows = [row for row in weeks(date(1964, 5, 2), 30) if not row["date"].startswith("196408")]
    with pytest.raises(ValueError, match="no week"):
        co2.monthly(rows)


def test_the_shipped_series_has_every_month_once():
    with (FOLDER / "co2.csv").open(encoding="utf-8") as file:
        months = [row[0] for row in csv.reader(file)][1:]
    numbers = [12 * int(month[:4]) + int(month[5:]) for month in months]
    assert months[0] == co2.FIRST and numbers == list(range(numbers[0], numbers[0] + len(months)))
    assert own.HELD_OUT_FROM in months


@pytest.mark.parametrize(
    ("text", "letters", "begins"),
    [
        ("The dog.", "thedog.", [1, 0, 0, 1, 0, 0, 0]),
        ("  a   B ", "ab", [1, 1]),
        ("é? §", "?", [1]),
        ("", "", []),
    ],
)
def test_letters_without_blanks(text, letters, begins):
    assert own.blanks(text) == (list(letters), begins)


def test_a_batch_is_filled_up_and_its_pads_count_for_nothing():
    inputs = [np.array([2, 3, 4]), np.array([5])]
    targets = [np.array([3, 4, 0]), np.array([1])]
    assert own.padded(inputs, 1).tolist() == [[2, 3, 4], [5, 1, 1]]
    torch.manual_seed(0)
    network = own.Tokens(6, 4, 5, 6)
    batch = own.token_loss(inputs, targets, 400, seed=0)(network).item()
    scores = [network(torch.as_tensor(row)[None])[0] for row in inputs]
    one_by_one = [
        nn.functional.cross_entropy(s, torch.as_tensor(y), reduction="sum").item()
        for s, y in zip(scores, targets, strict=True)
    ]
    # drawn alike often, a step of either text weighs the same: (a + b) / (3 + 1)
    assert batch == pytest.approx(sum(one_by_one) / 4, rel=0.05)


def test_the_taggers_file_holds_the_network(tmp_path):
    torch.manual_seed(1)
    network = own.Tokens(9, 4, 6, 2, both=True)
    (tmp_path / "own.keras").write_bytes(own.keras_file(network))
    ids = np.arange(30) % 9
    with torch.inference_mode():
        expected = network(torch.as_tensor(ids)[None])[0].numpy()
    np.testing.assert_allclose(
        lstm_viz.open(tmp_path / "own.keras").trace(ids).scores, expected, atol=1e-5
    )
