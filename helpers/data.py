"""Load the tables in data/.

`data/datapackage.json` is the only record of what each table is. Nothing here writes a file.
"""

import csv
import datetime
import difflib
import functools
import hashlib
import io
import json
import math
import re
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.language import N_, _

DATA = Path(__file__).resolve().parent.parent / "data"

# Blanks need the nullable dtypes; a column without blanks keeps the plain ones that a textbook shows.
# As objects, not names: pandas takes longer to look up the names than to read a small file.
TEXT, NUMBER = pd.api.types.pandas_dtype("str"), np.dtype("float64")
DTYPES = {"string": (TEXT, TEXT), "date": (TEXT, TEXT), "number": (NUMBER, NUMBER)}
DTYPES |= {"integer": (np.dtype("int64"), pd.Int64Dtype()), "boolean": (np.dtype("bool"), pd.BooleanDtype())}

# How a value must look. Python and pandas both take more (1_000, nan, 2024-1-1), but not the same more.
WRITTEN = {
    N_("integer"): re.compile(r"[+-]?[0-9]{1,18}"),
    N_("number"): re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"),
    N_("boolean"): re.compile(r"True|TRUE|true|False|FALSE|false"),
    N_("date"): re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}

# Text that came through a wrong encoding: a control or replacement character, or UTF-8 read as Latin letters (Ã©, â€™).
GARBLED = re.compile("[\x00-\x1f\x7f-\x9f\ufffd]|[ÂÃÄÅ][\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")


class DataError(Exception):
    """A table is missing, damaged or unknown. The message says where and what to do."""


def load(name: str) -> pd.DataFrame:
    """Return one table of data/ with its columns typed as data/datapackage.json says.

    Arguments:
        name: the table's name, for example "ally_status".
    Returns:
        A DataFrame, one row per `primaryKey`, columns in the order of the file. Text is str, whole
        numbers are int64 (Int64 where a value may be blank), decimals float64, dates datetime64.
        Units stand in the column names and in `about(name)`. A blank in the file is a missing value.
    Raises:
        DataError: the name is unknown, or the file is missing or damaged. It names file, row and
            column and says what to do.
    Source: the table's own; see `about(name)`.
    """
    return read_table(resource(name))


def read_table(resource: dict, raw: bytes | None = None) -> pd.DataFrame:
    """Return the table that an entry of datapackage.json describes, as `load` does, from its file or from bytes."""
    path = DATA / resource["path"]
    raw = _read(path) if raw is None else raw
    fields = resource["schema"]["fields"]
    # A file that is byte for byte the recorded one has passed these checks when it was recorded and in the tests.
    changed = not _is_recorded(raw, resource)
    if changed:
        raw = _plain(path, raw)  # a spreadsheet may have added marks that carry no meaning
        changed = not _is_recorded(raw, resource)
    if changed:
        _check_cells(path, raw, fields)
    dtypes = {field["name"]: DTYPES[field["type"]][not _required(field)] for field in fields}
    try:
        table = pd.read_csv(io.BytesIO(raw), dtype=dtypes, keep_default_na=False, na_values=[""], index_col=False)
        for field in fields:
            if field["type"] == "date":
                # Half the time of pandas.to_datetime, which first looks whether dates repeat.
                texts = table[field["name"]].to_numpy(object, na_value="NaT")
                table[field["name"]] = texts.astype("datetime64[us]")
    except (ValueError, TypeError, OverflowError) as problem:
        raise _error(path, _("cannot be read as a table ({problem})", problem=problem)) from None
    if changed:
        _check_rows(path, table, resource)
    return table


def source_label(name: str) -> str:
    """Return the short source of a table for the line under a figure (`short_source` in datapackage.json)."""
    return _(resource(name)["short_source"])


@functools.cache
def _resources(folder: Path) -> dict[str, dict]:
    path = folder / "datapackage.json"
    try:
        return {table["name"]: table for table in json.loads(_plain(path, _read(path)))["resources"]}
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise _error(path, _("is damaged ({problem})", problem=problem)) from None


def resource(name: str) -> dict:
    """Return what data/datapackage.json says about a table. DataError: there is none of that name."""
    tables = _resources(DATA)
    if isinstance(name, str) and name in tables:
        return tables[name]
    if not isinstance(name, str):
        raise DataError(_('There is no table of that name: write a name in quotation marks, such as "ally_status".'))
    word = name.lower()
    near = difflib.get_close_matches(word, tables, n=3, cutoff=0.5)
    near += [table for table in tables if word and word in table and table not in near]
    words = [_("There is no table {name}.", name=repr(name))]
    words += [_("Did you mean {names}?", names=f" {_('or')} ".join(map(repr, near[:4])))] if near else []
    words += [_("The tables are: {names}.", names=", ".join(tables))]
    raise DataError(" ".join(words))


def _error(path: Path, problem: str, row: int | None = None, column: str | None = None) -> DataError:
    place = f"data/{path.name}"
    place += ", " + _("row {row}", row=row) if row else ""
    place += ", " + _("column {column}", column=column) if column else ""
    words = _(
        "{place}: {problem}. To get the original back, run `git checkout -- data/{file}` in the "
        "repository's folder, or download the file again. If you pasted in newer figures, mend that place; "
        "data/README.md says how.",
        place=place,
        problem=problem,
        file=path.name,
    )
    return DataError(words)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise _error(path, _("is a folder, not a file"))
    try:
        return path.read_bytes()
    except OSError as problem:
        why = problem.strerror or problem
        raise _error(path, _("cannot be opened ({problem})", problem=why)) from None


