"""Short errors in a notebook, with one plain sentence below the common ones.

Done when `helpers` is imported inside IPython, so the set-up cell is enough and nobody can forget it. It uses
IPython alone, so it is the same in JupyterLab, Notebook, VS Code and nbclient. The error stays an error: "Run All"
stops there, a test fails, a saved notebook shows it. Outside IPython nothing happens.
"""

import html
import re
import sys
import traceback
from typing import Any

from helpers.explain import explain
from helpers.language import _
from helpers.text import Text


def plain_errors() -> None:
    """Show errors short from now on, with a sentence below the common ones.

    Returns:
        Nothing. Outside IPython nothing happens either. `%xmode Context` goes back to IPython's own errors.
    """
    shell = _shell()
    if shell is None:
        return
    shell.InteractiveTB.set_mode("Minimal")
    shell.set_custom_exc((Exception,), _show)
    shell.user_ns.setdefault("full_error", full_error)  # without an import, where it is needed


def full_error() -> None:
    """Print the last error in full, from the cell down to the line that raised it.

    Returns:
        Nothing: the text is printed. In a notebook it needs no import.
    """
    error = getattr(sys, "last_value", None)
    if error is None:
        print(_("There has been no error yet."))
        return
    shown = error.__traceback__
    if shown is not None and shown.tb_next is not None:  # the first step is IPython's own
        shown = shown.tb_next
    print("".join(traceback.format_exception(type(error), error, shown)))


def red_box(line: str) -> Text:
    """Show the red box that a line of code would get, without an error of its own. Notebook 00 teaches with it.

    Arguments:
        line: one line of code.
    Returns:
        Markdown text: the last line of the error, and below it the plain sentence, if there is one.
    """
    names = sys._getframe(1).f_globals
    try:
        exec(compile(line, "<line>", "exec"), dict(names))
    except Exception as problem:
        problem.__traceback__ = problem.__traceback__.tb_next  # without the frame of this function
        said = f"<strong>{type(problem).__name__}</strong>: {html.escape(str(problem))}"
        if sentence := explain(problem, names):
            plain = re.sub(r"`(.+?)`", r"<code>\1</code>", html.escape(sentence, quote=False))
            said += f"<br>{_('In plain words: {sentence}', sentence=plain)}"
        return Text(f'<div class="alert alert-danger">{said}</div>')
    return Text(_("This line runs without an error."))


def _shell() -> Any:
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def _show(shell: Any, kind: type, error: BaseException, trace: Any, tb_offset: int | None = None) -> None:
    """Show an error as IPython does, then the sentence: the handler that IPython calls."""
    if issubclass(kind, SyntaxError):
        shell.showsyntaxerror()
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    try:
        sentence = explain(error, shell.user_ns)
    except Exception:  # an odd error, such as one whose text cannot be made: it has been shown
        sentence = ""
    if sentence:
        print(_("In plain words: {sentence}", sentence=sentence))
