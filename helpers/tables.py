"""How a DataFrame looks in a notebook: text left, numbers right, units, no cell changed.

Importing helpers inside IPython registers this for HTML. The text view stays pandas' own.
"""

import functools
import html
import math
import re
import sys

import pandas as pd
from pandas.api import types

from helpers import data
from helpers.language import _

MAX_CELLS = 3_000  # of a larger view the browser becomes slow: pandas' own is shown, cut short
MAX_TEXT = 1_000  # characters of one cell
NO_COMMAS = re.compile(r"(.*_)?(year|id|number|code)|years|hs2|row|point|part|month")
WHEN = re.compile(r"\d{4}(-\d\d){0,2}")
UNITS_IN_NAMES = re.compile(r"_(usd|musd|busd|pct|lb|kg|mmcf|per_100k)$")


def table_html(table: pd.DataFrame) -> str:
    """Return a table as HTML for a notebook.

    Arguments:
        table: any DataFrame. Nothing in it is changed or rounded for good.
    Returns:
        HTML. Numbers have thousands commas, except years, dates and numbers that are names. A column has as many
        decimals as it needs, at least five digits of its largest value. Yes and no stand for True and False, a dash
        for a blank. A column that data/datapackage.json records with one unit has it in grey below its name.
        Row numbers are shown as pandas shows them where the rows are numbered 0, 1, 2, … and the table has only
        columns of one recorded table, as after `load` and `head`. What is left of them after a filter, a sort or
        `reset_index` says nothing and is left out. An index with a name, or of words or years, is shown.
        A table longer than pandas' display.max_rows is cut, and a line says how many rows are left out.
        Stacked headings, columns of the same name and very large views are pandas' own.
    """
    try:
        found = _house_html(table)
    except Exception:  # a table must show, whatever is in it
        found = None
    if found is not None:
        return found
    rows, columns = (pd.get_option(f"display.max_{kind}") or limit for kind, limit in (("rows", 60), ("columns", 20)))
    with pd.option_context("display.max_rows", min(rows, 60), "display.max_columns", min(columns, 20)):
        return table._repr_html_() or f"<pre>{html.escape(repr(table))}</pre>"


