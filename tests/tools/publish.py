"""Write the repository's address on GitHub into every file that names it.

python tests/tools/publish.py OWNER/REPOSITORY

Put your GitHub account and the repository's name there. Run it again to change the address.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

import rules


def address() -> str:
    """Return OWNER/REPOSITORY as the first cell of the notebooks has it: this is the one place that counts."""
    cell = (rules.ROOT / "tests" / "checks" / "first_cell.txt").read_text("utf-8")
    return re.search(r'^address = "https://github\.com/(.+)"$', cell, flags=re.MULTILINE)[1]


def places() -> list[Path]:
    """Return the files that name the address."""
    names = ["tests/checks/first_cell.txt", "README.md", "CITATION.cff", "notebooks/teaching_appendix.md"]
    names += ["helpers/locale/es/pages.po", "notebooks/es/LEEME.md", "notebooks/es/teaching_appendix.md"]
    return [*(rules.ROOT / name for name in names), *rules.ours(), *rules.translated()]


def named(old: str) -> re.Pattern:
    """Return what finds an address in links of GitHub, Binder, Colab and nbgitpuller, with what stands before it."""
    owner, name = map(re.escape, old.split("/"))
    return re.compile(rf"(github\.com(?:/|%2F)|/gh/|/github/){owner}(/|%2F){name}(?![\w-])|(/tree%2F){name}(?=%2F)")


def replaced(text: str, old: str, new: str) -> str:
    owner, name = new.split("/")

    def change(match: re.Match) -> str:
        return match[3] + name if match[3] else match[1] + owner + match[2] + name

    return named(old).sub(change, text)


def main() -> int:
    if len(sys.argv) != 2 or not re.fullmatch(r"[\w-]+/[\w.-]+", sys.argv[1]):
        print(__doc__.strip())
        return 1
    old, new = address(), sys.argv[1].removesuffix(".git")
    for path in places():
        text = path.read_bytes().decode("utf-8")
        if (changed := replaced(text, old, new)) != text:
            path.write_bytes(changed.encode("utf-8"))
            print(f"changed: {path.relative_to(rules.ROOT).as_posix()}")
    print(f"the address is https://github.com/{new}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
