"""Short errors in a notebook, with one plain sentence below the common ones.

Done when `helpers` is imported inside IPython, so the set-up cell is enough and nobody can forget it. It uses
IPython alone, so it is the same in JupyterLab, Notebook, VS Code and nbclient. The error stays an error: "Run All"
stops there, a test fails, a saved notebook shows it. Outside IPython nothing happens.
"""

import builtins
import difflib
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

HELPERS = str(Path(__file__).resolve().parent)
CURLY = "“”„‘’«»"
FROM_THE_TOP = {"plt", "pd", "np", "sys", "Path"}  # what the set-up cell loads beside this collection's own names

# What Python says of a line that it cannot read (`message`) or what stands in the line, and how to say it.
SYNTAX = [
    ("line", r"\d\s*%\s*($|[,)\]=#])", "Write the number alone: a percent sign is no part of a number in Python."),
    ("line", r"[$€£]\s*\d", "Write the number alone, without the sign of the currency."),
    ("message", f"invalid character '[{CURLY}]'", 'These quotation marks are curly: type straight ones, as in "MEX".'),
    (
        "message",
        "non-printable character",
        "A space in this line is of an invisible other kind: delete it, type it anew.",
    ),
    (
        "message",
        r"invalid character",
        "Python does not know the sign that is marked: type one that is on every keyboard.",
    ),
    (
        "message",
        "unterminated (f-)?(string|triple)",
        "A quotation mark is missing: text has one at each end, of the same kind.",
    ),
    (
        "message",
        "was never closed|incomplete input",
        "Something was opened and never closed: look for a missing ), ], } or quotation mark.",
    ),
    ("message", "unmatched", "There is one closing bracket too many, or the opening one before it is missing."),
    (
        "message",
        "does not match",
        "A bracket is closed by another kind: ( belongs to ), [ belongs to ] and { belongs to }.",
    ),
    (
        "line",
        r"^\s*\w+\s*=\s*\(?\d[\d.,]*\s*[A-Za-z]\w*",
        "Write the number alone, without its unit or any word behind it.",
    ),
    ("line", r"^\s*[\d\"'][^=]*=[^=]", "The name stands on the left of =, and what it shall hold on the right."),
    (
        "message",
        r"cannot assign to .*(expression|operator).*here",
        "A name takes letters, digits and _ only, or you meant ==.",
    ),
    (
        "message",
        "Maybe you meant '=='|perhaps you meant \"==\"",
        "To compare, write two signs, ==: a single = gives a name.",
    ),
    (
        "message",
        "leading zeros",
        'A number begins with no zero: write 5, or the code as text, "05". It has no commas inside.',
    ),
    ("message", "Missing parentheses", "Round brackets are missing behind the name of the function, as in print(1)."),
    ("message", r"expected ':'", "A colon is missing at the end of this line."),
    ("message", "unexpected indent", "This line begins with spaces that do not belong there: delete them."),
    ("message", "expected an indented block", "The line below a colon begins with four spaces."),
    ("message", "unindent|inconsistent use of tabs", "The lines of one block begin with the same number of spaces."),
    ("message", "forgot a comma", "A comma is missing between two things, or a sign such as + or * ."),
    (
        "line",
        r"[=(,]\s*[A-Za-z]+( [A-Za-z]+)+\s*[,)]?\s*$",
        'If these words are text, put quotation marks around them: "El Paso".',
    ),
    ("line", r"=\s*$", "Nothing stands behind the = sign: write there what the name shall hold."),
    ("line", r"^\s*\w+ \w+\s*=", "A name has no spaces: write it with _, as in my_vote."),
    ("message", "invalid decimal literal", "Write the number alone, without its unit. A name begins with a letter."),
    (
        "message",
        "",
        "Python cannot read this line: look before the mark ^ for a missing quotation mark, bracket or comma.",
    ),
]

DOTS = "Dots `...` still stand where a value belongs: put one in their place."

