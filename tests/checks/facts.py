"""Figures that somebody else published, to hold our tables against: facts.csv, and the class of its rows.

Columns of facts.csv, which is sorted by the first two:
    table, source: the table of ours, and who printed the figure, in what or where. Together they name the fact.
    published: the figure as printed, or how it follows from figures printed ("44.8 / 1.099"); also a date or a word.
    tolerance: how far ours may be from it, in its own unit. Wider than its rounding needs a note. Blank: not at all.
    where: the rows of ours, as DataFrame.query takes them; a date is text such as '2025-02-27'. Blank: all.
    figure: what to read in those rows, as DataFrame.eval takes it: a column, or columns and a factor for the unit.
    how: what to do with the rows (HOW): `one` wants one row, `same` rows that all say the same, `different` counts
        the different values; the others take any number of rows.
    same_publisher: "yes" if it is another publication of the table's own publisher.
    note: which edition, and why the two may differ.
"""

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from helpers import load

TABLE = Path(__file__).parent / "facts.csv"
COLUMNS = ["table", "source", "published", "tolerance", "where", "figure", "how", "same_publisher", "note"]


def only(values):
    if len(values) != 1:
        raise ValueError(f"{len(values)} rows, not one")
    return values.iloc[0]


HOW = {"one": only, "same": lambda values: only(values.drop_duplicates())}
HOW |= {"count": len, "different": pd.Series.nunique, "sum": pd.Series.sum}
HOW |= {"mean": pd.Series.mean, "min": pd.Series.min, "max": pd.Series.max}


@dataclass(frozen=True)
class Fact:
    """One figure from a second source.

    A second source is another publisher (an office, a newspaper, a scholar; a page that quotes the publisher
    counts too), or another publication that the same publisher made separately: a release, a yearly report,
    another edition. A second copy of the file behind our table is none, and neither is a sum of our own.

    Its attributes are the columns of facts.csv; `ours` returns the figure from our table, which it is given as a
    DataFrame, and `row` is 0 if the fact is written in code.
    """

    table: str
    source: str
    published: str
    tolerance: str
    ours: Callable
    same_publisher: str = ""
    note: str = ""
    row: int = 0

    def __str__(self) -> str:
        return f"{self.table}: {self.source}"

    def problem(self) -> str:
        """Return what is wrong, in one line that names the row, or nothing."""
        try:
            found = self.ours(load(self.table))
            agrees = is_near(found, self.published, self.tolerance)
            wrong = "" if agrees else f"ours is {found}, not {self.published} (tolerance {self.tolerance or 0})"
        except Exception as error:  # a row may be wrong in as many ways as there are queries
            wrong = " ".join(f"{type(error).__name__}: {error}".split())
        place = f"facts.csv, row {self.row}: " if self.row else ""
        return wrong and f"{place}{self}: {wrong}"


def number(text: str) -> float:
    """Return what a text such as "44.8 / 1.099" comes to."""
    try:
        value = float(pd.eval(text, engine="python", local_dict={}, global_dict={}))
    except Exception:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a number")
    return value


def is_near(found: object, published: str, tolerance: str) -> bool:
    """Return whether our figure is the published one: a number within the tolerance, a date or a word exactly."""
    apart = number(tolerance) if tolerance else 0
    if pd.api.types.is_number(found) and not pd.api.types.is_bool(found):
        return bool(abs(found - number(published)) <= apart)
    return str(found) == published


def read_figure(table: pd.DataFrame, where: str, figure: str, how: str) -> object:
    """Return the figure that a row of facts.csv describes."""
    dates = {name: table[name].dt.strftime("%Y-%m-%d") for name in table.select_dtypes("datetime")}
    rows = table.assign(**dates)
    rows = rows.query(where, engine="python") if where else rows
    if rows.empty:
        raise ValueError(f"no row where {where}")
    values = rows.eval(figure, engine="python") if figure else rows.iloc[:, 0]
    if values.isna().any():
        raise ValueError(f"a blank in {figure or 'the first column'} where {where}")
    if how not in HOW:
        raise ValueError(f"how is {how!r}, not one of {', '.join(HOW)}")
    return HOW[how](values)


def read_facts(path: Path = TABLE) -> list[Fact]:
    """Return the rows of facts.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    facts = []
    for place, row in enumerate(rows, 2):
        if header != COLUMNS or len(row) != len(COLUMNS):
            raise ValueError(f"facts.csv, row {place}: the columns are {', '.join(COLUMNS)}; it has {len(row)} values")
        table, source, published, tolerance, where, figure, how, *rest = row
        ours = partial(read_figure, where=where, figure=figure, how=how)
        facts.append(Fact(table, source, published, tolerance, ours, *rest, row=place))
    return facts


def row(table, **where):
    """Return the one row of a table in which every named column has the given value."""
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1, f"{where} is in {len(table)} rows"
    return table.iloc[0]
