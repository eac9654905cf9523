"""The exercises of notebook 03; every answer is computed from data/."""

import functools

import pandas as pd

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table
from helpers.language import N_, _

AID = ["iso3", "fiscal_year", "filed_under", "account"]


def mexican_account(account: str):
    aid = table("us_aid_by_account")
    rows = aid[(aid["iso3"] == "MEX") & (aid["account"] == account)]
    return rows.set_index("fiscal_year")["obligations_2020_musd"]


def financing():
    return mexican_account("military financing")


def account_percent():
    """Return each account in percent of what is filed under the same word, by country and fiscal year."""
    aid = table("us_aid_by_account").set_index(AID)["obligations_musd"]
    return aid / aid.groupby(level=AID[:3]).transform("sum") * 100


def mexico_2010():
    return table("us_aid_by_account").query("iso3 == 'MEX' and fiscal_year == 2010").set_index("account")


def narcotics_2010(rows):
    return rows["obligations_musd"]["narcotics"] / rows["obligations_musd"].sum()


@functools.cache
def ranks(method: str = "min", ascending: bool = False):
    trainees = table("us_military_training").set_index(["iso3", "fiscal_year"])["trainees"]
    return trainees.groupby(level="fiscal_year").rank(ascending=ascending, method=method)


def troops_against_mexico():
    troops = table("ally_status").set_index("iso3")["us_troops_dec_2025"].astype(float)
    return troops / troops["MEX"]


def troops(iso3: str) -> int:
    return table("ally_status").set_index("iso3").loc[iso3, "us_troops_dec_2025"]


def without_sites():
    """Return how many states have no US base site in the list of 2018, by what they have signed."""
    states = table("ally_status")
    none = states[states["us_base_sites_2018"] == 0]
    groups = ["nato_member", "treaty_ally", "any_official_label", "atop_defense_2018"]
    return pd.Series({group: none[group].sum() for group in groups}).rename_axis("group")


def members():
    return table("ally_status").query("nato_member")["us_base_sites_2018"]


def extradited(column: str = "of_them_mexican_nationals"):
    return table("mexico_extraditions_to_us").set_index("year")[column].astype(float)


def change_of_nationals():
    """Return the change of Mexican nationals extradited since 2019, in percent, by year."""
    return (extradited() / extradited()[2019] - 1).dropna() * 100


@functools.cache
def slide_events():
    events = table("us_mexico_events").query("year >= 2020").set_index("event_id")
    return events[events["category"].isin(["security", "sovereignty"])]


def on_slide(ids, column: str) -> set[str]:
    return set(slide_events().loc[[name for name in ids if name in slide_events().index], column])


def lacks(ids) -> bool:
    directions, countries = on_slide(ids, "direction"), on_slide(ids, "actor_country")
    return not ({"tension", "cooperation"} <= directions and {"US", "MX"} <= countries)


def is_fair(ids) -> bool:
    return len(ids) == 4 == len(set(ids)) and set(ids) <= set(slide_events().index) and not lacks(ids)


def slide(directions: list[str], countries: list[str]) -> list[str]:
    """Return the first events of the frame that have these directions and these acting countries, pair by pair."""
    found: list[str] = []
    for direction, country in zip(directions, countries, strict=True):
        fits = (slide_events()["direction"] == direction) & (slide_events()["actor_country"] == country)
        found.append(next(name for name in fits.index[fits] if name not in found))
    return found


def seized(first_months: bool = True):
    months = table("fentanyl_seizures_by_month")
    if first_months:
        months = months[months["month"].isin([10, 11, 12, 1, 2, 3, 4])]
    return months.groupby("fiscal_year")["fentanyl_lb"].sum()


def same_months_change():
    return seized().pct_change() * 100


def homicides():
    return table("homicide_rates").set_index(["iso3", "year"])["homicides_per_100k"]


def change_since_2007():
    rates = homicides()
    return rates - rates.xs(2007, level="year").reindex(rates.index.get_level_values("iso3")).to_numpy()


def change_to_2018():
    return change_since_2007().xs(2018, level="year")


