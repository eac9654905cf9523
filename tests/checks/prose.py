"""Every number of the prose stands somewhere else too, so that a wrong digit shows.

A number is told by its form: a figure, a year, an exercise and so on (`KINDS`). Each kind has one place where it
must stand as well: a figure in what the nearest code cells print, a year in a cell of the section, an exercise
among the exercises. Figures and years may instead stand in a sentence with the link of their source.
"""

import functools
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import lesson
import nbformat
import phrases
import rules
from nbformat import NotebookNode
from rules import ours, output_text, teaching

from helpers import load
from helpers.exercises import all_exercises

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
# Sections that look back on the whole notebook, and the opening, which looks ahead.
WHOLE = ["", *rules.LAST_SECTIONS]

MORE = r"(?:(?:,| and| or| to|–) ?{0})*"  # sections 1, 2 and 8
MONTHS = "January February March April May June July August September October November December".split()
KINDS = {
    # Blocks of commands, addresses and HTML are no prose; (Author 1984, *Journal* 36) is a source itself.
    "apart": r"^```.*?^```|\]\([^)]*\)|^\[\w+\]: .*$|<[^>]*>"
    rf"|\((?!(?:In|Since|From|Until|{'|'.join(MONTHS)})\b)(?=[A-Z])(?:[^\W\d_][\w.’-]+,? )+"
    r"(?:1[5-9]|20)\d\d[,;)](?:[^()]*\))?",
    "code": r"`[^`\n]*`",
    "heading": r"^## \d+\. ",
    "item": r"^ *\d+\. |^\| [1-9]\d* (?=\|)",
    "exercise": r"(?:\b[Ee]xercises?|Your turn|^##) \d\.\d" + MORE.format(r"\d\.\d"),
    "section": r"\b[Ss]ections? \d\b" + MORE.format(r"\d\b"),
    "notebook": r"\b0\d\b(?!\.\d)",
    "claim": r"\bC\d+[ab]?\b",
    "rounding": r"\b\d decimals?\b",
    "minutes": r"\b\d+(?: to \d+)? minutes\b",
    "stand": rf"(?<=\bas of )(?:{'|'.join(MONTHS)}) \d{{4}}\b",
    "date": rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b",
    "year": r"(?<![\d,.])(?:1[5-9]|20)\d\d(?:[–-]\d{2,4}\b|s\b)?(?![\d%]|[,.]\d| %)",
    "figure": r"(?<![\d.,])\d[\d,]*(?:\.\d+)*(?<!,)",
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in KINDS.items()), re.MULTILINE | re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[.?!])[\"”)*_]* +(?=[A-Z\"“*\[(])|\n(?=\n|[-*|] ?)")
LINK = re.compile(r"\]\(https?://")
FIGURE = re.compile(KINDS["figure"])
LINKED = re.compile(r"\[(\d\d) [^\]]*\]\([\w./]*?(\d\d)_")  # [02 Economic ties](02_economic_ties.ipynb)
PART = {
    "stand": ".+",
    "date": ".+",
    "year": r"(?:1[5-9]|20)\d\ds?|\d+",
    "figure": FIGURE,
    "sourced": FIGURE,
    "exercise": r"\d\.\d",
    "claim": r"\d+[ab]?",
}


@dataclass(frozen=True)
class Number:
    """A number in a Markdown text: its kind, how it is written, and where it begins."""

    kind: str
    text: str
    start: int


def numbers(markdown: str) -> Iterator[Number]:
    """Yield the numbers of a Markdown text; a figure or year in a sentence with a source has the kind "sourced"."""
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(markdown)), len(markdown)]
    links = [match.start() for match in LINK.finditer(markdown)]
    for token in TOKEN.finditer(markdown):
        kind = token.lastgroup
        if kind in ("figure", "year", "date"):
            begin = max(end for end in ends if end <= token.start())
            stop = min(end for end in ends if end > token.start())
            kind = "sourced" if any(begin <= link < stop for link in links) else kind
        if kind != "apart":
            for found in re.finditer(PART.get(kind, r"\d+"), token[0]):
                yield Number(kind, found[0], token.start() + found.start())


