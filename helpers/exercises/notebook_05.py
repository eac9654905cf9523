"""The exercises of notebook 05; every answer is computed from data/."""

import functools

import pandas as pd

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table

COUNTRIES = ["mex", "can", "gbr", "isr", "jpn", "bra", "ind", "chn", "sau"]
VISITS = ["president_trips", "secretary_of_state_trips", "leader_visits_to_usa"]


def votes_of(year: int):
    votes = table("un_votes")
    return votes[votes["year"] == year]


def vote_pairs():
    return table("un_votes").value_counts(["year", "usa", "mex"])


def not_abstained(year: int, *columns: str):
    votes = votes_of(year)
    return votes[(votes[list(columns)] != "abstain").all(axis=1)]


def same_percent(votes, column: str = "mex") -> float:
    return (votes["usa"] == votes[column]).mean() * 100


def half_percent(votes, column: str) -> float:
    half = (votes["usa"] == "abstain") != (votes[column] == "abstain")
    return ((votes["usa"] == votes[column]) + half / 2).mean() * 100


def over_years(percent):
    """Return percent(year, column) for every year and country of the votes."""
    years = table("un_votes")["year"].unique()
    values = {(year, column): percent(year, column) for year in years for column in COUNTRIES}
    return pd.Series(values).rename_axis(["year", "column"])


@functools.cache
def all_votes():
    return over_years(lambda year, column: same_percent(votes_of(year), column))


@functools.cache
def yes_or_no_votes():
    return over_years(lambda year, column: same_percent(not_abstained(year, "usa", column), column))


@functools.cache
def agreement():
    return table("un_agreement").pivot(index="year", columns="iso3", values="agree_pct")


def fall():
    return -agreement().diff().unstack()


def printed():
    state = table("state_department_coincidence")
    return state[state["iso3"] == "MEX"].set_index("year")["published_pct"]


def years_above_brazil():
    shares = agreement().loc[2000:2023]
    return shares.gt(shares["BRA"], axis=0).sum()


@functools.cache
def visits():
    return table("leader_visits").query("year <= 2023")


def for_every_country(counts):
    """Return counts with a zero for each known country that has no row: no row is no visit."""
    known = {*table("ally_status")["iso3"], *table("leader_visits")["iso3"]}
    return counts.reindex(sorted(known), fill_value=0).rename_axis("iso3")


