"""Kernels for the notebooks: each is a fork of one process that has imported what every notebook imports.

To import pandas and Matplotlib takes longer than most notebooks run. A fork starts as that process stands, with the
libraries and nothing else: no name, module, option or figure of another notebook. This file is that process when it
runs as a script; it reads what to do from its standard input, a line each. Where there is no fork (Windows), or where
it is not safe with these libraries (macOS), every notebook starts a kernel of its own.
"""

import builtins
import contextlib
import gc
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from nbval.kernel import RunningKernel


def kernel_of(kernel_name: str, cwd: str, startup_timeout: float) -> RunningKernel:
    """Give nbval a kernel for one notebook; it stands where nbval has its class RunningKernel."""
    forks = sys.platform == "linux"
    return Fork(cwd) if forks else RunningKernel(kernel_name, cwd, startup_timeout)


class Fork(RunningKernel):
    """A kernel that was forked. nbval's own speaks to it; to start, to watch and to end it is done here."""

    forker: subprocess.Popen | None = None

    def __init__(self, cwd: str):
        self.file, _ = write_connection_file(key=secrets.token_hex().encode())
        self.pid = self.ask("fork", self.file, cwd)
        self.kc = BlockingKernelClient(connection_file=self.file)
        self.kc.load_connection_file()
        self.kc.start_channels()
        for _ in range(3000):  # nbval would wait a second each time
            asked = self.kc.kernel_info()
            self.await_reply(asked, timeout=60)
            with contextlib.suppress(queue.Empty):
                self.await_idle(asked, timeout=0.02)
                return
        raise RuntimeError("A kernel answers, and publishes nothing.")

    @classmethod
    def ask(cls, *words) -> int:
        if cls.forker is None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            cls.forker = subprocess.Popen([sys.executable, __file__], encoding="utf-8", **pipes)
        print(json.dumps(words), file=cls.forker.stdin, flush=True)
        return int(cls.forker.stdout.readline())

    def is_alive(self) -> bool:
        return bool(self.ask("alive", self.pid))

    def interrupt(self) -> None:
        os.kill(self.pid, signal.SIGINT)

    def stop(self) -> None:
        self.kc.stop_channels()
        self.ask("end", self.pid)
        Path(self.file).unlink(missing_ok=True)


def end() -> None:
    """End the process that forks, and with it what it has forked."""
    if Fork.forker is not None:
        Fork.forker.communicate()
        Fork.forker = None


def serve() -> None:
    """Fork kernels, tell whether they live, end them, until nobody asks any more."""
    sys.path.remove(str(Path(__file__).resolve().parent))  # a kernel does not look there for modules
    # The environment of a kernel: it draws into its notebook, and ends with the process that started it.
    os.environ |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "JPY_PARENT_PID": str(os.getpid())}
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # pandas asks, to know how wide its tables may be
    import ipykernel.debugger  # noqa: F401
    import matplotlib.backends.backend_agg
    import matplotlib.pyplot  # noqa: F401
    import pandas  # noqa: F401
    from ipykernel.kernelapp import IPKernelApp

    del builtins.get_ipython
    gc.collect()
    gc.freeze()  # the libraries stay: not to be looked through again in every notebook
    living: set[int] = set()
    for line in sys.stdin:
        what, *about = json.loads(line)
        if what == "fork":
            pid = os.fork()
            if pid == 0:
                os.setsid()
                nothing = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1):
                    os.dup2(nothing, stream)
                os.chdir(about[1])
                IPKernelApp.launch_instance(["-f", about[0], "--HistoryManager.enabled=False"])
                os._exit(0)
            living.add(pid)
            print(pid, flush=True)
            continue
        (pid,) = about
        if what == "end" and pid in living:
            os.kill(pid, signal.SIGKILL)
        if pid in living and os.waitpid(pid, 0 if what == "end" else os.WNOHANG)[0]:
            living.discard(pid)
        print(int(pid in living), flush=True)
    for pid in living:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    serve()
