"""Puts the repository's root on the import path, so that tests import helpers as the notebooks do."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).parent / "checks"))

# Python keeps most warnings of libraries from a notebook. Once printed, they are outputs that no saved notebook has:
# nbval then fails. In the tests themselves pyproject.toml turns warnings into errors.
os.environ["PYTHONWARNINGS"] = "default"
