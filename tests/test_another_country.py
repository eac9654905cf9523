"""Notebook 07 for every country: its cells run, and say something true and readable."""

import ast
import copy
import functools
import re
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest

import helpers
import helpers.definitions as room
import helpers.evidence
from helpers import countries, figures
from helpers.text import in_words

PATH = Path(__file__).resolve().parent.parent / "notebooks" / "07_another_country.ipynb"
CELLS = [cell.source for cell in nbformat.read(PATH, as_version=4).cells if cell.cell_type == "code"]
CLAIMS = next(source for source in CELLS if "def sentence(" in source).splitlines()[-1]
LINE = 'COUNTRY = "TUR"'
COUNTRIES = room.evidence()
EXAMPLE = {"treaty": True, "trade_pct": 10, "un_gap": 0}
DRAWN = ["MEX", "TWN", "LIE", "VCT"]  # most blanks, longest name, far ends; TUR is drawn where the notebook itself runs
HOLES = re.compile(r"\bnan\b|<NA>|\bNone\b|Ellipsis|\bNaT\b|inf\b|Series|dtype")


@pytest.fixture(autouse=True)
def close_figures():
    """One country that fails must not leave a figure for the next to trip over."""
    yield
    plt.close("all")


def figure_text(chart) -> str:
    fig = chart.figure
    return "\n".join(text.get_text() for text in [*fig.texts, *(text for ax in fig.axes for text in ax.texts)])


class Paper:
    """Stands in for a figure and its axes: takes every call and keeps the words."""

    def __init__(self):
        self.words, self.texts = [], []

    def __getattr__(self, method):
        return lambda *given, **options: self.words.extend(word for word in given if isinstance(word, str)) or []


# What a statement reads if it is not the same for every country: the country, a drawing, what a learner left.
ANEW = {
    "HERE",
    "plt",
    "bars",
    "dots",
    "lines",
    "show",
    "annotate",
    "my_definition",
    "guess",
    "check",
    "keep",
    "hand_in",
}


