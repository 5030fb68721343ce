"""One true sentence for every word and stage: what the cell did there, in words and numbers."""

import math
from collections.abc import Callable, Iterable

import numpy as np

from lstm_viz.nn import lstm

STAGES = ("Forget", "Store", "Update", "Output")


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


def narrate(trace: lstm.Trace, tokens: list[str]) -> list[dict[str, str]]:
    """For every step of an LSTM's trace a sentence for the whole step and one for each stage."""
    return [_at(trace, t, token) for t, token in enumerate(tokens)]


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


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _at(trace: lstm.Trace, t: int, token: str) -> dict[str, str]:
    word = f"“{show(token)}”"
    f, i, g, o = (
        a[t] for a in (trace.forget_gate, trace.input_gate, trace.candidate, trace.output_gate)
    )
    C, h = trace.cell_state[t], trace.hidden_state[t]
    before = trace.cell_state[t - 1] if t else trace.initial_cell_state
    most_erased, most_written = int(f.argmin()), int(np.abs(i * g).argmax())
    shown = int(np.abs(h).argmax())

    if not before.any():
        forget = (
            f"At {word} there is no memory yet to forget: the cell state starts at zero. "
            f"The forget gate would keep {percent(f.mean())}."
        )
        whole = f"At {word} the memory is still empty, so there is nothing to forget"
    else:
        forget = (
            f"At {word} the forget gate keeps {percent(f.mean())} of the memory on average; "
            f"unit {most_erased} erases most: it keeps {percent(f[most_erased])}."
        )
        whole = f"At {word} the forget gate keeps {percent(f.mean())} of the memory on average"
    terms = [float(i[most_written]), float(g[most_written])]
    gate, value = worked(lambda a, b: a * b, terms, terms[0] * terms[1])
    store = (
        f"The input gate lets {percent(i.mean())} of the candidate in, "
        f"on average over all units. Unit {most_written} writes most: "
        f"i × C̃ = {gate} × {f'({value})' if value.startswith('−') else value} = {signed(terms[0] * terms[1])}."
    )
    change = np.abs(C - before)
    changed = int(change.argmax())
    update = (
        f"What was kept plus what is written: the cell state moves by {change.mean():.2f} a unit on average; "
        f"unit {changed} changes most, from {signed(before[changed])} to {signed(C[changed])}."
    )
    output = (
        f"The output gate shows {percent(o.mean())} of the memory on average. Unit {shown} speaks loudest: "
        f"h = {signed(h[shown])}."
    )
    whole += (
        f", the input gate lets {percent(i.mean())} of the new candidate in, "
        f"and the output gate shows {percent(o.mean())}."
    )
    return {"": whole, "Forget": forget, "Store": store, "Update": update, "Output": output}
