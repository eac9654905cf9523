"""What a lesson promises its learners: how long it takes, which cells are theirs, and that no move comes unexplained.

Each function takes a notebook (and what came before it, where it needs that) and returns what is wrong, as sentences.
"""

import ast
import builtins
import math
import re
import statistics

import phrases
from nbformat import NotebookNode
from rules import code_cells, images, markdown_cells

from helpers.exercises import all_exercises

# One rule turns a notebook into minutes. Exercises take the minutes of their kind (helpers/exercises/model.py).
WORDS_A_MINUTE = 200  # texts, and what cells print
SECONDS_A_LINE = 5  # of code that is not folded
SECONDS_A_FIGURE = 20
RULE = (WORDS_A_MINUTE, SECONDS_A_LINE, SECONDS_A_FIGURE)
CORE = {number: 50 for number in ["01", "02", "03", "04", "05", "06"]} | {"00": 20, "07": 45}

BEYOND = phrases.every(phrases.FURTHER, phrases.SOURCES, phrases.NEXT)
# The first line of a cell that is the learner's, and of one that is folded.
CHANGE, RUN = phrases.every(phrases.CHANGE), phrases.every(phrases.RUN)

ASKED = re.compile(rf"\*\*{phrases.any_of(phrases.SEE)}")


def is_folded(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden"))


def lines(cell: NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")]


def core(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells that a lesson needs: without what goes further, and without sources and links."""
    found, title = [], ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := re.search(r"^## (.+)$", cell.source, flags=re.MULTILINE)):
            title = heading[1]
        if not title.startswith(BEYOND):
            found.append(cell)
    return found


def reading(text: str) -> int:
    """Return the words of a text that is open to a reader: what folds in <details> is not."""
    text = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    return len(re.findall(r"\w[\w.,'’%-]*", text))


def output_words(cell: NotebookNode) -> str:
    """Return what a cell shows, once: HTML and plain text are two forms of the same."""
    parts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        kinds = [kind for kind in ("text/markdown", "text/html", "text/plain") if kind in data][:1]
        parts += [output.get("text", ""), *("".join(data[kind]) for kind in kinds)]
    text = re.sub(r"<img\b[^>]*>|<style.*?</style>", "", "\n".join("".join(part) for part in parts), flags=re.DOTALL)
    return re.sub(r"<(?!/?details)[^>]+>", " ", text)


def seconds(notebook: NotebookNode) -> float:
    """Return how long the core of a notebook takes by the rule."""
    cells = core(notebook)
    code = [cell for cell in cells if cell.cell_type == "code"]
    words = sum(reading(cell.source) for cell in cells if cell.cell_type == "markdown")
    words += sum(reading(output_words(cell)) for cell in code)
    asked = [number for cell in code for number in re.findall(r'check\("(\d\.\d)"', cell.source)]
    return (
        words / WORDS_A_MINUTE * 60
        + sum(len(lines(cell)) for cell in code if not is_folded(cell)) * SECONDS_A_LINE
        + sum(len(images(cell)) for cell in code) * SECONDS_A_FIGURE
        + sum(all_exercises()[number].minutes * 60 for number in asked)
    )


def minutes(notebook: NotebookNode) -> int:
    """Return the minutes that a notebook promises: the rule's, rounded up to five."""
    return math.ceil(seconds(notebook) / 60 / 5) * 5


def stated_minutes(notebook: NotebookNode) -> int | None:
    """Return the minutes that the opening of a notebook names."""
    opening = "\n".join(cell.source for cell in markdown_cells(notebook)[:3])
    found = re.search(rf"\b(\d+) {phrases.any_of(phrases.MINUTES)}\b", opening)
    return int(found[1]) if found else None


def keeps_its_time(notebook: NotebookNode) -> list[str]:
    """The opening promises what the rule gives, and the core of the lesson fits into a class."""
    number = next(iter(re.findall(r'guess\("(\d\d)"', "\n".join(cell.source for cell in code_cells(notebook)))), "")
    takes, says, limit = minutes(notebook), stated_minutes(notebook), CORE.get(number, 50)
    places = "in its opening, in the README's table and after Core in the teaching notes"
    found = (
        [] if says == takes else [f"it promises {says} minutes, and takes {takes} by the rule: write {takes} {places}"]
    )
    return found + ([f"its core takes {takes} minutes, more than {limit}"] if takes > limit else [])


def cells_are_told_apart(notebook: NotebookNode) -> list[str]:
    """A folded cell begins with `# Run me`, one that waits for the learner with `# Change me`."""
    found = []
    for cell in code_cells(notebook):
        waits = any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(ast.parse(cell.source)))
        for mark, wanted in ((RUN, is_folded(cell)), (CHANGE, waits)):
            if wanted and not cell.source.startswith(mark):
                found.append(f"{cell.id} should begin with {mark[0]!r}")
        if cell.source.startswith(RUN) and not is_folded(cell):
            found.append(f"{cell.id} begins with {RUN[0]!r} and is not folded")
    return found


def cells_are_short(notebook: NotebookNode) -> list[str]:
    read = [cell for cell in code_cells(notebook) if not is_folded(cell) and not cell.source.startswith("sources(")]
    long = [cell.id for cell in read if len(lines(cell)) > 15]  # a list of sources is no code to read
    return [f"{name} has over 15 lines: shorten or fold it" for name in long]


def lengths(notebooks: list[NotebookNode]) -> tuple[float, float]:
    """Return the median of the lines of code of all cells, and the share of cells with fewer than 8."""
    found = [len(lines(cell)) for notebook in notebooks for cell in code_cells(notebook) if not is_folded(cell)]
    return statistics.median(found), sum(count < 8 for count in found) / len(found)


def moves(source: str) -> set[str]:
    """Return the methods, attributes, functions and operators that a cell uses and a beginner must have met."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and hasattr(builtins, node.func.id):
            found.add(node.func.id)
        elif isinstance(node, ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp):
            found.add("for")
        elif isinstance(node, ast.Invert):
            found.add("~")
        elif isinstance(node, ast.BitAnd):
            found.add("&")
        elif isinstance(node, ast.BitOr):
            found.add("|")
        elif isinstance(node, ast.Eq):
            found.add("==")
        elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            found.add(":")
        elif isinstance(node, ast.JoinedStr):
            found.add('f"')
    return found


def moves_in(text: str) -> set[str]:
    """Return the moves that a text names: words and signs in its backticks."""
    code = " ".join(re.findall(r"`([^`\n]+)`", text))
    found = set(re.findall(r"[A-Za-z_]\w*", code)) | {sign for sign in ("~", "&", "|", "==", 'f"') if sign in code}
    return found | ({":"} if re.search(r"\{[^}]*:[^}]*\}|:[,.\d]", code) else set())


def track_moves(notebook: NotebookNode, before: set[str]) -> tuple[set[str], list[str]]:
    """Return the moves that a learner has met after a notebook, and those that come unexplained.

    A move is met when a text names it in backticks, before the cell that uses it or in the same cell's comments.
    Folded cells are only run: their moves need not be known.
    """
    known, wrong = set(before), []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            known |= moves_in(cell.source)
        elif not is_folded(cell):
            comments = " ".join(re.findall(r"#(.*)", cell.source))
            missing = moves(cell.source) - known - moves_in(comments)
            wrong += [f"{cell.id} uses {', '.join(sorted(missing))}, which no text has named"] if missing else []
            known |= missing  # named once is enough
    return known, wrong


def title_of(source: str) -> str | None:
    """Return the title of the last figure that a cell shows, as far as it is written out; None without a figure."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    shown = [call for call in calls if call.func.id == "show" and len(call.args) > 1]
    if not shown:
        return None
    title = shown[-1].args[1]
    if isinstance(title, ast.Name):
        given = [
            n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and title.id in map(ast.unparse, n.targets)
        ]
        title = given[-1] if given else title
    parts = [node.value for node in ast.walk(title) if isinstance(node, ast.Constant)]
    return str(parts[-1]) if parts else ""


def asks_before_it_answers(notebook: NotebookNode) -> list[str]:
    """Where a text asks "What do we see?", the figure before it has a question for its title, and no other has."""
    found, title = [], None
    for cell in notebook.cells:
        if cell.cell_type == "code" and images(cell):
            if title and title.endswith("?"):
                found.append(f"the figure {title!r} asks, and no “What do we see?” follows")
            title = title_of(cell.source)
        elif cell.cell_type == "markdown" and ASKED.search(cell.source):
            if title is not None and not title.endswith("?"):
                found.append(f"{cell.id} asks what we see, and the title before it answers: {title!r}")
            title = None
        elif cell.cell_type == "markdown" and re.search(r"^##", cell.source, flags=re.MULTILINE):
            if title and title.endswith("?"):
                found.append(f"the figure {title!r} asks, and no “What do we see?” follows")
            title = None
    return found


LESSON = [keeps_its_time, cells_are_told_apart, cells_are_short, asks_before_it_answers]
