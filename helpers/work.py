"""What a learner keeps: a definition, a verdict, a page, and one file to hand in. See helpers/work_file.py."""

import datetime
import json
import os
import re
import unicodedata
from typing import Any

from helpers import work_file
from helpers.guesses import in_quotes, read_word
from helpers.language import N_, _
from helpers.text import Text, short

# What is kept as such English words, and said on the page that is handed in.
VOTES = (N_("yes"), N_("no"), N_("depends"))
KEYS = (N_("guess"), N_("verdict"), N_("share"), N_("bars"), N_("at_least"))


def keep(*, definition: Any = ..., page: Any = ..., country: Any = ..., verdict: Any = ...) -> Text:
    """Keep a definition, a verdict or a page of writing. It never raises.

    Arguments:
        definition: a pair of bars and quota, as `judge` takes them: `({"treaty": True, "visits": 5}, 1)`.
        page: the text that you wrote.
        country: the code of a country, if page or verdict are about another than Mexico.
        verdict: "yes", "no" or "depends", with a country. `...` keeps nothing.
    Returns:
        Markdown text: what is kept now, or what is missing.
    """
    try:
        said = []
        if definition is not ...:
            said.append(_keep_definition(definition))
        if page is not ...:
            said.append(_keep_page(page, country))
        if verdict is not ...:
            said.append(_keep_verdict(verdict, country))
        text = " ".join(said) or _("Nothing is kept yet: put your own in place of `...`, then run the cell again.")
        return Text(text + work_file.notes())
    except Exception as problem:
        return Text(_("This cannot be kept ({kind}): {problem}", kind=type(problem).__name__, problem=problem))


def my_definition() -> tuple[dict, int] | None:
    """Return the definition of an ally that you kept in notebook 06.

    Returns:
        A pair of bars and quota, as `judge` takes them; None if there is none, or if it was changed by hand.
    """
    kept = work_file.read()["definition"]
    try:
        return _definition((kept["bars"], kept["at_least"]))
    except Exception:  # none yet, or changed by hand in the file
        return None


def hand_in(name: Any = ...) -> Text:
    """Write one file to hand in: a page to read, and below it the same for a program. It never raises.

    Arguments:
        name: your name, in quotation marks.
    Returns:
        Markdown text that names the file, or says why there is none.
    """
    try:
        if name is ... or isinstance(name, str) and not name.strip(" .…"):
            return Text(_("To hand in, write your name in quotation marks in place of `...`, then run the cell again."))
        if not isinstance(name, str | int):
            return Text(_('Write your name in quotation marks, for example `hand_in("Ana Ruiz")`.'))
        kept = work_file.read()
        if not any(kept.values()):
            return Text(_("There is nothing to hand in yet: answer an exercise or write a guess first."))
        path = work_file.where()
        if path is None:
            return Text(_("Solutions and tests hand nothing in."))
        date = datetime.date.today().isoformat()
        text = hand_in_page(str(name), date, kept).encode()  # what cannot be written leaves no empty file
        stem = f"hand_in_{file_name(str(name))}"
        for number in range(1, 10_000):
            place = path.with_name(f"{stem}.md" if number == 1 else f"{stem}_{number}.md")
            try:
                with place.open("xb") as file:  # never over another's file
                    file.write(text)
                if os.environ.get("COLLECTION_WORK"):
                    where = _("Written: `{file}`, `{folder}`. Hand in that file.", file=place.name, folder=place.parent)
                else:
                    where = _("Written: `{file}`, beside this notebook. Hand in that file.", file=place.name)
                return Text(where + work_file.notes())
            except FileExistsError:
                continue
        return Text(_("There are too many files of that name. Move some of them away."))
    except OSError as problem:
        return Text(
            _("The file cannot be written here ({problem}).", problem=problem.strerror or type(problem).__name__)
        )
    except Exception as problem:
        return Text(_("Nothing could be handed in ({kind}): {problem}", kind=type(problem).__name__, problem=problem))


def start_afresh(word: Any = ...) -> Text:
    """Set the learner's file aside and begin a new one, for the next person at this computer. It never raises.

    Arguments:
        word: "yes" to do it; without it nothing happens.
    Returns:
        Markdown text: what was done.
    """
    if not isinstance(word, str) or read_word(word, ("yes", "no")) != "yes":
        return Text(_('This sets aside all that is kept of your work. If you want that, write `start_afresh("yes")`.'))
    try:
        work_file.forget()
        path = work_file.where()
        if path is None or not path.exists():
            return Text(_("You start afresh: nothing is kept."))
        other = work_file.set_aside(path, "before")
        return Text(_("You start afresh. The work before is in `{file}`.", file=other.name))
    except OSError as problem:
        return Text(_("The file cannot be moved here ({problem}).", problem=problem.strerror or type(problem).__name__))


def file_name(name: str) -> str:
    """Return a name as letters and digits, of whatever script, that every system takes in the name of a file."""
    letters = "".join(map(_letter, unicodedata.normalize("NFC", name))).lower()
    return re.sub("_+", "_", letters).strip("_")[:60].strip("_") or "learner"


def _letter(sign: str) -> str:
    """Return a letter without its accent where it is a Latin one, as it stands where it is another, else a _."""
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    if plain.isalnum():
        return plain
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else "_"  # M: a vowel above a letter


