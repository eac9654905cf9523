"""Text that a notebook renders as Markdown and a terminal prints as it is."""

import numpy as np
import pandas as pd

from helpers.language import N_, _, label

# The units that are counted, and one of them.
SINGULAR = {"persons": N_("person"), "years": N_("year"), "points": N_("point"), "visits": N_("visit")}
SINGULAR["countries"] = N_("country")
MONTHS = [N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August")]
MONTHS += [N_("September"), N_("October"), N_("November"), N_("December")]
# As Matplotlib writes them below an axis: `show` says them.
SHORT_MONTHS = [N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct")]
SHORT_MONTHS += [N_("Nov"), N_("Dec")]


class Text(str):
    """A string with a Markdown view, so that a cell can end with it."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


def short(value: object) -> str:
    """Return a value as text of at most 100 characters, whatever it is."""
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = type(value).__name__
    return text if len(text) <= 100 else text[:99] + "…"


def two_digits(value: float) -> str:
    """Return a small number with two digits that count, and never as 1.1e-05, which nobody reads aloud."""
    return np.format_float_positional(value, precision=2, fractional=False, trim="-")


def date_in_words(day) -> str:
    """Return a date as "3 May 2022"; the first of a month stands for the month."""
    places = {"day": day.day, "month": _(MONTHS[day.month - 1]), "year": f"{day.year}"}
    return _("{month} {year}", **places) if day.day == 1 else _("{day} {month} {year}", **places)


def in_words(value, unit: str = "", with_unit: bool = False) -> str:
    """Return a value of the evidence table in words.

    Arguments:
        value: a number, True, False, a text, a date or a missing value.
        unit: as in `helpers.definitions.CRITERIA`; it decides how the value is rounded.
        with_unit: write the unit after a number.
    Returns:
        "not published" for a missing value, "yes" or "no", the rounded number, a date or its month; a text,
        such as a country's name, as this edition writes it.
    """
    if isinstance(value, str):
        return label(value)
    if pd.isna(value):
        return _("not published")
    if hasattr(value, "month"):
        return date_in_words(value)
    if unit == "yes or no":
        return _("yes") if value else _("no")
    if unit == "index 0 to 1":
        number = f"{value:.2f}"
    elif abs(value) >= 100 or value == round(value):
        number = f"{value:,.0f}"
    else:  # a small amount keeps its first digits, so that it does not read as nothing
        number = f"{value:.1f}" if abs(value) >= 0.1 else two_digits(value)
    unit = SINGULAR.get(unit, unit) if number == "1" else unit
    return f"{number} {_(unit)}" if with_unit else number
