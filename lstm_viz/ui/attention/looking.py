"""Which word looks at which: the heads as a component, with what both networks expect next."""

from dataclasses import dataclass

from lstm_viz.browser import heads
from lstm_viz.look.roles import ATTENTION, HIDDEN
from lstm_viz.models.transformer import TransformerTrace
from lstm_viz.ui import address, links, reader
from lstm_viz.ui.component import component

from . import networks

_mount = component("attention_heads", "heads/heads.js", "shared/shared.css heads/heads.css")


@dataclass(frozen=True)
class Read:
    """A text as both networks read it."""

    choice: reader.Choice  # with the LSTM's pass
    trace: TransformerTrace


def draw() -> Read:
    """The reader's box, and the heads; stepping and playing send nothing to the server."""
    model = networks.load()
    choice = reader.choose(pick_model=False, limit=model.context)
    lstm, trace = choice.model, networks.trace(tuple(choice.excerpt.tokens))
    words = {
        "LSTM": heads.likeliest(lstm.scores(choice.trace.hidden_state), lstm.vocabulary.tokens),
        "Transformer": heads.likeliest(model.scores(trace.output), model.vocabulary.tokens),
    }
    colours = {"LSTM": HIDDEN.colour, "Transformer": ATTENTION}
    expectations = [{"name": name, "colour": colours[name], "words": words[name]} for name in colours]
    start = choice.start or len(trace) - 1  # the first word can only look at itself
    named = {name: address.place(name) for name in ("head", "asked")}
    _mount(key="heads", data=heads.payload(trace, expectations, start, **named))
    links.write("attention-link", text=reader.told())
    return Read(choice, trace)
