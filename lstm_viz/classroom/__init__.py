"""A class: a code to join by, a place that everybody follows, questions that are voted on, and its store."""

from .asked import Asked, read
from .errors import ClassError, Impossible, NoClass, NotNow, NotTheTeacher
from .form import Form
from .question import Question
from .snapshot import Result, Snapshot
from .store import Store
from .views import for_students, for_teacher, form_for_students
from .words import Words

__all__ = [
    "Asked",
    "ClassError",
    "Form",
    "Impossible",
    "NoClass",
    "NotNow",
    "NotTheTeacher",
    "Question",
    "Result",
    "Snapshot",
    "Store",
    "Words",
    "for_students",
    "for_teacher",
    "form_for_students",
    "read",
]
