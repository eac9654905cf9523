"""A learner's own file: nothing is lost, nothing is written unasked, and no strange input stops the lesson."""

import json
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from helpers import check, decide, guess, hand_in, keep, my_definition, progress, start_afresh, verdicts, work_file
from helpers.data import DATA
from helpers.exercises import all_exercises
from helpers.exercises.model import Guess
from helpers.guesses import read_guess
from helpers.work import file_name

DEFINITION = ({"treaty": True, "visits": 5}, 1)
STRANGE = [None, "", "...", "banana", True, -1, 10**400, float("nan"), float("inf"), [1, 2], {}, print]
STRANGE += [np.arange(3), pd.DataFrame({"a": [1, 2]}), "1 to 2", "\x00", "9" * 5000, object]


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The learner's file, in a folder of its own."""
    monkeypatch.setenv("COLLECTION_WORK", str(tmp_path))
    work_file.forget()
    work_file._notes.clear()
    work_file._said.clear()
    yield tmp_path / work_file.FILE
    work_file.forget()


def kept(file):
    return json.loads(file.read_text("utf-8"))


def test_a_blank_copy_writes_nothing(file):
    for number in all_exercises():
        check(number, ...)
    for notebook in ["00", "01", "06", "07"]:
        guess(notebook, ...)
        progress(notebook)
    decide("C1", ..., "Because.")
    keep(definition=..., page=...), keep(definition=(..., 3)), keep(page=" \n…"), keep(country="TUR", verdict=...)
    hand_in(...), hand_in(" ..."), hand_in(""), start_afresh(), verdicts(), my_definition()
    assert list(file.parent.iterdir()) == []


def test_what_is_given_is_kept_for_another_day(file):
    guess("00", "Depends"), guess("01", "about 40"), decide("C1", "contested", "Because.")
    check("0.1", "Laredo"), check("0.1", "Laredo"), check("0.1", all_exercises()["0.1"].answer()), check("0.1", "wrong")
    keep(definition=DEFINITION), keep(page="Mexico is …\nBecause …")
    work_file.forget()  # another kernel
    text = kept(file)
    assert text["guesses"] == {"00": "depends", "01": 40} and text["verdicts"] == {"C1": "contested"}
    assert text["answers"]["0.1"]["right"] is True and text["answers"]["0.1"]["tries"] == 2
    assert text["pages"] == {"06": "Mexico is …\nBecause …"} and text["version"]
    assert progress("00").startswith("**1 of") and my_definition() == DEFINITION
    assert verdicts().set_index("claim_id").loc["C1", "mine"] == "contested"
    assert "you voted depends" in guess("06", "yes")


def test_the_same_again_writes_nothing(file):
    guess("00", "yes"), check("0.1", "Laredo")
    before = file.stat().st_mtime_ns
    guess("00", "yes"), check("0.1", "Laredo")
    assert file.stat().st_mtime_ns == before


