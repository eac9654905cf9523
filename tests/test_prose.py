"""The numbers of the prose: told by their form, looked for where they must stand, and found astray when wrong."""

import re

import nbformat
import prose
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

README = (prose.ROOT / "README.md").read_text("utf-8")
NOTES = (prose.NOTEBOOKS / "teaching_notes.md").read_text("utf-8")


def test_the_readme_states_no_number_of_its_own():
    assert prose.readme_astray(README) == []


def test_the_teaching_notes_state_no_number_of_their_own():
    assert prose.notes_astray(NOTES) == []


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
    ],
)
def test_a_number_is_told_by_its_form(text, kinds):
    assert [number.kind for number in prose.numbers(text)] == kinds


def test_every_digit_of_the_prose_is_of_some_kind():
    """What is left beside the kinds are addresses, HTML and blocks of commands."""
    for path in sorted(prose.NOTEBOOKS.glob("**/*.ipynb")):
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
        "Notebook 08.",
        "Exercise 1.7.",
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


@pytest.mark.parametrize(
    "old,new",
    [("Python 3.11", "Python 3.12"), ("| 45 |", "| 40 |"), ("[03 ", "[02 "), ("BY 4.0", "BY 3.0"), ("(2026)", "(2025)")]
    + [("45 to 50 minutes", "45 to 55 minutes"), ("November 2026", "November 2025")],
)
def test_a_wrong_number_of_the_readme_is_found(old, new):
    assert README.count(old) > 0
    assert prose.readme_astray(README.replace(old, new)) != []


@pytest.mark.parametrize(
    "old,new",
    [
        ("| 03 | ", "| 03 | 9"),
        ("77 MB", "78 MB"),
        ("105 files", "150 files"),
        ("Python 3.11", "Python 3.12"),
    ]
    + [("### 04 ", "### 05 "), ("5 guess", "6 guess"), ("7 June 2019", "8 June 2019"), ("7 June 2019", "7 June 2009")]
    + [
        ("exercise 4.6", "exercise 4.7"),
        ("sections 1, 2 and 5", "sections 1, 2 and 9"),
        ("of 50 minutes", "of 55 minutes"),
    ],
)
def test_a_wrong_number_of_the_teaching_notes_is_found(old, new):
    assert NOTES.count(old) > 0
    assert prose.notes_astray(NOTES.replace(old, new, 1)) != []


WORDS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
REQUIREMENTS = (prose.ROOT / "requirements.txt").read_text("utf-8")


@pytest.mark.parametrize("text", [README, NOTES], ids=["README", "notes"])
def test_claims_and_packages_are_as_many_as_the_words_say(text):
    counted = {
        "claims": len(prose.claims()),
        "packages": len(re.findall(r"^\w+[=>]", REQUIREMENTS, flags=re.MULTILINE)),
    }
    for word, thing in re.findall(r"\b(\w+) (claims|packages)\b", text):
        assert word not in WORDS or WORDS.index(word) == counted[thing], f"{word} {thing}"
