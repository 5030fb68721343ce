"""What a class can be asked: to choose, to say a word of one's own, or to fill in the twelve items."""

from typing import Any

from .errors import Impossible
from .form import Form
from .question import Question
from .words import Words

Asked = Question | Words | Form


def read(said: Any) -> Asked:
    """What is asked, from JSON.

    Raises:
        Impossible: it has another form.
    """
    if not isinstance(said, dict):
        raise Impossible("A question has a text and options.")
    kind = said.get("kind")
    return Words.of(said) if kind == "words" else Form.of(said) if kind == "form" else Question.of(said)