EXERCISES = {
    "5.1": Exercise(
        wants="one whole number, a count of votes",
        where="the crosstab of the two governments' votes in 2023, made from the frame `year`",
        tables=("un_votes",),
        beside=vote_pairs,
        at=(2023, "no", "yes"),
        right="In each of them the United States voted no and Mexico yes; the other way round never happened.",
        hints=(
            "The crosstab counts every pair of votes.",
            'Two of its fields would be opposite votes: "no" with "yes", and "yes" with "no".',
            "One of the two has no column, so it is zero. Read the row no, column yes.",
        ),
        mistakes=(
            Mistake(
                lambda: (votes_of(2023)["usa"] != votes_of(2023)["mex"]).sum(),
                "That takes in the abstentions. They are neither the same vote nor the opposite.",
            ),
            Mistake(
                lambda: (votes_of(2023)["usa"] == "no").sum(),
                "That is every no of the United States. Mexico abstained in a few of them.",
            ),
            Mistake(
                lambda: (votes_of(2023)["usa"] == votes_of(2023)["mex"]).sum(),
                "That is where both voted the same. The question is about opposite votes.",
            ),
        ),
    ),
    "5.2": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `year`, columns `usa` and `can`",
        tables=("un_votes",),
        beside=all_votes,
        at=(2023, "can"),
        tolerance=0.05,
        right="More than twice Mexico's share, by the same count of the same votes.",
        hints=(
            'Compare two columns row by row: `year["usa"] == year["can"]`.',
            "The sum of the comparison counts the True, `len(year)` counts all votes.",
            "Divide the two, multiply by a hundred and round.",
        ),
        mistakes=(
            Mistake(
                lambda: (votes_of(2023)["usa"] == votes_of(2023)["can"]).sum(),
                "That is a count of votes. Divide it by the number of votes in the year.",
            ),
            Mistake(
                lambda: half_percent(votes_of(2023), "can"),
                "That counts an abstention as half. Here only the same vote counts.",
            ),
        ),
    ),
    "5.3": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `year_2019`, the rows in which neither of the two abstained",
        tables=("un_votes",),
        beside=yes_or_no_votes,
        at=(2019, "mex"),
        tolerance=0.05,
        right="Leaving out abstentions raises the share, because most of them count as no agreement otherwise.",
        hints=(
            'Keep rows where neither is "abstain": two conditions joined by `&`.',
            "The notebook does it for another year and calls the rest `yes_no`.",
            "Then divide the number of same votes in the rest by the length of the rest.",
        ),
        mistakes=(
            Mistake(
                lambda: same_percent(votes_of(2019)),
                "That divides by all votes. Leave out those with an abstention first.",
            ),
            Mistake(
                lambda: same_percent(not_abstained(2019, "mex")),
                "You left out Mexico's abstentions. What about the other side's?",
            ),
        ),
    ),
    "5.4": Exercise(
        wants="one number, in points, rounded to one decimal, positive for a fall",
        where='the frame `shares`, column "MEX"',
        tables=("un_agreement", "state_department_coincidence"),
        beside=fall,
        at=("MEX", 2017),
        tolerance=0.05,
        right="In our file the fall is less than half as large. The report of 2016 counts other votes than the file.",
        hints=(
            "`shares` holds `agree_pct` with a column for every country and a row for every year.",
            '`shares.loc[2016, "MEX"]` is the first of two numbers.',
            "Subtract the later from the earlier one and round.",
        ),
        mistakes=(
            Mistake(
                lambda: printed()[2016] - printed()[2017],
                "That is the friend's figure, from two reports that count different votes. Use `agree_pct`.",
            ),
            Mistake(
                lambda: fall()["MEX", 2017] / agreement()["MEX"][2016] * 100,
                "That is the fall in percent of the first year. The question asks for points.",
            ),
        ),
    ),
    "5.5": Exercise(
        wants="one whole number, a count of years",
        where='the frame `since_2000`, columns "MEX" and "BRA"',
        tables=("un_agreement",),
        beside=years_above_brazil,
        at="MEX",
        right="Next to Brazil, Mexico looks like what it is: a country near the middle.",
        hints=(
            "Compare two columns of `since_2000`: the result has a True for each year.",
            'The columns are "MEX" and "BRA", and above means `>`.',
            'Put the comparison in brackets and add `.sum()`: `(since_2000["MEX"] > ...).sum()`.',
        ),
        mistakes=(
            Mistake(
                lambda: (agreement()["MEX"].loc[2000:2023] >= agreement()["BRA"].loc[2000:2023]).sum(),
                "That counts years with equal shares too. Above means `>`.",
            ),
            Mistake(
                lambda: (agreement()["MEX"].loc[2000:2023] < agreement()["BRA"].loc[2000:2023]).sum(),
                "That counts the years in which Brazil was above.",
            ),
            Mistake(
                lambda: (agreement()["MEX"] > agreement()["BRA"]).sum(),
                "That takes all years since the start. Use `since_2000`.",
            ),
        ),
    ),
    "5.6": Exercise(
        wants="a pair in round brackets: an `iso3` code as text and a whole number of years",
        where="the Series `years`, or the rows of your country in the frame `full`",
        tables=("leader_visits",),
        beside=lambda: for_every_country(visits().groupby("iso3")["year"].nunique()),
        at="JPN",
        pair=True,
        but="MEX",
        right="You counted years with a visit for one country. Few countries have more than Mexico.",
        hints=(
            'Keep one country: `rows = full[full["iso3"] == "CAN"]`.',
            "Count its different years with `nunique()`, as the notebook does for all.",
            "`years` holds the count for every country already: read one off.",
        ),
        mistakes=(
            Mistake(
                lambda: visits().groupby("iso3")[VISITS].sum().sum(axis=1),
                "That counts visits. The question is about years with at least one visit.",
            ),
            Mistake(
                lambda: visits().groupby("iso3")["president_trips"].sum(),
                "That counts the trips of US presidents. Count years with any visit, both ways.",
            ),
        ),
    ),
}


def about_votes(guess: float) -> str:
    right = round(float(same_percent(votes_of(2023))))
    return f"In 2023 it was {right} percent of {len(votes_of(2023))} votes. {far_off(guess, right, 'points')}"


GUESS = Guess(
    asks="In 2023, in what percentage of recorded votes of the UN General Assembly did the two vote the same?",
    unit="percent",
    high=100,
    reply=about_votes,
)