EXERCISES = {
    "3.1": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `mexico_2010`, columns `filed_under` and `obligations_musd`",
        tables=("us_aid_by_account",),
        beside=account_percent,
        at=("MEX", 2010, "economic", "narcotics"),
        tolerance=0.05,
        minutes=3,
        right="Most of that year's “economic” aid went through the narcotics account.",
        hints=(
            "The whole is everything filed under economic, in one fiscal year.",
            'Keep `mexico_2010[mexico_2010["filed_under"] == "economic"]`, or add its rows up by hand.',
            "Divide the narcotics row by the sum of the rows, multiply by a hundred, round.",
        ),
        mistakes=(
            Mistake(
                lambda: narcotics_2010(mexico_2010()) * 100,
                "You divided by all aid. The whole here is what is filed under economic.",
            ),
            Mistake(
                lambda: narcotics_2010(mexico_2010().loc[["narcotics", "economic support"]]) * 100,
                "That is the share of two accounts. More than those two are filed under economic.",
            ),
        ),
    ),
    "3.2": Exercise(
        wants="one whole number, a count of NATO members",
        where="the frame `nato_3_2`, column `us_base_sites_2018`",
        tables=("ally_status",),
        beside=without_sites,
        at="nato_member",
        right="Nearly half of them, three of which joined after 2018. The list is one of several, and they differ.",
        hints=(
            "One row of `nato_3_2` is one member. The United States has no row.",
            'The condition is `nato_3_2["us_base_sites_2018"] == 0`.',
            "Put the condition in square brackets behind `nato_3_2`, and count the rows with `len`.",
        ),
        mistakes=(
            Mistake(lambda: (members() > 0).sum(), "That many have a site. How many have none?"),
            Mistake(lambda: len(members()), "That is the number of all members in the table. How many have no site?"),
            Mistake(lambda: members().sum(), "That is the number of sites. Count the members without one."),
            Mistake(
                lambda: (table("ally_status")["us_base_sites_2018"] == 0).sum(),
                "Those are all states without a site. Take the NATO members.",
            ),
            Mistake(
                lambda: without_sites()["treaty_ally"],
                "That counts all treaty allies without a site. Take those in NATO.",
            ),
        ),
    ),
    "3.3": Exercise(
        wants="one number, in percent, rounded to one decimal, with a minus sign for a fall",
        where="the last panel of the figure, or the column `of_them_mexican_nationals`",
        tables=("mexico_extraditions_to_us",),
        beside=change_of_nationals,
        at=2022,
        tolerance=0.05,
        minutes=3,
        right="One way to count, two whole years: a rise. The friend mixed two counts and took part of a year.",
        hints=(
            "The friend compares all people with Mexican nationals, and 2009 with a part of 2023.",
            "Both figures stand above bars of the last panel.",
            "Divide the later figure by the earlier, subtract 1, multiply by a hundred.",
        ),
        mistakes=(
            Mistake(
                lambda: (extradited()[2023] / extradited("extradited")[2009] - 1) * 100,
                "That is the friend's result: two ways to count, and a year that is not over.",
                lambda change: -51 < change < -48.5,
            ),
            Mistake(
                lambda: (extradited()[2022] / extradited("extradited")[2019] - 1) * 100,
                "You divided by all people of 2019. Take the Mexican nationals of that year.",
            ),
            Mistake(
                lambda: extradited()[2022] - extradited()[2019],
                "That is the difference in people. The question asks for percent of the earlier year.",
            ),
            Mistake(
                lambda: extradited()[2022] / extradited()[2019] * 100,
                "That is the later year in percent of the earlier. The change is that minus a hundred.",
            ),
            Mistake(
                lambda: (extradited()[2019] / extradited()[2022] - 1) * 100,
                "You went backwards in time. Divide the later figure by the earlier.",
            ),
        ),
    ),
    "3.4": Exercise(
        wants='a list of four `event_id` as text, such as `["E086", "E090"]` but longer',
        where="the frame `since_2020`, columns `direction` and `actor_country`",
        tables=("us_mexico_events",),
        answer=lambda: slide(["tension", "cooperation", "tension", "both"], ["US", "both", "MX", "MX"]),
        accepts=is_fair,
        minutes=4,
        right="It holds both kinds and both governments. Four others would be as fair, and would tell another story.",
        hints=(
            'Look at `since_2020[since_2020["actor_country"] == "MX"]`, then at `"US"`.',
            "Take one tension and one cooperation. See who acted in each.",
            "If both are acts of one government, take the third from the other. The fourth is free.",
        ),
        mistakes=(
            Mistake(
                lambda: ["E001", *slide(["tension", "both", "cooperation"], ["US", "MX", "MX"])],
                "An event in your list is not in `since_2020`. Take the `event_id` from its index.",
                lambda ids: not set(ids) <= set(slide_events().index),
            ),
            Mistake(
                lambda: slide(["tension", "cooperation"], ["US", "MX"]),
                "Choose four different events, no more and no fewer.",
                lambda ids: len(ids) != 4 or len(set(ids)) != 4,
            ),
            Mistake(
                lambda: slide(["tension"] * 4, ["US", "US", "US", "MX"]),
                "Your four show no cooperation.",
                lambda ids: "cooperation" not in on_slide(ids, "direction"),
            ),
            Mistake(
                lambda: slide(["cooperation"] * 3 + ["both"], ["MX", "MX", "both", "US"]),
                "Your four show no tension.",
                lambda ids: "tension" not in on_slide(ids, "direction"),
            ),
            Mistake(
                lambda: slide(["tension", "tension", "tension", "cooperation"], ["US", "US", "US", "both"]),
                "Something is missing: an act of Mexico's side alone, or of the US side alone.",
                lambda ids: lacks(ids),
            ),
        ),
    ),
    "3.5": Exercise(
        wants="a pair in round brackets: a code of three letters as text and the change, to one decimal",
        where="the frame `rates`, one row a year and one column a country",
        tables=("homicide_rates",),
        beside=change_since_2007,
        at=("COL", 2018),
        pair=True,
        but="MEX",
        tolerance=0.06,
        minutes=4,
        right="You have one comparison. It needs more like it, and a reason why the two were alike before.",
        hints=(
            "`rates` has one row a year and one column a country.",
            "The change is the rate of 2018 minus the rate of 2007.",
            '`("CRI", round(rates.loc[2018, "CRI"] - rates.loc[2007, "CRI"], 1))` is such a pair.',
        ),
        mistakes=(
            Mistake(lambda: -change_to_2018(), "The sign is the wrong way round: later minus earlier."),
            Mistake(
                lambda: homicides().xs(2018, level="year"),
                "That is the rate of 2018 alone. The change is later minus earlier.",
            ),
            Mistake(
                lambda: homicides().xs(2007, level="year"),
                "That is the rate of 2007 alone. The change is later minus earlier.",
            ),
            Mistake(
                lambda: change_to_2018() / homicides().xs(2007, level="year") * 100,
                "That is the change in percent. The question asks for later minus earlier.",
            ),
        ),
    ),
    "3.6": Exercise(
        wants="one whole number, a fiscal year with four digits",
        where="the Series `financing_3_6`, whose index is the fiscal year",
        tables=("us_aid_by_account",),
        beside=financing,
        minutes=1,
        right="Congress granted military financing in 2009. The largest obligation was booked a decade later.",
        hints=(
            "`financing_3_6` has one value a fiscal year.",
            "The largest value is `financing_3_6.max()`. Asked is its year.",
            "`.idxmax()` gives the index of the largest value.",
        ),
        mistakes=(
            Mistake(
                lambda: mexican_account("narcotics").idxmax(),
                "That is the peak of the narcotics account. Take military financing.",
            ),
            Mistake(
                lambda: financing().drop(financing().idxmax()).idxmax(),
                "Congress granted money then. A later year has a larger obligation.",
            ),
        ),
    ),
    "3.7": Exercise(
        wants="one number, a rank counted from the most course places",
        where="the Series `year_3_7`, whose index is the code of the country",
        tables=("us_military_training",),
        beside=ranks,
        at=("MEX", 2019),
        also=lambda: [ranks(method)["MEX", 2019] for method in ("average", "max")],
        right="In three years Mexico fell from first place to below twentieth, still in the upper part of the list. "
        "Another country has as many course places, so each way to count such a tie is taken.",
        hints=(
            "`year_3_7` holds the course places of one year.",
            "Rank it from the largest down: `year_3_7.rank(ascending=False)`.",
            'Read the rank of `"MEX"`. A half in it means that two countries share a place.',
        ),
        mistakes=(
            Mistake(
                lambda: ranks("average", ascending=True)["MEX", 2019],
                "You ranked from the smallest up. Use `ascending=False`.",
            ),
            Mistake(
                lambda: ranks("dense")["MEX", 2019],
                "That counts different numbers of course places. Count the countries with more, and add one.",
            ),
        ),
    ),
    "3.8": Exercise(
        wants="one number, how many times as many",
        where="the Series `troops_3_8`, whose index is the code of the country",
        tables=("ally_status",),
        beside=troops_against_mexico,
        at="JPN",
        minutes=1,
        tolerance=0.5,
        right="A ratio says what a linear axis hides: nearly three steps of the logarithmic axis lie between the two.",
        hints=(
            "Both counts stand in `troops_3_8`, at their codes.",
            "How many times as many: divide Japan's count by Mexico's.",
            '`round(troops_3_8["JPN"] / ...)` gives a whole number.',
        ),
        mistakes=(
            Mistake(
                lambda: troops("JPN") - troops("MEX"), "That is the difference. How many times as many means divide."
            ),
        ),
    ),
    "3.9": Exercise(
        wants="one number, in percent, rounded to one decimal, with a minus sign for a fall",
        where="the table of October to April, a sum of `fentanyl_lb` for each fiscal year",
        tables=("fentanyl_seizures_by_month",),
        beside=same_months_change,
        at=2026,
        tolerance=0.05,
        minutes=3,
        right="Seven months against the same seven months: a fall, and smaller than the friend's.",
        hints=(
            "The friend compares seven months with twelve.",
            "The table above holds the sum of October to April for each fiscal year.",
            "Divide FY2026 by FY2025, subtract 1, multiply by a hundred.",
        ),
        mistakes=(
            Mistake(
                lambda: (seized()[2026] / seized(first_months=False)[2025] - 1) * 100,
                "That is the friend's result: seven months against twelve.",
            ),
            Mistake(
                lambda: (seized()[2026] / seized()[2024] - 1) * 100,
                "That compares with FY2024. The year before is FY2025.",
            ),
        ),
    ),
}


def about_troops(guess: float) -> str:
    troops = table("ally_status").set_index("country")["us_troops_dec_2025"]
    right = int(troops["Mexico"])
    others = int(troops["Japan"])
    said = _("In December 2025 there were {number:,} in Mexico and {others:,} in Japan.", number=right, others=others)
    return f"{said} {far_off(guess, right, N_('persons'))}"


GUESS = Guess(
    asks="How many US troops were assigned to Mexico in December 2025?",
    unit="persons",
    reply=about_troops,
)
