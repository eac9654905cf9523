"""Spoil a copy of the repository, one thing at a time, and see whether the checks notice.

python .ci/mutate.py               a few mutations of each kind; exit status 1 if one escapes
python .ci/mutate.py --each 10     ten of each kind
python .ci/mutate.py --seed 7      other places
python .ci/mutate.py --passed      the whole suite has just passed: do not try the unspoilt copy first
python .ci/mutate.py --only prose  only kinds with this word in their name

Each mutation is tried against the smallest part of the suite that ought to notice it. That part must
pass on the unspoilt copy first, or a failure would prove nothing.

Two kinds are counted and fail nothing. A wrong number in the prose goes unseen if it stands where the right one does.
A wrong figure in a table goes unseen if no published fact and no saved output touches it, and somebody has renewed the
checksums.
"""

import argparse
import csv
import html
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import nbformat

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "checks")]

import prose
import rules

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".ipynb_checkpoints", ".hypothesis")
FAILED = {1, 2}  # pytest: a test failed, or a file could not be read; anything else is a mistake of ours
PYTEST = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
RULES_ONLY = [*PYTEST, "-o", "addopts="]  # without nbval

SEED = 20261125


class Mutation(NamedTuple):
    """What was spoilt, and the commands of which one must fail."""

    words: str
    commands: list[list[str]]


class Copy:
    """A copy of the repository that is put back after each mutation."""

    def __init__(self, folder: Path, passed: bool):
        self.passed = passed  # the suite has passed just before
        self.root = folder / "copy"
        shutil.copytree(ROOT, self.root, ignore=LEFT_OUT)
        self.passes: dict[tuple[str, ...], bool] = {}

    def run(self, command: list[str]) -> int:
        run = subprocess.run([sys.executable, *command], cwd=self.root, capture_output=True, text=True, timeout=600)
        if run.returncode not in FAILED | {0}:
            raise RuntimeError(f"{' '.join(command)} ended with {run.returncode}\n{run.stdout[-2000:]}{run.stderr}")
        return run.returncode

    def write(self, path: Path, text: str) -> None:
        path.write_text(text, "utf-8", newline="\n")

    def restore(self) -> None:
        for name in ["data", "helpers", "notebooks"]:
            shutil.rmtree(self.root / name)
            shutil.copytree(ROOT / name, self.root / name, ignore=LEFT_OUT)
        shutil.copy(ROOT / "README.md", self.root)

    def notices(self, commands: list[list[str]]) -> bool:
        """Say whether one of the commands fails now. Each is known to pass on the unspoilt copy."""
        return any(self.run(command) in FAILED for command in commands)

    def make_sure(self, commands: list[list[str]]) -> None:
        for command in [] if self.passed else commands:
            if tuple(command) not in self.passes:
                self.passes[tuple(command)] = self.run(command) == 0
            if not self.passes[tuple(command)]:
                raise SystemExit(f"fails before anything was spoilt: python {' '.join(command)}")


def tables(copy: Copy) -> list[Path]:
    return [copy.root / "data" / name for name in sorted(rules.table_files())]


def notebooks(copy: Copy) -> list[Path]:
    return [copy.root / path.relative_to(ROOT) for path in rules.ours()]


def save(copy: Copy, path: Path, notebook: nbformat.NotebookNode) -> None:
    copy.write(path, nbformat.writes(notebook) + "\n")


def other_digit(text: str, place: int, chance: random.Random) -> str:
    new = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + new + text[place + 1 :]


