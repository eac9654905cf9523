"""The exercises of notebook 01; every answer is computed from data/."""

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table
from helpers.language import N_, _

MEANINGS = ["treaty_ally", "any_official_label", "atop_defense_2018"]


def allies():
    return table("ally_status")


def joined():
    return allies()["nato_accession_year"].value_counts().sort_index()


def codes(rows):
    return list(allies().loc[rows, "iso3"])


def rio():
    return allies()["rio_treaty_status"]


def percent():
    shares = allies()[["nato_member", *MEANINGS]].mean() * 100
    return shares.rename_axis("column")


def meanings():
    return allies().set_index("iso3")[MEANINGS]


def pew_of_2025():
    """Return what percentage of adults named the United States, by where they were asked and as what."""
    polls = table("polls")
    kept = (polls["pollster"] == "Pew Research Center") & (polls["year"] == 2025) & (polls["about"] == "USA")
    kept &= polls["measure"].str.startswith("named as") & (polls["asked_in"] != "USA")
    return polls[kept].set_index(["asked_in", "measure"])["pct"].rename_axis(["iso3", "measure"])


EXERCISES = {
    "1.1": Exercise(
        wants="one whole number, a count of states",
        where="the Series `members`, whose index is the year",
        tables=("ally_status",),
        beside=lambda: joined().cumsum() + 1,
        at=1999,
        minutes=1,
        right="Twelve founders and seven more by 1999.",
        hints=(
            "`members` holds the count after each year in which somebody joined.",
            "Its index is the year: `members.loc[...]`.",
            "Put 1999 in the brackets. The United States is in `members` already.",
        ),
        mistakes=(
            Mistake(
                lambda: joined().loc[:1999].sum(), "The United States has no row in the table. Is it in your count?"
            ),
            Mistake(lambda: joined()[1999], "That many joined in 1999. Add those who were in before."),
        ),
    ),
    "1.2": Exercise(
        wants='a list of `iso3` codes as text, such as `["MEX", "CAN"]`',
        where="the frame `rio_1_2`, column `iso3`",
        tables=("ally_status",),
        answer=lambda: codes(rio().str.startswith("denounced")),
        minutes=2,
        right="Mexico left in 2004, the other four between 2014 and 2016. Venezuela's return is contested.",
        hints=(
            "In the cell, write another word in place of `party`. The counts above show with which word it begins.",
            'Take the column of codes: `rio_1_2["iso3"]`.',
            "Turn the column into a list with `list(...)`.",
        ),
        mistakes=(
            Mistake(
                lambda: codes(rio() == "party"), "These states are parties. Which word do those have that gave notice?"
            ),
            Mistake(
                lambda: codes(rio() == "denounced"),
                "One state's status has more words after the first. Use `startswith`.",
            ),
            Mistake(
                lambda: codes(~rio().isin(["party", "never"])),
                "That takes in Cuba, which is inactive and has not given notice.",
            ),
        ),
    ),
    "1.3": Exercise(
        wants="one whole number, a count of states",
        where="the columns `atop_defense_2018` and `any_official_label` of `allies`",
        tables=("ally_status",),
        beside=lambda: allies()[["atop_defense_2018", "any_official_label"]].value_counts(),
        at=(True, False),
        minutes=2,
        right="Mexico is one of them. Eleven of the sixteen are Caribbean islands, Belize, Guyana or Suriname.",
        hints=(
            "The cell above combines two columns with `&` and `~`. Here you need two others.",
            "Keep rows where ATOP's column is True, and the label's column is not.",
            "`((first) & ~(second)).sum()` counts the rows.",
        ),
        mistakes=(
            Mistake(
                lambda: (allies()["any_official_label"] & ~allies()["atop_defense_2018"]).sum(),
                "That is the reverse: a label and no promise in ATOP. Which of the two takes the `~`?",
            ),
            Mistake(
                lambda: (allies()["any_official_label"] & ~allies()["treaty_ally"]).sum(),
                "That is the cell above: a label and no treaty. Here the promise in ATOP comes first.",
            ),
            Mistake(
                lambda: (allies()["any_official_label"] & allies()["atop_defense_2018"]).sum(),
                "That counts those that have both. Which sign means not?",
            ),
            Mistake(
                lambda: (allies()["atop_defense_2018"] & ~allies()["treaty_ally"]).sum(),
                "That compares with the treaty column. A label can be more than a treaty.",
            ),
        ),
    ),
    "1.4": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the column `treaty_ally` of `allies`: the True in it, and its length",
        tables=("ally_status",),
        beside=percent,
        at="treaty_ally",
        tolerance=0.05,
        minutes=3,
        right="A count becomes a percentage only after you divide by the number of states.",
        hints=(
            "A percentage needs a base: a part divided by a whole.",
            "The part is the number of treaty allies, the whole is the number of rows.",
            "Multiply the share by one hundred and round it.",
        ),
        mistakes=(
            Mistake(
                lambda: allies()["treaty_ally"].sum(),
                "That is a count of countries. Divide it by the number of all states.",
            ),
        ),
    ),
    "1.5": Exercise(
        wants="one number, in percent of adults",
        where="the table `polls`: rows of Pew in 2025 with JPN in `asked_in`",
        tables=("polls",),
        beside=pew_of_2025,
        at=("JPN", "named as most important ally"),
        minutes=2,
        right="It is more than twice Mexico's share. Compare within one poll only.",
        hints=(
            "Start from the cell of section 4 that keeps the rows of Pew.",
            "Put another code and another year into its lists: `JPN` and 2025.",
            "Then read the row “named as most important ally”, column `pct`.",
        ),
        mistakes=(
            Mistake(
                lambda: pew_of_2025()["MEX", "named as most important ally"],
                "That is Mexico's share. Which code stands for Japan?",
            ),
            Mistake(
                lambda: 100 - pew_of_2025()["JPN", "named as most important ally"],
                "That is the share that named another country or none. The question asks for those who named it.",
            ),
        ),
    ),
    "1.6": Exercise(
        wants="a pair in round brackets: an `iso3` code as text and a whole number from 0 to 3",
        where="the row of your country in `allies`, its columns `meanings`",
        tables=("ally_status",),
        beside=lambda: meanings().sum(axis=1),
        at="TUR",
        pair=True,
        but="MEX",
        minutes=4,
        right="You read three meanings for one country.",
        hints=(
            'Keep one row: `row = allies[allies["iso3"] == "FRA"]`.',
            "Look at the row's three columns, `row[meanings]`, and count the True.",
            "Or let pandas count along the row: `row[meanings].sum(axis=1)`.",
        ),
        mistakes=(
            Mistake(
                lambda: meanings().query("treaty_ally").sum(axis=1) - 1,
                "Count the label column too: a treaty ally has an official label.",
            ),
            Mistake(
                lambda: 3 - meanings().sum(axis=1), "That is how many are False. The question asks how many are True."
            ),
        ),
    ),
}


def about_treaties(guess: float) -> str:
    right = int(allies()["treaty_ally"].sum())
    said = _("By our count a defence treaty is in force with {number} countries.", number=right)
    return f"{said} {far_off(guess, right, N_('countries'))}"


GUESS = Guess(
    asks="With how many countries does the United States have a defence treaty in force?",
    unit="countries",
    high=200,
    reply=about_treaties,
)
