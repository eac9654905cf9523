"""The learner's own file, my_work.json beside the notebooks: read it, change one thing in it, set it aside.

It stays on the learner's computer. It holds what the learner gave, no minutes and nothing about the person. A
blank notebook gives nothing, so it writes nothing. With the environment variable COLLECTION_WORK a hub keeps the
file in another folder, or, with "off", in memory only. Tests and solutions always keep it in memory.
"""

import copy
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helpers import data
from helpers.language import N_, _
from helpers.text import short

FILE = "my_work.json"
ABOUT = N_("What you gave in the notebooks of “Is Mexico a US ally?”. It stays on this computer until you hand it in.")
UNREADABLE = N_("`{file}` cannot be read, so what you give is kept only until you close the notebook.")
SECTIONS = ("guesses", "verdicts", "answers", "definition", "countries", "pages")
PATIENCE = 2  # seconds to wait for another notebook that is writing, or that stopped while it wrote

_memory: dict = {}
_notes: list[str] = []  # sentences for the learner; the next text that is shown takes them along
_said: set[str] = set()


def where() -> Path | None:
    """Return where the file stands, or None if it is kept in memory only."""
    wanted = os.environ.get("COLLECTION_WORK", "")
    if wanted:
        return None if wanted == "off" else Path(wanted) / FILE
    if "PYTEST_CURRENT_TEST" in os.environ or _in_solutions():
        return None
    return data.DATA.parent / "notebooks" / FILE


def read() -> dict:
    """Return all that is kept: a dict with the sections of `SECTIONS`, empty ones included."""
    path = where()
    kept = _memory if path is None else _from_disk(path)
    return {section: copy.deepcopy(kept.get(section) or {}) for section in SECTIONS}


def change(section: str, key: str, value: Callable | object) -> None:
    """Keep one thing: what other notebooks kept in the meantime stays.

    Arguments:
        section: one of `SECTIONS`.
        key: under which name the value is kept there.
        value: what to keep, or a function that takes what is kept (or None) and returns it.
    """
    path = where()
    if path is None:
        _put(_memory, section, key, value)
        return
    lock = path.with_name("." + FILE + ".lock")
    mine = False
    try:
        mine = _wait_for(lock)
        kept = _from_disk(path)
        if _put(kept, section, key, value) or not path.exists():
            _write(path, kept)
    except OSError:
        say_once(
            _("`{file}` cannot be written here, so what you give is kept only until you close the notebook.", file=FILE)
        )
        _put(_memory, section, key, value)
    finally:
        if mine:
            lock.unlink(missing_ok=True)


def change_country(code: str, key: str, value: object) -> None:
    """Keep one thing about a country of the learner's choice, beside what is kept of it already."""
    change("countries", code, lambda kept: (kept or {}) | {key: value})


def keep_answer(number: str, answer: object, right: bool) -> str:
    """Keep the result of an answer, and return what the learner must know of it, mostly nothing.

    A right answer stays right. The same answer run again is no further try.
    """

    def renew(kept: object) -> dict:
        kept = kept if isinstance(kept, dict) else {}
        if kept.get("right") is True or not right and kept.get("answer") == given:
            return kept
        tries = kept.get("tries")
        return {"right": right, "tries": (tries if isinstance(tries, int) else 0) + 1, "answer": given}

    given = short(answer)
    change("answers", number, renew)
    return notes()


def right_answers() -> set[str]:
    """Return the numbers of the exercises that were answered rightly."""
    answers = read()["answers"]
    return {number for number, kept in answers.items() if isinstance(kept, dict) and kept.get("right") is True}


def set_aside(path: Path, why: str) -> Path:
    """Give the file another name, the first that is free, for example my_work.damaged-1.json."""
    names = (path.with_name(f"{path.stem}.{why}-{number}{path.suffix}") for number in range(1, 10_000))
    free = next(name for name in names if not name.exists())
    os.replace(path, free)
    return free


def forget() -> None:
    """Empty the memory of this notebook."""
    _memory.clear()


def notes() -> str:
    """Return the sentences that wait for the learner, each as a paragraph, and take them off the list."""
    text = "".join(f"\n\n{note}" for note in _notes)
    _notes.clear()
    return text


def say_once(note: str) -> None:
    if note not in _said:
        _said.add(note)
        _notes.append(note)


def version() -> str:
    """Return the version of the collection, as data/datapackage.json states it."""
    try:
        return str(json.loads((data.DATA / "datapackage.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return N_("not stated")


def _put(kept: dict, section: str, key: str, value: Callable | object) -> bool:
    part = kept.setdefault(section, {})
    before = part.get(key)
    after = value(copy.deepcopy(before)) if callable(value) else value
    part[key] = after
    return before != after


def _from_disk(path: Path) -> dict:
    """Return what the file holds, with what had to be kept in memory; a damaged file is set aside."""
    kept = {}
    try:
        kept = json.loads(path.read_text("utf-8-sig"))
        if not isinstance(kept, dict) or any(not isinstance(kept.get(section, {}), dict) for section in SECTIONS):
            raise ValueError("not the shape that this module writes")
    except FileNotFoundError:
        pass
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or another shape
        kept = {}
        try:
            other = set_aside(path, "damaged")
            _notes.append(
                _(
                    "`{file}` could not be read. It is kept as `{other}`, and a new one begins.",
                    file=FILE,
                    other=other.name,
                )
            )
        except OSError:
            say_once(_(UNREADABLE, file=FILE))
    except OSError:
        say_once(_(UNREADABLE, file=FILE))
    for section, part in _memory.items():
        kept[section] = kept.get(section, {}) | copy.deepcopy(part)
    return kept


def _write(path: Path, kept: dict) -> None:
    """Write beside the file, then put it in its place in one step: nobody ever reads half a file."""
    kept = {"about": _(ABOUT)} | kept | {"version": version()}
    number, name = tempfile.mkstemp(prefix="." + FILE, dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
            file.write("\n")
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    forget()  # what had to wait in memory is in the file now


def _wait_for(lock: Path) -> bool:
    """Take the turn to write; return whether we hold it. Two notebooks may write at the same moment."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            return True
        except FileExistsError:
            if time.monotonic() > end:  # its owner was stopped while it wrote
                lock.unlink(missing_ok=True)
                end = time.monotonic() + PATIENCE
            time.sleep(0.01)


def _in_solutions() -> bool:
    """Say whether this notebook stands in the folder of solutions: an instructor's run is no learner's work."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    known = [os.environ.get("JPY_SESSION_NAME"), shell and shell.user_ns.get("__vsc_ipynb_file__")]
    return Path.cwd().name == "solutions" or any(Path(str(name)).parent.name == "solutions" for name in known if name)
