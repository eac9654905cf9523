"""Make the table of a class from a folder of hand-ins or of submitted notebooks.

python tests/tools/class_table.py FOLDER                    writes FOLDER/class_table.csv, executes nothing
python tests/tools/class_table.py FOLDER --out marks.csv    writes there; notebook 07 goes to marks_07.csv
python tests/tools/class_table.py FOLDER --rerun --yes      runs submitted notebooks first, in a copy
python tests/tools/class_table.py FOLDER --language es      the table in Spanish; hand-ins may be in either language

One row is one learner: right, tried or blank for each exercise, the votes before and after, the verdict on each claim.
"core right" counts the exercises above "Going further" alone, "verdicts" the verdicts given: what the points need.
A hand-in is text, so a learner can change it; run the notebooks again where that matters. The files may lie in
one folder, or in one folder a learner. What cannot be read is named and left out.
"""

import argparse
import csv
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent), str(ROOT / "tests" / "checks")]
os.environ["COLLECTION_WORK"] = "off"

import pandas as pd
import phrases
from submissions import Work, claim_ids, files_of, learner_of, read_folder

from helpers.definitions import GRID, all_definitions, evidence, judge
from helpers.exercises import all_exercises
from helpers.language import N_, _, label, speak

CHECK = re.compile(r"""^check\(["'](\d\.\d+)["']""", re.MULTILINE)
LEARNER = N_("learner")
RESULTS = (N_("right"), N_("tried"), N_("blank"))
WARNING = N_(
    "--rerun runs other people's code on this computer, with all that you are allowed to do here. Read the notebooks "
    "first, or use a computer that holds nothing of yours. Add --yes to go on."
)


def core_exercises() -> set[str]:
    """Return the numbers of the exercises that stand above "Going further" in a notebook."""
    found = set()
    for path in sorted((ROOT / "notebooks").glob("0*.ipynb")):
        sources = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
        end = next((place for place, text in enumerate(sources) if text.startswith("## Going further")), len(sources))
        found |= {number for text in sources[:end] for number in CHECK.findall(text)}
    return found


def rows(works: list[Work]) -> list[list]:
    """Return the class's table: a head line, then one line a learner."""
    numbers, claims = list(all_exercises()), claim_ids()
    core = core_exercises()
    counted = [_("right"), _("tried"), _("core right"), _("verdicts")]
    votes = [_("vote before"), _("vote after")]
    table = [[_(LEARNER), *counted, *votes, *numbers, *claims, _("date"), _("version"), _("files")]]
    for work in works:
        results = [work.results.get(number, "blank") for number in numbers]
        votes = [work.votes.get(notebook, "") for notebook in ("00", "06")]
        verdicts = [work.verdicts.get(claim, "") for claim in claims]
        counts = [results.count("right"), results.count("tried")]
        counts += [sum(work.results.get(number) == "right" for number in core), sum(map(bool, verdicts))]
        end = [work.date, work.version, ", ".join(work.files)]
        table.append([work.learner, *counts, *map(_, [*votes, *results, *verdicts]), *end])
    return table


def rows_07(works: list[Work]) -> list[list]:
    """Return what notebook 07 pools: one line a learner and country."""
    countries = evidence()
    head = [_(LEARNER), "iso3", _("country"), _("percent of definitions"), _("guess"), _("verdict")]
    table = [[*head, _("by own definition")]]
    if any(work.countries for work in works):
        shares = all_definitions(countries, GRID)["ally_pct"]
    for work in works:
        for code, kept in work.countries.items():
            own = by_own_definition(work.definition, countries, code)
            said = [kept.get(key) for key in ("guess", "verdict")]
            said = [_(value) if isinstance(value, str) else value for value in said]
            said = [value if isinstance(value, str | int | float) else "" for value in said]
            table.append([work.learner, code, label(countries.loc[code, "country"]), f"{shares[code]:.1f}", *said, own])
    return table


def by_own_definition(definition: dict, countries, code: str) -> str:
    try:
        answer = judge(countries, definition["bars"], definition["at_least"])[code]
    except (KeyError, TypeError, ValueError):  # none was kept, or it was changed by hand
        return ""
    return _("undecided") if pd.isna(answer) else _("yes") if answer else _("no")


def safe(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", value)
    return f"'{text}" if re.match(r"\s*[=+\-@＝＋－＠]", text) else text


def write(table: list[list], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:  # the mark tells Excel of UTF-8
        csv.writer(file).writerows([safe(value) for value in row] for row in table)


def run_again(folder: Path, work: Path) -> Path:
    """Run the submitted notebooks of a folder in copies of the collection, one a learner; return a folder like it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    os.environ.pop("JPY_SESSION_NAME", None)  # this command's own, if it runs in a terminal of Jupyter
    done = work / "done"
    for path in files_of(folder):
        name = path.relative_to(folder)
        goal = done / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            if path.suffix.lower() != ".ipynb":
                shutil.copy(path, goal)
                continue
            place = work / "copies" / re.sub(r"\W+", "_", learner_of(name.as_posix()) or "nobody")
            if not place.exists():
                skipped = shutil.ignore_patterns("solutions", "*.ipynb", "my_work*", "hand_in*", "__pycache__")
                for part in ("helpers", "data", "notebooks"):
                    shutil.copytree(ROOT / part, place / part, ignore=skipped)
            os.environ["COLLECTION_WORK"] = str(place)  # 06 knows what this learner gave in 00
            notebook = nbformat.read(path, as_version=4)
            options = {"timeout": 120, "kernel_name": "python3", "allow_errors": True}
            options |= {"resources": {"metadata": {"path": str(place / "notebooks")}}}
            NotebookClient(notebook, **options, extra_arguments=["--log-level=40"]).execute()
            nbformat.write(notebook, goal)
        except (CellTimeoutError, DeadKernelError) as problem:
            goal.write_text("", "utf-8")
            print(_("{name}: stopped while it ran ({problem})", name=name, problem=type(problem).__name__))
        except Exception:  # broken or foreign: the reader says which
            shutil.copy(path, goal)
    os.environ["COLLECTION_WORK"] = "off"
    return done


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files of the class are")
    parser.add_argument("--out", type=Path, help="the table to write, a .csv file")
    parser.add_argument("--rerun", action="store_true", help="run the submitted notebooks again")
    parser.add_argument("--yes", action="store_true", help="I know that --rerun runs other people's code")
    parser.add_argument("--language", choices=phrases.LANGUAGES, default="en", help="es: the table in Spanish")
    options = parser.parse_args(arguments)
    speak(options.language)
    if not options.folder.is_dir():
        parser.error(_("{folder} is no folder", folder=options.folder))
    if options.rerun and not options.yes:
        print(_(WARNING))
        return 2
    ours = tuple(f"{word},".encode() for word in phrases.every(LEARNER))
    out = options.out or options.folder / "class_table.csv"
    for path in (out, out.with_name(f"{out.stem}_07.csv")):
        if path.exists() and not path.read_bytes()[:20].removeprefix(b"\xef\xbb\xbf").startswith(ours):
            parser.error(_("{file} is another file; choose a name with --out", file=path))
    with tempfile.TemporaryDirectory() as work:
        folder = run_again(options.folder, Path(work)) if options.rerun else options.folder
        works, left_out = read_folder(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    write(rows(works), out)
    write(rows_07(works), out.with_name(f"{out.stem}_07.csv"))
    other = out.with_name(f"{out.stem}_07.csv").name
    print(_("{number} learners in {file}, {other} beside it", number=len(works), file=out, other=other))
    if left_out:
        print(_("Left out:"), *left_out, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
