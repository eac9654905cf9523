"""The messages of the collection: what a reader sees, found in its sources and put back in another language."""

import ast
import copy
import functools
import json
import os
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
import rules
from nbformat import NotebookNode

from helpers.definitions import FAMILIES
from helpers.evidence import CRITERIA

ROOT, NOTEBOOKS = rules.ROOT, rules.NOTEBOOKS
WIDTH = rules.MAX_LINE_LENGTH
STRING = re.compile(
    r'(?P<f>[fF]?)(?P<quote>"""|"|\')(?P<text>(?<=""").*?(?=""")|(?:[^"\'\\\n]|\\.|(?!(?P=quote))["\'])*)(?P=quote)',
    re.DOTALL,
)
OUR_WORDS = re.compile(r"\b(?:[Cc]ompiled|authors|row|told|read|counted)\b")  # in a citation: it is no published title
# A literal that names a table, a column, a colour or an option, or is compared, is none that a reader sees.
CODE = re.compile(r"[a-z0-9_%.:+#/\-]*|#[0-9A-Fa-f]{6}|[A-Z]{3}( [A-Z]{3})* ?|[A-Z]?\d[\d.]*|Float64|Int64|\S*[_/]\S*")
MACHINE = {"load", "about", "sources", "check", "hint", "progress", "claims", "colour", "marker", "set_option", "query"}
MACHINE |= {"isin", "startswith", "endswith", "replace", "contains", "split", "Path", "filter", "get", "strftime"}
MACHINE |= {"drop", "groupby", "pivot", "merge", "rename", "find_country", "place", "plot", "guess", "hand_in"}
MACHINE |= {"in_words", "set_index"}
OPTIONS = {"loc", "ha", "va", "color", "style", "how", "index", "columns", "values", "weigh", "marker", "mark"}
SHORT = {"yes", "no", "none", "never"}  # short words that a cell prints; elsewhere they are the data's
SHOWN = {"Exercise", "Mistake", "Guess"}  # their texts are said where they are shown
SAID = ("wants", "where", "right", "hints", "hint", "asks", "unit", "options")
PROSE = 5  # words: a column with a cell as long as this holds prose, another one names


class Message(NamedTuple):
    text: str
    place: str
    context: str | None = None


# Notebooks and pages


def blocks(markdown: str) -> list[str]:
    """Return the parts between blank lines, code between fences as one: joined by blank lines they are the text."""
    found: list[str] = []
    for part in markdown.split("\n\n"):
        if found and found[-1].count("```") % 2:
            found[-1] += "\n\n" + part
        else:
            found.append(part)
    return found


def is_said(block: str) -> bool:
    """Whether a block has words: code and pictures alone need no translation."""
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"```.*?```|^    .*$", "", block, flags=re.DOTALL | re.MULTILINE)))


class Literal(NamedTuple):
    start: int  # bytes of the cell's source
    end: int
    text: str
    write: Callable[[str], str]  # how another text is written in its place


