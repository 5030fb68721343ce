"""Sizes of language models: ours from its file, the others as their papers state them."""

import math

from lstm_viz import lessons

STEP_MM = 1  # a grain of sand: one number of a network, laid in a row
WORDS_A_MINUTE = 240  # a usual speed of silent reading (Brysbaert 2019: 238)
BYTES_A_WORD = 6  # five letters and a space
_EARTH_KM, _MOON_KM = 40_075, 384_400  # around the equator; mean distance


def payload(ours: dict[str, float]) -> list[dict]:
    """The kinds of size that can be drawn, each with its items from small to large.

    Args:
        ours: what our model has of each kind of `lessons/scale.json`: "parameters", "bytes".
    """
    kinds = lessons.load("scale")["kinds"]
    return [
        {
            **kind,
            "items": sorted(
                [{"name": "everyday (ours)", "value": ours[kind["key"]], "source": ""}, *kind["items"]],
                key=lambda item: item["value"],
            ),
        }
        for kind in kinds
    ]


def line_of(count: float) -> str:
    """How long a row of so many grains of sand is, in words.

    >>> line_of(975_104), line_of(175e9)
    ('975 m', '175,000 km, 4.4 times around the Earth')
    """
    km = count * STEP_MM / 1e6
    if km < 10:
        return f"{1000 * km:,.0f} m"
    if km < _MOON_KM:
        return f"{km:,.0f} km, {km / _EARTH_KM:.1f} times around the Earth"
    return f"{km:,.0f} km, {km / _MOON_KM:.1f} times as far as the Moon"


def reading_time(size: float) -> str:
    """How long a person reads so many bytes of text, day and night.

    >>> reading_time(16e6), reading_time(45e12)
    ('8 days', '59,000 years')
    """
    days = size / BYTES_A_WORD / WORDS_A_MINUTE / 60 / 24
    years = days / 365.25
    if years < 2:
        return f"{days:,.0f} days"
    digits = max(0, len(str(int(years))) - 2)
    return f"{math.floor(years / 10**digits + 0.5) * 10**digits:,} years"
