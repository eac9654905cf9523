"""Whatever order a learner runs cells in, the rest of the notebook stays as it was. Needs os.fork: Linux or macOS.

python .ci/again.py          all notebooks
python .ci/again.py 03 05    only these

Tried for each notebook: every cell twice; every cell again after every later one; every solution in place of its
starter cell. An error, or another output of a cell that is not the learner's own, is named and fails the run.
"""

import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
os.environ["COLLECTION_WORK"] = "off"  # no learner's record is read or written

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def run(shell: InteractiveShell, source: str) -> tuple[str, str]:
    """Return the error of a cell, or "", and all that it shows."""
    with capture_output() as captured:
        done = shell.run_cell(source, store_history=False)
    problem = done.error_before_exec or done.error_in_exec
    if problem is not None:
        return f"{type(problem).__name__}: {problem}", ""
    value = None if done.result is None else shell.display_formatter.format(done.result)[0]
    return "", json.dumps([captured.stdout, [output.data for output in captured.outputs], value], default=str)


def aside(work) -> object:
    """Return what a function returns, run in a copy of this process: what it changes is forgotten."""
    reads, writes = os.pipe()
    if os.fork() == 0:
        os.close(reads)
        try:
            answer = work()
        except BaseException as problem:  # the copy must end here, whatever happens
            answer = repr(problem)
        with os.fdopen(writes, "w") as pipe:
            json.dump(answer, pipe)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        answer = json.load(pipe)
    os.wait()
    return answer


def number_of(source: str) -> str:
    return next(iter(re.findall(r'check\("(\d\.\d)"', source)), "")


def solutions(path: Path) -> dict[str, str]:
    book = NOTEBOOKS / "solutions" / path.name
    cells = nbformat.read(book, as_version=4).cells if book.exists() else []
    return {number_of(cell.source): cell.source for cell in cells if cell.cell_type == "code"}


def faults(path: Path) -> list[str]:
    """Run one notebook in this process, going back and twice aside; then once more aside with all solutions."""
    os.chdir(path.parent)
    shell = InteractiveShell.instance()
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    answers, first, found = solutions(path), {}, {}

    def with_solutions() -> list[str]:
        wrong = []
        for cell in cells:
            number = number_of(cell.source)
            error, shown = run(shell, answers.get(number or None, cell.source))
            if number and number in answers:
                wrong += [] if "Right." in shown else [f"{cell.id}, {number} solved: {error or shown[:99]}"]
            elif error or (cell.id in first and shown != first[cell.id]):
                wrong.append(f"{cell.id} changes when solutions are pasted in: {error}")
        return wrong

    for cell in cells:
        error, first[cell.id] = run(shell, cell.source)
        if error:
            return [f"{cell.id}: {error}"]
        seen = list(first)

        def again(seen=seen) -> list[list[str]]:
            wrong = []
            for earlier in [c for c in cells if c.id in seen]:
                error, shown = aside(lambda c=earlier: run(shell, c.source))
                if error or shown != first[earlier.id]:
                    wrong.append([earlier.id, error or "another output"])
            return wrong

        for earlier, problem in again():
            found.setdefault(earlier, f"{earlier} run again after {cell.id}: {problem}")
    pasted = aside(with_solutions)
    return [*found.values(), *(pasted if isinstance(pasted, list) else [pasted])]


def main() -> int:
    bad = 0
    for path in sorted(NOTEBOOKS.glob("0*.ipynb")):
        if sys.argv[1:] and path.name[:2] not in sys.argv[1:]:
            continue
        # One process a notebook: nothing that one leaves behind reaches the next.
        wrong = aside(lambda p=path: faults(p))
        wrong = wrong if isinstance(wrong, list) else [wrong]
        bad += len(wrong)
        print("\n".join([f"{path.name}: {len(wrong) or 'no'} faults", *wrong]), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
