"""Every table is held by three figures of a second source, or its record says how many there are, and why."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from test_data import TABLES

from helpers import about

HERE = Path(__file__).parent
FACTS = [fact for path in sorted(HERE.glob("test_facts_0*.py")) for fact in import_module(path.stem).FACTS]
TESTS = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))

# What `about` says of a table with no figure from a second source, with one, and with two.
FEW = ["No second source:", "Only one figure from a second source:", "Only two figures from a second source:"]


@pytest.mark.parametrize("name", TABLES)
def test_three_figures_of_a_second_source_or_the_record_says_why_not(name):
    held = sum(fact.table == name for fact in FACTS)
    said = [words in about(name) for words in FEW]
    assert said == [held == number for number in range(3)], f"{held} figures are held"
    if held < 3:
        assert re.search(r"second source: .+ Held instead: .+", TABLES[name]["checked"])
        assert f'"{name}"' in TESTS, "no test loads the table"


def test_no_figure_is_counted_twice():
    names = [str(fact) for fact in FACTS]
    assert len(set(names)) == len(names)
    assert {fact.table for fact in FACTS} <= set(TABLES)
