"""One fixed look for each country and each role through the whole collection.

tests/test_figures.py computes the contrast on white and the distance of every pair, for normal sight,
deuteranopia and protanopia.
"""

import matplotlib

from helpers.language import _

INK = "#222222"  # titles, labels
SOFT = "#595959"  # units, sources, notes
GREY = "#8C8C8C"  # marks of all other countries
HAIR = "#E2E2E2"  # grid lines

# The countries that meet in figures. All others are grey and are told apart by their names.
COUNTRIES = {
    "MEX": ("#C8500A", "o"),
    "USA": ("#1A1A1A", "s"),
    "CAN": ("#3F8BD9", "^"),
    "GBR": ("#5F0DAF", "D"),
    "CHN": ("#BB013E", "d"),
    "JPN": ("#D93AA7", "v"),
    "DEU": ("#504310", "P"),
    "ISR": ("#0E7A62", "<"),
    "COL": ("#37A062", "h"),
}

# Roles: keywords for Matplotlib, ax.plot(x, y, **MEDIAN), ax.bar(x, y, **TENSION). None looks like a country.
MEDIAN = {"color": "#595959", "linestyle": "--", "linewidth": 2}
RIVAL = {"color": "#767676", "linestyle": "-.", "linewidth": 2}  # the same thing, counted by another definition
TENSION = {"facecolor": "#4D4D4D", "edgecolor": "#4D4D4D"}
COOPERATION = {"facecolor": "#DADADA", "edgecolor": "#4D4D4D"}
PARTIAL = {"facecolor": "white", "hatch": "///"}  # a year that is not complete, or still revised; add its edgecolor


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


def mark_colour(color) -> str:
    """Return the colour of a mark that stands out: a country's own, dark grey for a country without one.

    Arguments:
        color: ISO 3166-1 alpha-3 code, or any Matplotlib colour.
    Returns:
        A hex colour.
    Raises:
        ValueError: it is neither.
    """
    from matplotlib.colors import to_hex

    if isinstance(color, str) and len(color) == 3 and color.isupper():
        return COUNTRIES.get(color, (SOFT, "."))[0]
    try:
        return to_hex(color)
    except (TypeError, ValueError):
        words = _('There is no such colour: use a code such as "MEX", or a colour such as "#595959".')
        raise ValueError(words) from None


def text_colour(color) -> str:
    """Return the colour in which to write about a mark: the same, darkened until it reads well on white.

    Arguments:
        color: ISO 3166-1 alpha-3 code, or any Matplotlib colour. Near-white stays: it is meant for dark bars.
    Returns:
        A hex colour with a contrast of at least 4.5:1 on white.
    Raises:
        ValueError: Matplotlib knows no such colour.
    """
    from matplotlib.colors import to_hex, to_rgb

    rgb = to_rgb(mark_colour(color))
    while 0.1833 < luminance(rgb) < 0.8:
        rgb = tuple(channel * 0.97 for channel in rgb)
    return to_hex(rgb)


def luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance, WCAG 2.2. A colour at 0.1833 has 4.5:1 on white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


STYLE = {
    "figure.figsize": (9, 4.5),
    "figure.dpi": 96,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.06,
    "figure.titlesize": 15,
    "figure.titleweight": "bold",
    "date.converter": "concise",
    "font.size": 11.5,
    "text.color": INK,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 11.5,
    "axes.labelcolor": SOFT,
    "axes.axisbelow": True,
    "axes.edgecolor": "#9A9A9A",
    "axes.formatter.useoffset": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.prop_cycle": matplotlib.cycler(color=[look[0] for look in COUNTRIES.values()]),
    "axes.xmargin": 0.02,
    "grid.color": HAIR,
    "grid.linewidth": 1,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "savefig.facecolor": "white",
    "scatter.edgecolors": "face",
    "xtick.color": "#9A9A9A",
    "xtick.labelcolor": INK,
    "xtick.labelsize": 11.5,
    "ytick.color": "#9A9A9A",
    "ytick.labelcolor": INK,
    "ytick.labelsize": 11.5,
    "ytick.major.size": 0,
}


def use_house_style() -> None:
    """Give Matplotlib the house style, whatever a reader's own settings are (a dark theme would hide the text)."""
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(STYLE)
    if "text.language" in matplotlib.rcParams:  # since Matplotlib 3.11 the computer's language changes how letters join
        matplotlib.rcParams["text.language"] = "en"
