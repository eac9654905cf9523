"""Puts the repository's root on the import path, as the notebooks do, and the folders that tests share."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent), str(TESTS / "checks"), str(TESTS / "tools")]

# Python keeps most warnings of libraries from a notebook. Once printed, they are outputs that no saved notebook has:
# nbval then fails. In the tests themselves pyproject.toml turns warnings into errors.
os.environ["PYTHONWARNINGS"] = "default"
