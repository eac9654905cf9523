"""Tables in a notebook read well, and no cell says anything else than pandas does."""

import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from helpers import load
from helpers.data import DATA
from helpers.tables import MAX_CELLS, table_html


def column(html: str, place: int = 0) -> list[str]:
    """Return the texts of one column of the body, without the row headings."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.split("<tbody>")[1])
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
    return [row[place] for row in cells if len(row) > place]


def heads(html: str) -> list[str]:
    return re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", html)


def row_heads(html: str) -> list[str]:
    return re.findall(r"<th scope=\"row\"[^>]*>(.*?)</th>", html)


def shown(**columns) -> str:
    return table_html(pd.DataFrame(columns))


@pytest.mark.parametrize(
    "name,values,texts",
    [
        ("money", [3026632, 5], ["3,026,632", "5"]),
        ("money", [-1234.5, 2.25], ["−1,234.50", "2.25"]),
        ("money", [1.0, 1000.0], ["1", "1,000"]),
        ("money", [1 / 3, 2000 / 3], ["0.33", "666.67"]),
        ("money", [1 / 3, 2 / 3], ["0.33333", "0.66667"]),
        ("money", [1e-9, 1 / 3], ["1e-09", "0.3333"]),
        ("money", [0.1 + 0.2, 0.3], ["0.3", "0.3"]),
        ("money", [np.inf, 1.5], ["inf", "1.5"]),
        ("money", [0.0, 0.0], ["0", "0"]),
        ("year", [1999, 2030], ["1999", "2030"]),
        ("best", [1999, 2026], ["1999", "2026"]),
        ("fiscal_year", [1005.0, 2005.0], ["1005", "2005"]),
        ("per_month", [1005, 12345], ["1,005", "12,345"]),
        ("exports_musd", [1950, 1984], ["1,950", "1,984"]),  # with a unit it is no year
        ("miles", [1954], ["1,954"]),
        ("vote_id", [10001, 2], ["10001", "2"]),
        ("when", pd.to_datetime(["2024-01-02", "2024-03-04"]), ["2024-01-02", "2024-03-04"]),
        ("when", pd.to_datetime(["2024-01-02 10:00", "2024-03-04 00:00"]), ["2024-01-02 10:00", "2024-03-04 00:00"]),
        ("flag", [True, False], ["yes", "no"]),
        ("flag", pd.array([True, None], dtype="boolean"), ["yes", "–"]),
        ("flag", [1.0, 0.0], ["1", "0"]),
        ("treaty_ally", [1.0, np.nan], ["yes", "–"]),
        ("treaty_ally", [1.5, 0.0], ["1.5", "0.0"]),
        ("word", ["a <b> & $1", None], ["a &lt;b&gt; &amp; $1", "–"]),
        ("word", pd.Categorical(["a", "b"]), ["a", "b"]),
        ("mixed", [1234, "text"], ["1,234", "text"]),
        ("mixed", [True, 2.5], ["yes", "2.5"]),
        ("list", [[1, 2], {"a": 1}], ["[1, 2]", "{&#x27;a&#x27;: 1}"]),
        ("span", pd.arrays.IntervalArray.from_breaks([0, 1, 2]), ["(0, 1]", "(1, 2]"]),
        ("zone", pd.to_datetime(["2024-01-02", "2024-03-04"]).tz_localize("UTC"), ["2024-01-02", "2024-03-04"]),
        ("count", pd.array([5, None], dtype="Int64"), ["5", "–"]),
    ],
)
def test_cells(name, values, texts):
    assert column(shown(**{name: values})) == texts


def test_a_blank_says_what_it_is():
    assert 'title="not published"' in shown(a=[np.nan, 1])


def test_text_is_left_and_numbers_are_right_and_dates_whole():
    html = shown(word=["a"], n=[1], when=["2024-01-02"])
    body = html.split("<tbody>")[1]
    assert '<td style="text-align:left">a<' in body
    assert '<td style="text-align:right;white-space:nowrap">1<' in body
    assert '<td style="text-align:left;white-space:nowrap">2024-01-02<' in body


def test_colours_are_the_themes():
    assert not re.search(r"color|background|<style", shown(a=[1]))


# Units


@pytest.mark.parametrize(
    "columns,unit",
    [
        (["exports_musd"], "million current US dollars"),
        (["port", "trucks"], "crossings"),
        (["country", "troops_there", "trucks"], None),  # a name without a unit, beside columns of a learner
        (["total"], "encounters"),
        (["total", "mine"], None),
        (["miles"], None),  # the name says it
        (["months"], None),  # recorded with a unit in one table, without in another
        (["treaty"], None),
    ],
)
def test_units_stand_below_known_columns_only(columns, unit):
    html = table_html(pd.DataFrame([[1] * len(columns)], columns=columns))
    last = heads(html)[columns.index("trucks") if "trucks" in columns else 0]
    assert (re.findall("<small[^>]*>(.*?)</small>", last) or [None])[0] == unit


# Row numbers


def test_row_numbers_stand_after_load_and_head_and_nowhere_else():
    ports = load("border_ports")
    assert row_heads(table_html(ports.head(3))) == ["0", "1", "2"]
    assert row_heads(table_html(ports[["port", "trucks"]].head(2))) == ["0", "1"]
    assert row_heads(table_html(ports.sort_values("trucks"))) == []
    assert row_heads(table_html(ports[ports["trucks"] > 1e6])) == []
    assert row_heads(table_html(ports.groupby("state")["trucks"].sum().rename("mine").reset_index())) == []


def test_an_index_that_says_something_stands():
    assert row_heads(table_html(pd.DataFrame({"a": [1, 2]}, index=["x <y>", "z"]))) == ["x &lt;y&gt;", "z"]
    assert row_heads(table_html(pd.DataFrame({"a": [1, 2]}, index=[2008, 2010]))) == ["2008", "2010"]
    named = pd.DataFrame({"a": [1, 2]}, index=pd.Index([5, 3], name="place"))
    assert heads(table_html(named)) == ["place", "a"] and row_heads(table_html(named)) == ["5", "3"]
    pivot = named.rename_axis(columns="iso3")
    assert "columns: iso3" in heads(table_html(pivot))[0]


def test_no_heading_is_empty():
    html = table_html(pd.DataFrame({"a": [1]}, index=["x"]))
    assert "<td></td>" in html and not re.search(r"<th[^>]*></th>", html)


# Large and strange tables


def test_a_long_table_is_cut_and_says_so():
    html = table_html(pd.DataFrame({"a": range(180)}))
    assert column(html) == ["0", "1", "2", "3", "4", "… 170 more rows", "175", "176", "177", "178", "179"]
    with pd.option_context("display.max_rows", 4, "display.min_rows", 3):
        assert column(table_html(pd.DataFrame({"a": range(9)}))) == ["0", "1", "… 6 more rows", "8"]
    with pd.option_context("display.max_rows", None):
        assert len(column(table_html(pd.DataFrame({"a": range(180)})))) == 180


def test_a_huge_view_is_pandas_own_and_small():
    with pd.option_context("display.max_rows", None, "display.max_columns", None):
        huge = table_html(pd.DataFrame(np.ones((MAX_CELLS, 2))))
        wide = table_html(pd.DataFrame(np.ones((2, 300))))
    assert len(huge) < 20_000 and len(wide) < 20_000
    assert "dataframe" in huge


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.DataFrame(index=[1, 2]),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame({("a", "b"): [1]}),
        pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([("x", "y")])),
        pd.DataFrame({"a": [1 + 2j]}),
        pd.DataFrame({"a": pd.to_timedelta(["1 day"])}),
        pd.DataFrame({"a": pd.period_range("2020", periods=2, freq="Y")}),
        pd.DataFrame({"a": [np.array([1, 2])]}),
        pd.DataFrame({"a": [None, None]}),
        pd.DataFrame({1: [1], None: [2]}),
        pd.DataFrame({"a": [1, 2]}, index=pd.to_datetime(["2020-01-01", None])),
        pd.DataFrame({"a": [1]}, index=pd.Index([True])),
    ],
    ids=range(14),
)
def test_a_strange_table_shows_all_the_same(table):
    before = table.copy()
    assert "<table" in table_html(table) or not table.size
    pd.testing.assert_frame_equal(table, before)


def test_the_same_table_gives_the_same_html():
    ports = load("border_ports")
    assert table_html(ports) == table_html(ports.copy())


def test_a_damaged_record_does_not_hide_a_table(monkeypatch, tmp_path):
    (tmp_path / "datapackage.json").write_text("{")
    monkeypatch.setattr("helpers.data.DATA", tmp_path)
    assert "<table" in table_html(pd.DataFrame({"a": [1]}))


def test_ipython_shows_tables_so_and_text_stays_pandas_own():
    code = "from IPython.core.interactiveshell import InteractiveShell as Shell; shell = Shell.instance(); "
    code += "import pandas as pd, helpers; table = pd.DataFrame({'a': [1000]}); "
    code += "data, _ = shell.display_formatter.format(table); "
    code += "print('1,000' in data['text/html'], data['text/plain'] == repr(table))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=DATA.parent, check=True)
    assert run.stdout.split() == ["True", "True"]
