"""One plain sentence about an error: the cases that need a look at the names, keys and columns at hand."""

import builtins
import difflib
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.countries import code_of_name
from helpers.error_sentences import DOTS, MESSAGES, SYNTAX
from helpers.language import N_, _

HELPERS = str(Path(__file__).resolve().parent)
ANSWERS = {N_("yes"), N_("no"), N_("depends"), N_("supported"), N_("contradicted"), N_("contested")}  # votes, verdicts
CAPITALS = {"true": "True", "verdadero": "True", "false": "False", "falso": "False", "none": "None", "nulo": "None"}
FROM_THE_TOP = {"plt", "pd", "np", "sys", "Path"}  # what the set-up cell loads beside this collection's own names
NONE = {
    "column": N_("There is no column {key}"),
    "row": N_("There is no row {key}"),
    "entry": N_("There is no entry {key}"),
}


def explain(error: BaseException, names: dict[str, Any]) -> str:
    """Return one plain sentence about an error, or nothing where none is known to help.

    Arguments:
        error: the exception.
        names: what the notebook has named so far.
    """
    if _is_ours(error):  # a sentence of this collection needs no second one
        return ""
    if isinstance(error, SyntaxError):
        return _syntax(error)
    if isinstance(error, NameError):
        return _name(error, names)
    if isinstance(error, KeyError):
        return _key(error, names)
    if isinstance(error, AttributeError):
        return _attribute(error)
    if isinstance(error, ImportError):
        return _import(error)
    message = str(error)
    return next((_(say) for kind, said, say in MESSAGES if isinstance(error, kind) and re.search(said, message)), "")


