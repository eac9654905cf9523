"""The lessons keep their promises, and each check is shown to fail on a lesson that breaks one."""

import re
from pathlib import Path

import lesson
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
TEACHING = {path.name[:2]: nbformat.read(path, as_version=4) for path in sorted(NOTEBOOKS.glob("0*.ipynb"))}


@pytest.mark.parametrize("rule", lesson.LESSON, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("number", TEACHING)
def test_lesson(number, rule):
    assert rule(TEACHING[number]) == []


def test_cells_are_short_enough_for_a_beginner():
    median, share = lesson.lengths(list(TEACHING.values()))
    assert median <= 3 and share >= 0.9, f"median {median} lines, {share:.0%} of the cells under 8"


@pytest.mark.parametrize("number", TEACHING)
def test_no_move_comes_unexplained(number):
    known: set[str] = set()
    for before in [n for n in TEACHING if n < number]:
        known, _ = lesson.track_moves(TEACHING[before], known)
    assert lesson.track_moves(TEACHING[number], known)[1] == []


def picture():
    return new_output("display_data", {"text/html": '<img alt="a">', "text/plain": "[Figure: a]"})


def a_lesson(**cells):
    parts = {
        "title": new_markdown_cell("# Who?\n\nThis takes 5 minutes."),
        "move": new_markdown_cell("`head` gives the first rows."),
        "read": new_code_cell("table.head()"),
        "figure": new_code_cell('# Run me: a map\nshow(ax, "Who is first?", "a")', outputs=[picture()]),
        "asked": new_markdown_cell("**What do we see?** A line."),
        "yours": new_code_cell('# Change me\nmine = ...\nguess("01", mine)'),
    }
    parts["figure"].metadata["jupyter"] = {"source_hidden": True}
    return new_notebook(cells=list((parts | cells).values()))


@pytest.mark.parametrize("rule", lesson.LESSON, ids=lambda rule: rule.__name__)
def test_a_good_lesson_passes(rule):
    assert rule(a_lesson()) == []
    assert lesson.track_moves(a_lesson(), set())[1] == []


BREAKS = [
    (lesson.keeps_its_time, {"title": new_markdown_cell("# Who?\n\nThis takes 10 minutes.")}),
    (lesson.keeps_its_time, {"asked": new_markdown_cell("**What do we see?** " + "word " * 1100)}),
    (lesson.cells_are_told_apart, {"yours": new_code_cell('mine = ...\nguess("01", mine)')}),
    (lesson.cells_are_told_apart, {"read": new_code_cell("# Run me: look\ntable.head()")}),
    (lesson.cells_are_short, {"read": new_code_cell("table.head()\n" * 16)}),
    (lesson.asks_before_it_answers, {"asked": new_markdown_cell("A line.\n\n## Next")}),
    (
        lesson.asks_before_it_answers,
        {"figure": new_code_cell('show(ax, "Mexico is first", "a")', outputs=[picture()])},
    ),
]


@pytest.mark.parametrize("rule,cells", BREAKS, ids=[f"{i}-{rule.__name__}" for i, (rule, _) in enumerate(BREAKS)])
def test_a_broken_promise_is_found(rule, cells):
    assert rule(a_lesson(**cells)) != []


@pytest.mark.parametrize("source", ["table.tail()", "a == b", "a & b", "[x for x in y]", 'f"{x:.1f}"', "sum(x)"])
def test_a_move_that_nobody_named_is_found(source):
    assert lesson.track_moves(a_lesson(read=new_code_cell(source)), set())[1] != []
    assert (
        lesson.track_moves(a_lesson(yours=new_code_cell(source, metadata={"jupyter": {"source_hidden": True}})), set())[
            1
        ]
        == []
    )


def test_time_is_reading_code_figures_and_exercises():
    plain = lesson.seconds(a_lesson())
    assert lesson.seconds(a_lesson(more=new_markdown_cell("word " * 200))) == pytest.approx(plain + 60)
    assert lesson.seconds(a_lesson(more=new_code_cell("x\ny"))) == pytest.approx(plain + 2 * lesson.SECONDS_A_LINE)
    assert lesson.seconds(a_lesson(more=new_code_cell("", outputs=[picture()]))) == pytest.approx(plain + 20)
    assert lesson.seconds(a_lesson(more=new_code_cell('check("1.1", a)'))) > plain + 60
    beyond = [new_markdown_cell("## Going further"), new_markdown_cell("word " * 200)]
    longer = a_lesson()
    longer.cells += beyond
    assert lesson.seconds(longer) == pytest.approx(plain)


NOTES = (NOTEBOOKS / "teaching_notes.md").read_text("utf-8")
SIGNS = {":": "{x:.1f}", 'f"': 'f"…"', "|": r"\|"}


def used(cells):
    """Return the moves of the code that learners see."""
    code = [cell.source for cell in cells if cell.cell_type == "code" and not lesson.is_folded(cell)]
    return {move for source in code for move in lesson.moves(source)}


def rows_of_moves(notebooks):
    """Return the lines of the notes' table: what each notebook is the first to use, in its core and beyond."""
    in_core, anywhere, rows = set(), set(), []
    for number, notebook in notebooks.items():
        core = used(lesson.core(notebook))
        beyond = used(notebook.cells) - core - anywhere - in_core
        parts = [core - in_core, beyond]
        shown = [", ".join(f"`{SIGNS.get(move, move)}`" for move in sorted(part)) or "–" for part in parts]
        rows.append(f"| {number} | {shown[0]} | {shown[1]} |")
        in_core |= core
        anywhere |= used(notebook.cells)
    return rows


def test_the_notes_list_the_moves_of_each_notebook():
    listed = [line for line in NOTES.partition("## Moves by notebook")[2].splitlines() if line.startswith("| 0")]
    assert listed == rows_of_moves(TEACHING), "the table should be\n" + "\n".join(rows_of_moves(TEACHING))


def test_a_move_is_listed_once_for_the_core_and_once_beyond():
    first, second = a_lesson(), a_lesson(read=new_code_cell("table.tail() | a"))
    first.cells += [new_markdown_cell("## Going further"), new_code_cell("table.tail()\nf'{x:.1f}'")]
    assert rows_of_moves({"01": first, "02": second}) == [
        '| 01 | `head` | `{x:.1f}`, `f"…"`, `tail` |',
        r"| 02 | `tail`, `\|` | – |",
    ]


@pytest.mark.parametrize("number", TEACHING)
def test_the_notes_promise_the_minutes_of_the_core(number):
    part = NOTES.partition(f"\n### {number} ")[2].partition("\n### ")[0]
    assert f"- **Core:** {lesson.minutes(TEACHING[number])} minutes" in part
    for planned, plan in re.findall(r"^- \*\*Plan \((\d+) minutes[^)]*\):\*\* (.+)$", part, flags=re.MULTILINE):
        assert sum(map(int, re.findall(r"(?:^|, )(\d+) ", plan))) == int(planned)