def hand_in_page(name: str, date: str, kept: dict) -> str:
    """Return the page that is handed in: Markdown for a reader, then one block of JSON for a program."""
    one_line = " ".join(name.split())[:200]
    everything = {"name": name, "date": date, "version": work_file.version()} | kept
    if one_line:
        title = _("Is Mexico a US ally? The work of {name}", name=one_line)
    else:
        title = _("Is Mexico a US ally? The work of a learner")
    version = _(everything["version"])
    lines = [f"# {title}", "", _("Handed in on {date}, version {number} of the collection.", date=date, number=version)]
    lines += ["", f"## {_('Guesses and votes')}", "", _("| notebook | guess |"), "|---|---|"]
    lines += [f"| {_said(*key.split())} | {_said(value)} |" for key, value in sorted(kept["guesses"].items())]
    lines += ["", f"## {_('Exercises')}", "", _("| exercise | result | different answers |"), "|---|---|---|"]
    for number, answer in sorted(kept["answers"].items()):
        answer = answer if isinstance(answer, dict) else {}
        result = _("right") if answer.get("right") is True else _("not yet")
        lines.append(f"| {_cell(number)} | {result} | {_cell(answer.get('tries', ''))} |")
    lines += ["", f"## {_('Verdicts on the claims')}", "", _("| claim | verdict |"), "|---|---|"]
    lines += [f"| {_cell(key)} | {_said(value)} |" for key, value in kept["verdicts"].items()]
    if kept["definition"]:
        lines += ["", f"## {_('Definition of an ally')}", ""]
        lines += [f"- {_said(key)}: {_cell(value)}" for key, value in kept["definition"].items()]
    for code, country in kept["countries"].items():
        lines += ["", f"## {_('Country {code}', code=_cell(code))}", ""]
        lines += [f"- {_said(key)}: {_said(value)}" for key, value in dict(country).items()]
    for title, page in kept["pages"].items():
        lines += ["", f"## {_('Page of writing, {notebook}', notebook=_cell(title))}", ""]
        lines += [f"> {line}" for line in str(page).splitlines()]
    lines += ["", f"## {_('The same for a program: please leave it as it is')}", ""]
    block = json.dumps(everything, ensure_ascii=False, indent=1)
    return "\n".join([*lines, "```json", block, "```", ""])


def _cell(value: Any) -> str:
    return " ".join(str(value).replace("|", "/").split())


def _said(*parts: Any) -> str:
    """Return what is kept, such as yes or a number, as a cell in the language spoken."""
    return _cell(" ".join(_(str(part)) for part in parts))


def _keep_definition(definition: Any) -> str:
    parts = definition if isinstance(definition, tuple | list) else ()
    if any(part is ... for part in parts) or parts and isinstance(parts[0], dict) and ... in parts[0].values():
        return _("No definition is kept yet: put your own in place of `...`, then run the cell again.")
    try:
        bars, at_least = _definition(definition)
    except (KeyError, TypeError, ValueError) as problem:
        return _("This definition cannot be kept. {reason}", reason=problem.args[0])
    work_file.change("definition", "bars", bars)
    work_file.change("definition", "at_least", at_least)
    if len(bars) == 1:
        return _("Kept: your definition, one criterion, which must hold. Notebook 07 applies it.")
    if at_least == 1:
        return _(
            "Kept: your definition, {number} criteria of which one must hold. Notebook 07 applies it.", number=len(bars)
        )
    return _(
        "Kept: your definition, {number} criteria of which {at_least} must hold. Notebook 07 applies it.",
        number=len(bars),
        at_least=at_least,
    )


def _definition(definition: Any) -> tuple[dict, int]:
    """Return bars and quota as plain values, or raise what `judge` raises."""
    from helpers.definitions import evidence, judge

    if not isinstance(definition, tuple | list) or len(definition) != 2:
        raise TypeError(
            _('Write a pair: the bars in curly brackets and the quota, for example `({"treaty": True}, 1)`.')
        )
    bars, at_least = definition
    judge(evidence(), bars, at_least)
    return {str(name): bar.item() if hasattr(bar, "item") else bar for name, bar in bars.items()}, int(at_least)


def _keep_page(page: Any, country: Any) -> str:
    if not isinstance(page, str) or not page.strip(" .…\n\t"):
        return _("Nothing is kept yet: write between the quotation marks, then run the cell again.")
    title = "06" if country is ... else f"07 {country}"
    work_file.change("pages", title, page.strip())
    words = len(page.split())
    return _("Kept: your page, {number} words.", number=words) if words > 1 else _("Kept: your page, one word.")


def _keep_verdict(verdict: Any, country: Any) -> str:
    if not isinstance(country, str) or not re.fullmatch("[A-Z]{3}", country):
        return _('Name the country of your verdict by its code, for example `keep(country="TUR", verdict="no")`.')
    if (word := read_word(verdict, VOTES)) is None:
        return _(
            "Your verdict `{given}` cannot be read. Write one of {words}.", given=short(verdict), words=in_quotes(VOTES)
        )
    work_file.change_country(country, "verdict", word)
    return _("Kept: your verdict on {country}, {verdict}.", country=country, verdict=_(word))
