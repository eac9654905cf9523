"""What may be behind a wrong name or code, alone, in a list or as the first part of a pair."""

import difflib
import functools
from typing import Any

from helpers.countries import OTHER_NAMES, UNITED_STATES, folded
from helpers.exercises.compare import key, known_label, plain, value
from helpers.exercises.model import Exercise, table
from helpers.language import N_, _, label

# What else learners call a country, in small letters; the names of the tables are known.
ALIASES = {key(name): code for code, names in OTHER_NAMES.items() for name in names.split("; ")}
ALIASES |= {folded(name): code for code, names in OTHER_NAMES.items() for name in names.split("; ")}
ALIASES |= {key(name): "USA" for name in UNITED_STATES.split("; ")} | {"korea": "KOR"}
ORDINALS = {
    1: N_("Its figure is the {number}st largest. Look for the largest of all."),
    2: N_("Its figure is the {number}nd largest. Look for the largest of all."),
    3: N_("Its figure is the {number}rd largest. Look for the largest of all."),
    4: N_("Its figure is the {number}th largest. Look for the largest of all."),  # and from there on
}


@functools.cache
def country_names() -> dict[str, str]:
    """Return the name of each country by its iso3 code."""
    partners = table("us_goods_trade_by_partner").query("iso3 != 'WLD'").set_index("iso3")["partner"].to_dict()
    return partners | table("ally_status").set_index("iso3")["country"].to_dict() | {"USA": "United States"}


@functools.cache
def _codes() -> dict[str, str]:
    """Return the iso3 code of each country by its name in small letters."""
    return ALIASES | {name.casefold(): code for code, name in country_names().items()}


def codes(exercise: Exercise) -> dict[Any, Any]:
    """Return each label by the longer names that a learner may call it, in English and in the language spoken."""
    called = {} if exercise.names is None else value(exercise.names)
    said = {name: code for code, name in country_names().items()} | called
    said = {words: code for name, code in said.items() if (words := label(name)) != name}
    said = {form(words): code for words, code in said.items() for form in (key, folded)}
    return said | _codes() | {key(name): code for name, code in called.items()}


def code_of(exercise: Exercise, text: Any) -> Any:
    """Return the label that a learner calls by a longer name; None if there is none."""
    return codes(exercise).get(key(text))


def in_place_of_a_number(exercise: Exercise, text: str) -> str:
    """Say of text without digits what it is, where a number is wanted."""
    if text.strip().upper() in country_names() or code_of(exercise, text) is not None:
        return _("This names which one. The question asks for its figure.")
    return _(
        "This is text. Wanted is {wanted}, written in digits and without quotation marks.", wanted=_(exercise.wants)
    )


def not_a_choice(exercise: Exercise, name: Any) -> str:
    """Say why the first part of a pair is no label to choose."""
    known = known_label(exercise, name)
    if known is not None and known == exercise.but:
        return _("Choose a country other than {country}.", country=label(country_names()[known]))
    if known is not None:
        return ""
    reduced = plain(name)
    if isinstance(reduced, float):
        if known_label(exercise, f"{int(reduced):02d}") is not None:
            return _("Write the code as text, in quotation marks.")
        return _("The first part is a number. Wanted there is a code, as text in quotation marks.")
    if not isinstance(reduced, str):
        return _("The first part is no code. Write one code as text in quotation marks.")
    if (code := code_of(exercise, reduced)) is not None:
        if known_label(exercise, code) is not None:
            return _("The first part is a name. Write the code that stands for it in the table.")
        return _("The table has no figure for that one. Choose another.")
    if reduced.upper() in country_names():
        return _("The table has no figure for that country. Choose another.")
    if reduced.isdigit() and known_label(exercise, reduced.zfill(2)) is not None:
        return _("A code has two digits: write a zero in front.")
    near = difflib.get_close_matches(reduced, [key(known) for known in value(exercise.figures).index], n=1)
    return _("There is no such code in the table.") + (" " + _("Check its letters.") if near else "")


