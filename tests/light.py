"""Loaded by pytest before all else, see pyproject.toml: leaves out what would be imported and never used."""

import sys

# nbval brings jsonschema, which builds forty grammars of addresses, a second in each process, and does without them.
sys.modules.setdefault("rfc3987_syntax", None)
