"""What a visitor meets first: one address, one set of pins, short paths, a picture that is a notebook's."""

import re
import tomllib

import picture
import publish
import pytest
import rules

README = (rules.ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((rules.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
KEPT = rules.tracked(".")
needs_git = pytest.mark.skipif(KEPT is None, reason="not a git repository")


def text_of(path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


# One address


@pytest.mark.parametrize("path", publish.places(), ids=lambda path: path.name)
def test_each_place_names_the_address_and_no_other(path):
    owner, name = publish.address().split("/")
    text = text_of(path)
    assert publish.named(f"{owner}/{name}").search(text)
    if owner != "OWNER":
        assert not publish.named("OWNER/REPOSITORY").search(text)


@needs_git
def test_no_other_file_names_the_address():
    places = [path.relative_to(rules.ROOT).as_posix() for path in publish.places()]
    pattern = publish.named(publish.address())
    others = [name for name in KEPT if name not in places and (rules.ROOT / name).is_file()]
    assert [name for name in others if pattern.search(text_of(rules.ROOT / name))] == []


def test_one_command_writes_the_address_everywhere_and_back(tmp_path, monkeypatch, capsys):
    for path in [*publish.places(), rules.NOTEBOOKS / "teaching_notes.md"]:
        copy = tmp_path / path.relative_to(rules.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(rules, "ROOT", tmp_path)
    monkeypatch.setattr(rules, "NOTEBOOKS", tmp_path / "notebooks")
    old, before = publish.address(), {path: path.read_bytes() for path in publish.places()}
    monkeypatch.setattr("sys.argv", ["publish.py", "a-class/mexico.2026"])
    assert publish.main() == 0
    assert publish.address() == "a-class/mexico.2026"
    assert all("mexico.2026" in text_of(path) for path in publish.places())
    assert not [path for path in publish.places() if publish.named(old).search(text_of(path))]
    assert "mybinder.org/v2/gh/a-class/mexico.2026/HEAD" in text_of(tmp_path / "README.md")
    monkeypatch.setattr("sys.argv", ["publish.py", old])
    assert publish.main() == 0
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "arguments", [[], ["mexico"], ["https://github.com/a/b"], ["a/b/c"], ["a b/c"], ["a/b", "c/d"]]
)
def test_what_is_no_address_is_refused(monkeypatch, capsys, arguments):
    monkeypatch.setattr("sys.argv", ["publish.py", *arguments])
    assert publish.main() == 1
    assert "OWNER/REPOSITORY" in capsys.readouterr().out


# One set of pins


def test_pyproject_and_requirements_ask_for_the_same():
    lines = (rules.ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert PROJECT["dependencies"] == [line for line in lines if line and not line.startswith("#")]
    cited = (rules.ROOT / "CITATION.cff").read_text("utf-8")
    assert re.search(r"^version: (.+)$", cited, flags=re.MULTILINE)[1] == PROJECT["version"]
    assert f"Python {PROJECT['requires-python'].removeprefix('>=')} or newer" in README


@needs_git
def test_no_lock_and_no_registry_is_kept():
    """A lock file would name the package index of the computer that wrote it."""
    assert not [name for name in KEPT if name.endswith((".lock", "pip.conf", "uv.toml"))]
    names = [name for name in KEPT if name.endswith((".txt", ".toml", ".cfg", ".yml"))]
    assert not [name for name in names if re.search(r"index-url|registry|find-links", text_of(rules.ROOT / name))]


# Short paths, for Windows


@needs_git
def test_no_path_is_long_or_impossible_on_windows():
    for name in KEPT:
        assert len(name) <= 80, name
        assert not re.search(r'[<>:"|?*\\]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)', name.lower()), name
    assert len({name.lower() for name in KEPT}) == len(KEPT)


# The README


def test_the_picture_is_that_of_the_notebook_with_its_text():
    stale = [path.name for path, data in picture.current().items() if not path.exists() or path.read_bytes() != data]
    assert stale == [], "run: python tests/tools/picture.py"
    assert (rules.ROOT / picture.FILE).stat().st_size < 60_000
    assert len(picture.LINE.search(README)[0].split()) > 8


def test_the_readme_stays_short():
    assert len(README.splitlines()) <= 95 and len(README.split()) <= 850


@pytest.mark.parametrize(
    "badge", ["https://mybinder.org/badge_logo.svg", "colab.research.google.com/assets/colab-badge"]
)
def test_the_readme_has_both_badges(badge):
    assert badge in README
