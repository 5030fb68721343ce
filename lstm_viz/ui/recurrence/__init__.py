"""The parts of the Recurrence page, in their order."""

from . import cell, properties, sequences

PARTS = {"Why sequences": sequences, "The recurrent cell": cell, "Its properties": properties}