def literals(source: str) -> list[Literal]:
    """Return the strings and comments of a code cell that a reader sees, in order."""
    tree = ast.parse(source)
    parent = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    raw, starts = source.encode(), [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    found, used = [], machine_words(tree, parent)
    for node in ast.walk(tree):
        text = isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not text or isinstance(parent[node], ast.JoinedStr | ast.FormattedValue):
            continue
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        written = raw[start:end].decode()
        parts = list(STRING.finditer(written))
        message = "".join(part["text"] for part in parts)
        if message in used or for_machine(node, message, parent):
            continue
        inside = isinstance(parent[node], ast.Call | ast.List | ast.Dict | ast.keyword)
        breaks, f = len(parts) > 1 or inside, "f" if isinstance(node, ast.JoinedStr) else ""
        write = functools.partial(string, parts[0], breaks, source.splitlines()[node.lineno - 1], f)
        found.append(Literal(start, end, message, write))
    for number, line in enumerate(source.splitlines()):
        comment = re.search(r"(?:^|  )# (?P<text>[^\"']*[A-Za-z]{2}.*)$", line)
        if comment:
            start = starts[number] + len(line[: comment.start("text")].encode())
            found.append(Literal(start, starts[number] + len(line.encode()), comment["text"], str))
    return sorted(found)


def string(first: re.Match, breaks: bool, line: str, f: str, text: str) -> str:
    """Write a text as the literal that it replaces was written, on more lines where one would be too long."""
    quote = first["quote"]
    whole = f"{f}{quote}{text}{quote}"
    if len(line) - len(first[0]) + len(whole) <= WIDTH and not (breaks and len(whole) > WIDTH - 12):
        return whole
    begins = line.lstrip().startswith(first[0])
    indent = " " * (len(line) - len(line.lstrip()) + (0 if begins else 4))
    pieces = re.findall(r"(?:\{[^{}]*\}|\S)+\s*", text)
    lines = [""]
    for piece in pieces:
        if lines[-1] and len(lines[-1]) + len(piece) > WIDTH - len(indent) - 6:
            lines.append("")
        lines[-1] += piece
    joined = f"\n{indent}".join(f"{f if '{' in part else ''}{quote}{part}{quote}" for part in lines)
    if not breaks:
        return f"(\n{indent}{joined}\n{indent[4:]})"
    return joined if begins else f"\n{indent}{joined}"


def machine_words(tree: ast.AST, parent: dict) -> set[str]:
    """Return the literals of a cell that stand where data are compared or picked, wherever else they stand."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            above = parent[node]
            while isinstance(above, ast.Tuple | ast.List):
                above = parent[above]
            if isinstance(above, ast.Compare | ast.Subscript):
                found.add(node.value)
    return found


def for_machine(node: ast.AST, text: str, parent: dict) -> bool:
    words = re.sub(r"\{[^}]*\}", "", text).replace("\\n", " ")
    above = parent[node]
    if text in SHORT:
        shown = isinstance(above, ast.IfExp) or isinstance(above, ast.Dict) and node in above.values
        return not (shown or isinstance(above, ast.Call) and ast.unparse(above.func) == "print")
    if isinstance(above, ast.Dict) and node in above.values:  # {"MEX": "Mexico"} and {7: "seven"} name things
        named = getattr(above.keys[above.values.index(node)], "value", None)
        if isinstance(named, int) or text in stored():
            return not isinstance(named, int) and not re.fullmatch("[A-Z]{3}", str(named))
    joined = isinstance(node, ast.JoinedStr) and re.search(r"(?:^|\s)[a-z]{2,}(?:\s|$)", words)  # "{part} of {whole}"
    if joined or re.search(r"(?:^|[}\d]) %", text):  # how a percent sign stands differs
        return isinstance(above, ast.Subscript)
    if isinstance(above, ast.Call) and ast.unparse(above.func) == "print" and re.search("[a-z]{2}", text):
        return text in stored()
    if not re.search(r"[A-Za-z]{2}", words) or CODE.fullmatch(words.strip()) or text in stored():
        return True
    child, above = node, parent[node]
    while not isinstance(above, ast.stmt):
        if isinstance(above, ast.Compare | ast.Subscript) or isinstance(above, ast.keyword) and above.arg in OPTIONS:
            return True
        if isinstance(above, ast.Call):
            name = ast.unparse(above.func).split(".")[-1]
            place = above.args.index(child) if child in above.args else -1
            return name in MACHINE or name == "show" and place > 1 or name == "decide" and place in (0, 1)
        child, above = above, parent[above]
    return False


def code_texts(notebook: NotebookNode) -> Iterator[Message]:
    for cell in rules.code_cells(notebook):
        yield from (Message(literal.text, cell.id) for literal in literals(cell.source))


def notebook_messages(notebook: NotebookNode) -> Iterator[Message]:
    """Return each message of a notebook, in the order in which a reader meets them."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from (Message(block, cell.id) for block in blocks(cell.source) if is_said(block))
        else:
            yield from (Message(literal.text, cell.id) for literal in literals(cell.source))


def translated(path: Path, says: dict[str, str]) -> NotebookNode:
    """Return a notebook with each message replaced; its outputs are left to a run."""
    notebook = copy.deepcopy(nbformat.read(path, as_version=4))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = page(cell.source, path, says)
            continue
        raw = cell.source.encode()
        for literal in reversed(literals(cell.source)):
            if literal.text in says:
                new = literal.write(says[literal.text])
                before = raw[: literal.start].rstrip(b" ") if new.startswith("\n") else raw[: literal.start]
                raw = before + new.encode() + raw[literal.end :]
        cell.source = raw.decode().replace("from helpers import", "from helpers.es import")
        cell.outputs, cell.execution_count = [], None
    return notebook


def page(markdown: str, path: Path, says: dict[str, str]) -> str:
    """Return Markdown with each message replaced, its links and commands as they are for the Spanish edition."""
    text = "\n\n".join(says.get(block, block) for block in blocks(markdown))
    text = re.sub(r"(?<!\]\()notebooks(/|\\|%2F)(?=0\d_)", r"notebooks\1es\1", text)
    text = re.sub(r"(python tests/tools/class_(?:edition|table)\.py)", r"\1 --language es", text)

    def moved(match: re.Match) -> str:
        target, mark, rest = match[1].partition("#")
        goal = Path(os.path.normpath(path.parent / target))
        goal = path if goal == twin(path) else twin(goal)  # from one edition to the other and back
        return f"]({Path(os.path.relpath(goal, twin(path).parent)).as_posix()}{mark}{rest})"

    return re.sub(r"\]\((?!https?:|mailto:|#)([^)\s]+)\)", moved, text)


def twin(path: Path) -> Path:
    """Return where the Spanish page or notebook stands; what has none is its own."""
    if path == ROOT / "README.md":
        return NOTEBOOKS / "es" / "LEEME.md"
    inside = path.is_relative_to(NOTEBOOKS) and path.suffix in (".ipynb", ".md")
    return NOTEBOOKS / "es" / path.relative_to(NOTEBOOKS) if inside else path


def pages() -> list[Path]:
    """Return the pages that are translated as a whole."""
    return [ROOT / "README.md", *sorted(NOTEBOOKS.glob("*.md"))]


# What the helpers say


def spoken(path: Path) -> Iterator[Message]:
    """Return what a Python file says: texts in `_` and `N_`, and those of exercises."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).split(".")[-1]
        if name in ("_", "N_"):
            given = [node.args[0]] if node.args else []
        elif name in SHOWN:
            inside = [child for arg in [*node.args, *node.keywords] for child in plain(arg)]
            given = [child for child in inside if re.search("[A-Za-z]{2}", child.value)]
        else:
            continue
        for part in given:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                yield Message(part.value, path.name)


def plain(node: ast.AST) -> Iterator[ast.Constant]:
    """Return the strings of an argument, but not those within a call or a function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.Tuple | ast.List):
        for child in node.elts:
            yield from plain(child)
    elif isinstance(node, ast.keyword) and node.arg in SAID:
        yield from plain(node.value)


