"""In both editions no text of a figure leaves it, and no two texts cover each other more than in English."""

import json
import os
import subprocess
import sys
from pathlib import Path

import messages
import pytest
import rules

WATCH = """
import itertools, json, sys
import matplotlib.text
import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

found = {"outside": [], "covered": []}


def look(fig):
    renderer, (width, height) = fig.canvas.get_renderer(), fig.bbox.size
    boxes, undrawn = [], set()
    for axis in [axis for ax in fig.axes for axis in (ax.xaxis, ax.yaxis)]:
        drawn = axis._update_ticks()  # ticks beyond the limits are there, and not drawn
        others = [tick for tick in axis.majorTicks + axis.minorTicks if tick not in drawn or not axis.get_visible()]
        undrawn |= {label for tick in others for label in (tick.label1, tick.label2)}
    for text in fig.findobj(matplotlib.text.Text):
        if text not in undrawn and text.get_visible() and text.get_text().strip():
            box = text.get_window_extent(renderer)
            if min(box.x0, box.y0) < -2 or box.x1 > width + 2 or box.y1 > height + 2:
                found["outside"].append(text.get_text())
            boxes.append((text.get_text(), box))
    for (one, a), (two, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        if min(across) > 3:
            found["covered"].append(f"{one} / {two}")


shell = InteractiveShell.instance()
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code":
        with capture_output():
            done = shell.run_cell(cell.source, store_history=False)
        done.raise_error()
        figures = sys.modules["helpers.figures"]
        if not hasattr(figures, "watched"):
            figures.watched, png = True, figures._png

            def _png(fig, panels):
                image = png(fig, panels)
                look(fig)
                return image

            figures._png = _png
print(json.dumps(found))
"""


def texts(path: Path) -> dict[str, list[str]]:
    run = [sys.executable, "-c", WATCH, path.name]
    env = os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    done = subprocess.run(run, cwd=path.parent, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("path", rules.teaching(), ids=lambda path: path.name[:2])
def test_texts_of_figures_fit(path):
    english, spanish = texts(path), texts(messages.twin(path))
    assert english["outside"] == [] and spanish["outside"] == []
    assert len(spanish["covered"]) <= len(english["covered"]), spanish["covered"]
