"""Why an answer is wrong, in words, without giving the right one away."""

import functools
import math
from typing import Any

import pandas as pd

from helpers.exercises.compare import holds, known_label, plain, same, value
from helpers.exercises.model import Exercise, Mistake, table


def reason(exercise: Exercise, answer: Any) -> str:
    """Say what is known about a wrong answer: a listed mistake, its kind, a mistake like a listed one, its size."""
    for mistake in exercise.mistakes:
        if _is(mistake, exercise, answer):
            return mistake.hint
    if exercise.pair:
        if exercise.but and holds(lambda pair: known_label(exercise, pair[0]) == exercise.but, answer):
            return f"Choose a country other than {country_names()[exercise.but]}."
        if holds(lambda pair: isinstance(pair[0], int) and known_label(exercise, f"{pair[0]:02d}"), answer):
            return "Write the code as text, in quotation marks."
    wanted, given = plain(value(exercise.answer)), plain(answer)
    if kind(wanted) != kind(given):
        return f"The answer should be {kind(wanted)}; this is {kind(given)}."
    for mistake in exercise.mistakes:
        if mistake.fits is not None and holds(mistake.fits, answer):
            return mistake.hint
    if isinstance(wanted, float) and not isinstance(given, bool) and wanted:
        ratio = given / wanted
        for factor, words in {
            100: "a percentage or a share",
            1_000: "thousands, millions or billions",
            1_000_000: "units or millions",
        }.items():
            if math.isclose(ratio, factor, rel_tol=0.01) or math.isclose(ratio, 1 / factor, rel_tol=0.01):
                return f"The digits look familiar. Check the unit: {words}?"
        if math.isclose(ratio, -1, rel_tol=0.01):
            return "Check the sign: which of the two do you subtract from which?"
    return ""


def _is(mistake: Mistake, exercise: Exercise, answer: Any) -> bool:
    wrong = value(mistake.value)
    if exercise.pair and isinstance(wrong, pd.Series):
        return holds(lambda pair: same(pair[1], wrong[known_label(exercise, pair[0])], exercise.tolerance), answer)
    return same(answer, wrong, exercise.tolerance)


@functools.cache
def country_names() -> dict[str, str]:
    """Return the name of each country by its iso3 code."""
    return table("ally_status").set_index("iso3")["country"].to_dict()


def kind(reduced: Any) -> str:
    """Name the kind of an answer that `plain` has reduced."""
    kinds = {
        bool: "True or False",
        float: "one number",
        str: "text",
        list: "a list or pair",
        dict: "a table, Series or dictionary",
    }
    if reduced is None:
        return "empty (a missing value)"
    return kinds.get(type(reduced), f"something else ({type(reduced).__name__})")
