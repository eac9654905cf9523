"""A text alternative made from what a figure shows: bars, lines and points are read off the Axes.

So it stays true when a learner changes the code.
"""

import datetime

import numpy as np

from helpers.language import N_, _, label
from helpers.text import date_in_words, two_digits

MAX_NAMED = 20  # bars, lines or points that are read out one by one
MAX_YEARS = 12  # of a longer row of years the first, the last and the highest are enough
LONGEST = 900  # characters; a reader who listens cannot skim


def describe(fig) -> str:
    """Return in words what the panels of a drawn figure hold: kind of chart, names, values with their units.

    Arguments:
        fig: a Matplotlib Figure that has been drawn, so that its tick labels are there.
    """
    panels = [(ax, _panel(ax)) for ax in fig.axes if ax.get_visible()]
    panels = [(ax, text) for ax, text in panels if text]
    if len(panels) > 1:
        named = [
            (_flat(ax.get_title(loc="left") or ax.get_title()) or f"{n}", text)
            for n, (ax, text) in enumerate(panels, 1)
        ]
        words = " ".join(_("Panel {name}. {text}", name=name, text=text) for name, text in named)
    else:
        words = panels[0][1] if panels else ""
    return words if len(words) <= LONGEST else words[: words.rfind(" ", 0, LONGEST)] + " …"


def _panel(ax) -> str:
    texts = {}
    for text in ax.texts:
        if hasattr(text, "xy"):
            place = _place(ax, text.xy)
            texts.setdefault(place, _flat(text.get_text()))
    parts = [_bars(ax, texts), _lines(ax, texts), _points(ax, texts)]
    across, up = (_flat(axis.get_label_text()) for axis in (ax.xaxis, ax.yaxis))
    axes = [_("across: {name}", name=across)] if across else []
    axes += [_("up: {name}", name=up)] if up else []
    words = ". ".join(part[0].upper() + part[1:] for part in parts if part)
    if not words:
        return ""
    return f"{words} ({'; '.join(axes)})." if axes else f"{words}."


def _bars(ax, texts) -> str:
    found = []
    for container in ax.containers:
        for patch in getattr(container, "patches", []):
            flat = is_lying(container)
            x, y, wide, high = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
            value, place = (wide, y + high / 2) if flat else (high, x + wide / 2)
            if not np.isfinite([value, place]).all():
                continue  # a blank draws no bar
            end = (x + wide, place) if flat else (place, y + high)
            name = _tick(ax.yaxis if flat else ax.xaxis, place)
            said = texts.get(_round(end), "")
            along, start = (ax.xaxis, x) if flat else (ax.yaxis, y)
            if _is_date(along) or 1700 <= start <= start + value <= 2100:  # its ends are what it says, not its length
                first, last = (_moment(along, at) for at in (start, start + value))
                said = first if first == last else _("from {start} to {end}", start=first, end=last)
            elif not any(sign.isdigit() for sign in said) and said != _("not published"):
                said = _value(along, value)
            found.append((name, said, value))
    if not found:
        return ""
    if len(found) > MAX_YEARS and all(is_number(name) for name, *_ in found):
        top = max(found, key=lambda bar: bar[2])
        places = {"number": len(found), "first": found[0][1], "start": found[0][0], "last": found[-1][1]}
        places |= {"end": found[-1][0], "top": top[1], "place": top[0]}
        return _("{number} bars, from {first} ({start}) to {last} ({end}), highest {top} ({place})", **places)
    named = [f"{name} {said}" for name, said, value in found[:MAX_NAMED]]
    rest = len(found) - MAX_NAMED
    if rest > 0:
        last = max(found[MAX_NAMED:], key=lambda bar: bar[2])
        named.append(_("and {number} more, at most {value} ({name})", number=rest, value=last[1], name=last[0]))
    return _("Bars: {bars}", bars=", ".join(named))


def _lines(ax, texts) -> str:
    found = []
    for line in ax.get_lines():
        if not line.get_visible() or line.get_transform().contains_branch_seperately(ax.transData) != (True, True):
            continue  # a line across the whole panel marks a place and is no series
        x, y = np.asarray(line.get_xdata(orig=False), float), np.asarray(line.get_ydata(orig=False), float)
        good = np.isfinite(x) & np.isfinite(y)
        x, y = x[good], y[good]
        if not len(x):
            continue
        name = "" if line.get_label().startswith("_") else label(line.get_label())
        for place in zip(x[::-1], y[::-1], strict=True):
            text = texts.get(_round(place), "")
            if text and text == name or not name and text and not any(sign.isdigit() for sign in text):
                name = texts.pop(_round(place))
        if not name and len(x) == 2:
            continue  # a straight line that compares
        first, last = ((_tick(ax.xaxis, x[i]), _value(ax.yaxis, y[i])) for i in (0, -1))
        if len(x) == 1:
            words = _("{value} in {time}", value=last[1], time=last[0])
        else:
            places = {"first": first[1], "start": first[0], "last": last[1], "end": last[0]}
            words = _("from {first} ({start}) to {last} ({end})", **places)
        words = f"{name} {words}" if name else words
        if ax.yaxis_inverted():
            best, message = y.argmin(), N_("{line}, best {value} ({time})")
        else:
            best, message = y.argmax(), N_("{line}, highest {value} ({time})")
        if y[best] not in (y[0], y[-1]):
            words = _(message, line=words, value=_value(ax.yaxis, y[best]), time=_tick(ax.xaxis, x[best]))
        found.append((not name, words))  # in a crowd the named ones come first
    found = [item[1] for item in sorted(found, key=lambda item: item[0])]
    if not found:
        return ""
    return _("Lines: {lines}", lines="; ".join(_first(found)))


