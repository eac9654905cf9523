"""Model answers and hints for the exercises of notebook 04; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake


def peak_year(column: str, first: int, last: int):
    table = load("border_patrol_encounters").set_index("fiscal_year")
    return table.loc[first:last, column].idxmax()


def southwest_peak_before_2001():
    return peak_year("southwest", 1925, 2000)


def southwest_peak_of_all():
    return peak_year("southwest", 1925, 2026)


def peak_of_the_1980s():
    return peak_year("southwest", 1925, 1989)


def citizens_percent(iso3: str, year: int):
    table = load("encounters_by_citizenship").set_index(["fiscal_year", "iso3"])["encounters"]
    return round(table[year, iso3] / table[year, "WLD"] * 100, 1)


def guatemala_2019():
    return citizens_percent("GTM", 2019)


def guatemala_2024():
    return citizens_percent("GTM", 2024)


def mexico_2019():
    return citizens_percent("MEX", 2019)


def guatemala_share():
    table = load("encounters_by_citizenship").set_index(["fiscal_year", "iso3"])["encounters"]
    return round(table[2019, "GTM"] / table[2019, "WLD"], 3)


def visas_and_stops():
    visas = load("us_work_visas")
    stops = load("encounters_of_mexicans")
    return visas[visas["iso3"] == "MEX"].merge(stops[stops["nationwide"]], on="fiscal_year")


def years_with_more_visas():
    both = visas_and_stops()
    return (both["h2a"] + both["h2b"] + both["h2r"] > both["mexico"]).sum()


def years_with_more_stops():
    both = visas_and_stops()
    return (both["h2a"] + both["h2b"] + both["h2r"] < both["mexico"]).sum()


def years_with_tn():
    both = visas_and_stops()
    return (both["h2a"] + both["h2b"] + both["h2r"] + both["tn"] > both["mexico"]).sum()


def cases_per_trillion(iso3: str, role: str | None = None):
    cases = load("us_wto_cases")
    if role:
        cases = cases[cases["us_role"] == role]
    trade = load("us_goods_trade_by_partner")
    trade = trade[trade["year"].between(1995, 2017) & (trade["iso3"] == iso3)]
    trillions = (trade["exports_musd"] + trade["imports_musd"]).sum() / 1e6
    return round((cases["iso3"] == iso3).sum() / trillions, 1)


def india_rate():
    return cases_per_trillion("IND")


def india_as_complainant():
    return cases_per_trillion("IND", "respondent")


def mexico_rate():
    return cases_per_trillion("MEX")


def india_cases():
    return (load("us_wto_cases")["iso3"] == "IND").sum()


def mexican_disputes():
    disputes = load("us_militarized_disputes")
    mexico = disputes[disputes["iso3"] == "MEX"]
    return mexico, mexico[["us_hostility", "partner_hostility"]].max(axis=1)


def disputes_with_force():
    return (mexican_disputes()[1] >= 4).sum()


def all_disputes():
    return len(mexican_disputes()[0])


def us_used_force():
    return (mexican_disputes()[0]["us_hostility"] >= 4).sum()


def wars_only():
    return (mexican_disputes()[1] > 4).sum()


def recent_events():
    events = load("us_mexico_events")
    return events[events["year"] >= 1990]


def pick(early: str, late: str):
    """Five events of one direction before 2010 and five of another from 2010 on."""
    events = recent_events()
    first = events[(events["year"] < 2010) & (events["direction"] == early)]["event_id"].head(5)
    second = events[(events["year"] >= 2010) & (events["direction"] == late)]["event_id"].head(5)
    return [*first, *second]


def falling_tension():
    return pick("tension", "cooperation")


def rising_tension():
    return pick("cooperation", "tension")


def four_events():
    return falling_tension()[3:7]


def tension_shares(answer) -> tuple[float, float] | None:
    """Return the share of tension before 2010 and since; None if the list breaks a rule of the task."""
    chosen = set(answer)
    events = recent_events()
    events = events[events["event_id"].isin(chosen)]
    early = events[events["year"] < 2010]["direction"] == "tension"
    late = events[events["year"] >= 2010]["direction"] == "tension"
    allowed = len(events) == len(chosen) >= 10 and len(early) >= 4 and len(late) >= 4
    return (early.mean(), late.mean()) if allowed else None


def tension_falls(answer) -> bool:
    shares = tension_shares(answer)
    return shares is not None and shares[1] < shares[0]


def tension_does_not_fall(answer) -> bool:
    shares = tension_shares(answer)
    return shares is not None and shares[1] >= shares[0]


EXERCISES = {
    "4.1": Exercise(
        answer=southwest_peak_before_2001,
        right="It is the peak on the southwest border and nationwide. The next higher count came two decades on.",
        hints=(
            'Keep the rows you need: `full[full["fiscal_year"] < 2001]`.',
            'Set the year as the index and take the column `"southwest"`.',
            "`idxmax()` gives the index of the largest value.",
        ),
        mistakes=(
            Mistake(southwest_peak_of_all, "That is the highest count of all. The question stops before FY2001."),
            Mistake(peak_of_the_1980s, "A famous peak, but not the highest of the century. Look at later years."),
        ),
    ),
    "4.2": Exercise(
        answer=guatemala_2019,
        tolerance=0.05,
        right="More encounters in that year were of Guatemalans than of Mexicans.",
        hints=(
            "The table `percent` in section 2 has one row a citizenship and one column a fiscal year.",
            "`percent.loc[row, column]` picks one cell.",
            'The row is `"Guatemala"`, the column a whole number. Round it.',
        ),
        mistakes=(
            Mistake(guatemala_2024, "That is a later year. The question asks for FY2019."),
            Mistake(mexico_2019, "That is Mexico's share. Take the row of Guatemala."),
            Mistake(guatemala_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
        ),
    ),
    "4.3": Exercise(
        answer=years_with_more_visas,
        right="FY2017 to FY2019: then expulsions and repeat crossings raised the encounters again.",
        hints=(
            "Compare the two columns of `both`: the result is True or False for each year.",
            "True counts as one, so `sum()` counts the years.",
            '`(both["work_visas"] > ...).sum()` with the other column in place of the dots.',
        ),
        mistakes=(
            Mistake(years_with_more_stops, "That is the reverse. Which column must be larger?"),
            Mistake(years_with_tn, "TN visas are for professions. Leave them out here."),
        ),
    ),
    "4.4": Exercise(
        answer=india_rate,
        tolerance=0.05,
        right="About ten times Mexico's figure: as many cases on far less trade.",
        hints=(
            'Find the row: `opponents[opponents["iso3"] == "IND"]`.',
            "Divide its cases by its trade in trillion US dollars.",
            "The table `rate` has done the division for every country.",
        ),
        mistakes=(
            Mistake(india_cases, "That is the count of cases. Divide it by the trade."),
            Mistake(mexico_rate, "That is Mexico's. Take the row of India."),
            Mistake(india_as_complainant, "That counts only India's complaints. A case has two directions."),
        ),
    ),
    "4.5": Exercise(
        answer=disputes_with_force,
        right="The others were threats or displays of force, which count as disputes too.",
        hints=(
            "`fights` holds Mexico's disputes, with a column `hostility` for the worst act of either side.",
            "Level 4 is use of force, level 5 is war. Both should count.",
            'Compare `fights["hostility"]` with the lower of the two levels and add up.',
        ),
        mistakes=(
            Mistake(all_disputes, "That is every dispute, threats and displays among them. Use the hostility."),
            Mistake(us_used_force, "That looks at one side only. Either side counts."),
            Mistake(wars_only, "That is war alone. The use of force short of war should count too."),
        ),
    ),
    "4.6": Exercise(
        answer=falling_tension,
        accepts=tension_falls,
        right="You made a trend by choosing. Whoever reads a list of events should ask how it was chosen.",
        hints=(
            'Look at two groups: `since[since["year"] < 2010]` and the rest.',
            "Filter each by `direction`: which word should be frequent first, and which later?",
            "Take five events of the one kind before 2010 and five of the other after, and join the two lists.",
        ),
        mistakes=(
            Mistake(
                four_events, "Too few: choose ten or more, with four in each part.", lambda ids: len(set(ids)) < 10
            ),
            Mistake(
                rising_tension, "In your list tension does not fall. Turn the choice round.", tension_does_not_fall
            ),
        ),
    ),
}
