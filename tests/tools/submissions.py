"""Read what learners handed in, without running anything: hand-ins, my_work.json and saved notebooks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers import load
from helpers.claims import DECIDED, OTHER_WORDS, VERDICTS
from helpers.countries import code_of_name
from helpers.definitions import evidence
from helpers.exercises import all_exercises
from helpers.guesses import read_word
from helpers.language import _

LARGEST = 50_000_000  # bytes; a notebook of this collection has less than a million
KINDS = (".md", ".json", ".ipynb")
VOTES = ("yes", "no", "depends")
TITLES = re.compile(r"^(.*?)[ _.-]*(0[0-7])_[a-z_]+.*$")  # "ruiz_ana_4711_01_what_is_an_ally-2"
# What cells show, in any language: "✔ **1.1 Right.** …", "**1.1** Not answered yet: …", "Your vote: yes. …",
# "Türkiye: 12.5 percent of our definitions say ally. Your guess of 30 is …", "Kept: your verdict on TUR, no."
CHECKED = re.compile(r"([✔✘]?) ?\*\*(\d+\.\d+)[* ]")
VOTED = re.compile(r"[^:.`\n]+: (\w+)")
GUESSED = re.compile(r"([^:`\n]+): [^\d\n]*(\d[\d.,]*)(?:[^\d\n]+(\d[\d.,]*))?")
KEPT = re.compile(r"\b([A-Z]{3}), (\w+)\.")
ASKED = re.compile(r"""\bguess\(\s*["'](\d\d)["']""")


class Unreadable(Exception):
    """A file that is left out, with the reason as a sentence."""


@dataclass
class Work:
    """What one learner handed in.

    Arguments:
        learner: the name, as the learner wrote it or as the file or folder is called.
        results: exercise: "right" or "tried"; an exercise that is not here is blank.
        votes: notebook: vote. verdicts: claim: verdict. countries: code: what is kept about it.
        definition: bars and at_least, as notebook 06 keeps them.
        files: where it was read from. parts: which notebooks these were, or "hand-in".
    """

    learner: str
    files: list[str]
    date: str = ""
    version: str = ""
    parts: set[str] = field(default_factory=set)
    results: dict[str, str] = field(default_factory=dict)
    votes: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    countries: dict[str, dict] = field(default_factory=dict)
    definition: dict = field(default_factory=dict)

    @property
    def size(self) -> tuple:
        """How much it holds: of two hand-ins under one name the later counts, of one day the larger."""
        return self.date, len(self.results) + len(self.votes) + len(self.verdicts) + len(self.countries)

    def add(self, other: "Work") -> None:
        """Take over what another file of the same learner says besides."""
        better = {number for number, result in other.results.items() if result == "right"}
        self.results |= {n: r for n, r in other.results.items() if n in better or n not in self.results}
        self.votes = other.votes | self.votes
        self.verdicts = other.verdicts | self.verdicts
        self.countries = other.countries | self.countries
        self.definition = self.definition or other.definition
        self.files += other.files
        self.parts |= other.parts
        self.date, self.version = self.date or other.date, self.version or other.version


def read_folder(folder: Path) -> tuple[list[Work], list[str]]:
    """Return the learners' work in a folder, sorted by name, and one sentence for each file that was left out."""
    found: dict[str, list[Work]] = {}
    left_out: list[str] = []
    for path in files_of(folder):
        try:
            work = read_file(path, folder)
            found.setdefault(key(work.learner), []).append(work)
        except Unreadable as problem:
            left_out.append(f"{path.relative_to(folder).as_posix()}: {problem}")
    works = []
    for name in sorted(found):
        first, *others = sorted(found[name], key=lambda work: work.size, reverse=True)
        for work in others:
            if work.parts & first.parts:
                said = _(
                    "a duplicate, only {file} of {learner} is counted. If these are two people, change the name in one "
                    "of the files.",
                    file=first.files[0],
                    learner=work.learner,
                )
                left_out.append(f"{work.files[0]}: {said}")
            else:
                first.add(work)
        works.append(first)
    return works, left_out


def files_of(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
        if path.is_file() and not hidden and path.suffix.lower() != ".csv":  # this command's own tables
            yield path


def read_file(path: Path, folder: Path) -> Work:
    """Return the work in one file.

    Raises:
        Unreadable: the file is broken, empty or foreign.
    """
    if path.suffix.lower() not in KINDS:
        raise Unreadable(_("neither a hand-in (.md) nor a notebook (.ipynb)"))
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(_("too large to be a submission"))
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise Unreadable(_("cannot be opened ({problem})", problem=problem.strerror)) from None
    except UnicodeDecodeError:
        raise Unreadable(_("broken: not UTF-8 text")) from None
    if not text.strip():
        raise Unreadable(_("empty file"))
    name = path.relative_to(folder).as_posix()
    if path.suffix.lower() == ".ipynb":
        return from_notebook(as_json(text), name)
    return from_record(as_json(json_block(text) if path.suffix.lower() == ".md" else text), name)


def json_block(text: str) -> str:
    """Return the last block of JSON of a hand-in: a page of writing above it may hold blocks of its own."""
    block = re.findall(r"^```json\n(.*?)\n```\s*$", text.replace("\r\n", "\n"), re.DOTALL | re.MULTILINE)
    if not block:
        raise Unreadable(_("foreign: no hand-in of this collection, or its last block was changed"))
    return block[-1]


def as_json(text: str) -> dict:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(_("broken: not whole, or changed by hand")) from None
    if not isinstance(found, dict):
        raise Unreadable(_("foreign: no work of this collection"))
    return found


def from_record(record: dict, name: str) -> Work:
    """Return the work in a hand-in's record or in a my_work.json; what is not known is passed over."""

    def part(section: str) -> dict:
        return record[section] if isinstance(record.get(section), dict) else {}

    if not any(section in record for section in ("answers", "guesses", "verdicts")):
        raise Unreadable(_("foreign: no work of this collection"))
    learner = record.get("name")
    learner = learner if isinstance(learner, str) and learner.strip() else learner_of(name) or ""
    if not learner:
        raise Unreadable(_("no learner's name: put it in a folder of the learner's name"))
    work = Work(" ".join(learner.split())[:100], [name], parts={"hand-in"})
    work.date, work.version = (str(record.get(field, ""))[:20] for field in ("date", "version"))
    for number, answer in part("answers").items():
        if number in all_exercises() and isinstance(answer, dict):
            work.results[number] = "right" if answer.get("right") is True else "tried"
    work.votes = {notebook: part("guesses").get(notebook) for notebook in ("00", "06")}
    work.votes = {notebook: vote for notebook, vote in work.votes.items() if vote in VOTES}
    work.verdicts = {
        claim: said for claim, said in part("verdicts").items() if claim in claim_ids() and said in VERDICTS
    }
    known = evidence().index
    work.countries = {
        code: kept for code, kept in part("countries").items() if code in known and isinstance(kept, dict)
    }
    work.definition = part("definition")
    return work


def from_notebook(notebook: dict, name: str) -> Work:
    """Return what a saved notebook shows: the feedback of `check`, votes, verdicts, the country of 07."""
    learner, results, votes, verdicts, countries = learner_of(name), {}, {}, {}, {}
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(_("foreign: no notebook of Jupyter's present format"))
    codes = evidence().index
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = joined(cell.get("source"))
        asked = match[1] if (match := ASKED.search(source)) else ""
        for text in shown(cell):
            if match := CHECKED.match(text):
                if match[2] in all_exercises():
                    results[match[2]] = {"✔": "right", "✘": "tried"}.get(match[1], "blank")
            elif match := DECIDED.fullmatch(text):
                if match["claim"] in claim_ids():
                    verdicts[match["claim"]] = read_word(match["mine"], VERDICTS, OTHER_WORDS)
            elif asked in ("00", "06") and (match := VOTED.match(text)) and (vote := read_word(match[1], VOTES)):
                votes[asked] = vote
            elif asked == "07" and (match := GUESSED.match(text)) and (code := code_of_name(match[1])) in codes:
                countries.setdefault(code, {})["guess"] = (match[3] or match[2]).strip(".,").replace(",", "")
            elif "keep(" in source and (match := KEPT.search(text)) and match[1] in codes:
                if vote := read_word(match[2], VOTES):
                    countries.setdefault(match[1], {})["verdict"] = vote
    parts = {f"0{exercise[0]}" for exercise in results} | set(votes) | ({"07"} if countries else set())
    parts |= {load("claims").set_index("claim_id").loc[claim, "notebook"] for claim in verdicts}
    if not parts:
        raise Unreadable(_("foreign: it shows no exercise, vote or claim of this collection, or it was never run"))
    if not learner:
        raise Unreadable(_("no learner's name: put each learner's notebooks in a folder of the learner's name"))
    work = Work(learner, [name], parts=parts, votes=votes, countries=countries)
    work.results = {exercise: result for exercise, result in results.items() if result != "blank"}
    work.verdicts = {claim: said for claim, said in verdicts.items() if said in VERDICTS}
    return work


def learner_of(name: str) -> str:
    """Return whose a file is: the folder that it stands in, or what its name says besides the notebook's.

    Course systems give either: "Ana Ruiz_4711_assignsubmission_file/01_what_is_an_ally.ipynb", or
    "ruizana_4711_815_01_what_is_an_ally-2.ipynb".
    """
    first, _, rest = name.partition("/")
    if rest:
        return re.sub(r"_\d+_assignsubmission_.*$", "", first).strip()
    stem = first.rpartition(".")[0]
    match = TITLES.match(stem)
    return (match[1] if match else "" if stem == "my_work" else stem).strip("_ -.")


def key(learner: str) -> str:
    return " ".join(learner.casefold().split())


def claim_ids() -> list[str]:
    return list(load("claims")["claim_id"])


def joined(text: object) -> str:
    return "".join(part for part in text if isinstance(part, str)) if isinstance(text, list) else str(text or "")


def shown(cell: dict) -> Iterator[str]:
    """Yield the Markdown that a code cell shows."""
    for output in cell.get("outputs") if isinstance(cell.get("outputs"), list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        if isinstance(data, dict) and "text/markdown" in data:
            yield joined(data["text/markdown"])
