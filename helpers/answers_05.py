"""Model answers and hints for the exercises of notebook 05; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake


def votes_of(year: int):
    votes = load("un_votes")
    return votes[votes["year"] == year]


def opposite_2023():
    year = votes_of(2023)
    alone_no = (year["usa"] == "no") & (year["mex"] == "yes")
    alone_yes = (year["usa"] == "yes") & (year["mex"] == "no")
    return (alone_no | alone_yes).sum()


def not_same_2023():
    year = votes_of(2023)
    return (year["usa"] != year["mex"]).sum()


def us_no_2023():
    return (votes_of(2023)["usa"] == "no").sum()


def same_2023():
    year = votes_of(2023)
    return (year["usa"] == year["mex"]).sum()


def same_pct(column: str) -> float:
    year = votes_of(2023)
    return round((year["usa"] == year[column]).mean() * 100, 1)


def canada_2023():
    return same_pct("can")


def mexico_2023():
    return same_pct("mex")


def canada_2023_count():
    year = votes_of(2023)
    return (year["usa"] == year["can"]).sum()


def canada_2023_share():
    year = votes_of(2023)
    return round((year["usa"] == year["can"]).mean(), 3)


def canada_2023_half():
    year = votes_of(2023)
    half = (year["usa"] == "abstain") != (year["can"] == "abstain")
    return round(((year["usa"] == year["can"]) + half / 2).mean() * 100, 1)


def yes_no_2019():
    year = votes_of(2019)
    rest = year[(year["usa"] != "abstain") & (year["mex"] != "abstain")]
    return round((rest["usa"] == rest["mex"]).mean() * 100, 1)


def all_votes_2019():
    year = votes_of(2019)
    return round((year["usa"] == year["mex"]).mean() * 100, 1)


def mexico_without_abstentions_2019():
    year = votes_of(2019)
    rest = year[year["mex"] != "abstain"]
    return round((rest["usa"] == rest["mex"]).mean() * 100, 1)


def yes_no_2023():
    year = votes_of(2023)
    rest = year[(year["usa"] != "abstain") & (year["mex"] != "abstain")]
    return round((rest["usa"] == rest["mex"]).mean() * 100, 1)


def agree(iso3: str):
    agreement = load("un_agreement")
    return agreement[agreement["iso3"] == iso3].set_index("year")["agree_pct"]


def fall_2017():
    mexico = agree("MEX")
    return round(mexico[2016] - mexico[2017], 1)


def fall_2017_negative():
    return -fall_2017()


def fall_2017_printed():
    state = load("state_department_coincidence")
    mexico = state[state["iso3"] == "MEX"].set_index("year")["published_pct"]
    return round(mexico[2016] - mexico[2017], 1)


def fall_2017_relative():
    mexico = agree("MEX")
    return round((mexico[2016] - mexico[2017]) / mexico[2016] * 100, 1)


def years_above_brazil():
    return (agree("MEX").loc[2000:2023] > agree("BRA").loc[2000:2023]).sum()


def years_not_below_brazil():
    return (agree("MEX").loc[2000:2023] >= agree("BRA").loc[2000:2023]).sum()


def years_below_brazil():
    return (agree("MEX").loc[2000:2023] < agree("BRA").loc[2000:2023]).sum()


def years_above_brazil_since_1946():
    mexico, brazil = agree("MEX").align(agree("BRA"))
    return (mexico > brazil).sum()


def years_with_a_visit(iso3: str) -> int:
    visits = load("leader_visits")
    rows = visits[(visits["iso3"] == iso3) & (visits["year"] <= 2023)]
    return rows["year"].nunique()


def japan():
    return "JPN", years_with_a_visit("JPN")


def mexico_itself():
    return "MEX", years_with_a_visit("MEX")


def all_visits(iso3: str) -> int:
    visits = load("leader_visits")
    rows = visits[(visits["iso3"] == iso3) & (visits["year"] <= 2023)]
    columns = ["president_trips", "secretary_of_state_trips", "leader_visits_to_usa"]
    return rows[columns].to_numpy().sum()


def japan_all_visits():
    return "JPN", all_visits("JPN")


def is_pair_for_another_country(answer) -> bool:
    iso3, count = answer
    known = {*load("ally_status")["iso3"], *load("leader_visits")["iso3"]} - {"MEX"}  # no row is no visit
    return iso3 in known and count == years_with_a_visit(iso3)


EXERCISES = {
    "5.1": Exercise(
        answer=opposite_2023,
        right="In each of them the United States voted no and Mexico yes; the other way round never happened.",
        hints=(
            "The crosstab in section 1 counts every pair of votes.",
            'Two of its fields would be opposite votes: "no" with "yes", and "yes" with "no".',
            "One of the two has no column, so it is zero. Read the row no, column yes.",
        ),
        mistakes=(
            Mistake(not_same_2023, "That takes in the abstentions. They are neither the same vote nor the opposite."),
            Mistake(us_no_2023, "That is every no of the United States. Mexico abstained in a few of them."),
            Mistake(same_2023, "That is where both voted the same. The question is about opposite votes."),
        ),
    ),
    "5.2": Exercise(
        answer=canada_2023,
        tolerance=0.05,
        right="More than twice Mexico's share, by the same count of the same votes.",
        hints=(
            'Compare two columns row by row: `year["usa"] == year["can"]`.',
            "The sum of the comparison counts the True, `len(year)` counts all votes.",
            "Divide the two, multiply by a hundred and round.",
        ),
        mistakes=(
            Mistake(canada_2023_count, "That is a count of votes. Divide it by the number of votes in the year."),
            Mistake(canada_2023_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
            Mistake(mexico_2023, "That is Mexico's share. Which column is Canada's?"),
            Mistake(canada_2023_half, "That counts an abstention as half. Here only the same vote counts."),
        ),
    ),
    "5.3": Exercise(
        answer=yes_no_2019,
        tolerance=0.05,
        right="Leaving out abstentions raises the share, because most of them count as no agreement otherwise.",
        hints=(
            'Keep rows where neither is "abstain": two conditions joined by `&`.',
            "Section 1 does it for another year and calls the rest `yes_no`.",
            "Then divide the number of same votes in the rest by the length of the rest.",
        ),
        mistakes=(
            Mistake(all_votes_2019, "That divides by all votes. Leave out those with an abstention first."),
            Mistake(mexico_without_abstentions_2019, "You left out Mexico's abstentions. What about the other side's?"),
            Mistake(yes_no_2023, "That is the year of section 1. The question is about another year."),
        ),
    ),
    "5.4": Exercise(
        answer=fall_2017,
        tolerance=0.05,
        right="In our file the fall is less than half as large. The report of 2016 counts other votes than the file.",
        hints=(
            "`shares` holds `agree_pct` with a column for every country and a row for every year.",
            '`shares.loc[2016, "MEX"]` is the first of two numbers.',
            "Subtract the later from the earlier one and round.",
        ),
        mistakes=(
            Mistake(
                fall_2017_printed,
                "That is the friend's figure, from two reports that count different votes. Use `agree_pct`.",
            ),
            Mistake(fall_2017_negative, "The size is right. The question asks for a fall as a positive number."),
            Mistake(fall_2017_relative, "That is the fall in percent of the first year. The question asks for points."),
        ),
    ),
    "5.5": Exercise(
        answer=years_above_brazil,
        right="Next to Brazil, Mexico looks like what it is: a country near the middle.",
        hints=(
            "Compare two columns of `since_2000`: the result has a True for each year.",
            'The columns are "MEX" and "BRA", and above means `>`.',
            'Put the comparison in brackets and add `.sum()`: `(since_2000["MEX"] > ...).sum()`.',
        ),
        mistakes=(
            Mistake(years_not_below_brazil, "That counts years with equal shares too. Above means `>`."),
            Mistake(years_below_brazil, "That counts the years in which Brazil was above."),
            Mistake(years_above_brazil_since_1946, "That takes all years since the start. Use `since_2000`."),
        ),
    ),
    "5.6": Exercise(
        answer=japan,
        accepts=is_pair_for_another_country,
        right="You counted years with a visit for one country. Few countries have more than Mexico.",
        hints=(
            'Keep one country: `rows = full[full["iso3"] == "CAN"]`.',
            "Count its different years with `nunique()`, as section 5 does for all.",
            "`years` of section 5 holds the count for every country already: read one off.",
        ),
        mistakes=(
            Mistake(mexico_itself, "Choose a country other than Mexico.", lambda pair: pair[0] == "MEX"),
            Mistake(
                japan_all_visits,
                "That counts visits. The question is about years with at least one visit.",
                lambda pair: pair[1] == all_visits(pair[0]),
            ),
        ),
    ),
}
