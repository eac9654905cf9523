"""Puts the repository's root on the import path, and lets the notebooks run while the tests run."""

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbval.plugin
import pytest

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent), str(TESTS / "checks"), str(TESTS / "tools")]

import kernels  # noqa: E402
import rules  # noqa: E402

# Python keeps most warnings of libraries from a notebook. Once printed, they are outputs that no saved notebook has:
# nbval then fails. In the tests themselves pyproject.toml turns warnings into errors.
os.environ["PYTHONWARNINGS"] = "default"

# No test reads or writes a learner's own file; the kernels of the notebooks inherit this.
os.environ["COLLECTION_WORK"] = "off"

# The README's command, and what only changes how it tells; everything else is done in one process.
PLAIN = re.compile(r"-[qv]+|-r\w+|--durations=\d+|--tb=\w+|--color=\w+")

# Two processes run the tests. The notebooks go to the second, for their kernels work while pytest waits. Of these
# files each process takes what the other has not begun: the first from the top, the second from the bottom, once it
# is through with the notebooks.
EITHER = [TESTS / f"test_{name}.py" for name in "damage figures exercises wrong_answers definitions".split()]
EITHER += [TESTS / "test_another_country.py"]
SHARED = "TESTS_SHARED"  # in the second process: the folder in which both write what they took, and it what it found


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


class Shares:
    """Passes over the files that the other process has taken; the second also writes what it found, a report a line."""

    def __init__(self, folder: Path):
        self.folder, self.mine = folder, {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        return None if item.path not in EITHER or self.take(item.path) else True

    def take(self, path: Path) -> bool:
        if path not in self.mine:
            try:
                (self.folder / path.name).touch(exist_ok=False)
                self.mine[path] = True
            except FileExistsError:
                self.mine[path] = False
        return self.mine[path]


class Second(Shares):
    """The second process as seen from within."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        with (self.folder / "reports").open("a", encoding="utf-8") as file:
            file.write(json.dumps(report._to_json() | {"$report_type": "TestReport"}) + "\n")


class First(Shares):
    """The first process: starts the second, and counts what that reports as if it had run here."""

    def __init__(self, config: pytest.Config):
        super().__init__(Path(tempfile.mkdtemp()))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += [*rules.ours(), *rules.translated(), *EITHER[::-1]]
        env = os.environ | {SHARED: str(self.folder)}
        with (self.folder / "log").open("wb") as log:
            self.second = subprocess.Popen(command, cwd=config.rootpath, env=env, stdout=log, stderr=log)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session):
        first = [item for item in session.items if item.path.suffix != ".ipynb" and item.path not in EITHER]
        either = [item for path in EITHER for item in session.items if item.path == path]
        everything, session.items = session.items, first + either
        yield
        self.second.wait()
        missing = {
            item.nodeid for item in everything if item.path.suffix == ".ipynb" or not self.mine.get(item.path, 1)
        }
        reports = self.folder / "reports"
        for line in reports.read_text("utf-8").splitlines() if reports.exists() else []:
            data = json.loads(line)
            report = session.config.hook.pytest_report_from_serializable(config=session.config, data=data)
            session.config.hook.pytest_runtest_logreport(report=report)
            missing.discard(report.nodeid)
        if missing or self.second.returncode not in (0, 1):  # 1: something failed, and is told above
            log = (self.folder / "log").read_text("utf-8", "replace")
            raise pytest.UsageError(f"the second process did not run {', '.join(sorted(missing)) or 'well'}:\n{log}")
        return True

    def pytest_unconfigure(self) -> None:
        self.second.kill()
        self.second.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    # Hooks of this file itself would only be asked about tests/.
    config.pluginmanager.register(OursOnly(config))
    if SHARED in os.environ:
        config.pluginmanager.register(Second(Path(os.environ[SHARED])))
    elif config.args_source == config.ArgsSource.TESTPATHS and all(map(PLAIN.fullmatch, config.invocation_params.args)):
        config.pluginmanager.register(First(config))
    nbval.plugin.RunningKernel = kernels.kernel_of


def pytest_unconfigure() -> None:
    kernels.end()


def pytest_collection_finish() -> None:
    gc.freeze()  # what is imported stays: not to be looked through again and again
