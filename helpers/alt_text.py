"""A text alternative made from what a figure shows: bars, lines and points are read off the Axes.

So it stays true when a learner changes the code.
"""

import datetime

import numpy as np

MAX_NAMED = 12  # bars, lines or points that are read out one by one
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
        words = " ".join(f"Panel {name}: {text}" for name, text in named)
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
    labels = [f"across: {across}" if across else "", f"up: {up}" if up else ""]
    words = ". ".join(part for part in parts if part)
    labels = "; ".join(label for label in labels if label)
    if not words:
        return ""
    return f"{words} ({labels})." if labels else f"{words}."


def _bars(ax, texts) -> str:
    found = []
    for container in ax.containers:
        for patch in getattr(container, "patches", []):
            flat = _lying(container, patch)
            x, y, wide, high = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
            value, place = (wide, y + high / 2) if flat else (high, x + wide / 2)
            end = (x + wide, place) if flat else (place, y + high)
            name = _tick(ax.yaxis if flat else ax.xaxis, place)
            said = texts.get(_round(end), "")
            if not any(sign.isdigit() for sign in said) and said != "not published":
                said = _value(ax.xaxis if flat else ax.yaxis, value)
            found.append((name, said, value))
    found = [bar for bar in found if bar[2] == bar[2]]
    if not found:
        return ""
    named = [f"{name} {said}" for name, said, _ in found[:MAX_NAMED]]
    rest = len(found) - MAX_NAMED
    if rest > 0:
        last = max(found[MAX_NAMED:], key=lambda bar: bar[2])
        named.append(f"and {rest} more, at most {last[1]} ({last[0]})")
    return "Bars: " + ", ".join(named)


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
        name = "" if line.get_label().startswith("_") else line.get_label()
        for place in [*zip(x[::-1], y[::-1], strict=True)]:
            name = name or texts.get(_round(place), "")
        first, last = ((_tick(ax.xaxis, x[i]), _value(ax.yaxis, y[i])) for i in (0, -1))
        top = int(y.argmax())
        words = f"{name} " if name else ""
        if len(x) == 1:
            words += f"{last[1]} in {last[0]}"
        else:
            words += f"from {first[1]} ({first[0]}) to {last[1]} ({last[0]})"
        if 0 < top < len(y) - 1 and y[top] > max(y[0], y[-1]):
            words += f", highest {_value(ax.yaxis, y[top])} ({_tick(ax.xaxis, x[top])})"
        found.append((not name, words))  # in a crowd the named ones come first
    found = [words for _, words in sorted(found, key=lambda item: item[0])]
    if not found:
        return ""
    rest = len(found) - MAX_NAMED
    return "Lines: " + "; ".join(found[:MAX_NAMED]) + (f"; and {rest} more" if rest > 0 else "")


def _points(ax, texts) -> str:
    count, named, low = 0, [], []
    for cloud in ax.collections:
        if not hasattr(cloud, "get_offsets") or type(cloud).__name__ != "PathCollection" or not cloud.get_visible():
            continue
        places = np.ma.filled(np.ma.asarray(cloud.get_offsets(), float), np.nan)
        places = places[np.isfinite(places).all(axis=1)]
        count += len(places)
        for x, y in places:
            low.append((x, y))
            name = texts.get(_round((x, y)))
            if name:
                said = [_tick(ax.xaxis, x), _tick(ax.yaxis, y)]
                named.append(name if any(c.isdigit() for c in name) else f"{name} ({', '.join(said)})")
    if not count:
        return ""
    words = f"{count:,} points" if count > 1 else "One point"
    if named:
        rest = len(named) - MAX_NAMED
        return f"{words}: " + ", ".join(named[:MAX_NAMED]) + (f", and {rest} more" if rest > 0 else "")
    xs, ys = zip(*low, strict=True)
    span = [f"{_tick(axis, min(v))} to {_tick(axis, max(v))}" for axis, v in ((ax.xaxis, xs), (ax.yaxis, ys))]
    return f"{words}, across from {span[0]}, up from {span[1]}"


def _lying(container, patch) -> bool:
    orientation = getattr(container, "orientation", None)
    return orientation == "horizontal" if orientation else patch.get_width() > patch.get_height()


def _tick(axis, value: float) -> str:
    """Return the name that stands at a place of an axis, or the number or date of that place."""
    for place, label in zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=False):
        text = _flat(label.get_text())
        if abs(place - value) < 1e-6 and text and not _is_number(text):
            if not _is_date(axis):
                return text
    return _value(axis, value, place=True)


def _value(axis, value: float, place: bool = False) -> str:
    if _is_date(axis):
        from matplotlib.dates import num2date

        day = num2date(value).replace(tzinfo=None)
        day = (day + datetime.timedelta(hours=12)).date()
        return f"{day:%B %Y}" if day.day == 1 else f"{day.day} {day:%B %Y}"
    if place and 1700 <= value <= 2100 and value == round(value):
        return f"{value:.0f}"
    size = abs(value)
    text = f"{value:,.0f}" if size >= 100 or value == round(value) else f"{value:.1f}" if size >= 1 else f"{value:.2g}"
    return text.removesuffix(".0").replace("-", "minus ") if size >= 1 else text.replace("-", "minus ")


def _is_date(axis) -> bool:
    return "Date" in type(axis.get_converter()).__name__ or "Datetime" in type(axis.get_converter()).__name__


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("−", "").strip().isdigit()


def _place(ax, xy) -> tuple[float, float]:
    try:
        return _round((ax.convert_xunits(xy[0]), ax.convert_yunits(xy[1])))
    except (TypeError, ValueError):
        return (np.nan, np.nan)


def _round(place) -> tuple[float, float]:
    return float(f"{float(place[0]):.9g}"), float(f"{float(place[1]):.9g}")


def _flat(text: str) -> str:
    return " ".join(text.split())
