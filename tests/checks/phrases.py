"""The fixed words by which rules and tools find the parts of a notebook, in every language of the collection.

What they are in another language is said by its catalogue, helpers/locale/*/LC_MESSAGES/collection.mo, and a translated
notebook must use the same words.
"""

import gettext
import re
import sys
from pathlib import Path

from nbformat import NotebookNode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))  # some commands know only this folder

from helpers.language import LOCALE, N_  # noqa: E402

VERDICT, DISCUSS, KEY_POINTS = N_("Your verdict"), N_("Discuss"), N_("Key points")
FURTHER, SOURCES, NEXT = N_("Going further"), N_("Sources"), N_("Next")
SEE, CANNOT_TELL, PREDICT = N_("What do we see?"), N_("What can this not tell us?"), N_("Predict")
YOUR_TURN, MINUTES, ARTICLE = N_("Your turn"), N_("minutes"), N_("article")
RUN, CHANGE = N_("# Run me"), N_("# Change me")
LANGUAGES = ("en", *sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/collection.mo")))
_CATALOGUES = [gettext.translation("collection", LOCALE, [language], fallback=True) for language in LANGUAGES]


def every(*phrases: str) -> tuple[str, ...]:
    """Return phrases in English and in each language that has a catalogue."""
    return tuple(dict.fromkeys(said for phrase in phrases for said in in_languages(phrase).values()))


def in_languages(phrase: str) -> dict[str, str]:
    """Return a phrase by language: {"en": "Next", "es": "Siguiente"}."""
    return {name: texts.gettext(phrase) for name, texts in zip(LANGUAGES, _CATALOGUES, strict=True)}


def any_of(*phrases: str) -> str:
    """Return the pattern of a regular expression that finds phrases in any language."""
    return f"(?:{'|'.join(map(re.escape, every(*phrases)))})"


def language_of(notebook: NotebookNode) -> str:
    """Return the language of a notebook: "es" where its first code cell imports from helpers.es."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    found = re.search(r"^from helpers(?:\.(\w\w))? import \*", code, re.MULTILINE)
    return found[1] or "en" if found else "en"
