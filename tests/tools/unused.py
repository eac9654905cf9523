"""Name the tables whose newest year no notebook uses: what was pasted in, and shows nowhere.

python tests/tools/unused.py            all tables that have years; some minutes
python tests/tools/unused.py gdp        only this one

In a copy of the collection the rows of a table's newest year are taken away, and the notebooks that load it run again.
If all of them show the same as before, a cell is fixed to an earlier year, or a merge drops the rows.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent.parent)]

import record
import rerun

from helpers import load

ROOT = rerun.NOTEBOOKS.parent


def cut(folder: Path, name: str, column: str, year: int) -> None:
    """Take the rows of a year out of a table in a copy of the collection, and out of its record."""
    table = load(name)
    rows = (folder / "data" / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row, its in zip(rows[1:], table[column], strict=True) if its != year]
    (folder / "data" / f"{name}.csv").write_text(rows[0] + "".join(kept), "utf-8", newline="\n")
    path = folder / "data" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for entry in package["resources"]:
        if entry["name"] == name:
            entry |= {"rows": len(kept), "hash": "none"}
    path.write_text(json.dumps(package), "utf-8")


def shown(text: str) -> list:
    cells = json.loads(text)["cells"]
    return [output.get("data", output.get("text")) for cell in cells for output in cell.get("outputs", [])]


def users_that_change(name: str, column: str, year: int) -> tuple[list[str], list[str]]:
    """Return the notebooks that load a table, and those that show something else without its newest year."""
    users, changed = record.users().get(name, []), []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "copy"
        leave = shutil.ignore_patterns(".git", ".venv", "solutions", "__pycache__", ".ipynb_checkpoints")
        shutil.copytree(ROOT, folder, ignore=leave)
        cut(folder, name, column, year)
        for number in users:
            path = next((folder / "notebooks").glob(f"{number}_*.ipynb"))
            before = path.read_text("utf-8")
            try:
                after = rerun.run(path)
            except Exception:  # a cell that fails without the year uses it
                after = ""
            if not after or shown(before) != shown(after):
                changed.append(number)
                break
    return users, changed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="names of tables")
    names = parser.parse_args().names
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    known = [entry["name"] for entry in package["resources"]]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"there is no table {', '.join(unknown)}")
        return 1
    unused = 0
    for name in names or known:
        table = load(name)
        column = next((column for column in ("year", "fiscal_year") if column in table.columns), None)
        if column is None:
            continue
        year = int(table[column].max())
        users, changed = users_that_change(name, column, year)
        if users and not changed:
            unused += 1
            print(
                f"{name}: its newest year, {year}, changes nothing in {', '.join(users)}. A cell is fixed to "
                "an earlier year, or a merge drops its rows: look whether that is meant.",
                flush=True,
            )
    print("every newest year is used" if not unused else f"{unused} tables with an unused newest year")
    return 0


if __name__ == "__main__":
    sys.exit(main())
