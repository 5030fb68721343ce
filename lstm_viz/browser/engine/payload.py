"""What the engine in the browser gets of Python: where a model's weights are, what is known of writing."""

import hashlib
from functools import cache

from lstm_viz.inputs import signs
from lstm_viz.models import checkpoints, language


def source(name: str) -> dict:
    """All that `loadModel` in model.js needs to read a text as a shipped language model does.

    Raises:
        ModelError: no shipped language model has this name.
    """
    return {"weights": address(name), "writing": writing()}


@cache
def address(name: str) -> str:
    """Where the browser finds a model's file, from any page of the app: the name and a digest of the file.

    The address of other weights is another one, so a browser may keep what it got for ever.

    Raises:
        ModelError: no shipped language model has this name.
    """
    language.check_name(name)
    digest = hashlib.sha256(checkpoints.shipped(name).read_bytes()).hexdigest()[:16]
    return f"weights/{name}-{digest}.safetensors"


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
            "blank": signs.BLANK,
        },
    }