@functools.cache
def figures_in(text: str) -> set[str]:
    """Return the figures of a text as written: 14.4 is not 14. 1,954 is 1954, 37.0 is also 37, and day 06 also 6."""
    found = {figure.replace(",", "") for figure in FIGURE.findall(text)}
    return found | {re.sub(r"^0+(?=\d)|\.0$", "", figure) for figure in found}


@functools.cache
def years_in(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)\d{4}(?!\d)", text))


@functools.cache
def digits_in(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@functools.cache
def dates_in(text: str) -> set[str]:
    """Return the dates of a text in words, whether they are written 2019-06-07 or 7 June 2019."""
    iso = re.findall(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d\d)\b", text)
    found = {f"{int(day)} {MONTHS[int(month) - 1]} {year}" for year, month, day in iso}
    return found | set(re.findall(KINDS["date"], text))


# Where the numbers of a notebook must stand


@dataclass
class Section:
    """A part of a notebook under one heading of the second level: its Markdown texts and code cells in order."""

    title: str
    parts: list[tuple[str, NotebookNode, str]]  # kind, cell, the text that belongs to this section

    def code(self) -> list[NotebookNode]:
        return [cell for kind, cell, _ in self.parts if kind == "code"]

    def nearest(self, place: int) -> list[NotebookNode]:
        """Return the last code cell before a part, and the first after it, that print a number."""
        telling = [
            n for n, (kind, cell, _) in enumerate(self.parts) if kind == "code" and figures_in(output_text(cell))
        ]
        near = [n for n in telling if n < place][-1:] + [n for n in telling if n > place][:1]
        return [self.parts[n][1] for n in near]


def sections(notebook: NotebookNode) -> list[Section]:
    found = [Section("", [])]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found[-1].parts.append(("code", cell, cell.source))
            continue
        for text in re.split(r"^(?=## )", cell.source, flags=re.MULTILINE):
            if title := re.match(r"## (.+)", text):
                found.append(Section(title[1], []))
            if text:
                found[-1].parts.append((cell.cell_type, cell, text))
    return found


@functools.cache
def on_disk(path: Path) -> list[Section]:
    return sections(nbformat.read(path, as_version=4))


def exercises(parts: list[Section]) -> set[str]:
    code = "\n".join(cell.source for section in parts for cell in section.code())
    return set(re.findall(r'check\("(\d\.\d)"', code))


def of_number(digits: str) -> list[Path]:
    """Return the notebook with this number, and its solutions."""
    return [path for path in ours() if path.name.startswith(digits)]


def family(notebook: NotebookNode) -> list[Section]:
    """Return the sections of the notebook that asks the same exercises, and of its solutions."""
    first = {number[0] for number in exercises(sections(notebook))}
    return [section for n in first for path in of_number(f"0{n}") for section in on_disk(path)]


@functools.cache
def package() -> dict:
    return json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))


@functools.cache
def records() -> dict[str, str]:
    """Return what data/datapackage.json says of each table."""
    parts = ["coverage", "description", "caveats", "schema"]
    return {table["name"]: json.dumps([table[part] for part in parts]) for table in package()["resources"]}


@functools.cache
def column_names() -> str:
    return " ".join(name for text in records().values() for name in re.findall(r'"name": "(\w+)"', text))


@functools.cache
def claims() -> dict[str, str]:
    return dict(load("claims")[["claim_id", "claim"]].itertuples(index=False))


