"""One look for every figure, and a text alternative for each."""

import base64
import html
import io
import textwrap

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from helpers.data import source_label

GREY = "#8C8C8C"

# One fixed colour and marker per country through the whole collection. Each colour has at least 3:1
# contrast on white; where two are near each other for a colour-blind reader, the markers differ.
COUNTRIES = {
    "MEX": ("#C8500A", "o"),
    "USA": ("#1A1A1A", "s"),
    "CAN": ("#0072B2", "^"),
    "GBR": ("#6A3D9A", "D"),
    "JPN": ("#B0457B", "v"),
    "DEU": ("#8A6D00", "P"),
    "KOR": ("#00805E", "X"),
    "ISR": ("#3B76C4", "<"),
    "SAU": ("#4F7F1F", ">"),
    "COL": ("#A0522D", "h"),
    "BRA": ("#2E8B57", "p"),
    "IND": ("#D0527A", "*"),
    "CHN": ("#B2182B", "d"),
    "FRA": ("#5B6ABF", "H"),
    "EGY": ("#7A6A53", "8"),
    "JOR": ("#7D5BA6", "1"),
    "TUR": ("#9C4A6B", "2"),
    "PHL": ("#3F8F8F", "3"),
}

STYLE = {
    "figure.figsize": (8, 4.5),
    "figure.dpi": 144,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.08,
    "font.size": 12,
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelsize": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#4D4D4D",
    "axes.prop_cycle": plt.cycler(color=["#C8500A", "#0072B2", "#00805E", "#6A3D9A", "#8A6D00", "#1A1A1A"]),
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "lines.linewidth": 2,
    "legend.frameon": False,
    "savefig.facecolor": "white",
}
plt.rcParams.update(STYLE)


def colour(iso3: str) -> str:
    """Return the colour (hex) that a country has in every figure; grey for a country without its own.

    Arguments:
        iso3: ISO 3166-1 alpha-3 code, for example "MEX".
    Source: our own palette, tested for contrast and for colour-vision deficiency in tests/.
    """
    return COUNTRIES.get(iso3, (GREY, "."))[0]


def marker(iso3: str) -> str:
    """Return the Matplotlib marker that a country has in every figure; a dot for any other.

    Arguments:
        iso3: ISO 3166-1 alpha-3 code.
    """
    return COUNTRIES.get(iso3, (GREY, "."))[1]


def label(ax, x, y, text: str, color: str = "black", dx: float = 6, dy: float = 0, ha: str = "left") -> None:
    """Write a direct label beside a data point.

    Arguments:
        ax: the Matplotlib axes.
        x, y: the point, in data units.
        text: what to write.
        color: an ISO 3166-1 alpha-3 code for that country's colour, or any Matplotlib colour.
        dx, dy: distance from the point, in typographic points.
        ha: "left", "center" or "right".
    """
    color = colour(color) if color in COUNTRIES else color
    ax.annotate(text, (x, y), xytext=(dx, dy), textcoords="offset points", color=color, ha=ha, va="center")


def show(fig: Figure, alt: str, *tables: str) -> None:
    """Show a figure with its source line and a text alternative, then close it.

    Arguments:
        fig: the Matplotlib figure.
        alt: what a reader who cannot see it needs: kind of chart, what is measured, the finding.
        tables: names of the tables it was drawn from; their sources are written below it.
    Raises:
        TypeError: `fig` is not a figure. ValueError: `alt` is empty. DataError: a table is unknown.
    Source: the line under the figure comes from `short_source` in data/datapackage.json.
    """
    # Not needed by those who only load tables.
    from IPython.display import display
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    if not isinstance(fig, Figure):
        raise TypeError("show() takes the figure first: fig, ax = plt.subplots(), then show(fig, 'text', 'table').")
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("show() needs a text alternative: say what the figure measures and what it shows.")
    if tables:
        line = "Source: " + "; ".join(dict.fromkeys(source_label(table) for table in tables))
        text = textwrap.fill(line, int(fig.get_figwidth() * 14.5))
        fig.supxlabel(text, x=0.01, ha="left", fontsize=9, color="#595959")
    # Drawn once, straight into memory: savefig would draw twice and pack a PNG, only for us to unpack it.
    fig.set_dpi(144)
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    plt.close(fig)
    # 128 colours are plenty for a chart and make the saved notebook about four times smaller.
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    image = image.convert("RGB").quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small = io.BytesIO()
    image.save(small, format="png", optimize=True)
    data = base64.b64encode(small.getvalue()).decode("ascii")
    width = round(fig.get_figwidth() * 96)
    tag = f'<img alt="{html.escape(alt)}" width="{width}" style="max-width: 100%" src="data:image/png;base64,{data}">'
    display({"text/html": tag, "text/plain": f"[Figure: {alt}]"}, raw=True)
