"""The exercises of notebook 06; every answer is computed from data/."""

import functools

import pandas as pd

from helpers import work_file
from helpers.definitions import FAMILIES, GRID, all_definitions, evidence, judge, stated
from helpers.exercises.model import Exercise, Guess, Mistake, far_off
from helpers.language import N_, _

PARTNER = {"trade_pct": 10, "visits": 5, "quiet_years": 25}
NO_ALLIES = ["CHN", "IRN", "PRK", "RUS", "CHE", "IRL"]
FRIEND = {"arms_musd": 100, "democracy": 0.5}


@functools.cache
def countries():
    return evidence()


@functools.cache
def shares():
    return all_definitions(countries(), GRID)


def met_in_families() -> list[int]:
    """Return how many criteria Mexico meets in each family, at the middle bar."""
    row = countries().loc["MEX"]
    return [sum(row[name] >= GRID[name][len(GRID[name]) // 2] for name in names) for names in FAMILIES.values()]


def by_quota(bars: dict, count):
    """Return a count of the countries' verdicts for every quota of a definition."""
    counts = {quota: count(judge(countries(), bars, quota)) for quota in range(1, len(bars) + 1)}
    return pd.Series(counts).rename_axis("at_least")


def fails(answer) -> str:
    """Return the first thing that a mended definition gets wrong: criteria, let in, shut out, undecided, or nothing."""
    bars, at_least = answer
    answers = judge(countries(), bars, at_least)
    if len(bars) < 3:
        return "criteria"
    if not answers[["GBR", "CAN", "JPN"]].fillna(False).all():
        return "let in"
    if answers[NO_ALLIES].fillna(True).any():
        return "shut out"
    return "undecided" if answers.isna().sum() > 10 else "nothing"


def lead_of_the_philippines(families: dict) -> float:
    """Return by how many points the Philippines stand above Switzerland with other families of the stated grid."""
    found = all_definitions(countries(), GRID, families=families)["ally_pct"]
    return found["PHL"] - found["CHE"]


EXERCISES = {
    "6.1": Exercise(
        wants="one whole number, a count of families",
        where="the first figure, in the column “Mexico”: a group of rows is one of `FAMILIES`",
        answer=lambda: met_in_families().count(0),
        right="Neither its forces and arms nor its regime ties Mexico to the United States, by these bars.",
        hints=(
            "The names of the six families stand on the right of the figure.",
            "Look down Mexico's column: which groups of rows have no full dot?",
            "Count these groups, not the empty dots.",
        ),
        minutes=1,
        mistakes=(
            Mistake(
                lambda: len(FAMILIES) - met_in_families().count(0),
                "In that many families Mexico meets at least one. How many are left?",
            ),
            Mistake(
                lambda: len(GRID) - sum(met_in_families()),
                "That many criteria are not met. Count whole families in which none is met.",
            ),
            Mistake(lambda: sum(met_in_families()), "That many criteria are met. The question is about families."),
        ),
    ),
    "6.2": Exercise(
        wants="one whole number, a count of countries",
        where="the printed number of the starter cell, with another `at_least`",
        beside=lambda: by_quota(PARTNER, lambda answers: answers.sum()),
        at=2,
        right="A lower quota can let states in, never shut one out. Over a quarter of all states are partners by it.",
        hints=(
            "One number in that call says how many criteria must hold.",
            "Put another number in place of the quota and run the cell.",
            "The first line prints the count.",
        ),
        mistakes=(
            Mistake(
                lambda: judge(countries(), {"trade_pct": 10}, 1).sum(),
                "That many pass the bar of trade. The other criteria count too.",
            ),
            Mistake(
                lambda: len(countries()),
                "That is how many states there are. Count those for which two of the three hold.",
            ),
        ),
    ),
    "6.3": Exercise(
        wants="a pair in round brackets: the bars in curly brackets and a whole number, the quota",
        where="the first line of the starter cell: change `my_bars` or `my_quota`",
        answer=lambda: ({"treaty": True, "visits": 5, "democracy": 0.5}, 3),
        accepts=lambda answer: fails(answer) == "nothing",
        right="It keeps the three in and the six out. Say what it does to Mexico, and defend that.",
        hints=(
            "Look at the printed line: which of the three fail, and at which criterion?",
            "A criterion that all three meet can replace one that they fail. A lower quota forgives one failure.",
            'Try `{"treaty": True, "visits": ..., "democracy": ...}` with bars of your own.',
        ),
        minutes=4,
        mistakes=(
            Mistake(
                lambda: ({"treaty": True}, 1),
                "That is too few criteria: use at least three.",
                lambda answer: fails(answer) == "criteria",
            ),
            Mistake(
                lambda: ({"treaty": True, "trade_pct": 10, "democracy": 0.5}, 3),
                "With this one a large economy fails at trade as a share of its output. Lower a bar or the quota.",
                lambda answer: fails(answer) == "let in" and "trade_pct" in answer[0],
            ),
            Mistake(
                lambda: ({"treaty": True, "visits": 5, "trade_agreement": True}, 3),
                "One of the three is not an ally yet. Look at which criterion it fails, then lower a bar or the quota.",
                lambda answer: fails(answer) == "let in",
            ),
            Mistake(
                lambda: ({"treaty": True, "visits": 2, "democracy": 0.5}, 1),
                "One of `no_allies` is an ally, or undecided. Raise a bar or the quota.",
                lambda answer: fails(answer) == "shut out",
            ),
            Mistake(
                lambda: ({"treaty": True, "troops": 100, "un_gap": 0}, 2),
                "All nine cases are as you want, but more than ten countries are undecided. Troops have many blanks. "
                "Use other criteria.",
                lambda answer: fails(answer) == "undecided",
            ),
        ),
    ),
    "6.4": Exercise(
        wants="families in curly brackets: names, each with a list of criteria in square brackets",
        where="the starter cell: change `my_families`",
        answer=lambda: FAMILIES | {"regime": []},
        accepts=lambda families: isinstance(families, dict) and lead_of_the_philippines(families) > 0,
        right="The treaty ally now stands above the neutral state. Write down why your families are fair.",
        hints=(
            "In which families does Switzerland meet a criterion that the Philippines fail? The first figure shows it.",
            "Leave out a family that says what a state is, and not what ties it.",
            "An empty list, `[]`, leaves a family out. Which family has only one criterion, and Switzerland meets it?",
        ),
        minutes=4,
        mistakes=(
            Mistake(lambda: dict(FAMILIES), "These are the stated families. Change something."),
            Mistake(
                lambda: {"commitment": ["treaty"]},
                "A definition takes three families or more. Begin with `FAMILIES |` and change one or two.",
                lambda families: (
                    sum(bool(names) for names in stated(families).values()) < 3
                    and {*GRID}.issuperset(name for names in families.values() for name in names)
                ),
            ),
            Mistake(
                lambda: FAMILIES | {"democracy": []},
                "An empty list under a new name leaves nothing out. Write the name of a family as the figure has it.",
                lambda families: any(not names and name not in FAMILIES for name, names in stated(families).items()),
            ),
            Mistake(
                lambda: FAMILIES | {"peace": []},
                "Switzerland still stands above the Philippines. Which criterion do they not share?",
                lambda families: lead_of_the_philippines(families) <= 0,
            ),
        ),
    ),
    "6.5": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `shares`, column `ally_pct`",
        beside=lambda: shares().rename_axis("column", axis=1).stack(),
        at=("COL", "ally_pct"),
        tolerance=0.05,
        right="Colombia has the treaty and the label that Mexico lacks; its trade is smaller beside its output.",
        hints=(
            "The frame `shares` has one row a country.",
            'Its rows are named by code: `shares.loc["COL"]`.',
            "Take the column `ally_pct` of that row and round it.",
        ),
        mistakes=(
            Mistake(
                lambda: shares().loc["COL", "undecided_pct"],
                "That is the share of definitions that a blank leaves open. Which column counts the allies?",
            ),
            Mistake(
                lambda: all_definitions(countries(), GRID, families=None, weigh="definitions").loc["COL", "ally_pct"],
                "That is the share with every combination of bars counted alike. The frame `shares` counts sets alike.",
            ),
        ),
    ),
    "6.6": Exercise(
        wants="one whole number, a count of countries",
        where="`judge` with the two bars, applied to `countries` with its blanks",
        beside=lambda: by_quota(FRIEND, lambda answers: answers.isna().sum()),
        at=2,
        right="A zero in place of a blank decides these cases without a figure. Nobody knows the verdict.",
        hints=(
            "Work out the verdict on the table with its blanks, then compare it with the friend's.",
            "With `at_least=2` the definition leaves some countries undecided.",
            "`isna()` finds the undecided, `.sum()` counts them.",
        ),
        minutes=3,
        mistakes=(
            Mistake(
                lambda: countries()[list(FRIEND)].isna().any(axis=1).sum(),
                "That many have a blank. For some the other criterion has failed already.",
            ),
            Mistake(
                lambda: (~judge(countries()[list(FRIEND)].fillna(0), FRIEND, 2)).sum(),
                "That counts all who are no allies for the friend. How many were undecided before?",
            ),
        ),
    ),
}


def about_vote(vote: str) -> str:
    before, now = work_file.read()["guesses"].get("00"), _(vote)
    if before is None:
        return _("Your vote: {vote}. No vote of notebook 00 is kept here. If you gave one, has it changed?", vote=now)
    if before == vote:
        return _("Your vote: {vote}, as in notebook 00. Which figure could have changed it?", vote=now)
    then = _(str(before))
    return _("Your vote: {vote}. In notebook 00 you voted {before}. Which figure changed it?", vote=now, before=then)


def about_share(guess: float) -> str:
    right = round(float(shares().loc["MEX", "ally_pct"]), 1)
    said = _("{number} percent of our definitions call Mexico an ally.", number=right)
    return f"{said} {far_off(guess, right, N_('points'))}"


GUESS = (
    Guess(asks="Is Mexico a US ally?", options=("yes", "no", "depends"), reply=about_vote),
    Guess(
        asks="What percentage of a great many definitions call Mexico an ally?",
        unit="percent",
        high=100,
        part="share",
        reply=about_share,
    ),
)
