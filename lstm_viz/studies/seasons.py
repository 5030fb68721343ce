"""What returns every year: how much of a unit's course is its season."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Season:
    """A course over time, folded on one period."""

    share: float  # of the course's variance that the place in the period explains, 0…1
    mean: np.ndarray  # of each place in the period (P,)

    @property
    def swing(self) -> float:
        """From the lowest place to the highest."""
        return float(np.ptp(self.mean))


def season(course: np.ndarray, period: int) -> Season:
    """The season of a course (T,), T ≥ period.

    share = 1 − Σ_t (v_t − m_{t mod P})² / Σ_t (v_t − m)², the R² of the means m_p of the places.
    """
    v = np.asarray(course, np.float64)
    places = np.arange(len(v)) % period
    mean = np.array([v[places == p].mean() for p in range(period)])  # (P,)
    total = ((v - v.mean()) ** 2).sum()
    rest = ((v - mean[places]) ** 2).sum()
    return Season(float(1 - rest / total) if total > 0 else 0.0, mean)


def most_seasonal(courses: np.ndarray, period: int) -> tuple[int, Season]:
    """Of courses (T, H) the unit whose season swings most, and that season."""
    seasons = [season(course, period) for course in courses.T]
    unit = int(np.argmax([found.swing for found in seasons]))
    return unit, seasons[unit]
