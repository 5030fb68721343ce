"""Two texts to compare, with examples that come in pairs, and the link's values."""

import streamlit as st

from lstm_viz.ui.choice import typed


def choose(key: str, examples: list[dict], names: tuple[str, str]) -> tuple[str, str]:
    """Draw two text boxes and the examples; returns both texts.

    Args:
        key: what the keys of the widgets begin with.
        examples: each with `name`, `texts` (two) and `why`.
        names: labels of the boxes.
    """
    keys = [f"{key}-text-{k}" for k in range(2)]
    if keys[0] not in st.session_state:
        linked = [st.query_params.get("text", "")[:2000], st.query_params.get("beside", "")[:2000]]
        st.session_state[f"{key}-example"] = None if linked[0] else examples[0]["name"]
        for box, text, default in zip(keys, linked, examples[0]["texts"], strict=True):
            st.session_state[box] = text if linked[0] else default

    def take_example() -> None:
        for example in examples:
            if example["name"] == st.session_state[f"{key}-example"]:
                st.session_state[keys[0]], st.session_state[keys[1]] = example["texts"]

    def own() -> None:
        st.session_state[f"{key}-example"] = None

    for column, box, name in zip(st.columns(2), keys, names, strict=True):
        column.text_input(
            name,
            key=box,
            on_change=own,
            persist_state="session",
            placeholder="Type a sentence and press Enter",
        )
    picked = st.pills(
        "Examples",
        [e["name"] for e in examples],
        key=f"{key}-example",
        on_change=take_example,
        wrap=True,
    )
    if picked:
        st.caption(next(e["why"] for e in examples if e["name"] == picked))
    first, second = (typed(st.session_state[key], 100_000) for key in keys)
    return first, second
