"""load() refuses damaged files in plain words, and importing helpers stays light."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import record

import helpers
from helpers import DataError, about, load, sources
from helpers import data as data_module
from helpers.data import DATA
from helpers.exercises import all_exercises

NAME = "ally_status"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of data/ that a test may damage."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    monkeypatch.setattr(data_module, "DATA", copy)
    return copy


def snapshot(folder):
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir() if path.is_file()}


def edit(change):
    return lambda path: path.write_bytes(change(path.read_bytes()))


def in_line(number, old, new):
    def change(raw):
        lines = raw.split(b"\n")
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return b"\n".join(lines)

    return edit(change)


def to_folder(path):
    path.unlink()
    path.mkdir()


def latin(raw):
    return raw.decode("utf-8").replace("Angola", "Angóla").encode("latin-1")


# What is done to ally_status.csv, and what the message must name besides the file.
DAMAGE = {
    "missing": (lambda path: path.unlink(), ["cannot be opened"]),
    "folder": (to_folder, ["is a folder"]),
    "empty": (edit(lambda raw: b""), ["is empty"]),
    "blank": (edit(lambda raw: b"\n\n"), ["is empty"]),
    "cut in a row": (edit(lambda raw: raw[: len(raw) // 2]), ["cut off", "row 9"]),
    "cut after a row": (edit(lambda raw: b"".join(raw.splitlines(keepends=True)[:50])), ["49 rows", "194"]),
    "header only": (edit(lambda raw: raw.splitlines(keepends=True)[0]), ["0 rows"]),
    "wrong encoding": (edit(latin), ["UTF-8", "row 3"]),
    "utf-16": (edit(lambda raw: raw.decode().encode("utf-16")), ["UTF-8", "row 1"]),
    "old Mac line ends": (edit(lambda raw: raw.replace(b"\n", b"\r")), ["line end in the middle", "row 1"]),
    "NUL": (in_line(3, b"AGO", b"A\0GO"), ["NUL", "row 3"]),
    "semicolons": (edit(lambda raw: raw.replace(b",", b";")), ["by ';', not by commas", "row 1"]),
    "renamed column": (in_line(1, b"country", b"name"), ["'country' is missing", "'name' is not", "row 1"]),
    "missing column": (
        edit(lambda raw: b"\n".join(line.rpartition(b",")[0] for line in raw.split(b"\n")[:-1]) + b"\n"),
        ["'source_keys' is missing"],
    ),
    "extra column": (edit(lambda raw: raw.replace(b"\n", b",x\n")), ["'x' is not"]),
    "columns swapped": (in_line(1, b"iso3,country", b"country,iso3"), ["another order"]),
    "text in a number": (in_line(3, b",13,", b",thirteen,"), ["'thirteen'", "row 3", "us_troops_dec_2025"]),
    "decimal in a count": (in_line(3, b",13,", b",13.5,"), ["'13.5'", "row 3", "us_troops_dec_2025"]),
    "nan in a number": (in_line(3, b",13,", b",nan,"), ["'nan'", "row 3", "us_troops_dec_2025"]),
    "not a boolean": (in_line(3, b"False", b"no"), ["'no'", "row 3", "nato_member"]),
    "blank in a required column": (in_line(3, b"AGO", b""), ["blank", "row 3", "iso3"]),
    "a value too many": (in_line(3, b"AGO", b"AGO,AGO"), ["19 values", "row 3"]),
    "a value too few": (in_line(3, b"AGO,", b""), ["17 values", "row 3"]),
    "row twice": (edit(lambda raw: raw + raw.splitlines(keepends=True)[1]), ["AFG stands twice", "row 196"]),
    "another table": (lambda path: shutil.copy(path.with_name("polls.csv"), path), ["'iso3' is missing"]),
    "no csv at all": (edit(lambda raw: b"<html>Not found</html>\n"), ["missing", "row 1"]),
}


@pytest.mark.parametrize("damage,words", DAMAGE.values(), ids=DAMAGE)
def test_damage_ends_in_one_clear_error(folder, damage, words):
    damage(folder / f"{NAME}.csv")
    before = snapshot(folder)
    with pytest.raises(DataError) as caught:
        load(NAME)
    message = str(caught.value)
    for word in [f"data/{NAME}.csv", "git checkout", *words]:
        assert word in message, message
    assert caught.value.__cause__ is None and caught.value.__suppress_context__ or caught.value.__context__ is None
    assert snapshot(folder) == before


def test_damage_in_a_table_with_quoted_text_is_found_too(folder):
    path = folder / "official_statements.csv"
    path.write_text(path.read_text("utf-8").replace("2002-11-26", "26/11/2002"), "utf-8")
    with pytest.raises(DataError, match="row 2, column date"):
        load("official_statements")


@pytest.mark.parametrize("value", ["nan", "NaT", "2002-02-30", "26 November"])
def test_a_date_that_is_no_date_is_refused(folder, value):
    path = folder / "official_statements.csv"
    path.write_text(path.read_text("utf-8").replace("2002-11-26", value), "utf-8")
    with pytest.raises(DataError, match="row 2, column date"):
        load("official_statements")


def test_a_number_that_is_infinite_is_refused(folder):
    path = folder / "polls.csv"
    lines = path.read_text("utf-8").splitlines()
    pct = lines[0].split(",").index("pct")
    values = lines[1].split(",")
    values[pct] = "inf"
    path.write_text("\n".join([lines[0], ",".join(values), *lines[2:]]) + "\n", "utf-8")
    with pytest.raises(DataError, match="row 2, column pct"):
        load("polls")


def test_a_quotation_mark_that_is_never_closed_is_named(folder):
    path = folder / "un_agreement.csv"  # long enough for the csv module to give up before the end
    path.write_bytes(path.read_bytes().replace(b"\n", b'\n"', 1))
    with pytest.raises(DataError, match=r"un_agreement\.csv, row \d+.*cannot be read as a table"):
        load("un_agreement")


@pytest.mark.parametrize("value", ["1_000", "9" * 19, "٣", " 7"])
def test_a_number_that_only_python_or_only_pandas_reads_is_refused(folder, value):
    path = folder / f"{NAME}.csv"
    path.write_text(path.read_text("utf-8").replace(",13,", f",{value},", 1), "utf-8")
    with pytest.raises(DataError, match="row 3, column us_troops_dec_2025"):
        load(NAME)


def test_a_damaged_table_is_never_recorded(folder, monkeypatch):
    assert set(record.current()) == set(folder.iterdir())
    in_line(2, b"1986", b"19.86")(folder / "gdp.csv")
    with pytest.raises(DataError, match="row 2, column year"):
        record.current()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 3}', '{"resources": [{"title": "x"}]}'])
def test_a_damaged_record_is_named(folder, text):
    (folder / "datapackage.json").write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"data/datapackage\.json"):
        load(NAME)


@pytest.mark.parametrize(
    "name", ["ally_statis", "ALLY_STATUS", "status", "zzz", "", None, 3, "../README", NAME + ".csv"]
)
def test_an_unknown_table_is_refused_with_a_list(name):
    for function in [load, about, sources]:
        with pytest.raises(DataError, match="ally_status"):
            function(name)


@pytest.mark.parametrize("name", ["ally_statis", "ALLY_STATUS", "status", NAME + ".csv"])
def test_a_near_miss_is_suggested(name):
    with pytest.raises(DataError, match="Did you mean .*'ally_status'"):
        load(name)


def test_each_call_gives_a_table_of_its_own():
    mine = load(NAME)
    mine.loc[0, "country"] = "changed"
    assert load(NAME).loc[0, "country"] != "changed"


def test_a_longer_file_loads(folder):
    path = folder / f"{NAME}.csv"
    row = path.read_text("utf-8").splitlines()[1].replace("AFG", "ZZZ", 1)
    path.write_text(path.read_text("utf-8") + row + "\n", "utf-8")
    assert len(load(NAME)) == 195


def test_blanks_are_missing_values_and_whole_numbers_stay_whole():
    allies = load(NAME)
    assert allies["nato_accession_year"].dtype == "Int64" and allies["nato_accession_year"].isna().any()
    assert allies["nato_member"].dtype == bool


def test_sources_lists_each_table_once():
    assert len(sources(NAME, "polls").splitlines()) == 2
    assert "Palmer" in sources(NAME)


# The module as a whole


def test_every_public_name_says_what_it_takes_and_gives():
    for name in helpers.__all__:
        thing = getattr(helpers, name)
        if callable(thing) and not isinstance(thing, type):
            doc = thing.__doc__
            assert doc and (not thing.__code__.co_argcount or "Arguments:" in doc), name
            assert "Returns:" in doc or "Return" in doc or name == "show", name


def test_import_stays_light():
    """IPython and the answers are needed later or never; importing them would slow every first cell."""
    code = "import pandas, matplotlib.pyplot, sys; old = set(sys.modules); import helpers; "
    code += "print(sorted(m.split('.')[0] for m in set(sys.modules) - old if m != 'matplotlib.style.core'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=DATA.parent, check=True)
    assert set(re.findall(r"\w+", run.stdout)) <= {"helpers", "csv", "_csv", "importlib", "pkgutil"}, run.stdout


def test_no_helper_writes_a_file(folder):
    before = snapshot(folder)
    for table in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        load(table["name"]), about(table["name"]), sources(table["name"])
    assert snapshot(folder) == before


def test_a_learner_can_type_what_a_message_says():
    """The first cell brings all names of helpers; whatever a message puts between backticks as a call works there."""
    names: dict = {}
    exec("from helpers import *", names)
    told = set()
    for number in all_exercises():
        texts = [names["check"](number), names["check"](number, "nonsense"), names["hint"](number)]
        texts += [names["check"](number[:-1] + "99"), names["progress"](number), names["hint"]("x")]
        told |= {
            call for text in texts for call in re.findall(r"`((?:check|hint|progress|load|about)\([^`]*\))`", text)
        }
    assert len(told) > 30
    for call in told:
        assert eval(call.replace(", answer)", ", 1)"), dict(names)), call
