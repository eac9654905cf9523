"""Three charts in one line each. Each returns a plain Matplotlib Axes, to go on with before `show`."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from pandas.api import types

from helpers.language import _, label
from helpers.palette import COUNTRIES, GREY, INK, MEDIAN, SOFT, colour, luminance, mark_colour, text_colour
from helpers.spacing import move_apart

MAX_BARS = 20  # more would be thinner than their names
MAX_LINES = 12  # of more, only those with a colour of their own are named


def bars(series, mark="Mexico", fmt="{:,.0f}", ax=None, **plot):
    """Draw horizontal bars, the first row on top, each with its value.

    Arguments:
        series: numbers (any unit; name it in `show`), the index names the bars.
        mark: the name of the bar in Mexico's colour, a dictionary {name: country code or colour}, or None.
        fmt: how the values are written, in Python's format language.
        ax: Matplotlib Axes to draw in; a new figure without it.
        plot: options of Matplotlib's `ax.barh`.
    Returns:
        The Axes. Of more than 20 bars the longest 20 are drawn, and a line says how many are left out.
    Raises:
        TypeError: no Series, or text instead of numbers. ValueError: there is no value to draw, or no such colour.
    """
    import matplotlib.pyplot as plt

    series = _numbers(series, "bars", _("the bars"))
    _check_axes(ax, "bars")
    left_out = len(series) - MAX_BARS
    if left_out > 0:
        largest = series.abs().sort_values(ascending=False, kind="stable").index[:MAX_BARS]
        series = series[series.index.isin(largest)][:MAX_BARS]
    if ax is None:
        ax = plt.subplots(figsize=(9, min(5, 1.5 + 0.3 * max(len(series), 3))))[1]
    mark = {} if mark is None else mark
    if not isinstance(mark, str | dict):
        words = _(
            "bars() takes as mark a name, or names and colours in curly brackets, not {thing}.", thing=_kind(mark)
        )
        raise TypeError(words)
    looks = {mark: "MEX"} if isinstance(mark, str) else mark
    looks = {label(name): mark_colour(look) for name, look in looks.items()}
    plot = {"color": [looks.get(label(name), GREY) for name in series.index], "height": 0.72} | plot
    rows = np.arange(len(series))
    ax.barh(rows, series.fillna(0), **plot)
    ax.set_yticks(rows, [label(name) for name in series.index], parse_math=False)
    ax.set_ylim(len(series) - 0.4, -0.6)
    for row, (name, value) in enumerate(series.items()):
        words = _("not published") if np.isnan(value) else _format(fmt, value)
        words = words.replace("-", "−", 1) if value < 0 else words  # as on the axes and in tables
        ink = SOFT if np.isnan(value) else looks.get(label(name), INK)
        dx, ha = (-5, "right") if value < 0 else (5, "left")
        annotate(ax, 0 if np.isnan(value) else value, row, words, ink, dx, 0, ha)
    if (series < 0).any():
        ax.margins(x=0.12)
        ax.axvline(0, color=INK, linewidth=0.8)
    if left_out > 0:
        numbers = {"shown": MAX_BARS, "number": left_out}
        ax.set_xlabel(_("The {shown} longest bars; {number:,} more are left out", **numbers))
    return ax


def lines(table, names=None, lead="MEX", ax=None, **plot):
    """Draw a line for each column, in its country's colour and named at its end.

    Arguments:
        table: numbers (one unit), the index on the x axis, one column a country code or a name.
        names: {column: name to write}, or a list of columns; all columns without it.
        lead: the column with the thick line.
        ax: Matplotlib Axes to draw in; a new figure without it.
        plot: options of Matplotlib's `ax.plot`.
    Returns:
        The Axes. A column named median_country has the median's look.
    Raises:
        TypeError: no table, or text instead of numbers. ValueError: a column is missing or nothing is there to draw.
    """
    import matplotlib.pyplot as plt

    _check_axes(ax, "lines")
    if isinstance(table, pd.Series):
        table = table.to_frame(lead if table.name is None else table.name)
    if not isinstance(table, pd.DataFrame):
        raise TypeError(_("lines() draws the columns of a table, not {thing}.", thing=_kind(table)))
    if isinstance(table.index, pd.MultiIndex):
        raise TypeError(_("lines() needs one index, such as the year. Keep one group, or use `unstack()` first."))
    if not table.columns.is_unique:
        raise ValueError(_("lines() cannot tell columns of the same name apart: give each its own."))
    if isinstance(table.index, pd.PeriodIndex):
        table = table.to_timestamp()
    names = {code: code for code in table.columns} if names is None else names
    names = dict(names) if isinstance(names, dict) else {code: code for code in names}
    missing = [str(code) for code in names if code not in table.columns]
    if missing:
        raise _missing_column("lines", ", ".join(missing), table)
    columns = {code: _numbers(table[code], "lines", _column(code), empty=True).dropna() for code in names}
    columns = {code: column for code, column in columns.items() if len(column)}
    if not columns:
        raise ValueError(_("lines() has nothing to draw: the table has no number in these columns."))
    ax = plt.subplots()[1] if ax is None else ax
    crowd = len(columns) > MAX_LINES
    for code in columns:
        named = not crowd or code == lead or code in COUNTRIES
        look = {"color": colour(code), "linewidth": 3 if code == lead else 1.8 if named else 1}
        look["zorder"] = 2.5 if code == lead else 2.2 if named else 2
        look |= MEDIAN if code == "median_country" else {}
        line = ax.plot(table.index, table[code].astype(float), **look | plot)[0]
        if named:
            line.set_label(label(names[code]))
            ink = look["color"] if code in COUNTRIES else SOFT
            end = annotate(ax, columns[code].index[-1], columns[code].iloc[-1], str(names[code]), ink)
            end.set_gid("end of a line")
    move_apart(ax)
    return ax


def dots(table, x, y, name="country", show=(), lead="MEX", fmt="{name} {y:,.0f}", ax=None, **plot):
    """Draw a dot for each row, all grey; those to show in their country's colour, named and with a value.

    Arguments:
        table: one row a country, with codes in the index or in a column iso3.
        x, y: the two columns of numbers.
        name: the column with names.
        show: codes of the rows to colour and name.
        lead: the code with the large dot.
        fmt: what is written beside a dot, from {name}, {x} and {y}.
        ax: Matplotlib Axes to draw in; a new figure without it.
        plot: options of Matplotlib's `ax.scatter` for the grey dots.
    Returns:
        The Axes.
    Raises:
        TypeError: no table, or text instead of numbers. ValueError: a column or a code is missing.
    """
    import matplotlib.pyplot as plt

    if not isinstance(table, pd.DataFrame):
        raise TypeError(_("dots() draws the rows of a table, not {thing}.", thing=_kind(table)))
    _check_axes(ax, "dots")
    for column in (x, y, name):
        if not types.is_hashable(column) or column not in table.columns:
            raise _missing_column("dots", column, table)
    rows = table.set_index("iso3") if "iso3" in table.columns else table
    places = pd.DataFrame({axis: _numbers(rows[axis], "dots", _column(axis)) for axis in (x, y)})
    if not isinstance(show, str | Collection):
        words = _('dots() takes as show a list of codes, for example ["MEX"], not {thing}.', thing=_kind(show))
        raise TypeError(words)
    show = [show] if isinstance(show, str) else list(show)
    missing = [str(code) for code in show if not types.is_hashable(code) or code not in places.index]
    if missing:
        raise ValueError(_("dots() finds no row with the code {codes}.", codes=", ".join(missing)))
    ax = plt.subplots()[1] if ax is None else ax
    others = places[~places.index.isin(show)]
    ax.scatter(others[x], others[y], **{"color": GREY, "s": 18} | plot)
    for code in show:
        place, text = places.loc[[code]].iloc[0], rows.loc[[code], name].iloc[0]
        if place.isna().any():  # nothing to draw, but nothing wrong either
            continue
        ax.scatter(place[x], place[y], color=colour(code), s=110 if code == lead else 55, zorder=3)
        text = label(text) if isinstance(text, str) else text
        words = _format(fmt, name=text, x=place[x], y=place[y])
        annotate(ax, place[x], place[y], words, code, dx=8).set_gid("beside a dot")
    move_apart(ax)
    return ax


def annotate(ax, x, y, text, color=INK, dx: float = 6, dy: float = 0, ha: str = "left"):
    """Write beside a data point, on a white halo so that lines behind it do not disturb.

    Arguments:
        ax: the Matplotlib axes.
        x, y: the point, in data units.
        text: what to write; a number gets thousands commas.
        color: an ISO 3166-1 alpha-3 code for that country's colour, or any Matplotlib colour. It is darkened
            where it would be hard to read.
        dx, dy: distance from the point, in typographic points.
        ha: "left", "center" or "right".
    Returns:
        The Matplotlib annotation.
    Raises:
        TypeError: neither text nor a number. ValueError: there is no such colour.
    """
    from matplotlib.colors import to_rgb
    from matplotlib.patheffects import withStroke

    try:
        text = label(text) if isinstance(text, str) else f"{text:,}"
    except (TypeError, ValueError):
        raise TypeError(_("annotate() writes text or a number, not {thing}.", thing=_kind(text))) from None
    ink = text_colour(color)
    offset = {"xytext": (dx, dy), "textcoords": "offset points"}
    written = ax.annotate(text, (x, y), color=ink, ha=ha, va="center", parse_math=False, **offset)
    if luminance(to_rgb(ink)) < 0.8:  # white letters stand on a dark bar and need no halo
        written.set_path_effects([withStroke(linewidth=3, foreground="white")])
    return written


def _numbers(series, function: str, what: str, empty: bool = False) -> pd.Series:
    """Return a column as floats, or say in one sentence why it cannot be drawn."""
    if isinstance(series, (dict, list, tuple)):
        series = pd.Series(series)
    if not isinstance(series, pd.Series):
        words = _("{function}() needs one column of numbers, not {thing}.", function=function, thing=_kind(series))
        raise TypeError(words)
    try:
        numbers = series.astype("float64")
    except (TypeError, ValueError):
        numbers = None
    if numbers is None or types.is_datetime64_any_dtype(series) or types.is_timedelta64_dtype(series):
        places = {"function": function, "what": what, "value": repr(next(iter(series.dropna()), None))}
        raise TypeError(_("{function}() needs numbers for {what}, not {value}.", **places)) from None
    numbers = numbers.replace([np.inf, -np.inf], np.nan)
    if not empty and not numbers.notna().any():
        raise ValueError(_("{function}() has nothing to draw: {what} hold no number.", function=function, what=what))
    return numbers


def _column(name) -> str:
    return _("column {column}", column=name)


def _missing_column(function: str, column, table: pd.DataFrame) -> ValueError:
    places = {"function": function, "column": column, "columns": ", ".join(str(name) for name in table.columns[:12])}
    return ValueError(_("{function}() finds no column {column}. The table has: {columns}.", **places))


def _format(fmt: str, *value: float, **values) -> str:
    """Write a value, or a dot's name and values, in the format that was asked for."""
    try:
        return fmt.format(*value, **values)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        good = f" {_('or')} ".join(['"{name} {y:.1f} %"'] if values else ['"{:,.0f}"', '"{:.1f} %"'])
        raise ValueError(_("fmt={format} is no format for this; try {good}.", format=repr(fmt), good=good)) from None


def _check_axes(ax, function: str) -> None:
    from matplotlib.axes import Axes

    if ax is not None and not isinstance(ax, Axes):
        words = _(
            "{function}() draws in Axes, as `ax=axes[0]` after `plt.subplots(1, 2)`, not in {thing}.",
            function=function,
            thing=_kind(ax),
        )
        raise TypeError(words)


def _kind(thing) -> str:
    """Name what was given in place of what is wanted, for a learner."""
    if thing is ... or thing is None:
        return _("dots `...`") if thing is ... else _("nothing (None)")
    kinds = {str: _("text"), bool: _("True or False"), int | float: _("a single number")}
    kinds |= {pd.DataFrame: _("a whole table"), pd.Series: _("one column")}
    found = [words for kind, words in kinds.items() if isinstance(thing, kind)]
    return found[0] if found else _("a {type}", type=type(thing).__name__)
