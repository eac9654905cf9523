"""The small module behind the notebooks: it loads tables, shows figures and checks answers.

The analysis itself stands in the notebooks, in plain pandas and Matplotlib.
"""

from helpers.claims import claims, decide, verdicts
from helpers.data import DataError, about, load, sources
from helpers.errors import full_error, plain_errors
from helpers.exercises import check, hint, progress
from helpers.figures import GREY, colour, label, marker, show
from helpers.guesses import guess
from helpers.text import in_words
from helpers.work import hand_in, keep, my_definition, start_afresh

__all__ = [
    "GREY",
    "DataError",
    "about",
    "check",
    "claims",
    "colour",
    "decide",
    "full_error",
    "guess",
    "hand_in",
    "hint",
    "keep",
    "label",
    "load",
    "marker",
    "my_definition",
    "plain_errors",
    "progress",
    "in_words",
    "show",
    "sources",
    "start_afresh",
    "verdicts",
]

plain_errors()  # in a notebook only: an error is short, with a plain sentence below
