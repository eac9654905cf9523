"""What a teacher gets of a notebook: the answer key, a deck that asks first, and a worksheet without code.

All three are read off the notebook's structure: headings, figures of `show`, cells with `check`, claims of `decide`.
"""

import html
import importlib
import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import phrases
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import load
from helpers.claims import DECIDED, VERDICTS, on_trial
from helpers.exercises import exercises_of
from helpers.language import N_, _, label

TEMPLATES = Path(__file__).resolve().parent / "templates"
BEFORE = N_("Your title: …")
# Shows every figure twice: first without its title, which states the finding. Who cannot see it hears the values.
TWICE = """
_show = show

def show(chart, title, *tables, **more):
    _show(chart, {before!r}, *tables, **(more | {{"alt": ""}}))
    _show(chart, title, *tables, **more)
"""
IMAGE = re.compile(r'<img\b[^>]*\balt="([^"]*)"[^>]*>')
YOUR_TURN = re.compile(r"^###? .*?(\d\.\d)\b.*$", re.M)
CHECK = re.compile(r"""\bcheck\(\s*["'](\d\.\d+)["']""")
NOT_SHOWN = phrases.every(phrases.SOURCES, phrases.NEXT)
ASKED = re.compile(rf"\*\*{phrases.any_of(phrases.SEE, phrases.CANNOT_TELL)}\*\*")
WORDS_ON_A_SLIDE, ROWS_ON_A_SLIDE = 90, 11
FURTHER = phrases.every(phrases.FURTHER)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def run_for_teacher(path: Path) -> nbformat.NotebookNode:
    """Run a notebook from top to bottom; each figure comes twice, before its finding and with it."""
    notebook = nbformat.read(path, as_version=4)
    first = next(place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    notebook.cells.insert(first + 1, new_code_cell(TWICE.format(before=_(BEFORE))))
    options = {"timeout": 120, "kernel_name": "python3", "resources": {"metadata": {"path": str(path.parent)}}}
    NotebookClient(notebook, **options, extra_arguments=["--log-level=40"]).execute()
    del notebook.cells[first + 1]
    return notebook


# What a notebook holds


def figures(cell: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """Return the figures of a cell as pairs of img tags: before the finding, and with it."""
    shown = ["".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", [])]
    tags = [match[0] for text in shown for match in IMAGE.finditer(text)]
    before = [html.unescape(IMAGE.search(tag)[1]).startswith(_(BEFORE)) for tag in tags]
    return [(tags[n - 1], tags[n]) for n in range(1, len(tags)) if before[n - 1] and not before[n]]


def tables(cell: nbformat.NotebookNode) -> list[str]:
    """Return the tables of a cell in parts that fit a slide; none of one row or of more than five parts."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        text = "".join(data.get("text/html", "") or data.get("text/markdown", "")).strip()
        if text.startswith("<table"):
            head, body = text.split("<tbody>\n")
            rows, head, foot = re.findall(r"<tr>.*?</tr>", body, re.DOTALL), f"{head}<tbody>", "</tbody>\n</table>"
        elif text.startswith("|"):
            first, second, *rows = text.split("\n")
            head, foot = f"{first}\n{second}", ""
        else:
            continue
        parts: list[list[str]] = [[]]
        for row in rows:
            words = sum(len(re.sub(r"<[^>]*>|\|", " ", each).split()) for each in [*parts[-1], row])
            if parts[-1] and (words > WORDS_ON_A_SLIDE or len(parts[-1]) == ROWS_ON_A_SLIDE):
                parts.append([])
            parts[-1].append(row)
        if len(rows) > 1 and len(parts) <= 5:
            found += ["\n".join([head, *part, foot]) for part in parts]
    return found


def decided(cell: nbformat.NotebookNode) -> re.Match | None:
    texts = ["".join(output.get("data", {}).get("text/markdown", "")) for output in cell.get("outputs", [])]
    return next((match for text in texts if (match := DECIDED.fullmatch(text))), None)


def asked(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, str, str]]:
    """Yield each exercise: its number, its text in Markdown and the code that stands in its cell."""
    text = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = YOUR_TURN.search(cell.source)
            text = cell.source[heading.start() :] if heading else text or cell.source
        elif match := CHECK.search(cell.source):
            lines = [line for line in cell.source.splitlines() if not re.match(r"(answer\s*=|check\()", line)]
            yield match[1], text, "\n".join(lines).strip()
            text = ""


def guesses(number: str) -> tuple:
    try:
        found = getattr(importlib.import_module(f"helpers.exercises.notebook_{number}"), "GUESS", ())
    except ModuleNotFoundError:
        return ()
    return found if isinstance(found, tuple) else (found,)


def known(guess) -> str:
    """Return what the data say to a guess; nothing to a vote."""
    if guess.options:
        return ""
    same = os.path.commonprefix([guess.reply(0), guess.reply(1)])  # what follows is about the guess
    return "".join(re.findall(r"^.*[.?!](?= )", same, re.DOTALL))


def heading_of(notebook: nbformat.NotebookNode) -> str:
    return next(match[1] for cell in notebook.cells if (match := re.search(r"^# (.+)$", cell.source, re.M)))


def said(value: Any, tolerance: float = 0, thousands: str = ",") -> str:
    """Return an answer as a teacher reads it."""
    if isinstance(value, pd.DataFrame):
        value = value.stack()
    if isinstance(value, pd.Series):
        pairs = [f"{said(name)}: {said(part, tolerance, thousands)}" for name, part in value.head(12).items()]
        return "; ".join(pairs) + ("; …" if len(value) > 12 else "")
    value = value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        if value != value or value in (math.inf, -math.inf):
            return _("no number")
        if value == int(value) and not 0 < tolerance < 0.5:
            return f"{value:{thousands}.0f}"
        places = max(0, math.ceil(-math.log10(2 * tolerance))) if 0 < tolerance else 2
        return f"{value:{thousands}.{min(places, 6)}f}"
    if isinstance(value, tuple) and any(isinstance(part, dict) for part in value) or isinstance(value, dict):
        return f"`{value}`"  # bars and quota, or a grid: as a learner writes it
    if isinstance(value, tuple | list | set | frozenset | pd.Index):
        parts = [said(part, tolerance, thousands) for part in list(value)[:30]]
        return ", ".join(parts) + (" " + _("and {number} more", number=len(value) - 30) if len(value) > 30 else "")
    code = isinstance(value, str) and re.fullmatch("[A-Z]{3}", value)
    return value if code else label(value)  # a code stays what a learner types


def written(value: Any, exercise) -> str:
    """Return a value as this exercise asks for it; a year has no comma."""
    return said(value, exercise.tolerance, "" if re.search(r"\b(years?|años?)\b", exercise.wants) else ",")


def answer_to(exercise) -> str:
    free = exercise.accepts is not None or exercise.pair
    answer = written(exercise.answer(), exercise)
    return _("for example {answer}", answer=answer) if free else answer


def wrong_answers(exercise) -> list[tuple[str, str]]:
    """Return the likeliest wrong answers, each with what to say to it."""
    found = []
    for mistake in exercise.mistakes:
        try:
            value = mistake.value()
            if isinstance(value, pd.Series) and len(value) > 12:
                value = value.get(exercise.label, value.iloc[0])
            found.append((written(value, exercise), _(mistake.hint)))
        except Exception:  # a mistake without a value of its own
            found.append(("…", _(mistake.hint)))
    return found


def answered(exercise) -> str:
    """Return the answer and why it is right, in Markdown."""
    return f"**{_('Answer: {answer}.', answer=answer_to(exercise))}** {_(exercise.right)}"


# The answer key


def answer_key(notebook: nbformat.NotebookNode, number: str) -> str:
    """Return the part of the key for one notebook, in Markdown."""
    lines = [f"## {number} {heading_of(notebook)}", ""]
    for guess in guesses(number):
        answer = known(guess) or _("A vote: there is no right answer.")
        lines += [f"**{_('Guess.')}** {_(guess.asks)} {answer}", ""]
    exercises = exercises_of(number)
    for name, text, code in asked(notebook):
        exercise = exercises[name]
        title, question = [*text.split("\n", 1), ""][:2]
        lines += [f"### {title.lstrip('# ')}", "", LINK.sub(r"\1", question).strip(), ""]
        lines += [f"```python\n{code}\n```", ""] if code else []
        lines += [answered(exercise), ""]
        if wrong := wrong_answers(exercise):
            lines += [f"| {_('a learner answers')} | {_('say')} |", "|---|---|"]
            lines += [f"| {one.replace('|', '/')} | {hint.replace('|', '/')} |" for one, hint in wrong] + [""]
    matches = [match for cell in notebook.cells if cell.cell_type == "code" and (match := decided(cell))]
    if matches:
        lines += ["### " + _("Claims"), "", f"| {_('claim')} | {_('our verdict')} | {_('because')} |", "|---|---|---|"]
        lines += [f"| {match['claim']} | {match['ours']} | {' '.join(match['because'].split())} |" for match in matches]
        lines += ["", _("A learner who names the row that decides for them may reach another verdict."), ""]
    return "\n".join(lines)


# The deck


def deck(notebook: nbformat.NotebookNode, number: str) -> str:
    """Return a deck as one HTML file: each question stands on a slide of its own, before its answer."""
    from nbconvert import HTMLExporter

    cells = [new_markdown_cell(text) for text in slides(notebook, number)]
    title = _("{number} {title}: slides", number=number, title=heading_of(notebook))
    words = {"slides": _("Slides"), "slide": _("Slide"), "back": _("Back"), "next": _("Forward")}
    words |= {"place": _("{now} of {all}"), "lang": phrases.language_of(notebook)}
    made = new_notebook(cells=cells, metadata={"title": title} | words)
    exporter = HTMLExporter(extra_template_basedirs=[str(TEMPLATES)], template_name="class_deck")
    exporter.exclude_anchor_links = True
    page = exporter.from_notebook_node(made)[0]
    return re.sub(r"[ \t]+$", "", page, flags=re.MULTILINE)


def slides(notebook: nbformat.NotebookNode, number: str) -> Iterator[str]:
    """Yield the slides in Markdown."""
    exercises, claims = exercises_of(number), load("claims").set_index("claim_id")
    questions = {name: (text, code) for name, text, code in asked(notebook)}
    section, optional = heading_of(notebook), False
    title = next(cell.source for cell in notebook.cells if cell.source.startswith("# "))
    yield "#" + LINK.sub(r"\1", short_slide(title))  # the page has a heading of the first level already
    for guess in guesses(number):
        ask = f"## {_('Guess first')}\n\n{_(guess.asks)}"
        yield ask + (f"\n\n{' · '.join(map(_, guess.options))}" if guess.options else "")
        if answer := known(guess):
            yield f"{ask}\n\n**{answer}**"
    for cell in notebook.cells:
        text = LINK.sub(r"\1", cell.source)
        if cell.cell_type == "markdown":
            if match := re.search(r"^## (.+)$", text, re.M):
                section = match[1]
                optional = optional or section.startswith(FURTHER)
                if section not in NOT_SHOWN:
                    yield short_slide(text)
            elif ASKED.match(text):
                yield f"## {section}\n\n{text}"
            continue
        for one, two in figures(cell):
            yield f"## {section}\n\n{one}\n\n{_('What do you see?')}"
            yield f"## {section}\n\n{two}"
        if not CHECK.search(cell.source) and not optional:  # an exercise's own table may hold its answer
            yield from (f"## {section}\n\n{table}" for table in tables(cell))
        if (match := CHECK.search(cell.source)) and match[1] in questions:
            question, code = questions[match[1]]
            question = re.sub(r"^#+ ", "## ", LINK.sub(r"\1", question))
            yield question + (f"\n\n```python\n{code}\n```" if code else "")
            yield f"{question}\n\n{answered(exercises[match[1]])}"
        if match := decided(cell):
            claim = claims.loc[match["claim"]]
            ask = f"## {_('Claim {claim}', claim=match['claim'])}\n\n{_(claim['claim'])}"
            if words := on_trial(claim["words"]):
                ask += "\n\n" + _("On trial: {words}.", words=words)
            yield f"{ask}\n\n{_('Vote: {verdicts}.', verdicts=', '.join(map(_, VERDICTS)))}"
            yield f"{ask}\n\n**{_('Our verdict: {verdict}.', verdict=match['ours'])}** {match['because']}"


def short_slide(text: str) -> str:
    """Return a section's opening, cut where a slide is full."""
    paragraphs, kept = text.split("\n\n"), []
    for paragraph in paragraphs:
        kept.append(paragraph)
        if len(" ".join(kept).split()) > 90:
            break
    return "\n\n".join(kept)


# The worksheet

STYLE = """
@page { size: A4; margin: 14mm 16mm; }
body { font: 11pt/1.35 system-ui, "Segoe UI", Arial, sans-serif; color: #1a1a1a; max-width: 178mm; margin: 0 auto; }
h1 { font-size: 15pt; margin: 0 0 2mm; } h2 { font-size: 12pt; margin: 4mm 0 1mm; } p { margin: 1mm 0; }
img { display: block; max-width: 100%; max-height: 74mm; width: auto; margin: 1mm 0; }
.line { border-bottom: 1px solid #767676; height: 8mm; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; }
th, td { border: 1px solid #767676; padding: 1mm 2mm; text-align: left; vertical-align: top; }
.second { break-before: page; } .who { float: right; font-size: 10pt; }
"""


def worksheet(notebook: nbformat.NotebookNode, number: str) -> str:
    """Return two pages to print: a guess, two figures to read and the claims to decide, in 15 minutes without code."""
    title = html.escape(f"{number} {heading_of(notebook)}")
    pairs = [(section, one) for section, cell in by_section(notebook) for one, _ in figures(cell)]
    # Before the first section stands the figure that answers the guess.
    pairs = [pair for pair in pairs if pair[0] != heading_of(notebook)] or pairs
    chosen = pairs[:1] + pairs[len(pairs) // 2 :][:1] if len(pairs) > 1 else pairs
    first = "".join(f"<p>{html.escape(_(guess.asks))}</p>{lines(1)}" for guess in guesses(number)[:1])
    body = [f'<p class="who">{_("Name:")} ______________________</p><h1>{title}</h1>']
    body += [f"<h2>{_('1. Guess first (2 minutes)')}</h2>{first}"] if first else []
    body.append(f"<h2>{_('2. Read the figures (6 minutes)')}</h2>")
    for section, image in chosen:
        body.append(f"<p><strong>{html.escape(section)}</strong></p>{image}")
        body.append(f"<p>{_('Give this figure a title: one sentence that says what it shows.')}</p>{lines(1)}")
    body.append('<div class="second">')
    body.append(f"<p>{_('What can these figures not tell you? Name one thing.')}</p>{lines(2)}")
    matches = [match for cell in notebook.cells if cell.cell_type == "code" and (match := decided(cell))]
    if matches:
        choice = _("Choose: {verdicts}.", verdicts=", ".join(map(_, VERDICTS)))
        body.append(f"<h2>{_('3. Decide (5 minutes)')}</h2><p>{choice}</p>")
        heads = _("the article says, in our words"), _("a figure from the notebook")
        body.append("<table><tr>" + "".join(f"<th>{head}</th>" for head in heads))
        body.append(f'<th style="width: 24%">{_("my verdict")}</th></tr>')
        claims = load("claims").set_index("claim_id")
        for match in matches:
            claim = claims.loc[match["claim"]]
            text = f"{match['claim']} {_(claim['claim'])}"
            if words := on_trial(claim["words"]):
                text += " " + _("On trial: {words}.", words=words)
            cells = [text, " ".join(match["because"].split())]
            body.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "<td></td></tr>")
        body.append("</table>")
    body.append(f"<h2>{_('{number}. Say why (2 minutes)', number=4 if matches else 3)}</h2>")
    why = _("Which figure would change your mind, and in which year would you look for it?")
    body.append(f"<p>{why}</p>{lines(3)}</div>")
    head = f'<!DOCTYPE html>\n<html lang="{phrases.language_of(notebook)}"><head><meta charset="utf-8">'
    head += f"<title>{_('Worksheet {title}', title=title)}</title>"
    return f"{head}<style>{STYLE}</style></head>\n<body><main>\n" + "\n".join(body) + "\n</main></body></html>\n"


def by_section(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, nbformat.NotebookNode]]:
    section = heading_of(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (match := re.search(r"^## (.+)$", cell.source, re.M)):
            section = match[1]
        elif cell.cell_type == "code":
            yield section, cell


def lines(count: int) -> str:
    return '<div class="line"></div>' * count