def test_two_notebooks_at_once_lose_nothing(file):
    code = "import sys; from helpers import work_file\n"
    code += "for n in range(25): work_file.change('pages', sys.argv[1] + str(n), 1)"
    run = [subprocess.Popen([sys.executable, "-c", code, name], cwd=DATA.parent) for name in "ab"]
    assert [process.wait() for process in run] == [0, 0]
    assert len(kept(file)["pages"]) == 50 and [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_lock_left_behind_is_taken_away(file, monkeypatch):
    monkeypatch.setattr(work_file, "PATIENCE", 0.05)
    (file.parent / f".{file.name}.lock").touch()
    guess("00", "yes")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"guesses": 3}', '{"guesses": {"00": "ye', "\x00", "[" * 9000])
def test_a_damaged_file_is_set_aside(file, text):
    file.write_text(text, "utf-8")
    reply = check("0.1", "Laredo")
    assert "my_work.damaged-1.json" in reply and (file.parent / "my_work.damaged-1.json").read_text("utf-8") == text
    assert kept(file)["answers"]["0.1"]["tries"] == 1
    file.write_text(text, "utf-8")
    assert "my_work.damaged-2.json" in progress("00") and "damaged" not in progress("00")


def test_a_file_in_another_encoding_is_set_aside(file):
    file.write_bytes('{"pages": {"06": "ñ"}}'.encode("latin-1"))
    assert "damaged-1" in guess("00", "no")


def test_odd_entries_are_passed_over(file):
    file.write_text('{"answers": {"0.1": 3}, "verdicts": {"C1": [1]}, "definition": {"bars": 1}, "more": 1}', "utf-8")
    assert progress("00").startswith("**0 of") and my_definition() is None and verdicts()["mine"].eq("").all()
    check("0.1", "Laredo"), guess("00", "no")
    assert kept(file)["more"] == 1, "what a later version keeps stays"


def test_a_folder_that_cannot_be_written(file, monkeypatch):
    monkeypatch.setattr(work_file, "_write", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    assert "cannot be written" in guess("00", "yes") and "cannot be written" not in guess("01", 40)
    check("0.1", all_exercises()["0.1"].answer())
    assert progress("00").startswith("**1 of") and "you voted yes" in guess("06", "no")


def test_a_folder_that_is_not_there(file, monkeypatch):
    monkeypatch.setenv("COLLECTION_WORK", str(file.parent / "none"))
    assert "cannot be written" in keep(definition=DEFINITION)
    assert my_definition() == DEFINITION and "cannot be written" in hand_in("Ana")


def test_tests_and_solutions_leave_the_file_alone(monkeypatch, tmp_path):
    assert work_file.where() is None, "tests/conftest.py says off"
    monkeypatch.delenv("COLLECTION_WORK")
    assert work_file.where() is None, "pytest is running"
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
    assert work_file.where() == DATA.parent / "notebooks" / "my_work.json"
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/solutions/01.ipynb")
    assert work_file.where() is None
    monkeypatch.delenv("JPY_SESSION_NAME")
    (tmp_path / "solutions").mkdir()
    monkeypatch.chdir(tmp_path / "solutions")
    assert work_file.where() is None


# Guesses


@pytest.mark.parametrize("value", STRANGE, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("notebook", ["00", "02", "06", "07"])
def test_a_strange_guess_never_raises(file, notebook, value):
    assert "cannot be answered" not in guess(notebook, value)


@pytest.mark.parametrize("notebook", [f"0{number}" for number in range(8)])
def test_each_notebook_replies_at_once(file, notebook):
    vote = notebook in ("00", "06")
    assert ("Your vote: yes" if vote else "40") in guess(notebook, "Yes" if vote else 40)
    assert "Write your answer in place of" in guess(notebook)
    assert "cannot be taken" in guess(notebook, "bananas")


def test_a_comma_in_a_number_is_explained(file):
    assert "A comma is no part" in guess("01", (1, 0)) and "cannot be taken" in guess("03", "50 %")
    assert "write 12.5" in guess("02", 12, 5)


def test_a_share_is_told_from_a_percentage(file):
    assert "did you mean 20 percent" in guess("06", 0.2) and "did you mean" not in guess("06", 1)


def test_one_is_told_in_the_singular(file):
    assert "1 country too high" in guess("05", 1) and "2 countries too high" in guess("05", 2)


@pytest.mark.parametrize("text", ["", " ", "...", "…"])
def test_nothing_is_handed_in_without_a_name(file, text):
    guess("00", "yes")
    assert "write your name" in hand_in(text) and len(list(file.parent.iterdir())) == 1


@pytest.mark.parametrize(
    "text,number",
    [("none", 0), ("about half", 50), ("a third", 33.3), ("all of them", 100), ("a dozen", 12), ("one hundred", 100)]
    + [
        ("ninguno", 0),
        ("casi la mitad", 50),
        ("un tercio", 33.3),
        ("todos", 100),
        ("una docena", 12),
        ("I'm sure: 5", 5),
    ]
    + [("quince", 15), ("cuarenta y siete", 47), ("ochenta por ciento", 80), ("eighty", 80)]
    + [
        ("12,5 %", 12.5),
        ("2 hundred", None),
        ("two thirds", None),
        ("one in ten", None),
        ("twenty five", 25),
        ("fifty-two", 52),
    ],
)
def test_a_guess_may_be_given_in_words(text, number):
    asked = Guess(asks="What percentage?", reply=str, unit="percent", high=100)
    assert read_guess(asked, text) == (pytest.approx(number) if number is not None else None)
    if "half" in text:  # without a largest number nobody knows of what
        assert read_guess(Guess(asks="How many?", reply=str, unit="people"), text) is None


@pytest.mark.parametrize(
    "word,vote", [("Si", "yes"), (" YES! ", "yes"), ("it depends", "depends"), ("dependss", "depends")]
)
def test_a_vote_is_read_kindly(file, word, vote):
    guess("00", word)
    assert kept(file)["guesses"]["00"] == vote


@pytest.mark.parametrize(
    "text,number",
    [
        ("40 persons", 40),
        ("about 1,000", 1000),
        ("12,5", 12.5),
        ("2 thousand", 2000),
        (np.int64(7), 7),
        (pd.Series([3]), 3),
    ],
)
def test_a_number_is_read_kindly(file, text, number):
    guess("03", text)
    assert kept(file)["guesses"]["03"] == number


def test_notebook_06_asks_twice_and_07_about_a_country(file):
    guess("06", 20), guess("06", "no"), guess("07", 30, country="TUR"), keep(country="TUR", verdict="No")
    assert kept(file)["guesses"] == {"06 share": 20, "06": "no"}
    assert kept(file)["countries"] == {"TUR": {"guess": 30, "verdict": "no"}}
    assert "cannot be answered" in guess("07", 30, country="XXX") and "no guess" in guess("99", 1)


# Definition and page


@pytest.mark.parametrize("value", [*STRANGE, ({}, 1), ({"treaty": True}, 2), ({"zzz": 1}, 1), ({"visits": "5"}, 1)])
def test_a_definition_that_cannot_be_applied_is_not_kept(file, value):
    assert "annot be kept" in keep(definition=value) and my_definition() is None


def test_what_is_kept_is_counted(file):
    assert "one criterion, which must hold" in keep(definition=({"treaty": True}, 1)) and "one word" in keep(page="No.")
    assert "2 criteria of which one must hold" in keep(definition=DEFINITION) and "2 words" in keep(page="Not yet.")


def test_what_cannot_be_kept_is_said(file):
    assert "Name the country" in keep(country=3, verdict="yes") and "cannot be read" in keep(country="TUR", verdict="?")
    assert "Nothing is kept" in keep(page=3)


# Handing in


@pytest.mark.parametrize(
    "name,stem",
    [
        ("Ana Ruiz", "ana_ruiz"),
        ("José Ñúñez", "jose_nunez"),
        ("李小龍", "李小龍"),
        ("Юрий Ø. Straße", "юрий_ø_straße"),
        ("अनिता", "अनिता"),
        ("../../etc/passwd", "etc_passwd"),
        ("😀", "learner"),
        ("x" * 300, "x" * 60),
        ("CON", "con"),
        ("a\nb|```\x00", "a_b"),
        (7, "7"),
    ],
)
def test_any_name_gives_a_file(file, name, stem):
    keep(page="One | two\n```json\n{}\n```\n"), guess("00", "yes")
    assert f"hand_in_{stem}.md" in hand_in(name) and f"hand_in_{stem}_2.md" in hand_in(name)
    text = (file.parent / f"hand_in_{stem}.md").read_text("utf-8")
    record = json.loads(text.rpartition("\n```json\n")[2].rpartition("\n```")[0])
    assert record["name"] == str(name) and record["guesses"] == {"00": "yes"} and record["date"] and record["version"]
    assert "| 00 | yes |" in text and text.count("\n# ") == 0


@pytest.mark.parametrize("name", [None, ..., ["Ana"], object(), "\udcff"])
def test_what_is_no_name_gives_a_sentence(file, name):
    guess("00", "yes")
    assert isinstance(hand_in(name), str) and [path.name for path in file.parent.iterdir()] == [file.name]


def test_nothing_given_nothing_handed_in(file):
    assert "nothing to hand in" in hand_in("Ana") and list(file.parent.iterdir()) == []


def test_start_afresh_asks_first_and_keeps_the_old(file):
    guess("00", "yes")
    assert "start_afresh" in start_afresh() and file.exists()
    assert "my_work.before-1.json" in start_afresh("Yes") and not file.exists()
    assert "nothing is kept" in start_afresh("yes")


def test_windows_reserved_names_are_safe():
    assert os.path.splitext(f"hand_in_{file_name('NUL.txt')}.md")[0] == "hand_in_nul_txt"
