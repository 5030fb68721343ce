"""Equations as they stand in the code, set in LaTeX."""

import re

_SIGNS = {"σ": r"\sigma", "tanh": r"\tanh", "C̃": r"\tilde C", "∗": "*", "−": "-"}
LONGEST = 50  # letters in one line


def latex(equations: list[str], product: str = r"\,") -> str:
    """Equations under each other, aligned at their = signs; a long one goes on in a second line.

    Args:
        equations: such as “f_t = σ(W_f·[h_{t−1}, x_t] + b_f)”.
        product: what stands between weights and what they weigh.
    """
    return r"\begin{aligned}" + r"\\".join(_line(text, product) for text in equations) + r"\end{aligned}"


def _line(text: str, product: str) -> str:
    if len(text) > LONGEST:  # go on after the plus sign that is nearest its middle
        plus = min(
            (found.start() for found in re.finditer(r" \+ ", text)), key=lambda k: abs(k - len(text) / 2)
        )
        text = text[:plus] + r"\\&\quad" + text[plus:]
    text = re.sub(r"_(\w{2,})", r"_{\1}", text.replace("=", "&=", 1)).replace("·", product + " ")
    for sign, command in _SIGNS.items():
        text = text.replace(sign, command)
    return text
