"""Model answers and hints for the exercises of notebook 06; every answer is computed from data/."""

import functools

from helpers.definitions import GRID, all_definitions, evidence, judge
from helpers.exercises import Exercise, Mistake

PARTNER = {"pact": True, "trade_pct": 10, "visits": 5, "quiet_years": 25}
RIVALS = ["CHN", "IRN", "PRK", "RUS"]
FRIEND = {"troops": 100, "un_gap": 0}


@functools.cache
def countries():
    return evidence()


@functools.cache
def shares():
    return all_definitions(countries(), GRID)["ally_pct"]


def most_blanks():
    return countries().isna().sum().idxmax()


def second_most_blanks():
    return countries().isna().sum().nlargest(2).index[1]


def number_of_blanks():
    return countries().isna().sum().max()


def all_four():
    return judge(countries(), PARTNER, 4).sum()


def three_of_four():
    return judge(countries(), PARTNER, 3).sum()


def trade_alone():
    return judge(countries(), {"trade_pct": 10}, 1).sum()


def settled_by_zeros():
    return judge(countries(), FRIEND, 2).isna().sum()


def with_a_blank():
    return countries()[list(FRIEND)].isna().any(axis=1).sum()


def not_allies_of_the_friend():
    return (~judge(countries()[list(FRIEND)].fillna(0), FRIEND, 2)).sum()


def mended():
    return {"treaty": True, "visits": 5, "democracy": 0.5}, 2


def starter():
    return {"treaty": True, "trade_pct": 10, "democracy": 0.5}, 3


def treaty_alone():
    return {"treaty": True}, 1


def is_mended(answer) -> bool:
    bars, at_least = answer
    said = judge(countries(), bars, at_least)
    friends_in = said[["GBR", "CAN", "JPN"]].fillna(False).all()
    rivals_out = said[RIVALS].notna().all() and not said[RIVALS].any()
    return len(bars) >= 3 and friends_in and rivals_out and said.isna().sum() <= 10


def colombia():
    return round(shares()["COL"], 1)


def mexico():
    return round(shares()["MEX"], 1)


def colombia_as_a_share():
    return round(shares()["COL"] / 100, 3)


def without_democracy():
    return {name: bars for name, bars in GRID.items() if name != "democracy"}


def the_stated_grid():
    return dict(GRID)


def without_visits():
    return {name: bars for name, bars in GRID.items() if name != "visits"}


def moves_mexico(answer) -> bool:
    if not isinstance(answer, dict) or len(answer) < 3:
        return False
    return abs(all_definitions(countries(), answer).loc["MEX", "ally_pct"] - shares()["MEX"]) >= 5


EXERCISES = {
    "6.1": Exercise(
        answer=most_blanks,
        right="The report on troops leaves out many countries and does not say why.",
        hints=(
            "The counts stand in section 1, one row a criterion.",
            "Sort them: `blanks.sort_values()`.",
            "`blanks.idxmax()` gives the name that belongs to the largest count.",
        ),
        mistakes=(
            Mistake(second_most_blanks, "That criterion comes second. Compare the counts once more."),
            Mistake(number_of_blanks, "That is how many blanks. The question asks for the criterion's name."),
        ),
    ),
    "6.2": Exercise(
        answer=all_four,
        right="A higher quota can only lose allies, never win one.",
        hints=(
            "One number in the call of `judge` says how many criteria must hold.",
            "Write the call again with another `at_least`.",
            "Add `.sum()`, which counts the True and passes over the blanks.",
        ),
        mistakes=(
            Mistake(three_of_four, "That many meet the definition as it stands. Now raise `at_least`."),
            Mistake(trade_alone, "That many pass the bar of trade. The other criteria are required too."),
        ),
    ),
    "6.3": Exercise(
        answer=settled_by_zeros,
        right="A zero in place of a blank decides these cases without a figure. Nobody knows the verdict.",
        hints=(
            "Work out the verdict on the table with its blanks, then compare it with the friend's.",
            "`judge(countries, bars, at_least=2)` leaves some countries undecided.",
            "`isna()` finds the undecided, `.sum()` counts them.",
        ),
        mistakes=(
            Mistake(with_a_blank, "That many have a blank. For some the other criterion has failed already."),
            Mistake(
                not_allies_of_the_friend,
                "That counts all who are no allies for the friend. How many were undecided before?",
            ),
        ),
    ),
    "6.4": Exercise(
        answer=mended,
        accepts=is_mended,
        right="It keeps the three in and the rivals out. Say what it does to Mexico, and defend that.",
        hints=(
            "Look at the first output: which of the three fail, and at which criterion?",
            "A lower quota forgives one failure. A criterion that all three meet can replace one that they fail.",
            'Try two of `{"treaty": True, "visits": ..., "democracy": ...}` with bars of your own.',
        ),
        mistakes=(
            Mistake(
                starter,
                "With this one a large economy fails at trade as a share of its output. Lower a bar or the quota.",
            ),
            Mistake(treaty_alone, "That is too few criteria: use at least three.", lambda pair: len(pair[0]) < 3),
        ),
    ),
    "6.5": Exercise(
        answer=colombia,
        tolerance=0.05,
        right="Colombia has the treaty and the label that Mexico lacks, and lives farther from US trade.",
        hints=(
            "The frame `shares` has one row a country.",
            'Its rows are named by code: `shares.loc["COL"]`.',
            "Take the column `ally_pct` of that row and round it.",
        ),
        mistakes=(
            Mistake(mexico, "That is Mexico's share."),
            Mistake(colombia_as_a_share, "That is a share between 0 and 1. The question asks for percent."),
        ),
    ),
    "6.6": Exercise(
        answer=without_democracy,
        accepts=moves_mexico,
        right="You moved a country by choosing what to count. Write down why your grid is fair.",
        hints=(
            "Section 6 shows which criteria move Mexico most.",
            "Leave out one of the criteria with a long bar, or lower the bars of one that Mexico fails.",
            'Put the name of such a criterion where "visits" stands, then answer with `my_grid`.',
        ),
        mistakes=(
            Mistake(the_stated_grid, "This is the stated grid. Change something."),
            Mistake(without_visits, "This moves Mexico, but too little. Which criteria have longer bars in section 6?"),
        ),
    ),
}
