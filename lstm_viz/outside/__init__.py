"""The stage outside the app: in one HTML file, in a notebook, and the command that opens either on a model."""

from .notebook import show
from .one_file import to_html

__all__ = ["show", "to_html"]
