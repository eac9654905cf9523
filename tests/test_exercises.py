"""Every exercise: the model answer passes, dots are friendly, each known mistake gets its hint, nothing raises."""

import importlib.util
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers import check, exercises, hint, progress, work_file
from helpers.exercises import all_exercises, exercises_of, mistakes
from helpers.exercises.compare import is_right, same
from helpers.exercises.model import Exercise

ROOT = Path(__file__).resolve().parent.parent
EXERCISES = all_exercises()
every_exercise = pytest.mark.parametrize("number", EXERCISES)


class Hostile:
    """An object that answers every question with an error."""

    def __eq__(self, other):
        raise RuntimeError("no")

    def __hash__(self):
        raise RuntimeError("no")

    def __float__(self):
        raise RuntimeError("no")

    def __bool__(self):
        raise RuntimeError("no")

    def __len__(self):
        raise RuntimeError("no")

    def tolist(self):
        raise RuntimeError("no")


GARBAGE = {
    "None": None,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "negative": -1,
    "zero": 0,
    "huge": 10**400,
    "complex": 3 + 4j,
    "empty text": "",
    "text": "about thirty",
    "number as text": "32",
    "bytes": b"32",
    "True": True,
    "empty list": [],
    "mixed list": [1, "a", None, [2]],
    "nested": [[[[1]]]],
    "set": {1, 2},
    "dict": {"a": 1},
    "nested dict": {"a": {"b": [1]}},
    "function": len,
    "class": dict,
    "generator": (i for i in range(3)),
    "range": range(3),
    "empty frame": pd.DataFrame(),
    "huge frame": pd.DataFrame(np.zeros((2000, 50))),
    "frame with text": pd.DataFrame({"a": ["x"], "b": [None]}),
    "empty series": pd.Series(dtype=float),
    "series with the wrong index": pd.Series([1, 2, 3], index=["x", "y", "z"]),
    "series with missing values": pd.Series([None, pd.NA, np.nan], dtype=object),
    "groupby": pd.DataFrame({"a": [1]}).groupby("a"),
    "array": np.arange(12).reshape(3, 4),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "timestamp": pd.Timestamp("2026-01-01"),
    "period index": pd.period_range("2020", periods=3, freq="Y"),
    "categorical": pd.Categorical(["a", "b"]),
    "exception": ValueError("x"),
    "module": np,
    "hostile": Hostile(),
}


def test_the_collection_holds_enough_to_practise():
    assert len(EXERCISES) >= 35


# The files: found by looking into the folder, so that none is forgotten


def faults(folder, notebooks):
    """Return what is wrong with the exercise files of a folder, by file."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        try:
            spec = importlib.util.spec_from_file_location(path.stem, path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            listed = getattr(module, "EXERCISES", None)
            if listed is None and "notebook" not in path.stem:
                continue
            found[path.name] = [*_faults_of_name(path.stem, listed, notebooks), *_faults_of_answers(listed)]
        except Exception as problem:
            found[path.name] = [f"cannot be read: {problem!r}"]
    return {name: wrong for name, wrong in found.items() if wrong}


def _faults_of_name(name, listed, notebooks):
    if not re.fullmatch(r"notebook_[0-9]{2}", name):
        yield "is not named notebook_NN.py"
        return
    paths = list(notebooks.glob(f"{name[-2:]}_*.ipynb"))
    cells = [cell for path in paths for cell in json.loads(path.read_text("utf-8"))["cells"]]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    asked = re.findall(r"""^check\(["']([0-9.]+)["']""", code, re.MULTILINE)
    if sorted(asked) != sorted(listed):
        yield f"has {sorted(listed)}, its notebook asks {sorted(asked)}"


def _faults_of_answers(listed):
    for number, exercise in (listed or {}).items():
        try:
            if not isinstance(exercise, Exercise) or not is_right(exercise, exercise.answer()):
                yield f"{number}: its own answer is not right"
            for mistake in exercise.mistakes:
                mistake.value()
        except Exception as problem:
            yield f"{number}: raises {problem!r}"


def test_every_exercise_file_is_sound_and_found():
    assert faults(ROOT / "helpers/exercises", ROOT / "notebooks") == {}
    files = sorted(path.stem[-2:] for path in (ROOT / "helpers/exercises").glob("notebook_*.py"))
    assert list(EXERCISES) == [number for notebook in files for number in exercises_of(notebook)]


GOOD = """
from helpers.exercises.model import Exercise
EXERCISES = {"9.1": Exercise(wants="a", where="b", right="c", hints=("d", "e", "f"), answer=lambda: 7)}
"""


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("notebook_09", GOOD, None),
        ("notebook_09", GOOD.replace("lambda: 7", "lambda: 1 / 0"), "9.1: raises ZeroDivisionError"),
        ("notebook_09", GOOD.replace("lambda: 7", "lambda: 7, accepts=lambda answer: False"), "not right"),
        ("notebook_09", GOOD.replace("import Exercise", "import Exercis"), "cannot be read"),
        ("notebook_09", GOOD.replace("9.1", "8.1"), "its notebook asks ['9.1']"),
        ("notebook_09", "", "cannot be read"),
        ("notebook_08", GOOD, "its notebook asks []"),
        ("notebook_9", GOOD, "is not named"),
        ("answers_09", GOOD, "is not named"),
    ],
)
def test_an_exercise_file_with_a_fault_is_noticed(name, text, fault, tmp_path):
    (tmp_path / f"{name}.py").write_text(text)
    asks = {"cells": [{"cell_type": "code", "source": 'answer_9_1 = ...\ncheck("9.1", answer_9_1)'}]}
    (tmp_path / "09_invented.ipynb").write_text(json.dumps(asks))
    found = faults(tmp_path, tmp_path)
    assert (found == {}) if fault is None else (fault in str(found[f"{name}.py"]))