def _is_recorded(raw: bytes, resource: dict) -> bool:
    return resource.get("hash") == "sha256:" + hashlib.sha256(raw).hexdigest()


def _plain(path: Path, raw: bytes) -> bytes:
    """Return the file without byte-order mark and with plain line ends; a DataError if it is no whole text."""
    if not raw.strip():
        raise _error(path, _("is empty"))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        row = raw[: problem.start].count(b"\n") + 1
        raise _error(path, _("is not UTF-8 text (save it as 'CSV UTF-8')"), row) from None
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    for sign, problem in [(b"\r", N_("has a line end in the middle of a row")), (b"\0", N_("has a NUL character"))]:
        if sign in raw:
            raise _error(path, _(problem), raw.split(sign)[0].count(b"\n") + 1)
    if path.suffix == ".csv" and not raw.endswith(b"\n"):
        raise _error(path, _("stops in the middle of a row: the file is cut off"), raw.count(b"\n") + 1)
    return raw


def _check_header(path: Path, found: list[str], wanted: list[str]) -> None:
    if found == wanted:
        return
    for sign in [sign for sign in (";", "\t") if sign in "".join(found) and len(wanted) > 1]:
        raise _error(path, _("separates its values by {sign}, not by commas", sign=repr(sign)), 1)
    missing = [name for name in wanted if name not in found]
    extra = [name for name in found if name not in wanted]
    parts = [_("the column {name} is missing", name=repr(name)) for name in missing]
    parts += [_("the column {name} is not in datapackage.json", name=repr(name)) for name in extra]
    parts = parts or [_("the columns are in another order or stand twice")]
    problem = _("{problems}. Expected: {columns}", problems="; ".join(parts), columns=", ".join(wanted))
    raise _error(path, problem, 1)


def _check_rows(path: Path, table: pd.DataFrame, resource: dict) -> None:
    key = resource["schema"]["primaryKey"]
    twice = table.duplicated(key)
    if twice.any():
        place = int(twice.to_numpy().argmax())
        what = ", ".join(f"{name} {table[name].iloc[place]}" for name in key)
        raise _error(path, _("the row for {what} stands twice", what=what), place + 2, key[0])
    if len(table) < resource["rows"]:
        numbers = {"number": len(table), "recorded": resource["rows"]}
        problem = _("has {number:,} rows, datapackage.json says {recorded:,}: rows were lost", **numbers)
        raise _error(path, problem, len(table) + 1)


def _required(field: dict) -> bool:
    return field.get("constraints", {}).get("required", False)


def _check_cells(path: Path, raw: bytes, fields: list[dict]) -> None:
    """Raise a DataError for the first header, row or cell that does not fit its column."""
    reader = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    checks = [functools.cache(functools.partial(_problem, field=field)) for field in fields]
    try:
        _check_header(path, next(reader), [field["name"] for field in fields])
        for values in reader:
            if len(values) != len(fields):
                numbers = {"number": len(values), "expected": len(fields)}
                problem = _("has {number} values, {expected} are expected", **numbers)
                raise _error(path, problem, reader.line_num, fields[min(len(values), len(fields)) - 1]["name"])
            for field, check, value in zip(fields, checks, values, strict=True):
                if problem := check(value):
                    raise _error(path, problem, reader.line_num, field["name"])
    except csv.Error as problem:  # mostly a quotation mark that is never closed
        raise _error(path, _("cannot be read as a table ({problem})", problem=problem), reader.line_num) from None


def _problem(value: str, field: dict) -> str:
    """Return what is wrong with a cell, given its entry in datapackage.json; nothing for a good one."""
    kind, limits = field["type"], field.get("constraints", {})
    if value == "":
        return _("is blank, a value is required") if _required(field) else ""
    if not _parses(value, kind):
        return _("{value} is not a {kind}", value=repr(value), kind=_(kind))
    if kind == "string" and GARBLED.search(value):
        return _("{value} has characters that were lost or encoded twice (save it as 'CSV UTF-8')", value=repr(value))
    number = float(value) if kind in ("integer", "number") else value  # dates sort as text
    fits = {
        "minimum": lambda limit: number >= limit,
        "maximum": lambda limit: number <= limit,
        "minLength": lambda limit: len(value) >= limit,
        "pattern": lambda limit: re.fullmatch(limit, value),
        "enum": lambda limit: value in limit,
    }
    for name, fit in fits.items():
        if name in limits and not fit(limits[name]):
            limit = ", ".join(limits[name]) if name == "enum" else limits[name]
            places = {"value": repr(value), "rule": name, "limit": limit}
            asked = _("{value} does not fit the `{rule}` of datapackage.json ({limit})", **places)
            return f"{asked} ({_('did a spreadsheet change it?')})" if kind == "string" else asked
    return ""


def _parses(value: str, kind: str) -> bool:
    if kind == "string":
        return True
    if not WRITTEN[kind].fullmatch(value):
        return False
    if kind == "number":
        return math.isfinite(float(value))
    try:
        return kind != "date" or bool(datetime.date.fromisoformat(value))
    except ValueError:  # there is no 30 February
        return False
