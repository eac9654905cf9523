"""Files as people make them: marks without meaning are accepted, every kind of damage to every table is refused.

Each table was also opened and saved by LibreOffice 7.4, with and without "detect special numbers" (November 2026):
61 and 63 of 65 loaded the same values, the others were refused for text that had become a number or a date. The
values in SPREADSHEET are what it, and what Excel's help, make of such text.
"""

import csv
import io
import json
import re
import time

import pytest

from helpers import DataError
from helpers.data import DATA, read_table

TABLES = {table["name"]: table for table in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]}
every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)

# What may become of a value, by the type of its column.
SPREADSHEET = ["1", "1.5", "45321", "4.5E+04", "#N/A", "#NAME?", "#REF!"]
AS_DATE = ["2024-01-02", "02/01/2024", "1/2/2024", "2024-01-02 00:00:00"]
WRONG = {
    "string": [*SPREADSHEET, *AS_DATE],
    "integer": ["1.5", "1,234", "1.234", "1.2E+05", "12 ", "n/a", "-", "TRUE", "1/2/2024", "12%", "#N/A", "\u0661"],
    "number": ["1,234.5", "1.234,5", "12,5", "12%", "$5", "n/a", "-", "inf", "nan", "1/2/2024", "1 234", "#DIV/0!"],
    "boolean": ["1", "0", "yes", "WAHR", "VERDADERO", "1.0", " True"],
    "date": ["30/01/2014", "1/30/2014", "41669", "2014-01-30 00:00:00", "2014-02-30", "2014", "30 January 2014"],
}
# What may happen to a text, as a change of it.
SPOILT = {
    "space behind": lambda text: text + " ",
    "space before": lambda text: " " + text,
    "no-break space": lambda text: text + "\xa0",
    "tab": lambda text: text + "\t",
    "line end": lambda text: text + "\n",
    "two spaces": lambda text: text.replace(" ", "  ", 1),
    "lost character": lambda text: text[:-1] + "\ufffd",
    "NUL": lambda text: text[:1] + "\0" + text[1:],
    "encoded twice": lambda text: text + "é".encode().decode("cp1252"),
    "quotation mark encoded twice": lambda text: "’".encode().decode("cp1252") + text,
    "one letter left": lambda text: text[:1] if len(text) > 1 else text,
}
LINE_END, NUL = "\n", "\0"
CODES = re.compile(r"\^(C|A/RES|\[A-Z\])[^ ]*\$")  # patterns of codes, whose letters are capitals


def rows_of(table: dict) -> list[list[str]]:
    return list(csv.reader(io.StringIO((DATA / table["path"]).read_text("utf-8"), newline="")))


def written(rows: list[list[str]], **how) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", **how).writerows(rows)
    return text.getvalue().encode("utf-8")


def wrong_values(field: dict, value: str):
    """Yield what a spreadsheet, a wrong encoding or a slip may make of a value."""
    limits, kind = field.get("constraints", {}), field["type"]
    is_date = kind == "string" and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)
    yield from [wrong for wrong in WRONG[kind] if not (is_date and wrong == "2024-01-02")]
    if kind == "string":
        yield from [spoilt for change in SPOILT.values() if (spoilt := change(value)) != value]
        if CODES.fullmatch(limits.get("pattern", "")) or "enum" in limits:
            yield from {value.lower(), value.upper(), value.title()} - {value}
    if "minimum" in limits and kind != "date":
        yield str(int(limits["minimum"]) - 1)
    if "maximum" in limits and kind != "date":
        yield str(int(limits["maximum"]) + 1)
    if limits.get("required"):
        yield ""


def refusal(table: dict, raw: bytes) -> str:
    """Return in which words a file is refused; nothing if it loads."""
    try:
        read_table(table, raw)
    except DataError as problem:
        return str(problem)
    return ""


@every_table
def test_every_damage_to_a_cell_is_refused_with_its_place(table):
    rows = rows_of(table)[:60]  # the first damage is named, so that the rows behind it count for nothing
    escaped = []
    for place, field in enumerate(table["schema"]["fields"]):
        number = next((n for n, row in enumerate(rows) if n and row[place]), 0)
        value = rows[number][place]
        for wrong in wrong_values(field, value) if number else []:
            rows[number][place] = wrong
            words = refusal(table, written(rows))
            where = f"data/{table['path']}, row {number + 1 + wrong.count(LINE_END)}, column {field['name']}:"
            if where not in words and not (NUL in wrong and f"row {number + 1}: has a NUL" in words):
                escaped.append((field["name"], value, wrong, words.split(". To get")[0]))
        rows[number][place] = value
    assert escaped == []


@every_table
def test_every_damage_to_a_file_is_refused(table):
    raw = (DATA / table["path"]).read_bytes()
    lines = raw.splitlines(keepends=True)
    other = next(name for name in TABLES if name != table["name"])
    damage = {
        "empty": b"",
        "blank lines": b"\n\n\n",
        "cut in a row": raw[:-3],
        "the last row lost": b"".join(lines[:-1]),
        "a row in the middle lost": b"".join(lines[: len(lines) // 2] + lines[len(lines) // 2 + 1 :]),
        "a row twice": raw + lines[-1],
        "no header": b"".join(lines[1:]),
        "a blank line": lines[0] + b"\n" + b"".join(lines[1:]),
        "semicolons": raw.replace(b",", b";"),
        "tabs": raw.replace(b",", b"\t"),
        "a column more": raw.replace(b"\n", b",\n"),
        "UTF-16": raw.decode("utf-8").encode("utf-16"),
        "old Mac line ends": raw.replace(b"\n", b"\r"),
        "NUL bytes": raw[:-2] + b"\0" + raw[-2:],
        "conflict markers": raw.replace(b"\n", b"\n<<<<<<< HEAD\n", 1),
        "a web page": b"<!DOCTYPE html>\n<html></html>\n",
        "another table": (DATA / TABLES[other]["path"]).read_bytes(),
        "a quotation mark": raw.replace(b"\n", b'\n"', 1),
    }
    for kind, spoilt in damage.items():
        assert f"data/{table['path']}" in refusal(table, spoilt), kind


@every_table
def test_marks_without_meaning_are_accepted(table):
    raw = (DATA / table["path"]).read_bytes()
    wanted = read_table(table, raw)
    windows = raw.replace(b"\n", b"\r\n")
    for kept in [b"\xef\xbb\xbf" + raw, windows, b"\xef\xbb\xbf" + windows]:
        assert read_table(table, kept).equals(wanted)
    if table["rows"] < 300:  # as LibreOffice may write
        assert read_table(table, written(rows_of(table), quoting=csv.QUOTE_ALL)).equals(wanted)


@every_table
def test_every_text_column_has_a_form(table):
    """`enum` or `pattern`; the whole table is held against them when it is recorded."""
    for field in table["schema"]["fields"]:
        if field["type"] == "string":
            assert {"enum", "pattern"} & set(field["constraints"]), field["name"]


def test_an_untouched_file_is_only_hashed(monkeypatch):
    """No check runs, so that load() costs what reading costs."""
    largest = max(TABLES.values(), key=lambda table: table["bytes"])
    raw = (DATA / largest["path"]).read_bytes()
    for check in ["_plain", "_check_cells", "_check_rows"]:
        monkeypatch.setattr(f"helpers.data.{check}", lambda *args: pytest.fail("an untouched file is checked"))
    start = time.perf_counter()
    read_table(largest, raw)
    assert time.perf_counter() - start < 1
