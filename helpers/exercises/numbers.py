"""What may be behind a wrong number: its rounding, unit and sign, or a figure that stands beside the right one."""

import functools
import math
import re
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

from helpers.exercises.compare import value
from helpers.exercises.labels import country_names
from helpers.exercises.model import Exercise, table
from helpers.language import N_, _, label

# What one row of the levels of `beside` is called and what another one is; any other level is called by its name.
LEVELS = {
    "account": (N_("account {name}"), N_("another account")),
    "at_least": (N_("quota {name}"), N_("another quota")),
    "choice": (N_("choice {name}"), N_("another choice")),
    "column": (N_("column {name}"), N_("another column")),
    "filed_under": (N_("filed under {name}"), N_("another filed under")),
    "fiscal_year": ("{name}", N_("another fiscal year")),
    "flow": (N_("direction {name}"), N_("another direction")),
    "group": (N_("group {name}"), N_("another group")),
    "hs2": (N_("chapter {name}"), N_("another chapter")),
    "iso3": ("{name}", N_("another country")),
    "level": (N_("level {name}"), N_("another level")),
    "measure": (N_("measure {name}"), N_("another measure")),
    "mex": (N_("vote of Mexico {name}"), N_("another vote of Mexico")),
    "month": (N_("month {name}"), N_("another month")),
    "nato_accession_year": ("{name}", N_("another year")),
    "percent": (N_("percent {name}"), N_("another percent")),
    "quiet_years": ("{name}", N_("another quiet years")),
    "rank": (N_("rank {name}"), N_("another rank")),
    "usa": (N_("US vote {name}"), N_("another US vote")),
    "year": ("{name}", N_("another year")),
}
# Levels that are True or False.
QUESTIONS = {"any_official_label": N_("any official label"), "atop_defense_2018": N_("atop defense 2018")}
AS_STORED = ("choice", "column", "group")  # the names in these levels are those of columns, as code has them
FLOWS = (N_("two_way"), N_("exports"), N_("imports"))  # the names in the level flow
UNITS = {100: N_("a share or a percentage")}
UNITS |= dict.fromkeys((1_000, 1_000_000, 1_000_000_000), N_("ones, thousands, millions or billions"))
# What a reader may take from a whole column as it is.
OF_A_COLUMN = {
    N_("the sum of the whole column `{name}`"): pd.Series.sum,
    N_("the mean of the whole column `{name}`"): pd.Series.mean,
    N_("the median of the whole column `{name}`"): pd.Series.median,
    N_("the largest value of the whole column `{name}`"): pd.Series.max,
    N_("the smallest value of the whole column `{name}`"): pd.Series.min,
}
# By whether it is a count, whether it is more than the right one, and whether it is near.
MISCOUNTS = {
    (True, True, True): N_("A little too many."),
    (True, True, False): N_("Too many."),
    (True, False, True): N_("A little too few."),
    (True, False, False): N_("Too few."),
    (False, True, True): N_("A little too large."),
    (False, True, False): N_("Too large."),
    (False, False, True): N_("A little too small."),
    (False, False, False): N_("Too small."),
}


def is_year(number: Any) -> bool:
    """Say whether a number could be the year of a table."""
    return isinstance(number, int | float) and number == round(number) and 1776 <= number <= 2100


def in_text(text: str) -> str:
    """Say what to take away from text that holds a number; nothing if it holds none."""
    if not re.search(r"\d", text):
        return ""
    extra = [_("the quotation marks")]
    if "%" in text:
        extra.append(_("the percent sign"))
    point = re.fullmatch(r"\D*\d+,\d{1,2}\D*", text)
    if re.search(r"\d,\d", text) and not point:
        extra.append(_("the comma"))
    if re.search("[A-Za-z$€]", text):
        extra.append(_("the words and signs around the number"))
    words = _("This is text. Write the number alone: remove {what}.", what=_joined(extra))
    return words + " " + _("Write a decimal point, not a comma.") if point else words


def _joined(phrases: list[str]) -> str:
    if len(phrases) == 1:
        return phrases[0]
    return _("{first} and {second}", first=", ".join(phrases[:-1]), second=phrases[-1])


def wrong(exercise: Exercise, given: float, right: float, at: Any) -> str:
    """Say what may be behind a wrong number, or nothing."""
    if not math.isfinite(given):
        return _("This number has no end. Was something divided by zero?")
    if is_year(given) and not is_year(round(right)):
        return _("This looks like a year. Wanted is {wanted}.", wanted=_(exercise.wants))
    return (
        _rounding(given, right, exercise.tolerance)
        or _unit(given, right, exercise)
        or (_size(given, right, exercise) if _is_miscount(given, right, exercise) else "")
        or _beside(exercise, given, at)
        or _relation(given, right, exercise)
        or _in_tables(exercise, given)
        or _near(given, right, exercise.tolerance)
        or _size(given, right, exercise)
    )


