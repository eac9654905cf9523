"""The opening guess of notebook 07; what is right is computed from data/."""

from helpers.definitions import pick
from helpers.exercises.model import Guess, far_off
from helpers.exercises.notebook_06 import countries, shares

EXERCISES = {}


def about_country(guess: float, country: str = "TUR") -> str:
    name = pick(countries(), country)["country"]
    right = round(float(shares().loc[country, "ally_pct"]), 1)
    return f"{name}: {right} percent of our definitions say ally. {far_off(guess, right, 'points')}"


GUESS = Guess(
    asks="What percentage of the definitions call your country an ally?",
    unit="percent",
    high=100,
    reply=about_country,
)
