"""Check a learner's answers and give hints. What is right is computed from the data in answers_NN.py."""

import functools
import importlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.text import Text


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners are known to give.

    Arguments:
        value: a function without arguments that computes the wrong answer from the data.
        hint: what to say to somebody who gives it. It never contains the right answer.
        fits: for open tasks, a function that says whether another answer holds the same mistake.
    """

    value: Callable[[], Any]
    hint: str
    fits: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Arguments:
        answer: a function without arguments that computes the model answer from the data.
        right: one sentence, shown with a right answer, that says why it is right.
        hints: three steps, each a little nearer, none of them the answer.
        mistakes: known wrong answers, each with its own hint.
        tolerance: how far a number may be off, in the answer's own unit; 0 for counts.
        accepts: for open tasks, a function that says whether an answer will do.
    """

    answer: Callable[[], Any]
    right: str
    hints: tuple[str, str, str]
    mistakes: tuple[Mistake, ...] = ()
    tolerance: float = 0.0
    accepts: Callable[[Any], bool] | None = None


_done: set[str] = set()
_hints_given: dict[str, int] = {}


def check(number: str, answer: Any = ...) -> Text:
    """Return feedback on an answer. It never raises and never prints the right answer.

    Arguments:
        number: the exercise, for example "2.3".
        answer: what the learner worked out; `...` means not answered yet.
    Returns:
        Markdown text: not answered yet, right (and why), or not yet (with a hint where the mistake is known).
    Source: helpers/answers_NN.py, computed from data/.
    """
    try:
        exercise = _exercise(number)
        if exercise is None:
            return _no_such_exercise(number)
        if answer is ...:
            return Text(f"**{number}** Not answered yet: put your answer in place of `...` and run the cell again.")
        if _is_right(exercise, answer):
            _done.add(number)
            return Text(f"✔ **{number} Right.** {exercise.right}")
        _done.discard(number)
        return Text(f"✘ **{number} Not yet.** {_diagnose(exercise, answer)} `hint({number!r})` gives the next step.")
    except Exception as problem:  # whatever a learner passes, the lesson goes on
        return Text(f"✘ **{number} Not yet.** This answer cannot be compared ({type(problem).__name__}).")


def hint(number: str) -> Text:
    """Return one hint more at each call, three in all. It never raises.

    Arguments:
        number: the exercise, for example "2.3".
    Returns:
        Markdown text.
    Source: helpers/answers_NN.py.
    """
    try:
        exercise = _exercise(number)
        if exercise is None:
            return _no_such_exercise(number)
        step = min(_hints_given.get(number, 0) + 1, len(exercise.hints))
        _hints_given[number] = step
        return Text(f"**{number}, hint {step} of {len(exercise.hints)}.** {exercise.hints[step - 1]}")
    except Exception as problem:
        return Text(f"No hint can be given for this ({type(problem).__name__}).")


def progress(notebook: str) -> Text:
    """Return which exercises of a notebook are done. It is kept in memory only, until the kernel stops.

    Arguments:
        notebook: two digits, for example "02".
    Returns:
        Markdown text.
    """
    numbers = list(_answers(notebook)) if isinstance(notebook, str) else []
    if not numbers:
        return Text("There are no exercises of that notebook. Write two digits, for example `progress('01')`.")
    done = [number for number in numbers if number in _done]
    still_open = [number for number in numbers if number not in _done]
    text = f"**{len(done)} of {len(numbers)} exercises done.**"
    return Text(text + (f" Still open: {', '.join(still_open)}." if still_open else " Well worked."))


def _answers(number: str) -> dict[str, Exercise]:
    notebook = number.partition(".")[0]
    if not (notebook.isascii() and notebook.isdigit() and len(notebook) <= 2):
        return {}
    try:
        return importlib.import_module(f"helpers.answers_{int(notebook):02d}").EXERCISES
    except ModuleNotFoundError:
        return {}


def _exercise(number: str) -> Exercise | None:
    return _answers(number).get(number) if isinstance(number, str) else None