@functools.cache
def statements() -> list[tuple]:
    """Return the notebook's statements, compiled, and for each the names that it gives the same value everywhere.

    It does so if it only assigns, and reads nothing of `ANEW` nor anything that was made or changed from it.
    """
    anew, found = set(ANEW), []
    for source in CELLS:
        for statement in ast.parse(source.replace(LINE, "COUNTRY = HERE")).body:
            nodes = list(ast.walk(statement))
            read = {node.id for node in nodes if isinstance(node, ast.Name)}
            read |= set(re.findall(r"@(\w+)", ast.unparse(statement)))  # in the text of a query
            targets = statement.targets if isinstance(statement, ast.Assign) else [ast.List()]
            plain = source != CELLS[0] and all(isinstance(target, ast.Name) for target in targets)
            same = plain and not read & anew
            if not same:
                changed = [n for n in nodes if isinstance(n, ast.Name | ast.Subscript | ast.Attribute) and is_set(n)]
                changed += [n.func for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
                anew |= {root(node) for node in changed}
                anew |= {statement.name} if isinstance(statement, ast.FunctionDef) and read & anew else set()
            code = compile(ast.Module([statement], []), PATH.name, "exec")
            found.append((code, tuple(target.id for target in targets) if same else ()))
    return found


def is_set(node) -> bool:
    return isinstance(node.ctx, ast.Store | ast.Del)


def root(node) -> str:
    """Return the name at the left end of `name.part[...].part`; nothing where there is none."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return getattr(node, "id", "")


KEPT: dict[int, list] = {}


def once(place: int, code, given: tuple, names: dict) -> None:
    """Run a statement for the first country, and give the others copies of what it made."""
    if place not in KEPT:
        exec(code, names)
        KEPT[place] = [copied(names[name]) for name in given]
    names.update({name: copied(value) for name, value in zip(given, KEPT[place], strict=True)})


def copied(value):
    return value.copy() if isinstance(value, pd.DataFrame | pd.Series) else copy.deepcopy(value)


def run(monkeypatch, capsys, country, draw=False, definition=None) -> tuple[dict, str]:
    """Run the notebook's cells with another COUNTRY; return its names and all words that it shows.

    Every cell runs for every country. Where `draw` is False, `Paper` takes the axes' calls, and what is the same for
    every country is computed once: to make real axes two hundred times would take longer than all notebooks.
    """
    words = []

    def subplots(*shape, **options):
        paper = Paper()
        return paper, (paper, paper) if shape else paper

    def annotated(ax, x, y, text, *look, **more):
        ax.words.append(str(text))
        return ax

    def show(chart, title, *tables, unit="", note="", alt="", **axes):
        words.extend([title, unit, note, alt])
        if draw:
            figures.show(chart, title, *tables, unit=unit, note=note, alt=alt, **axes)
            words.append(figure_text(chart))
        else:
            words.extend(chart.words)

    for module in (helpers, helpers.evidence):
        monkeypatch.setattr(module, "load", cached_load)
    for name in ("evidence", "all_definitions"):
        monkeypatch.setattr(room, name, globals()[f"cached_{name}"])
    monkeypatch.setattr(helpers, "show", show)
    monkeypatch.setattr(helpers, "my_definition", lambda: definition)
    if not draw:
        monkeypatch.setattr(plt, "subplots", subplots)
        for name in ("bars", "lines", "dots"):
            monkeypatch.setattr(helpers, name, lambda *given, **options: Paper())
        monkeypatch.setattr(helpers, "annotate", annotated)
    monkeypatch.chdir(PATH.parent)
    names = {"HERE": country}
    for place, (code, given) in enumerate(statements()):
        if given and not draw:
            once(place, code, given, names)
        else:
            exec(code, names)
    words += [names["profile"].to_string(), str(eval(CLAIMS, names)), capsys.readouterr().out]
    return names, "\n".join(words)


@functools.cache
def _table(name):
    return ORIGINAL_LOAD(name)


ORIGINAL_LOAD = helpers.load


def cached_load(name):
    return _table(name).copy()


def cached_evidence():
    return COUNTRIES.copy()


SHARES = room.all_definitions(COUNTRIES, room.GRID)


def cached_all_definitions(table, grid):
    return SHARES.copy()


@functools.cache
def example_answers():
    return room.judge(COUNTRIES, EXAMPLE, 2)


def word(answer) -> str:
    return "undecided" if pd.isna(answer) else "an ally" if answer else "not an ally"


def test_one_line_sets_the_country():
    assert sum(source.count(LINE) for source in CELLS) == 1
    assert not any(re.search(r"\bCOUNTRY\b", source.replace(LINE, "").replace("(COUNTRY)", "")) for source in CELLS)


@pytest.mark.parametrize("iso3", COUNTRIES.index)
def test_every_country_can_be_tried(iso3, monkeypatch, capsys):
    names, words = run(monkeypatch, capsys, iso3, draw=iso3 in DRAWN)
    country, me = COUNTRIES.loc[iso3, "country"], COUNTRIES.loc[iso3]
    assert not HOLES.search(words), HOLES.search(words)
    assert names["name"] == country and names["code"] == iso3
    assert f"{country} {SHARES.loc[iso3, 'ally_pct']:.1f} %" in words
    assert f"\n{country}: {word(example_answers()[iso3])}" in words
    assert ("not published" in words) == bool(me.isna().any() or "2023: not published" in words)
    assert all(room.place(COUNTRIES[name], iso3) in words for name in room.CRITERIA)
    assert plt.get_fignums() == []


def test_a_tie_at_the_end_is_told_in_words(monkeypatch, capsys):
    _, words = run(monkeypatch, capsys, "SAU", draw=True)
    assert "years without a militarised dispute, as high as any (138 of 194 states)" in words


def test_the_own_definition_of_notebook_06_is_applied(monkeypatch, capsys):
    own = ({"democracy": 0.7, "arms_musd": 1000}, 2)
    _, words = run(monkeypatch, capsys, "TWN", definition=own)
    assert "At least 2 of: democracy 0.7, arms_musd 1000" in words
    assert f"\nTaiwan: {word(room.judge(COUNTRIES, *own)['TWN'])}" in words


def test_the_table_says_of_how_many_states_a_sentence_is_true(monkeypatch, capsys):
    names, _ = run(monkeypatch, capsys, "CHN")
    rows = {line.split(" | ")[0]: line.split(" | ") for line in str(eval(CLAIMS, names)).splitlines()[2:]}
    true_of = {first.removeprefix("| "): last[-1].removesuffix(" |") for first, last in rows.items()}
    assert rows["| third-largest US trading partner"][1] == "yes"
    assert true_of["not a NATO member"] == f"{194 - 31} of 194"  # 32 members, and one is the United States
    assert true_of["no “formal defense treaty”"] == f"{194 - COUNTRIES['treaty'].sum()} of 194"
    assert true_of["not the same vote every time"] == "191 of 191"
    assert true_of["a dialogue: leaders met, 2015–2024"] == f"{(COUNTRIES['visits'] >= 1).sum()} of 194"


@pytest.mark.parametrize("wrong", ["USA", "Estados Unidos", "XXX", "Vatican", "Korea", "Germny", "", 5, None, ["TUR"]])
def test_what_is_no_country_gets_one_clear_error(wrong, monkeypatch, capsys):
    with pytest.raises(ValueError, match="no country of the table|no row") as problem:
        run(monkeypatch, capsys, wrong)
    assert repr(wrong) in str(problem.value) or "United States" in str(problem.value)
    assert ("Do you mean" in str(problem.value)) == (wrong in ("Korea", "Germny"))


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("tur", "TUR"),
        (" Turkey ", "TUR"),
        ("Turquía", "TUR"),
        ("turquia", "TUR"),
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("England", "GBR"),
        ("Alemania", "DEU"),
        ("Corea del Sur", "KOR"),
        ("the Netherlands", "NLD"),
        ("Côte d’Ivoire", "CIV"),
        ("Antigua & Barbuda", "ATG"),
        ("México", "MEX"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(text, iso3):
    assert countries.find_country(text) == iso3


def test_no_name_means_two_countries_and_every_code_is_listed():
    tables = {countries.folded(name): iso3 for iso3, name in COUNTRIES["country"].items()}
    others = [(countries.folded(n), iso3) for iso3, names in countries.OTHER_NAMES.items() for n in names.split("; ")]
    assert len({name for name, _ in others}) == len(set(others)) and set(countries.OTHER_NAMES) <= set(COUNTRIES.index)
    assert {name for name, iso3 in others if tables.get(name, iso3) != iso3} == set()
    assert all(countries.find_country(text) == iso3 for text, iso3 in [*tables.items(), *others])
    assert sorted(re.findall(r"`([A-Z]{3})`", countries.country_codes())) == sorted(COUNTRIES.index)


@pytest.mark.parametrize(
    "value,unit,words",
    [
        (pd.NA, "persons", "not published"),
        (float("nan"), "percent", "not published"),
        (True, "yes or no", "yes"),
        (False, "yes or no", "no"),
        (54288, "persons", "54,288"),
        (0.2214, "index 0 to 1", "0.22"),
        (47.98, "percent", "48.0"),
        (0.0123, "percent", "0.012"),
        (0, "visits", "0"),
    ],
)
def test_values_are_said_in_words(value, unit, words):
    assert in_words(value, unit) == words
