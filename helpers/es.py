"""The same tools, in Spanish: `from helpers.es import *`."""

from helpers.language import speak

speak("es")

from helpers import *  # noqa: E402, F403
from helpers import __all__  # noqa: E402, F401
