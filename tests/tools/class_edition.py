"""Make a class edition: a folder for learners, and one for the teacher.

python tests/tools/class_edition.py                       all notebooks, into class_edition/
python tests/tools/class_edition.py --out ../monday 01 06  only these, into another folder
python tests/tools/class_edition.py --only-learners 01     without key, decks and worksheets
python tests/tools/class_edition.py --language es 00 01    all in Spanish, from notebooks/es

learners/ holds the chosen notebooks without outputs and without solutions; links and tables name only what is there.
teacher/ holds the answer key, a deck that asks first and answers on the next slide, and a worksheet of two pages for
each notebook. Every notebook is run once on the way. A folder that holds something is never written into.
"""

import argparse
import copy
import os
import posixpath
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent), str(ROOT / "tests" / "checks")]
# The kernels inherit both: no learner's file is read or written, and the folder stays as it was made.
os.environ |= {"COLLECTION_WORK": "off", "PYTHONDONTWRITEBYTECODE": "1"}

import nbformat
import phrases
from class_material import answer_key, deck, run_for_teacher, worksheet
from nbformat import NotebookNode

from helpers.language import _, speak

NOTEBOOKS = ROOT / "notebooks"
COPIED = ("helpers", "data", ".binder", "LICENSE", "requirements.txt", ".gitignore")
LEFT = shutil.ignore_patterns("__pycache__", ".*_cache", ".ipynb_checkpoints", "my_work*", "hand_in*", "*.po")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)\s]+)\)")
ANY_NOTEBOOK = re.compile(r"\b0\d_[a-z_]+\.ipynb")
HEADING_NEXT = re.compile(rf"^## {phrases.any_of(phrases.NEXT)}\n", re.M)


def home(language: str) -> Path:
    """Return the folder of the notebooks in a language. The edition has them in notebooks/ in any language."""
    return NOTEBOOKS if language == "en" else NOTEBOOKS / language


def choose(names: list[str], language: str = "en") -> list[Path]:
    """Return the notebooks whose names start with one of those given; all for none."""
    every = sorted(home(language).glob("*.ipynb"))
    for name in names or [""]:
        if not any(path.name.startswith(name) for path in every):
            raise SystemExit(_("no notebook's name starts with {name}", name=repr(name)))
    return [path for path in every if not names or path.name.startswith(tuple(names))]


