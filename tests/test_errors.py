"""Errors in a notebook: short, one plain sentence below the common ones, and still errors."""

import atexit
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

import helpers
from helpers import errors, red_box

SETUP = """
import pandas as pd
from helpers import check, claims, load
allies = load("ally_status")
by_code = allies.set_index("iso3")
members = allies["nato_accession_year"].value_counts().sort_index().cumsum() + 1
shares = pd.DataFrame({"MEX": [1.0, 2.0], "BRA": [1.0, 3.0]})
numbers = {"first": 1, "second": 2}
year = "2024"
"""


@pytest.fixture(scope="module")
def shell():
    """A real IPython with the set-up cell run, as it is in a kernel."""
    kept = sys.displayhook, sys.excepthook
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config, colors="nocolor")
    helpers.plain_errors()
    shell.run_cell(SETUP).raise_error()
    yield shell
    atexit.unregister(shell.atexit_operations)
    InteractiveShell.clear_instance()
    sys.displayhook, sys.excepthook = kept


def run(shell, code):
    with capture_output() as captured:
        result = shell.run_cell(code)
    assert result.error_in_exec or result.error_before_exec, f"no error: {code}"
    return captured.stdout


CASES = [
    # names
    ("my_vote = yes", "write it in quotation marks"),
    ("answer = Laredo", "write it in quotation marks"),
    ("membrs", "`members`"),
    ("Allies", "`allies`"),
    ("pritn(5)", "`print`"),
    ("plt.subplots()", "from the top of the notebook"),
    ("hint('1.1')", "from helpers import hint"),
    ("cpi * 2", "run that cell first"),
    ("allies.query('contry == 1')", "no column `contry`"),
    # what Python cannot read
    ("answer = 26.8%", "percent sign"),
    ("answer = 26.8 %", "percent sign"),
    ('answer = ("CAN", 26.8%)', "percent sign"),
    ("answer = 30 miles", "without its unit"),
    ("a & not b", "in place of not"),
    ("share < 50.sum()", "Put the comparison in round brackets"),
    ('by_code.loc["Japan"]', "Japan is `JPN`"),
    ("answer = supported", 'write it in quotation marks, "supported"'),
    ("answer = 30miles", "without its unit"),
    ("answer = $30", "currency"),
    ("answer = 3,026,632 people", "without its unit"),
    ("answer = “Laredo”", "another kind"),
    ("answer = ´Laredo´", "another kind"),
    ("answer =\u00a05", "invisible"),
    ("answer = 5 – 3", "the sign that is marked"),
    ('answer = "Laredo', "quotation mark is missing"),
    ("answer = 'it's'", "quotation mark is missing"),
    ("answer = (1", "never closed"),
    ('allies[["iso3", "country"]', "never closed"),
    ("answer = 1)", "closing bracket too many"),
    ("answer = (1]", "another kind"),
    ("x = [1 2]", "comma is missing"),
    ("bars = {'treaty': True, 'democracy': 0,5}", "a number has a point"),
    ("allies[(allies['iso3'] == 'MEX') y (allies['iso3'] == 'CAN')]", "& for and"),
    ("print(Ana López)", "put quotation marks around"),
    ("print('C3', fue cierta, 'x')", "put quotation marks around"),
    ("my_name = Ana María López", "put quotation marks around"),
    ("bars = {'treaty': Verdadero}", "Write `True`"),
    ("print(1 if 2 els 3)", "before the mark ^"),
    ('bars = {"pact" = True}', "takes a colon"),
    ("answer = 52/194x100", "Write * to multiply"),
    ("answer = 52 of 194", "Write * to multiply"),
    ('answer = "52 of 194', "quotation mark is missing"),
    ("bars = {'treaty': 10%}", "percent sign"),
    ('allies["iso3"] == IND', "write it in quotation marks"),
    ("answer_4_8", "run that cell first"),
    ('by_code.loc["MEX" "country"', "never closed"),
    ("if year = 5: pass", "=="),
    ('allies[allies["iso3"] = "MEX"]', "=="),
    ("answer = San Ysidro", "put quotation marks around"),
    ("answer = ", "Nothing stands behind"),
    ("my answer = 5", "no spaces"),
    ("5 = answer", "on the left of ="),
    ("answer-2 = 5", "letters, digits and _"),
    ("answer = 05", "no zero"),
    ("for i in range(3)\n    i", "colon"),
    ("if True:\nx = 5", "four spaces"),
    ("x = 5\n  y = 6", "delete them"),
    ("print 5", "Round brackets are missing"),
    ("answer = 1.2.3", "before the mark ^"),
    # labels
    ('members.loc["1999"]', "write them without quotation marks"),
    ("members.loc[1998]", "run from 1949 to"),
    ('pd.Series([1, 2], index=range(2018, 2020))["2019"]', "write them without quotation marks"),
    ('allies["contry"]', "no column `contry`; near it: `country`"),
    ('allies[["contry", "iso3"]]', "near it: `country`"),
    ('by_code.loc["mex"]', "no row `mex`; near it: `MEX`"),
    ('by_code.loc["Mexico"]', "codes of three letters"),
    ('by_code.loc["MEX", "contry"]', "no column `contry`"),
    ("by_code.loc[2010]", "write them in quotation marks"),
    ('allies.loc["MEX"]', "filter by a column"),
    ('by_code["MEX"]', "names a row: `.loc['MEX']`"),
    ("members.loc(1999)", "square brackets, as in `.loc[1999]`"),
    ("allies.sort_values('iso3', ascending=false)", "Write `False`, with a capital letter"),
    ("numbers - 'first'", "cannot join these two things"),
    ('allies["iso3" == "MEX"]', "The comparison needs the column"),
    ('shares["CHN"]', "there are `MEX`, `BRA`"),
    ('shares.drop(columns="CHN")', "there are `MEX`, `BRA`"),
    ('allies.sort_values("contry")', "near it: `country`"),
    ('numbers["frist"]', "no entry `frist`; near it: `first`"),
    ("members.iloc[50]", "counting starts at 0"),
    ("[1, 2][5]", "counting starts at 0"),
    # conditions, dots, types
    ('allies["treaty_ally"] == 1 & allies["nato_member"] == 2', "in round brackets"),
    ('allies["country"] == "a" & allies["iso3"] == "b"', "in round brackets"),
    ('allies["treaty_ally"] and allies["nato_member"]', "in round brackets"),
    ('(shares["MEX"] > ...).sum()', "Dots `...`"),
    ("round(5 / ..., 1)", "Dots `...`"),
    ("round(...)", "Dots `...`"),
    ("year > 2000", "Text and a number"),
    ("members >= '2024'", "Text and a number"),
    ("bars, quota = {'treaty': True}", "On the left of ="),
    ("members[1998,]", "a comma too many"),
    ("allies.loc[2:, ['country', 'lugar']]", "no column `lugar`"),
    ("round(12,5,1)", "a number has a point"),
    ("year + 1", "Text and a number"),
    ("year / year", "Both are text"),
    ('allies["iso3"].isin("JPN")', "wants a list"),
    ('members.rank("ascending=False")', "an option has no quotation marks"),
    ('allies["country"] > 5', "Text and a number"),
    ('float("26.8%")', "This text is no number"),
    ('allies("country")', "square brackets"),
    ("len = 5\nlen(allies)", "no function"),
    ("allies.sum[0]", "round brackets behind its name"),
    ("allies.treaty_aly", "near it: `treaty_ally`"),
    ("members.summ()", "near it: `sum`"),
    ("print(5).sum", "empty (None)"),
    ("allies.nlargest(3)", "Something is missing"),
    ("1 / 0", "divided by zero"),
    # modules and files
    ("import pandaz", "not installed here"),
    ("import helpers.nothing", "open this notebook inside the folder"),
    ("from helpers import hnit", "near it: `hint`"),
    ('open("nothing.csv")', "no file of that name"),
]


