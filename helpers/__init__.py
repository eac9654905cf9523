"""The small package behind the notebooks: it loads tables, draws charts, checks answers, keeps a learner's work.

The analysis itself stands in the notebooks, in plain pandas.
"""

from helpers.cards import about, sources
from helpers.charts import annotate, bars, dots, lines
from helpers.claims import claims, decide, verdicts
from helpers.data import DataError, load
from helpers.errors import full_error, plain_errors, red_box
from helpers.exercises import check, hint, progress
from helpers.figures import show
from helpers.guesses import guess
from helpers.palette import COOPERATION, GREY, INK, MEDIAN, PARTIAL, RIVAL, SOFT, TENSION, colour, marker
from helpers.tables import register
from helpers.text import in_words
from helpers.work import hand_in, keep, my_definition, start_afresh

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
    "full_error",
    "guess",
    "hand_in",
    "hint",
    "in_words",
    "keep",
    "lines",
    "load",
    "marker",
    "my_definition",
    "progress",
    "red_box",
    "show",
    "sources",
    "start_afresh",
    "verdicts",
]

plain_errors()  # in a notebook only: an error is short, with a plain sentence below
register()  # in a notebook only: tables look alike
