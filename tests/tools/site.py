"""Build web pages of all notebooks, to read without installing anything and without a network.

python tests/tools/site.py --out FOLDER

FOLDER/index.html is the README; the links between its pages work from a disk, too. Nothing is run: the pages show what
is saved. Each page leads to the same page in the other language, if there is one.

With these two in the environment (no reader or test needs them), a laboratory is built in FOLDER/lab, in which the
notebooks run in the browser; it fetches Python from Pyodide's address when it starts:

python -m pip install jupyterlite-core==0.8.6 jupyterlite-pyodide-kernel==0.8.6 jupyter-server
"""

import argparse
import functools
import html
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from pygments.formatters import HtmlFormatter

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent.parent / "checks")]

import rules

from helpers.language import N_, _, speak

ROOT = rules.ROOT
TITLE = N_("Is Mexico a US ally?")
# By language: what it calls itself, where its notebooks are, and its front page.
EDITIONS = {
    "en": ("English", "notebooks/", "README.md", "index.html"),
    "es": ("Español", "notebooks/es/", "notebooks/es/LEEME.md", "notebooks/es/index.html"),
}
EDITIONS = {language: parts for language, parts in EDITIONS.items() if (ROOT / parts[2]).exists()}
FRONTS = {ROOT / parts[2] for parts in EDITIONS.values()}
HIDDEN = ".github/"  # GitHub Pages leaves this folder out
CONTENTS = ["README.md", "LICENSE", "data", "helpers", "notebooks"]  # what the laboratory needs

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #f4f4f4; --line: #bbb; --link: #0645ad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #161616; --faint: #232323; --line: #666; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
nav { font-size: 0.95rem; border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
nav a { display: inline-block; padding: 0.25rem 0.6rem 0.25rem 0; }
.anchor-link, .jp-InputPrompt, .jp-OutputPrompt { display: none; }
img { max-width: 100%; height: auto; background: #fff; }
pre { overflow-x: auto; padding: 0.6rem; background: var(--faint); border-radius: 4px; font-size: 0.9rem; }
:not(pre) > code { background: var(--faint); padding: 0 0.2em; }
table { display: block; width: max-content; max-width: 100%; overflow-x: auto; margin: 1rem 0;
  border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
th { font-weight: 600; }
.dataframe td, .dataframe th { text-align: right; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); }
.jp-CodeCell { margin: 1rem 0; }
summary { cursor: pointer; }
"""


def colours() -> str:
    """Return the style of program text, for light and for dark screens."""
    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight pre") for name in ["default", "github-dark"])
    plain = ".highlight pre { background: var(--faint); color: var(--ink); }"
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{plain}"


def books(language: str) -> list[Path]:
    """Return the notebooks and solutions of an edition."""
    if language == "en":
        return rules.ours()
    return [path for path in rules.translated() if ROOT / EDITIONS[language][1] in path.parents]


def twin(place: str, language: str, other: str, places: set[str]) -> str:
    """Return the page that says the same in another language, or else the front page there."""
    found = place.replace(EDITIONS[language][1], EDITIONS[other][1], 1)
    return found if found in places and found != place else EDITIONS[other][3]


def page(title: str, body: str, place: str, language: str, places: set[str]) -> str:
    """Return a whole page for a file at `place` (below the site's folder), given all places."""
    speak(language)
    _name, folder, _source, front = EDITIONS[language]
    up, name = "../" * place.count("/"), _(TITLE)
    links = [f'<a href="{up}{front}">{name}</a>']
    teaching = [path for path in books(language) if path.parent.name != "solutions"]
    links += [f'<a href="{up}{folder}{path.stem}.html">{path.name[:2]}</a>' for path in teaching]
    links += [f'<a href="{up}{folder}solutions/index.html">{_("Solutions")}</a>']
    for other in [other for other in EDITIONS if other != language]:
        goal = up + twin(place, language, other, places)
        links.append(f'<a href="{goal}" lang="{other}" hreflang="{other}">{EDITIONS[other][0]}</a>')
    full = title if title == name else f"{title} · {name}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{html.escape(full)}</title>\n<style>{STYLE}{colours()}</style>\n</head>\n<body>\n"
        f'<nav aria-label="{_("Notebooks")}">{" ".join(links)}</nav>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


@functools.cache
def exporter() -> HTMLExporter:
    return HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)


def notebook_body(path: Path) -> str:
    """Return a saved notebook as HTML, without the cell that only finds the collection."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not rules.is_first(cell)]
    body, _ = exporter().from_notebook_node(notebook)
    return re.sub(r"<script\b.*?</script>|<style\b.*?</style>", "", body, flags=re.DOTALL)


def heading(text: str) -> str:
    return re.search(r"^# (.+)$", text, flags=re.MULTILINE)[1]


def relinked(body: str, source: Path, wanted: Callable[[Path], None]) -> str:
    """Return HTML whose links to our files lead to the pages made of them; tell `wanted` of each other file."""

    def change(match: re.Match) -> str:
        target, mark, fragment = html.unescape(match[2]).partition("#")
        path = (source.parent / target).resolve()
        if path.is_dir():
            target = target.rstrip("/") + "/index.html"
        elif path in FRONTS:
            target = target.removesuffix(path.name) + "index.html"
        elif path.suffix in (".md", ".ipynb"):
            target = target.removesuffix(path.suffix) + ".html"
        else:
            wanted(path)
            target = target.replace(HIDDEN, "")
        return f'{match[1]}="{html.escape(target + mark + fragment)}"'

    # A picture from elsewhere would be a request: its text stands for it.
    body = re.sub(r'<img[^>]*\bsrc="https?:[^>]*>', lambda tag: re.search(r'alt="([^"]*)"', tag[0])[1], body)
    return re.sub(r'\b(href|src)="(?![a-z]+:|#)([^"]+)"', change, body)


def build(out: Path, with_lab: bool) -> list[Path]:
    """Write the pages and return them."""
    made, copied = {}, set()  # made: title, body and language of the page at each place
    for language, (_name, folder, source, front) in EDITIONS.items():
        speak(language)
        others = ["notebooks/teaching_notes.md", "notebooks/teaching_appendix.md", "data/README.md"]
        if language != "en":
            others = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / folder).glob("*.md"))]
        for name in [source, *(other for other in others if other != source)]:
            text = (ROOT / name).read_text("utf-8")
            body = relinked(markdown2html(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)), ROOT / name, copied.add)
            # Our pages link to headings as GitHub names them; nbconvert keeps capitals and commas.
            body = re.sub(
                r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+',
                lambda match: re.sub(r"[^\w-]", "", unquote(match[0])).lower(),
                body,
            )
            if with_lab and name == source:
                lab = f"{'../' * front.count('/')}lab/lab/index.html?path={folder}00_start_here.ipynb"
                body = f'<p><a href="{lab}">{_("Run the notebooks in the browser")}</a>.</p>\n{body}'
            made[front if name == source else name.removesuffix(".md") + ".html"] = heading(text), body, language
        listed = []
        for path in books(language):
            title = heading(nbformat.read(path, as_version=4).cells[0].source)
            body = relinked(notebook_body(path), path, copied.add)
            made[path.relative_to(ROOT).with_suffix(".html").as_posix()] = title, body, language
            if path.parent.name == "solutions":
                listed.append(f'<li><a href="{path.stem}.html">{html.escape(title)}</a></li>')
        title = _("Solutions")
        made[f"{folder}solutions/index.html"] = title, f"<h1>{title}</h1>\n<ul>{''.join(listed)}</ul>", language
    for place, (title, body, language) in made.items():
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        (out / place).write_text(page(title, body, place, language, set(made)), "utf-8", newline="\n")
    speak("en")
    for path in sorted(copied):
        target = out / path.relative_to(ROOT).as_posix().replace(HIDDEN, "")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return [out / place for place in made]


def build_lab(out: Path) -> None:
    """Build the laboratory from a copy of what a reader needs."""
    with tempfile.TemporaryDirectory() as folder:
        contents = Path(folder) / "contents"
        contents.mkdir()
        for name in CONTENTS:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            extra = {"ignore": shutil.ignore_patterns("__pycache__", ".*")} if (ROOT / name).is_dir() else {}
            copy(ROOT / name, contents / name, **extra)
        command = [sys.executable, "-m", "jupyter", "lite", "build", "--contents", str(contents)]
        command += ["--output-dir", str(out.resolve() / "lab")]
        env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run(command, cwd=folder, check=True, env=env)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="the folder to write; it must be new or empty")
    parser.add_argument("--no-lab", action="store_true", help="pages only")
    options = parser.parse_args()
    if options.out.exists() and any(options.out.iterdir()):
        print(f"{options.out} is not empty")
        return 1
    can = importlib.util.find_spec("jupyterlite_core") and importlib.util.find_spec("jupyterlite_pyodide_kernel")
    with_lab = bool(can) and not options.no_lab
    pages = build(options.out, with_lab)
    print(f"{len(pages)} pages in {options.out}")
    if with_lab:
        build_lab(options.out)
    else:
        print("no laboratory: see the beginning of this file")
    return 0


if __name__ == "__main__":
    sys.exit(main())