def known(notebook: NotebookNode, section: Section, place: int) -> dict[str, set[str]]:
    """Return, by kind, the numbers that may stand in one text of a notebook."""
    everything = [cell for cell in notebook.cells if cell.cell_type == "code"]
    related = family(notebook)
    here = section.code() + [c for s in related if exercises([s]) & exercises([section]) for c in s.code()]
    here, near = (everything, everything) if section.title in WHOLE else (here, section.nearest(place))
    source, shown = "\n".join(cell.source for cell in here), "\n".join(map(output_text, here))
    tables = [text for name, text in records().items() if f'"{name}"' in source]
    years = years_in(" ".join([source, shown, *tables]))
    named = [claims()[name] for name in re.findall(r"\bC\d+[ab]?\b", section.parts[place][2]) if name in claims()]
    return {
        "figure": figures_in("\n".join([*map(output_text, near), *named])),
        "date": dates_in(source + shown),
        "year": years | {year[:3] + "0s" for year in years} | {year[2:] for year in years},
        "code": digits_in("\n".join([source, shown, column_names(), *(cell.source for cell in everything)])),
        "rounding": digits_in(source),
        "section": numbered([other.title for other in sections(notebook) + related]),
    } | names()


def numbered(titles: list[str]) -> set[str]:
    return {title[0] for title in titles if re.match(r"\d\. ", title)}


@functools.cache
def names() -> dict[str, set[str]]:
    """Return what has the same number wherever it is named: exercises, notebooks, claims, the month of the data."""
    made = package()["created"]
    return {
        "exercise": set(all_exercises()),
        "stand": {f"{MONTHS[int(made[5:7]) - 1]} {made[:4]}"},
        "notebook": {path.name[:2] for path in teaching()},
        "claim": {part for name in claims() for part in (name.removeprefix("C"), name.strip("Cab"))},
    }


WHERE = {
    "figure": "is printed by no code cell beside it and has no source in its sentence",
    "date": "is in no code cell of its section and has no source in its sentence",
    "year": "is in no code cell of its section and has no source in its sentence",
    "code": "is in no code cell and no column's name",
    "rounding": "is in no code of the solution",
    "exercise": "is no exercise",
    "section": "is no section of this notebook",
    "notebook": "is no notebook",
    "claim": "is no claim",
    "stand": "is not the month of data/datapackage.json",
    "minutes": "minutes are planned for no notebook",
}


def wrong_numbers(text: str, may: dict[str, set[str]], where: dict[str, str] = WHERE) -> list[str]:
    """Return what is wrong with the numbers of a text, given where those of each kind may come from."""
    found = [n for n in numbers(text) if n.kind in may and n.text.replace(",", "") not in may[n.kind]]
    links = [f"{said} links {file}" for said, file in LINKED.findall(text) if said != file]
    return links + [
        f"{n.text} {where[n.kind]}: …{' '.join(text[max(n.start - 30, 0) : n.start + 30].split())}…" for n in found
    ]


def texts(notebook: NotebookNode, only=None) -> Iterator[tuple[NotebookNode, str, dict[str, set[str]]]]:
    """Yield each Markdown cell, or only one (in parts, if headings divide it), its text and what may stand there."""
    for section in sections(notebook):
        for place, (kind, cell, text) in enumerate(section.parts):
            if kind == "markdown" and (only is None or cell is only):
                yield cell, text, known(notebook, section, place)


def numbers_stand(notebook: NotebookNode) -> list[str]:
    """Every number of the prose stands where its kind has to."""
    return [f"{cell.id}: {wrong}" for cell, text, may in texts(notebook) for wrong in wrong_numbers(text, may)]


def exercises_in_place(notebook: NotebookNode) -> list[str]:
    """The heading of each exercise has the number that the next call of check() has."""
    text = "\n".join(cell.source for cell in notebook.cells)
    asked = re.findall(rf"^##+ (?:{phrases.any_of(phrases.YOUR_TURN)} )?(\d\.\d)", text, flags=re.MULTILINE)
    checked = re.findall(r'^check\("(\d\.\d)"', text, flags=re.MULTILINE)
    return [] if asked == checked else [f"headings of exercises {asked}, checks {checked}"]