def register() -> None:
    """Let IPython show every DataFrame with `table_html`; outside IPython nothing happens."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)


def _house_html(table: pd.DataFrame) -> str | None:
    """Return the HTML, or None where pandas' own view is the better one."""
    if any(isinstance(axis, pd.MultiIndex) for axis in (table.index, table.columns)) or not table.columns.is_unique:
        return None
    most = pd.get_option("display.max_rows") or len(table)
    few = min(pd.get_option("display.min_rows") or most, most)
    cut = len(table) > most
    shown = pd.concat([table.iloc[: -(-few // 2)], table.iloc[len(table) - few // 2 :]]) if cut else table
    wide = pd.get_option("display.max_columns") or 20
    if len(table.columns) > wide or shown.size > MAX_CELLS or table.columns.empty:
        return None
    with_index = _index_says_something(table)
    yes_no, units = _yes_no_names(table), {name: _unit(name, table) for name in table.columns}
    columns = [_column(table[name], shown[name], name in yes_no, bool(units[name])) for name in table.columns]
    numbers = [types.is_numeric_dtype(table[name]) and name not in yes_no for name in table.columns]
    heads = [_head(name, right, units[name]) for name, right in zip(table.columns, numbers, strict=True)]
    if with_index:
        heads.insert(0, _corner(table))
        columns.insert(0, [_index_cell(value) for value in _said(shown.index)])
    rows = ["<tr>" + "".join(cells) + "</tr>" for cells in zip(*columns, strict=True)]
    if cut:
        gap = html.escape(_("… {number:,} more rows", number=len(table) - len(shown)))
        gap = f'<tr><td colspan="{len(heads)}" style="text-align:left">{gap}</td></tr>'
        rows.insert(-(-few // 2), gap)
    classes = "dataframe tex2jax_ignore mathjax_ignore"  # a dollar sign is money here
    body = "\n".join(rows)
    return f'<table class="{classes}">\n<thead><tr>{"".join(heads)}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _index_says_something(table: pd.DataFrame) -> bool:
    index = table.index
    if index.name is not None or not types.is_integer_dtype(index.dtype):
        return True
    if list(index[:2]) == list(range(min(len(index), 2))) and index.equals(pd.RangeIndex(len(index))):
        return any(set(table.columns) <= set(units) for units in _recorded_tables(data.DATA).values())
    return bool(len(index)) and 1700 <= index.min() and index.max() <= 2100


def _column(whole: pd.Series, shown: pd.Series, yes_no: bool, measured: bool) -> list[str]:
    """Return the cells of a column, all written in one way."""
    if yes_no:
        return [_blank() if pd.isna(value) else _cell(_("yes") if value else _("no")) for value in shown]
    if types.is_datetime64_any_dtype(whole.dtype):
        whole_days = (whole.dropna() == whole.dropna().dt.normalize()).all()
        pattern = "%Y-%m-%d" if whole_days else "%Y-%m-%d %H:%M"
        return [_blank() if pd.isna(value) else _cell(value.strftime(pattern)) for value in shown]
    if types.is_numeric_dtype(whole.dtype) and not types.is_complex_dtype(whole.dtype):
        pattern = _number_pattern(whole, measured)
        blank = _blank(right=True)
        return [blank if pd.isna(value) else _cell(_with_minus(pattern, value), right=True) for value in shown]
    return [_object_cell(value, whole.name) for value in _said(shown, whole.name)]


def _said(values, name=None) -> list:
    """Return cells with prose in the language spoken; names and categories stay: that is what a learner types."""
    cells, keys = list(values), _categories(data.DATA)
    if name not in ("mine", "verdict") and not any(isinstance(cell, str) and " " in cell for cell in cells):
        return cells
    return [_(cell) if isinstance(cell, str) and cell not in keys else cell for cell in cells]


def _object_cell(value, name) -> str:
    if types.is_scalar(value) and pd.isna(value):
        return _blank()
    if types.is_bool(value):
        return _cell(_("yes") if value else _("no"))
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return _cell(f"{value:%Y-%m-%d}")
    if types.is_number(value) and not types.is_complex(value):
        return _cell(_with_minus(_number_pattern(pd.Series([value], name=name)), value), right=True)
    return _cell(str(value))


def _number_pattern(numbers: pd.Series, measured: bool = False) -> str:
    """Return the format of a column of numbers, the same for all of them; without a unit, 1999 is a year."""
    floats = numbers.dropna().astype("float64")
    floats = floats[floats.abs() < math.inf]
    largest = floats.abs().max() if len(floats) else 0.0
    whole = types.is_integer_dtype(numbers.dtype) or (floats == floats.round()).all()
    if whole:
        years = not measured and bool(len(floats)) and floats.between(1700, 2100).all()
        return "{:.0f}" if years or NO_COMMAS.fullmatch(str(numbers.name)) else "{:,.0f}"
    for decimals in range(1, 5):
        if ((floats.round(decimals) - floats).abs() <= 1e-9 * floats.abs()).all():
            return f"{{:,.{decimals}f}}"
    decimals = min(max(4 - math.floor(math.log10(largest)), 1), 6)
    smallest = floats.abs()[floats != 0].min()
    return f"{{:,.{decimals}f}}" if smallest >= 0.5 * 10**-decimals else "{:,.4g}"


def _with_minus(pattern: str, value) -> str:
    return pattern.format(value).replace("-", "−", 1) if value < 0 else pattern.format(value)


def _blank(right: bool = False) -> str:
    title = html.escape(_("not published"))
    return f'<td title="{title}" style="text-align:{"right" if right else "left"}">–</td>'


def _cell(text: str, right: bool = False) -> str:
    text = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " …"
    whole = right or WHEN.fullmatch(text)
    look = f"text-align:{'right' if right else 'left'}" + (";white-space:nowrap" if whole else "")
    return f'<td style="{look}">{html.escape(text)}</td>'


def _index_cell(value) -> str:
    if types.is_bool(value):
        text = _("yes") if value else _("no")
    elif isinstance(value, pd.Timestamp) and value == value.normalize():
        text = f"{value:%Y-%m-%d}"
    else:
        text = "–" if types.is_scalar(value) and pd.isna(value) else str(value)
    nowrap = ";white-space:nowrap" if WHEN.fullmatch(text) else ""
    return f'<th scope="row" style="text-align:left{nowrap}">{html.escape(text)}</th>'


def _head(name, right: bool, unit: str | None) -> str:
    text = f"{name:%Y-%m-%d}" if isinstance(name, pd.Timestamp) else str(name)
    look = f"text-align:{'right' if right else 'left'};vertical-align:bottom"
    return f'<th scope="col" style="{look}">{html.escape(text)}{_small(_(unit)) if unit and unit != name else ""}</th>'


def _corner(table: pd.DataFrame) -> str:
    """Return the cell above the index: its name, and what the columns are; no heading where there is neither."""
    index, columns = table.index.name, table.columns.name
    if index is None and columns is None:
        return "<td></td>"
    first = "" if index is None else html.escape(str(index))
    second = "" if columns is None else _small(_("columns: {names}", names=columns))
    return f'<th scope="col" style="text-align:left;vertical-align:bottom">{first}{second}</th>'


def _small(text: str) -> str:
    return f'<br><small style="font-weight:normal;opacity:0.75">{html.escape(text)}</small>'


@functools.cache
def _recorded_tables(folder) -> dict[str, dict[str, tuple[str, str]]]:
    """Return type and unit of every column of every recorded table."""
    tables = data._resources(folder).values()
    return {t["name"]: {f["name"]: (f["type"], f.get("unit", "")) for f in t["schema"]["fields"]} for t in tables}


@functools.cache
def _categories(folder) -> frozenset[str]:
    """Return every value that the record lists for a column; units and verdicts are none."""
    fields = [field for table in data._resources(folder).values() for field in table["schema"]["fields"]]
    only_read = ("unit", "verdict")
    listed = [field.get("constraints", {}).get("enum", []) for field in fields if field["name"] not in only_read]
    return frozenset(value for values in listed for value in values)


def _unit(name, table: pd.DataFrame) -> str | None:
    """Return the unit of a column whose name is recorded with one unit.

    A name that says no unit itself (total, trucks) may mean another thing in a learner's table: there all the
    other columns must be recorded beside it.
    """
    if not isinstance(name, str) or not types.is_numeric_dtype(table[name].dtype):
        return None
    homes = [columns for columns in _recorded_tables(data.DATA).values() if name in columns]
    units = {columns[name][1] for columns in homes}
    if len(units) != 1 or not (UNITS_IN_NAMES.search(name) or name in units):
        homes = [columns for columns in homes if set(table.columns) <= set(columns)]
        units = {columns[name][1] for columns in homes}
    return units.pop() or None if len(units) == 1 else None


def _yes_no_names(table: pd.DataFrame) -> set:
    """Return the columns that hold yes and no: booleans, or recorded as such and turned into ones and zeros."""
    boolean = {name for name in table.columns if types.is_bool_dtype(table[name].dtype)}
    ones = [name for name in table.columns if types.is_float_dtype(table[name].dtype)]
    ones = {name for name in ones if table[name].dropna().isin([0, 1]).all()}
    fields = [item for columns in _recorded_tables(data.DATA).values() for item in columns.items()]
    recorded = {name for name, (kind, _) in fields if kind == "boolean"}
    # Joined with blanks, a whole table of yes and no becomes numbers.
    return boolean | (ones if ones & recorded else set())
