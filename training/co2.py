"""Make `lstm_viz/lessons/co2.csv`: the air's carbon dioxide at Mauna Loa, a mean for each month.

    pip install statsmodels
    python -m training.co2

From the weekly averages that the package statsmodels carries (`statsmodels.datasets.co2`: Keeling and Whorf
2004, public domain). It begins in May 1964: before that whole months are missing, and none is made up here.
"""

import csv
from collections import defaultdict
from pathlib import Path

from lstm_viz.lessons import FOLDER

FIRST = "1964-05"


def monthly(weeks: list[dict[str, str]]) -> list[tuple[str, float]]:
    """(“1964-05”, mean in ppm) for every month from `FIRST` on.

    Args:
        weeks: `date` as 19580329, `co2` in ppm, empty where nothing was measured.

    Raises:
        ValueError: a month without a single week.
    """
    months = defaultdict(list)
    for week in weeks:
        month = f"{week['date'][:4]}-{week['date'][4:6]}"
        if month >= FIRST and week["co2"]:
            months[month].append(float(week["co2"]))
    named = sorted(months)
    numbers = [12 * int(month[:4]) + int(month[5:]) for month in named]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        raise ValueError("A month has no week that was measured.")
    return [(month, round(sum(months[month]) / len(months[month]), 2)) for month in named]


def main():
    from statsmodels.datasets import co2

    with (Path(co2.__file__).parent / "co2.csv").open(encoding="utf-8") as file:
        rows = monthly(list(csv.DictReader(file)))
    with (FOLDER / "co2.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("month", "CO₂ (ppm)"), *rows])


if __name__ == "__main__":
    main()
