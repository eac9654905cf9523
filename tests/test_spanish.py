"""The Spanish edition says what the English one says: all of it, with the same figures, and no English left."""

import functools
import gettext
import html
import re
from collections import Counter

import catalogues
import messages
import nbformat
import pytest
import rules
import translate
from babel.messages.catalog import Message as Entry

SOURCES = rules.ours()
WANTED = messages.wanted()
NOT_FOR_SPANISH = {"first_cell", "no_filler"}  # the first cell is held by what it is translated from
RULES = [rule for rule in rules.EVERY_NOTEBOOK if rule.__name__ not in NOT_FOR_SPANISH]
TEACHING = [rules.early_figure, rules.sources_named, rules.fits_the_screen]


def name(path) -> str:
    return path.relative_to(rules.NOTEBOOKS).as_posix()


@functools.cache
def read(path):
    return nbformat.read(path, as_version=4)


# The catalogues


@pytest.mark.parametrize("book", WANTED)
def test_catalogue_has_each_message_and_no_other(book):
    there = {catalogues.key(entry) for entry in catalogues.entries(book)}
    wanted = {catalogues.key(message) for message in WANTED[book]}
    assert not wanted - there, "run `python tests/tools/translate.py update`, then write the Spanish"
    assert not there - wanted, "run `python tests/tools/translate.py update`"


@pytest.mark.parametrize("book", WANTED)
def test_every_message_is_translated_and_agrees(book):
    found = [(entry.id[:80], catalogues.wrong(entry)) for entry in catalogues.entries(book)]
    assert [f"{book}.po: {text!r} {what}" for text, wrong in found for what in wrong] == []


SPOILT = {
    "is not translated": ("Mexico has 2 neighbours.", ""),
    "numbers": ("In 2024 one port took 3,014 trucks.", "En 2024 un puerto recibió 3,041 camiones."),
    "placeholders": ("{count} of {all}", "{count} de todos"),
    "code": ("Write `port` here.", "Escribe `puerto` aquí."),
    "links": ("See [01](01_what.ipynb).", "Ve a [01](02_what.ipynb)."),
    "marks": ("- one\n- two", "- uno, dos"),
    "blanks at the ends": ("with China it ", "con China"),
    "billones": ("It is 3 billion.", "Son 3 billones."),
    "left in English": ("This is one of the claims.", "This is one of the claims."),
    "estadounidense": ("A US firm", "Una empresa americana"),
    "aliado": ("an ally", "un amigo"),
    "tú": ("Run your cell.", "Ejecute usted su celda."),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_translation_is_noticed(what):
    english, spanish = SPOILT[what]
    said = catalogues.wrong(Entry(english, spanish))
    assert said and (what in " ".join(said) or what in ("aliado",)), said


def test_a_stale_translation_is_noticed():
    assert catalogues.wrong(Entry("one port", "un puerto", flags=["fuzzy"])) == ["is stale: the English changed"]


def test_what_the_helpers_read_is_what_the_catalogues_say():
    with (catalogues.LOCALE / "LC_MESSAGES" / "collection.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for entry in translate.compiled():
        if entry.id:
            said = read.pgettext(entry.context, entry.id) if entry.context else read.gettext(entry.id)
            assert said == entry.string, "run `python tests/tools/translate.py build`"


# The notebooks and pages


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_notebook_is_built_from_the_english_one(path):
    made = messages.translated(path, catalogues.says("common", path.stem))
    saved = read(messages.twin(path))
    differs = [cell.id for cell, other in zip(made.cells, saved.cells, strict=True) if cell.source != other.source]
    assert differs == [], "edited by hand, or the English changed: run `python tests/tools/translate.py`"
    assert [cell.metadata for cell in made.cells] == [cell.metadata for cell in saved.cells]


@pytest.mark.parametrize("path", messages.pages(), ids=lambda path: path.name)
def test_spanish_page_is_built_from_the_english_one(path):
    assert messages.twin(path).read_text("utf-8") == messages.page(
        path.read_text("utf-8"), path, catalogues.says("pages")
    )


def figures(cell) -> Counter:
    """Return the numbers that a cell prints, writes in tables and says of its figures."""
    text = html.unescape(rules.output_text(cell) + " ".join(rules.images(cell)))
    text = re.sub(r"\]\([^)]*\)|https?://\S+|base64,\S+", "", text)
    return Counter(catalogues.NUMBER.findall(text)) + Counter({"figures": len(rules.images(cell))})


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_cells_show_the_same_figures(path):
    english, spanish = rules.code_cells(read(path)), rules.code_cells(read(messages.twin(path)))
    both = [(a.id, figures(a), figures(b)) for a, b in zip(english, spanish, strict=True)]
    assert [(cell, a - b, b - a) for cell, a, b in both if a != b] == []


def english_in(notebook) -> list[str]:
    """Return lines of a Spanish notebook that a reader would take for English: two small words or more."""
    found = []
    for cell in notebook.cells:
        texts = [cell.source] if cell.cell_type == "markdown" else [rules.output_text(cell), *rules.images(cell)]
        lines = [] if cell.source.startswith("sources(") else "\n".join(texts).splitlines()
        for line in lines:
            words = re.sub(r"`[^`]*`|\]\([^)]*\)|base64,\S+", "", html.unescape(line))
            if len(catalogues.ENGLISH.findall(words)) > 1:
                found.append(f"{cell.id}: {words[:100]}")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_english_is_left(path):
    assert english_in(read(messages.twin(path))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_notebooks_keep_the_rules(path, rule):
    assert rule(read(messages.twin(path))) == []


@pytest.mark.parametrize("rule", TEACHING, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", rules.teaching(), ids=name)
def test_spanish_lessons_keep_the_rules(path, rule):
    assert rule(read(messages.twin(path))) == []
