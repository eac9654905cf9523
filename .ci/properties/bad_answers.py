"""Whatever a learner passes, check() and hint() answer in words; the form of a right answer does not matter.

Run by .ci/run, or by hand with the line that stands there, after `pip install hypothesis==6.170.17`.
"""

import datetime
import decimal

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import check, hint, progress
from helpers.exercises import all_exercises
from helpers.exercises.compare import same, value
from helpers.text import Text

EXERCISES = all_exercises()
CLOSED = {number: value(e.answer) for number, e in EXERCISES.items() if not e.accepts and not e.pair and not e.also}
NUMERIC = [number for number, answer in CLOSED.items() if isinstance(answer, int | float | np.number)]
LISTED = [number for number, answer in CLOSED.items() if isinstance(answer, list)]
TEXTUAL = [number for number, answer in CLOSED.items() if isinstance(answer, str)]
MANY = settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

single = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**300, 10**320),
    st.floats(),
    st.complex_numbers(),
    st.text(),
    st.binary(),
    st.dates(),
    st.datetimes(),
    st.decimals(),
    st.fractions(),
    st.sampled_from([pd.NA, pd.NaT, np.nan, np.float32(3), np.int8(-1), np.datetime64("NaT"), np.bool_(True)]),
    st.sampled_from([len, dict, decimal, datetime.date, object(), ValueError("x"), ..., NotImplemented]),
)
hashable = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.tuples(st.text(), st.integers())
)


def frame(columns):
    longest = max((len(values) for values in columns.values()), default=0)
    return pd.DataFrame(
        {name: values + [None] * (longest - len(values)) for name, values in columns.items()}, dtype=object
    )


def extend(inside):
    few = st.lists(inside, max_size=4)
    return st.one_of(
        few,
        few.map(tuple),
        st.sets(hashable, max_size=4),
        st.dictionaries(hashable, inside, max_size=4),
        few.map(lambda values: pd.Series(values, dtype=object)),
        few.map(lambda values: pd.Series(range(len(values)), index=pd.Index(values, dtype=object))),
        st.dictionaries(st.text(max_size=3), few, max_size=3).map(frame),
        st.lists(st.floats(), max_size=4).map(np.array),
        st.lists(st.text(max_size=3), max_size=4).map(pd.Index),
        st.lists(st.text(max_size=3), max_size=4).map(pd.Categorical),
        few.map(iter),
    )


anything = st.recursive(single, extend, max_leaves=8)


@MANY
@given(st.sampled_from(sorted(EXERCISES)), anything)
def test_anything_is_answered_in_words(number, thing):
    feedback = check(number, thing)
    assert isinstance(feedback, Text) and number in feedback
    assert feedback.startswith("✔") or "Not yet" in feedback or "Not answered yet" in feedback
    assert ("Not answered yet" in feedback) == (thing is ...)


@MANY
@given(anything, anything)
def test_any_number_of_an_exercise_is_answered_in_words(number, thing):
    assert isinstance(check(number, thing), Text) and isinstance(hint(number), Text)
    assert isinstance(progress(number), Text)


@MANY
@given(anything)
def test_comparison_is_of_like_with_like(thing):
    """A thing without missing values and odd objects equals itself; a number, text or list is never the other."""
    for wanted in [3.0, "laredo", [1.0, 2.0], {"a": 1.0}]:
        kinds = {type(w) for w in [3.0, "laredo", [1.0], {"a": 1.0}] if safe_same(thing, w) or safe_same(thing, wanted)}
        assert len(kinds) <= 1


def safe_same(one, two):
    try:
        return same(one, two, 0)
    except Exception:  # check() turns it into words
        return False


@MANY
@given(st.sampled_from(NUMERIC), st.floats(-3, 3), st.sampled_from([float, np.float64, lambda x: pd.Series([x])]))
def test_a_number_is_right_within_its_tolerance_only(number, steps, form):
    exercise = EXERCISES[number]
    model, step = float(value(exercise.answer)), exercise.tolerance or 1.0
    given_number = model + steps * step
    distance = abs(given_number - model)
    slack = exercise.tolerance * 1e-6 + 2e-9 * max(1.0, abs(model))
    feedback = check(number, form(given_number))
    if distance <= exercise.tolerance - slack or distance == 0:
        assert feedback.startswith("✔")
    elif distance > exercise.tolerance + slack:
        assert "Not yet" in feedback


@MANY
@given(st.sampled_from(LISTED + TEXTUAL), st.randoms())
def test_order_case_and_kind_of_list_do_not_matter(number, chance):
    model = value(EXERCISES[number].answer)
    if isinstance(model, str):
        forms = [model.upper(), f"  {model} ", np.str_(model), pd.Series([model]), pd.DataFrame({"x": [model]})]
    else:
        mixed = chance.sample(model, len(model))
        forms = [mixed, tuple(mixed), np.array(mixed), pd.Index(mixed)]
        forms += [set(mixed)] if len(set(mixed)) == len(mixed) else []
        assert "Not yet" in check(number, mixed[1:]) and "Not yet" in check(number, [*mixed, mixed[0]])
    for form in forms:
        assert check(number, form).startswith("✔"), form
