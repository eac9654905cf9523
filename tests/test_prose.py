"""The numbers of the prose: told by their form, looked for where they must stand, and found when wrong."""

import re

import lesson
import nbformat
import prose
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from rules import ours

README = (prose.ROOT / "README.md").read_text("utf-8")
NOTES = (prose.NOTEBOOKS / "teaching_notes.md").read_text("utf-8")


def test_the_readme_states_no_number_of_its_own():
    books = {path.name[:2]: nbformat.read(path, 4) for path in sorted(prose.NOTEBOOKS.glob("0*.ipynb"))}
    licence = (prose.ROOT / "LICENSE").read_text("utf-8")
    assert (
        prose.wrong_in_readme(README, {number: lesson.minutes(notebook) for number, notebook in books.items()}, licence)
        == []
    )


def test_the_teaching_notes_state_no_number_of_their_own():
    assert prose.wrong_in_notes(NOTES) == []


@pytest.mark.parametrize(
    "text,kinds",
    [
        ("about 2,000 miles", ["figure"]),
        ("97.6 %, 48 percent or 3.5 billion", ["figure"] * 3),
        ("It was 2 of 5.", ["figure"] * 2),
        ("1,985 people, 2023.5 %, 2024 %", ["figure"] * 3),
        ("In 2023, from 1985–2025, in FY2008, the 1960s.", ["year"] * 5),
        ("On 6 September 2002, on 3 May, as of May 2026.", ["date", "figure", "stand"]),
        ("Exercises 1.2 and 1.4, sections 1, 2 and 5.", ["exercise"] * 2 + ["section"] * 3),
        ("Read for 15 minutes; round to 1 decimal. The `head(10)` call.", ["minutes", "rounding", "code"]),
        ("Claim C12 of notebook 02.", ["claim", "notebook"]),
        ("## 3. What?", ["heading"]),
        ("1. Look.\n2. Doubt.", ["item"] * 2),
        ("It is [1,954 miles](https://example.org/7).", ["sourced"]),
        ("It is [1,954 miles](https://example.org/7). Others say 2,000.", ["sourced", "figure"]),
        ("```\nhead(10)\n```", []),
        ("Fear (Snyder 1984, *World Politics* 36) is old (since 1984; October 1984).", ["year"] * 2),
    ],
)
def test_a_number_is_told_by_its_form(text, kinds):
    assert [number.kind for number in prose.numbers(text)] == kinds


def test_every_digit_of_the_prose_is_of_some_kind():
    """What is left beside the kinds are addresses, HTML and blocks of commands."""
    for path in ours():
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "markdown":
                rest = prose.TOKEN.sub("", cell.source)
                assert not any(letter.isdigit() for letter in rest), f"{path.name}, {cell.id}: {rest}"


def a_notebook(text: str, shown: str = "14.4 % of 1,954 in 2019", code: str = 'load("gdp")') -> nbformat.NotebookNode:
    cell = new_code_cell(code, outputs=[new_output("stream", text=shown, name="stdout")])
    return new_notebook(cells=[new_markdown_cell("## 1. What?"), cell, new_markdown_cell(text)])


@pytest.mark.parametrize(
    "text",
    ["It is 14.4 percent.", "It is 1,954.", "In 2019 or the 2010s.", "Claim C12 says 30.", "See 02, C3."],
)
def test_a_number_that_stands_is_accepted(text):
    assert prose.numbers_stand(a_notebook(text)) == []


@pytest.mark.parametrize(
    "text",
    ["It is 14 percent.", "It is 14.40 percent.", "It is 1,955.", "In 2011.", "In the 1910s.", "Claim C11 says 30."]
    + [
        "Claim C17.",
        "As things stood, as of November 2024.",
        "Notebook 09.",
        "Exercise 9.9.",
        "See section 2.",
        "`head(10)`",
        "Round to 3 decimals.",
    ]
    + ["It is [1,954 miles](https://example.org). Others say 2,000."],
)
def test_a_number_that_stands_nowhere_is_found(text):
    assert prose.numbers_stand(a_notebook(text)) != []


def test_a_figure_must_be_printed_beside_the_text_and_not_further_off():
    notebook = a_notebook("It is 14.4 percent.")
    assert prose.numbers_stand(notebook) == []
    notebook.cells.insert(2, new_code_cell("7", outputs=[new_output("stream", text="7", name="stdout")]))
    assert prose.numbers_stand(notebook) != []


README_OF_TWO = """There are sixteen claims. The data are as of November 2026. You need Python 3.11.

| [00 Start here](notebooks/00_start_here.ipynb) | what? | 20 |
| [01 Allies](notebooks/01_allies.ipynb) | who? | 50 |

A class takes 20 to 50 minutes. Text is under CC BY 4.0. Cite it as of (2026).
"""


def wrong_in_readme(text: str) -> list[str]:
    return prose.wrong_in_readme(text, {"00": 20, "01": 50}, "CC BY 4.0")


def test_a_readme_that_agrees_is_accepted():
    assert wrong_in_readme(README_OF_TWO) == []


@pytest.mark.parametrize(
    "old,new",
    [("Python 3.11", "Python 3.12"), ("| 50 |", "| 40 |"), ("[01 ", "[02 "), ("BY 4.0", "BY 3.0"), ("(2026)", "(2025)")]
    + [("20 to 50 minutes", "20 to 55 minutes"), ("November 2026", "November 2025")],
)
def test_a_wrong_number_of_a_readme_is_found(old, new):
    assert wrong_in_readme(README_OF_TWO.replace(old, new)) != []


NOTES_OF_EIGHT = "# Notes\n\nMeasured in March 2024: 77 MB.\n\n" + "\n\n".join(
    f"### 0{n} A notebook\n\n- **Plan:** 5 guess, 7 look.\n- **Expected:** 12 of 40 in 2019, on 7 June 2019."
    f" See exercise 1.2 and 0{n}, sections 1 and 2, claim C3."
    for n in range(8)
)


def wrong_in_notes(text: str) -> list[str]:
    shown = {"figure": {"12", "40"}, "year": {"2019"}, "date": {"7 June 2019"}, "section": {"1", "2"}}
    return prose.wrong_in_notes(text, lambda number: shown)


def test_notes_that_agree_are_accepted():
    assert wrong_in_notes(NOTES_OF_EIGHT) == []


@pytest.mark.parametrize(
    "old,new",
    [("### 04 ", "### 05 "), ("12 of 40", "13 of 40"), ("in 2019", "in 2018"), ("7 June", "8 June"), ("C3", "C31")]
    + [("exercise 1.2", "exercise 1.9"), ("sections 1 and 2", "sections 1 and 9")],
)
def test_a_wrong_number_of_notes_is_found(old, new):
    assert wrong_in_notes(NOTES_OF_EIGHT.replace(old, new, 1)) != []


def test_every_claim_is_counted_in_words():
    for text in [README, NOTES]:
        assert not [word for word in re.findall(r"\b(\w+) claims\b", text) if word in WORDS]


WORDS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
