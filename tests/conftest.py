"""Puts the repository's root on the import path, and lets the notebooks run while the tests run."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbval.plugin
import pytest
from nbval.kernel import RunningKernel

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent), str(TESTS / "checks"), str(TESTS / "tools")]

import rules  # noqa: E402

# Python keeps most warnings of libraries from a notebook. Once printed, they are outputs that no saved notebook has:
# nbval then fails. In the tests themselves pyproject.toml turns warnings into errors.
os.environ["PYTHONWARNINGS"] = "default"

# No test reads or writes a learner's own file; the kernels of the notebooks inherit this.
os.environ["COLLECTION_WORK"] = "off"

LONGEST = TESTS / "test_another_country.py"
REPORTS = "NOTEBOOK_REPORTS"  # set in the second process: the file into which it writes what it found


class OursOnly:
    """Passes over notebooks that are none of ours: a copy, a draft, what a hub renamed. One that is asked for runs."""

    def __init__(self, config: pytest.Config):
        self.asked = {(config.invocation_params.dir / name).resolve() for name in config.invocation_params.args}

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        other = collection_path.suffix == ".ipynb" and collection_path not in rules.ours() + rules.translated()
        return True if other and collection_path not in self.asked else None

    def pytest_terminal_summary(self, terminalreporter) -> None:
        for name in rules.not_ours():
            terminalreporter.write_line(f"passed over: {name} (none of ours)")


class Reporter:
    """Writes what the second process found, a report a line."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        with open(os.environ[REPORTS], "a", encoding="utf-8") as file:
            file.write(json.dumps(report._to_json() | {"$report_type": "TestReport"}) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    # Hooks of this file itself would only be asked about tests/.
    config.pluginmanager.register(OursOnly(config))
    if REPORTS in os.environ:
        config.pluginmanager.register(Reporter())
    nbval.plugin.RunningKernel = kernel_of


KEPT: list[RunningKernel] = []


def kernel_of(kernel_name: str, cwd: str, startup_timeout: float) -> RunningKernel:
    """Start a kernel for a notebook; all solutions share one, which is emptied before each.

    To start a kernel and import pandas takes longer than a solution runs.
    """
    if Path(cwd).name != "solutions":
        return RunningKernel(kernel_name, cwd, startup_timeout)
    if KEPT and KEPT[0].is_alive():
        emptied = KEPT[0].execute_cell_input("%reset -f")
        KEPT[0].await_reply(emptied, timeout=startup_timeout)
        KEPT[0].await_idle(emptied, timeout=startup_timeout)
    else:
        KEPT[:] = [RunningKernel(kernel_name, cwd, startup_timeout)]
        KEPT[0].end, KEPT[0].stop = KEPT[0].stop, lambda: None  # nbval stops it after each notebook
    return KEPT[0]


def pytest_unconfigure() -> None:
    for kernel in KEPT:
        kernel.end()
    KEPT.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session):
    """Run the notebooks in a second process, and count what it reports as if it had run here.

    A notebook's kernel works while pytest waits, so that one processor of two would idle. The longest of the tests
    goes with them, so that both halves take about as long.
    """
    there = {item.path for item in session.items if item.path.suffix == ".ipynb" or item.path == LONGEST}
    notebooks, others = sorted(map(str, there)), [item for item in session.items if item.path not in there]
    alone = session.config.option.collectonly or session.config.option.usepdb or REPORTS in os.environ
    if alone or len(notebooks) < 2 or len(others) < 100:
        return (yield)
    with tempfile.TemporaryDirectory() as folder:
        reports, log = Path(folder) / "reports", Path(folder) / "log"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *notebooks]
        with log.open("wb") as output:
            env = os.environ | {REPORTS: str(reports)}
            second = subprocess.Popen(command, cwd=session.config.rootpath, env=env, stdout=output, stderr=output)
            try:
                session.items = others
                yield
                second.wait()
            finally:
                second.kill()
                second.wait()
        for line in reports.read_text("utf-8").splitlines() if reports.exists() else []:
            data = json.loads(line)
            report = session.config.hook.pytest_report_from_serializable(config=session.config, data=data)
            session.config.hook.pytest_runtest_logreport(report=report)
        if second.returncode > 1:  # it did not come to an end: 0 is passed, 1 is failed and told above
            raise pytest.UsageError(f"the notebooks could not be run:\n{log.read_text('utf-8', 'replace')}")
    return True
