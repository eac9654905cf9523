"""The exercises of notebook 04; every answer is computed from data/."""

import functools

import pandas as pd

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table
from helpers.language import N_, _


def southwest():
    return table("border_patrol_encounters").set_index("fiscal_year")["southwest"].dropna()


def encounters():
    return table("encounters_by_citizenship").set_index(["iso3", "fiscal_year"])["encounters"]


@functools.cache
def citizens_percent():
    """Return each citizenship in percent of all encounters, by country and fiscal year."""
    return encounters().div(encounters()["WLD"], level="fiscal_year").drop("WLD", level="iso3") * 100


@functools.cache
def mexican_percent():
    """Return Mexican citizens in percent of all encounters by fiscal year, nationwide."""
    stops = table("encounters_of_mexicans").query("nationwide").set_index("fiscal_year")
    return stops["mexico"] / stops["total"] * 100


def years_below():
    """Return in how many fiscal years the Mexican share was below a percentage, by that percentage."""
    return pd.Series({limit: (mexican_percent() < limit).sum() for limit in range(10, 100, 10)}).rename_axis("percent")


@functools.cache
def duty_rates():
    """Return the average duty in percent by country, year and month."""
    duty = table("us_average_duty").set_index(["iso3", "year", "month"])
    return duty["duties_usd"] / duty["imports_usd"] * 100


def duty_changes():
    """Return how far each average duty since January 2025 is above that of January 2025, in points."""
    rates = duty_rates()
    first = rates.xs((2025, 1), level=["year", "month"])
    return rates.sub(first, level="iso3").loc[(slice(None), [2025, 2026])].dropna()


def visas_and_stops():
    visas, stops = table("us_work_visas"), table("encounters_of_mexicans")
    return visas[visas["iso3"] == "MEX"].merge(stops[stops["nationwide"]], on="fiscal_year")


def years_above(kinds: list[str]) -> int:
    both = visas_and_stops()
    return (both[kinds].sum(axis=1) > both["mexico"]).sum()


def years_by_kinds():
    choices = [["h2a"], ["h2b"], ["h2a", "h2b"], ["h2a", "h2b", "h2r"], ["h2a", "h2b", "h2r", "tn"], ["tn"]]
    return pd.Series({"+".join(kinds): years_above(kinds) for kinds in choices}).rename_axis("choice")


def cases():
    return table("us_wto_cases")


def trillions():
    trade = table("us_goods_trade_by_partner").query("1995 <= year <= 2017").set_index("iso3")
    return (trade["exports_musd"] + trade["imports_musd"]).groupby(level="iso3").sum() / 1e6


def cases_per_trillion():
    return (cases()["iso3"].value_counts() / trillions()).dropna()


def disputes(iso3: str = "MEX"):
    fights = table("us_militarized_disputes")
    return fights[fights["iso3"] == iso3]


def worst(fights):
    return fights[["us_hostility", "partner_hostility"]].max(axis=1)


def disputes_by_level():
    """Return how many disputes reached at least a level of hostility, by country and level."""
    fights = table("us_militarized_disputes")
    counts = {level: (worst(fights) >= level).groupby(fights["iso3"]).sum() for level in range(1, 6)}
    return pd.DataFrame(counts).rename_axis("level", axis=1).stack()


@functools.cache
def recent_events():
    return table("us_mexico_events").query("year >= 1990").set_index("event_id")


def choice(early: str, late: str, each: int = 5) -> list[str]:
    """Return events of one direction before 2010 and of another from 2010 on, five of each."""
    events = recent_events()
    first = events.query("year < 2010 and direction == @early").index[:each]
    return [*first, *events.query("year >= 2010 and direction == @late").index[:each]]


def parts(answer):
    """Return True for tension, before 2010 and since, for the chosen events that are in the table since 1990."""
    events = recent_events()
    events = events[events.index.isin([code for code in answer if isinstance(code, str)])]
    tension = events["direction"] == "tension"
    return tension[events["year"] < 2010], tension[events["year"] >= 2010]


def follows_the_rules(answer) -> bool:
    early, late = parts(answer)
    return len(early) + len(late) == len(set(answer)) >= 10 and len(early) >= 4 and len(late) >= 4


def tension_falls(answer) -> bool:
    early, late = parts(answer)
    return follows_the_rules(answer) and late.mean() < early.mean()


