"""The exercises of notebook 01; every answer is computed from data/."""

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table

MEANINGS = ["treaty_ally", "any_official_label", "atop_defense_2018"]


def allies():
    return table("ally_status")


def joined():
    return allies()["nato_accession_year"].value_counts().sort_index()


def codes(rows):
    return list(allies().loc[rows, "iso3"])


def rio():
    return allies()["rio_treaty_status"]


def statuses():
    return allies()["mnna_status"].value_counts()


def percent():
    shares = allies()[["nato_member", *MEANINGS]].mean() * 100
    return shares.rename_axis("column")


def meanings():
    return allies().set_index("iso3")[MEANINGS]


EXERCISES = {
    "1.1": Exercise(
        wants="one whole number, a count of states",
        where="the Series `members`, whose index is the year",
        tables=("ally_status",),
        beside=lambda: joined().cumsum() + 1,
        at=1999,
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
        where="the frame `left`, column `iso3`",
        tables=("ally_status",),
        answer=lambda: codes(rio().str.startswith("denounced")),
        right="Mexico left in 2004; the other four a decade later.",
        hints=(
            "The frame `left` holds them.",
            'Take its column: `left["iso3"]`.',
            "Turn the column into a list with `list(...)`.",
        ),
        mistakes=(
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
        wants="one whole number, a count of countries",
        where="the column `mnna_status` of `allies`, counted with `value_counts`",
        tables=("ally_status",),
        beside=statuses,
        at="designated",
        right="The status of Taiwan (`treated_as`) and the one that ended are counted apart.",
        hints=(
            "The counts stand in the section about US law.",
            'Look for the row "designated" in the output of `value_counts`.',
            'Or compute it: `(allies["mnna_status"] == "designated").sum()`.',
        ),
        mistakes=(
            Mistake(
                lambda: statuses().drop("none").sum(), "That counts every status but none, one that ended among them."
            ),
            Mistake(
                lambda: statuses()[["designated", "treated_as"]].sum(),
                "That counts Taiwan too. It is treated as one, not designated.",
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
        wants="one whole number, a count of states",
        where="the columns `atop_defense_2018` and `any_official_label` of `allies`",
        tables=("ally_status",),
        beside=lambda: allies()[["atop_defense_2018", "any_official_label"]].value_counts(),
        at=(True, False),
        right="Mexico is one of them, with several Caribbean states of the OAS Charter.",
        hints=(
            "The section about US law combines two columns with `&` and `~`. Here you need two others.",
            "Keep rows where the scholars' column is True, and the label's column is not.",
            "`(first & ~second).sum()` counts the rows.",
        ),
        mistakes=(
            Mistake(
                lambda: (allies()["any_official_label"] & ~allies()["atop_defense_2018"]).sum(),
                "That is the reverse: a label and no pact. Which of the two takes the `~`?",
            ),
            Mistake(
                lambda: (allies()["atop_defense_2018"] & ~allies()["treaty_ally"]).sum(),
                "That compares with the treaty column. A label can be more than a treaty.",
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
    return f"A defence treaty is in force with {right} countries. {far_off(guess, right, 'countries')}"


GUESS = Guess(
    asks="With how many countries does the United States have a defence treaty in force?",
    unit="countries",
    high=200,
    reply=about_treaties,
)