# What stands in data/


@functools.cache
def record() -> list[dict]:
    return json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))["resources"]


@functools.cache
def texts_of(table: str) -> dict[str, list[str]]:
    """Return the distinct texts of each column of words: no codes or dates, and no sources, which stay as published."""
    entry = next(entry for entry in record() if entry["name"] == table)
    frame = pd.read_csv(ROOT / "data" / entry["path"], dtype=str, keep_default_na=False)
    strings = [field["name"] for field in entry["schema"]["fields"] if field["type"] == "string"]
    found = {name: [text for text in frame[name].unique() if re.search("[A-Za-z]{2}", text)] for name in strings}
    return {
        name: texts
        for name, texts in found.items()
        if texts
        and not re.fullmatch(".*source(_keys)?", name)
        and not all(map(re.compile(r"[A-Z]{2,4}|https?:\S+|\S*\d\S*").fullmatch, texts))
    }


def is_prose(texts: list[str]) -> bool:
    return max(len(text.split()) for text in texts) >= PROSE


def listed(entry: dict) -> set[str]:
    """Return the columns that name things: those whose values the record lists, and some whose names are long."""
    fields = [field["name"] for field in entry["schema"]["fields"] if field.get("constraints", {}).get("enum")]
    return {"country", "partner", "chapter", "port"} | {name for name in fields if name != "unit"}


