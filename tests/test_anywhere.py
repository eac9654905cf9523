"""The collection runs from wherever it is opened: the first cell finds it, and one address is named in one place."""

import ast
import builtins
import json
import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import matplotlib
import nbformat
import pytest
import rules
from nbconvert import ScriptExporter

import helpers

ROOT = Path(__file__).resolve().parent.parent
CELL = compile(rules.FIRST_CELL, "first cell", "exec")
OURS = ["COPY", "COPY/notebooks", "COPY/notebooks/solutions", "COPY/notebooks/mine/deeper"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty place with a small copy of the collection in COPY; afterwards our own helpers are the only ones."""
    saved = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "helpers"}
    monkeypatch.setattr(sys, "path", [part for part in sys.path if part not in ("", str(ROOT))])
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    for name in saved:
        monkeypatch.delitem(sys.modules, name)
    for folder in OURS[2:]:
        (tmp_path / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "helpers", tmp_path / "COPY/helpers", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "COPY/data").mkdir()
    for name in ["datapackage.json", "claims.csv"]:
        shutil.copy(ROOT / "data" / name, tmp_path / "COPY/data")
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] == "helpers"]:
        del sys.modules[name]
    sys.modules.update(saved)


def run(folder: Path, monkeypatch, **names) -> dict:
    """Return what the first cell leaves when it runs in a folder; `names` are there before it."""
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    left = {"__name__": "__main__", **names}
    exec(CELL, left)
    return left


def is_ours(left: dict, home: Path) -> bool:
    return left["load"].__module__ == "helpers.data" and left["load"]("claims")["number"].nunique() == 16 and at_home(home)


def at_home(home: Path) -> bool:
    return Path(sys.modules["helpers"].__file__) == home.resolve() / "helpers" / "__init__.py"


@pytest.mark.parametrize("folder", [*OURS, "."])  # the last: one folder above the collection
def test_the_kernel_may_start_anywhere_in_the_collection(place, monkeypatch, folder):
    assert is_ours(run(place / folder, monkeypatch), place / "COPY")


@pytest.mark.parametrize("name", ["__file__", "__vsc_ipynb_file__", "PAPERMILL_INPUT_PATH"])
def test_a_kernel_that_starts_elsewhere_knows_its_notebook(place, monkeypatch, name):
    left = run(place / "else/where", monkeypatch, **{name: str(place / "COPY/notebooks/00_start_here.ipynb")})
    assert is_ours(left, place / "COPY")


def test_jupyterlab_tells_where_its_notebook_is(place, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(place / "COPY/notebooks/mine/my own copy.ipynb"))
    assert is_ours(run(place / "else/where", monkeypatch), place / "COPY")


def test_a_link_to_a_notebook_is_followed(place, monkeypatch):
    (place / "COPY/notebooks/00.ipynb").touch()
    (place / "desktop").mkdir()
    (place / "desktop/link.ipynb").symlink_to(place / "COPY/notebooks/00.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(place / "desktop/link.ipynb"))
    assert is_ours(run(place / "else/where", monkeypatch), place / "COPY")


def test_it_runs_twice_and_leaves_no_names_of_its_own(place, monkeypatch):
    left = run(place / "COPY", monkeypatch)
    helpers = sys.modules["helpers"]
    exec(CELL, left)
    assert sys.modules["helpers"] is helpers
    tools = {"logging", "os", "shutil", "subprocess", "sys", "Path", "pd", "plt", "__name__", "__builtins__"}
    assert set(left) - tools == set(helpers.__all__)


def test_elsewhere_one_sentence_says_what_to_do(place, monkeypatch):
    with pytest.raises(FileNotFoundError, match="Put it into the folder `notebooks`.*Do not install `helpers`"):
        (place / "else").mkdir()
        (place / "else/00_start_here.ipynb").touch()
        run(place / "else", monkeypatch)


def strange(folder: Path, kind: str) -> None:
    """Put a package called helpers there."""
    (folder / "helpers").mkdir(parents=True)
    if kind == "package":
        (folder / "helpers/__init__.py").write_text("load = 'a stranger'")
    (folder / "helpers/data.py").write_text("DATA = 'a stranger'")


@pytest.mark.parametrize("kind", ["package", "folder without __init__"])
@pytest.mark.parametrize("imported", [True, False])
def test_a_package_of_the_same_name_is_never_taken_for_ours(place, monkeypatch, kind, imported):
    strange(place / "site-packages", kind)
    sys.path.insert(0, str(place / "site-packages"))
    if imported:
        assert builtins.__import__("helpers.data").data.DATA == "a stranger"
    assert is_ours(run(place / "COPY/notebooks", monkeypatch), place / "COPY")


def test_a_folder_of_the_same_name_on_the_way_up_is_passed(place, monkeypatch):
    strange(place / "COPY/notebooks/mine", "package")
    assert is_ours(run(place / "COPY/notebooks/mine/deeper", monkeypatch), place / "COPY")


def test_a_folder_above_that_nobody_may_read_is_passed(place, monkeypatch):
    def forbidden(path, *args, **options):
        if "else" in str(path):
            raise PermissionError(path)
        return original(path, *args, **options)

    original = os.stat
    (place / "else/where").mkdir(parents=True)
    monkeypatch.chdir(place / "else/where")
    monkeypatch.setenv("JPY_SESSION_NAME", str(place / "COPY/notebooks/00.ipynb"))
    left = {"__name__": "__main__"}
    with monkeypatch.context() as while_running:
        while_running.setattr(os, "stat", forbidden)
        exec(CELL, left)
    assert is_ours(left, place / "COPY")


# On Colab a notebook comes alone


ADDRESS = re.search(r'^address = "(.+)"$', rules.FIRST_CELL, flags=re.MULTILINE)[1]


@pytest.fixture
def remote(place, monkeypatch):
    """The copy is what git finds at the address, and no git setting of this computer counts."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-C", str(place / "COPY")]
    for command in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "all"]]:
        subprocess.run([*git, *command], check=True)
    settings = {"COUNT": "1", "KEY_0": f"url.file://{place / 'COPY'}.insteadOf", "VALUE_0": ADDRESS}
    for name, value in settings.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    return place / "COPY"


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@needs_git
def test_opened_alone_it_fetches_the_rest_and_finds_it_again(place, remote, monkeypatch, capfd):
    home = place / "content" / "is-mexico-a-us-ally"
    assert is_ours(run(place / "content", monkeypatch), home)
    monkeypatch.setenv("PATH", "")  # no second fetching
    assert is_ours(run(place / "content", monkeypatch), home)
    assert capfd.readouterr() == ("", "")


