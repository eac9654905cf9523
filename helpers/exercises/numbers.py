"""What may be behind a wrong number: its rounding, unit and sign, or a figure that stands beside the right one."""

import functools
import math
import re
from typing import Any

import pandas as pd
from pandas.api import types

from helpers.exercises.compare import value
from helpers.exercises.labels import country_names
from helpers.exercises.model import Exercise, table

# How the index levels of `beside` are called in words; a level that is not here is called by its name.
LEVELS = {"iso3": "country", "hs2": "chapter", "nato_accession_year": "year", "at_least": "quota"}
LEVELS |= {"account": "account", "flow": "direction", "usa": "US vote", "mex": "vote of Mexico"}
UNITS = {100: "a share or a percentage"}
UNITS |= dict.fromkeys((1_000, 1_000_000, 1_000_000_000), "ones, thousands, millions or billions")


def is_year(number: Any) -> bool:
    """Say whether a number could be the year of a table."""
    return isinstance(number, int | float) and number == round(number) and 1776 <= number <= 2100


def in_text(text: str) -> str:
    """Say what to take away from text that holds a number; nothing if it holds none."""
    if not re.search(r"\d", text):
        return ""
    extra = []
    if "%" in text or re.search("per ?cent", text, re.IGNORECASE):
        extra.append("the percent sign")
    if re.search(r"\d,\d", text):
        extra.append("the comma")
    if re.search("[A-Za-z$€]", re.sub("per ?cent", "", text, flags=re.IGNORECASE)):
        extra.append("the words and signs around the number")
    extra = ["the quotation marks", *extra]
    return f"This is text. Write the number alone: remove {' and '.join(extra)}."


