"""Open every page of the site in Chromium without a network: it asks for nothing, and a phone shows it whole.

python .ci/pages.py FOLDER      FOLDER was made by tests/tools/site.py

Needs Debian's `chromium` and `pip install playwright` (no browser download). Not run by .ci/run.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files"]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NO_IMAGES = "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.alt)"
COLOURS = "(s => s.color + s.backgroundColor)(getComputedStyle(document.body))"


def main() -> int:
    folder, seen = Path(sys.argv[1]).resolve(), {}
    faults: list[str] = []
    files = sorted(path for path in folder.rglob("*.html") if "lab" not in path.relative_to(folder).parts)
    asked: list[str] = []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        for scheme in ["light", "dark"]:
            for width in [390, 1280]:
                context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
                page = context.new_page()
                page.on("request", lambda request: asked.append(request.url))
                page.on("pageerror", lambda error: faults.append(f"error: {error}"))
                page.on("requestfailed", lambda request: faults.append(f"failed: {request.url[:80]}"))
                for path in files:
                    asked.clear()
                    page.goto(path.as_uri())
                    name = f"{path.relative_to(folder)} ({scheme}, {width})"
                    faults.extend(f"{name}: asks for {u}" for u in asked if not u.startswith(("file:", "data:")))
                    if (wide := page.evaluate(WIDE)) > 0:
                        faults.append(f"{name}: {wide} pixels too wide")
                    faults.extend(f"{name}: no picture {alt!r}" for alt in page.evaluate(NO_IMAGES))
                    seen.setdefault(scheme, set()).add(page.evaluate(COLOURS))
                context.close()
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())  # from the front page through every notebook to the last
        for path in sorted((folder / "notebooks").glob("0*.html")):
            page.click(f'nav a[href$="{path.name}"]')
            if not page.url.endswith(path.name):
                faults.append(f"the link to {path.name} leads to {page.url}")
        browser.close()
    if seen["light"] & seen["dark"]:
        faults.append("light and dark look the same")
    print("\n".join(faults) or f"{len(files)} pages, light and dark, 390 and 1280 pixels wide: no request, all whole")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
