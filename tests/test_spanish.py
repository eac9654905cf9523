"""The Spanish edition says what the English one says: all of it, with the same figures, and no English left."""

import functools
import gettext
import html
import re
from collections import Counter

import catalogues
import lesson
import messages
import nbformat
import pandas as pd
import pytest
import rules
import translate
from babel.messages.catalog import Message as Entry

import helpers
from helpers import definitions, language
from helpers.claims import DECIDED
from helpers.countries import find_country
from helpers.exercises import all_exercises
from helpers.tables import table_html

SOURCES = rules.ours()
WANTED = messages.wanted()
NOT_FOR_SPANISH = {"first_cell", "no_filler"}  # the first cell is held by what it is translated from
RULES = [rule for rule in rules.EVERY_NOTEBOOK if rule.__name__ not in NOT_FOR_SPANISH]
SPANISH = re.compile(r"\b(?:de|del|la|el|los|las|en|que|y|o|un|una|con|por|para|no|se|es|su|al|lo)\b", re.I)
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


HOW_TO_BUILD = "the English changed: run `python tests/tools/translate.py`. Or it was edited by hand: building would "
HOW_TO_BUILD += "overwrite that, so write the Spanish into helpers/locale/es/ first"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_notebook_is_built_from_the_english_one(path):
    made = messages.translated(path, catalogues.says("common", path.stem))
    saved = read(messages.twin(path))
    differs = [cell.id for cell, other in zip(made.cells, saved.cells, strict=True) if cell.source != other.source]
    assert differs == [], HOW_TO_BUILD
    assert [cell.metadata for cell in made.cells] == [cell.metadata for cell in saved.cells]


@pytest.mark.parametrize("path", messages.pages(), ids=lambda path: path.name)
def test_spanish_page_is_built_from_the_english_one(path):
    made = messages.page(path.read_text("utf-8"), path, catalogues.says("pages"))
    assert messages.twin(path).read_text("utf-8") == made, HOW_TO_BUILD


def figures(cell) -> Counter:
    """Return the numbers that a cell prints, writes in tables and says of its figures."""
    text = html.unescape(lesson.output_words(cell) + " ".join(rules.images(cell)))
    text = re.sub(r"\]\([^)]*\)|https?://\S+|base64,\S+", "", text)
    return Counter(catalogues.NUMBER.findall(text)) + Counter({"figures": len(rules.images(cell))})


@pytest.mark.parametrize("path", messages.pages(), ids=lambda path: path.name)
def test_commands_of_a_spanish_page_lead_to_the_spanish_edition(path):
    said = messages.twin(path).read_text("utf-8")
    assert not re.findall(r".*notebooks(?:/|\\|%2F)0\d_.*", said)
    assert not re.findall(r".*python tests/tools/class_\w+\.py(?! --language es).*", said)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_cells_show_the_same_figures(path):
    english, spanish = rules.code_cells(read(path)), rules.code_cells(read(messages.twin(path)))
    both = [(a.id, figures(a), figures(b)) for a, b in zip(english, spanish, strict=True)]
    assert [(cell, a - b, b - a) for cell, a, b in both if a != b] == []


def english(text: str) -> list[str]:
    """Return lines that a reader would take for English: more small words of English than of Spanish, and two at least.

    Code, links, stored values in quotes and titles of publications, which stand in italics, stay as they are.
    """
    found = []
    for line in html.unescape(text).splitlines():
        words = re.sub(r"`[^`]*`|\[[^]]*\]\([^)]*\)|\*[^*\s][^*]*\*|'[^']*'|base64,\S+|https?://\S+", "", line)
        small = len(catalogues.ENGLISH.findall(words))
        if small > max(1, len(SPANISH.findall(words))):
            found.append(words[:100])
    return found


def english_in(notebook) -> list[str]:
    found = []
    for cell in notebook.cells:
        shown = [cell.source] if cell.cell_type == "markdown" else [lesson.output_words(cell), *rules.images(cell)]
        if "sources(" not in cell.source:  # citations stay as they were published
            found += [f"{cell.id}: {line}" for line in english("\n".join(shown))]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_english_is_left(path):
    assert english_in(read(messages.twin(path))) == []


WORD = re.compile(r"\b(?=[^\W\d])\w{4,}")


