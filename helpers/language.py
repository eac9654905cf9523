"""The language in which the helpers speak: English, or another after `speak`, as helpers/es.py does.

The standard library's gettext reads what tests/tools/translate.py compiled from helpers/locale/*/*.po.
"""

import functools
import gettext
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"
_catalogue = gettext.NullTranslations()


def speak(language: str) -> None:
    """Let the helpers speak another language from now on.

    Arguments:
        language: "en", or a folder of helpers/locale, such as "es".
    Raises:
        FileNotFoundError: there is no such language, or its compiled texts are missing.
    """
    global _catalogue
    if language == "en":
        _catalogue = gettext.NullTranslations()
        return
    try:
        _catalogue = gettext.translation("collection", LOCALE, [language])
    except FileNotFoundError:
        file = f"helpers/locale/{language}/LC_MESSAGES/collection.mo"
        raise FileNotFoundError(f"The file {file} is missing: get the collection anew, all of it.") from None


def in_english() -> bool:
    """Say whether texts stay as they stand in the code."""
    return type(_catalogue) is gettext.NullTranslations


def _(message: str, **values) -> str:
    """Return a message in the language spoken, its {places} filled in; in English where nobody translated it."""
    said = _catalogue.gettext(message) if message else ""  # of an empty message gettext returns the file's head
    return said.format(**values) if values else said


def N_(message: str) -> str:
    """Mark a text for the catalogue where it is written; `_` says it where it is shown."""
    return message


def in_all_languages(message: str) -> list[str]:
    """Return a message in English and in each other language of the collection: a learner may write any of them."""
    return [message, _(message), *(catalogue.gettext(message) for catalogue in _all_catalogues())]


@functools.cache
def _all_catalogues() -> list[gettext.NullTranslations]:
    languages = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/collection.mo"))
    return [gettext.translation("collection", LOCALE, [language]) for language in languages]


def label(name) -> str:
    """Return a value of the data, such as "Germany", as a figure or a sentence names it in the language spoken.

    Tables show values as they are stored, because that is what a learner types.
    """
    stored = str(name)
    said = _catalogue.pgettext("label", stored) if stored else stored
    return said if said != stored else _(stored)