def wrong(exercise: Exercise, given: float, right: float, at: Any) -> str:
    """Say what may be behind a wrong number, or nothing."""
    if not math.isfinite(given):
        return "This number has no end. Was something divided by zero?"
    if is_year(given) and not is_year(round(right)):
        return f"This looks like a year. Wanted is {exercise.wants}."
    return (
        _rounding(given, right, exercise.tolerance)
        or _unit(given, right)
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
        return "Very near. Keep the decimals that are asked for, and round only at the end."
    if tolerance and is_rounded(given, right):
        return "Very near, but rounded too far or cut off. Keep the decimals that are asked for, and round at the end."
    if not tolerance and abs(given - right) < 1:
        return "Very near, but wanted is a whole number. Have you divided or rounded on the way?"
    return ""


def _near(given: float, right: float, tolerance: float) -> str:
    if tolerance and abs(given - right) <= max(4 * tolerance, 0.02 * abs(right)):
        return "Very near. Round only at the end, and do not calculate on with rounded numbers."
    return ""


def _unit(given: float, right: float) -> str:
    for sign, words in ((1, ""), (-1, " Check the sign too: which of the two do you subtract from which?")):
        if math.isclose(given, -right, rel_tol=0.01) or is_rounded(-given, right):
            return "The size is right. Check the sign: which of the two do you subtract from which?"
        for factor, unit in UNITS.items():
            for exact in (sign * right * factor, sign * right / factor):
                if math.isclose(given, exact, rel_tol=0.001) or is_rounded(given, exact):
                    return f"The digits look familiar. Check the unit: {unit}?{words}"
    return ""


def _beside(exercise: Exercise, given: float, at: Any) -> str:
    """The figure of another country, year or column, as it is or as a share."""
    if exercise.beside is None or at is None:
        return ""
    figures = _with_index(exercise.beside)
    for seen, words in ((given, ""), (given * 100, " It is a share besides: percent is a hundred times as much.")):
        if words and abs(given) >= 1:
            continue
        near = figures[(figures.to_numpy(float) - seen).__abs__() <= exercise.tolerance + 1e-9 * abs(seen)]
        most = len(figures.index.names) if _step(seen)[0] >= 3 else 1
        if names := _nearest(near, at if isinstance(at, tuple) else (at,), most, sure=exercise.tolerance > 0):
            return names + words
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
        others = " and ".join(_another(levels[place], row[place]) for place in fitting[row])
        if most == 1 and sum(places == fitting[row] for places in fitting.values()) > 3:
            return f"That is the figure of {others} than the one in question."
        read = ", ".join(_name(levels[place], row[place]) for place in fitting[row])
        perhaps = "" if sure and most == 1 else "Perhaps you read another row. "
        return f"{perhaps}That is the figure for {read}: {others} than the one in question."
    return ""


def _distance(row: tuple, at: tuple) -> float:
    """Return how far a row is from another in years; another country, column or yes-or-no counts as five."""
    pairs = [(one, two) for one, two in zip(row, at, strict=True) if one != two]
    return sum(5 if isinstance(one, str) or types.is_bool(one) else abs(one - two) for one, two in pairs)


def _word(level: str) -> str:
    return LEVELS.get(level, str(level).replace("_", " "))


def _another(level: str, label: Any) -> str:
    return f"another {'answer to ' if types.is_bool(label) else ''}{_word(level)}"


def _name(level: str, label: Any) -> str:
    if types.is_bool(label):
        return f"“{_word(level)}: {'yes' if label else 'no'}”"
    if level == "iso3":
        return "the world" if label == "WLD" else country_names().get(label, label)
    if not isinstance(label, str):
        label = f"{float(label):g}"
    return label if "year" in _word(level) else f"{_word(level)} {label}"


def _relation(given: float, right: float, exercise: Exercise) -> str:
    """A number that stands in a simple relation to the right one."""
    tolerance = exercise.tolerance * 2 + 1e-9
    if "percent" in exercise.wants:
        if right >= 0 and abs(given - (100 - right)) <= tolerance:
            return "That is the rest, up to 100 percent. The question asks for the other part."
        if abs(given - (100 + right)) <= tolerance:
            return "That is the whole new amount in percent of the old. A change is the difference from 100."
    if exercise.tolerance and right and given:
        for whole in (1, 100, 10_000):
            if math.isclose(given, whole / right, rel_tol=0.001) or is_rounded(given, whole / right):
                return "You divided the wrong way round: which of the two is the whole?"
    if math.isclose(given, right * 2, rel_tol=1e-6) and abs(right) > 20:
        return "Is something counted twice, or are both directions added?"
    return ""


@functools.cache
def _facts(name: str) -> pd.Series:
    """Return what a reader may take from a table as it is, by what it is: its figures, sums, means and so on."""
    frame = table(name)
    found = {f"the number of rows of the whole table `{name}`": [len(frame)]}
    for column in frame.select_dtypes(["number", "bool", "boolean"]):
        values = frame[column].dropna().astype(float)
        found[f"the number of rows with a value in the column `{column}`"] = [len(values)]
        for words, number in (("sum", values.sum()), ("mean", values.mean()), ("median", values.median())):
            found[f"the {words} of the whole column `{column}`"] = [number]
        for words, number in (("largest", values.max()), ("smallest", values.min())):
            found[f"the {words} value of the whole column `{column}`"] = [number]
        found[f"a figure of the column `{column}` as it stands"] = values.unique()
    return pd.concat([pd.Series(numbers, [words] * len(numbers), dtype=float) for words, numbers in found.items()])


def _in_tables(exercise: Exercise, given: float) -> str:
    """A number that a table holds as it stands. A few digits may do so by chance, so they are passed over."""
    digits, step = _step(given)
    for name in exercise.tables:
        facts = _facts(name)
        off = (facts - given).abs()
        words = list(facts.index[off <= (step / 2 if digits >= 4 and given != round(given) else 1e-9 * abs(given))])
        if abs(given) < 100 and digits <= 2:
            words = [each for each in words if "rows" in each or "sum" in each]
        if words:
            return f"That is {words[0]}. Wanted is {exercise.wants}."
    return ""


def _size(given: float, right: float, exercise: Exercise) -> str:
    """Whether a number can be right at all; of a count, whether it is too many."""
    if "percent" in exercise.wants and "minus" not in exercise.wants and not 0 <= given <= 100 and 0 <= right <= 100:
        return "A part of a whole lies between 0 and 100 percent. Check what you divide by."
    if "from 0 to 1" in exercise.wants and not 0 <= given <= 1:
        return "This index lies between 0 and 1. Check what you divide by."
    if given < 0 <= right and "minus" not in exercise.wants:
        return "This cannot be negative. Check the sign."
    if exercise.tolerance:
        if right and (abs(given) > 10 * abs(right) or abs(given) * 10 < abs(right)):
            return f"The size cannot be right, by far. Check the unit and what you divide by: {exercise.wants}."
        if given * right < 0:
            return "Check the sign: which of the two do you subtract from which?"
        return ""
    if given != round(given):
        return "This is not a whole number. Have you divided where you should count?"
    counted = "a count" in exercise.wants
    much = "many" if counted else "large"
    less = "few" if counted else "small"
    near = "a little " if abs(given - right) <= max(2, right * 0.05) else ""
    words = f"{near}too {much if given > right else less}".capitalize()
    return f"{words}. Check which cases count, and the first and the last of them."