@functools.cache
def known() -> set[str]:
    """Return the words of the catalogues' Spanish, and names that a learner types: tables, columns, criteria."""
    tables = messages.record()
    found = {field["name"] for entry in tables for field in entry["schema"]["fields"]} | {t["name"] for t in tables}
    found |= {*definitions.CRITERIA, "True", "False", "Name", "dtype"}  # the last two are pandas' own
    found |= {"definitions", "ally_pct", "undecided_pct"}  # columns of count_definitions
    said = [entry.string for book in WANTED for entry in catalogues.entries(book)]
    return found | {word.lower() for text in said for word in WORD.findall(re.sub(r"`[^`]*`|\{[^}]*\}", "", text))}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_what_is_printed_or_drawn_has_only_words_of_the_catalogues(path):
    left = []
    for cell in rules.code_cells(read(messages.twin(path))):
        printed = [output.get("text", "") for output in cell.outputs]
        drawn = [alt for image in rules.images(cell) for alt in re.findall(r'alt="([^"]*)"', image)]
        words = set(WORD.findall(re.sub("'[^']*'", "", html.unescape("\n".join(printed + drawn)))))
        left += [f"{cell.id}: {word}" for word in words if not {word, word.lower()} & known()]
    assert left == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_spanish_notebooks_keep_the_rules(path, rule):
    assert rule(read(messages.twin(path))) == []


@pytest.mark.parametrize("rule", TEACHING, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", rules.teaching(), ids=name)
def test_spanish_lessons_keep_the_rules(path, rule):
    assert rule(read(messages.twin(path))) == []


# The helpers


@pytest.fixture
def spanish():
    language.speak("es")
    yield
    language.speak("en")


STRANGE = [
    ...,
    0,
    -1,
    3.7,
    12_345,
    True,
    "",
    "x",
    "Alemania",
    "no sé",
    [],
    ["MEX"],
    {},
    ("MEX", 1),
    None,
    pd.Series([1]),
]


def everything_said():
    """Yield what the helpers say to right, wrong and strange input."""
    for table in messages.record():
        yield helpers.about(table["name"])
    yield helpers.claims()
    yield table_html(helpers.verdicts())
    for name in ("us_mexico_events", "official_statements", "water_treaty", "polls"):
        yield table_html(helpers.load(name).filter(regex="title|summary|words$|occasion|what|note|measure|about"))
    for claim in helpers.load("claims").itertuples():
        yield from (helpers.decide(claim.claim_id, mine, "-") for mine in (..., "respaldada", "too vague", "quizá", 3))
    for number, exercise in all_exercises().items():
        yield from (helpers.hint(number) for _ in range(3))
        wrong = [mistake.value() for mistake in exercise.mistakes]
        yield from (helpers.check(number, answer) for answer in [exercise.answer(), *wrong, *STRANGE])
    for notebook in [path.name[:2] for path in rules.teaching()]:
        yield helpers.progress(notebook)
        country = "CAN" if notebook == "07" else None
        yield from (helpers.guess(notebook, value, country) for value in [*STRANGE, "sí", 40])
    yield from (helpers.keep(definition=value) for value in [*STRANGE, ({"treaty": True}, 1)])
    yield from (helpers.keep(page=value) for value in STRANGE)
    yield from (helpers.keep(country="CAN", verdict=value) for value in STRANGE)
    yield from (helpers.hand_in(value) for value in ("", 3))
    yield from (helpers.start_afresh(value) for value in ("", 3, "no"))
    for ask in REFUSED:
        try:
            ask()
        except (TypeError, ValueError, KeyError, helpers.DataError) as problem:
            yield str(problem)


REFUSED = [
    lambda: helpers.load("us_trade"),
    lambda: helpers.load(3),
    lambda: helpers.decide("C99", "sí", ""),
    lambda: helpers.claims("99"),
    lambda: helpers.show(3, "A", "polls", alt="x"),
    lambda: helpers.bars(3),
    lambda: helpers.bars(pd.Series(["a"])),
    lambda: helpers.lines(pd.DataFrame()),
    lambda: helpers.dots(pd.DataFrame({"x": [1]}), "x", "y"),
    lambda: helpers.colour("nadie"),
    lambda: find_country("Atlántida"),
    lambda: find_country("Guinea Corea"),
    lambda: definitions.judge(definitions.evidence(), {"tratado": True}, 1),
    lambda: definitions.judge(definitions.evidence(), {"treaty": True}, 5),
    lambda: definitions.place(definitions.evidence()["visits"], "ZZZ"),
    lambda: definitions.all_definitions(definitions.evidence(), {}),
]


def test_whatever_a_learner_asks_the_helpers_answer_in_spanish(spanish):
    assert [line for said in everything_said() for line in english(str(said))] == []


@pytest.mark.parametrize("path", rules.teaching(), ids=name)
def test_a_verdict_is_reasoned_alike_in_notebook_and_table(path, spanish):
    stored = helpers.load("claims").set_index("claim_id")["because"]
    outputs = [output for cell in rules.code_cells(read(messages.twin(path))) for output in cell.outputs]
    decided = [DECIDED.fullmatch(output.get("data", {}).get("text/markdown", "")) for output in outputs]
    reasons = {match["claim"]: match["because"] for match in decided if match}
    assert reasons == {claim: language._(stored[claim]) for claim in reasons}
