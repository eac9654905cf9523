"""The small module behind the notebooks: it loads tables, shows figures and checks answers.

The analysis itself stands in the notebooks, in plain pandas and Matplotlib.
"""

from helpers.cards import about, sources
from helpers.charts import annotate, bars, dots, lines
from helpers.claims import claims, decide, verdicts
from helpers.data import DataError, load
from helpers.exercises import check, hint, progress
from helpers.figures import show
from helpers.palette import COOPERATION, GREY, INK, MEDIAN, PARTIAL, RIVAL, SOFT, TENSION, colour, marker
from helpers.tables import register
from helpers.text import in_words

__all__ = [
    "COOPERATION",
    "GREY",
    "INK",
    "MEDIAN",
    "PARTIAL",
    "RIVAL",
    "SOFT",
    "TENSION",
    "DataError",
    "about",
    "annotate",
    "bars",
    "check",
    "claims",
    "colour",
    "decide",
    "dots",
    "hint",
    "in_words",
    "lines",
    "load",
    "marker",
    "progress",
    "show",
    "sources",
    "verdicts",
]

register()  # DataFrames then look alike in every notebook
