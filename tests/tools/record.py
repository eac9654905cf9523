"""Keep data/datapackage.json and data/README.md in step with the tables.

python tests/tools/record.py            sort and count the tables, renew checksums, write data/README.md anew
python tests/tools/record.py --check    write nothing, fail if a file would change

Rows may be pasted anywhere in a table, and a spreadsheet may have saved it: the command sorts it by its key, takes
away the byte-order mark and writes plain line ends. It refuses a damaged table and writes nothing then.
"""

import csv
import hashlib
import io
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "checks")]

try:
    import pandas as pd
    import rules

    from helpers import data
except ModuleNotFoundError as problem:
    sys.exit(f"{problem}. Run this with the environment's Python: .venv/bin/python tests/tools/record.py")

NUMBERS = ("integer", "number")
READ = ["name", "path", "title", "schema", "coverage", "short_source"]  # what the commands read of an entry

INTRODUCTION = """\
# The data

Every figure in the notebooks comes from a table in this folder. `datapackage.json` (a
[Frictionless Data Package](https://specs.frictionlessdata.io/data-package/)) is the only record of what each
table is: source, columns, units, terms, traps. In a notebook, `load("name")` gives a table and `about("name")` says
all that the record says of it.

- One file is one table: UTF-8, comma-separated, one header row, sorted, no index. A blank means not published.
- `iso3` is the ISO 3166-1 alpha-3 code. A unit stands at the end of a column's name: `_musd` is million US dollars,
  `_pct` percent, `_lb` pounds, `_per_100k` per 100,000 people.
- Grade A is the publisher's own data file. Grade B was read off official or news pages, named in the rows.
- *Checked*, in `about`, names the second sources that a table was held against. Where these gave fewer than three
  figures, it says so first, and why.

## To add a newer year

1. `about("name")` says where the publisher posts the next release and which columns to paste in.
2. Paste the rows anywhere into the CSV file. Keep the columns and their order, and save it as CSV UTF-8.
3. Run `.venv/bin/python tests/tools/record.py` (Windows: `.venv\\Scripts\\python`). It sorts the table, refuses a
   damaged one, counts rows and checksums and writes this page again. If the years went beyond the record's
   `coverage`, it says which words to change. A new value of a column with an `enum` belongs into that, too.
   Spreadsheets turn text such as 01 or Feb 2021 into numbers and dates: import such columns as text.
4. Run `.venv/bin/python tests/tools/rerun.py`, then `.venv/bin/python -m pytest`. The tests name every sentence,
   figure and total that the new rows change, and the rows that no notebook uses yet. Read each before you accept it.

## The tables

| table | what it is | years | rows | used in |
|---|---|---|---|---|
"""


def tidy(raw: bytes, table: dict) -> bytes:
    """Return a table's file sorted by its key, without a byte-order mark and with plain line ends.

    What cannot be read as a table, or has other columns, comes back as it is: reading it will name the fault.
    """
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError):
        return raw
    fields = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    if header != list(fields) or any(len(row) != len(header) for row in rows):
        return raw
    places = [(header.index(name), fields[name]) for name in table["schema"]["primaryKey"]]
    try:
        ordered = sorted(rows, key=lambda row: [float(row[n]) if kind in NUMBERS else row[n] for n, kind in places])
    except ValueError:
        return raw
    if ordered == rows and "\r" not in raw.decode("utf-8") and not raw.startswith(b"\xef\xbb\xbf"):
        return raw  # sound as it is: keep how its writer quotes
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([header, *ordered])
    return written.getvalue().encode("utf-8")


def years(table: pd.DataFrame) -> tuple[int, int] | None:
    """Return a table's first and last year; None where it has no column of years."""
    columns = [table[name] for name in ("year", "fiscal_year") if name in table.columns]
    return (int(columns[0].min()), int(columns[0].max())) if columns else None


def uncovered(table: dict, span: tuple[int, int] | None) -> str:
    """Return what to mend if the record's `coverage` does not name a table's first and last year, else nothing."""
    named = {int(year) for year in re.findall(r"\b(?:FY)?(\d{4})\b", table["coverage"])}
    if span is None or set(span) <= named:
        return ""
    return (
        f"data/{table['path']} runs from {span[0]} to {span[1]}, but datapackage.json says in its `coverage`: "
        f"{table['coverage']!r}. Change these words, and the old year wherever else the entry has it "
        "(title, version, citation, caveats, short_source), then run this again."
    )


def users() -> dict[str, list[str]]:
    """Return, for each table, the two digits of the notebooks that load it by name."""
    found: dict[str, list[str]] = {}
    for path in rules.teaching():
        for name in sorted(set(re.findall(r'(?:load|about)\(\\"(\w+)\\"', path.read_text("utf-8")))):
            found.setdefault(name, []).append(path.name[:2])
    return found


def current() -> dict[Path, bytes]:
    """Return what each file of data/ should hold. DataError: a table is damaged, or its coverage is not true."""
    package = json.loads((data.DATA / "datapackage.json").read_text("utf-8"))
    files, lines, used = {}, [], users()
    for entry in package["resources"]:
        if missing := [part for part in READ if part not in entry]:
            name = entry.get("name", "of a table without a name")
            raise data.DataError(f"datapackage.json: the entry {name} lacks {', '.join(missing)}. Copy a whole entry.")
        path = data.DATA / entry["path"]
        raw = files[path] = tidy(path.read_bytes(), entry)
        # load() trusts a file that has its recorded hash: look at every value before recording.
        table = data.read_table(entry | {"hash": "none", "rows": 0}, raw)
        entry |= {"bytes": len(raw), "hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "rows": len(table)}
        span = years(table)
        if problem := uncovered(entry, span):
            raise data.DataError(problem)
        when = f"{span[0]}–{span[1]}" if span else ""
        notebooks = ", ".join(used.get(entry["name"], []))
        lines.append(f"| `{entry['name']}` | {entry['title']} | {when} | {len(table):,} | {notebooks} |\n")
    record = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    files[data.DATA / "datapackage.json"] = record.encode("utf-8")
    files[data.DATA / "README.md"] = (INTRODUCTION + "".join(lines)).encode("utf-8")
    return files


def main() -> int:
    try:
        stale = {path: text for path, text in current().items() if not path.exists() or path.read_bytes() != text}
        if "--check" not in sys.argv:
            for path, text in stale.items():
                path.write_bytes(text)
    except (data.DataError, OSError) as problem:
        print(problem)
        return 1
    for name in rules.not_ours():
        if name.endswith(".csv"):
            print(
                f"passed over: {name}. To make it a table, copy an entry of datapackage.json and change all its words."
            )
    names = ", ".join(path.name for path in stale)
    if "--check" in sys.argv and stale:
        print(f"stale: {names}. Run: python tests/tools/record.py")
        return 1
    print(f"written: {names}" if stale else "the record is current")
    return 0


if __name__ == "__main__":
    sys.exit(main())
