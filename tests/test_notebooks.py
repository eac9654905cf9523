"""The notebooks keep the rules, and each rule is shown to fail on a notebook that breaks it."""

import base64
import copy
import functools
import io
import re
from pathlib import Path

import nbformat
import prose
import pytest
import rules
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image
from slides import add_slide_types

from helpers import verdicts
from helpers.claims import DECIDED
from helpers.exercises import exercises_of

NOTEBOOKS = rules.NOTEBOOKS
TEACHING, SOLUTIONS = rules.teaching(), rules.solutions()
EVERY_NOTEBOOK = rules.EVERY_NOTEBOOK + prose.RULES
NUMBERS = [path.name[:2] for path in TEACHING]


@functools.cache
def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook as it is saved; the rules change nothing in it."""
    return nbformat.read(path, as_version=4)


def name(path: Path) -> str:
    return str(path.relative_to(NOTEBOOKS))


@pytest.mark.parametrize("rule", EVERY_NOTEBOOK, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", TEACHING + SOLUTIONS, ids=name)
def test_every_notebook(path, rule):
    assert rule(read(path)) == []


@pytest.mark.parametrize("rule", rules.TEACHING_NOTEBOOK, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", TEACHING, ids=name)
def test_teaching_notebook(path, rule):
    assert rule(read(path)) == []


def test_notebooks_are_there():
    assert NUMBERS == [f"{number:02}" for number in range(len(NUMBERS))] and len(NUMBERS) > 1
    assert [path.name for path in TEACHING if not path.exists()] == []
    kept = rules.tracked("notebooks")
    listed = [path.relative_to(rules.ROOT).as_posix() for path in TEACHING + SOLUTIONS + rules.translated()]
    assert kept is None or sorted(listed) == [name for name in kept if name.endswith(".ipynb")], "not in README.md"


def test_each_notebook_with_exercises_has_solutions():
    with_exercises = [path.name for path in TEACHING if exercises_of(path.name[:2])]
    assert [path.name for path in SOLUTIONS] == with_exercises


# Exercises stand in the notebook, are answered in the solutions, and the answers are right.


def checked(path: Path) -> dict[str, str]:
    """Return what check() says in a saved notebook, by exercise number."""
    found = {}
    for cell in rules.code_cells(read(path)):
        for number in re.findall(r'check\("([\d.]+)"', cell.source):
            found[number] = rules.output_text(cell)
    return found


@pytest.mark.parametrize("path", [path for path in TEACHING if exercises_of(path.name[:2])], ids=name)
def test_exercises_are_asked(path):
    asked = checked(path)
    assert list(asked) == list(exercises_of(path.name[:2]))
    assert all("Not answered yet" in feedback for feedback in asked.values())


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_solutions_are_right(path):
    answered = checked(path)
    assert list(answered) == list(exercises_of(path.name[:2]))
    assert {number: feedback for number, feedback in answered.items() if "Right." not in feedback} == {}


# Claims


def decisions(path: Path) -> dict[str, tuple[str, str]]:
    """Return the verdict and its sentence for each claim that a saved notebook decides."""
    cells = rules.code_cells(read(path))
    texts = [output.get("data", {}).get("text/markdown", "") for cell in cells for output in cell.outputs]
    return {match["claim"]: match.group("ours", "because") for text in texts if (match := DECIDED.fullmatch(text))}


@pytest.mark.parametrize("path", TEACHING, ids=name)
def test_a_notebook_decides_its_claims_as_the_table_records(path):
    recorded = verdicts().query("notebook == @path.name[:2]").set_index("claim_id")
    assert decisions(path) == {row.Index: (row.verdict, row.because) for row in recorded.itertuples()}


def test_collection_stays_small():
    assert {path.name: size for path in TEACHING + SOLUTIONS if (size := path.stat().st_size) > 600_000} == {}


# Each rule fails on a notebook that breaks it.


def figure(alt="A bar chart of crossings by port in 2024; Laredo leads with 3 million trucks.", inches=(9, 4.5)):
    png = io.BytesIO()
    Image.new("1", [round(side * 144) for side in inches]).save(png, format="png")
    html = f'<img alt="{alt}" src="data:image/png;base64,{base64.b64encode(png.getvalue()).decode("ascii")}">'
    return new_output("display_data", {"text/html": html, "text/plain": f"[Figure: {alt}]"})


def good():
    cells = [new_markdown_cell("# Is it so?\n\nA first look at the border.")]
    cells += [new_code_cell('ports = load("table")\nshow(bars(ports), "text", "table")', outputs=[figure()])]
    cells += [new_markdown_cell("## 1. How many?\n\nThere are 12 ports.")]
    cells += [new_code_cell("print(12)", outputs=[new_output("stream", text="12 ports", name="stdout")])]
    cells += [new_markdown_cell(f"## {title}\n\nText.") for title in rules.LAST_SECTIONS]
    cells.insert(-1, new_code_cell('sources("table")'))
    cells.insert(1, new_code_cell(rules.FIRST_CELL))
    notebook = new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict(rules.METADATA)
    for count, cell in enumerate(rules.code_cells(notebook), 1):
        cell.execution_count = count
    add_slide_types(notebook)
    return notebook


def broken(change):
    notebook = copy.deepcopy(good())
    change(notebook)
    return notebook


SET_UP, FIGURE, TEXT, CODE = 1, 2, 3, 4  # places of the good notebook's cells


def source(place, text):
    return lambda notebook: notebook.cells[place].update(source=text)


def slide(place, kind):
    return lambda notebook: notebook.cells[place].metadata.update(slideshow={"slide_type": kind})


def outputs(place, *new):
    return lambda notebook: notebook.cells[place].update(outputs=list(new))


BREAKS = [
    (rules.valid_format, lambda n: n.cells[FIGURE].update(id=n.cells[CODE].id)),
    (rules.valid_format, lambda n: n.cells[FIGURE].update(outputs="text")),
    (rules.kernel, lambda n: n.metadata.kernelspec.update(name="ir")),
    (rules.kernel, lambda n: n.metadata.language_info.update(version="3.12.1")),
    (rules.run_in_order, lambda n: n.cells[FIGURE].update(execution_count=None)),
    (rules.run_in_order, lambda n: n.cells[FIGURE].update(execution_count=7)),
    (rules.no_errors, outputs(CODE, new_output("error", ename="KeyError", evalue="x", traceback=[]))),
    (rules.no_errors, outputs(CODE, new_output("stream", text="careful", name="stderr"))),
    (rules.first_cell, source(SET_UP, "from helpers import *")),
    (rules.stays_inside, source(CODE, 'pd.read_csv("/home/ana/data.csv")')),
    (rules.stays_inside, source(CODE, 'pd.read_csv("https://example.org/data.csv")')),
    (rules.heading_order, source(TEXT, "# A second title")),
    (rules.heading_order, source(TEXT, "### Too deep\n\nText.")),
    (rules.cell_sizes, source(CODE, "\n".join(["x = 1"] * 16))),
    (rules.cell_sizes, source(CODE, "x = '" + "a" * 100 + "'")),
    (rules.cell_sizes, source(TEXT, "word " * 151)),
    (rules.prose_leads, lambda n: n.cells.insert(1, new_code_cell("1")) or n.cells.insert(1, new_code_cell("2"))),
    (rules.no_filler, source(TEXT, "## 1. How many?\n\nYou simply count.")),
    (rules.alt_texts, outputs(FIGURE, figure(alt=""))),
    (rules.alt_texts, outputs(FIGURE, figure(alt="A chart."))),
    (rules.alt_texts, outputs(FIGURE, new_output("display_data", {"image/png": "AAAA"}))),
    (rules.figure_sources, source(FIGURE, 'show(bars(ports), "text")')),
    (rules.figure_sources, source(FIGURE, 'both = load("a").merge(load("b"))\nshow(bars(both), "text", "a")')),
    (rules.figure_sources, source(FIGURE, 'fig, ax = plt.subplots()\nax.plot(load("a"))\nshow(fig, "text", "b")')),
    (prose.numbers_stand, source(TEXT, "## 1. How many?\n\nThere are 13 ports.")),
    (prose.numbers_stand, outputs(CODE, new_output("stream", text="13 ports", name="stdout"))),
    (prose.exercises_in_place, source(CODE, 'check("1.1", 12)')),
    (prose.exercises_in_place, source(TEXT, "## 1. How many?\n\n### Your turn 1.1: count")),
    (prose.headings_and_lists_count_up, source(TEXT, "## 2. How many?")),
    (prose.headings_and_lists_count_up, source(0, "# Is it so?\n\n1. Look.\n3. Doubt.")),
    (
        rules.tables_whole,
        outputs(CODE, new_output("display_data", {"text/html": "<table><td>long...</td></table>"})),
    ),
    (rules.early_figure, source(0, "# Is it so?\n\n" + "word " * 251)),
    (rules.early_figure, outputs(FIGURE)),
    (rules.closing_sections, source(-1, "## The end")),
    (rules.sources_named, source(CODE, 'load("another")')),
    (rules.slide_types_current, lambda n: n.cells[FIGURE].metadata.clear()),
    (rules.slide_types_current, slide(CODE, "slide")),
    (rules.fits_the_screen, source(TEXT, "## 1. How many?\n\n" + "word " * 115)),
    (rules.fits_the_screen, source(0, "# Is it so?\n\n" + "word " * 57)),
    (rules.fits_the_screen, outputs(FIGURE, figure(inches=(9, 5.2)))),
    (rules.fits_the_screen, outputs(FIGURE, figure(inches=(8, 4.5)))),
]


@pytest.mark.parametrize("rule", EVERY_NOTEBOOK + rules.TEACHING_NOTEBOOK, ids=lambda rule: rule.__name__)
def test_a_good_notebook_passes(rule):
    assert rule(good()) == []
    assert rule in [broken_rule for broken_rule, _ in BREAKS]


@pytest.mark.parametrize("rule,change", BREAKS, ids=[f"{i}-{rule.__name__}" for i, (rule, _) in enumerate(BREAKS)])
def test_each_rule_can_fail(rule, change):
    assert rule(broken(change)) != []


@pytest.mark.parametrize("path", TEACHING + SOLUTIONS, ids=name)
def test_a_notebook_is_saved_as_jupyter_saves_it(path):
    assert path.read_text("utf-8") == nbformat.writes(read(path)) + "\n"
