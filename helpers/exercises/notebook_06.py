"""The exercises of notebook 06; every answer is computed from data/."""

import functools

import pandas as pd

from helpers import work_file
from helpers.definitions import CRITERIA, GRID, all_definitions, evidence, judge
from helpers.exercises.model import Exercise, Guess, Mistake, far_off

PARTNER = {"pact": True, "trade_pct": 10, "visits": 5, "quiet_years": 25}
RIVALS = ["CHN", "IRN", "PRK", "RUS"]
FRIEND = {"troops": 100, "un_gap": 0}


@functools.cache
def countries():
    return evidence()


@functools.cache
def shares():
    return all_definitions(countries(), GRID)


def blanks():
    return countries()[list(CRITERIA)].isna().sum()


def by_quota(bars: dict, count):
    """Return a count of the countries' verdicts for every quota of a definition."""
    counts = {quota: count(judge(countries(), bars, quota)) for quota in range(1, len(bars) + 1)}
    return pd.Series(counts).rename_axis("at_least")


def is_pair_of_bars_and_quota(answer) -> bool:
    return len(answer) == 2 and judge(countries(), *answer) is not None


def fails(answer) -> str:
    """Return the first thing that a mended definition gets wrong: criteria, let in, shut out, undecided, or nothing."""
    bars, at_least = answer
    answers = judge(countries(), bars, at_least)
    if len(bars) < 3:
        return "criteria"
    if not answers[["GBR", "CAN", "JPN"]].fillna(False).all():
        return "let in"
    if answers[RIVALS].fillna(True).any():
        return "shut out"
    return "undecided" if answers.isna().sum() > 10 else "nothing"


def grid_without(name: str) -> dict:
    return {criterion: bars for criterion, bars in GRID.items() if criterion != name}


def moves_mexico(grid) -> bool:
    if not isinstance(grid, dict) or len(grid) < 3:
        return False
    return abs(all_definitions(countries(), grid).loc["MEX", "ally_pct"] - shares().loc["MEX", "ally_pct"]) >= 5


EXERCISES = {
    "6.1": Exercise(
        wants="the short name of one criterion, as text in quotation marks",
        where="the Series `blanks`, whose index holds the names",
        beside=blanks,
        names=lambda: {words: name for name, (words, *_) in CRITERIA.items()},
        right="The report on troops leaves out many countries and does not say why.",
        hints=(
            "The counts stand in section 1, one row a criterion.",
            "Sort them: `blanks.sort_values()`.",
            "`blanks.idxmax()` gives the name that belongs to the largest count.",
        ),
        mistakes=(
            Mistake(
                lambda: blanks().nlargest(2).index[1], "That criterion comes second. Compare the counts once more."
            ),
            Mistake(lambda: blanks().max(), "That is how many blanks. The question asks for the criterion's name."),
        ),
    ),
    "6.2": Exercise(
        wants="one whole number, a count of countries",
        where="the call that applies `partner`, with another `at_least`",
        beside=lambda: by_quota(PARTNER, lambda answers: answers.sum()),
        at=4,
        right="A higher quota can only lose allies, never win one.",
        hints=(
            "One number in that call says how many criteria must hold.",
            "Write the call again with another `at_least`.",
            "Add `.sum()`, which counts the True and passes over the blanks.",
        ),
        mistakes=(
            Mistake(
                lambda: judge(countries(), {"trade_pct": 10}, 1).sum(),
                "That many pass the bar of trade. The other criteria are required too.",
            ),
        ),
    ),
    "6.3": Exercise(
        wants="one whole number, a count of countries",
        where="the definition `two`, applied to `countries` with its blanks",
        beside=lambda: by_quota(FRIEND, lambda answers: answers.isna().sum()),
        at=2,
        right="A zero in place of a blank decides these cases without a figure. Nobody knows the verdict.",
        hints=(
            "Work out the verdict on the table with its blanks, then compare it with the friend's.",
            "With `at_least=2` the definition leaves some countries undecided.",
            "`isna()` finds the undecided, `.sum()` counts them.",
        ),
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
    "6.4": Exercise(
        wants="a pair in round brackets: the bars in curly brackets and a whole number, the quota",
        where="the first line of the starter cell: change `bars` or `at_least`",
        answer=lambda: ({"treaty": True, "visits": 5, "democracy": 0.5}, 2),
        accepts=lambda answer: fails(answer) == "nothing",
        right="It keeps the three in and the rivals out. Say what it does to Mexico, and defend that.",
        hints=(
            "Look at the first output: which of the three fail, and at which criterion?",
            "A lower quota forgives one failure. A criterion that all three meet can replace one that they fail.",
            'Try two of `{"treaty": True, "visits": ..., "democracy": ...}` with bars of your own.',
        ),
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
                "One of `rivals` is an ally, or undecided. Raise a bar or the quota.",
                lambda answer: fails(answer) == "shut out",
            ),
            Mistake(
                lambda: ({"treaty": True, "troops": 100, "democracy": 0.5}, 2),
                "All seven cases are as you want, but more than ten countries are undecided. `blanks` shows which "
                "criteria have many blanks. Use others.",
                lambda answer: fails(answer) == "undecided",
            ),
        ),
    ),
    "6.5": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `shares`, column `ally_pct`",
        beside=lambda: shares().rename_axis("column", axis=1).stack(),
        at=("COL", "ally_pct"),
        tolerance=0.05,
        right="Colombia has the treaty and the label that Mexico lacks, and lives farther from US trade.",
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
        ),
    ),
    "6.6": Exercise(
        wants="a grid in curly brackets: criteria, each with a list of bars",
        where="the starter cell: change `my_grid`",
        answer=lambda: grid_without("democracy"),
        accepts=moves_mexico,
        right="You moved a country by choosing what to count. Write down why your grid is fair.",
        hints=(
            "Section 6 shows which criteria move Mexico most.",
            "Leave out one of the criteria with a long bar, or lower the bars of one that Mexico fails.",
            'Put the name of such a criterion where "visits" stands, then answer with `my_grid`.',
        ),
        mistakes=(
            Mistake(lambda: dict(GRID), "This is the stated grid. Change something."),
            Mistake(
                lambda: {"treaty": [True], "visits": [5]},
                "That is too few criteria: use at least three.",
                lambda grid: len(grid) < 3,
            ),
            Mistake(
                lambda: grid_without("visits"),
                "This moves Mexico, but too little. Which criteria have longer bars in section 6?",
                lambda grid: not moves_mexico(grid),
            ),
        ),
    ),
}


def about_vote(vote: str) -> str:
    before = work_file.read()["guesses"].get("00")
    if before is None:
        return f"Your vote: {vote}. No vote of notebook 00 is kept here. If you gave one, has it changed?"
    if before == vote:
        return f"Your vote: {vote}, as in notebook 00. Which figure could have changed it?"
    return f"Your vote: {vote}. In notebook 00 you voted {before}. Which figure changed it?"


def about_share(guess: float) -> str:
    right = round(float(shares().loc["MEX", "ally_pct"]), 1)
    return f"{right} percent of our definitions call Mexico an ally. {far_off(guess, right, 'points')}"


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
