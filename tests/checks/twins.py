"""The rules that a translated notebook keeps beside its English twin, which keeps all the others.

Each function takes the notebook and its twin, and returns what is wrong, as sentences. Numbers, minutes and structure
are proved in English; here they only have to be the same.
"""

import re
from collections import Counter
from collections.abc import Iterator

import phrases
from lesson import stated_minutes
from nbformat import NotebookNode

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LINK = re.compile(r"\]\(([^)#\s]+)")
CODE = re.compile(r"`[^`\n]*`")
PHRASES = [phrases.VERDICT, phrases.DISCUSS, phrases.KEY_POINTS, phrases.FURTHER, phrases.SOURCES, phrases.NEXT]
PHRASES += [phrases.SEE, phrases.CANNOT_TELL, phrases.PREDICT, phrases.YOUR_TURN]


def pairs(notebook: NotebookNode, twin: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Yield each Markdown cell with its English twin."""
    for cell, english in zip(notebook.cells, twin.cells, strict=False):
        if cell.cell_type == english.cell_type == "markdown":
            yield cell, english


def same_cells(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    """The cells are the same in the same order, and so are their slides and what is folded."""
    found, wanted = ([(c.id, c.cell_type, c.metadata) for c in book.cells] for book in (notebook, twin))
    wrong = [f"{one[0]} is not as {two[0]} in English" for one, two in zip(found, wanted, strict=False) if one != two]
    return wrong or ([] if len(found) == len(wanted) else [f"{len(found)} cells, in English {len(wanted)}"])


def same_numbers(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    return differing(notebook, twin, lambda text: NUMBER.findall(CODE.sub("", re.sub(r"\]\([^)]*\)", "", text))))


def same_links(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    return differing(notebook, twin, LINK.findall)


def same_levels(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    """Headings are as deep, and lists and tables as long."""
    return differing(notebook, twin, re.compile(r"^(#+ |- |\||```)", re.MULTILINE).findall)


def fixed_words(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    """Where the English has one of the fixed words, the translation has it in its own language."""
    language, found = phrases.language_of(notebook), []
    for cell, english in pairs(notebook, twin):
        for phrase in PHRASES:
            said = phrases.in_languages(phrase)[language]
            wanted, has = (
                len(re.findall(rf"^(?:## |### |\*\*){re.escape(words)}", text, re.MULTILINE))
                for words, text in ((phrase, english.source), (said, cell.source))
            )
            found += [f"{cell.id}: {phrase!r} is {said!r} here"] if wanted != has else []
    return found


def same_minutes(notebook: NotebookNode, twin: NotebookNode) -> list[str]:
    """A lesson takes as long in any language."""
    found, wanted = stated_minutes(notebook), stated_minutes(twin)
    return [] if found == wanted else [f"it promises {found} minutes, in English {wanted}"]


def differing(notebook: NotebookNode, twin: NotebookNode, what) -> list[str]:
    """Return where a Markdown cell does not hold the same as its twin, in whatever order."""
    found = []
    for cell, english in pairs(notebook, twin):
        has, wanted = Counter(what(cell.source)), Counter(what(english.source))
        if has != wanted:
            missing, more = list((wanted - has).elements()), list((has - wanted).elements())
            found.append(f"{cell.id}: missing {missing}, more {more}")
    return found


TWINS = [same_cells, same_numbers, same_links, same_levels, fixed_words, same_minutes]
