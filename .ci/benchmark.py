"""Measure what a reader waits for, by hand, on Linux or macOS: python .ci/benchmark.py

Each figure stands beside its floor: the same thing without our part of it, measured just before it.
Processor seconds are counted where other programs may be at work; about eight minutes on two cores.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from helpers import load
from helpers.data import DATA, _resources
from helpers.definitions import GRID, all_definitions, evidence

IMPORTS = "import matplotlib.pyplot as plt\nimport pandas as pd"
MEMORY_UNIT = 1e6 if sys.platform == "darwin" else 1e3  # the system counts bytes there, kilobytes elsewhere


class Run(NamedTuple):
    wall: float
    cpu: float  # of the command and of all that it started
    memory_mb: float  # of the largest process among them
    output: str


def run(*command, **options) -> Run:
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **options)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        done = Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / MEMORY_UNIT, log.read())
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.output[-3000:]}")
    return done


def python(*arguments) -> Run:
    return run(sys.executable, *arguments, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def nbval(path: Path, *arguments) -> Run:
    return python("-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-q", "--durations=3", *arguments, str(path))


def fastest(function, times=30) -> float:
    """Return the shortest of some runs in milliseconds: the others measure what else the machine did."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        found.append(time.perf_counter() - began)
    return min(found) * 1000


def flag(value: float, target: float) -> str:
    return "" if value <= target else f"  OVER {target:g}"


def imports() -> None:
    floor, ours = (min(python("-c", code).cpu for _ in range(5)) for code in (IMPORTS, IMPORTS + "\nimport helpers"))
    print(f"Import, processor seconds: pandas and pyplot {floor:.2f}, with helpers {ours:.2f}")


def tables() -> None:
    print("\nload(name) against pandas.read_csv(path), milliseconds")
    for name, table in _resources(DATA).items():
        bare, ours = fastest(lambda p=DATA / table["path"]: pd.read_csv(p)), fastest(lambda n=name: load(n))
        print(f"{name:34} {ours:6.2f} {bare:6.2f}  {ours / bare:4.1f} x{flag(ours / bare, 2)}")


def definitions() -> None:
    table = evidence()
    values = [(table[name].to_numpy("float64", na_value=np.nan), bars) for name, bars in GRID.items()]
    floor = fastest(lambda: [column >= bar for column, bars in values for bar in bars])
    ours = fastest(lambda: all_definitions(table, GRID))
    count = all_definitions(table, GRID)["definitions"].iloc[0]
    print(f"\nall_definitions: {count:,} definitions of {len(table)} countries in {ours:.1f} ms")
    print(f"Floor, each value against each bar once, in numpy: {floor:.2f} ms. evidence(): {fastest(evidence):.0f} ms")


def notebooks(folder: Path) -> None:
    empty = folder / "floor.ipynb"
    print("\nNotebooks under nbval, processor seconds of the whole command. Floor: its first cell, the imports, alone.")
    print("In brackets, both without the start of pytest itself. Memory: the larger of pytest and the kernel.")
    for path in sorted((ROOT / "notebooks").glob("**/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [next(cell for cell in notebook.cells if cell.cell_type == "code")]
        nbformat.write(notebook, empty)
        rounds = [(nbval(empty, "--collect-only"), nbval(empty), nbval(path)) for _ in range(2)]
        start, floor, ours = (min(runs, key=lambda done: done.cpu) for runs in zip(*rounds, strict=True))
        ratio, inner = ours.cpu / floor.cpu, (ours.cpu - start.cpu) / (floor.cpu - start.cpu)
        slow = ", ".join(f"[{n}] {s}" for s, n in re.findall(r"([\d.]+)s call .*::Cell (\d+)", ours.output))
        size = path.stat().st_size / 1000
        flags = flag(ratio, 2) + flag(ours.memory_mb, 200) + flag(size, 600)
        name = path.relative_to(ROOT / "notebooks").as_posix()
        print(
            f"{name:36} {ours.cpu:5.2f} / {floor.cpu:.2f} = {ratio:.2f} x [{inner:.1f} x]"
            f"  {ours.memory_mb:3.0f} MB {size:4.0f} kB  slowest {slow}{flags}",
            flush=True,
        )


def whole(folder: Path) -> None:
    done = python("-m", "pytest", "-q")
    print(f"\npytest: {done.wall:.0f} s, processor {done.cpu:.0f} s{flag(done.wall, 60)}")
    copy = folder / "clone"
    run("git", "clone", "--quiet", "--no-local", str(ROOT), str(copy))
    size = {part: sum(path.lstat().st_size for path in part.rglob("*")) / 1e6 for part in (copy, copy / ".git")}
    print(f"git clone: {size[copy]:.2f} MB, of it history {size[copy / '.git']:.2f} MB{flag(size[copy], 8)}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        imports()
        tables()
        definitions()
        notebooks(Path(scratch))
        whole(Path(scratch))
