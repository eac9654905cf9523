"""The exercises of notebook 05; every answer is computed from data/."""

import functools

import pandas as pd

from helpers.exercises.labels import country_names
from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table
from helpers.language import N_, _, label

COUNTRIES = ["mex", "can", "gbr", "isr", "jpn", "bra", "ind", "chn", "sau"]
VISITS = ["president_trips", "secretary_of_state_trips", "leader_visits_to_usa"]


def votes_of(year: int):
    votes = table("un_votes")
    return votes[votes["year"] == year]


def vote_pairs():
    return table("un_votes").value_counts(["year", "usa", "mex"])


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
def agreement():
    return table("un_agreement").pivot(index="year", columns="iso3", values="agree_pct")


@functools.cache
def full_windows():
    """Return how many states had a visit in each of four years, by the first of the four."""
    rows, starts = table("leader_visits"), range(1945, 2021)
    years = {start: rows[rows["year"].between(start, start + 3)].groupby("iso3")["year"].nunique() for start in starts}
    return pd.Series({start: (count == 4).sum() for start, count in years.items()}).rename_axis("year")


def any_in_window(start: int) -> int:
    rows = table("leader_visits")
    return rows[rows["year"].between(start, start + 3)]["iso3"].nunique()


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
        wants="one whole number, a count of votes in 2019",
        where="the crosstab of the frame `votes_5_1`, once it holds the year 2019",
        tables=("un_votes",),
        beside=vote_pairs,
        at=(2019, "no", "yes"),
        right="In each of them the United States voted no and Mexico yes, as in 2023. The share is larger.",
        hints=(
            "The crosstab counts every pair of votes. Its rows are the United States, its columns Mexico.",
            'Change 2023 to 2019 in the first line. Opposite votes are "no" with "yes", and "yes" with "no".',
            "One of the two has no column, so it is zero. Read the row no, column yes.",
        ),
        mistakes=(
            Mistake(
                lambda: vote_pairs()[2023, "no", "yes"],
                "That is the count of 2023, which stands above. Change the year in the first line.",
            ),
            Mistake(
                lambda: (votes_of(2019)["usa"] != votes_of(2019)["mex"]).sum(),
                "That takes in the abstentions. They are neither the same vote nor the opposite.",
            ),
            Mistake(
                lambda: (votes_of(2019)["usa"] == "no").sum(),
                "That is every no of the United States. Mexico abstained in a few of them.",
            ),
            Mistake(
                lambda: (votes_of(2019)["usa"] == votes_of(2019)["mex"]).sum(),
                "That is where both voted the same. The question is about opposite votes.",
            ),
        ),
    ),
    "5.2": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `votes_5_2`, columns `usa` and `can`",
        tables=("un_votes",),
        beside=all_votes,
        at=(2023, "can"),
        tolerance=0.05,
        right="More than twice Mexico's share, by the same count of the same votes.",
        hints=(
            'Compare two columns row by row: `votes_5_2["usa"] == votes_5_2["can"]`.',
            "`same_5_2` holds a True for each vote that was the same. `mean` gives the share of True.",
            "Multiply the mean by a hundred and round.",
        ),
        mistakes=(
            Mistake(
                lambda: (votes_of(2023)["usa"] == votes_of(2023)["can"]).sum(),
                "That is a count of votes. Divide it by the number of votes in the year, or take the mean.",
            ),
            Mistake(
                lambda: half_percent(votes_of(2023), "can"),
                "That counts an abstention as half. Here only the same vote counts.",
            ),
        ),
    ),
    "5.3": Exercise(
        wants="one whole number, a count of years",
        where='the frame `since_5_3`, columns "MEX" and "BRA"',
        tables=("un_agreement",),
        beside=years_above_brazil,
        at="MEX",
        right="Next to Brazil, Mexico looks like many others: near the middle.",
        hints=(
            "Compare two columns of `since_5_3`: the result has a True or a False for each year.",
            'The columns are "MEX" and "BRA", and above means `>`.',
            'Put the comparison in brackets and add `.sum()`: `(since_5_3["MEX"] > ...).sum()`.',
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
                "That takes all years since the start. Use `since_5_3`.",
            ),
        ),
    ),
    "5.4": Exercise(
        wants="one whole number, a count of states",
        where="the frame `window_5_4`, once it holds the years 2016 to 2019",
        tables=("leader_visits",),
        beside=full_windows,
        at=2016,
        right="More than in the article's years, which hold the pandemic. Mexico is among them again.",
        hints=(
            "Change the two years in `between(2020, 2023)`. Both ends count.",
            "`states_5_4` then holds, for each state, the years with a visit in your window.",
            "`(states_5_4 == 4).sum()` counts the states that have all four.",
        ),
        mistakes=(
            Mistake(
                lambda: full_windows()[2020],
                "That is the count of the article's own years. Change them in the first line.",
            ),
            Mistake(
                lambda: any_in_window(2016),
                "That counts states with a visit in any of the years. Each year must have one.",
            ),
        ),
    ),
    "5.5": Exercise(
        minutes=3,
        wants="one number, in points, rounded to one decimal, positive for a fall",
        where='the frame `shares`, column "MEX"',
        tables=("un_agreement", "state_department_coincidence"),
        beside=fall,
        at=("MEX", 2017),
        tolerance=0.05,
        right="In our file the fall is less than half as large. The report of 2016 and the file count different votes.",
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
    "5.6": Exercise(
        minutes=4,
        wants="a pair in round brackets: an `iso3` code as text and a whole number of years",
        where="the Series `years_with_visit`, or the rows of your country in the frame `full`",
        tables=("leader_visits",),
        beside=lambda: for_every_country(visits().groupby("iso3")["year"].nunique()),
        at="JPN",
        pair=True,
        but="MEX",
        right="You counted years with a visit for one country. Few countries have more than Mexico.",
        hints=(
            'Keep one country: `rows = full[full["iso3"] == "CAN"]`.',
            "Count its different years with `nunique()`, as section 3 does for all.",
            "`years_with_visit` holds the count for every country already: read one off.",
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


def about_the_whole_world(guess: float) -> str:
    shares = agreement().loc[2023].dropna()
    best, always = shares.idxmax(), int((shares == 100).sum())
    said = _(
        "It was {number} of {total} countries. The nearest was {country}, with the same vote in {share:.0f} percent.",
        number=always,
        total=len(shares),
        country=label(country_names()[best]),
        share=shares[best],
    )
    return f"{said} {far_off(guess, always, N_('countries'))}"


GUESS = Guess(
    asks="In 2023, how many of 191 other countries voted with the United States in every recorded vote?",
    unit="countries",
    high=191,
    reply=about_the_whole_world,
)
