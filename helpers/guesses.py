"""Guesses and votes: read what a learner writes, reply at once, keep it."""

import difflib
import math
import re
from typing import Any

from helpers import work_file
from helpers.countries import folded
from helpers.exercises import modules
from helpers.language import _, in_all_languages
from helpers.text import Text, short

ANOTHER_WORD = {
    "yes": "y|ye|yea|an ally|ally|es aliado|yeah|yep|sure|sí claro|claro|claro que sí|por supuesto|"
    "true|verdadero|cierto|ja|oui",
    "no": "n|nope|not|it is not|not really|no ally|not an ally|no es aliado|claro que no|no lo es|no es|"
    "false|falso|nein|non",
    "depends": "it depends|that depends|depende|it depends on the definition|maybe|both|yes and no|perhaps|"
    "depende de la definición|depende de qué|según|más o menos|tal vez|quizá|quizás|a veces|ambos|ambas|sí y no",
}
NUMBERS = dict.fromkeys("none zero nothing nobody never".split(), 0)
NUMBERS |= {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
NUMBERS |= {"dozen": 12, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
NUMBERS |= {"fifteen": 15, "eighty": 80, "ninety": 90}
NUMBERS |= dict.fromkeys("cero nada nadie ninguno ninguna nunca".split(), 0)
NUMBERS |= {
    word: number
    for number, word in enumerate("uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split(), 1)
}
NUMBERS |= {"docena": 12, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50}
NUMBERS |= {"sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "all": 1, "every": 1, "everybody": 1, "everyone": 1}
PARTS |= {"mitad": 1 / 2, "tercio": 1 / 3, "tercera": 1 / 3, "cuarto": 1 / 4, "cuarta": 1 / 4}
PARTS |= dict.fromkeys("todo toda todos todas".split(), 1)
FILLERS = set("a an about around roughly nearly almost maybe perhaps of the them percent per cent".split())
FILLERS |= set("un una unos unas casi cerca de del alrededor aproximadamente mas o menos tal vez quiza quizas".split())
FILLERS |= set("el la los las ellos ellas parte por ciento".split())
SIZES = {"hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
SIZES |= {"cien": 100, "mil": 1e3, "miles": 1e3, "millon": 1e6, "millones": 1e6, "billon": 1e12, "billones": 1e12}
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
            return Text(_("Write your answer in place of `...`, then run the cell again."))
    except Exception:  # a table cannot be compared with a text
        pass
    try:
        known = _guesses(notebook)
        if not known:
            return Text(_('There is no guess in that notebook. Write two digits, for example `guess("01", 10)`.'))
        readings = [(each, read_guess(each, value)) for each in known]
        readings = [(each, reading) for each, reading in readings if reading is not None]
        if isinstance(value, tuple) or not isinstance(country, str | None):
            return Text(_("A comma is no part of a number in Python: write 12.5, not 12,5, and 1000, not 1,000."))
        if not readings:
            forms = f" {_('or')} ".join(each.form for each in known)
            return Text(_("Your answer `{answer}` cannot be taken. Write {forms}.", answer=short(value), forms=forms))
        each, reading = readings[0]
        about = (reading,) if country is None else (reading, country)
        reply = each.reply(*about)  # before it is kept: it may name the vote before
        if country is None:
            work_file.change("guesses", f"{notebook} {each.part}".strip(), reading)
        else:
            work_file.change_country(country, "guess", reading)
        if each.unit == "percent" and 0 < reading < 1:
            reply += " " + _("Or did you mean {number:g} percent? Then write {number:g}.", number=reading * 100)
        return Text(reply + work_file.notes())
    except ValueError as problem:  # there is no such country: the sentence is our own
        return Text(_("This guess cannot be answered. {problem}", problem=problem))
    except Exception as problem:
        return Text(
            _("This guess cannot be answered ({error}): {problem}", error=type(problem).__name__, problem=problem)
        )


def read_guess(asked, value: Any) -> Any:
    """Return a guess as one of its options or as a number; None if it is neither."""
    value = value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value
    if asked.options:
        return read_word(value, asked.options)
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        whole = asked.high if asked.unit == "percent" else None
        value = None if "%" in value and "percent" not in asked.unit else _number_in(value, whole)
    if not isinstance(value, int | float) or value != value or abs(value) > 1e15:
        return None
    if asked.low is not None and value < asked.low or asked.high is not None and value > asked.high:
        return None
    return int(value) if value == int(value) else value


def read_word(value: Any, options: tuple[str, ...], others: dict[str, str] | None = None) -> str | None:
    """Return which of the options a learner means; None if it is none.

    Case, accents and a wrong letter do not matter, nor the language: what is returned is the option in English.
    """
    others = ANOTHER_WORD if others is None else others
    if isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    word = _plain(value)
    forms = {_plain(said): option for option in options for said in in_all_languages(option)}
    lists = {option: others.get(option, "") for option in options}
    known = {
        _plain(other): option for option, said in lists.items() for other in said.split("|" if "|" in said else None)
    }
    known |= forms
    if word in known:
        return known[word]
    near = difflib.get_close_matches(
        word, [form for form in forms if form in options or len(form) > 2], n=1, cutoff=0.8
    )
    # A letter may be wrong, but not one that turns the sense round, as in "unsupported" or "not contested".
    same = near and near[0][0] == word[0] and ("not" in near[0]) == ("not" in word)
    return forms[near[0]] if same and len(word) > 2 else None


def in_quotes(options: tuple[str, ...]) -> str:
    """Return options as a learner would write them: "yes", "no", "depends"."""
    return ", ".join(f'`"{_(option)}"`' for option in options)


def _plain(text: str) -> str:
    return folded(text).replace("'", " ")


def _guesses(notebook: Any) -> tuple:
    found = getattr(modules().get(notebook), "GUESS", ()) if isinstance(notebook, str) else ()
    return found if isinstance(found, tuple) else (found,)


def _number_in(text: str, whole: float | None) -> float | None:
    """Return the one number in a text such as "about 1,000", "12,5 %", "dos mil", "none" or, of a whole, "half"."""
    words = re.findall(r"[a-z']+", folded(text))
    found = NUMBER.findall(text)
    if not found:
        rest = [word for word in words if word not in FILLERS]
        named = [word for word in rest if word not in SIZES] or ["one"] * len(rest)
        part = PARTS.get(named[0]) if len(named) == 1 and len(rest) == 1 and whole is not None else None
        if part is not None:
            return round(whole * part, 1)
        size = math.prod(SIZES[word] for word in rest if word in SIZES)
        tens = [NUMBERS.get(word, -1) for word in named if word != "y"]  # cuarenta y siete, forty seven
        if len(tens) == 2 and tens[0] in range(20, 100, 10) and tens[1] in range(1, 10):
            return sum(tens) * size
        return NUMBERS[named[0]] * size if len(named) == 1 and named[0] in NUMBERS else None
    if len(found) != 1:
        return None
    digits = found[0].replace("−", "-").replace(" ", "").rstrip(",.")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"-?\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    size = math.prod(SIZES[word] for word in words if word in SIZES)
    try:
        return float(digits) * size
    except ValueError:
        return None