def counts_up(text: str, kind: str = "item") -> list[str]:
    """Numbered headings, lists or rows of a text count up from one."""
    found = [n.text for n in numbers(text) if n.kind == kind]
    wanted = [str(n) for n in range(1, len(found) + 1)]
    return [] if found == wanted else [f"{kind}s are numbered {', '.join(found)}"]


def headings_and_lists_count_up(notebook: NotebookNode) -> list[str]:
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return counts_up("\n\n".join(texts), "heading") + [wrong for text in texts for wrong in counts_up(text)]


RULES = [numbers_stand, exercises_in_place, headings_and_lists_count_up]


# The README and the teaching notes

ELSEWHERE = WHERE | dict.fromkeys(["figure", "year", "date"], "is not in the notebook or the file it would be from")


def wrong_in_readme(text: str, planned: dict[str, int], licence: str) -> list[str]:
    """Return which numbers of a README are not those of the notebooks, the record, the licence or the settings."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    python = settings["tool"]["ruff"]["target-version"].removeprefix("py3")
    text = re.sub(r"!\[[^\]]*\]\(\.github/[^)]*\)", "", text)  # the picture's text is that of its notebook
    row = re.compile(r"^\| \[(\d\d) .+?\]\(notebooks/(\d\d)_.+\| (\d+) \|$", flags=re.MULTILINE)
    wanted = [(number, number, str(time)) for number, time in planned.items()]
    listed = row.findall(text)
    may = names() | {
        "figure": {f"3.{python}"} | figures_in(licence) | {str(number) for number in lesson.RULE},
        "minutes": {str(time) for time in planned.values()},
        "year": {package()["created"][:4]},
        "date": set(),
    }
    rows = [f"the table wants a row of notebook {row[0]} with {row[2]} minutes" for row in wanted if row not in listed]
    found = [] if listed == wanted else rows or [f"the notebooks are listed as {listed}, not {wanted}"]
    return found + wrong_numbers(row.sub("", text), may, ELSEWHERE)


@functools.cache
def in_notebook(number: str) -> dict[str, set[str]]:
    """Return the figures, years and dates that a notebook prints, and its sections."""
    parts = on_disk(of_number(number)[0])
    shown = "\n".join(output_text(cell) for section in parts for cell in section.code())
    found = {"figure": figures_in(shown), "year": years_in(shown), "date": dates_in(shown)}
    return found | {"section": numbered([section.title for section in parts])}


def wrong_in_notes(text: str, shown: Callable[[str], dict[str, set[str]]] = in_notebook) -> list[str]:
    """Return which numbers of teaching notes are not in the notebook that they are about.

    A part with the heading "### 03 ..." is about notebook 03. Elsewhere figures, years and minutes are the notes'
    own (what was measured, and when); exercises, claims, notebooks and sections must exist everywhere.
    """
    found, headings = [], re.findall(r"^### (0\d) ", text, flags=re.MULTILINE)
    if headings != sorted(names()["notebook"]):
        found.append(f"the notes are on {headings}, not on {sorted(names()['notebook'])}")
    for part in re.split(r"^(?=##+ )", text, flags=re.MULTILINE):
        may, about = dict(names()), re.match(r"### (0\d) ", part)
        if about and about[1] in may["notebook"]:
            may |= shown(about[1])
            # The minutes of a plan are the teacher's.
            part = re.sub(r"(^- \*\*Plan\b.*?\*\* |, )\d+ ", r"\1", part, flags=re.MULTILINE)
        for number, named in re.findall(rf"\b(0\d), sections? (\d{MORE.format('[0-9]')})", part):
            missing = digits_in(named) - shown(number)["section"] if number in may["notebook"] else ""
            found += [f"{number} has no section {section}" for section in missing]
        found += wrong_numbers(part, may, ELSEWHERE) + counts_up(part)
    return found
