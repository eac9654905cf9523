"""The exercises and the guess of notebook 07; every answer is computed from data/."""

from helpers.definitions import CRITERIA, judge, pick
from helpers.exercises.model import Exercise, Guess, Mistake, far_off
from helpers.exercises.notebook_06 import countries, shares
from helpers.language import N_, _, label

MOST_QUIET = 198  # years without a dispute, 1816 to 2014


def with_so_many_years():
    return countries()["quiet_years"].value_counts().sort_index()


def more_than_none():
    return (countries()[list(CRITERIA)] > 0).sum().rename_axis("column")


def at_best():
    return shares()["ally_pct"] + shares()["undecided_pct"]


def tells_apart(answer) -> bool:
    """Say whether a definition calls one of Mexico and Switzerland an ally and not the other, and is no mere list."""
    bars, at_least = answer
    answers = judge(countries(), bars, at_least)
    if len(bars) < 3:
        raise ValueError(_("The definition has too few criteria. Use at least three."))
    both = answers[["MEX", "CHE"]]
    if both.isna().any():
        raise ValueError(
            _("One of the two is undecided: a blank decides. Choose criteria that are published for both.")
        )
    if both["MEX"] == both["CHE"]:
        if both["MEX"]:
            raise ValueError(_("Mexico and Switzerland are both allies by it. Look for criteria in which they differ."))
        raise ValueError(_("By it neither Mexico nor Switzerland is an ally. Look for criteria in which they differ."))
    if answers.sum() > len(answers) / 2:
        raise ValueError(_("It calls more than half of all states allies. Raise a bar or the quota."))
    return True


EXERCISES = {
    "7.1": Exercise(
        wants="one whole number, a count of states",
        minutes=3,
        where="the column `quiet_years` of the table `countries`",
        beside=with_so_many_years,
        at=MOST_QUIET,
        right="Nobody has more. “As high as any” says so; a percentile hides it.",
        hints=(
            "A percentile counts those who have less. Count those who have the same.",
            "`==` asks of each state whether its figure is equal to another.",
            "Put round brackets about the comparison with 198, and add `.sum()`.",
        ),
        mistakes=(
            Mistake(
                lambda: (countries()["quiet_years"] < MOST_QUIET).sum(),
                "That many have fewer. The question asks for those who have as many.",
            ),
            Mistake(
                lambda: (countries()["quiet_years"] == MOST_QUIET).sum() - 1,
                "Saudi Arabia itself is one of them. Count it too.",
            ),
            Mistake(lambda: len(countries()), "That is all states. Count only those that have 198 years."),
        ),
    ),
    "7.2": Exercise(
        wants="one whole number, a count of states",
        where="the column `troops` of the table `countries`",
        beside=more_than_none,
        at="troops",
        right="It holds for all states with a figure but one. Such a line says nothing about your country.",
        hints=(
            "The first line of the cell counts visits. Change the criterion, twice.",
            'Write `"troops"` where `"visits"` stands, and run the cell.',
            "The first of the two numbers that it prints is wanted.",
        ),
        mistakes=(
            Mistake(
                lambda: countries()["troops"].count(),
                "So many have a figure. One of these figures is zero.",
            ),
            Mistake(lambda: more_than_none()["visits"], "That is the line on visits. Change the criterion first."),
        ),
    ),
    "7.3": Exercise(
        wants="one number, a percentage with one decimal",
        where='the row "TWN" of the table `shares`',
        beside=at_best,
        at="TWN",
        tolerance=0.05,
        right="The blanks could nearly triple Taiwan's share. A blank is not a no.",
        hints=(
            'Change "MEX" to "TWN" in the first line of the cell, and run it.',
            "One column says in how many percent Taiwan is an ally, another what the blanks leave open.",
            "If all blanks turned out well, both would count. Add the two.",
        ),
        mistakes=(
            Mistake(
                lambda: shares().loc["TWN", "ally_pct"],
                "That is its share if every blank counts as a no. How far could the blanks lift it?",
            ),
            Mistake(
                lambda: shares().loc["TWN", "undecided_pct"],
                "That is what the blanks leave open. It comes on top of something.",
            ),
            Mistake(
                lambda: shares().loc["TWN", "undecided_pct"] - shares().loc["TWN", "ally_pct"],
                "You took the difference. What is open comes on top.",
            ),
        ),
    ),
    "7.4": Exercise(
        wants="a pair: three or more criteria with their bars in curly brackets, and how many of them must hold",
        minutes=4,
        where="the rows of Mexico and Switzerland in `countries`",
        answer=lambda: ({"pact": True, "trade_agreement": True, "trade_pct": 10}, 2),
        accepts=tells_apart,
        right="Now apply it to your country, and say whether you would defend the result.",
        hints=(
            'Look for three criteria in which the two differ: `countries.loc[["MEX", "CHE"]].T`.',
            "Set each bar between the figures of the two, or write `True`.",
            'The form is `({"visits": 2, "un_gap": 0, "troops": 10}, 2)`: with other criteria and bars.',
        ),
        mistakes=(
            Mistake(
                lambda: ({"trade_agreement": True}, 1),
                "One criterion, or two, are a thin definition. Use at least three.",
                lambda answer: len(answer[0]) < 3 and judge(countries(), *answer) is not None,
            ),
            Mistake(
                lambda: ({"visits": 1, "un_gap": 0, "trade_pct": 5}, 1),
                "By this definition both are allies. Set a bar between their figures.",
                lambda answer: judge(countries(), *answer)[["MEX", "CHE"]].fillna(False).all(),
            ),
        ),
    ),
}


def about_country(guess: float, country: str = "TUR") -> str:
    name = pick(countries(), country)["country"]
    right = round(float(shares().loc[country, "ally_pct"]), 1)
    said = _("{country}: {number} percent of our definitions say ally.", country=label(name), number=right)
    return f"{said} {far_off(guess, right, N_('points'))}"


GUESS = Guess(
    asks="What percentage of the definitions call your country an ally?",
    unit="percent",
    high=100,
    reply=about_country,
)
