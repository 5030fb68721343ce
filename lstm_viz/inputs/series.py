"""Numbers over time, from a table: CSV, TSV, or what a spreadsheet's copy puts on the clipboard.

Columns are features, rows are steps. A decimal comma is read as one, a first column of dates names the steps.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

MOST_STEPS = 20_000
MOST_COLUMNS = 2_000
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}")  # 1,234.5 or 1,234,567
_TIMES = ("year", "date", "time", "month", "week", "day", "step", "t", "index", "no", "#", "")


class SeriesError(ValueError):
    """A table that cannot be read; the message names line and remedy."""


@dataclass(frozen=True)
class Series:
    """T steps of F numbers."""

    columns: tuple[str, ...]  # F names
    labels: tuple[str, ...]  # T names of the steps
    values: np.ndarray  # (T, F) float64
    notes: tuple[str, ...] = ()  # what was made of the table, in sentences

    def chosen(self, columns: list[str]) -> "Series":
        """The same steps, with these columns alone, in this order."""
        places = [self.columns.index(name) for name in columns]
        return Series(tuple(columns), self.labels, self.values[:, places], self.notes)

    def changes(self) -> "Series":
        """From each step to the next: T − 1 steps, named after the later ones."""
        names = tuple(f"change of {name}" for name in self.columns)
        return Series(names, self.labels[1:], np.diff(self.values, axis=0), self.notes)


@dataclass(frozen=True)
class Scaling:
    """x = (value − mean) / spread, and back."""

    mean: np.ndarray  # (F,)
    spread: np.ndarray  # (F,)

    @classmethod
    def of(cls, values: np.ndarray) -> "Scaling":
        """Mean 0 and standard deviation 1 over these values (T, F); a column that never changes becomes 0."""
        spread = values.std(axis=0)
        return cls(values.mean(axis=0), np.where(spread > 0, spread, 1.0))

    def apply(self, values: np.ndarray) -> np.ndarray:
        """Values (T, F) as the network reads them, float32."""
        # x = (value − mean) / spread
        return ((values - self.mean) / self.spread).astype(np.float32)

    def undo(self, x: np.ndarray) -> np.ndarray:
        """Numbers of the network (T, F) in the units of the values."""
        # value = mean + spread · x
        return self.mean + self.spread * x


def decode(data: bytes) -> str:
    """The text of a table's file, whatever program wrote it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read(text: str) -> Series:
    """The series in a table.

    >>> read("month;CO2\\n1964-05;322,0\\n1964-06;321,75").values.ravel().tolist()
    [322.0, 321.75]

    Raises:
        SeriesError: no table of numbers; the sentence names the line and what to do.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")]
    if not lines:
        raise SeriesError("There is no table yet: paste rows of numbers, one row a step.")
    sign = _separator([line for _, line in lines])
    rows = [(n, _cells(line, sign)) for n, line in lines]
    width = len(rows[0][1])
    for n, row in rows:
        if len(row) != width:
            raise SeriesError(
                f"Line {n} has {len(row)} columns and the first one {width}: give every line the same."
            )
    if width > MOST_COLUMNS:
        raise SeriesError(f"{width:,} columns are too many; at most {MOST_COLUMNS:,} are read.")
    notes = []
    read_number, said = _numbers([cell for _, row in rows for cell in row])
    notes += said
    first = [read_number(cell) for cell in rows[0][1]]
    below = [read_number(cell) for cell in rows[1][1]] if len(rows) > 1 else first
    headed = len(rows) > 1 and any(
        a is None and b is not None for a, b in zip(first, below, strict=True)
    )
    names = _distinct(rows[0][1]) if headed else [f"column {k + 1}" for k in range(width)]
    body = rows[headed:]
    if len(body) > MOST_STEPS:
        raise SeriesError(f"{len(body):,} rows are too many; at most {MOST_STEPS:,} are read.")
    numbers = [[read_number(row[k]) for _, row in body] for k in range(width)]
    labels, kept = None, []
    for k, column in enumerate(numbers):
        if k == 0 and _names_steps(names[k] if headed else None, column, width):
            labels = tuple(row[0].strip() for _, row in body)
        elif all(value is None for value in column):
            notes.append(f"“{names[k]}” holds no numbers and is left out.")
        elif None in column:
            n, row = body[column.index(None)]
            raise SeriesError(
                f"Line {n}: “{row[k][:30]}” in “{names[k]}” is no number. Fill it in, or take the line out."
            )
        else:
            kept.append(k)
    if not kept:
        raise SeriesError("No column of this table holds numbers: give each step a number.")
    values = np.array([numbers[k] for k in kept], np.float64).T  # (T, F)
    if np.abs(values).max() > 1e30:
        raise SeriesError("A number in this table is too large to be read (above 10³⁰).")
    return Series(
        tuple(names[k] for k in kept),
        labels or tuple(str(t) for t in range(1, len(body) + 1)),
        values,
        tuple(notes),
    )


def _separator(lines: list[str]) -> str | None:
    """What stands between the columns; nothing where there is one column."""
    for sign in ("\t", ";"):
        if sum(sign in line for line in lines) > len(lines) / 2:
            return sign
    if not any("," in line for line in lines):
        blanks = [len(line.split()) for line in lines[1:] or lines]
        return " " if min(blanks) == max(blanks) > 1 else None
    # “3,14” on every line below a head without a comma, or without a head: one column of decimal commas
    one = all(re.fullmatch(r"\s*[+-]?\d+,\d+\s*", line) for line in lines[1:] or lines)
    return None if one and not re.search(r"[^\d\s],|,[^\d\s]", lines[0]) else ","


def _cells(line: str, sign: str | None) -> list[str]:
    if sign is None:
        return [line.strip()]
    if sign == " ":
        return line.split()
    return [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=sign))]


def _numbers(cells: list[str]) -> tuple[Callable[[str], float | None], list[str]]:
    """How a cell is read as a number (None where it is none), and what is to be said of that."""
    commas = [cell for cell in cells if re.fullmatch(r"[+-]?\d*,\d+(e[+-]?\d+)?", cell, re.IGNORECASE)]
    grouped = next((cell for cell in cells if _GROUPED.fullmatch(cell)), None)
    decimal = bool(commas) and not grouped

    def read_number(cell: str) -> float | None:
        cell = cell.replace("−", "-").replace("\u00a0", "").rstrip("%").strip()
        cell = cell.replace(",", ".") if decimal else cell.replace(",", "")
        return float(cell) if _NUMBER.fullmatch(cell) else None

    if decimal:
        return read_number, [f"Decimal commas: “{commas[0]}” is read as {read_number(commas[0])}."]
    if grouped:
        return read_number, [f"Commas between thousands: “{grouped}” is read as {read_number(grouped)}."]
    return read_number, []


def _names_steps(name: str | None, column: list[float | None], width: int) -> bool:
    """Whether the first column is no feature: dates, or numbers that count the steps."""
    if all(value is None for value in column):
        return True
    if width == 1 or None in column or name is None or name.strip().lower() not in _TIMES:
        return False
    return all(a < b for a, b in pairwise(column))  # type: ignore[operator]


def _distinct(names: list[str]) -> list[str]:
    found: list[str] = []
    for k, name in enumerate(names):
        name = name.strip() or f"column {k + 1}"
        found.append(name if name not in found else f"{name} ({k + 1})")
    return found
