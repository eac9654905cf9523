"""Take the README's picture from a saved notebook, with its text alternative.

python tests/tools/picture.py            write .github/picture.png and the alt text in README.md
python tests/tools/picture.py --check    write nothing, fail if a file would change
"""

import base64
import html
import re
import sys
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

import rules

NOTEBOOK, WORDS = "01", "Dot matrix"  # the first figure of that notebook whose text alternative has these words
FILE = ".github/picture.png"
LINE = re.compile(rf"!\[[^\]]*\]\({re.escape(FILE)}\)")


def current() -> dict[Path, bytes]:
    """Return what the two files should hold. ValueError: the notebook has no such figure."""
    path = next(path for path in rules.teaching() if path.name.startswith(NOTEBOOK))
    cells = rules.code_cells(nbformat.read(path, as_version=4))
    tags = {re.search(r'alt="([^"]*)"', tag)[1]: tag for cell in cells for tag in rules.images(cell)}
    alt = next((alt for alt in tags if WORDS in alt), None)
    if alt is None:
        raise ValueError(f"{path.name} has no figure with {WORDS!r} in its text; it has: {'; '.join(tags)}")
    readme = (rules.ROOT / "README.md").read_text("utf-8")
    if len(LINE.findall(readme)) != 1:
        raise ValueError(f"README.md does not show {FILE} once")
    line = f"![{html.unescape(alt)}]({FILE})"
    image = base64.b64decode(re.search(r"base64,([^\"]+)", tags[alt])[1])
    return {rules.ROOT / FILE: image, rules.ROOT / "README.md": LINE.sub(lambda _: line, readme).encode("utf-8")}


def main() -> int:
    try:
        stale = {path: data for path, data in current().items() if not path.exists() or path.read_bytes() != data}
    except ValueError as problem:
        print(problem)
        return 1
    if "--check" not in sys.argv:
        for path, data in stale.items():
            path.write_bytes(data)
    names = ", ".join(path.name for path in stale)
    print(f"{'stale' if '--check' in sys.argv else 'written'}: {names}" if stale else "the picture is current")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
