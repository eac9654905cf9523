"""Whatever happens to a file, load() gives a table that holds what the file says, or one DataError.

Run by .ci/run, or by hand with the line that stands there, after `pip install hypothesis==6.170.17`.
"""

import csv
import io
import json
import math
import re
import shutil

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import DataError, load
from helpers import data as data_module
from helpers.data import DATA

RECORD = {table["name"]: table for table in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]}
# Small files try more damage in the same time; together they hold every type, with and without blanks.
SMALL = sorted(name for name, table in RECORD.items() if table["bytes"] < 9_000)
MANY = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    """A copy of data/ that may be damaged."""
    copy = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA, copy, dirs_exist_ok=True)
    data_module.DATA, original = copy, data_module.DATA
    yield copy
    data_module.DATA = original


def test_small_tables_hold_every_type():
    fields = [field for name in SMALL for field in RECORD[name]["schema"]["fields"]]
    assert {field["type"] for field in fields} == {"string", "integer", "number", "boolean", "date"}


# Damage


@st.composite
def damaged(draw):
    """Return a table's name and the bytes of its file after one to three accidents."""
    name = draw(st.sampled_from(SMALL))
    raw = (DATA / RECORD[name]["path"]).read_bytes()
    for _ in range(draw(st.integers(1, 3))):
        raw = draw(st.sampled_from(ACCIDENTS))(draw, raw)
    return name, raw


def a_place(draw, raw):
    return draw(st.integers(0, max(len(raw) - 1, 0)))


def byte_changed(draw, raw):
    place = a_place(draw, raw)
    return raw[:place] + draw(st.binary(max_size=2)) + raw[place + 1 :]


def sign_changed(draw, raw):
    place = a_place(draw, raw)
    sign = draw(
        st.sampled_from([b",", b'"', b"\n", b"\r", b"\0", b" ", b"-", b".", b"_", b"e", b"\t", b"'", b";", b""])
    )
    return raw[:place] + sign + raw[place + draw(st.integers(0, 1)) :]


def cut_off(draw, raw):
    return raw[: a_place(draw, raw)]


def lines_changed(draw, raw):
    lines = raw.splitlines(keepends=True) or [b""]
    place, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from(["drop", "double", "swap", "blank"]))
    if kind == "drop":
        return b"".join(lines[:place] + lines[place + 1 :])
    if kind == "double":
        return b"".join(lines[: place + 1] + lines[place:])
    if kind == "blank":
        return b"".join([*lines[:place], b"\n", *lines[place:]])
    lines[place], lines[other] = lines[other], lines[place]
    return b"".join(lines)


def columns_swapped(draw, raw):
    rows = [line.split(b",") for line in raw.split(b"\n")]
    width = len(rows[0])
    one, two = draw(st.integers(0, width - 1)), draw(st.integers(0, width - 1))
    from_row = draw(st.integers(0, 1))  # with the header or under it
    for row in rows[from_row:]:
        if len(row) == width:
            row[one], row[two] = row[two], row[one]
    return b"\n".join(b",".join(row) for row in rows)


VALUES = [
    "",
    " ",
    "0",
    "-1",
    "3.5",
    "1e400",
    "1e5",
    "-0.0",
    "nan",
    "NaN",
    "NA",
    "None",
    "null",
    "inf",
    "Infinity",
    "#N/A",
]
VALUES += ["true", "TRUE", "False", "1_000", "1,000", '"1,000"', " 7", "7 ", "+7", "٣", "9" * 30, "0x10", "2024-02-30"]
VALUES += [
    "2024-01-01",
    "2024-1-1",
    "1500-01-01",
    "9999-12-31",
    "n.a.",
    '"',
    '""',
    '"a\nb"',
    "é",
    "'",
    "1.",
    ".5",
    "--",
]


def cell_changed(draw, raw):
    lines = raw.split(b"\n")
    place = draw(st.integers(1, max(len(lines) - 2, 1)))
    if place >= len(lines):
        return raw
    cells = lines[place].split(b",")
    value = draw(st.one_of(st.sampled_from(VALUES), st.text(max_size=5)))
    cells[draw(st.integers(0, len(cells) - 1))] = value.encode("utf-8", "replace")
    lines[place] = b",".join(cells)
    return b"\n".join(lines)


ACCIDENTS = [byte_changed, sign_changed, cut_off, lines_changed, columns_swapped, cell_changed, cell_changed]


# What must hold


def is_the_value(cell: str, value, kind: str) -> bool:
    """Say whether a loaded value is what stands in the file's cell, read without pandas."""
    if cell == "":
        return bool(pd.isna(value))
    if pd.isna(value):
        return False
    if kind == "integer":
        return int(value) == int(cell)
    if kind == "number":
        return math.isclose(float(value), float(cell), rel_tol=1e-12)
    if kind == "boolean":
        return bool(value) is {"true": True, "false": False}[cell.lower()]
    if kind == "date":
        return value == pd.Timestamp(cell)
    return value == cell


def holds_what_the_file_says(table, raw, fields):
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    assert rows[0] == list(table.columns) == [field["name"] for field in fields]
    assert len(table) == len(rows) - 1
    for place, field in enumerate(fields):
        required = field.get("constraints", {}).get("required", False)
        for row, value in zip(rows[1:], table[field["name"]], strict=True):
            assert is_the_value(row[place], value, field["type"]), (field["name"], row[place], value)
            assert not (required and pd.isna(value)), (field["name"], row)


@MANY
@given(damaged())
def test_a_damaged_file_is_refused_or_read_as_it_stands(folder, damage):
    name, raw = damage
    path = folder / RECORD[name]["path"]
    path.write_bytes(raw)
    try:
        before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
        try:
            table = load(name)
        except DataError as problem:
            assert f"data/{name}.csv" in str(problem)
            row = re.search(r"\.csv, row (\d+)", str(problem))
            assert row is None or 1 <= int(row[1]) <= raw.count(b"\n") + 2, str(problem)
        else:
            assert len(table) >= RECORD[name]["rows"]
            holds_what_the_file_says(table, raw, RECORD[name]["schema"]["fields"])
        assert path.read_bytes() == raw
        assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    finally:
        path.write_bytes((DATA / path.name).read_bytes())


@MANY
@given(st.one_of(st.text(), st.none(), st.integers(), st.binary(), st.tuples(st.text()), st.floats(), st.booleans()))
def test_an_unknown_name_is_refused(name):
    if name not in RECORD:
        with pytest.raises(DataError, match="There is no table"):
            load(name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["name", "resources", "x"]), inside),
)


@MANY
@given(st.binary(max_size=50) | JSON.map(json.dumps).map(str.encode))
def test_a_damaged_record_is_refused(folder, raw):
    path = folder / "datapackage.json"
    data_module._resources.cache_clear()
    try:
        path.write_bytes(raw)
        with pytest.raises(DataError, match="datapackage|There is no table"):
            load("claims")
    finally:
        path.write_bytes((DATA / "datapackage.json").read_bytes())
        data_module._resources.cache_clear()
