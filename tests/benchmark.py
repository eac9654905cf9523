"""Measure what a reader waits for, by hand: python tests/benchmark.py

Each figure stands beside its floor, the same thing without our part of it. Times on a busy machine are too long.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers import load  # noqa: E402
from helpers.data import DATA, _resources  # noqa: E402

MEMORY = """
with open("/proc/self/status") as _status:
    print([line for line in _status if line.startswith("VmHWM")][0].split()[1])
"""
IMPORTS = "import matplotlib.pyplot as plt\nimport pandas as pd"
TARGETS = {"notebook": 2.0, "load": 2.0, "memory_mb": 200, "notebook_kb": 600, "clone_mb": 8}


def fastest(function, times=5) -> float:
    """Return the shortest of some runs in seconds: the others measure what else the machine did."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        found.append(time.perf_counter() - began)
    return min(found)


def run(notebook: nbformat.NotebookNode, folder: Path) -> tuple[float, list[float], float]:
    """Return seconds in all, seconds of each code cell, and the kernel's largest memory in MB."""
    cells, starts = [], {}
    notebook.cells.append(new_code_cell(MEMORY))
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=lambda cell, cell_index: starts.update({cell_index: time.perf_counter()}),
        on_cell_executed=lambda cell, cell_index, execute_reply: cells.append(time.perf_counter() - starts[cell_index]),
    )
    began = time.perf_counter()
    client.execute()
    return time.perf_counter() - began, cells[:-1], int(notebook.cells[-1].outputs[0].text) / 1024


def flag(value: float, target: float) -> str:
    return "" if value <= target else f"  OVER {target:g}"


def notebooks() -> None:
    floor_runs = [run(new_notebook(cells=[new_code_cell(IMPORTS)]), ROOT / "notebooks") for _ in range(3)]
    floor, memory = min(r[0] for r in floor_runs), statistics.median(r[2] for r in floor_runs)
    print(f"\nNotebooks. Floor, a notebook with the imports alone: {floor:.2f} s, {memory:.0f} MB")
    for path in sorted((ROOT / "notebooks").glob("**/*.ipynb")):
        seconds, cells, peak = run(nbformat.read(path, as_version=4), path.parent)
        slow = sorted(((s, place) for place, s in enumerate(cells, 1)), reverse=True)[:3]
        slowest = ", ".join(f"[{place}] {s:.2f}" for s, place in slow)
        size = path.stat().st_size / 1000
        flags = flag(seconds / floor, TARGETS["notebook"]) + flag(peak, TARGETS["memory_mb"])
        flags += flag(size, TARGETS["notebook_kb"])
        name = path.relative_to(ROOT / "notebooks").as_posix()
        print(f"{name:42} {seconds:5.2f} s  {seconds / floor:4.1f} x  {peak:4.0f} MB  {size:4.0f} kB  {slowest}{flags}")


def tables() -> None:
    print("\nTables. load() against pandas.read_csv of the same file, milliseconds")
    for name, table in _resources(DATA).items():
        path = DATA / table["path"]
        ours, bare = fastest(lambda n=name: load(n), 30), fastest(lambda p=path: pd.read_csv(p), 30)
        over = flag(ours / bare, TARGETS["load"])
        print(f"{name:34} {ours * 1000:6.1f}  {bare * 1000:6.1f}  {ours / bare:4.1f} x{over}")


def imports() -> None:
    def of(code: str) -> float:
        return fastest(lambda: subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT), 3)

    floor, ours = of(IMPORTS), of(IMPORTS + "\nimport helpers")
    print(f"\nImport: pandas and pyplot {floor:.2f} s, with helpers {ours:.2f} s")


def sizes() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout.split("\0")
    total = sum((ROOT / name).stat().st_size for name in listed if name) / 1e6
    print(f"\nFiles under version control: {total:.1f} MB" + flag(total, TARGETS["clone_mb"]))


if __name__ == "__main__":
    imports()
    tables()
    notebooks()
    sizes()
