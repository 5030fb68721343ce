"""Numbers: what the network says comes next, and the year in its gates."""

import numpy as np
import streamlit as st

from lstm_viz.figures import forecast as figures
from lstm_viz.look.roles import ROLES
from lstm_viz.models.opened import Network, NetworkTrace, reading
from lstm_viz.studies.forecast import Forecast, one_ahead
from lstm_viz.studies.seasons import most_seasonal, season
from lstm_viz.ui.charts import plot

from .material import Numbers
from .networks import Chosen

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def draw(chosen: Chosen, numbers: Numbers, trace: NetworkTrace) -> None:
    """The forecast, where the head says as many numbers as are read; the year, where there are years."""
    T = len(numbers.levels.labels)
    period = int(
        st.number_input(
            "Steps in a year (or whatever returns: 7 for a week of days)",
            2,
            1000,
            12,
            key=f"own-period-{chosen.name}",
        )
    )
    if 3 * period >= T:
        st.info(f"For {period} steps a year bring at least three years: {3 * period + 1} rows.")
        return
    if trace.scores is not None and trace.scores.shape[1] == len(numbers.levels.columns):
        _forecast(numbers, trace.scores, period)
    if chosen.network.layers[0].memory:
        _seasons(chosen.network, numbers.steps, trace, period)


def _forecast(numbers: Numbers, scores: np.ndarray, period: int) -> None:
    labels = numbers.levels.labels
    if numbers.held_out is None:
        first = max(period + 2, len(labels) * 3 // 4)
    else:
        first = labels.index(numbers.held_out)
    st.header("The forecast, one step ahead", anchor=False)
    forecast = one_ahead(numbers.levels, scores, numbers.scaling, numbers.changes, period, first)
    st.markdown(errors(forecast))
    st.caption(
        f"Over {len(forecast.labels)} steps from {forecast.labels[0]} on. "
        + (
            "The network never saw them in training."
            if numbers.held_out
            else "If the network was trained on these very steps, its error is smaller than it should be."
        )
    )
    for column, name in enumerate(numbers.levels.columns[:3]):
        rows = {
            "step": list(forecast.labels),
            "what came": forecast.truth[:, column].tolist(),
            "the network": forecast.network[:, column].tolist(),
            "same as last year": forecast.last_period[:, column].tolist(),
        }
        plot(
            figures.beside_truth(forecast, column, name),
            f"Forecast and truth of {name}; the table holds the numbers.",
            rows,
            f"forecast of {name}",
        )


def errors(forecast: Forecast) -> str:
    """The mean errors as a sentence: the network's beside those of two simple rules."""
    error = forecast.errors()
    return (
        f"Mean error: **the network {error['network']:.2f}**, “same as last year” "
        f"{error['last_period']:.2f}, “the same change as last year” {error['last_change']:.2f}."
    )


def _seasons(network: Network, labels: list[str], trace: NetworkTrace, period: int) -> None:
    st.header("The year in the gates", anchor=False)
    shown = reading.of_layer(network, trace, 0, labels)
    unit, found = most_seasonal(shown.output_gate, period)
    names = places(labels, period)
    st.markdown(told(unit, found.share, found.mean, names))
    roles = tuple(role for role in ROLES if not role.signed)
    means = {role.field: season(getattr(shown, role.field)[:, unit], period).mean for role in roles}
    order = _calendar(names)
    means = {field: mean[order] for field, mean in means.items()}
    names = [names[p] for p in order]
    plot(
        figures.year(means, roles, names),
        f"Mean of the gates of unit {unit} at each place of the year; the table holds the numbers.",
        {"place in the year": names, **{role.name: means[role.field].tolist() for role in roles}},
        f"the year of unit {unit}",
    )


def told(unit: int, share: float, mean: np.ndarray, names: list[str]) -> str:
    """The unit whose output gate swings most over a year, and when it is open and closed."""
    high, low = int(mean.argmax()), int(mean.argmin())
    return (
        f"The output gate of **unit {unit}** follows the year most: it is open in {names[high]} "
        f"({mean[high]:.2f} on average) and closed in {names[low]} ({mean[low]:.2f}). The place in the year "
        f"explains {100 * share:.0f} % of all its changes over time."
    )


def places(labels: list[str], period: int) -> list[str]:
    """Names of the places of a period, from that of the first step on: months where labels are dates."""
    parts = [label.split("-") for label in labels[:period]]
    if period == 12 and all(len(p) >= 2 and p[1].isdigit() and 1 <= int(p[1]) <= 12 for p in parts):
        return [MONTHS[int(p[1]) - 1] for p in parts]
    return [f"step {k + 1}" for k in range(period)]


def _calendar(names: list[str]) -> list[int]:
    """The places from January on, where they are months."""
    return sorted(range(len(names)), key=lambda p: MONTHS.index(names[p]) if names[p] in MONTHS else p)
