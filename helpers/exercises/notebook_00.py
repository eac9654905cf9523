"""The exercises of notebook 00; every answer is computed from data/."""

import re

from helpers.exercises.model import Exercise, Guess, Mistake, table
from helpers.language import _


def commission_miles():
    lengths = table("border_length_claims")
    return lengths.loc[lengths["claimed_by"].str.startswith("International Boundary"), "miles"]


def sea_miles() -> list[int]:
    """Return the miles of sea boundary in the Pacific and in the Gulf, which the table has in words."""
    measured = table("border_length_claims")["what_is_measured"]
    return [int(miles) for miles in re.findall(r"\d+", measured[measured.str.contains("Pacific, ")].iloc[0])]


def all_miles():
    return table("border_length_claims")["miles"]


def ports():
    return table("border_ports").set_index("port")


EXERCISES = {
    "0.1": Exercise(
        wants="the name of one port, as text in quotation marks",
        where='the column "port" of the table `my_order`, in its first row after you sort by people on foot',
        tables=("border_ports",),
        beside=lambda: ports()["pedestrians"],
        right="People on foot and trucks use different ports: no single port is the border.",
        hints=(
            "The table `my_order` is sorted by trucks. Sort it by another column.",
            'In the cell that makes `my_order`, put "pedestrians" where "trucks" stands. Run it.',
            'After sorting, the name stands in the first row, column "port".',
        ),
        mistakes=(
            Mistake(
                lambda: ports()["trucks"].idxmax(), "That port leads for trucks. The question is about people on foot."
            ),
            Mistake(
                lambda: ports()["pedestrians"].max(), "That is how many people. The question asks for the port's name."
            ),
        ),
    ),
    "0.2": Exercise(
        wants="one number, a length in whole miles",
        minutes=1,
        where="the two rows of the Boundary and Water Commission in the table `lengths`",
        tables=("border_length_claims",),
        answer=lambda: commission_miles().max() - commission_miles().min(),
        right="The Commission counts 18 miles in the Pacific and 12 in the Gulf.",
        hints=(
            "The Commission stands in two rows of the table. Compare what each of them measures.",
            "One of its rows is without the sea, one is with it.",
            "Subtract the smaller of its two lengths from the larger.",
        ),
        mistakes=(
            Mistake(
                lambda: all_miles().max() - all_miles().min(),
                "That is the range of all the figures. Stay with one body's two figures.",
            ),
            Mistake(
                lambda: commission_miles().max(), "That is the whole length with the sea. How much of it is the sea?"
            ),
            Mistake(
                lambda: commission_miles().min(),
                "That is one whole length. The question asks how far the Commission's two lengths lie apart.",
                lambda miles: miles in set(all_miles()),
            ),
            Mistake(
                lambda: sea_miles()[0],
                "That is the sea on one side only. The border meets the sea on two.",
                lambda miles: miles in sea_miles(),
            ),
        ),
    ),
}


def about_vote(vote: str) -> str:
    return _("Your vote: {vote}. You vote again in notebook 06, when all claims are decided.", vote=_(vote))


GUESS = Guess(asks="Is Mexico a US ally?", options=("yes", "no", "depends"), reply=about_vote)