def wrong(exercise: Exercise, answer: Any) -> str:
    """Say what may be behind a wrong label of a row, a name or a year."""
    given, right = plain(answer), value(exercise.answer)
    figures = None if exercise.beside is None else value(exercise.beside).dropna()
    if figures is not None:
        places = {key(name): place for place, name in enumerate(figures.sort_values(ascending=False).index, start=1)}
        if given in places:
            number = places[given]
            last = 4 if 10 <= number % 100 <= 20 else number % 10
            return _(ORDINALS.get(last, ORDINALS[4]), number=number)
        if isinstance(given, float) and given in set(figures.astype(float)):
            return _("That is a figure of the table. The question asks for the label of the row in which it stands.")
    if isinstance(given, float):
        if isinstance(right, str):
            return _("This is a number. The question asks for a name, as text in quotation marks.")
        return _wrong_year(given, [] if figures is None else list(figures.index), exercise)
    return _wrong_name(exercise, given, [] if figures is None else [key(name) for name in figures.index])


def _wrong_year(given: float, years: list, exercise: Exercise) -> str:
    if given != round(given):
        return _("A year is a whole number.")
    if years and 1776 <= given <= 2100:
        return _("That year is not among those that the question asks about. Read it once more.")
    if 1776 <= given <= 2100:
        return _("The table has no such year.")
    if 0 <= given < 100:
        return _("This is the number of a row, or a year with two digits. Give the year, with four digits.")
    return _("This is no year. Wanted is {wanted}.", wanted=_(exercise.wants))


def _wrong_name(exercise: Exercise, given: str, names: list[str]) -> str:
    if code_of(exercise, given) is not None:
        return _("That says it in other words. Write the short name or code that the table uses.")
    for source in exercise.tables:
        frame = table(source)
        if given in [key(column) for column in frame.columns]:
            return _("That is the name of a column. The question asks for what stands in a row.")
        for column in frame.select_dtypes("str"):
            values = frame[column].dropna()
            said = (folded(words) for each in values.unique() if (words := label(each)) != each)
            if given in set(values.str.casefold()) or folded(given) in said:
                wanted = _(exercise.wants)
                return _("That stands in the column `{column}`. Wanted is {wanted}.", column=column, wanted=wanted)
    inside = [name for name in names if name in given or (len(given) > 2 and given in name)]
    if inside or difflib.get_close_matches(given, names, n=1, cutoff=0.75):
        return _("That is nearly a name of the table. Copy it as it stands there, letter by letter.")
    return _("The table has no row of that name. Copy it from there, in quotation marks.")


def wrong_list(exercise: Exercise, answer: Any) -> str:
    """Say what may be behind a wrong list: other kinds of things, some twice, some missing, some too many."""
    items = plain(list(answer.values) if hasattr(answer, "values") and not callable(answer.values) else answer)
    if any(isinstance(plain(item), list | dict) for item in items):
        return _("There is a list inside the list. One pair of square brackets is enough.")
    if not items:
        return _("The list is empty.")
    given = [key(item) for item in items]
    others = [item for item in given if not isinstance(item, str)]
    if others:
        return _(
            "Not text, in your list: {number}. Write codes in quotation marks, not the numbers of rows.",
            number=len(others),
        )
    names = codes(exercise)
    named = [item for item in given if item in names and item.upper() not in country_names()]
    if named:
        return _("Names, in your list: {number}. Write for each the code that the table has.", number=len(named))
    twice = len(given) - len(set(given))
    if twice:
        return _("Written twice, in your list: {number}. Name each once.", number=twice)
    if exercise.accepts is not None:
        return ""
    right = {key(item) for item in value(exercise.answer)}
    missing, extra = len(right - set(given)), len(set(given) - right)
    if extra and all(item.upper() not in country_names() for item in set(given) - right):
        return _("No code of the table, in your list: {extra}. Missing: {missing}.", extra=extra, missing=missing)
    return _("Missing: {missing}. Too many: {extra}.", missing=missing, extra=extra)