def _points(ax, texts) -> str:
    places, named = [], []
    for cloud in ax.collections:
        if type(cloud).__name__ != "PathCollection" or not cloud.get_visible():
            continue
        spots = np.ma.filled(np.ma.asarray(cloud.get_offsets(), float), np.nan)
        for x, y in spots[np.isfinite(spots).all(axis=1)]:
            places.append((x, y))
            said = [_tick(axis, at) for axis, at in ((ax.xaxis, x), (ax.yaxis, y)) if len(axis.get_majorticklocs())]
            text = texts.get(_round((x, y)), "")
            if text and not any(sign.isdigit() for sign in text):
                named.append(f"{text} ({', '.join(said)})")
            elif text:  # the number is written; on an axis of names, say whose it is
                named.append(f"{said[-1]} {text}" if _has_names(ax.yaxis) else text)
            elif _has_names(ax.yaxis):
                named.append(" ".join(reversed(said)))
    if not places:
        return ""
    if len(places) == 1 and not named:
        x, y = places[0]
        return _("one point at {x}: {y}", x=_tick(ax.xaxis, x), y=_tick(ax.yaxis, y))
    if named:
        words = _("{number:,} points", number=len(places)) if len(places) > 1 else _("One point")
        return f"{words}: {', '.join(_first(named))}"
    xs, ys = zip(*places, strict=True)
    left, right = _tick(ax.xaxis, min(xs)), _tick(ax.xaxis, max(xs))
    low, high = _tick(ax.yaxis, min(ys)), _tick(ax.yaxis, max(ys))
    message = N_("{number:,} points, across from {left} to {right}, up from {low} to {high}")
    return _(message, number=len(places), left=left, right=right, low=low, high=high)


def _first(named: list[str]) -> list[str]:
    """Return as many as are read out, and how many there are beyond them."""
    rest = len(named) - MAX_NAMED
    return named[:MAX_NAMED] + ([_("and {number} more", number=rest)] if rest > 0 else [])


def _has_names(axis) -> bool:
    return any(text and not is_number(text) for text in (_flat(tick.get_text()) for tick in axis.get_ticklabels()))


def _tick(axis, value: float) -> str:
    """Return the name that stands at a place of an axis, or the number or date of that place."""
    if getattr(axis.axes, "freq", None) is not None and axis is axis.axes.xaxis:
        return _value(axis, value)
    if type(axis.get_major_formatter()).__name__ == "StrCategoryFormatter" and value == round(value):
        return _flat(label(axis.get_major_formatter()(value)))
    places = axis.get_majorticklocs()
    for place, text in zip(places, axis.get_major_formatter().format_ticks(places), strict=True):
        text = _flat(text)  # not the tick's own: panels that share an axis hide it
        if abs(place - value) < 1e-6 and text and not is_number(text) and not _is_date(axis):
            return text
    return _value(axis, value, place=True)


def _value(axis, value: float, place: bool = False) -> str:
    freq = getattr(axis.axes, "freq", None)
    if freq is not None and axis is axis.axes.xaxis:  # pandas counts its own dates
        import pandas as pd

        return str(pd.Period(ordinal=int(value), freq=freq))
    if _is_date(axis):
        from matplotlib.dates import num2date

        day = num2date(value).replace(tzinfo=None)
        day = (day + datetime.timedelta(hours=12)).date()
        return date_in_words(day)
    if place and 1700 <= value <= 2100:
        return f"{int(value)}"  # a year, or a part of it
    if not np.isfinite(value):
        return _("not published")
    size = abs(value)
    if size >= 100 or value == round(value):
        text = f"{value:,.0f}"
    else:
        text = f"{value:.1f}".removesuffix(".0") if size >= 1 else two_digits(value)
    return _("minus {number}", number=text[1:]) if text.startswith("-") else text


def _moment(axis, at: float) -> str:
    return _value(axis, at) if _is_date(axis) else f"{at:.0f}"  # a bar for years begins half a year before the first


def _is_date(axis) -> bool:
    return "Date" in type(axis.get_converter()).__name__ or "Datetime" in type(axis.get_converter()).__name__


def is_lying(container) -> bool:
    """Say whether the bars of a Matplotlib container are horizontal."""
    return getattr(container, "orientation", "") == "horizontal"


def is_number(text: str) -> bool:
    """Say whether a tick label is a number; Matplotlib writes powers of ten as mathematics."""
    return text.translate(str.maketrans("", "", ",.−-$\\{}^ ")).replace("mathdefault", "").isdigit()


def _place(ax, xy) -> tuple[float, float]:
    try:
        return _round((ax.convert_xunits(xy[0]), ax.convert_yunits(xy[1])))
    except (TypeError, ValueError):
        return (np.nan, np.nan)


def _round(place) -> tuple[float, float]:
    return float(f"{float(place[0]):.9g}"), float(f"{float(place[1]):.9g}")


def _flat(text: str) -> str:
    return " ".join(text.split())
