"""Model answers and hints for the exercises of notebook 00; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake


def busiest(column: str) -> str:
    ports = load("border_ports")
    return ports.loc[ports[column].idxmax(), "port"]


def most_pedestrians():
    return busiest("pedestrians")


def most_trucks():
    return busiest("trucks")


def number_of_pedestrians():
    return load("border_ports")["pedestrians"].max()


def commission_miles():
    lengths = load("border_length_claims")
    return lengths.loc[lengths["claimed_by"].str.startswith("International Boundary"), "miles"]


def sea_miles():
    return commission_miles().max() - commission_miles().min()


def range_of_all():
    miles = load("border_length_claims")["miles"]
    return miles.max() - miles.min()


def length_with_sea():
    return commission_miles().max()


EXERCISES = {
    "0.1": Exercise(
        answer=most_pedestrians,
        right="People on foot and trucks use different ports: no single port is the border.",
        hints=(
            "The table in the notebook is sorted by trucks. Sort it by another column.",
            'Copy the cell that makes `busiest` and put "pedestrians" where "trucks" stands.',
            'After sorting, the name stands in the first row, column "port".',
        ),
        mistakes=(
            Mistake(most_trucks, "That port leads for trucks. The question is about people on foot."),
            Mistake(number_of_pedestrians, "That is how many people. The question asks for the port's name."),
        ),
    ),
    "0.2": Exercise(
        answer=sea_miles,
        right="The Commission counts 18 miles in the Pacific and 12 in the Gulf.",
        hints=(
            "The Commission stands in two rows of the table. Compare what each of them measures.",
            "One of its rows is without the sea, one is with it.",
            "Subtract the smaller of its two lengths from the larger.",
        ),
        mistakes=(
            Mistake(range_of_all, "That is the range of all six figures. Stay with one body's two figures."),
            Mistake(length_with_sea, "That is the whole length with the sea. How much of it is the sea?"),
        ),
    ),
}
