"""Every table is what data/datapackage.json says, and the record and data/README.md are current."""

import csv
import datetime
import json
import re

import jsonschema
import pandas as pd
import pytest
import record
import rules

from helpers import about, load
from helpers.data import DATA

PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
TABLES = {table["name"]: table for table in PACKAGE["resources"]}
UNITS = {"_musd": "million", "_busd": "billion", "_usd": "dollar", "_pct": "percent", "_lb": "pound", "_kg": "kilogram"}
UNITS |= {"_per_100k": "per 100,000"}

# The parts of the Frictionless Data Package specification (v1) that a table in this folder must have.
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "schema", "sources", "licenses", "title", "description"]
    + ["bytes", "hash", "rows", "short_source", "citation", "coverage", "grade", "caveats", "checked", "update"],
    "properties": {
        "name": {"pattern": "^[a-z][a-z0-9_]*$"},
        "path": {"pattern": r"^[a-z][a-z0-9_]*\.csv$"},
        "profile": {"const": "tabular-data-resource"},
        "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
        "grade": {"enum": ["A", "B"]},
        "title": {"type": "string", "minLength": 10},
        "description": {"type": "string", "minLength": 40},
        "short_source": {"type": "string", "minLength": 5, "maxLength": 100},
        "citation": {"type": "string", "minLength": 10},
        "coverage": {"type": "string", "minLength": 4},
        "checked": {"type": "string", "minLength": 20},
        "update": {"type": "string", "minLength": 20},
        "caveats": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 10}},
        "sources": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["title"]}},
        "licenses": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name", "title"]}},
        "schema": {
            "type": "object",
            "required": ["fields", "primaryKey"],
            "properties": {
                "primaryKey": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                "fields": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["name", "type", "description"],
                        "properties": {
                            "name": {"pattern": "^[a-z][a-z0-9_]*$"},
                            "type": {"enum": ["string", "integer", "number", "boolean", "date"]},
                            "description": {"type": "string", "minLength": 3},
                        },
                    },
                },
            },
        },
    },
}

every_table = pytest.mark.parametrize("name", TABLES)


@every_table
def test_the_record_of_a_table_is_complete(name):
    jsonschema.validate(TABLES[name], RESOURCE)
    assert TABLES[name]["path"] == f"{name}.csv"


def test_every_file_is_in_the_record_and_the_other_way_round():
    files = {"README.md", "datapackage.json", *(table["path"] for table in TABLES.values())}
    assert files <= {path.name for path in DATA.iterdir()}
    kept = rules.tracked("data")  # what is only lying about is named at the end of the tests
    assert kept is None or files == {name.removeprefix("data/") for name in kept}


def test_record_and_readme_are_current():
    stale = [path.name for path, content in record.current().items() if path.read_bytes() != content]
    assert stale == [], "run: python tests/tools/record.py"


@every_table
def test_columns_types_ranges_and_blanks(name):
    table = load(name)
    assert len(table) == TABLES[name]["rows"]
    for field in TABLES[name]["schema"]["fields"]:
        column, limits = table[field["name"]], field.get("constraints", {})
        assert column.notna().any(), f"{field['name']} is blank throughout"
        assert column.notna().all() == limits.get("required", False), field["name"]
        if field["type"] == "date":
            assert column.dropna().between(limits["minimum"], limits["maximum"]).all(), field["name"]
        elif "minimum" in limits:
            assert column.min() >= limits["minimum"], field["name"]
        if "pattern" in limits:
            assert column.dropna().str.fullmatch(limits["pattern"]).all(), field["name"]
        if field["name"] in ("year", "fiscal_year"):
            assert column.between(1800, datetime.date.today().year + 1).all()  # a fiscal year begins before the year


@every_table
def test_times_agree_with_each_other_and_with_the_record(name):
    """The coverage names the first and the last year, and a month belongs to its year."""
    table = load(name)
    named = {int(year) for year in re.findall(r"\b(?:FY)?(\d{4})\b", TABLES[name]["coverage"])}
    column = next((column for column in ("year", "fiscal_year") if column in table.columns), None)
    if column:
        assert {table[column].min(), table[column].max()} <= named
    for column in {"month", "months"} & set(table.columns):
        assert table[column].dropna().between(1, 12).all(), column
    if {"year", "fiscal_year", "month"} <= set(table.columns):
        assert (table["fiscal_year"] == table["year"] + (table["month"] >= 10)).all()
    if pd.api.types.is_datetime64_any_dtype(table.get("date")):
        for column in {"year", "month"} & set(table.columns):
            assert (table[column] == getattr(table["date"].dt, column)).all(), column


@every_table
def test_a_percentage_is_at_most_all(name):
    table = load(name)
    for column in [column for column in table.columns if column == "pct" or column.endswith("_pct")]:
        assert table[column].dropna().between(0, 100).all(), column


@every_table
def test_keys_are_unique_and_rows_sorted_by_them(name):
    table = load(name)
    key = TABLES[name]["schema"]["primaryKey"]
    assert table[key].notna().all().all() and not table.duplicated(key).any()
    assert table[key].equals(table[key].sort_values(key).reset_index(drop=True))


@every_table
def test_a_unit_in_a_name_is_the_unit_in_the_record(name):
    for field in TABLES[name]["schema"]["fields"]:
        for ending, word in UNITS.items():
            if field["name"].endswith(ending):
                assert word in field["unit"].replace("US dollars", "dollar"), field["name"]
                break


@every_table
def test_text_is_clean(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for number, row in enumerate(rows, 1):
        for value in row:
            assert value == value.strip() and "\ufffd" not in value, f"row {number}: {value!r}"


@every_table
def test_country_codes_are_known(name):
    """ISO 3166-1 alpha-3, with the few codes that the tables add and explain."""
    for field in TABLES[name]["schema"]["fields"]:
        if field["name"] == "iso3":
            assert "alpha-3" in field["description"]
            assert load(name)["iso3"].dropna().str.fullmatch("[A-Z]{3}").all()


def test_the_data_stay_small():
    assert sum(table["bytes"] for table in PACKAGE["resources"]) < 4_000_000


@every_table
def test_about_says_all_that_the_record_says(name):
    text = about(name)
    for part in ["title", "description", "coverage", "checked"]:
        assert TABLES[name][part] in text
    for caveat in TABLES[name]["caveats"]:
        assert caveat in text
    for field in TABLES[name]["schema"]["fields"]:
        assert f"`{field['name']}`" in text


def test_forbidden_columns_are_not_shipped():
    """Terms of use: COW alliance data, SIPRI arms values, respondent-level surveys stay out."""
    columns = [field["name"] for table in TABLES.values() for field in table["schema"]["fields"]]
    assert not [name for name in columns if re.search(r"^cow_(?!code)|sipri|\btiv\b|respondent_id|weight$", name)]


def test_all_sixteen_claims_are_there():
    claims = load("claims")
    assert claims["number"].drop_duplicates().tolist() == list(range(1, 17))
    assert (claims["claim_id"].str.rstrip("ab") == "C" + claims["number"].astype(str)).all()
    assert claims["notebook"].str.fullmatch("0[0-6]").all()


def test_dates_are_dates():
    dates = [(n, f["name"]) for n, t in TABLES.items() for f in t["schema"]["fields"] if f["type"] == "date"]
    for name, column in dates:
        assert pd.api.types.is_datetime64_any_dtype(load(name)[column])