@every_exercise
def test_an_exercise_says_what_it_wants_and_where_to_look(number):
    assert len(EXERCISES[number].wants.split()) >= 4 and "`" in EXERCISES[number].where


def test_the_known_mistakes_of_an_exercise_can_be_listed():
    assert mistakes("1.1").startswith("- The United States has no row") and mistakes("1.1").count("\n") == 1


@every_exercise
def test_model_answer_is_right(number):
    feedback = check(number, EXERCISES[number].answer())
    assert feedback.startswith(f"✔ **{number} Right.**") and EXERCISES[number].right in feedback


@every_exercise
def test_dots_are_friendly(number):
    assert "Not answered yet" in check(number, ...)
    assert "Not answered yet" in check(number)


def example(exercise, mistake):
    """Where a learner chooses a label, a mistake is known for every label: take the one of the model answer."""
    wrong = mistake.value()
    return (exercise.label, wrong[exercise.label]) if isinstance(wrong, pd.Series) else wrong


@every_exercise
def test_each_known_mistake_gets_its_own_hint(number):
    exercise = EXERCISES[number]
    assert len(exercise.mistakes) >= (1 if exercise.beside else 2)
    for mistake in exercise.mistakes:
        feedback = check(number, example(exercise, mistake))
        assert "Not yet" in feedback and mistake.hint in feedback
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)