# What the message of another error says, and how to say it. The first that fits is taken.
MESSAGES = [
    (TypeError, "llipsis", DOTS),
    (
        (TypeError, ValueError),
        r"rand_|ror_|bitwise|for [&|]:|truth value of a (Series|DataFrame|array)",
        "Put each condition in round brackets and join them with & or |, as in (a == 1) & (b == 2).",
    ),
    (
        TypeError,
        r"(between instances of|for .+:) '(str|int|float)' and '(str|int|float)'|concatenate str|"
        r"comparison between dtype=str|type str doesn't define|can't sum strings",
        "Text and a number do not go together: a number is written without quotation marks.",
    ),
    (TypeError, r"NoneType", "Something here is empty (None): the line that made it gave no value."),
    (
        TypeError,
        r"'(DataFrame|Series|Index)' object is not callable",
        'A table takes square brackets behind its name, as in table["column"].',
    ),
    (
        TypeError,
        r"object is not callable",
        "Round brackets stand behind something that is no function: is a sign missing, or was a name used twice?",
    ),
    (
        TypeError,
        r"'(method|function|builtin_function_or_method|type)' object is not subscriptable",
        "A function takes round brackets behind its name, as in `.sum()`.",
    ),
    (TypeError, r"not subscriptable", "Square brackets stand behind something that has no parts, such as a number."),
    (TypeError, r"has no len", "A single number has no length: `len` counts the parts of a table, a list or text."),
    (TypeError, r"missing \d+ required", "Something is missing between the round brackets: the line above names it."),
    (
        TypeError,
        r"unexpected keyword",
        "The function does not know the word that the line above names: check its letters.",
    ),
    (TypeError, r"positional argument", "There are too many things between the round brackets."),
    (
        TypeError,
        r"reduction|string dtype",
        "This cannot be calculated with a column of text: take a column of numbers.",
    ),
    (IndexError, "", "There is no such place: counting starts at 0, so the last of three has the number 2, or -1."),
    (ZeroDivisionError, "", "Something was divided by zero."),
    (
        ValueError,
        r"could not convert|invalid literal",
        "This text is no number: take away its signs, words and commas.",
    ),
    (ValueError, r"identically-labeled", "The two columns have different rows, so they cannot be compared row by row."),
    (ValueError, r"NaN", "There is a blank among these values: `.dropna()` leaves blanks out."),
    (FileNotFoundError, "", "There is no file of that name in that folder: check both, letter by letter."),
]


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
    return next((say for kind, said, say in MESSAGES if isinstance(error, kind) and re.search(said, message)), "")


