"""The class's table: thirty made submissions, some of them bad, and nothing is ever executed unasked."""

import csv
import json
import shutil

import class_table
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from submissions import learner_of, read_folder

from helpers import check, decide, guess, hand_in, keep, work_file
from helpers.data import DATA
from helpers.exercises import all_exercises

NOTEBOOKS = DATA.parent / "notebooks"
NAMES = [f"Learner {number:02}" for number in range(20)] + ["José Ñúñez", "=cmd()", "+1", "李小龍", "O'Neil, Ann"]


def ran(*texts, source=""):
    outputs = [new_output("execute_result", {"text/markdown": text, "text/plain": text}) for text in texts]
    return new_code_cell(source, outputs=outputs)


def submitted(*cells):
    return nbformat.writes(new_notebook(cells=list(cells)))


def answered(number=0):
    """Give what a learner gives; every learner has another number of right answers."""
    guess("00", "yes"), guess("06", "no" if number % 2 else "yes"), guess("07", 30, country="TUR")
    decide("C1", "too vague", "Because."), decide("C2", "contested", "Because.")
    keep(definition=({"treaty": True}, 1), page="Mexico is …"), keep(country="TUR", verdict="depends")
    for place, (name, exercise) in enumerate(all_exercises().items()):
        check(name, exercise.answer() if place < number else "wrong" if place == number else ...)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twenty-five hand-ins, one folder with notebooks, and five files that are broken, empty, foreign or double."""
    folder = tmp_path_factory.mktemp("class")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLLECTION_WORK", str(folder))
        for number, name in enumerate(NAMES):
            answered(number % 3)
            assert "Written" in hand_in(name)
            (folder / work_file.FILE).unlink()
    for name in ("00_start_here", "07_another_country"):
        (folder / "Ruth Roe").mkdir(exist_ok=True)
        cells = [ran(guess("00", "depends"), source='guess("00", my_vote)'), ran(check("0.1", "Laredo"))]
        cells = cells if name.startswith("00") else [ran(guess("07", 12.5, country="TUR"), source='guess("07", 12.5)')]
        (folder / "Ruth Roe" / f"{name}.ipynb").write_text(submitted(*cells), "utf-8")
    (folder / "empty.md").write_text("", "utf-8")
    (folder / "broken_01_what_is_an_ally.ipynb").write_text(submitted(ran("x"))[:-40], "utf-8")
    (folder / "essay.md").write_text("# My essay\n", "utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\x00")
    shutil.copy(folder / "hand_in_learner_00.md", folder / "hand_in_learner_00 (1).md")
    return folder


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["learner"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "marks.csv"
    assert class_table.main([str(folder), "--out", str(out)]) == 0
    return table(out), table(out.with_name("marks_07.csv"))


def test_each_learner_has_a_row(made):
    rows, _ = made
    assert len(rows) == len(NAMES) + 1
    right = {name: row["right"] for name, row in rows.items() if name.startswith("Learner")}
    assert right == {f"Learner {number:02}": str(number % 3) for number in range(20)}
    row = rows["Learner 01"]
    assert (row["0.1"], row["0.2"], row["1.1"]) == ("right", "tried", "blank")
    assert (row["core right"], row["verdicts"]) == ("1", "2")
    assert (row["vote before"], row["vote after"], row["C1"], row["C3"]) == ("yes", "no", "too vague", "")


def test_points_count_the_core_alone():
    core = class_table.core_exercises()
    assert core < set(all_exercises()) and {"0.1", "1.4", "6.4"} <= core and not {"1.5", "6.5"} & core
    assert f"| {len(core)} core exercises | {len(core)} |" in (NOTEBOOKS / "teaching_notes.md").read_text("utf-8")


def test_saved_notebooks_count_as_hand_ins_do(made):
    rows, pooled = made
    assert (rows["Ruth Roe"]["0.1"], rows["Ruth Roe"]["vote before"]) == ("tried", "depends")
    assert pooled["Ruth Roe"]["iso3"] == "TUR" and pooled["Ruth Roe"]["guess"] == "12.5"


@pytest.mark.parametrize(
    "texts",
    [
        (
            "✔ **0.1 Right.** So.",
            "Your vote: depends. You",
            "Türkiye: 9.1 percent. Your guess is right.",
            "on TUR, no.",
        ),
        ("✔ **0.1 Correcto.** Sí.", "Tu voto: depende. Tú", "Turquía: el 30 por ciento. Tu 9.1 es 20.9", "TUR, no."),
    ],
)
def test_a_saved_notebook_is_read_in_either_language(tmp_path, texts):
    sources = [
        'check("0.1", answer)',
        'guess("00", my_vote)',
        'guess("07", 1)',
        "keep(country=code, verdict=my_verdict)",
    ]
    cells = [ran(text, source=source) for text, source in zip(texts, sources, strict=True)]
    cells += [
        ran("**0.1, hint 1 of 3.** Look."),
        ran("**0.2** Todavía sin respuesta"),
        ran(decide("C1", "contested", "x")),
    ]
    (tmp_path / "Ana.ipynb").write_text(submitted(*cells), "utf-8")
    (work,), left_out = read_folder(tmp_path)
    assert work.results == {"0.1": "right"} and work.votes == {"00": "depends"} and not left_out
    assert work.countries == {"TUR": {"guess": "9.1", "verdict": "no"}} and work.verdicts == {"C1": "contested"}


def test_notebook_07_is_pooled(made):
    row = made[1]["Learner 05"]
    assert row["country"] and 0 <= float(row["percent of definitions"]) <= 100
    assert (row["guess"], row["verdict"], row["by own definition"]) == ("30", "depends", "yes")


def test_no_name_is_a_formula(made):
    assert "'=cmd()" in made[0] and "'+1" in made[0] and "José Ñúñez" in made[0]
    assert class_table.safe(" @x") == "' @x" and class_table.safe("\t-1") == "' -1" and class_table.safe(3) == 3


def test_bad_files_are_named_and_never_fatal(folder):
    _, left_out = read_folder(folder)
    said = {line.partition(": ")[0]: line.partition(": ")[2] for line in left_out}
    assert said["empty.md"] == "empty file"
    assert said["broken_01_what_is_an_ally.ipynb"].startswith("broken")
    assert said["essay.md"].startswith("foreign") and said["photo.jpg"].startswith("neither")
    assert sum("duplicate" in line for line in left_out) == 1 and len(left_out) == 5


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "[" * 5000,
        '{"cells": 3}',
        '{"cells": [3, {"cell_type": "code", "outputs": [4]}]}',
        "\x00",
        '{"answers": 1}',
    ],
)
@pytest.mark.parametrize("name", ["a.ipynb", "a.json", "a.md", "x/my_work.json"])
def test_strange_files_are_never_fatal(tmp_path, text, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    works, left_out = read_folder(tmp_path)
    assert len(works) + len(left_out) == 1


def test_a_record_changed_by_hand_is_read_as_far_as_it_makes_sense(tmp_path):
    record = {
        "name": "A",
        "answers": {"0.1": 3, "9.9": {"right": True}, "0.2": {"right": "yes"}},
        "verdicts": {"C1": []},
    }
    record |= {"guesses": {"00": {}}, "countries": {"XXX": {}, "TUR": {"verdict": []}}, "definition": {"bars": 1}}
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    works, _ = read_folder(tmp_path)
    assert class_table.rows(works)[1][1:3] == [0, 1] and class_table.rows_07(works)[1][4:] == ["", "", ""]


@pytest.mark.parametrize(
    "name,learner",
    [
        ("Ana Ruiz_4711_assignsubmission_file/01_what_is_an_ally.ipynb", "Ana Ruiz"),
        ("ruizana_4711_815_01_what_is_an_ally-2.ipynb", "ruizana_4711_815"),
        ("Ana/deep/05_political_alignment.ipynb", "Ana"),
        ("01_what_is_an_ally.ipynb", ""),
        ("my_work.json", ""),
        ("ana.ipynb", "ana"),
    ],
)
def test_whose_file_it_is(name, learner):
    assert learner_of(name) == learner


def test_nothing_is_run_without_a_yes(folder, capsys):
    assert class_table.main([str(folder), "--rerun"]) == 2
    assert "other people's code" in capsys.readouterr().out


def test_another_file_is_never_overwritten(folder, tmp_path):
    (tmp_path / "essay.csv").write_text("mine", "utf-8")
    with pytest.raises(SystemExit):
        class_table.main([str(folder), "--out", str(tmp_path / "essay.csv")])
    assert (tmp_path / "essay.csv").read_text("utf-8") == "mine"


def test_rerun_runs_a_copy_and_believes_no_saved_output(tmp_path):
    source = 'import helpers\nopen("../data/claims.csv", "w").close()\nhelpers.check("0.1", "Laredo")'
    cell = ran(check("0.1", all_exercises()["0.1"].answer()), source=source)
    (tmp_path / "Ana").mkdir()
    first = new_code_cell("import sys; sys.path.insert(0, '..')")
    (tmp_path / "Ana" / "00_start_here.ipynb").write_text(submitted(first, cell), "utf-8")
    before = (DATA / "claims.csv").read_bytes()
    assert table_of(tmp_path)["Ana"]["0.1"] == "right"
    assert table_of(tmp_path, "--rerun", "--yes")["Ana"]["0.1"] == "tried"
    assert (DATA / "claims.csv").read_bytes() == before


def table_of(folder, *options):
    assert class_table.main([str(folder), *options]) == 0
    return table(folder / "class_table.csv")