def learners_folder(out: Path, chosen: list[Path]) -> list[Path]:
    """Write the folder for learners and return its notebooks."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, out / name, ignore=LEFT)
        elif source.exists():
            shutil.copy(source, out / name)
    (out / "notebooks").mkdir()
    made = [out / "notebooks" / path.name for path in chosen]
    for path in made:  # each is there before the first link is looked at
        path.touch()
    for place, (path, goal) in enumerate(zip(chosen, made, strict=True)):
        notebook = without_outputs(nbformat.read(path, as_version=4))
        following = chosen[place + 1] if place + 1 < len(chosen) else None
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = adjusted(moved(cell.source, path.parent, "notebooks"), out / "notebooks", following)
        goal.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")
    page = out / "data" / "README.md"
    page.write_text(adjusted(page.read_text("utf-8"), page.parent), "utf-8", newline="\n")
    (out / "README.md").write_text(readme(out, chosen), "utf-8", newline="\n")
    return made


def without_outputs(notebook: NotebookNode) -> NotebookNode:
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def moved(text: str, source: Path, goal: str) -> str:
    """Return Markdown of a folder of ours whose links fit a folder of the edition."""

    def change(match: re.Match) -> str:
        target, mark, fragment = match[2].partition("#")
        place = posixpath.normpath(posixpath.join(source.relative_to(ROOT).as_posix(), target))
        place = re.sub(r"^notebooks/[a-z][a-z]/", "notebooks/", place)
        return f"[{match[1]}]({posixpath.relpath(place, goal)}{mark}{fragment})"

    return LINK.sub(change, text)


def adjusted(text: str, folder: Path, following: Path | None = None) -> str:
    """Return Markdown whose links lead only to what is in the edition.

    A row of a table that begins with a dead link goes. Any other dead link leaves its words. What a
    section "Next" said of a notebook that is not there gives way to the notebook that follows here.
    """

    def dead(match: re.Match) -> bool:
        return not (folder / match[2].partition("#")[0]).exists()

    def of_row(line: str) -> bool:
        first = LINK.search(line.split("|")[1]) if line.count("|") > 1 and line.startswith("|") else None
        return first is None or not dead(first)

    heading = HEADING_NEXT.search(text)
    if heading and any(dead(match) for match in LINK.finditer(text, heading.end())):
        link = f"[{title(following)}]({following.name})" if following else _("This is the last notebook of this class.")
        return f"{text[: heading.end()]}\n{link}"
    text = "\n".join(line for line in text.split("\n") if of_row(line))
    return LINK.sub(lambda match: match[1] if dead(match) else match[0], text)


def title(path: Path) -> str:
    """Return number and title of a notebook, such as "01 What is an ally?"."""
    cells = nbformat.read(path, as_version=4).cells
    heading = next((match[1] for cell in cells if (match := re.search(r"^# (.+)$", cell.source, re.M))), path.stem)
    return f"{path.name[:2]} {heading}"


def readme(out: Path, chosen: list[Path]) -> str:
    """Return the page for learners; how to start, minutes and terms are taken from the collection's own page.

    Its sections are told by what they hold, in whatever language: how to start by the command, terms by the licence.
    """
    folder = chosen[0].parent
    ours = ROOT / "README.md" if folder == NOTEBOOKS else folder / "LEEME.md"
    page = moved(ours.read_text("utf-8"), ours.parent, ".")
    sections = re.findall(r"^(## [^\n]+)\n(.*?)(?=^## |\Z)", page, re.S | re.M)

    def holding(pattern: str) -> tuple[str, str]:
        return next((part for part in sections if re.search(pattern, part[1], re.M)), ("", ""))

    start = re.search(r"^(?:Linux, macOS|```).*", holding(r"^```[^`]*jupyter lab")[1], re.S | re.M)
    start = re.sub(r"\bnotebooks([/\\])[a-z][a-z][/\\](?=0)", r"notebooks\1", start[0] if start else "")
    start = ANY_NOTEBOOK.sub(
        lambda match: match[0] if (out / "notebooks" / match[0]).exists() else chosen[0].name, start
    )
    table = [line for line in holding(r"^\| \[00 ")[1].splitlines() if line.startswith("|")]
    table = adjusted("\n".join(table), out) or "\n".join(f"- [{title(path)}](notebooks/{path.name})" for path in chosen)
    kept = [line for line in start.splitlines() if not (line.startswith("|") and "tests/tools/" in line)]
    start = "\n".join(kept).strip()  # a class has no such command
    name, terms = holding(r"\]\(LICENSE\)")
    terms = adjusted(re.split(r"^<!--|^\[\w+\]:", terms, maxsplit=1, flags=re.MULTILINE)[0], out)
    terms = re.sub(r"\[([^\]]*)\]\[\w+\]", r"\1", terms)  # addresses that stood at the foot of the page
    about = _(
        "This edition has no solutions and no results: you make the results yourself. What you give is kept in "
        '`notebooks/my_work.json` on this computer, until you hand it in with `hand_in("your name")`.'
    )
    parts = ["# " + _("Is Mexico a US ally? Class edition"), about, "## " + _("Start"), start]
    parts += ["## " + _("The notebooks"), table, f"{name}\n{terms}".strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def problems(out: Path) -> list[str]:
    """Return what is wrong with a folder for learners, as sentences."""
    found = []
    for path in sorted([*out.glob("*.md"), *out.glob("data/*.md"), *out.glob("notebooks/*")]):
        if path.suffix == ".md":
            texts = [path.read_text("utf-8")]
        elif path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
            if any(cell.get("outputs") for cell in notebook.cells):
                found.append(f"{path.name} has outputs")
        else:
            found.append(f"{path.name} does not belong there")
            continue
        links = [match for text in texts for match in LINK.finditer(text)]
        dead = [match[2] for match in links if not (path.parent / match[2].partition("#")[0]).exists()]
        found += [f"{path.name} links to {target}, which is not there" for target in dead]
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="starts of file names, for example 01 06")
    parser.add_argument("--out", type=Path, default=ROOT / "class_edition", help="a new or empty folder")
    parser.add_argument("--only-learners", action="store_true", help="no key, decks or worksheets, and no run")
    parser.add_argument("--language", choices=phrases.LANGUAGES, default="en", help="es: in Spanish")
    options = parser.parse_args(arguments)
    speak(options.language)
    chosen = choose(options.names, options.language)
    out = options.out.resolve()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        parser.error(_("{folder} is there already; choose a new or an empty folder with --out", folder=out))
    if out == NOTEBOOKS or NOTEBOOKS in out.parents:
        parser.error(_("choose a folder outside the notebooks"))
    learners, teacher = out / "learners", out / "teacher"
    learners.mkdir(parents=True)
    made = learners_folder(learners, chosen)
    if found := problems(learners):
        raise SystemExit("\n".join(found))
    if not options.only_learners:
        teacher.mkdir()
        keys = []
        for path in made:
            print(_("{name}: running", name=path.name), flush=True)
            notebook = run_for_teacher(path)
            keys.append(answer_key(notebook, path.name[:2]))
            (teacher / f"deck_{path.name[:2]}.html").write_text(deck(notebook, path.name[:2]), "utf-8", newline="\n")
            page = worksheet(notebook, path.name[:2])
            (teacher / f"worksheet_{path.name[:2]}.html").write_text(page, "utf-8", newline="\n")
        warning = _("Every value is computed from the data. Do not hand this page out.")
        text = f"# {_('Answer key')}\n\n{warning}\n\n" + "\n".join(keys)
        (teacher / "answer_key.md").write_text(text, "utf-8", newline="\n")
    made_for = [_("For learners: {folder}", folder=learners)]
    made_for += [] if options.only_learners else [_("For the teacher: {folder}", folder=teacher)]
    print(". ".join(made_for))
    return 0


if __name__ == "__main__":
    sys.exit(main())
