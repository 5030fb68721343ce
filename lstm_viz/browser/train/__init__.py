"""Training in view: a small network learns in the reader's browser.

`payload` makes what the browser starts from, `query` a link to a measured comparison. Everything else
happens there: a worker trains (worker.js, trainer.js, run.js), the page shows it (train.js and its parts).
"""

from .payload import payload, query

__all__ = ["payload", "query"]