def _no_such_exercise(number: Any) -> Text:
    known = list(_answers(number)) if isinstance(number, str) else []
    if known:
        return Text(f"There is no exercise of that number. This notebook has {', '.join(known)}.")
    return Text('There is no exercise of that number. Write it as text, for example `check("1.1", answer)`.')


@functools.cache
def _value(function: Callable[[], Any]) -> Any:
    """Compute a model answer or a known mistake once: the tables do not change while a notebook runs."""
    return function()


def _is_right(exercise: Exercise, answer: Any) -> bool:
    if exercise.accepts is not None:
        return _says_yes(exercise.accepts, answer)
    return _same(answer, _value(exercise.answer), exercise.tolerance)


def _says_yes(rule: Callable[[Any], bool], answer: Any) -> bool:
    """Apply the rule of an open task. What it cannot take apart does not fit, whatever it is."""
    try:
        return bool(rule(answer))
    except Exception:
        return False


def _diagnose(exercise: Exercise, answer: Any) -> str:
    """Say what is known about a wrong answer: a listed mistake, its kind, a mistake like a listed one, its size."""
    for mistake in exercise.mistakes:
        if _same(answer, _value(mistake.value), exercise.tolerance):
            return mistake.hint
    wanted, given = _plain(_value(exercise.answer)), _plain(answer)
    if _kind(wanted) != _kind(given):
        return f"The answer should be {_kind(wanted)}; this is {_kind(given)}."
    for mistake in exercise.mistakes:
        if mistake.fits is not None and _says_yes(mistake.fits, answer):
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


def _same(given: Any, wanted: Any, tolerance: float) -> bool:
    given, wanted = _plain(given), _plain(wanted)
    if isinstance(wanted, bool) or isinstance(given, bool):
        return given is wanted
    if isinstance(wanted, float):
        return isinstance(given, float) and abs(given - wanted) <= tolerance + 1e-9 * max(1.0, abs(wanted))
    if isinstance(wanted, dict | list) and (type(given) is not type(wanted) or len(given) != len(wanted)):
        return False
    if isinstance(wanted, dict):
        given = {_key(key): item for key, item in given.items()}
        return all(_key(key) in given and _same(given[_key(key)], item, tolerance) for key, item in wanted.items())
    if isinstance(wanted, list):
        pairs = zip(sorted(given, key=_order), sorted(wanted, key=_order), strict=True)
        return all(_same(one, two, tolerance) for one, two in pairs)
    return type(given) is type(wanted) and given == wanted


def _plain(value: Any) -> Any:
    """Reduce an answer to bool, float, lower-case text, list, dict or None, so that like is compared with like.

    What a list or dict holds stays as it is: a large table is told from the right one by its length alone.
    """
    if isinstance(value, pd.DataFrame):
        return _plain(value.iloc[0, 0]) if value.size == 1 else {column: value[column] for column in value.columns}
    if isinstance(value, pd.Series):
        return _plain(value.iloc[0]) if len(value) == 1 else value.to_dict()
    if hasattr(value, "tolist"):  # NumPy arrays and scalars, pandas Index
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, bool) or value is None:
        return value
    if value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, int) and abs(value) > 1e300:  # too large for a float
        return math.inf
    if isinstance(value, int | float):
        return None if math.isnan(value) else float(value)
    if isinstance(value, str):
        return " ".join(value.split()).casefold()
    return value


def _key(value: Any) -> Any:
    """Return a value, and what a list holds, in the form in which two labels are compared."""
    plain = _plain(value)
    return tuple(_key(part) for part in plain) if isinstance(plain, list) else plain


def _kind(value: Any) -> str:
    kinds = {
        bool: "True or False",
        float: "one number",
        str: "text",
        list: "a list or pair",
        dict: "a table, Series or dictionary",
    }
    if value is None:
        return "empty (a missing value)"
    return kinds.get(type(value), f"something else ({type(value).__name__})")


def _order(value: Any) -> tuple[str, Any]:
    plain = _key(value)
    return (type(plain).__name__, plain if isinstance(plain, str | float) else str(plain))
