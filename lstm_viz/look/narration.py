"""Numbers and tokens as sentences show them."""

import math
from collections.abc import Callable, Iterable


def show(token: str) -> str:
    """A token as people can see it: blanks and line breaks get a sign, special tokens a name."""
    names = {" ": "␣", "\n": "⏎", "<unk>": "(rare word)", "<end>": "(end)", "<start>": "(start)"}
    return names.get(token, token)


def brief(token: str, longest: int = 24) -> str:
    """The same, cut where it has more characters than a picture has room for.

    >>> brief("dog"), brief("x" * 800, 5)
    ('dog', 'xxxx…')
    """
    shown = show(token)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def worked(f: Callable[..., float], terms: Iterable[float], result: float, digits: int = 2) -> list[str]:
    """The terms with the fewest digits at which f of them, as shown, rounds like the result."""
    for d in range(digits, 16):
        if signed(f(*(round(term, d) for term in terms)), digits) == signed(result, digits):
            break
    return [signed(term, d) for term in terms]


def signed(value: float, digits: int = 2) -> str:
    """A number with a real minus sign, and none on zero.

    >>> signed(-0.004), signed(-1.5)
    ('0.00', '−1.50')
    """
    return f"{round(float(value), digits) + 0.0:.{digits}f}".replace("-", "−")


def places(value: float, digits: int = 3, most: int = 9) -> int:
    """Decimals at which a small number still shows `digits` significant digits; never fewer than `digits`.

    >>> places(0.512), places(0.000283), signed(0.000283, places(0.000283))
    (3, 6, '0.000283')
    """
    if value == 0:
        return digits
    return min(most, max(digits, digits - 1 - math.floor(math.log10(abs(value)))))


def power(value: float) -> str:
    """A size of any order, as a power of ten where it is far from 1.

    >>> power(0.25), power(3.2e-19), power(0)
    ('0.25', '3.2·10⁻¹⁹', '0')
    """
    if value == 0 or 0.001 <= abs(value) < 10_000:
        return f"{value:.2g}".replace("-", "−")
    digits, exponent = f"{value:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digits}·10{raised}".replace("-", "−")


def percent(share: float, least: int = 0) -> str:
    """A share in percent; what is neither nothing nor all is never shown as 0 or 100.

    Args:
        share: 0…1.  least: decimals where that many show it.

    >>> percent(0.634), percent(0.0043), percent(0.9996), percent(1), percent(2e-12)
    ('63 %', '0.4 %', '99.96 %', '100 %', '2.0·10⁻¹⁰ %')
    """
    value = 100 * share
    rest = min(abs(value), abs(100 - value))  # what rounding must not hide
    if 0 < abs(value) < 1e-9:
        return f"{power(value)} %"
    digits = least if rest < 1e-9 or rest >= 0.95 * 10**-least else places(rest, 1)
    return f"{signed(value, digits)} %"
