"""A class edition holds what was chosen, names nothing else, runs, and asks before it answers."""

import re
import subprocess
import sys

import class_edition
import class_material
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import language
from helpers.exercises import exercises_of


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The edition of one notebook, with all that a teacher gets; it is run on the way."""
    out = tmp_path_factory.mktemp("edition") / "monday"
    assert class_edition.main(["--out", str(out), "00"]) == 0
    return out


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    out = tmp_path_factory.mktemp("three")
    assert class_edition.main(["--out", str(out), "--only-learners", "01", "02", "06"]) == 0
    return out / "learners"


def test_an_edition_can_be_made_in_spanish(tmp_path):
    out = tmp_path / "lunes"
    command = [sys.executable, class_edition.__file__, "--language", "es", "--out", str(out), "00"]
    subprocess.run(command, check=True, capture_output=True)  # it speaks Spanish from then on: in a process of its own
    page, key = ((out / name).read_text("utf-8") for name in ("learners/README.md", "teacher/answer_key.md"))
    assert page.startswith("# ¿Es México un aliado de Estados Unidos?") and "notebooks/00_start_here.ipynb" in page
    assert key.startswith("# Clave de respuestas") and "**Respuesta: San Ysidro.**" in key
    assert '<html lang="es"' in (out / "teacher" / "deck_00.html").read_text("utf-8")
    cells = nbformat.read(out / "learners" / "notebooks" / "00_start_here.ipynb", as_version=4).cells
    assert any("from helpers.es import *" in cell.source for cell in cells)


def test_learners_get_the_chosen_notebooks_and_no_more(three):
    names = sorted(path.name for path in (three / "notebooks").iterdir())
    assert [name[:2] for name in names] == ["01", "02", "06"]
    assert (
        not list(three.rglob("*solutions*")) and not list(three.rglob("__pycache__")) and not (three / "tests").exists()
    )


def test_no_notebook_has_an_output(three):
    for path in (three / "notebooks").iterdir():
        cells = nbformat.read(path, as_version=4).cells
        assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)


def test_links_and_tables_name_what_is_there(three):
    assert class_edition.problems(three) == []
    page = (three / "README.md").read_text("utf-8")
    assert len(re.findall(r"^\| \[", page, re.M)) == 3 and "00_start" not in page and "solutions/" not in page
    assert "01_what_is_an_ally.ipynb" in page and "LICENSE" in page and "tests/" not in page


def test_next_leads_to_what_follows_here(three):
    books = {path.name[:2]: nbformat.read(path, as_version=4).cells for path in three.glob("notebooks/*.ipynb")}
    last = {number: [c.source for c in cells if c.cell_type == "markdown"][-1] for number, cells in books.items()}
    assert "02_economic_ties.ipynb" in last["01"] and "06_your_verdict.ipynb" in last["02"]
    assert "07_another_country" not in last["06"]


def test_problems_are_found(three, tmp_path):
    (tmp_path / "notebooks").mkdir()
    notebook = new_notebook(cells=[new_markdown_cell("[02](02_x.ipynb)"), new_code_cell("1")])
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="1")]
    (tmp_path / "notebooks" / "01_x.ipynb").write_text(nbformat.writes(notebook), "utf-8")
    (tmp_path / "notebooks" / "my_work.json").write_text("{}", "utf-8")
    assert len(class_edition.problems(tmp_path)) == 3


@pytest.mark.parametrize("names", [["99"], ["--out", "tests"], ["--out", "notebooks/new"]])
def test_a_folder_that_holds_something_is_never_written_into(names, monkeypatch):
    monkeypatch.chdir(class_edition.ROOT)
    with pytest.raises(SystemExit):
        class_edition.main(names)
    assert not (class_edition.NOTEBOOKS / "new").exists()


def test_running_it_leaves_the_folder_as_it_was_made(edition):
    assert class_edition.problems(edition / "learners") == [] and not list(edition.rglob("__pycache__"))


def test_the_key_has_every_value_and_what_to_say(edition):
    key = (edition / "teacher" / "answer_key.md").read_text("utf-8")
    for number, exercise in exercises_of("00").items():
        assert f"{number}" in key and class_material.said(exercise.answer(), exercise.tolerance) in key
        assert all(mistake.hint in key for mistake in exercise.mistakes)
    assert "supported" in key


def test_the_deck_asks_first(edition):
    page = (edition / "teacher" / "deck_00.html").read_text("utf-8")
    slides = re.findall(r"<section.*?</section>", page, re.DOTALL)
    answers = [place for place, slide in enumerate(slides) if "Answer: " in slide or "Our verdict: " in slide]
    assert len(answers) >= len(exercises_of("00")) + 1
    for place in answers:
        first = re.search(r"<h[23][^>]*>.*?</h", slides[place])[0]
        assert (
            first in slides[place - 1]
            and "Answer: " not in slides[place - 1]
            and "Our verdict" not in slides[place - 1]
        )
    figures = [place for place, slide in enumerate(slides) if class_material.BEFORE in slide]
    assert figures and all("<img" in slides[place + 1] for place in figures)


def test_deck_and_worksheet_need_no_network(edition):
    for path in edition.glob("teacher/*.html"):
        text = re.sub(r"base64,[^\"]*", "", path.read_text("utf-8"))
        assert not re.search(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?!data:)""", text), path.name
        assert all(len(alt.split()) >= 4 for alt in re.findall(r'<img[^>]*alt="([^"]*)"', text))