@pytest.mark.parametrize(("code", "words"), CASES)
def test_a_common_error_is_short_and_has_one_plain_sentence_below(shell, code, words):
    shown = run(shell, code).strip().splitlines()
    shell.run_cell("if 'len' in dir() and isinstance(len, int): del len")
    assert shown[-1].startswith("In plain words: ") and words in shown[-1], shown
    assert sum(line.startswith("In plain words") for line in shown) == 1
    assert len(shown) <= 6, "the error is not short"
    assert len(shown[-1].split()) <= 35


@pytest.mark.parametrize(
    "code",
    [
        'load("ally_statu")',
        'claims("99")',
        'raise RuntimeError("A sentence of somebody else.")',
        "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})()",
    ],
)
def test_what_needs_no_second_sentence_or_is_not_known_has_none(shell, code):
    shown = run(shell, code)
    assert "In plain words" not in shown
    assert len(shown.strip().splitlines()) <= 6


def test_the_same_error_is_shown_the_same_each_time(shell):
    assert len({run(shell, 'allies["contry"]') for _ in range(3)}) == 1


def test_the_whole_error_is_one_command_away(shell):
    run(shell, 'def inner():\n    return allies["contry"]\n\ninner()')
    with capture_output() as captured:
        shell.run_cell("full_error()").raise_error()
    assert "in inner" in captured.stdout and "frame.py" in captured.stdout
    assert captured.stdout.strip().endswith("KeyError: 'contry'")


def test_every_name_of_the_collection_that_was_not_imported_is_told_how_to_get(shell):
    for name in helpers.__all__:
        if name not in shell.user_ns:
            assert f"from helpers import {name}" in run(shell, name)


def test_outside_a_notebook_nothing_happens(monkeypatch, capsys):
    monkeypatch.setattr(errors, "_shell", lambda: None)
    assert errors.plain_errors() is None
    monkeypatch.delattr(sys, "last_value", raising=False)
    errors.full_error()
    assert capsys.readouterr().out == "There has been no error yet.\n"


def test_in_a_kernel_an_error_stops_the_run_and_stays_in_the_notebook():
    """As Run All in JupyterLab, Notebook and VS Code does: the same kernel, driven by nbclient."""
    root = str(Path(helpers.__file__).resolve().parent.parent)
    cells = [
        f"import sys\nsys.path.insert(0, {root!r})\nfrom helpers import load",
        "my_vote = yes",
        "x = 26.8%",
        "1 / 0",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in [*cells, "5"]])
    for cell in notebook.cells[1:3]:
        cell.metadata.tags = ["raises-exception"]  # an error shown on purpose: the run goes on
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        NotebookClient(notebook, timeout=60).execute()
    assert notebook.cells[0].outputs == [] and notebook.cells[4].execution_count is None
    expected = {
        1: ("NameError", "quotation marks"),
        2: ("SyntaxError", "percent sign"),
        3: ("ZeroDivisionError", "zero"),
    }
    for place, (kind, words) in expected.items():
        error, sentence = notebook.cells[place].outputs
        assert error["ename"] == kind and len("\n".join(error["traceback"]).splitlines()) <= 5
        assert sentence["text"].startswith("In plain words: ") and words in sentence["text"]


def test_a_red_box_can_be_shown_without_an_error():
    assert "NameError" in red_box("a = yes") and "quotation marks" in red_box("a = yes")
    assert "SyntaxError" in red_box("a = 26.8%") and "percent sign" in red_box("a = 26.8%")
    assert "without an error" in red_box("a = 26.8")
    assert "plain words" not in red_box("raise ValueError('It says all.')")
