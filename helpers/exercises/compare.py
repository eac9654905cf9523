"""Whether an answer is right: like is compared with like, whatever type of Python it has."""

import functools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from helpers.countries import folded
from helpers.exercises.model import Exercise
from helpers.language import label

EVENT = re.compile(r"e\d{3}")


def is_right(exercise: Exercise, answer: Any) -> bool:
    """Say whether an answer will do: as an open task says, for a label of the learner's choice, or the one answer."""
    answer = as_stored(exercise, answer)
    if exercise.accepts is not None:
        return holds(exercise.accepts, answer)
    if exercise.pair:
        return holds(lambda pair: _is_right_pair(exercise, pair), answer)
    if isinstance(answer, pd.Series) and isinstance(value(exercise.answer), list):
        answer = list(answer)  # a column of codes is as good as a list of them
    also = [] if exercise.also is None else value(exercise.also)
    return any(same(answer, right, exercise.tolerance) for right in [value(exercise.answer), *also])


def _is_right_pair(exercise: Exercise, answer: Any) -> bool:
    name, figure = plain(answer)
    known = known_label(exercise, name)
    return known != exercise.but and same(figure, value(exercise.figures)[known], exercise.tolerance)


def as_stored(exercise: Exercise, answer: Any) -> Any:
    """Return an answer with its names as the data hold them, where they are said otherwise in the language spoken.

    In English it is the answer itself, with an event's id such as e086 in capitals.
    """
    if type(answer) is list:
        answer = [part.upper() if isinstance(part, str) and EVENT.fullmatch(part) else part for part in answer]
    said = {folded(words): name for name in _names(exercise) if (words := label(name)) != name}
    if not said:
        return answer

    def stored(part: Any) -> Any:
        return said.get(folded(part), part) if isinstance(part, str) and key(part) not in _keys(exercise) else part

    if isinstance(answer, str):
        return stored(answer)
    if type(answer) in (list, tuple, set, frozenset):
        return type(answer)(map(stored, answer))
    if type(answer) is dict:
        return {stored(name): item for name, item in answer.items()}
    if not isinstance(answer, pd.DataFrame | pd.Series | pd.Index | np.ndarray) or answer.size > 10_000:
        return answer
    if isinstance(answer, pd.DataFrame):
        return answer.map(stored) if answer.size == 1 else answer
    if isinstance(answer, pd.Series):
        answer = answer if is_numeric_dtype(answer) else answer.map(stored)
        return answer.rename(index=stored)
    return list(map(stored, answer.tolist())) if answer.ndim == 1 else answer


@functools.cache
def _names(exercise: Exercise) -> list[str]:
    """Return the names that an answer may hold: those of the right one, and of the figures beside it."""
    right = [value(exercise.answer), *([] if exercise.also is None else value(exercise.also))]
    found = [part for answer in right for part in (answer if isinstance(answer, list | tuple | dict) else [answer])]
    if exercise.beside is not None:
        index = value(exercise.beside).index
        found += [name for level in range(index.nlevels) for name in index.unique(level)]
    return sorted({name for name in found if isinstance(name, str)})


@functools.cache
def _keys(exercise: Exercise) -> set[str]:
    return {key(name) for name in _names(exercise)}


def known_label(exercise: Exercise, name: Any) -> Any:
    """Return the label as the figures of a pair write it, whatever its case; None if there is none."""
    return _labels(exercise.figures).get(key(name))


@functools.cache
def _labels(figures: Callable[[], pd.Series]) -> dict[Any, Any]:
    return {key(known): known for known in value(figures).index}


@functools.cache
def value(function: Callable[[], Any]) -> Any:
    """Compute a model answer or a known mistake once: the tables do not change while a notebook runs."""
    return function()


def holds(rule: Callable[[Any], bool], answer: Any) -> bool:
    """Apply a rule to an answer. What the rule cannot take apart does not fit, whatever it is."""
    try:
        return bool(rule(answer))
    except Exception:
        return False


def same(given: Any, wanted: Any, tolerance: float = 0.0) -> bool:
    """Say whether two answers are the same; lists in any order, text in any case, numbers within the tolerance."""
    wanted = plain(wanted)
    if isinstance(given, pd.Series | pd.DataFrame) and given.size != 1 and not isinstance(wanted, dict):
        return False  # without taking a large table apart
    given = plain(given)
    if isinstance(wanted, bool) or isinstance(given, bool):
        return given is wanted
    if isinstance(wanted, float):
        return isinstance(given, float) and abs(given - wanted) <= tolerance + 1e-9 * max(1.0, abs(wanted))
    if isinstance(wanted, dict | list) and (type(given) is not type(wanted) or len(given) != len(wanted)):
        return False
    if isinstance(wanted, dict):
        given = {key(label): item for label, item in given.items()}
        return all(key(label) in given and same(given[key(label)], item, tolerance) for label, item in wanted.items())
    if isinstance(wanted, list):
        pairs = zip(sorted(given, key=_order), sorted(wanted, key=_order), strict=True)
        return all(same(one, two, tolerance) for one, two in pairs)
    return type(given) is type(wanted) and given == wanted


def plain(answer: Any) -> Any:
    """Reduce an answer to bool, float, lower-case text, list, dict or None, so that like is compared with like.

    What a list or dict holds stays as it is: a large table is told from the right one by its length alone.
    """
    if isinstance(answer, pd.DataFrame):
        return plain(answer.iloc[0, 0]) if answer.size == 1 else {column: answer[column] for column in answer.columns}
    if isinstance(answer, pd.Series):
        return plain(answer.iloc[0]) if len(answer) == 1 else answer.to_dict()
    if hasattr(answer, "tolist") and getattr(answer, "size", 1) <= 10_000:  # NumPy arrays and scalars, pandas Index
        answer = answer.tolist()
    if isinstance(answer, list | tuple | set | frozenset):
        return list(answer)
    if isinstance(answer, bool) or answer is None:
        return answer
    if answer is pd.NA or answer is pd.NaT:
        return None
    if isinstance(answer, int) and abs(answer) > 1e300:  # too large for a float
        return math.inf
    if isinstance(answer, int | float):
        return None if math.isnan(answer) else float(answer)
    if isinstance(answer, str):
        return " ".join(answer.split()).casefold()
    return answer


def key(label: Any) -> Any:
    """Return a label, and what a list holds, in the form in which two labels are compared."""
    reduced = plain(label)
    return tuple(key(part) for part in reduced) if isinstance(reduced, list) else reduced


def _order(item: Any) -> tuple[str, Any]:
    reduced = key(item)
    return (type(reduced).__name__, reduced if isinstance(reduced, str | float) else str(reduced))
