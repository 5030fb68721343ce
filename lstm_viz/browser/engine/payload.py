"""What the engine in the browser gets of Python: what is known of writing."""

from lstm_viz.inputs import signs


def writing() -> dict:
    """The signs and patterns of the tokenizers, for `makeTokenizers` in tokens.js."""
    return {
        "signs": signs.SIGNS,
        "patterns": {
            "sign": signs.SIGN,
            "composed": signs.COMPOSED,
            "invisible": signs.INVISIBLE,
            "marks": signs.MARKS,
            "word": signs.WORD,
            "blanks": signs.BLANKS,
            "character": signs.CHARACTER,
        },
    }