def _is_ours(error: BaseException) -> bool:
    """Say whether a function of this collection raised the error itself."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and frames[-1].filename.startswith(HELPERS)


def _syntax(error: SyntaxError) -> str:
    found = {"message": error.msg or "", "line": (error.text or "").split("#")[0]}
    return next(say for place, said, say in SYNTAX if re.search(said, found[place]))


def _near(word: Any, words: Iterable[Any], most: int = 2) -> list[str]:
    """Return the words most like one, whatever their case, in backquotes."""
    known = {str(each).casefold(): str(each) for each in words}
    return [f"`{known[near]}`" for near in difflib.get_close_matches(str(word).casefold(), known, most, 0.7)]


def _name(error: NameError, names: dict[str, Any]) -> str:
    name = getattr(error, "name", None) or next(iter(re.findall(r"name '(.+?)'", str(error))), "")
    if type(error).__name__ == "UndefinedVariableError":
        return f"The table has no column `{name}`; inside `.query` text takes quotation marks of the other kind."
    if name in FROM_THE_TOP:
        return f"Nothing is called `{name}` yet: run the cells above first, from the top of the notebook."
    if name in sys.modules["helpers"].__all__:
        return f"`{name}` is not loaded yet: run the first cell, or write `from helpers import {name}` above."
    mine = [each for each in names if not each.startswith("_")]
    functions = [each for each in dir(builtins) if each.islower()] if f"{name}(" in _line(error) else []
    if near := _near(name, [*mine, *functions], 1):
        return f"Nothing is called `{name}`; the nearest name is {near[0]}. Text takes quotation marks."
    return (
        f"Nothing is called `{name}` yet: if it is text, write it in quotation marks; "
        "if a cell above makes it, run that cell first."
    )


def _key(error: KeyError, names: dict[str, Any]) -> str:
    key = error.args[0] if error.args else ""
    if listed := re.search(r"\['(.+?)'", str(key)):  # pandas puts several keys into a sentence
        key = listed[1]
    labels, word = _labels(error, key, names)
    if key is ...:
        return DOTS
    if isinstance(key, bool):
        return 'The comparison needs the column itself: table[table["iso3"] == "MEX"].'
    if labels is None or isinstance(labels, pd.MultiIndex):
        return f"There is no `{key}` among the labels: check its letters and its quotation marks."
    numbers = [label for label in labels if pd.api.types.is_number(label)]
    if isinstance(labels, pd.RangeIndex) and isinstance(key, str):
        return 'The rows have numbers, not names: filter by a column, as in table[table["iso3"] == "MEX"].'
    if isinstance(key, str) and key.strip().isdigit() and numbers:
        return f"The labels here are whole numbers, such as {numbers[0]:g}: write them without quotation marks."
    if isinstance(key, int | float) and not numbers and len(labels):
        return f'The labels here are text, such as "{labels[0]}": write them in quotation marks.'
    if isinstance(key, int | float) and numbers:
        return f"There is no {word} {key}: the labels run from {min(numbers):g} to {max(numbers):g}, perhaps with gaps."
    if near := _near(key, labels):
        return f"There is no {word} `{key}`; near it: {', '.join(near)}."
    if len(str(key)) > 3 and all(re.fullmatch("[A-Z]{3}", str(label)) for label in labels):
        return f"The labels here are codes of three letters, such as `{labels[0]}`."
    few = ", ".join(f"`{label}`" for label in list(labels)[:6])
    return f"There is no {word} `{key}`; there are {few}{' and more' if len(labels) > 6 else ''}."


def _labels(error: KeyError, key: Any, names: dict[str, Any]) -> tuple[Any, str]:
    """Return the labels among which a key was looked for, and whether they name rows or columns."""
    labels, tables = None, []
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "<module>":  # what the learner has named is not what pandas looks into
            continue
        tables += [value for value in frame.f_locals.values() if isinstance(value, pd.DataFrame)]
        if isinstance(frame.f_locals.get("self"), pd.Index):
            labels = frame.f_locals["self"]
    if labels is None and tables:
        labels = tables[-1].columns
    if labels is None:
        found = _dicts(error, names)
        return (list(found[0]), "entry") if found else (None, "")
    return labels, "column" if any(labels is table.columns for table in tables) else "row"


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
        return "What stands before the dot is empty (None): the line that made it gave no value."
    known = [each for each in dir(thing) if not each.startswith("_")]
    kind = type(thing).__name__
    if near := _near(name, known):
        return f"A thing of the kind {kind} has no `.{name}`; near it: {', '.join(near)}."
    return f"A thing of the kind {kind} has no `.{name}`: check what stands before the dot."


def _import(error: ImportError) -> str:
    name = error.name or ""
    if isinstance(error, ModuleNotFoundError) and name.split(".")[0] == "helpers":
        return "The folder `helpers` is not found: open this notebook inside the folder of the whole collection."
    if isinstance(error, ModuleNotFoundError):
        return f"`{name}` is not installed here: README.md says how to install what the notebooks need."
    missing = re.search(r"cannot import name '(.+?)'", str(error))
    module = sys.modules.get(name)
    near = _near(missing[1], dir(module)) if missing and module else []
    return f"`{name}` has no `{missing[1]}`" + (f"; near it: {', '.join(near)}." if near else ".") if missing else ""


# Inside IPython


def plain_errors() -> None:
    """Show errors short from now on, with a sentence below the common ones.

    Returns:
        Nothing. Outside IPython nothing happens either. `%xmode Context` goes back to IPython's own errors.
    """
    shell = _shell()
    if shell is None:
        return
    shell.InteractiveTB.set_mode("Minimal")
    shell.set_custom_exc((Exception,), _show)
    shell.user_ns.setdefault("full_error", full_error)  # without an import, where it is needed


def full_error() -> None:
    """Print the last error in full, from the cell down to the line that raised it.

    Returns:
        Nothing: the text is printed. In a notebook it needs no import.
    """
    error = getattr(sys, "last_value", None)
    if error is None:
        print("There has been no error yet.")
        return
    shown = error.__traceback__
    if shown is not None and shown.tb_next is not None:  # the first step is IPython's own
        shown = shown.tb_next
    print("".join(traceback.format_exception(type(error), error, shown)))


def _shell() -> Any:
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def _show(shell: Any, kind: type, error: BaseException, trace: Any, tb_offset: int | None = None) -> None:
    """Show an error as IPython does, then the sentence: the handler that IPython calls."""
    if issubclass(kind, SyntaxError):
        shell.showsyntaxerror()
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    try:
        sentence = explain(error, shell.user_ns)
    except Exception:  # an odd error, such as one whose text cannot be made: it has been shown
        sentence = ""
    if sentence:
        print(f"In plain words: {sentence}")
