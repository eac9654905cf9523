"""One look for every figure: title, unit, note and source round a chart, and a text alternative for each."""

import base64
import html
import io
import itertools
import re

from helpers.alt_text import describe, is_lying, is_number
from helpers.data import source_label
from helpers.language import _, in_english, label
from helpers.palette import INK, SOFT, use_house_style
from helpers.spacing import move_apart
from helpers.text import short

WIDTH, MAX_HEIGHT = 9, 5  # inches; on a slide of 16:9 a taller figure is scaled down, and its text with it
MAX_SOURCES = 4
EDGE = 0.12  # inches, left and right of the title
use_house_style()


def show(chart, title: str, *tables: str, unit: str = "", note: str = "", alt: str | None = None, **axes) -> None:
    """Show a chart with its title, unit, source and text alternative, then close it.

    Arguments:
        chart: what `bars`, `lines`, `dots` or Matplotlib drew: an Axes, or a Figure with panels.
        title: one sentence that needs no text around it.
        tables: names of all tables that it was drawn from; their publishers are written below it.
        unit: what the numbers are, for example "Million dollars of 2020"; written under the title.
        note: how to read it where that is not plain, for example "Hollow: provisional".
        alt: a text alternative for those who cannot see it. Without it, it is made from the values drawn.
        axes: options of Matplotlib's `ax.set`, for example ylim=(0, 100).
    Raises:
        TypeError: `chart` is no chart. ValueError: the title is missing, or an option is unknown.
        DataError: a table is unknown.
    Source: the line under the figure comes from data/datapackage.json.
    """
    # Not needed by those who only load tables.
    import matplotlib.pyplot as plt
    from IPython.display import display

    fig, panels = _figure(chart)
    sources = list(dict.fromkeys(source_label(table) for table in tables))
    if len(sources) > MAX_SOURCES:  # names only: about() has the editions
        sources = [re.sub(r" \([^)]*\)", "", source) for source in sources]
    sources = "; ".join(sources)
    for what, text in {"title": title, "unit": unit, "note": note, "alt": alt or ""}.items():
        if not isinstance(text, str):
            raise TypeError(_("show() needs text for {what}, not {thing}.", what=what, thing=short(text)))
    if not title.strip():
        raise ValueError(_("show() needs a title: one sentence that says what the figure shows."))
    for ax in panels if axes else []:
        try:
            ax.set(**axes)
        except (ArithmeticError, AttributeError, TypeError, ValueError) as problem:
            words = _("show() cannot set {options}: {problem}.", options=", ".join(axes), problem=problem)
            raise ValueError(words) from None
    if not in_english():
        _say_labels(fig)
    for ax in panels:
        _tidy(ax)
    _frame(fig, title, unit, [note, _("Source: {sources}", sources=sources) if sources else ""])
    image = _png(fig, panels)
    words = _alternative(title, unit, alt or describe(fig))
    plt.close(fig)
    data = base64.b64encode(image).decode("ascii")
    style = "max-width: 100%; height: auto; background: white"
    tag = f'<img alt="{html.escape(words)}" width="{WIDTH * 96}" style="{style}" src="data:image/png;base64,{data}">'
    display({"text/html": tag, "text/plain": _("[Figure: {words}]", words=words)}, raw=True)


def _alternative(title: str, unit: str, alt: str) -> str:
    """Return the title, the unit and what the figure holds as sentences in one line."""
    parts = [" ".join(part.split()) for part in (title, unit, alt)]
    if parts[2].startswith(parts[0].rstrip(".")):
        return parts[2]
    words = " ".join(part if part[-1] in ".?!…" else f"{part}." for part in map(_capital, parts) if part)
    return re.sub(r"(?<=\. [A-Z]{2}\.)\.(?!\.)", "", words)  # EE. UU. at the end of a sentence ends it


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _figure(chart):
    """Return the Figure of a chart and the Axes that `show` may change."""
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    if isinstance(chart, Axes):
        return chart.figure.get_figure(root=True), [chart]
    if isinstance(chart, Figure):
        return chart, list(chart.axes)
    words = _(
        "show() takes a chart first, for example show(ax, 'A title', 'table'), not a {type}.",
        type=type(chart).__name__,
    )
    raise TypeError(words)


def _say_labels(fig) -> None:
    """Say each text that is a value of the data in the language spoken, those that axes write included."""
    from matplotlib.text import Text

    for text in fig.findobj(Text):
        text.set_text(label(text.get_text()))
    for axis in [axis for ax in fig.axes for axis in (ax.xaxis, ax.yaxis)]:
        formatter = axis.get_major_formatter()
        formatter.format_ticks = lambda ticks, write=formatter.format_ticks: [label(text) for text in write(ticks)]


