"""Figures that somebody else published, to hold our tables against."""

from collections.abc import Callable
from dataclasses import dataclass

from helpers import load


@dataclass(frozen=True)
class Fact:
    """One published figure.

    Attributes:
        table: the table of ours that it tests.
        source: who printed it, and what it is.
        published: the figure as printed.
        ours: returns the same figure from our table, which it is given as a DataFrame.
        tolerance: how far the two may be apart, in the figure's own unit: its rounding, or a revision.
    """

    table: str
    source: str
    published: float
    ours: Callable
    tolerance: float = 0

    def __str__(self) -> str:
        return f"{self.table}: {self.source}"

    def holds(self) -> None:
        found = self.ours(load(self.table))
        assert abs(found - self.published) <= self.tolerance, f"{self}: {found}, not {self.published}"


def row(table, **where):
    """Return the one row of a table in which every named column has the given value."""
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1, f"{where} is in {len(table)} rows"
    return table.iloc[0]
