"""Why an answer is wrong, in words, without giving the right one away.

Nothing here knows a single exercise. A wrong answer is compared with the right one in every way in which learners
go wrong: its type, its unit, its rounding, a figure beside the right one, a name in place of a code.
"""

from collections.abc import Callable
from types import GenericAlias
from typing import Any

import pandas as pd

from helpers.exercises import labels, numbers
from helpers.exercises.compare import holds, known_label, plain, same, value
from helpers.exercises.model import Exercise, Mistake
from helpers.language import N_, _


def reason(exercise: Exercise, answer: Any) -> str:
    """Say why an answer is wrong; where that is not known, what is wanted and where to look."""
    return known_reason(exercise, answer) or _(
        "Wanted is {wanted}. Look at {where}.", wanted=_(exercise.wants), where=_(exercise.where)
    )


def known_reason(exercise: Exercise, answer: Any) -> str:
    """Say why an answer is wrong, or nothing where none of the steps knows it."""
    for step in STEPS:
        try:
            if words := step(exercise, answer):
                return words
        except Exception:  # an object that cannot be looked into: the next step may know it
            continue
    return ""


def wanted_kind(exercise: Exercise) -> str:
    """Return "number", "label", "list", "pair" or "definition", the kind of the right answer."""
    model = value(exercise.answer)
    if exercise.pair:
        return "pair"
    if isinstance(model, dict) or (isinstance(model, tuple) and isinstance(model[0], dict)):
        return "definition"
    if isinstance(model, list):
        return "list"
    labelled = exercise.beside is not None and exercise.at is None
    return "label" if labelled or isinstance(model, str) or numbers.is_year(model) else "number"


def _gaps(exercise: Exercise, answer: Any) -> str:
    """Dots inside the answer, a missing value, a function without its brackets."""
    parts = [*answer.keys(), *answer.values()] if isinstance(answer, dict) else answer
    if isinstance(parts, list | tuple | set) and any(part is ... for part in parts):
        return _("A part of it is still `...`. Put something in its place.")
    if isinstance(answer, GenericAlias):
        return _("`list` takes round brackets, as in `list(column)`.")
    if callable(answer) and not isinstance(answer, type):
        return _("This is a function that has not run. Add round brackets behind its name, as in `.sum()`.")
    if type(answer).__name__.endswith("GroupBy"):
        return _("These are groups. Say what to do with each, such as `.size()` to count or a column and `.sum()`.")
    if isinstance(answer, pd.DataFrame | pd.Series) and len(answer) == 0:
        return _("This is empty: no row passed your filter. Compare the spelling and the type of what you filter by.")
    if plain(answer) is None:
        return _(
            "This is empty. Perhaps the line above gives no value (such as `print`), or the table has a blank there."
        )
    return ""


def known_mistake(exercise: Exercise, answer: Any) -> str:
    """A mistake that the exercise lists, as it stands there."""
    return next((_(mistake.hint) for mistake in exercise.mistakes if _is(mistake, exercise, answer)), "")


def _is(mistake: Mistake, exercise: Exercise, answer: Any) -> bool:
    wrong = value(mistake.value)
    if exercise.pair and isinstance(wrong, pd.Series):
        return holds(lambda pair: same(pair[1], wrong[known_label(exercise, pair[0])], exercise.tolerance), answer)
    rounded = exercise.tolerance > 0 and numbers.is_rounded(plain(answer), plain(wrong))
    return rounded or same(answer, wrong, exercise.tolerance)


def _like_a_known_mistake(exercise: Exercise, answer: Any) -> str:
    """Another answer that holds a mistake which the exercise lists."""
    fitting = (mistake for mistake in exercise.mistakes if mistake.fits is not None)
    return next((_(mistake.hint) for mistake in fitting if holds(mistake.fits, answer)), "")


def _form(exercise: Exercise, answer: Any) -> str:
    """A type that is not the wanted one."""
    return FORMS[wanted_kind(exercise)](exercise, answer)


def _content(exercise: Exercise, answer: Any) -> str:
    """The wanted type with a wrong content."""
    return CONTENTS[wanted_kind(exercise)](exercise, answer)