@pytest.mark.parametrize(
    ("number", "answer", "word"),
    [
        # a mistake of an open task, in other answers than its example
        ("1.6", ("JPN", 2), "label column"),
        ("1.6", ("MEX", 3), "other than Mexico"),
        ("2.1", 2016, "not first"),
        ("2.1", 1990, "later year"),
        ("2.5", (85, 0.5), "quotation marks"),
        ("2.5", ("85", 0.25), "one minus"),
        ("2.5", ("87", 0.98), "with Canada"),
        ("3.5", ("CRI", -3.4), "later minus earlier"),
        ("4.4", ["E050", "E051"], "ten or more"),
        ("4.4", ["E999"] * 12, "not in `since`"),
        ("5.6", ("DEU", 278), "counts visits"),
        ("6.3", ({"treaty": True, "visits": 5}, 1), "at least three"),
        ("6.3", ({"visits": 5, "troops": 50, "trade_agreement": True}, 1), "no_allies"),
        ("6.3", ({"treaty": True, "visits": 5, "wealth": 50}, 2), "wealth: no such criterion"),
        # the wrong type
        ("1.1", "30", "remove the quotation marks"),
        ("1.4", "26.8%", "percent sign"),
        ("2.3", "3,026", "the comma"),
        ("1.1", [30], "without brackets"),
        ("1.1", True, "`.sum()`"),
        ("1.1", pd.Series([True, False]), "counts the True"),
        ("1.4", pd.DataFrame({"a": [1, 2]}), "a table of 2 rows and 1 column"),
        ("1.4", pd.DataFrame({"a": []}), "no row passed"),
        ("5.6", ("CAN", ...), "still `...`"),
        ("5.6", {"CAN": 60}, "a pair is wanted"),
        ("5.6", (60, "CAN"), "other way round"),
        ("5.6", ("CAN", "60"), "quotation marks"),
        ("1.2", "MEX", "square brackets"),
        ("1.2", "MEX, NIC", "quotation marks of its own"),
        ("6.4", {"commitment": "treaty", "peace": []}, "square brackets"),
        ("6.4", {"commitment": ["treaty"], "peace": ["calm"]}, "calm: no such criterion"),
        ("6.4", {}, "three families or more"),
        ("6.4", {"commitment": ["treaty"], "economy": ["trade_pct"]}, "three families or more"),
        ("6.3", ({}, 1), "No criterion is named"),
        # unit, sign, rounding, the rest
        ("2.6", 0.306, "share or a percentage"),
        ("2.3", 212_344, "thousands, millions or billions"),
        ("5.5", -9.7, "sign"),
        ("1.4", 27, "Keep the decimals"),
        ("3.8", 638, "round only at the end"),
        ("1.4", 73.2, "up to 100 percent"),
        ("1.4", 2024, "like a year"),
        # another country, year or column
        ("2.4", 9.5, "1991: another year"),
        ("2.6", 24.3, "another year"),
        ("5.2", 31.8, "column mex"),
        ("6.5", 16.8, "Mexico: another country"),
        ("3.6", 2012, "largest"),
        ("0.1", "El Paso", "2nd largest"),
        ("3.1", 94.6, "two accounts"),
        # names and codes
        ("1.2", ["Bolivia", "Ecuador", "Mexico", "Nicaragua", "Venezuela"], "Names, in your list: 5"),
        ("1.2", ["BOL", "ECU", "NIC", "CUB"], "Missing: 2. Too many: 1."),
        ("1.2", list[str], "round brackets"),
        ("1.2", pd.Series(["BOL", "ECU", "NIC", "CUB"]), "Missing: 2. Too many: 1."),
        ("1.2", [22, 50, 111, 127, 185], "not the numbers of rows"),
        ("2.5", ("Plastics", 0.54), "a name"),
        ("2.5", ("1", 0.5), "two digits"),
        ("5.6", ("Canada", 71), "a name"),
        ("5.6", ("UK", 71), "a name"),
        ("3.5", ("DEU", 1.0), "no figure for that country"),
        ("0.1", "pedestrians", "name of a column"),
        ("0.1", 12, "a name"),
        ("3.6", 12, "number of a row"),
    ],
)
def test_a_wrong_answer_gets_the_reason(number, answer, word):
    feedback = check(number, answer)
    assert "Not yet" in feedback and word in feedback, feedback


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("3.7", 21),
        ("3.7", 21.5),
        ("3.7", np.float64(22)),
        ("3.8", 54288 / 85),
        ("3.8", 639),
        ("1.4", 26.8),
        ("1.2", pd.Series(["VEN", "NIC", "MEX", "ECU", "BOL"])),
        ("1.2", {"bol", "ECU", "MEX", "NIC", "VEN"}),
        ("1.6", ["fra", np.int64(3)]),
        ("2.1", 2022.0),
    ],
)
def test_each_form_of_a_right_answer_is_right(number, answer):
    assert check(number, answer).startswith(f"✔ **{number} Right.**")


def test_an_answer_left_over_from_another_exercise_is_not_judged(monkeypatch):
    monkeypatch.setattr(exercises, "_accepted", {})
    answer_1_1, answer_1_2 = EXERCISES["1.1"].answer(), EXERCISES["1.2"].answer()
    assert "right for" not in check("1.5", answer_1_1)
    assert check("1.1", answer_1_1).startswith("✔") and check("1.2", answer_1_2).startswith("✔")
    assert "what was right for 1.1" in check("1.5", answer_1_1)
    assert "what was right for 1.2" in check("1.3", answer_1_2)
    assert check("1.1", answer_1_1).startswith("✔")


@pytest.mark.parametrize("name", ["Answer_1_1", "anwser_1_1", "answer_1_l", "answer1_1"])
def test_a_misspelt_name_is_noticed(name):
    cell = f"answer_1_1 = ...\nanswer_1_2 = ['MEX']\n{name} = 19\nreply = check('1.1', answer_1_1)"
    names = {"check": check}
    exec(cell, names)
    assert f"`{name}` holds something" in names["reply"]
    names = {"check": check}
    exec(cell.replace("= 19", "= ..."), names)
    assert "in place of `...`" in names["reply"]


@every_exercise
def test_garbage_never_raises_and_is_never_right(number):
    for name, thing in GARBAGE.items():
        if name != "hostile" and is_right(EXERCISES[number], thing):
            pytest.fail(f"the model answer of {number} is the garbage {name}: choose a question with another answer")
        assert "Not yet" in check(number, thing), name


def shown_forms(answer):
    """The ways in which a text might give an answer away."""
    if isinstance(answer, bool | np.bool_):
        return []
    if isinstance(answer, int | float | np.integer | np.floating):
        return [f"{answer:,}", f"{answer}", f"{answer:.0f}" if float(answer).is_integer() else f"{answer:.1f}"]
    if isinstance(answer, str):
        return [answer]
    return []


