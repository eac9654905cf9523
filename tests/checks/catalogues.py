"""The Spanish catalogues: PO files, one a place, and what must agree between a message and its translation."""

import csv
import functools
import re
from collections import Counter

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po
from messages import ROOT, Message

LOCALE = ROOT / "helpers" / "locale" / "es"
AT_RUN_TIME = ("helpers", "exercises", "class", "records", "tables")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)*(?<!,)")
SAME = {
    "numbers": lambda text: NUMBER.findall(re.sub(r"\{[^}]*\}|\]\([^)]*\)|`[^`]*`", "", text)),
    "placeholders": lambda text: re.findall(r"\{[^}]*\}", text),
    "code": lambda text: re.findall(r"`[^`]*`", text),
    "links": lambda text: re.findall(r"\]\(([^)]*)\)|(https?://[^\s)>,]+)", text),
    "marks": lambda text: re.findall(r"^#+ |^- |^\|[-|: ]+\|$|\*\*|\\n|\\\"|<[^>]*>", text, flags=re.MULTILINE),
    "blanks at the ends": lambda text: [text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]],
}
ENGLISH = re.compile(r"\b(?:the|of|and|with|which|from|than|are|was|were|this|that|is|not|by|for|you|your)\b", re.I)
LOWER = re.compile(r"\b[a-z]{2,}\b")
NEVER = {
    r"\btrillón|\btrillones": "a trillion is a billón",
    r"\b[Nn]orteamerican[oa]s?\b|(?<!Estados )(?<!Samoa )\b[Aa]merican[oa]s?\b": "say estadounidense",
    r"\busted(es)?\b": "a learner is tú",
    r"\ben base a\b|\ba nivel de\b": "say it plainly",
    r"\bEEUU\b|\bEE\.UU\.": "write Estados Unidos, or EE. UU. where there is no room",
    r"\d %": "a percent sign follows its number at once",
}


def catalogue(name: str) -> Catalog:
    path = LOCALE / f"{name}.po"
    if not path.exists():
        return Catalog(locale="es_MX", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="es_MX", abort_invalid=True)


def entries(name: str) -> list[Entry]:
    return [entry for entry in catalogue(name) if entry.id]


def key(entry: Entry | Message) -> tuple[str, str | None]:
    return (entry.text if isinstance(entry, Message) else entry.id, entry.context)


def says(*names: str) -> dict[str, str]:
    """Return message and translation of some catalogues, without what is stale."""
    found = [entry for name in names for entry in entries(name)]
    return {entry.id: entry.string for entry in found if entry.string and not entry.fuzzy}


def save(name: str, book: Catalog) -> None:
    LOCALE.mkdir(parents=True, exist_ok=True)
    with (LOCALE / f"{name}.po").open("wb") as file:
        write_po(file, book, width=120, omit_header=True, include_previous=True)


@functools.cache
def glossary() -> list[tuple[re.Pattern, str]]:
    """Return, for each English term, how it may be said in Spanish."""
    with (LOCALE / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return [(re.compile(rf"\b(?:{row['english']})\b"), row["spanish"]) for row in csv.DictReader(file)]


def wrong(entry: Entry) -> list[str]:
    """Return what is wrong with a translation. A translator's comment "differs: numbers" allows one kind."""
    english, spanish = entry.id, entry.string
    if not spanish:
        return ["is not translated"]
    if entry.fuzzy:
        return ["is stale: the English changed"]
    allowed = " ".join(entry.user_comments)
    found = []
    for name, of in SAME.items():
        a, b = Counter(of(english)), Counter(of(spanish))
        if a != b and f"differs: {name}" not in allowed:
            found.append(f"differs in {name}: {list((a - b).elements())} became {list((b - a).elements())}")
    if "differs: words" not in allowed:
        found += [f"has {m[0]!r}: {why}" for form, why in NEVER.items() if (m := re.search(form, spanish))]
    if re.search(r"\bbill(?:ón|ones)\b", spanish) and not re.search(r"\btrillions?\b", english):
        found.append("has billones: a billion is mil millones")
    words = re.sub(r"\{[^}]*\}|`[^`]*`|https?://\S+", "", english)
    if spanish != english and "differs: terms" not in allowed:
        found += [
            f"needs {said!r}" for term, said in glossary() if term.search(words) and not re.search(said, spanish, re.I)
        ]
    if entry.context is None and spanish == english and len(LOWER.findall(words)) > 2 and "same" not in allowed:
        found.append("is left in English")
    return found