def _is_miscount(given: float, right: float, exercise: Exercise) -> bool:
    """Say whether a count is off by one or two: other rows have such a count too, but by chance."""
    return not exercise.tolerance and abs(given - right) <= 2


def _step(number: float) -> tuple[int, float]:
    """Return how many digits a number has, without zeros at its end, and what its last digit is worth."""
    if not number or not math.isfinite(number):
        return 0, 0.0
    digits = len(f"{abs(number):.12e}".split("e")[0].replace(".", "").rstrip("0"))
    return digits, 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1)


def is_rounded(given: Any, exact: Any) -> bool:
    """Say whether a number is another one rounded or cut off at its own last digit, two digits at least."""
    if not (isinstance(given, float) and isinstance(exact, float)):
        return False
    digits, step = _step(given)
    cut = (exact - given) * math.copysign(1, given)
    return digits >= 2 and (abs(given - exact) <= step * 0.5000001 or 0 <= cut < step)


def _rounding(given: float, right: float, tolerance: float) -> str:
    if tolerance and given and abs(right) >= 1 and given in (math.floor(right), math.ceil(right)):
        return _("Very near. Keep the decimals that are asked for, and round only at the end.")
    if tolerance and is_rounded(given, right):
        return _(
            "Very near, but rounded too far or cut off. Keep the decimals that are asked for, and round at the end."
        )
    if not tolerance and abs(given - right) < 1:
        return _("Very near, but wanted is a whole number. Have you divided or rounded on the way?")
    return ""


def _near(given: float, right: float, tolerance: float) -> str:
    if tolerance and abs(given - right) <= max(4 * tolerance, 0.02 * abs(right)):
        return _("Very near. Round only at the end, and do not calculate on with rounded numbers.")
    return ""


def _unit(given: float, right: float, exercise: Exercise) -> str:
    for sign in (1, -1) if "minus" in exercise.wants or right < 0 or exercise.tolerance else (1,):
        if math.isclose(given, -right, rel_tol=0.01) or is_rounded(-given, right):
            return _("The size is right. Check the sign: which of the two do you subtract from which?")
        for factor, unit in UNITS.items():
            for exact in (sign * right * factor, sign * right / factor):
                if math.isclose(given, exact, rel_tol=0.001) or is_rounded(given, exact):
                    words = _("The digits look familiar. Check the unit: {unit}?", unit=_(unit))
                    too = _("Check the sign too: which of the two do you subtract from which?")
                    return words if sign == 1 else f"{words} {too}"
    return ""


def _beside(exercise: Exercise, given: float, at: Any) -> str:
    """The figure of another country, year or column, as it is or as a share."""
    if exercise.beside is None or at is None:
        return ""
    figures = _with_index(exercise.beside)
    for factor in (1, 100) if abs(given) < 1 else (1,):
        seen = given * factor
        near = figures[(figures.to_numpy(float) - seen).__abs__() <= exercise.tolerance + 1e-9 * abs(seen)]
        most = len(figures.index.names) if _step(seen)[0] >= 3 else 1
        if names := _nearest(near, at if isinstance(at, tuple) else (at,), most, sure=exercise.tolerance > 0):
            share = _("It is a share besides: percent is a hundred times as much.")
            return names if factor == 1 else f"{names} {share}"
    return ""


@functools.cache
def _with_index(beside) -> pd.Series:
    figures = value(beside).dropna()
    return figures.astype(float)


def _nearest(figures: pd.Series, at: tuple, most_labels: int, sure: bool) -> str:
    """Name the row that differs least from the right one, in one label or in some."""
    levels = list(figures.index.names)
    rows = [row if isinstance(row, tuple) else (row,) for row in figures.index]
    differing = {row: [place for place in range(len(at)) if row[place] != at[place]] for row in rows}
    for most in range(1, most_labels + 1):
        fitting = {row: places for row, places in differing.items() if len(places) == most}
        if not fitting:
            continue
        row = min(fitting, key=lambda row: _distance(row, at))
        others = _joined([_another(levels[place], row[place]) for place in fitting[row]])
        if most == 1 and sum(places == fitting[row] for places in fitting.values()) > 3:
            return _("That is the figure of {others} than the one in question.", others=others)
        read = ", ".join(_name(levels[place], row[place]) for place in fitting[row])
        words = _("That is the figure for {what}: {others} than the one in question.", what=read, others=others)
        return words if sure and most == 1 else _("Perhaps you read another row.") + f" {words}"
    return ""


def _distance(row: tuple, at: tuple) -> float:
    """Return how far a row is from another in years; another country, column or yes-or-no counts as five."""
    pairs = [(one, two) for one, two in zip(row, at, strict=True) if one != two]
    return sum(5 if isinstance(one, str) or types.is_bool(one) else abs(one - two) for one, two in pairs)


