"""Measure what a reader waits for, by hand, on Linux or macOS: python .ci/benchmark.py

Each figure stands beside its floor: the same thing without our part of it, measured just before it.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pandas as pd

from helpers import load
from helpers.data import DATA
from helpers.definitions import GRID, all_definitions, evidence

IMPORTS = "import matplotlib.pyplot as plt\nimport pandas as pd"
MEMORY_UNIT = 1e6 if sys.platform == "darwin" else 1e3  # the system counts bytes there, kilobytes elsewhere


def run(*arguments: str) -> tuple[float, float]:
    """Return the seconds that a command of Python takes, and the megabytes of its largest process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} failed")
    return time.perf_counter() - began, used.ru_maxrss / MEMORY_UNIT


def fastest(function, times: int = 30) -> float:
    """Return the shortest of some runs in milliseconds: the others measure what else the machine did."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        found.append(time.perf_counter() - began)
    return min(found) * 1000


def main() -> None:
    floor, ours = (min(run("-c", code)[0] for _ in range(5)) for code in (IMPORTS, IMPORTS + "\nimport helpers"))
    print(f"Import, seconds: pandas and pyplot {floor:.2f}, with helpers {ours:.2f}")
    print("\nload(name) against pandas.read_csv(path), milliseconds")
    for path in sorted(DATA.glob("*.csv")):
        bare, ours = fastest(lambda p=path: pd.read_csv(p)), fastest(lambda n=path.stem: load(n))
        print(f"{path.stem:34} {ours:6.2f} {bare:6.2f}  {ours / bare:4.1f} x")
    table = evidence()
    made, counted = fastest(evidence), fastest(lambda: all_definitions(table, GRID))
    print(f"\nevidence() {made:.0f} ms, all_definitions {counted:.1f} ms")
    print("\nNotebooks under nbval: seconds, megabytes, kilobytes on disk")
    for path in sorted((ROOT / "notebooks").glob("**/*.ipynb")):
        seconds, megabytes = run("-m", "pytest", "-q", str(path))
        print(f"{path.name:30} {seconds:5.1f} s {megabytes:4.0f} MB {path.stat().st_size / 1000:4.0f} kB", flush=True)
    print(f"\nThe whole test command: {run('-m', 'pytest', '-q')[0]:.0f} s")


if __name__ == "__main__":
    main()
