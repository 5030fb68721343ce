"""The scenes of `training.scenes` as data: irregular forms, word lists, tables, templates.

To add a scene, add a template; to add a subject, add a row. A cell may hold several
entries, separated by |, and an entry that is written twice is chosen twice as often.
"""

from .forms import IRREGULAR, LISTS
from .tables import TABLES
from .topics import TOPICS

__all__ = ["IRREGULAR", "LISTS", "TABLES", "TOPICS"]