def _objection(exercise: Exercise, answer: Any) -> str:
    """What `judge` and the like say of an open task: our own sentences end with a full stop, Python's do not."""
    if exercise.accepts is None:
        return ""
    try:
        exercise.accepts(answer)
    except (KeyError, TypeError, ValueError) as problem:
        words = str(problem.args[0]) if problem.args else ""
        return words if words.endswith(".") else ""
    return ""


# The type


def shape(answer: Any) -> str:
    """Name what an answer is, for a learner."""
    if isinstance(answer, pd.DataFrame):
        rows = _many(len(answer), N_("1 row"), N_("{number:,} rows"))
        columns = _many(answer.shape[1], N_("1 column"), N_("{number:,} columns"))
        return _("a table of {rows} and {columns}", rows=rows, columns=columns)
    if isinstance(answer, pd.Series):
        return _many(len(answer), N_("a column of 1 value"), N_("a column of {number:,} values"))
    if isinstance(answer, dict):
        return _many(len(answer), N_("a dictionary of 1 pair"), N_("a dictionary of {number:,} pairs"))
    reduced = plain(answer)
    if isinstance(reduced, list):
        return _many(len(reduced), N_("a list of 1 thing"), N_("a list of {number:,} things"))
    names = {bool: _("True or False"), float: _("a number"), str: _("text"), type(None): _("empty")}
    return names.get(type(reduced)) or _("something else ({type})", type=type(answer).__name__)


def _many(number: int, one: str, more: str) -> str:
    return _(one) if number == 1 else _(more, number=number)


def _not_a_number(exercise: Exercise, answer: Any) -> str:
    reduced = plain(answer)
    if isinstance(reduced, bool):
        return _(
            "This is True or False. To count how often something is True, compare a whole column and add `.sum()`."
        )
    if isinstance(reduced, float):
        return ""
    if isinstance(answer, str):
        return numbers.in_text(answer) or labels.in_place_of_a_number(exercise, answer)
    if isinstance(answer, pd.Series) and answer.dtype in ("bool", "boolean"):
        return _("This is a whole column of True and False. `.sum()` behind it counts the True.")
    if isinstance(answer, pd.DataFrame | pd.Series):
        return _(
            "This is {thing}. One number is wanted: pick one row and one column, or add the values up.",
            thing=shape(answer),
        )
    if isinstance(reduced, dict):
        return _("This is {thing}. One number is wanted, without curly brackets.", thing=shape(answer))
    if isinstance(reduced, list) and len(reduced) == 1:
        return _("This is a list with one thing in it. Write the number alone, without brackets.")
    if isinstance(reduced, list) and all(isinstance(part, int) for part in reduced):
        return _(
            "This is {thing}. A comma is no part of a number in Python: write 12.5, not 12,5, and 1000, not 1,000.",
            thing=shape(answer),
        )
    if isinstance(reduced, list):
        return _("This is {thing}. Write one number, without brackets and commas.", thing=shape(answer))
    return _("This is {thing}, and a number is wanted.", thing=shape(answer))


def _not_a_label(exercise: Exercise, answer: Any) -> str:
    reduced, year = plain(answer), not isinstance(value(exercise.answer), str)
    wanted = _("one year") if year else _("one name as text")
    if isinstance(reduced, bool):
        return _(
            "This is True or False, and {wanted} is wanted. The label of the row is not in a comparison.",
            wanted=wanted,
        )
    if isinstance(answer, pd.DataFrame | pd.Series):
        return _(
            "This is {thing}, and {wanted} is wanted. Look at {where}.",
            thing=shape(answer),
            wanted=wanted,
            where=_(exercise.where),
        )
    if isinstance(reduced, list | dict):
        return _("This is {thing}, and {wanted} is wanted, without brackets.", thing=shape(answer), wanted=wanted)
    if isinstance(reduced, str) and year:
        return numbers.in_text(answer) or labels.in_place_of_a_number(exercise, answer)
    if isinstance(reduced, float | str):
        return ""
    if hasattr(answer, "year") and year:
        return _("This is a date. Take its year alone, a whole number.")
    return _("This is {thing}, and {wanted} is wanted.", thing=shape(answer), wanted=wanted)