@needs_git
def test_on_colab_it_says_how_to_go_on(place, remote, monkeypatch, capfd):
    (place / "content/sample_data").mkdir(parents=True)
    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    assert is_ours(run(place / "content", monkeypatch), place / "content" / "is-mexico-a-us-ally")
    out, err = capfd.readouterr()
    assert ADDRESS.replace("github.com", "colab.research.google.com/github") in out and err == ""


@pytest.mark.parametrize("fault", ["no git", "no network", "too slow"])
def test_without_git_or_a_network_one_sentence_and_no_red(place, monkeypatch, capfd, fault):
    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    if fault == "no git":
        monkeypatch.setenv("PATH", "")
    elif fault == "no network":
        settings = {"COUNT": "1", "KEY_0": f"url.file://{place}/nothing.insteadOf", "VALUE_0": ADDRESS}
        for name, value in settings.items():
            monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    else:

        def wait(command, **options):
            Path(command[-1]).mkdir()
            raise subprocess.TimeoutExpired(command, options["timeout"])

        monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(FileNotFoundError, match="could not be fetched with git from .* Check the connection"):
        run(place / "content", monkeypatch)
    assert list((place / "content").iterdir()) == []
    assert capfd.readouterr() == ("", "")


# As a script, and where nothing may be written


@pytest.fixture(scope="module")
def script(tmp_path_factory) -> Path:
    """The first notebook, as `jupyter nbconvert --to script` writes it, in a copy of the collection."""
    folder = tmp_path_factory.mktemp("script")
    for name in ["helpers", "data"]:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    notebook = nbformat.read(rules.teaching()[0], as_version=4)
    rules.add_first_cell(notebook)
    text, resources = ScriptExporter().from_notebook_node(notebook)
    assert resources["output_extension"] == ".py"
    path = folder / "notebooks" / "00_start_here.py"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["somewhere else", "a home that is no folder, a plain locale"])
