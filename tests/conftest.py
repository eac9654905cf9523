"""Puts the repository's root on the import path, so that tests import helpers as the notebooks do."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