def table_messages() -> Iterator[Message]:
    """Return the prose of the tables, and their names and categories as labels."""
    for entry in record():
        for column, texts in texts_of(entry["name"]).items():
            prose = is_prose(texts) and column not in listed(entry)
            place = f"{entry['name']}.{column}"
            yield from (Message(text, place, None if prose else "label") for text in texts)


@functools.cache
def stored() -> set[str]:
    """Return all names that a notebook's code may pick from the data: tables, columns, cells."""
    names = {entry["name"] for entry in record()}
    names |= {field["name"] for entry in record() for field in entry["schema"]["fields"]}
    names |= set(FAMILIES) | set(CRITERIA) | {unit for _, unit, *_ in CRITERIA.values()}
    return names | {text for entry in record() for texts in texts_of(entry["name"]).values() for text in texts}


def record_messages() -> Iterator[Message]:
    """Return what `about` and `sources` say of the tables, and the short source below a figure."""
    for entry in record():
        texts = [entry[key] for key in ("title", "description", "coverage", "checked", "update", "short_source")]
        texts += [*entry["caveats"], *(licence["title"] for licence in entry["licenses"])]
        texts += [source.get("version", "") for source in entry["sources"]]
        texts += [source["title"] for source in entry["sources"] if not source.get("path")]  # the others are published
        texts += [entry["citation"]] if OUR_WORDS.search(entry["citation"]) else []
        texts += [field.get(key, "") for field in entry["schema"]["fields"] for key in ("description", "unit")]
        yield from (Message(text, entry["name"]) for text in texts if re.search("[A-Za-z]{2}", text))


# All of them


def wanted() -> dict[str, list[Message]]:
    """Return the messages by catalogue: one a notebook with its solution, and what more than one has in `common`."""
    found = {}
    for path in rules.teaching():
        both = [p for p in (path, NOTEBOOKS / "solutions" / path.name) if p.exists()]
        found[path.stem] = [m for p in both for m in notebook_messages(nbformat.read(p, as_version=4))]
    texts = [{message.text for message in messages} for messages in found.values()]
    shared = {text for one in texts for text in one if sum(text in other for other in texts) > 1}
    common = [message for messages in found.values() for message in messages if message.text in shared]
    found = {name: [m for m in messages if m.text not in shared] for name, messages in found.items()}
    found["common"] = [message._replace(place="") for message in common]
    found["pages"] = [Message(b, p.name) for p in pages() for b in blocks(p.read_text("utf-8")) if is_said(b)]
    modules = sorted((ROOT / "helpers").rglob("*.py"))
    exercises = [path for path in modules if path.name.startswith("notebook_")]
    found["exercises"] = [m for path in exercises for m in spoken(path)]
    found["helpers"] = [m for path in modules if path not in exercises for m in spoken(path)]
    tools = [*sorted((ROOT / "tests" / "tools").glob("*.py")), ROOT / "tests" / "checks" / "phrases.py"]
    found["class"] = [m for path in tools if path.exists() for m in spoken(path)]
    found["records"], found["tables"] = list(record_messages()), list(table_messages())
    return found


def wrapped(text: str) -> str:
    return textwrap.shorten(" ".join(text.split()), 70, placeholder="…")
