"""Guesses and votes: read what a learner writes, reply at once, keep it."""

import difflib
import math
import re
from typing import Any

from helpers import work_file
from helpers.exercises import modules
from helpers.text import Text, short

ANOTHER_WORD = {
    "yes": "y ye yea yeah yep si sí claro true ja oui",
    "no": "n nope not false nein non",
    "depends": "it depends|that depends|depende|it depends on the definition|maybe|both|yes and no|perhaps|"
    "tal vez|quizá|quizás|a veces",
}
NUMBERS = dict.fromkeys("none zero nothing nobody never".split(), 0)
NUMBERS |= {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
NUMBERS |= {"dozen": 12, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "all": 1, "every": 1, "everybody": 1, "everyone": 1}
FILLERS = set("a an about around roughly nearly almost maybe perhaps of the them percent per cent".split())
SIZES = {"hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
NUMBER = re.compile(r"[-−]?\d[\d,.]*(?: \d{3})*")


def guess(notebook: str, value: Any = ..., country: str | None = None) -> Text:
    """Return a reply to the guess or vote at the opening of a notebook, and keep it. It never raises.

    Arguments:
        notebook: two digits, for example "02".
        value: the learner's guess; `...` means none yet.
        country: in notebook 07, the code of the country that it is about.
    Returns:
        Markdown text with one sentence computed from the data.
    Source: the file of the notebook in helpers/exercises/.
    """
    try:
        if value is ... or value is None or value in ("", "..."):
            return Text("Write your guess in place of `...`, then run the cell again.")
    except Exception:  # a table cannot be compared with a text
        pass
    try:
        known = _guesses(notebook)
        if not known:
            return Text('There is no guess in that notebook. Write two digits, for example `guess("01", 10)`.')
        readings = [(each, read_guess(each, value)) for each in known]
        readings = [(each, reading) for each, reading in readings if reading is not None]
        if not readings:
            if isinstance(value, tuple):
                return Text("A comma is no part of a number in Python: write 1000, not 1,000.")
            what = "vote" if known[0].options else "guess"
            forms = " or ".join(each.form for each in known)
            return Text(f"Your {what} `{short(value)}` cannot be taken. Write {forms}.")
        each, reading = readings[0]
        about = (reading,) if country is None else (reading, country)
        reply = each.reply(*about)  # before it is kept: it may name the vote before
        if country is None:
            work_file.change("guesses", f"{notebook} {each.part}".strip(), reading)
        else:
            work_file.change_country(country, "guess", reading)
        if each.unit == "percent" and 0 < reading < 1:
            reply += f" Or did you mean {reading * 100:g} percent? Then write {reading * 100:g}."
        return Text(reply + work_file.notes())
    except ValueError as problem:  # there is no such country: the sentence is our own
        return Text(f"This guess cannot be answered. {problem}")
    except Exception as problem:
        return Text(f"This guess cannot be answered ({type(problem).__name__}): {problem}")


def read_guess(asked, value: Any) -> Any:
    """Return a guess as one of its options or as a number; None if it is neither."""
    value = value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value
    if asked.options:
        return read_word(value, asked.options)
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = None if "%" in value and "percent" not in asked.unit else _number_in(value, asked.high)
    if not isinstance(value, int | float) or value != value or abs(value) > 1e15:
        return None
    if asked.low is not None and value < asked.low or asked.high is not None and value > asked.high:
        return None
    return int(value) if value == int(value) else value


def read_word(value: Any, options: tuple[str, ...], others: dict[str, str] | None = None) -> str | None:
    """Return which of the options a learner means, in whatever case and with a letter wrong; None if it is none."""
    others = ANOTHER_WORD if others is None else others
    if isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    word = " ".join(re.sub(r"[^\w ]", " ", value.casefold()).split())
    for option in options:
        said = others.get(option, "")
        if word == option or word in (said.split("|") if "|" in said else said.split()):
            return option
    near = difflib.get_close_matches(word, options, n=1, cutoff=0.75)
    return near[0] if near and len(word) > 2 else None


def in_quotes(options: tuple[str, ...]) -> str:
    """Return options as a learner would write them: "yes", "no", "depends"."""
    return ", ".join(f'`"{option}"`' for option in options)


def _guesses(notebook: Any) -> tuple:
    found = getattr(modules().get(notebook), "GUESS", ()) if isinstance(notebook, str) else ()
    return found if isinstance(found, tuple) else (found,)


def _number_in(text: str, whole: float | None) -> float | None:
    """Return the one number in a text such as "about 1,000", "12,5 %", "2 million", "none" or, of a whole, "half"."""
    words = re.findall(r"[a-z]+", text.lower())
    found = NUMBER.findall(text)
    if not found:
        rest = [word for word in words if word not in FILLERS]
        named = [word for word in rest if word not in SIZES] or ["one"] * len(rest)
        part = PARTS.get(named[0]) if len(named) == 1 and len(rest) == 1 and whole is not None else None
        if part is not None:
            return round(whole * part, 1)
        size = math.prod(SIZES[word] for word in rest if word in SIZES)
        return NUMBERS[named[0]] * size if len(named) == 1 and named[0] in NUMBERS else None
    if len(found) != 1:
        return None
    digits = found[0].replace("−", "-").replace(" ", "").rstrip(",.")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"-?\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    size = next((SIZES[word] for word in words if word in SIZES), 1)
    try:
        return float(digits) * size
    except ValueError:
        return None
