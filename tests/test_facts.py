"""Our tables against figures that others printed: every row of checks/facts.csv, and what no row can say."""

import json
import re
from pathlib import Path

import pytest
from facts import COLUMNS, TABLE, Fact, number, read_facts

from helpers import about
from helpers.data import DATA

TABLES = {table["name"]: table for table in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]}
TESTS = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))

# What `about` says of a table with no figure from a second source, with one, and with two.
FEW = ["No second source:", "Only one figure from a second source:", "Only two figures from a second source:"]


def laredo_share(table):
    return table.set_index("port")["trucks"]["Laredo"] / table["trucks"].sum() * 100


def reexport_share(table):
    trade = table[(table["iso3"] == "MEX") & (table["year"] == 2021)]
    return trade["reexports_musd"].sum() / trade["exports_musd"].sum() * 100


def truck_share(table):
    trade = table[(table["iso3"] == "MEX") & (table["year"] == 2023)].set_index("mode")
    trade = trade["exports_musd"] + trade["imports_musd"]
    return trade["Truck"] / trade.drop(["Foreign trade zones", "Mail", "Other or unknown"]).sum() * 100


def added_in_2025(table):
    mexico = table[table["iso3"] == "MEX"].set_index("snapshot")["listed_names"]
    return mexico["2025-12-24"] - mexico["2025-02-27"]


IN_CODE = [
    # The share is that of 2025; it moves by less than a point and a half from one year to the next.
    Fact("border_ports", "BTS, 2025: Laredo's share of trucks", "38.8", "1.5", laredo_share, "yes"),
    # The Commission says "nearly one-quarter" of 2019; our first year is 2021.
    Fact("us_trade_by_chapter", "USITC, Trade Shifts 2019: re-exports", "25", "4", reexport_share),
    # The release leaves foreign trade zones, mail and unknown out of the base.
    Fact("us_trade_by_mode", "press on a BTS release: trucks 2023", "72.2", "0.2", truck_share),
    # 64 people and 87 firms in Mexico; ours are the copies of February and December, less names taken off.
    Fact("us_sanctions_addresses", "Unomásuno: added in Mexico in 2025", "64 + 87", "15", added_in_2025),
]
FACTS = read_facts() + IN_CODE


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    if problem := fact.problem():
        pytest.fail(problem, pytrace=False)


@pytest.mark.parametrize("name", TABLES)
def test_three_figures_of_a_second_source_or_the_record_says_why_not(name):
    held = sum(fact.table == name for fact in FACTS)
    said = [words in about(name) for words in FEW]
    assert said == [held == few for few in range(3)], f"{held} figures are held"
    if held < 3:
        assert re.search(r"second source: .+ Held instead: .+", TABLES[name]["checked"])
        assert f'"{name}"' in TESTS, "no test loads the table"


def test_a_tolerance_wider_than_the_rounding_says_why():
    for fact in read_facts():
        try:
            float(fact.published)
            rounding = 0.5 / 10 ** len(fact.published.partition(".")[2])
        except ValueError:  # worked out from several figures, a date or a word
            rounding = 0
        assert fact.note or number(fact.tolerance or "0") <= rounding, f"facts.csv, row {fact.row}: {fact}"


def test_the_table_of_facts_is_sorted_text_and_nothing_is_counted_twice():
    assert b"\r" not in TABLE.read_bytes()
    assert {fact.same_publisher for fact in read_facts()} == {"", "yes"}
    order = [(fact.table, fact.source) for fact in read_facts()]
    for found, right in zip(order, sorted(order), strict=True):
        assert found == right
    assert len({str(fact) for fact in FACTS}) == len(FACTS)


GOOD = {"table": "prisoner_transfers", "source": "a page", "published": "29", "tolerance": ""}
GOOD |= {"where": "date == '2025-02-27'", "figure": "people", "how": "one", "same_publisher": "", "note": ""}


@pytest.mark.parametrize(
    "change,words",
    [
        ({}, "^$"),
        ({"table": "prisoners"}, "There is no table 'prisoners'"),
        ({"figure": "persons"}, "'persons' is not defined"),
        ({"where": "day == 3"}, "'day' is not defined"),
        ({"where": "people > 1000"}, "no row where people > 1000"),
        ({"where": ""}, "3 rows, not one"),
        ({"how": "add"}, "how is 'add', not one of one, "),
        ({"published": "many"}, "'many' is not a number"),
        ({"tolerance": "a few"}, "'a few' is not a number"),
        ({"tolerance": "1e999"}, "'1e999' is not a number"),
        ({"tolerance": "-1"}, "ours is 29, not 29"),
        ({"published": "30"}, "ours is 29, not 30"),
        ({"figure": "people / 2"}, "ours is 14.5, not 29"),
    ],
    ids=str,
)
def test_a_bad_row_ends_in_one_message_that_names_it(tmp_path, change, words):
    row = {**GOOD, **change}
    path = tmp_path / "facts.csv"
    path.write_text("\n".join(",".join(cells) for cells in [COLUMNS, row.values()]) + "\n", "utf-8")
    problem = read_facts(path)[0].problem()
    assert re.search(words, problem) and problem.count("\n") == 0
    assert not problem or problem.startswith(f"facts.csv, row 2: {row['table']}: a page: ")


def test_a_row_with_a_cell_too_few_is_named(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(",".join(COLUMNS) + "\ngdp,a page,3\n", "utf-8")
    with pytest.raises(ValueError, match="facts.csv, row 2: .*3 values"):
        read_facts(path)
