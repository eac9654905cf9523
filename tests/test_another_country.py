"""Notebook 07 for every country: its cells run, and say something true and readable."""

import functools
import re
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest

import helpers
import helpers.definitions as room
from helpers import figures
from helpers.text import in_words

PATH = Path(__file__).resolve().parent.parent / "notebooks" / "07_another_country.ipynb"
CELLS = [cell.source for cell in nbformat.read(PATH, as_version=4).cells if cell.cell_type == "code"]
CLAIMS = next(source for source in CELLS if "def row(" in source).splitlines()[-1]
LINE = 'COUNTRY = "TUR"'
COUNTRIES = room.evidence()
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
        self.words = []

    def __getattr__(self, method):
        return lambda *given, **options: self.words.extend(word for word in given if isinstance(word, str))


@functools.cache
def compiled(source):
    return compile(source, PATH.name, "exec")


def run(monkeypatch, capsys, country, draw=False) -> tuple[dict, str]:
    """Run the notebook's cells with another COUNTRY; return its names and all words that it shows.

    Every cell runs for every country. Where `draw` is False, `Paper` takes the axes' calls: making
    real axes two hundred times would take longer than all notebooks.
    """
    words = []

    def subplots(**options):
        paper = Paper()
        return paper, paper

    def show(chart, title, *tables, unit="", note="", alt="", **axes):
        words.extend([title, unit, note, alt])
        if draw:
            figures.show(chart, title, *tables, unit=unit, note=note, alt=alt, **axes)
            words.append(figure_text(chart))
        else:
            words.extend(chart.words)

    for module in (helpers, room):
        monkeypatch.setattr(module, "load", cached_load)
    for name in ("evidence", "all_definitions"):
        monkeypatch.setattr(room, name, globals()[f"cached_{name}"])
    monkeypatch.setattr(helpers, "show", show)
    if not draw:
        monkeypatch.setattr(plt, "subplots", subplots)
        for name in ("bars", "lines", "dots"):
            monkeypatch.setattr(helpers, name, lambda *given, **options: Paper())
        monkeypatch.setattr(helpers, "annotate", lambda ax, x, y, text, *look, **more: ax.words.append(str(text)))
    monkeypatch.chdir(PATH.parent)
    names: dict = {}
    for source in CELLS:
        exec(compiled(source.replace(LINE, f"COUNTRY = {country!r}")), names)
    words += [names["table"].to_string(), str(eval(CLAIMS, names)), capsys.readouterr().out]
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
def answers_by(bars):
    return room.judge(COUNTRIES, dict(bars), 2)


def test_one_line_sets_the_country():
    assert sum(source.count(LINE) for source in CELLS) == 1


@pytest.mark.parametrize("iso3", COUNTRIES.index)
def test_every_country_can_be_tried(iso3, monkeypatch, capsys):
    names, words = run(monkeypatch, capsys, iso3, draw=iso3 in DRAWN)
    country = COUNTRIES.loc[iso3, "country"]
    assert not HOLES.search(words), HOLES.search(words)
    assert f"Your country: {country}," in words and names["name"] == country
    assert f"{country}: an ally by {SHARES.loc[iso3, 'ally_pct']:.1f} percent" in words
    answer = answers_by(tuple(names["my_bars"].items()))[iso3]
    wanted = "undecided" if pd.isna(answer) else "an ally" if answer else "not an ally"
    assert f"\n{country}: {wanted}" in words
    assert ("not published" in words) == bool(COUNTRIES.loc[iso3].isna().any() or "2023: not published" in words)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("wrong", ["USA", "XXX", "Turkey", 5, None])
def test_what_is_no_country_gets_one_clear_error(wrong, monkeypatch, capsys):
    with pytest.raises(ValueError, match="Use a code of three capital letters") as problem:
        run(monkeypatch, capsys, wrong)
    assert repr(wrong) in str(problem.value)


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
