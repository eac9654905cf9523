"""Run the notebooks from top to bottom and save them as Jupyter saves, or check that the saved files are current.

python tests/tools/rerun.py              run all and save them
python tests/tools/rerun.py 02 03        only these, with their solutions
python tests/tools/rerun.py --check      run all, save nothing, fail if a file would change

It also writes the parts of a notebook that are the same in all: the first code cell and the slide types.
"""

import argparse
import base64
import hashlib
import io
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

import rules
from slides import add_slide_types

os.environ["COLLECTION_WORK"] = "off"  # the kernels inherit it: no learner's file is read or written

NOTEBOOKS = rules.NOTEBOOKS


def paths(names: list[str]) -> list[Path]:
    """Return our notebooks and solutions whose names start with one of those given; all for none."""
    found = rules.ours()
    for name in names:
        if not any(path.name.startswith(name) or in_folder(path).startswith(name) for path in found):
            raise SystemExit(f"no notebook's name starts with {name!r}")
    return [p for p in found if not names or p.name.startswith(tuple(names)) or in_folder(p).startswith(tuple(names))]


def in_folder(path: Path) -> str:
    return path.relative_to(NOTEBOOKS).as_posix()


def run(path: Path) -> str:
    """Return the file's text after a run from top to bottom, without anything that differs between machines."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as problem:
        raise SystemExit(f"{in_folder(path)} is no notebook: {str(problem)[:200]}") from None
    rules.add_first_cell(notebook)
    return finished(notebook, path)


def finished(notebook: nbformat.NotebookNode, path: Path) -> str:
    """Return a notebook's text after a run in the folder of its path."""
    folder = {"metadata": {"path": str(path.parent)}}
    options = {"timeout": 120, "kernel_name": "python3", "record_timing": False, "resources": folder}
    # What a cell prints may reach us in one piece or in several; joined, it is the same on every run. The kernel
    # warns that it talks to us without encryption, on this computer: nothing that a reader could act on.
    options |= {"coalesce_streams": True, "extra_arguments": ["--log-level=40"]}
    NotebookClient(notebook, **options).execute()
    notebook.metadata = nbformat.from_dict(rules.METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # the times of a run in JupyterLab
    if path.parent == NOTEBOOKS:  # solutions are not projected
        add_slide_types(notebook)
    return nbformat.writes(notebook) + "\n"


def pixels(text: str) -> str:
    """Replace each image by a hash of its pixels: another release of the image library may compress differently."""

    def digest(match: re.Match) -> str:
        image = Image.open(io.BytesIO(base64.b64decode(match[1]))).convert("RGB")
        return hashlib.sha256(image.tobytes()).hexdigest()

    return re.sub(r"data:image/png;base64,([A-Za-z0-9+/=]+)", digest, text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="starts of file names, for example 02")
    parser.add_argument("--check", action="store_true", help="save nothing, fail if a file would change")
    options = parser.parse_args()
    for name in rules.not_ours():
        print(f"passed over: {name} (none of ours)")
    changed = []
    for path in paths(options.names):
        before, after = path.read_text("utf-8"), run(path)
        if before == after:
            continue
        if options.check and pixels(before) == pixels(after):
            print(f"{path.name}: same pixels, other image bytes")
            continue
        changed.append(path.name)
        if not options.check:
            path.write_text(after, "utf-8", newline="\n")
    print(f"{len(changed)} changed: {', '.join(changed)}" if changed else "every notebook is as saved")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
