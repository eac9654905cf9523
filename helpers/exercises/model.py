"""What an exercise is. The exercises themselves stand in notebook_NN.py, one file a notebook."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.data import load
from helpers.language import _
from helpers.text import SINGULAR

# Each table is read once: it does not change while a notebook runs. Never alter what this returns.
table = functools.cache(load)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners are known to give.

    Arguments:
        value: a function without arguments that computes the wrong answer from the data. Where a learner
            chooses a label, such as a country, it may return a Series: the wrong figure for each label.
        hint: what to say to somebody who gives it. It never contains the right answer.
        fits: a function that says whether another answer holds the same mistake.
    """

    value: Callable[[], Any]
    hint: str
    fits: Callable[[Any], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a notebook asks before any evidence: a number, or one of a few words.

    Arguments:
        asks: the question, as one sentence.
        reply: a function that takes the guess and returns sentences computed from the data; in notebook 07 it
            takes the country's code as well.
        options: the words to choose from; none if a number is asked for.
        unit: of the number, for example "percent".
        low, high: the smallest and the largest number that can be meant.
        part: what it is called in the learner's file beside the notebook's number, if a notebook asks twice.
    """

    asks: str
    reply: Callable[..., str]
    options: tuple[str, ...] = ()
    unit: str = ""
    low: float | None = 0
    high: float | None = None
    part: str = ""

    @property
    def form(self) -> str:
        """What to write, in words."""
        if self.options:
            return _("one of {words}", words=", ".join(f'`"{_(option)}"`' for option in self.options))
        unit = _(self.unit)
        if self.high is None:
            return _("a number, in {unit}, for example `{example}`", unit=unit, example=10)
        return _(
            "a number from {low} to {high}, in {unit}, for example `{example}`",
            low=self.low,
            high=self.high,
            unit=unit,
            example=self.high // 4,
        )


def far_off(guess: float, right: float, unit: str) -> str:
    """Return how far a guess is from the figure, as one sentence; `right` is rounded as it is printed.

    Arguments:
        unit: in English, in the plural; it is said in the language spoken.
    """
    if guess == right:
        return _("Your guess is right.")
    gap = abs(guess - right)
    unit = SINGULAR.get(unit, unit) if gap == 1 else unit
    how_far = {"guess": guess, "gap": f"{gap:,.0f}" if gap == round(gap) else f"{gap:,.1f}", "unit": _(unit)}
    if guess > right:
        return _("Your guess of {guess:,} is {gap} {unit} too high.", **how_far)
    return _("Your guess of {guess:,} is {gap} {unit} too low.", **how_far)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise. Its texts are written in English and said in the language spoken.

    Arguments:
        wants: what kind of thing is asked for, with its unit and rounding.
        where: in which table or frame to look.
        tables: the tables that the answer is computed from.
        right: one sentence, shown with a right answer, that says why it is right.
        hints: three steps, each a little nearer, none of them the answer.
        mistakes: known wrong answers, each with its own hint.
        answer: a function without arguments that computes the model answer from the data. It may be left
            out where `beside` gives it.
        beside: a function that returns the figures beside the right one, a Series whose index says by name
            what each figure is about, for example iso3 and year. It is read when an answer is wrong.
        at: the index label of the right figure in `beside`; None if the answer is the label of its largest.
        pair: whether a label of the learner's choice is wanted, with its figure. The label is the first level
            of `beside`, and `at` is an example.
        but: the label that may not be chosen for a pair.
        also: a function that returns other answers that are as right, such as the ways to count a tie.
        names: a function that returns {what a learner may call a label: the label}; country names are known.
        tolerance: how far a number may be off, in the answer's own unit; 0 for counts. The model answer is not
            rounded: 0.05 takes it as it is and rounded to one decimal.
        accepts: for open tasks, a function that says whether an answer will do.
    """

    wants: str
    where: str
    right: str
    hints: tuple[str, str, str]
    tables: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    answer: Callable[[], Any] | None = None
    beside: Callable[[], pd.Series] | None = None
    at: Any = None
    pair: bool = False
    but: str | None = None
    also: Callable[[], list] | None = None
    names: Callable[[], dict[str, Any]] | None = None
    tolerance: float = 0.0
    minutes: int = 2
    accepts: Callable[[Any], bool] | None = None

    def __post_init__(self):
        if self.answer is None:
            object.__setattr__(self, "answer", self._answer_beside)

        # As one object each, so that what they return can be kept.
        object.__setattr__(self, "figures", self._figures)

    def _answer_beside(self) -> Any:
        beside = self.beside()
        if self.at is None:
            return beside.idxmax()
        return (self.label, beside.loc[self.at]) if self.pair else beside.loc[self.at]

    def _figures(self) -> pd.Series:
        """For a pair: the right figure for each label that a learner may choose."""
        beside = self.beside()
        if isinstance(self.at, tuple):
            beside = beside.xs(self.at[1:], level=beside.index.names[1:])
        return beside.dropna()

    @property
    def label(self) -> Any:
        """The first part of `at`: the label that the model answer of a pair takes."""
        return self.at[0] if isinstance(self.at, tuple) else self.at
