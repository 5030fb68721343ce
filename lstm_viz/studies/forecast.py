"""A forecast one step ahead, held against the simplest ones: as a year ago, and the change of a year ago."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.inputs.series import Scaling, Series


@dataclass(frozen=True)
class Forecast:
    """What was said of the steps from `first` on, one step ahead; N steps of F numbers, in the series' units."""

    labels: tuple[str, ...]  # N
    truth: np.ndarray  # (N, F)
    network: np.ndarray  # (N, F)
    last_period: np.ndarray  # the value one period earlier (N, F)
    last_change: np.ndarray  # the last value, and the change that followed one period earlier (N, F)

    def errors(self) -> dict[str, float]:
        """Mean absolute error of each, over all N × F numbers."""
        said = {
            "network": self.network,
            "last_period": self.last_period,
            "last_change": self.last_change,
        }
        return {name: float(np.abs(rows - self.truth).mean()) for name, rows in said.items()}


def one_ahead(
    levels: Series, scores: np.ndarray, scaling: Scaling, changes: bool, period: int, first: int
) -> Forecast:
    """The forecasts of a network whose head says the next x.

    Args:
        levels: the series as it was brought, T steps.
        scores: the head after every step that was read: T rows, or T − 1 where changes are read.
        scaling: of what is read.  changes: whether changes from step to step are read, not values.
        period: steps of a year.
        first: the first step forecast, period < first < T.
    """
    values = levels.values
    said = scaling.undo(scores)
    # value_t = value_{t−1} + change said after step t − 1; row k of the changes is read at step k + 1
    network = values[first - 1 : -1] + said[first - 2 : -1] if changes else said[first - 1 : -1]
    ago = slice(first - period, len(values) - period)
    earlier = values[first - period - 1 : len(values) - period - 1]
    return Forecast(
        levels.labels[first:],
        values[first:],
        network,
        values[ago],
        values[first - 1 : -1] + values[ago] - earlier,
    )