def test_a_notebook_runs_as_a_script_without_red(script, tmp_path, kind):
    env = {name: value for name, value in os.environ.items() if name not in ("MPLBACKEND", "PYTHONWARNINGS")}
    if kind != "somewhere else":
        (tmp_path / "file").touch()
        env |= {"HOME": str(tmp_path / "file"), "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}
        env = {name: value for name, value in env.items() if not name.startswith("XDG_")}
    command = [sys.executable, str(script)]
    ran = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=120)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "[Figure: " in ran.stdout


def test_letters_join_alike_on_every_computer():
    """Matplotlib 3.11 and newer ask the locale how letters join: a figure was another one in Spanish."""
    assert matplotlib.rcParams.get("text.language", "en") == "en" and "show" in helpers.__all__


# Copies in the folder


STRANGERS = {
    "notebooks/01_what_is_an_ally-Copy1.ipynb": "{}",
    "notebooks/01_what_is_an_ally__20261126101010.ipynb": "{}",  # as nbgitpuller renames
    "notebooks/03_mine.ipynb": "<<<<<<< HEAD\n{}\n=======\n",
    "notebooks/04_tensions_.ipynb": "",
    "notebooks/Untitled.ipynb": '{"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": []}',
    "notebooks/solutions/02_economic_ties (1).ipynb": "{}",
    "data/.~lock.gdp.csv#": "",
    "data/gdp (1).csv": "iso3\n",
}


def test_what_is_not_ours_is_named_and_passed_over(tmp_path, monkeypatch, request):
    for name in ["README.md", "data/datapackage.json", *(str(path.relative_to(ROOT)) for path in rules.ours())]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    names = [str(path.relative_to(ROOT)) for path in rules.ours()]
    monkeypatch.setattr(rules, "ROOT", tmp_path)
    monkeypatch.setattr(rules, "NOTEBOOKS", tmp_path / "notebooks")
    for name, text in STRANGERS.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "notebooks/.ipynb_checkpoints").mkdir()
    (tmp_path / "notebooks/.ipynb_checkpoints/00_start_here-checkpoint.ipynb").touch()
    (tmp_path / "notebooks/my_work.json").touch()
    assert [str(path.relative_to(tmp_path)) for path in rules.ours()] == names
    assert rules.not_ours() == sorted(STRANGERS)
    ignores = request.config.hook.pytest_ignore_collect
    passed = [path for path in tmp_path.rglob("*.ipynb") if ignores(collection_path=path, config=request.config)]
    left = set(tmp_path.rglob("*.ipynb")) - set(passed)
    assert sorted(str(path.relative_to(tmp_path)) for path in left) == sorted(names)


# Without a server: in the browser there are no processes and no threads, and only what is imported is fetched


def imported(source: str) -> set[str]:
    """Return the packages that a text imports, wherever it does."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.partition(".")[0])
    return found


def test_the_helpers_need_no_process_and_only_what_the_first_cell_brings():
    used = set().union(*(imported(path.read_text("utf-8")) for path in (ROOT / "helpers").rglob("*.py")))
    assert used & {"subprocess", "threading", "multiprocessing", "concurrent", "socket", "urllib", "ctypes"} == set()
    brought = {"matplotlib", "pandas"} & imported(rules.FIRST_CELL)
    with_them = {"numpy", "PIL", "IPython"}  # what those two and the kernel bring themselves
    assert used - set(sys.stdlib_module_names) - {"helpers"} <= brought | with_them


@pytest.mark.parametrize("path", rules.ours(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_notebook_imports_no_more_than_that(path):
    for cell in rules.code_cells(nbformat.read(path, as_version=4))[1:]:
        assert imported(cell.source) <= {"helpers", "pandas", "matplotlib", "numpy", *sys.stdlib_module_names}, cell.id
        assert not re.search(r"^\s*[%!]", cell.source, flags=re.MULTILINE), cell.id


@pytest.mark.parametrize("write", [lambda p: json.dumps(p), lambda p: "\ufeff" + json.dumps(p, indent=2) + "\r\n"])
def test_the_record_may_be_written_anew(place, write, monkeypatch):
    """JupyterLite writes every .json without the last line end, an editor on Windows with a mark."""
    path = place / "COPY/data/datapackage.json"
    path.write_text(write(json.loads(path.read_text("utf-8"))), "utf-8", newline="")
    assert is_ours(run(place / "COPY", monkeypatch), place / "COPY")