def _not_a_list(exercise: Exercise, answer: Any) -> str:
    reduced = plain(answer)
    if isinstance(answer, pd.DataFrame):
        return _(
            'This is {thing}. Take one column and make a list of it: `list(frame["column"])`.', thing=shape(answer)
        )
    if isinstance(reduced, str) and "," in reduced:
        return _(
            "This is one piece of text. Put each code into quotation marks of its own, and square brackets around: "
            "a list is wanted, even of one."
        )
    if isinstance(reduced, str):
        return _("This is one piece of text. Put square brackets around: a list is wanted, even of one.")
    if isinstance(answer, pd.Series):  # a column is as good as a list
        return ""
    if isinstance(reduced, dict):
        return _("This is {thing}. A list has square brackets and no colons.", thing=shape(answer))
    if not isinstance(reduced, list):
        return _("This is {thing}. A list is wanted: which ones, not how many.", thing=shape(answer))
    return ""


def _not_a_pair(exercise: Exercise, answer: Any) -> str:
    reduced = plain(answer)
    example = _("Write a label and a number in round brackets, with a comma between.")
    if isinstance(answer, pd.DataFrame | pd.Series | dict):
        return _("This is {thing}, and a pair is wanted.", thing=shape(answer)) + f" {example}"
    if isinstance(answer, set | frozenset):
        return _("Curly brackets keep no order. Use round ones.")
    if isinstance(reduced, str):
        return _("This is text, and only half of a pair or a pair in quotation marks.") + f" {example}"
    if not isinstance(reduced, list):
        return _("This is {thing}, only half of a pair.", thing=shape(answer)) + f" {example}"
    if len(reduced) != 2:
        whole = " " + _("Write a decimal point, not a comma.") if len(reduced) == 3 else ""
        return _("A pair has two parts; this has {number}.", number=len(reduced)) + whole
    if not isinstance(plain(reduced[0]), str) and isinstance(plain(reduced[1]), str):
        if known_label(exercise, reduced[1]) is not None:
            return _("The order is the other way round: first the code, then the number.")
    return labels.not_a_choice(exercise, reduced[0]) or _not_a_number(exercise, reduced[1])


def _not_a_definition(exercise: Exercise, answer: Any) -> str:
    model = value(exercise.answer)
    pair = isinstance(model, tuple)
    if pair and isinstance(answer, dict):
        return _("These are the bars alone. Write a pair: the bars, a comma, and the quota.")
    if pair and isinstance(answer, tuple | list) and len(answer) == 2:
        if isinstance(answer[1], dict):
            return _("The order is the other way round: first the bars, then the quota.")
        if not isinstance(answer[0], dict):
            return _("The first part names criteria and their bars, in curly brackets with colons.")
        if isinstance(plain(answer[1]), float) and not isinstance(answer[1], bool):
            return ""
        second = shape(answer[1])
        return _("The second part is {thing}. The quota is a whole number, without quotation marks.", thing=second)
    if not pair and isinstance(answer, dict):
        single = [name for name, items in answer.items() if not isinstance(items, list | tuple)]
        if not single:
            return ""
        return _("After each colon stands a list, in square brackets: look at {name}.", name=single[0])
    if not pair and isinstance(answer, tuple) and answer and isinstance(answer[0], dict):
        return _("This is a pair. Write what stands in curly brackets alone, without a quota.")
    return _("This is {thing}. Wanted is {wanted}.", thing=shape(answer), wanted=_(exercise.wants))


# The content


def _wrong_number(exercise: Exercise, answer: Any) -> str:
    return numbers.wrong(exercise, plain(answer), plain(value(exercise.answer)), exercise.at)


def _wrong_pair(exercise: Exercise, answer: Any) -> str:
    label, figure = answer
    label = known_label(exercise, label)
    at = (label, *exercise.at[1:]) if isinstance(exercise.at, tuple) else label
    return numbers.wrong(exercise, plain(figure), float(value(exercise.figures)[label]), at)


FORMS: dict[str, Callable[[Exercise, Any], str]] = {
    "number": _not_a_number,
    "label": _not_a_label,
    "list": _not_a_list,
    "pair": _not_a_pair,
    "definition": _not_a_definition,
}
CONTENTS: dict[str, Callable[[Exercise, Any], str]] = {
    "number": _wrong_number,
    "label": labels.wrong,
    "list": labels.wrong_list,
    "pair": _wrong_pair,
    "definition": _objection,
}
STEPS = (_gaps, known_mistake, _form, _like_a_known_mistake, _content)
