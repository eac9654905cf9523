"""The rules that every notebook keeps. Each function takes a notebook and returns what is wrong, as sentences."""

import ast
import base64
import functools
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
import phrases
from drawn import tables_drawn
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from PIL import Image
from slides import slide_type

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
FIRST_CELL = (Path(__file__).parent / "first_cell.txt").read_text("utf-8").rstrip("\n")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python"},  # nbconvert names a script by it
}
MAX_CODE_LINES = 15
MAX_LINE_LENGTH = 100
MAX_WORDS = 150
FIRST_FIGURE_CODE_CELL = 3
FIRST_FIGURE_WORDS = 250
LAST_SECTIONS = [phrases.VERDICT, phrases.DISCUSS, phrases.KEY_POINTS]
LAST_SECTIONS += [phrases.FURTHER, phrases.SOURCES, phrases.NEXT]
OPTIONAL = phrases.FURTHER
# Measured in Chromium at 1280 × 720 with the command of notebooks/teaching_appendix.md: longer texts and taller figures
# leave the screen, and in a wider figure the numbers on the axes are smaller than 18 pixels.
MAX_SLIDE_WORDS = 115
MAX_TITLE_WORDS = 60
FIGURE_WIDTH = 9  # inches
FILLER = re.compile(
    r"\b(simply|obviously|click here|needless to say|it is important to note"
    r"|simplemente|obviamente|haz clic aquí|huelga decir|es importante señalar|cabe (?:señalar|destacar))\b",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"(/home/|/Users/|/tmp/|\b[A-Z]:\\|https?://|\burllib\b|\brequests\b|\bsubprocess\b|!pip|%pip)")


# Our notebooks are those in the README's table. Copies, drafts and what a hub renamed are nobody's business here.


def teaching() -> list[Path]:
    """Return our notebooks, in the order of the README's table."""
    readme = (ROOT / "README.md").read_text("utf-8")
    return [NOTEBOOKS / name for name in re.findall(r"\]\(notebooks/(\d\d_\w+\.ipynb)\)", readme)]


def solutions() -> list[Path]:
    """Return the notebooks with solutions: they have the same names."""
    paths = [NOTEBOOKS / "solutions" / path.name for path in teaching()]
    return [path for path in paths if path.exists()]


def ours() -> list[Path]:
    return teaching() + solutions()


def translated() -> list[Path]:
    """Return our notebooks and solutions in other languages: they have the same names, in notebooks/es."""
    paths = [folder / path.relative_to(NOTEBOOKS) for folder in sorted(NOTEBOOKS.glob("[a-z][a-z]")) for path in ours()]
    return [path for path in paths if path.exists()]


def not_ours() -> list[str]:
    """Return the notebooks in our folder that are none of ours, and the files in data/ that no table is."""
    known = [*ours(), *(ROOT / "data" / name for name in ["README.md", "datapackage.json", *table_files()])]
    known += translated()
    found = [*NOTEBOOKS.rglob("*.ipynb"), *(ROOT / "data").iterdir()]
    names = [path.relative_to(ROOT).as_posix() for path in found if path not in known]
    return sorted(name for name in names if ".ipynb_checkpoints" not in name)


def table_files() -> list[str]:
    record = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    return [table["path"] for table in record["resources"]]


def tracked(folder: str) -> list[str] | None:
    """Return the files of a folder that git keeps; None where there is no git or no repository."""
    try:
        run = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, encoding="utf-8")
    except OSError:
        return None
    return [name for name in run.stdout.split("\0") if name] or None


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def markdown_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def output_text(cell: NotebookNode) -> str:
    """Return what a code cell shows, as text without image bytes and HTML tags."""
    parts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        parts += [output.get("text", "")] + [data.get(f"text/{kind}", "") for kind in ("plain", "markdown", "html")]
    return without_tags("\n".join(part if isinstance(part, str) else "".join(part) for part in parts))


@functools.cache
def without_tags(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r'src="data:image/png;base64,[^"]*"', "", html))


def images(cell: NotebookNode) -> list[str]:
    html = "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", []))
    return re.findall(r"<img\b[^>]*>", html)


