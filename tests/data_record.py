"""Keep data/datapackage.json and data/README.md in step with the tables.

python tests/data_record.py            recount rows and checksums, write data/README.md anew
python tests/data_record.py --check    write nothing, fail if either would change
"""

import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from helpers.data import DATA, DataError, read_table  # noqa: E402

INTRODUCTION = """\
# The data

Every figure in the notebooks comes from a table in this folder. `datapackage.json` (a
[Frictionless Data Package](https://specs.frictionlessdata.io/data-package/)) is the only record of what each
table is: source, units, terms, traps. This page is written from it by `python tests/data_record.py`.

- One file is one table: UTF-8, comma-separated, one header row, sorted, no index. A blank means not published.
- `iso3` is the ISO 3166-1 alpha-3 code. A unit stands at the end of a column's name: `_musd` is million US dollars,
  `_pct` percent, `_lb` pounds, `_per_100k` per 100,000 people.
- Grade A is the publisher's own data file. Grade B was read off official or news pages, named in the rows.
- *Checked* names the second sources that a table was held against. Where these gave fewer than three figures, it
  says so first, and why.
- In a notebook, `load("name")` gives a table and `about("name")` says what is on this page.

## To add a newer year

1. Find the table below: *Next release* says where the publisher posts it and which columns to paste in.
2. Paste the rows into the CSV file. Keep the columns and their order; save as UTF-8 with LF line ends.
3. Run `python tests/data_record.py`. It refuses a damaged table, recounts rows and
   checksums and writes this page again.
4. Run `python tests/rerun_notebooks.py`, then `python -m pytest`. The tests name every sentence, figure and
   total that the new rows change. Read each of them before you accept it.

"""


def table_text(table: dict) -> str:
    """Return the section of data/README.md for one table."""
    links = [f"[{s['title']}]({s['path']})" if s.get("path") else s["title"] for s in table["sources"]]
    lines = [f"## {table['name']}", "", f"**{table['title']}.** {table['description']}", ""]
    lines += [f"- Source: {'; '.join(links)}", f"- Citation: {table['citation']}"]
    lines += [f"- Terms: {table['licenses'][0]['title']}. Grade {table['grade']}. {table['rows']:,} rows."]
    lines += [f"- Coverage: {table['coverage']}", f"- Checked: {table['checked']}"]
    lines += [f"- Next release: {table['update']}", f"- Used first in notebook {table['notebook']}", ""]
    lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for field in table["schema"]["fields"]:
        lines.append(f"| `{field['name']}` | {field['type']} | {field.get('unit', '')} | {field['description']} |")
    lines += ["", "Traps:", ""] + [f"- {caveat}" for caveat in table["caveats"]] + [""]
    return "\n".join(lines) + "\n"


def contents(tables: list[dict]) -> str:
    """Return the list of tables with links."""
    lines = ["## The tables", "", "| table | what it is | rows | from notebook |", "|---|---|---|---|"]
    lines += [f"| [{t['name']}](#{t['name']}) | {t['title']} | {t['rows']:,} | {t['notebook']} |" for t in tables]
    return "\n".join(lines) + "\n\n"


def current() -> dict[Path, str]:
    """Return the text that each of the two files should have. DataError: a table is damaged."""
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    for table in package["resources"]:
        raw = (DATA / table["path"]).read_bytes()
        table |= {"bytes": len(raw), "hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "rows": raw.count(b"\n") - 1}
        read_table(table | {"hash": "none"})  # load() trusts a file that has its recorded hash: look before recording
    readme = INTRODUCTION + contents(package["resources"]) + "".join(table_text(t) for t in package["resources"])
    record = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    return {DATA / "datapackage.json": record, DATA / "README.md": readme.rstrip("\n") + "\n"}


def main() -> int:
    try:
        texts = current()
    except DataError as problem:
        print(problem)
        return 1
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        print("stale: " + ", ".join(path.name for path in stale) if stale else "the record is current")
        return 1 if stale else 0
    for path, text in texts.items():
        path.write_text(text, "utf-8", newline="\n")
    print("written: " + ", ".join(path.name for path in stale) if stale else "the record is current")
    return 0


if __name__ == "__main__":
    sys.exit(main())
