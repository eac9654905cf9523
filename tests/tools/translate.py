"""Keep the Spanish edition in step with the English one, which is its source.

python tests/tools/translate.py             all that follows
python tests/tools/translate.py update      carry new and changed English into helpers/locale/es/*.po
python tests/tools/translate.py build       compile the catalogues; write, run and save notebooks/es/ and its pages
python tests/tools/translate.py build 03    compile; only this notebook, with its solution

After `update` a new message has no Spanish, and one whose English changed is marked fuzzy, with the English before.
Write the Spanish into the PO file (any editor for PO will do), take the mark away, then build.
"""

import argparse
import datetime
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "checks"), str(ROOT / "tests" / "tools")]

import messages
import rerun
import rules
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from catalogues import AT_RUN_TIME, LOCALE, entries, key, save, says

ALWAYS = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # compiled from the same messages, the same bytes


def update() -> dict[str, int]:
    """Bring the catalogues up to date; return how many messages of each want a translator."""
    wanted = messages.wanted()
    known = {key(entry): entry for name in wanted for entry in entries(name) if entry.string}
    open_messages = {}
    for name, found in wanted.items():
        places: dict[tuple, list[str]] = {}
        for message in found:
            places.setdefault(key(message), []).append(message.place)
        gone = [entry.id for entry in entries(name) if entry.string and key(entry) not in places]
        book = Catalog(locale="es_MX", fuzzy=False)
        for (text, context), where in places.items():
            before, given = known.get((text, context)), {"locations": [(p, None) for p in dict.fromkeys(where) if p]}
            near = [] if before else difflib.get_close_matches(text, gone, n=1, cutoff=0.6)
            if before:
                given |= {"string": before.string, "flags": before.flags, "user_comments": before.user_comments}
                given |= {"previous_id": before.previous_id}
            elif near:
                stale = next(entry for entry in entries(name) if entry.id == near[0])
                given |= {"string": stale.string, "flags": ["fuzzy"], "previous_id": near}
            book.add(text, context=context, **given)
        save(name, book)
        open_messages[name] = sum(not entry.string or entry.fuzzy for entry in book if entry.id)
    return open_messages


def compiled() -> Catalog:
    """Return what the helpers read at run time: a message that is said as in English is left out."""
    book = Catalog(locale="es_MX", fuzzy=False, creation_date=ALWAYS, revision_date=ALWAYS)
    for name in AT_RUN_TIME:
        for entry in entries(name):
            before = book.get(entry.id, entry.context)
            if before and before.string != entry.string:
                raise SystemExit(f"{name}.po says {entry.id!r} in another way than a catalogue before it")
            if entry.string and not entry.fuzzy and entry.string != entry.id:
                book.add(entry.id, entry.string, context=entry.context)
    return book


def compile_catalogues() -> None:
    path = LOCALE / "LC_MESSAGES" / "collection.mo"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, compiled())


def build_pages() -> None:
    said = says("pages")
    for path in messages.pages():
        goal = messages.twin(path)
        goal.parent.mkdir(exist_ok=True)
        goal.write_text(messages.page(path.read_text("utf-8"), path, said), "utf-8", newline="\n")


def build(path: Path) -> None:
    """Write, run and save the Spanish notebook of an English one."""
    goal = messages.twin(path)
    goal.parent.mkdir(parents=True, exist_ok=True)
    notebook = messages.translated(path, says("common", path.stem))
    goal.write_text(rerun.finished(notebook, goal), "utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["update", "build"], help="both without it")
    parser.add_argument("names", nargs="*", help="starts of notebooks' names, for example 03")
    options = parser.parse_args()
    if options.what != "build":
        for name, count in update().items():
            print(f"{name}.po: {count or 'nothing'} to translate")
    if options.what != "update":
        compile_catalogues()
        build_pages()
        for path in rerun.paths(options.names):
            build(path)
            print(messages.twin(path).relative_to(rules.NOTEBOOKS).as_posix())


if __name__ == "__main__":
    main()
