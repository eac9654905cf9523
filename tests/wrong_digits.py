"""Make every digit of the prose wrong once, and count what the rules of tests/prose.py notice.

python tests/wrong_digits.py         the count, and where the others hide
python tests/wrong_digits.py --list  each of those that hide

A wrong number hides if it stands where the right one does: no rule can tell 12 from 13 if a cell prints both.
"""

import functools
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
import prose  # noqa: E402

# Where a wrong number of each kind stands if nothing notices it.
HIDDEN = {
    "figure": "a figure printed beside it",
    "year": "a year of the section's cells or tables",
    "date": "a date of the section's cells",
    "code": "a number of the code or of a column's name",
    "rounding": "a number of the solution's code",
    "minutes": "the minutes of another notebook",
    "exercise": "another exercise",
    "section": "another section",
    "notebook": "another notebook",
    "claim": "another claim",
    "sourced": "anything: its sentence links a source, which no test opens",
}

UNKNOWN = "of a form that no rule knows"


@dataclass(frozen=True)
class Slip:
    """A wrong digit in the prose, and where the wrong number hides; "" if a rule notices it."""

    path: Path
    cell: str  # "" in a page
    words: str
    before: str
    after: str
    hidden: str


def other_digit(text: str, place: int, chance: random.Random) -> str:
    new = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + new + text[place + 1 :]


def spoilt(text: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield a text with each digit of its numbers changed, the kind that the wrong number has, and what changed."""
    for number in prose.numbers(text):
        stop = number.start + len(number.text)
        for place in range(number.start, stop):
            if text[place].isdigit():
                after = other_digit(text, place, chance)
                kind = next((n.kind for n in prose.numbers(after) if n.start <= place < n.start + len(n.text)), "")
                yield after, kind, f"{number.text} to {after[number.start : stop]}"


@functools.cache
def slips(seed: int) -> list[Slip]:
    """Change every digit of the notebooks, the solutions, the README and the teaching notes, one at a time."""
    chance, found = random.Random(seed), []
    for path in sorted((ROOT / "notebooks").glob("**/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell, text, may in list(prose.texts(notebook)):
            right = cell.source
            for after, kind, words in spoilt(text, chance):
                cell.source = right.replace(text, after, 1)
                if kind == "claim":  # the claims that a text names decide what may stand in it
                    wrong = [w for _, part, new in prose.texts(notebook, cell) for w in prose.astray(part, new)]
                else:
                    wrong = prose.astray(after, may)
                wrong = wrong or any(rule(notebook) for rule in prose.RULES[1:])
                hidden = "" if wrong else HIDDEN.get(kind, UNKNOWN)
                found.append(Slip(path, cell.id, f"{path.name}, {cell.id}: {words}", right, cell.source, hidden))
            cell.source = right
    pages = {ROOT / "README.md": prose.readme_astray, ROOT / "notebooks" / "teaching_notes.md": prose.notes_astray}
    for path, astray in pages.items():
        text = path.read_text("utf-8")
        for after, kind, words in spoilt(text, chance):
            hidden = "" if astray(after) else HIDDEN.get(kind, UNKNOWN)
            found.append(Slip(path, "", f"{path.name}: {words}", text, after, hidden))
    return found


def report(seed: int) -> str:
    tried = slips(seed)
    seen = sum(not slip.hidden for slip in tried)
    lines = [f"{len(tried)} digits, each made wrong once: {seen} noticed ({seen / len(tried):.0%})"]
    counted = Counter(slip.hidden for slip in tried if slip.hidden)
    return "\n".join(lines + [f"{count:4} not: the wrong number is {where}" for where, count in counted.most_common()])


if __name__ == "__main__":
    print(report(20261125))
    if "--list" in sys.argv:
        print(*(f"{slip.words} ({slip.hidden})" for slip in slips(20261125) if slip.hidden), sep="\n")
