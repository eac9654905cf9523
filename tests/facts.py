"""Figures that somebody else published, to hold our tables against."""

from collections.abc import Callable
from dataclasses import dataclass

from helpers import load


@dataclass(frozen=True)
class Fact:
    """One figure from a second source.

    A second source is another publisher (an office, a newspaper, a scholar; a page that quotes the publisher
    counts too), or another publication that the same publisher made separately: a release, a yearly report,
    another edition. A second copy of the file behind our table is none, and neither is a sum of our own.

    Attributes:
        table: the table of ours that it tests.
        source: who printed it, and what or where it is.
        published: the figure as printed; it may be a date or a word.
        ours: returns the same figure from our table, which it is given as a DataFrame.
        tolerance: how far the two may be apart, in the figure's own unit: its rounding, or a revision.
        same_publisher: True if it is another publication of the table's own publisher.
    """

    table: str
    source: str
    published: float | str
    ours: Callable
    tolerance: float = 0
    same_publisher: bool = False

    def __str__(self) -> str:
        return f"{self.table}: {self.source}"

    def holds(self) -> None:
        found = self.ours(load(self.table))
        near = found == self.published or (self.tolerance and abs(found - self.published) <= self.tolerance)
        assert near, f"{self}: {found}, not {self.published}"


def row(table, **where):
    """Return the one row of a table in which every named column has the given value."""
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1, f"{where} is in {len(table)} rows"
    return table.iloc[0]
