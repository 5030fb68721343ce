"""One true sentence for every word and stage: what the cell did there, in words and numbers."""

import numpy as np

STAGES = ("Forget", "Store", "Update", "Output")


def show(token: str) -> str:
    """A token as people can see it: blanks and line breaks get a sign, special tokens a name."""
    names = {" ": "␣", "\n": "⏎", "<unk>": "(rare word)", "<end>": "(end)"}
    return names.get(token, token)


def narrate(trace) -> list[dict[str, str]]:
    """For every step of an LSTM's text trace a sentence for the whole step and one for each stage."""
    return [_at(trace, t) for t in range(len(trace))]


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _at(trace, t: int) -> dict[str, str]:
    word = f"“{show(trace.tokens[t])}”"
    f, i, g, o = (a[t] for a in (trace.forget_gate, trace.input_gate, trace.candidate, trace.output_gate))
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
    store = (
        f"The input gate lets {percent(i.mean())} of the candidate in. Unit {most_written} writes most: "
        f"{i[most_written]:.2f} × {g[most_written]:+.2f} = {i[most_written] * g[most_written]:+.2f}."
    )
    change = np.abs(C - before)
    changed = int(change.argmax())
    update = (
        f"Kept memory plus new memory: the cell state moves by {change.mean():.2f} a unit on average; "
        f"unit {changed} changes most, from {before[changed]:+.2f} to {C[changed]:+.2f}."
    )
    output = (
        f"The output gate shows {percent(o.mean())} of the memory on average. Unit {shown} speaks loudest: "
        f"h = {h[shown]:+.2f}."
    )
    whole += (
        f", the input gate lets {percent(i.mean())} of the new candidate in, "
        f"and the output gate shows {percent(o.mean())}."
    )
    return {"": whole, "Forget": forget, "Store": store, "Update": update, "Output": output}