@every_exercise
def test_hints_never_hold_the_answer(number):
    exercise = EXERCISES[number]
    assert len(exercise.hints) == len(set(exercise.hints)) == 3
    if exercise.accepts is None:
        for text in [*exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]:
            for form in shown_forms(exercise.answer()):
                assert not re.search(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", text), (form, text)


COLUMNS = {field["name"] for each in json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))["resources"]
           for field in each["schema"]["fields"]}  # fmt: skip


def names_in_code(text):
    """Return the names in backquoted code; what stands in quotation marks inside it is text."""
    code = " ".join(re.findall("`(.+?)`", text))
    return set(re.findall(r"[A-Za-z_]\w*", re.sub('"[^"]*"', "", code)))


@every_exercise
def test_every_name_in_a_hint_stands_in_the_notebook_or_the_data(number):
    exercise, path = EXERCISES[number], next((ROOT / "notebooks").glob(f"{int(number[0]):02d}_*.ipynb"))
    sources = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
    known = set(re.findall(r"\w+", " ".join(sources))) | COLUMNS | set(exercise.tables) | set(helpers.__all__)
    texts = [exercise.wants, exercise.where, *exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]
    assert names_in_code(" ".join(texts)) <= known


@every_exercise
def test_hint_gives_one_step_more_each_time(number, monkeypatch):
    monkeypatch.setattr(exercises, "_hints_given", {})
    steps = [hint(number) for _ in range(4)]
    for step, text in zip(steps, EXERCISES[number].hints, strict=False):
        assert text in step
    assert steps[3] == steps[2]


@pytest.mark.parametrize("thing", GARBAGE.values(), ids=GARBAGE)
def test_strange_exercise_numbers_never_raise(thing):
    assert "no exercise" in check(thing, 1) or "cannot be compared" in check(thing, 1)
    assert "no exercise" in hint(thing) or "No hint" in hint(thing)
    assert "no exercises" in progress(thing)


def test_progress_counts_what_is_right():
    work_file.forget()
    assert progress("00").startswith("**0 of 2")
    check("0.1", EXERCISES["0.1"].answer())
    assert progress("00").startswith("**1 of 2") and "0.2" in progress("00")
    check("0.1", "wrong")
    assert progress("00").startswith("**1 of 2"), "a right answer stays done"
    assert "no exercises" in progress("99") and "no exercises" in progress("9" * 5000)


# How answers are compared


@pytest.mark.parametrize(
    "given,wanted,tolerance,alike",
    [
        (32, 32.0, 0, True),
        (np.int64(32), 32, 0, True),
        (pd.Series([32]), 32, 0, True),
        (pd.DataFrame({"a": [32]}), 32, 0, True),
        (32.04, 32, 0.05, True),
        (32.06, 32, 0.05, False),
        (33, 32, 0, False),
        (True, 1, 0, False),
        (1, True, 0, False),
        ("32", 32, 0, False),
        (" laredo ", "Laredo", 0, True),
        (["B", "A"], ["A", "B"], 0, True),
        ({"A", "B"}, ["A", "B"], 0, True),
        (pd.Index(["A", "B"]), ["A", "B"], 0, True),
        (["A", "A"], ["A", "B"], 0, False),
        (["A"], ["A", "B"], 0, False),
        (pd.Series([1, 2], index=["x", "y"]), pd.Series([2, 1], index=["y", "x"]), 0, True),
        (pd.Series([1, 2], index=["x", "z"]), pd.Series([1, 2], index=["x", "y"]), 0, False),
        ({"x": 1.001}, pd.Series({"x": 1.0, "y": 2.0}), 0.01, False),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 2]}), 0, True),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 3]}), 0, False),
        (float("nan"), 0, 0, False),
        ({("A", 1): 2, ("B", 1): 3}, pd.Series([3, 2], pd.MultiIndex.from_tuples([("b", 1), ("a", 1)])), 0, True),
        ([["a", 2.0], ["B", 1]], [("A", 2), ("b", 1)], 0, True),
        ([{"x": 1}, None], [None, {"x": 2}], 0, False),
    ],
)
def test_comparison(given, wanted, tolerance, alike):
    assert same(given, wanted, tolerance) is alike


def test_a_unit_slip_is_named():
    model = EXERCISES["1.1"].answer()
    assert "unit" in check("1.1", model * 1000)
    assert "sign" in check("1.1", -model)
    assert "one whole number" in check("1.1", "many")


@pytest.mark.parametrize("number", ["3.4", "4.4"])
def test_an_events_id_may_be_in_small_letters(number):
    events = all_exercises()[number].answer()
    assert "Right" in check(number, [event.lower() for event in events])
