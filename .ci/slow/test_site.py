"""The web pages are whole: every notebook, no request elsewhere, no link into nothing, light and dark."""

import importlib.util
import re
import sys
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
import rules

# Python has a module called site.
SPEC = importlib.util.spec_from_file_location("build_site", rules.ROOT / "tests" / "tools" / "site.py")
build_site = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build_site)


class Page(HTMLParser):
    """What a page refers to and what it calls its parts."""

    def __init__(self, path):
        super().__init__()
        self.path, self.text = path, path.read_text("utf-8")
        self.links, self.loads, self.ids, self.tags, self.alts = [], [], set(), [], []
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.ids |= {values["id"]} if "id" in values else set()
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.alts += [values.get("alt", "")] if tag == "img" else []
        loads = [values.get(name) for name in ("src", "srcset", "data", "poster", "action")]
        loads += [values.get("href")] if tag != "a" else []
        self.loads += [value for value in loads if value]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return {path: Page(path) for path in build_site.build(tmp_path_factory.mktemp("site"), with_lab=False)}


def test_every_notebook_has_a_page_and_the_front_page_is_the_readme(pages):
    names = [path.relative_to(rules.ROOT).with_suffix(".html").as_posix() for path in rules.ours() + rules.translated()]
    assert [name for name in names if not any(path.as_posix().endswith(name) for path in pages)] == []
    front = pages[min(pages, key=lambda path: len(path.parts))]
    assert "Once installed, everything works offline" in front.text
    assert {path.with_suffix(".html").name for path in rules.teaching()} <= {
        link.split("/")[-1] for link in front.links
    }


def test_no_page_loads_anything_from_elsewhere(pages):
    for page in pages.values():
        outside = [load for load in page.loads if not load.startswith("data:") and not is_there(page, load)]
        assert outside == [], page.path.name
        assert "script" not in page.tags and "iframe" not in page.tags and "link" in page.tags
        assert not re.search(r"@import|url\((?!data:)", page.text.partition("</style>")[0])


def is_there(page, link: str) -> bool:
    return not re.match(r"[a-z]+:", link) and (page.path.parent / unquote(link).partition("#")[0]).is_file()


def test_every_link_between_pages_leads_somewhere(pages):
    for page in pages.values():
        for link in [link for link in page.links if not re.match(r"[a-z]+:", link)]:
            target, _, fragment = link.partition("#")
            path = (page.path.parent / unquote(target)).resolve() if target else page.path
            assert path.is_file(), f"{page.path.name}: {link}"
            assert not fragment or {fragment, unquote(fragment)} & pages[path].ids, f"{page.path.name}: {link}"


def test_every_page_can_be_read_by_all(pages):
    for page in pages.values():
        language = "es" if "es" in page.path.parts else "en"
        assert page.text.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
        assert 'content="width=device-width' in page.text and "prefers-color-scheme: dark" in page.text
        assert page.tags.count("h1") == 1 and page.tags.count("title") == 1 and "main" in page.tags
        assert all(page.alts), page.path.name
        assert len(page.text) < 700_000


def test_the_set_up_is_left_out_and_the_figures_are_not(pages):
    for path in rules.teaching():
        text = next(page.text for place, page in pages.items() if place.stem == path.stem)
        assert "find_home" not in text and "data:image/png;base64," in text


def test_a_folder_with_something_in_it_is_refused(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.txt").touch()
    monkeypatch.setattr(sys, "argv", ["site.py", "--out", str(tmp_path)])
    assert build_site.main() == 1
    assert "is not empty" in capsys.readouterr().out
