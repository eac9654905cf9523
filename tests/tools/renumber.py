"""Number a notebook's exercises in the order in which they stand, wherever they are named.

python tests/tools/renumber.py 02

Give a new exercise a number that the notebook does not use yet, say 2.9, in its three files (the notebook, its
solution, helpers/exercises/), in the place where it belongs. This command makes it 2.3 and moves the later ones up: in
these files, in the other notebooks and in the pages that speak of them. Then run tests/tools/rerun.py. A notebook has
room for nine exercises.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "checks")]

import prose
import rules

IN_CODE = re.compile(r'(?<=["\'])(\d)\.(\d)(?=["\'])|(?<=_)(\d)_(\d)\b')  # "3.2" and answer_3_2


def order(text: str) -> list[str]:
    """Return the numbers of the exercises in the order in which a notebook checks them."""
    return list(dict.fromkeys(re.findall(r'check\("(\d\.\d)"', text)))


def problem(texts: list[str]) -> str:
    """Say why the exercises of a notebook cannot be numbered, given the texts of its cells; nothing if they can."""
    titles = [match[1] for text in texts for match in re.finditer(r"^### .*?\b(\d\.\d+)\b", text, re.MULTILINE)]
    if twice := sorted({title for title in titles if titles.count(title) > 1}):
        return f"two exercises are called {twice[0]}; give the new one a number that the notebook does not use yet"
    if wrong := [title for title in titles if not re.fullmatch(r"\d\.[1-9]", title)]:
        return f"{wrong[0]} cannot be: an exercise has one digit from 1 to 9 behind the point, nine are the most"
    return ""


def in_code(text: str, new: dict[str, str]) -> str:
    def change(match: re.Match) -> str:
        number = ".".join(part for part in match.groups() if part)
        return new.get(number, number).replace(".", "_" if "_" in match[0] else ".")

    return IN_CODE.sub(change, text)


def in_prose(text: str, new: dict[str, str]) -> str:
    """Change the numbers that follow words such as "exercise", and code in backticks; a figure of 3.2 stays."""
    for number in sorted(prose.numbers(text), key=lambda number: -number.start):
        if number.kind == "exercise" and number.text in new:
            text = text[: number.start] + new[number.text] + text[number.start + len(number.text) :]
    return re.sub(r"`[^`\n]*`", lambda match: in_code(match[0], new), text)


def changed(path: Path, new: dict[str, str]) -> str:
    if path.suffix != ".ipynb":
        return (in_code if path.suffix == ".py" else in_prose)(path.read_text("utf-8"), new)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = (in_code if cell.cell_type == "code" else in_prose)(cell.source, new)
    return nbformat.writes(notebook) + "\n"


def pages() -> Iterator[Path]:
    yield from rules.ours()
    yield from sorted((ROOT / "helpers" / "exercises").glob("notebook_*.py"))
    yield from [ROOT / "README.md", ROOT / "notebooks" / "teaching_notes.md", ROOT / "tests" / "test_exercises.py"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", help="two digits, for example 03")
    number = parser.parse_args().notebook
    books = [path for path in rules.teaching() if path.name.startswith(f"{number}_")]
    if not re.fullmatch(r"\d\d", number) or len(books) != 1:
        print(f"there is no notebook {number!r}; write two digits, for example 03")
        return 1
    texts = [cell.source for cell in nbformat.read(books[0], as_version=4).cells]
    if why := problem(texts):
        print(f"{books[0].name}: {why}; nothing was changed")
        return 1
    code = "\n".join(texts)
    new = {old: f"{int(number)}.{place}" for place, old in enumerate(order(code), 1)}
    new = {old: number for old, number in new.items() if old != number}
    for path in pages() if new else []:
        before, after = path.read_text("utf-8"), changed(path, new)
        if after != before:
            path.write_text(after, "utf-8", newline="\n")
            print(f"changed: {path.relative_to(ROOT).as_posix()}")
    print("; ".join(f"{old} is now {number}" for old, number in new.items()) or "the exercises count up as they stand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
