"""Which cells go on a projector: figures, questions and verdicts do, plumbing does not.

`python tests/tools/rerun.py` writes the types into the notebooks, where `jupyter nbconvert --to slides` reads them.
"""

import re

import phrases
from nbformat import NotebookNode

NO_SLIDE = phrases.every(phrases.SOURCES, phrases.NEXT)
MAX_ROWS = 8  # a longer table cannot be read at the back of a room
QUESTION = re.compile(
    rf"^(\*\*{phrases.any_of(phrases.SEE, phrases.CANNOT_TELL, phrases.PREDICT)}"
    rf"|### {phrases.any_of(phrases.YOUR_TURN)}|.*\*\*vot[aeo]\*\*)",
    re.M,
)
ARTICLE = re.compile(phrases.any_of(phrases.ARTICLE))


def has_figure(cell: NotebookNode) -> bool:
    html = ["".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", [])]
    return any("<img " in text for text in html)


def claims_shown(cell: NotebookNode) -> int:
    """Return how many rows a code cell shows of a table of what the article says."""
    texts = ["".join(output.get("data", {}).get("text/markdown", "")) for output in cell.get("outputs", [])]
    tables = [[line for line in text.splitlines() if line.startswith("|")] for text in texts]
    return sum(len(table) - 2 for table in tables if table and ARTICLE.search(table[0]))


def slide_type(cell: NotebookNode) -> str:
    """Return a cell's slide type: "slide" goes right, "subslide" goes down."""
    if cell.cell_type == "markdown":
        heading = re.search(r"^##? (.+)$", cell.source, flags=re.M)
        if heading:
            return "skip" if heading[1] in NO_SLIDE else "slide"
        return "subslide" if QUESTION.search(cell.source) else "skip"
    if has_figure(cell):
        return "subslide"
    if 0 < claims_shown(cell) <= MAX_ROWS:
        return "subslide"
    if re.search(r"^decide\(", cell.source, flags=re.M):
        return "subslide"  # so that the room can vote before each verdict appears
    return "skip"


def add_slide_types(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["slideshow"] = {"slide_type": slide_type(cell)}
