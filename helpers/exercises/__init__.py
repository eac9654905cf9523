"""Check a learner's answers and give hints. What is right is computed from the data in notebook_NN.py."""

import difflib
import functools
import importlib
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from helpers import work_file
from helpers.exercises.compare import as_stored, is_right
from helpers.exercises.diagnose import known_mistake, reason
from helpers.exercises.model import Exercise
from helpers.language import _
from helpers.text import Text

__all__ = ["all_exercises", "check", "exercises_of", "hint", "mistakes", "modules", "progress"]

_accepted: dict[str, Any] = {}  # the right answers of this session as they were given, by exercise
_hints_given: dict[str, int] = {}


def check(number: str, answer: Any = ...) -> Text:
    """Return feedback on an answer. It never raises and never prints the right answer.

    Arguments:
        number: the exercise, for example "2.3".
        answer: what the learner worked out; `...` means not answered yet.
    Returns:
        Markdown text: not answered yet, right (and why), or not yet (and why not).
    Source: the file of the notebook in helpers/exercises/, computed from data/.
    """
    try:
        exercise = _exercise(number)
        if exercise is None:
            return _no_such_exercise(number)
        if answer is ...:
            return _not_answered(number, _near_name(number, sys._getframe(1).f_globals))
        right = _fits(exercise, answer)
        note = work_file.keep_answer(number, as_stored(exercise, answer), right)
        if right:
            _accepted[number] = answer
            return Text(_("✔ **{number} Right.** {why}", number=number, why=_(exercise.right)) + note)
        why_not = _why_not(number, exercise, answer)
        said = _("✘ **{number} Not yet.** {why_not} `hint({number!r})` gives a hint.", number=number, why_not=why_not)
        return Text(said + note)
    except Exception as problem:  # whatever a learner passes, the lesson goes on
        error = type(problem).__name__
        return Text(_("✘ **{number} Not yet.** This answer cannot be compared ({error}).", number=number, error=error))


def hint(number: str) -> Text:
    """Return one hint more at each call, three in all. It never raises.

    Arguments:
        number: the exercise, for example "2.3".
    Returns:
        Markdown text.
    Source: the file of the notebook in helpers/exercises/.
    """
    try:
        exercise = _exercise(number)
        if exercise is None:
            return _no_such_exercise(number)
        step = min(_hints_given.get(number, 0) + 1, len(exercise.hints))
        _hints_given[number] = step
        steps = {"step": step, "steps": len(exercise.hints), "hint": _(exercise.hints[step - 1])}
        return Text(_("**{number}, hint {step} of {steps}.** {hint}", number=number, **steps))
    except Exception as problem:
        return Text(_("No hint can be given for this ({error}).", error=type(problem).__name__))


def progress(notebook: str) -> Text:
    """Return which exercises of a notebook are done, read from the learner's own file.

    Arguments:
        notebook: two digits, for example "02".
    Returns:
        Markdown text.
    """
    numbers = list(exercises_of(notebook))
    if not numbers:
        return Text(_("There are no exercises of that notebook. Write two digits, for example `progress('01')`."))
    right = work_file.right_answers()
    done = [number for number in numbers if number in right]
    still_open = [number for number in numbers if number not in right]
    text = _("**{done} of {total} exercises done.**", done=len(done), total=len(numbers)) + " "
    text += _("Still open: {numbers}.", numbers=", ".join(still_open)) if still_open else _("Well worked.")
    return Text(text + work_file.notes())


def mistakes(number: str) -> Text:
    """Return what usually lies behind a wrong answer, as a Markdown list, one item a known mistake.

    Arguments:
        number: the exercise, for example "2.3".
    Raises:
        KeyError: there is no exercise of that number.
    Source: the file of the notebook in helpers/exercises/.
    """
    return Text("\n".join(f"- {_(mistake.hint)}" for mistake in all_exercises()[number].mistakes))


def exercises_of(notebook: str) -> dict[str, Exercise]:
    """Return the exercises of one notebook by number, such as "2.3", in their order.

    Arguments:
        notebook: two digits, for example "02"; whatever else it is, there are none.
    """
    return getattr(modules().get(notebook), "EXERCISES", {}) if isinstance(notebook, str) else {}


def all_exercises() -> dict[str, Exercise]:
    """Return the exercises of all notebooks by number, in their order."""
    return {number: exercise for notebook in modules() for number, exercise in exercises_of(notebook).items()}


@functools.cache
def modules() -> dict[str, ModuleType]:
    """Look once into this folder: the module notebook_NN holds EXERCISES and the opening GUESS of notebook NN."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("notebook_*.py"))
    return {name.removeprefix("notebook_"): importlib.import_module(f"{__name__}.{name}") for name in names}


def _exercise(number: str) -> Exercise | None:
    return all_exercises().get(number) if isinstance(number, str) else None


def _near_name(number: str, names: dict[str, Any]) -> str | None:
    """Return a name that is nearly the one of this exercise's answer, such as Answer_2_3, and holds a value."""
    wanted = f"answer_{number.replace('.', '_')}"
    other = [name for name in names if not re.fullmatch(r"answer(_\d+)*", name) and names[name] is not ...]
    return next(iter(difflib.get_close_matches(wanted, other, n=1, cutoff=0.8)), None)


def _not_answered(number: str, near_name: str | None) -> Text:
    if near_name:
        return Text(
            _(
                "**{number}** Not answered yet: `{name}` holds something, but `check` gets another name.",
                number=number,
                name=near_name,
            )
        )
    return Text(
        _("**{number}** Not answered yet: put your answer in place of `...` and run the cell again.", number=number)
    )


def _fits(exercise: Exercise, answer: Any) -> bool:
    try:
        return is_right(exercise, answer)
    except Exception:  # an object that does not even let itself be compared
        return False


def _why_not(number: str, exercise: Exercise, answer: Any) -> str:
    """Return the reason, unless the answer is left over from another exercise: then it is not judged."""
    stored = as_stored(exercise, answer)
    for other, right in _accepted.items():
        if right is answer and other != number and not known_mistake(exercise, stored):
            return _(
                "This is what was right for {number}. Does `check` get the name that you filled in here?", number=other
            )
    return reason(exercise, stored)


def _no_such_exercise(number: Any) -> Text:
    notebook = number.partition(".")[0].zfill(2) if isinstance(number, str) and number else ""
    if known := exercises_of(notebook):
        numbers = ", ".join(known)
        return Text(_("There is no exercise of that number. This notebook has {numbers}.", numbers=numbers))
    return Text(_('There is no exercise of that number. Write it as text, in quotation marks: `"1.1"`.'))