def headings(notebook: NotebookNode) -> list[tuple[int, str]]:
    found = []
    for cell in markdown_cells(notebook):
        source = re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL)
        found += [(len(marks), text) for marks, text in re.findall(r"^(#{1,6}) +(.+)$", source, flags=re.MULTILINE)]
    return found


def calls(notebook: NotebookNode, name: str) -> Iterator[ast.Call]:
    """Yield every call of a function of that name in the code cells."""
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def constants(call: ast.Call, start: int = 0) -> list[str]:
    return [arg.value for arg in call.args[start:] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


# Files


def valid_format(notebook):
    ids = [cell.get("id") for cell in notebook.cells]
    if None in ids or len(ids) != len(set(ids)):  # looked at first: nbformat mends these and only warns
        return ["cell ids are missing or stand twice"]
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as problem:
        return [f"not a valid notebook: {problem.message}"]
    return []


def kernel(notebook):
    """The kernel is Python's, and nothing in the metadata differs between computers."""
    return (
        []
        if notebook.metadata == METADATA
        else [f"the metadata are {dict(notebook.metadata)}; run tests/tools/rerun.py"]
    )


def run_in_order(notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    wanted = list(range(1, len(counts) + 1))
    return [] if counts == wanted else [f"execution counts are {counts}, not 1 to {len(counts)}"]


def no_errors(notebook):
    found = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"{cell.id} ends in {output.ename}")
            if output.get("name") == "stderr":
                found.append(f"{cell.id} prints to stderr")
    return found


def is_first(cell: NotebookNode) -> bool:
    """Say whether a cell is the one that finds the collection, in whatever language."""
    return cell.cell_type == "code" and "def find_home():" in cell.source


def first_cell(notebook):
    """The first code cell is the same everywhere: it finds the collection from wherever it runs."""
    found = [cell.source for cell in code_cells(notebook)][:1]
    return [] if found == [FIRST_CELL] else ["run `python tests/tools/rerun.py`: it writes the first code cell"]


def add_first_cell(notebook: NotebookNode) -> None:
    """Write the first code cell; where a notebook begins with another, put it before that one."""
    cells = code_cells(notebook)
    if not cells or not cells[0].source.startswith("# Run me first"):
        place = notebook.cells.index(cells[0]) if cells else len(notebook.cells)
        notebook.cells.insert(place, new_code_cell())
    cell = code_cells(notebook)[0]
    cell.source = FIRST_CELL
    cell.metadata["jupyter"] = {"source_hidden": True}


def stays_inside(notebook):
    found = [(cell.id, OUTSIDE.search(cell.source)) for cell in code_cells(notebook)[1:]]
    return [f"{name}: {match[0]!r} reaches outside the repository" for name, match in found if match]


# Reading


def heading_order(notebook):
    levels = [level for level, _ in headings(notebook)]
    if levels[:1] != [1] or levels.count(1) != 1:
        return ["there must be exactly one H1, at the top"]
    jumps = [text for (level, text), before in zip(headings(notebook)[1:], levels, strict=False) if level > before + 1]
    return [f"heading {text!r} skips a level" for text in jumps]


def cell_sizes(notebook):
    found = []
    for cell in code_cells(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if is_first(cell) or cell.metadata.get("jupyter", {}).get("source_hidden"):
            continue
        if len(lines) > MAX_CODE_LINES and not cell.source.startswith("sources("):  # a list of names
            found.append(f"{cell.id} has {len(lines)} lines of code")
        found += [f"{cell.id} has a line of {len(line)} characters" for line in lines if len(line) > MAX_LINE_LENGTH]
    for cell in markdown_cells(notebook):
        words = len(cell.source.split())
        if words > MAX_WORDS and "|---" not in cell.source:
            found.append(f"{cell.id} has {words} words")
    return found


def prose_leads(notebook):
    found, run = [], 0
    for cell in notebook.cells:
        run = run + 1 if cell.cell_type == "code" else 0
        if run > 2:
            found.append(f"{cell.id} is the third code cell in a row")
    return found


def no_filler(notebook):
    found = [(cell.id, FILLER.search(cell.source)) for cell in markdown_cells(notebook)]
    return [f"{name}: {match[0]!r} says nothing" for name, match in found if match]


# Figures


def alt_texts(notebook):
    found = []
    for cell in code_cells(notebook):
        for tag in images(cell):
            alt = re.search(r'\balt="([^"]*)"', tag)
            if not alt or len(alt[1].split()) < 8:
                found.append(f"{cell.id}: a figure without a text alternative of at least eight words")
        for output in cell.outputs:
            if {"image/png", "image/svg+xml", "image/jpeg"} & set(output.get("data", {})):
                found.append(f"{cell.id}: a figure that did not go through show()")
    return found


def figure_sources(notebook):
    """Every figure names a table, and every table that it is drawn from."""
    found = []
    for cell, drawn, named in tables_drawn(notebook):
        if not named:
            found.append(f"{cell}: show() names no table: write its name after the title")
        elif missing := drawn - named:
            found.append(f"{cell}: show() does not name {', '.join(sorted(missing))}, from which it is drawn")
    return found


def tables_whole(notebook):
    """No table has cells that pandas cut short: on paper nobody can open them."""
    cut = re.compile(r"\.\.\.</t[dh]>")
    shown = {c.id: "".join(o.get("data", {}).get("text/html", "") for o in c.outputs) for c in code_cells(notebook)}
    return [f'{name}: pd.set_option("display.max_colwidth", None)' for name, html in shown.items() if cut.search(html)]


def early_figure(notebook):
    words = count = 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words += len(cell.source.split())
            continue
        count += not is_first(cell)
        if images(cell):
            if count > FIRST_FIGURE_CODE_CELL or words > FIRST_FIGURE_WORDS:
                return [f"the first figure comes at code cell {count}, after {words} words"]
            return []
    return ["there is no figure"]


# Rhythm


def closing_sections(notebook):
    second = [text for level, text in headings(notebook) if level == 2]
    said = {title: phrases.in_languages(title)[phrases.language_of(notebook)] for title in LAST_SECTIONS}
    wanted = [said[title] for title in LAST_SECTIONS if title != OPTIONAL or said[OPTIONAL] in second]
    found = second[-len(wanted) :]
    return [] if found == wanted else [f"the last sections are {found}, not {wanted}"]


def sources_named(notebook):
    named = {name for call in calls(notebook, "sources") for name in constants(call)}
    used = {name for call in calls(notebook, "load") for name in constants(call)}
    used |= {name for call in calls(notebook, "show") for name in constants(call, start=2)}
    return [f"the table {name!r} is used and not among the sources" for name in sorted(used - named)]


# Projector


def given_slide_type(cell: NotebookNode) -> str | None:
    return cell.metadata.get("slideshow", {}).get("slide_type")


def slide_types_current(notebook):
    wrong = [cell.id for cell in notebook.cells if given_slide_type(cell) != slide_type(cell)]
    return [f"run `python tests/tools/rerun.py`: it sets the slide type of {', '.join(wrong)}"] if wrong else []


def fits_the_screen(notebook):
    """No text on a slide is too long, and every figure has the one width and is not too tall."""
    found = []
    for cell in notebook.cells:
        if given_slide_type(cell) in (None, "skip", "notes"):
            continue
        words = len(cell.source.split())
        limit = MAX_TITLE_WORDS if cell.source.startswith("# ") else MAX_SLIDE_WORDS
        if cell.cell_type == "markdown" and words > limit:
            found.append(f"{cell.id}: {words} words on one slide; split the cell")
        for tag in images(cell):
            data = re.search(r"base64,([^\"]+)", tag)[1]
            width, height = (pixels / 144 for pixels in Image.open(io.BytesIO(base64.b64decode(data))).size)
            if round(width, 1) != FIGURE_WIDTH or height > width * 9 / 16:
                found.append(f"{cell.id}: a figure of {width:.1f} × {height:.1f} inches, not 9 × 5 at most")
    return found


EVERY_NOTEBOOK = [
    valid_format,
    kernel,
    first_cell,
    run_in_order,
    no_errors,
    stays_inside,
    heading_order,
    cell_sizes,
    prose_leads,
    no_filler,
    alt_texts,
    figure_sources,
    tables_whole,
]
TEACHING_NOTEBOOK = [early_figure, closing_sections, sources_named, slide_types_current, fits_the_screen]