def _is_ours(error: BaseException) -> bool:
    """Say whether a function of this collection raised the error itself."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and frames[-1].filename.startswith(HELPERS)


def _syntax(error: SyntaxError) -> str:
    found = {"message": error.msg or "", "line": (error.text or "").split("#")[0]}
    return next(_(say) for place, said, say in SYNTAX if re.search(said, found[place]))


def _near(word: Any, words: Iterable[Any], most: int = 2) -> list[str]:
    """Return the words most like one, whatever their case, in backquotes."""
    known = {str(each).casefold(): str(each) for each in words}
    return [f"`{known[near]}`" for near in difflib.get_close_matches(str(word).casefold(), known, most, 0.7)]


def _name(error: NameError, names: dict[str, Any]) -> str:
    name = getattr(error, "name", None) or next(iter(re.findall(r"name '(.+?)'", str(error))), "")
    if type(error).__name__ == "UndefinedVariableError":
        return _(
            "The table has no column `{name}`; inside `.query` text takes quotation marks of the other kind.", name=name
        )
    if name.lower() in CAPITALS:
        return _("Write `{word}`, with a capital letter.", word=CAPITALS[name.lower()])
    if name in FROM_THE_TOP:
        return _("Nothing is called `{name}` yet: run the cells above first, from the top of the notebook.", name=name)
    if name in sys.modules["helpers"].__all__:
        return _(
            "`{name}` is not loaded yet: run the first cell, or write `from helpers import {name}` above.", name=name
        )
    if name.lower() in {*ANSWERS, *map(_, ANSWERS), "si"}:  # "si": "sí" without its accent
        return _('If `{name}` is your answer, it is text: write it in quotation marks, "{name}".', name=name)
    mine = [each for each in names if not each.startswith("_")]
    functions = [each for each in dir(builtins) if each.islower()] if f"{name}(" in _line(error) else []
    code = re.fullmatch(r"[A-Z]{3}|\w+_\d_\d", name)  # MEX, or a name of an exercise: another one is no help
    if not code and (near := _near(name, [*mine, *functions], 1)):
        return _(
            "Nothing is called `{name}`; the nearest name is {near}. Text takes quotation marks.",
            name=name,
            near=near[0],
        )
    return _(
        "Nothing is called `{name}` yet: if it is text, write it in quotation marks; "
        "if a cell above makes it, run that cell first.",
        name=name,
    )


def _key(error: KeyError, names: dict[str, Any]) -> str:
    key = error.args[0] if error.args else ""
    if listed := re.search(r"\['(.+?)'", str(key)):  # pandas puts several keys into a sentence
        key = listed[1]
    labels, word = _labels(error, key, names)
    if key is ...:
        return _(DOTS)
    if "not a MultiIndex" in str(key):  # pandas says so of a key such as (1994,)
        return _("There is a comma too many: one label stands alone, as in `.loc[1994]`.")
    if isinstance(key, bool):
        return _('The comparison needs the column itself: table[table["iso3"] == "MEX"].')
    if labels is None or isinstance(labels, pd.MultiIndex):
        return _("There is no `{key}` among the labels: check its letters and its quotation marks.", key=key)
    if word == "column" and key in _tables(error)[-1].index:
        return _("{key} names a row: `.loc[{key}]` takes a row, square brackets alone take a column.", key=repr(key))
    numbers = [label for label in labels if pd.api.types.is_number(label)]
    if isinstance(labels, pd.RangeIndex) and isinstance(key, str) and labels.start == 0:
        return _(
            'The rows have numbers, not names: filter by a column, as in table[table["iso3"] == "MEX"] '
            'or table[table["year"] == 2024].'
        )
    if isinstance(key, str) and key.strip().isdigit() and numbers:
        return _(
            "The labels here are whole numbers, such as {number:g}: write them without quotation marks.",
            number=numbers[0],
        )
    if isinstance(key, int | float) and not numbers and len(labels):
        return _('The labels here are text, such as "{text}": write them in quotation marks.', text=labels[0])
    if isinstance(key, int | float) and numbers:
        return _(
            "{there_is_none}: the labels run from {first:g} to {last:g}, perhaps with gaps.",
            there_is_none=_(NONE[word], key=key),
            first=min(numbers),
            last=max(numbers),
        )
    codes = bool(len(labels)) and all(re.fullmatch("[A-Z]{3}", str(label)) for label in labels)
    if codes and (code := code_of_name(key)) in labels:
        return _("The labels here are codes of three letters: {name} is `{code}`.", name=key, code=code)
    none = _(NONE[word], key=f"`{key}`")
    if near := _near(key, labels):
        return _("{there_is_none}; near it: {near}.", there_is_none=none, near=", ".join(near))
    if codes and len(str(key)) > 3:
        return _("The labels here are codes of three letters, such as `{code}`.", code=labels[0])
    few = ", ".join(f"`{label}`" for label in list(labels)[:6])
    if len(labels) > 6:
        return _("{there_is_none}; there are {labels} and more.", there_is_none=none, labels=few)
    return _("{there_is_none}; there are {labels}.", there_is_none=none, labels=few)


def _labels(error: KeyError, key: Any, names: dict[str, Any]) -> tuple[Any, str]:
    """Return the labels among which a key was looked for, and whether they name rows or columns."""
    tables = _tables(error)
    looked_into = [names.get("self") for names in _names_inside(error)]
    labels = next((each for each in reversed(looked_into) if isinstance(each, pd.Index)), None)
    if labels is None and tables:
        labels = tables[-1].columns
    if labels is None:
        found = _dicts(error, names)
        return (list(found[0]), "entry") if found else (None, "")
    return labels, "column" if any(labels.equals(table.columns) for table in tables) else "row"


def _names_inside(error: KeyError) -> list[dict]:
    """Return the names inside pandas; what the learner has named is not what pandas looks into."""
    frames = [frame for frame, line in traceback.walk_tb(error.__traceback__)]
    return [frame.f_locals for frame in frames if frame.f_code.co_name != "<module>"]


def _tables(error: KeyError) -> list[pd.DataFrame]:
    """Return the tables that pandas looked into, the last one last."""
    inside = [[*names.values(), getattr(names.get("self"), "obj", None)] for names in _names_inside(error)]
    return [value for values in inside for value in values if isinstance(value, pd.DataFrame)]


def _dicts(error: KeyError, names: dict[str, Any]) -> list[dict]:
    """Return the dictionaries whose names stand in the line that failed, if that line failed by itself."""
    return [names[word] for word in re.findall(r"\w+", _line(error)) if isinstance(names.get(word), dict)]


def _line(error: BaseException) -> str:
    """Return the line of code that raised an error."""
    frames = traceback.extract_tb(error.__traceback__)
    return (frames[-1].line or "") if frames else ""


def _attribute(error: AttributeError) -> str:
    thing, name = getattr(error, "obj", None), getattr(error, "name", None) or ""
    if thing is None:
        return _("What stands before the dot is empty (None): the line that made it gave no value.")
    known = [each for each in dir(thing) if not each.startswith("_")]
    kind = type(thing).__name__
    if near := _near(name, known):
        near = ", ".join(near)
        return _("A thing of the kind {kind} has no `.{name}`; near it: {near}.", kind=kind, name=name, near=near)
    return _(
        "A thing of the kind {kind} has no `.{name}`: check what stands before the dot and behind it.",
        kind=kind,
        name=name,
    )


def _import(error: ImportError) -> str:
    name = error.name or ""
    if isinstance(error, ModuleNotFoundError) and name.split(".")[0] == "helpers":
        return _("The folder `helpers` is not found: open this notebook inside the folder of the whole collection.")
    if isinstance(error, ModuleNotFoundError):
        return _("`{name}` is not installed here: README.md says how to install what the notebooks need.", name=name)
    missing = re.search(r"cannot import name '(.+?)'", str(error))
    if missing is None:
        return ""
    module = sys.modules.get(name)
    if near := _near(missing[1], dir(module)) if module else []:
        return _("`{module}` has no `{name}`; near it: {near}.", module=name, name=missing[1], near=", ".join(near))
    return _("`{module}` has no `{name}`.", module=name, name=missing[1])