def read_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def write_rows(copy: Copy, path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    copy.write(path, text.getvalue())


def rules_of(path: Path) -> list[list[str]]:
    folder = "solutions/" if path.parent.name == "solutions" else ""
    return [[*RULES_ONLY, "tests/test_notebooks.py", "-k", f"test_every_notebook and {folder}{path.name}"]]


def outputs_of(copy: Copy, *paths: Path) -> list[list[str]]:
    return [[*PYTEST, str(path.relative_to(copy.root))] for path in paths]


# The kinds. Each spoils one thing of the copy and returns what it did and what ought to notice.

RECORD = [[*RULES_ONLY, "tests/test_data.py", "-k", "record_and_readme_are_current"]]


def digit_in_a_table(copy: Copy, chance: random.Random) -> Mutation:
    path = chance.choice(tables(copy))
    head, body = path.read_text("utf-8").split("\n", 1)
    places = [match.start() for match in re.finditer(r"\d", body)] or [0]
    place = chance.choice(places)
    copy.write(path, head + "\n" + other_digit(body, place, chance))
    return Mutation(f"{path.name}, row {body[:place].count(chr(10)) + 2}", RECORD)


def row_dropped(copy: Copy, chance: random.Random) -> Mutation:
    path = chance.choice(tables(copy))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = chance.randrange(1, len(lines))
    copy.write(path, "".join(lines[:place] + lines[place + 1 :]))
    return Mutation(f"{path.name}, row {place + 1}", RECORD)


def row_doubled(copy: Copy, chance: random.Random) -> Mutation:
    path = chance.choice(tables(copy))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = chance.randrange(1, len(lines))
    copy.write(path, "".join(lines[: place + 1] + lines[place:]))
    return Mutation(f"{path.name}, row {place + 1}", RECORD)


def columns_swapped(copy: Copy, chance: random.Random) -> Mutation:
    """Swap the values of two columns under their old names."""
    path = chance.choice([path for path in tables(copy) if len(read_rows(path)[0]) > 1])
    rows = read_rows(path)
    one, two = chance.sample(range(len(rows[0])), 2)
    for row in rows[1:]:
        row[one], row[two] = row[two], row[one]
    write_rows(copy, path, rows)
    return Mutation(f"{path.name}, {rows[0][one]} and {rows[0][two]}", RECORD)


def number_in_prose(copy: Copy, chance: random.Random) -> Mutation:
    """Change a digit of a number in a notebook's text."""
    path = chance.choice(notebooks(copy))
    notebook = nbformat.read(path, as_version=4)
    found = [(c, n) for c in rules.markdown_cells(notebook) for n in prose.numbers(c.source) if n.kind != "sourced"]
    if not found:
        return number_in_prose(copy, chance)
    cell, number = chance.choice(found)
    cell.source = other_digit(cell.source, number.start + len(number.text) - 1, chance)
    save(copy, path, notebook)
    return Mutation(f"{path.name}, {cell.id}: the {number.kind} {number.text}", rules_of(path))


def alt_text_emptied(copy: Copy, chance: random.Random) -> Mutation:
    path = chance.choice([path for path in notebooks(copy) if "<img alt=" in path.read_text("utf-8")])
    notebook = nbformat.read(path, as_version=4)
    output, cell = chance.choice(
        [(o, c) for c in rules.code_cells(notebook) for o in c.outputs if "<img" in "".join(o.get("data", {}).values())]
    )
    output["data"]["text/html"] = re.sub(r'alt="[^"]*"', 'alt=""', output["data"]["text/html"])
    save(copy, path, notebook)
    return Mutation(f"{path.name}, {cell.id}", rules_of(path))


def output_edited(copy: Copy, chance: random.Random) -> Mutation:
    """Change one letter or digit of a saved output: text, table, or the text alternative of a figure."""
    path = chance.choice(notebooks(copy))
    notebook = nbformat.read(path, as_version=4)
    places = []
    for cell in rules.code_cells(notebook):
        for output in cell.outputs:
            holders = [(output, "text")] if "text" in output else [(output["data"], kind) for kind in output["data"]]
            places += [(cell, holder, kind) for holder, kind in holders]
    cell, holder, kind = chance.choice(places)
    text = holder[kind]
    image = re.search(r'src="data:[^"]*"', text)  # pixels may differ between machines: nbval leaves them out
    allowed = [m.start() for m in re.finditer(r"\w", text) if not image or not image.start() <= m.start() < image.end()]
    place = chance.choice(allowed)
    new = chance.choice([letter for letter in "0123456789abcdef" if letter != text[place]])
    holder[kind] = text[:place] + new + text[place + 1 :]
    save(copy, path, notebook)
    return Mutation(f"{path.name}, {cell.id}: {html.unescape(text[place - 5 : place + 6])!r}", outputs_of(copy, path))


SLIP = """

def _slip(right):
    if isinstance(right, str):
        return right + "x"
    if isinstance(right, tuple):
        return tuple(part if isinstance(part, str) else _slip(part) for part in right)
    if hasattr(right, "__len__"):
        return right[:-1]
    return right * 1.1 + 1


from dataclasses import replace

EXERCISES["{number}"] = replace(EXERCISES["{number}"], answer=lambda right=EXERCISES["{number}"].answer: _slip(right()))
"""


def model_answer_altered(copy: Copy, chance: random.Random) -> Mutation:
    """Let a model answer be a tenth too large, a letter too long or an item too short."""
    path, number = an_exercise(copy, chance)
    copy.write(path, path.read_text("utf-8") + SLIP.format(number=number))
    return Mutation(f"{path.name}, {number}", answers_checks(copy, path))


def model_answer_confused(copy: Copy, chance: random.Random) -> Mutation:
    """Give a known mistake as the model answer."""
    path, number = an_exercise(copy, chance)
    swap = f'\nfrom dataclasses import replace\n\nE = EXERCISES["{number}"]\n'
    swap += f'EXERCISES["{number}"] = replace(E, answer=E.mistakes[0].value)\n'
    copy.write(path, path.read_text("utf-8") + swap)
    return Mutation(f"{path.name}, {number}", answers_checks(copy, path))


def an_exercise(copy: Copy, chance: random.Random) -> tuple[Path, str]:
    found = []
    for path in sorted((copy.root / "helpers" / "exercises").glob("notebook_*.py")):
        numbers = re.findall(r'^    "(\d+\.\d+)": Exercise', path.read_text("utf-8"), flags=re.MULTILINE)
        found += [(path, number) for number in numbers]
    return chance.choice(found)


def answers_checks(copy: Copy, path: Path) -> list[list[str]]:
    solution = next((copy.root / "notebooks" / "solutions").glob(f"{path.stem[-2:]}_*.ipynb"))
    return [[*RULES_ONLY, "tests/test_exercises.py", "-k", "not garbage"], *outputs_of(copy, solution)]


def execution_count_cleared(copy: Copy, chance: random.Random) -> Mutation:
    path = chance.choice(notebooks(copy))
    notebook = nbformat.read(path, as_version=4)
    cell = chance.choice(rules.code_cells(notebook))
    cell.execution_count = None
    save(copy, path, notebook)
    return Mutation(f"{path.name}, {cell.id}", rules_of(path))


def source_line_removed(copy: Copy, chance: random.Random) -> Mutation:
    """Remove a line of code. Some change a figure's look only: the run of all notebooks compares pixels."""
    path = chance.choice(notebooks(copy))
    notebook = nbformat.read(path, as_version=4)
    places = [
        (cell, place)
        for cell in rules.code_cells(notebook)
        for place, line in enumerate(cell.source.splitlines())
        if line.strip() and not line.lstrip().startswith("#")
    ]
    cell, place = chance.choice(places)
    lines = cell.source.splitlines()
    cell.source = "\n".join(lines[:place] + lines[place + 1 :])
    save(copy, path, notebook)
    again = ["tests/tools/rerun.py", "--check", str(path.relative_to(copy.root / "notebooks"))]
    return Mutation(f"{path.name}, {cell.id}: {lines[place].strip()[:60]!r}", [*rules_of(path), again])


Kind = Callable[[Copy, random.Random], Mutation]
KINDS: list[Kind] = [
    digit_in_a_table,
    row_dropped,
    row_doubled,
    columns_swapped,
    alt_text_emptied,
    output_edited,
    model_answer_altered,
    model_answer_confused,
    execution_count_cleared,
    source_line_removed,
]


def recorded_digit(copy: Copy, chance: random.Random) -> Mutation:
    """Change a digit of a figure and renew the record, as somebody would who only wants the tests to be quiet."""
    record = json.loads((copy.root / "data" / "datapackage.json").read_text("utf-8"))
    numeric = {
        table["path"]: [f["name"] for f in table["schema"]["fields"] if f["type"] in ("integer", "number")]
        for table in record["resources"]
    }
    path = chance.choice([path for path in tables(copy) if numeric[path.name]])
    rows = read_rows(path)
    while True:
        row, column = chance.randrange(1, len(rows)), rows[0].index(chance.choice(numeric[path.name]))
        places = [place for place, letter in enumerate(rows[row][column]) if letter.isdigit()]
        if places:
            break
    old = rows[row][column]
    rows[row][column] = other_digit(old, chance.choice(places), chance)
    write_rows(copy, path, rows)
    copy.run(["tests/tools/record.py"])
    users = [book for book in notebooks(copy) if f'\\"{path.stem}\\"' in book.read_text("utf-8")]
    facts = ["tests/test_facts.py", "tests/test_identities.py"]
    checks = [[*RULES_ONLY, "tests/test_data.py", *facts], *outputs_of(copy, *users)]
    return Mutation(f"{path.name}, row {row + 1}, {rows[0][column]}: {old} to {rows[row][column]}", checks)


COUNTED = [number_in_prose, recorded_digit]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=3, help="mutations of each kind (3)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--passed", action="store_true", help="the whole suite has just passed")
    parser.add_argument("--only", default="", help="only kinds with this word in their name")
    options = parser.parse_args()
    began, unseen = time.monotonic(), Counter()
    kinds = [kind for kind in KINDS + COUNTED if options.only in kind.__name__]
    turns = [(kind, f"{options.seed} {kind.__name__} {turn}") for kind in kinds for turn in range(options.each)]
    for kind, change, caught in attempts(turns, options.passed):
        unseen[kind] += not caught
        outcome = "caught" if caught else "unseen" if kind in COUNTED else "ESCAPED"
        print(f"{outcome:8} {kind.__name__.replace('_', ' ')}: {change.words}", flush=True)
    for kind in [kind for kind in COUNTED if kind in kinds]:
        print(f"{kind.__name__.replace('_', ' ')}: {options.each - unseen[kind]} of {options.each} noticed")
    total, escaped = options.each * len([k for k in kinds if k not in COUNTED]), sum(unseen[k] for k in KINDS)
    print(f"{total - escaped} of {total} mutations caught, {escaped} escaped; {time.monotonic() - began:.0f} s")
    return 1 if escaped else 0


def attempts(turns: list[tuple[Kind, str]], passed: bool) -> Iterator[tuple[Kind, Mutation, bool]]:
    """Spoil one thing after the other, on as many copies at once as there are processors; answers come in order."""
    with tempfile.TemporaryDirectory() as folder:
        workers = os.cpu_count() or 1
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(workers):
            copies.put(Copy(Path(folder) / str(number), passed))

        def attempt(turn: tuple[Kind, str]) -> tuple[Kind, Mutation, bool]:
            copy = copies.get()
            try:
                return turn[0], *tried(copy, *turn)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(attempt, turns)


def tried(copy: Copy, kind: Kind, seed: str) -> tuple[Mutation, bool]:
    """Spoil one thing, see whether it is noticed, put the copy back. The same seed spoils the same thing."""
    change = kind(copy, random.Random(seed))
    copy.restore()
    copy.make_sure(change.commands)
    kind(copy, random.Random(seed))
    caught = copy.notices(change.commands)
    copy.restore()
    return change, caught


if __name__ == "__main__":
    sys.exit(main())
