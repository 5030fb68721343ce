"""A class: a code to join by, a place that everybody follows, questions that are voted on, and its store."""

from .errors import ClassError, Impossible, NoClass, NotNow, NotTheTeacher
from .question import Question
from .store import Snapshot, Store
from .views import for_students, for_teacher

__all__ = [
    "ClassError",
    "Impossible",
    "NoClass",
    "NotNow",
    "NotTheTeacher",
    "Question",
    "Snapshot",
    "Store",
    "for_students",
    "for_teacher",
]
