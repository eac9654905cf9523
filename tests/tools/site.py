"""Build web pages of all notebooks, to read without installing anything and without a network.

python tests/tools/site.py --out FOLDER

FOLDER/index.html is the README; the links between its pages work from a disk, too. Nothing is run: the pages show what
is saved. With these two in the environment (no reader or test needs them), a laboratory is built in FOLDER/lab, in
which the notebooks run in the browser; it fetches Python from Pyodide's address when it starts:

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

import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from pygments.formatters import HtmlFormatter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

import rules

ROOT = rules.ROOT
TITLE = "Is Mexico a US ally?"
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


def page(title: str, body: str, place: str) -> str:
    """Return a whole page for a file at `place` (below the site's folder)."""
    up = "../" * place.count("/")
    links = [f'<a href="{up}index.html">{TITLE}</a>']
    links += [f'<a href="{up}notebooks/{path.stem}.html">{path.name[:2]}</a>' for path in rules.teaching()]
    links += [f'<a href="{up}notebooks/solutions/index.html">Solutions</a>']
    full = title if title == TITLE else f"{title} · {TITLE}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{html.escape(full)}</title>\n<style>{STYLE}{colours()}</style>\n</head>\n<body>\n"
        f'<nav aria-label="Notebooks">{" ".join(links)}</nav>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


@functools.cache
def exporter() -> HTMLExporter:
    return HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)


def notebook_body(path: Path) -> str:
    """Return a saved notebook as HTML, without the cell that only finds the collection."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.source != rules.FIRST_CELL]
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
        elif path == ROOT / "README.md":
            target = target.removesuffix("README.md") + "index.html"
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
    pages, copied = {}, set()
    lab = (
        '<p><a href="lab/lab/index.html?path=notebooks/00_start_here.ipynb">Run the notebooks in the browser</a>.</p>\n'
    )
    for name, place in [
        ("README.md", "index.html"),
        ("notebooks/teaching_notes.md", "notebooks/teaching_notes.html"),
        ("notebooks/teaching_appendix.md", "notebooks/teaching_appendix.html"),
        ("data/README.md", "data/README.html"),
    ]:
        text = (ROOT / name).read_text("utf-8")
        body = relinked(markdown2html(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)), ROOT / name, copied.add)
        # Our pages link to headings as GitHub names them; nbconvert keeps capitals and commas.
        body = re.sub(
            r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+', lambda match: re.sub(r"[^\w-]", "", match[0]).lower(), body
        )
        pages[place] = page(heading(text), (lab if with_lab and place == "index.html" else "") + body, place)
    listed = []
    for path in rules.ours():
        place = path.relative_to(ROOT).with_suffix(".html").as_posix()
        title = heading(nbformat.read(path, as_version=4).cells[0].source)
        pages[place] = page(title, relinked(notebook_body(path), path, copied.add), place)
        if path.parent.name == "solutions":
            listed.append(f'<li><a href="{path.stem}.html">{html.escape(title)}</a></li>')
    place = "notebooks/solutions/index.html"
    pages[place] = page("Solutions", f"<h1>Solutions</h1>\n<ul>{''.join(listed)}</ul>", place)
    for place, text in pages.items():
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        (out / place).write_text(text, "utf-8", newline="\n")
    for path in sorted(copied):
        target = out / path.relative_to(ROOT).as_posix().replace(HIDDEN, "")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return [out / place for place in pages]


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
