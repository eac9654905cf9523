"""What a learner typed and what we corrected since then merge, as with nbgitpuller or `git stash; git pull`."""

import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks" / "00_start_here.ipynb"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="a ZIP on a computer without git needs no merge")


def git(folder, *words):
    options = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *options, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def edit(path, change):
    """Read, change and save a notebook as Jupyter does."""
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def answer(notebook):
    """Run all cells, and type one answer."""
    notebook.metadata["language_info"] |= {"version": "3.13.1", "file_extension": ".py", "mimetype": "text/x-python"}
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and "check(" in cell.source)
    cell.source = cell.source.replace("...", "314159", 1)
    cell.execution_count += 40


def correct(notebook):
    """Mend two sentences that a learner has no reason to touch: the first and the last of the notebook."""
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    texts[0].source += "\n\nA first correction."
    texts[-1].source += "\n\nA second correction."


@pytest.fixture
def learner(tmp_path):
    """A clone of a repository in which two sentences have been corrected since."""
    ours = tmp_path / "ours"
    ours.mkdir()
    git(ours, "init", "-q", "-b", "main")
    shutil.copy(NOTEBOOK, ours)
    git(ours, "add", ".")
    git(ours, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "ours", "learner")
    edit(ours / NOTEBOOK.name, correct)
    git(ours, "commit", "-qam", "two")
    edit(tmp_path / "learner" / NOTEBOOK.name, answer)
    return tmp_path / "learner"


def test_a_save_changes_a_dozen_lines(learner):
    added, removed, _ = git(learner, "diff", "--numstat").split()
    assert int(added) <= 12 and int(removed) <= 12


@pytest.mark.parametrize("way", ["stash", "commit"], ids=["git stash; git pull; git stash pop", "nbgitpuller"])
def test_corrections_arrive_and_the_answer_stays(learner, way):
    if way == "stash":
        git(learner, "stash")
        git(learner, "pull", "-q")
        git(learner, "stash", "pop")
    else:  # nbgitpuller commits what the learner changed, then merges
        git(learner, "commit", "-qam", "mine")
        git(learner, "fetch", "-q")
        git(learner, "merge", "-q", "-Xours", "origin/main")
    notebook = nbformat.read(learner / NOTEBOOK.name, as_version=4)
    nbformat.validate(notebook)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert all(words in text for words in ["A first correction.", "A second correction.", "314159"])