def _tidy(ax) -> None:
    """Grid lines across the values only, thousands commas, and no axis where every bar carries its number."""
    from matplotlib.ticker import ScalarFormatter

    if not ax.axison:
        return
    bars = [patch for group in ax.containers for patch in getattr(group, "patches", [])]
    names = any(text.get_text() and not is_number(text.get_text()) for text in ax.get_yticklabels())
    lying = any(is_lying(group) for group in ax.containers)
    if ax.get_frame_on() and (lying or names):
        ax.grid(False)
        ax.grid(axis="x")
        ax.tick_params(axis="x", length=0)
        ax.spines["bottom"].set_visible(False)
        ax.spines["left"].set_visible(lying and not any(patch.get_width() < 0 for patch in bars))
        ends = {round(float(ax.convert_xunits(text.xy[0])), 6) for text in ax.texts if hasattr(text, "xy")}
        if bars and lying and all(round(bar.get_x() + bar.get_width(), 6) in ends for bar in bars):
            ax.set_xticks([])
    for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        years = 1700 <= min(limits) and max(limits) <= 2100
        if isinstance(axis.get_major_formatter(), ScalarFormatter) and max(map(abs, limits)) >= 1000 and not years:
            if axis.get_scale() == "linear":
                axis.set_major_formatter("{x:,.0f}")


def _frame(fig, title: str, unit: str, below: list[str]) -> None:
    """Write title and unit above the panels, note and source below, flush with the figure's left edge."""
    for text in [text for text in fig.texts if text.get_gid() == "frame"]:  # shown before, and changed since
        text.remove()
    fig.set_figwidth(WIDTH)
    look = {"gid": "frame", "in_layout": False, "linespacing": 1.25, "parse_math": False}

    def write(text: str, size: float, color: str, **more):
        line = fig.text(EDGE / WIDTH, 0, "", fontsize=size, color=color, **look, **more)
        line.set_text(_wrap(line, text))
        return line, size * (1.25 * line.get_text().count("\n") + 1.3) / 72  # inches

    above = [write(title, 15, INK, weight="bold")]
    above += [write(_capital(unit.strip()), 11.5, SOFT)] if unit.strip() else []
    below = [write(text, 9, SOFT) for text in reversed(below) if text.strip()]
    top, bottom = (0.12 + sum(inches + 0.03 for line, inches in texts) for texts in (above, below))
    rows = max((len(group.patches) for ax in fig.axes for group in ax.containers if is_lying(group)), default=0)
    height = min(MAX_HEIGHT, max(fig.get_figheight(), top + bottom + 0.3 * rows))  # so that long texts squeeze no bar
    fig.set_figheight(height)
    down, up = 0.08, 0.07
    for line, inches in above:
        line.set(y=1 - down / height, va="top")
        down += inches + 0.03
    for line, inches in below:
        line.set(y=up / height, va="bottom")
        up += inches
    if fig.get_layout_engine() is None:
        fig.set_layout_engine("constrained")
    left = (EDGE - 0.04) / WIDTH  # the engine adds its own 0.04 inches
    fig.get_layout_engine().set(rect=(left, bottom / height, 1 - 2 * left, 1 - (top + bottom) / height))


def _wrap(artist, text: str) -> str:
    """Break a text where it would reach the figure's right edge, and where it is broken already."""
    renderer, room = artist.figure._get_renderer(), (WIDTH - 2 * EDGE) * artist.figure.dpi

    def width(words: list[str]) -> float:
        artist.set_text(" ".join(words))
        return artist.get_window_extent(renderer).width

    done = []
    for paragraph in text.strip().split("\n"):
        words = paragraph.split()
        ends = list(itertools.accumulate(len(word) + 1 for word in words))
        # To measure takes long: how many words fit is guessed from the length of all, then mended.
        letters = room / max(width(words), 1) * ends[-1] if words else 0
        while words:
            count = max(1, sum(end <= letters for end in ends))
            while count > 1 and width(words[:count]) > room:
                count -= 1
            while count < len(words) and width(words[: count + 1]) <= room:
                count += 1
            done.append(" ".join(words[:count]))
            ends = [end - ends[count - 1] for end in ends[count:]]
            words = words[count:]
        done += [] if paragraph.split() else [""]
    return "\n".join(done)


def _png(fig, panels) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    # Drawn straight into memory: savefig would draw twice and pack a PNG, only for us to unpack it.
    fig.set_dpi(144)
    fig.patch.set_facecolor("white")
    canvas = FigureCanvasAgg(fig)
    if any(text.get_gid() for ax in panels for text in ax.texts):
        fig.draw_without_rendering()  # names at the ends of lines move only once the size is known
        for ax in panels:
            move_apart(ax)
    canvas.draw()
    # 128 colours are plenty for a chart and make the saved notebook about four times smaller.
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    image = image.convert("RGB").quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small = io.BytesIO()
    image.save(small, format="png")
    return small.getvalue()