def _another(level: str, name: Any) -> str:
    word = str(level).replace("_", " ")
    if types.is_bool(name):
        return _("another answer to {question}", question=_(QUESTIONS.get(level, word)))
    return _(LEVELS[level][1]) if level in LEVELS else f"another {word}"


def _name(level: str, name: Any) -> str:
    word = str(level).replace("_", " ")
    if types.is_bool(name):
        answer = _("yes") if name else _("no")
        return _("“{question}: {answer}”", question=_(QUESTIONS.get(level, word)), answer=answer)
    if level == "iso3":
        return _("the world") if name == "WLD" else label(country_names().get(name, name))
    if not isinstance(name, str):
        name = f"{float(name):g}"
    elif level not in AS_STORED:
        name = _(name) if name in FLOWS or level == "measure" else label(name)
    return _(LEVELS[level][0], name=name) if level in LEVELS else f"{word} {name}"


def _relation(given: float, right: float, exercise: Exercise) -> str:
    """A number that stands in a simple relation to the right one."""
    tolerance = exercise.tolerance * 2 + 1e-9
    if "percent" in exercise.wants:
        if right >= 0 and abs(given - (100 - right)) <= tolerance:
            return _("That is the rest, up to 100 percent. The question asks for the other part.")
        if abs(given - (100 + right)) <= tolerance:
            return _("That is the whole new amount in percent of the old. A change is the difference from 100.")
    if exercise.tolerance and right and given:
        for whole in (1, 100, 10_000):
            if math.isclose(given, whole / right, rel_tol=0.001) or is_rounded(given, whole / right):
                return _("You divided the wrong way round: which of the two is the whole?")
    if math.isclose(given, right * 2, rel_tol=1e-6) and abs(right) > 20:
        return _("Is something counted twice, or are both directions added?")
    return ""


@functools.cache
def _facts(table_name: str) -> pd.Series:
    """Return what a reader may take from a table as it is: figures, sums, means and so on, by (words, name)."""
    frame = table(table_name)
    found = {(N_("the number of rows of the whole table `{name}`"), table_name): [len(frame)]}
    for column in frame.select_dtypes(["number", "bool", "boolean"]):
        values = frame[column].dropna().astype(float)
        found[N_("the number of rows with a value in the column `{name}`"), column] = [len(values)]
        found |= {(words, column): [number(values)] for words, number in OF_A_COLUMN.items()}
        found[N_("a figure of the column `{name}` as it stands"), column] = values.unique()
    index = [fact for fact, numbers in found.items() for _number in numbers]
    return pd.Series(np.concatenate(list(found.values())), pd.Index(index, tupleize_cols=False), dtype=float)


def _in_tables(exercise: Exercise, given: float) -> str:
    """A number that a table holds as it stands. A few digits may do so by chance, so they are passed over."""
    digits, step = _step(given)
    for name in exercise.tables:
        facts = _facts(name)
        off = (facts - given).abs()
        found = list(facts.index[off <= (step / 2 if digits >= 4 and given != round(given) else 1e-9 * abs(given))])
        if abs(given) < 100 and digits <= 2:
            found = [fact for fact in found if any(word in each for each in fact for word in ("rows", "sum"))]
        if found:
            words, name = found[0]
            return _("That is {fact}. Wanted is {wanted}.", fact=_(words, name=name), wanted=_(exercise.wants))
    return ""


def _size(given: float, right: float, exercise: Exercise) -> str:
    """Whether a number can be right at all; of a count, whether it is too many."""
    whole = "percent" in exercise.wants and "point" not in exercise.wants and "minus" not in exercise.wants
    if whole and not 0 <= given <= 100 and 0 <= right <= 100:
        return _("A part of a whole lies between 0 and 100 percent. Check what you divide by.")
    if "from 0 to 1" in exercise.wants and not 0 <= given <= 1:
        return _("This index lies between 0 and 1. Check what you divide by.")
    if given < 0 <= right and "minus" not in exercise.wants:
        return _("This cannot be negative. Check the sign.")
    if exercise.tolerance:
        if right and (abs(given) > 10 * abs(right) or abs(given) * 10 < abs(right)):
            wanted = _(exercise.wants)
            return _(
                "The size cannot be right, by far. Check the unit and what you divide by: {wanted}.", wanted=wanted
            )
        if given * right < 0:
            return _("Check the sign: which of the two do you subtract from which?")
        return ""
    if given != round(given):
        return _("This is not a whole number. Have you divided where you should count?")
    if whole:
        return _("Too large.") if given > right else _("Too small.")
    near = abs(given - right) <= max(2, right * 0.05)
    words = _(MISCOUNTS["a count" in exercise.wants, given > right, bool(near)])
    return words + " " + _("Check which cases count, and the first and the last of them.")