EXERCISES = {
    "4.1": Exercise(
        wants="one whole number, a count of fiscal years",
        where="the column `share`, one value in percent for each fiscal year",
        tables=("encounters_of_mexicans",),
        beside=years_below,
        at=50,
        minutes=1,
        right="Most of the years since FY2014: then encounters of people from other countries rose.",
        hints=(
            "Compare the column with a number: `share < 50` is True or False for each year.",
            "True counts as one, so `sum()` counts the years.",
            "Put round brackets around the comparison before you add `.sum()`.",
        ),
        mistakes=(
            Mistake(
                lambda: len(mexican_percent()) - years_below()[50],
                "That counts the years with half or more. The question asks for fewer than half.",
            ),
            Mistake(
                lambda: (mexican_percent() < 50).idxmax(), "That is the first such year. The question asks how many."
            ),
            Mistake(
                lambda: 2024 - (mexican_percent() < 50).idxmax() + 1,
                "From the first such year on, but not in each of them: in some the share went up again.",
            ),
        ),
    ),
    "4.2": Exercise(
        wants="one number, cases per trillion US dollars, rounded to one decimal",
        where="the table `opponents`, the row of India",
        tables=("us_wto_cases", "us_goods_trade_by_partner"),
        beside=cases_per_trillion,
        at="IND",
        tolerance=0.05,
        minutes=2,
        right="About ten times Mexico's figure: about as many cases on far less trade.",
        hints=(
            'Find the row: `opponents[opponents["iso3"] == "IND"]`.',
            "Divide its cases by its trade in trillion US dollars.",
            "The column `rate` has done the division for every country.",
        ),
        mistakes=(
            Mistake(lambda: (cases()["iso3"] == "IND").sum(), "That is the count of cases. Divide it by the trade."),
            Mistake(
                lambda: len(cases().query("iso3 == 'IND' and us_role == 'respondent'")) / trillions()["IND"],
                "That counts only India's complaints. A case has two directions.",
            ),
        ),
    ),
    "4.3": Exercise(
        wants="one number, in percentage points, rounded to one decimal",
        where="the table `rates`, one row a month and one column a country",
        tables=("us_average_duty",),
        beside=duty_changes,
        at=("MEX", 2026, 7),
        tolerance=0.05,
        minutes=3,
        right="The ruling ended one tariff. Duties on metals and cars rest on another law and stayed.",
        hints=(
            'One cell of the table: `rates.loc["2026-07-01", "MEX"]`.',
            "Take the January before the tariffs, not the one after.",
            "Subtract the value of January 2025 from the value of July 2026, and round.",
        ),
        mistakes=(
            Mistake(
                lambda: duty_rates()["MEX", 2026, 7] - duty_rates()["MEX", 2026, 1],
                "That is the friend's figure: January 2026 lies after the first tariffs.",
            ),
            Mistake(
                lambda: duty_rates()["MEX", 2026, 7] / duty_rates()["MEX", 2025, 1],
                "That says how many times as high. Percentage points are a difference.",
            ),
            Mistake(lambda: duty_rates()["MEX", 2026, 7], "That is the rate of July 2026. Subtract the other month."),
        ),
    ),
    "4.4": Exercise(
        wants='a list of ten or more `event_id` as text, such as `["E050", "E051"]`',
        where="the frame `since`, columns `event_id`, `year` and `direction`",
        tables=("us_mexico_events",),
        answer=lambda: choice("tension", "cooperation"),
        accepts=tension_falls,
        minutes=4,
        right="You made a trend by choosing. Whoever reads a list of events should ask how it was chosen.",
        hints=(
            'Look at two groups: `since[since["year"] < 2010]` and the rest.',
            "Filter each by `direction`: which word should be frequent first, and which later? `both` is no tension.",
            "Take five events of the one kind before 2010 and five of the other after, and join the two lists.",
        ),
        mistakes=(
            Mistake(
                lambda: [*choice("tension", "cooperation"), "E001"],
                "An event in your list is not in `since`. Use its `event_id`, such as those of the years since 1990.",
                lambda ids: not set(ids) <= set(recent_events().index),
            ),
            Mistake(
                lambda: choice("tension", "cooperation", each=4),
                "Too few: choose ten or more, with four in each part.",
                lambda ids: len(set(ids)) < 10,
            ),
            Mistake(
                lambda: list(recent_events().query("year < 2010").index[:12]),
                "One part has too few: choose four or more before 2010, and four or more from 2010 on.",
                lambda ids: not follows_the_rules(ids),
            ),
            Mistake(
                lambda: choice("cooperation", "tension"),
                "In your list tension does not fall. Turn the choice round.",
                lambda ids: not tension_falls(ids),
            ),
        ),
    ),
    "4.5": Exercise(
        wants="one whole number, a fiscal year with four digits",
        where="the table `century`, columns `fiscal_year` and `southwest`, for the years before FY2001",
        tables=("border_patrol_encounters",),
        beside=lambda: southwest().loc[:2000],
        minutes=1,
        right="That is the peak on the southwest border. The nationwide count has its own peak, in another year.",
        hints=(
            'Keep the rows you need: `century[century["fiscal_year"] < 2001]`.',
            'Set the year as the index and take the column `"southwest"`.',
            "`idxmax()` gives the index of the largest value.",
        ),
        mistakes=(
            Mistake(
                lambda: southwest().idxmax(), "That is the highest count of all. The question stops before FY2001."
            ),
            Mistake(
                lambda: southwest().loc[:1989].idxmax(),
                "A famous peak, the highest of its century nationwide. Take the column of the southwest border.",
            ),
        ),
    ),
    "4.6": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the table `percent`, one row a citizenship and one column a fiscal year",
        tables=("encounters_by_citizenship",),
        beside=citizens_percent,
        at=("GTM", 2019),
        tolerance=0.05,
        minutes=2,
        right="More encounters in that year were of Guatemalans than of Mexicans.",
        hints=(
            "The table `percent` has one row a citizenship and one column a fiscal year.",
            "`percent.loc[row, column]` picks one cell.",
            'The row is `"Guatemala"`, the column a whole number. Round it.',
        ),
        mistakes=(
            Mistake(
                lambda: encounters()["GTM", 2019],
                "That is a count of encounters. Divide it by all encounters of the year.",
            ),
        ),
    ),
    "4.7": Exercise(
        wants="one whole number, a count of fiscal years",
        where="the table `both`, columns `work_visas` and `mexico`",
        tables=("us_work_visas", "encounters_of_mexicans"),
        beside=years_by_kinds,
        at="h2a+h2b+h2r",
        minutes=2,
        right="FY2017 to FY2019: then expulsions and repeat crossings raised the encounters again.",
        hints=(
            "Compare the two columns of `both`: the result is True or False for each year.",
            "True counts as one, so `sum()` counts the years.",
            '`(both["work_visas"] > ...).sum()` with the other column in place of the dots.',
        ),
        mistakes=(
            Mistake(
                lambda: len(visas_and_stops()) - years_above(["h2a", "h2b", "h2r"]),
                "That is the reverse. Which column must be larger?",
            ),
            Mistake(
                lambda: years_above(["h2a", "h2b", "h2r", "tn"]), "TN visas are for professions. Leave them out here."
            ),
        ),
    ),
    "4.8": Exercise(
        wants="one whole number, a count of disputes",
        where="the table `fights`, column `hostility`",
        tables=("us_militarized_disputes",),
        beside=disputes_by_level,
        at=("MEX", 4),
        minutes=3,
        right="The others were threats or displays of force, which count as disputes too.",
        hints=(
            "`fights` holds Mexico's disputes, with a column `hostility` for the worst act of either side.",
            "Level 4 is use of force, level 5 is war. Both should count.",
            'Compare `fights["hostility"]` with the lower of the two levels and add up.',
        ),
        mistakes=(
            Mistake(
                lambda: len(disputes()), "That is every dispute, threats and displays among them. Use the hostility."
            ),
            Mistake(
                lambda: (disputes()["us_hostility"] >= 4).sum(), "That looks at one side only. Either side counts."
            ),
            Mistake(
                lambda: (worst(disputes()) > 4).sum(),
                "That is war alone. The use of force short of war should count too.",
            ),
        ),
    ),
}


def about_encounters(guess: float) -> str:
    stops = table("encounters_of_mexicans").query("nationwide").set_index("fiscal_year")
    right = round(float(stops.loc[2024, "mexico"] / stops.loc[2024, "total"] * 100), 1)
    said = _("In FY2024 it was {number} percent.", number=right)
    return f"{said} {far_off(guess, right, N_('points'))}"


GUESS = Guess(
    asks="In fiscal year 2024, what percentage of the US Border Patrol's encounters were of Mexican citizens?",
    unit="percent",
    high=100,
    reply=about_encounters,
)