def test_the_worksheet_has_no_finding_and_no_code(edition):
    text = (edition / "teacher" / "worksheet_00.html").read_text("utf-8")
    assert text.count("<img") == text.count(class_material.BEFORE) > 0 and "load(" not in text


@pytest.mark.parametrize(
    "value,tolerance,text",
    [
        (26.804, 0.05, "26.8"),
        (19.0, 0, "19"),
        ("x", 0, "x"),
        (("A", 2), 0, "A, 2"),
        ([1.5], 0, "1.50"),
        (True, 0, "True"),
    ],
)
def test_answers_are_written_as_they_are_asked(value, tolerance, text):
    assert class_material.said(value, tolerance) == text


def test_a_notebook_without_figures_or_exercises_still_gives_a_deck_and_a_sheet():
    notebook = new_notebook(cells=[new_markdown_cell("# A & B"), new_code_cell("1")])
    assert "A &amp; B" in class_material.worksheet(notebook, "99") and "A &amp; B" in class_material.deck(
        notebook, "99"
    )
    assert class_material.answer_key(notebook, "99").startswith("## 99 A & B")


def shown(kind: str, text: str) -> list[str]:
    output = nbformat.v4.new_output("display_data", {kind: text})
    return class_material.tables(new_code_cell("", outputs=[output]))


def test_a_slide_holds_a_part_of_a_long_table_with_its_head():
    rows = [f"<tr><td>row {number}</td></tr>" for number in range(12)]
    table = "<table>\n<thead><tr><th>name</th></tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
    first, second = shown("text/html", table.format("\n".join(rows)))
    assert "row 10" in first and "row 11" not in first and "row 11" in second
    assert all("<th>name</th>" in part and part.endswith("</table>") for part in (first, second))
    assert shown("text/html", table.format(rows[0])) == []
    assert shown("text/markdown", "| a |\n|---|\n| 1 |\n| 2 |")[0].startswith("| a |\n|---|\n| 1 |\n| 2 |")
    assert shown("text/markdown", "| a |\n|---|\n" + "\n".join(f"| {'word ' * 60} |" for _ in range(6))) == []


def test_the_deck_shows_the_claims_that_it_announces(edition):
    page = (edition / "teacher" / "deck_00.html").read_text("utf-8")
    assert "<td>C1</td>" in page and "<td>C16</td>" in page


def test_a_code_stays_a_code_in_a_key():
    language.speak("es")
    try:
        assert class_material.said(["MEX", "Mexico"]) == "MEX, México"
    finally:
        language.speak("en")
