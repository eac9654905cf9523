"""Model answers and hints for the exercises of notebook 03; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake


def mexican_account(account: str):
    aid = load("us_aid_by_account")
    rows = aid[(aid["iso3"] == "MEX") & (aid["account"] == account)]
    return rows.set_index("fiscal_year")["obligations_2020_musd"]


def financing_peak():
    return mexican_account("military financing").idxmax()


def narcotics_peak():
    return mexican_account("narcotics").idxmax()


def financing_peak_before():
    return mexican_account("military financing").drop(financing_peak()).idxmax()


def mexico_2010(filed_under: str | None = None):
    aid = load("us_aid_by_account")
    rows = aid[(aid["iso3"] == "MEX") & (aid["fiscal_year"] == 2010)]
    return rows if filed_under is None else rows[rows["filed_under"] == filed_under]


def narcotics_share(filed_under: str | None) -> float:
    rows = mexico_2010(filed_under)
    narcotics = rows.loc[rows["account"] == "narcotics", "obligations_musd"].sum()
    return narcotics / rows["obligations_musd"].sum()


def narcotics_percent():
    return round(narcotics_share("economic") * 100, 1)


def narcotics_as_share():
    return narcotics_share("economic")


def narcotics_of_all_aid():
    return narcotics_share(None) * 100


def training_rank(year: int, ascending: bool = False) -> int:
    training = load("us_military_training")
    of_year = training[training["fiscal_year"] == year].set_index("iso3")["trainees"]
    return int(of_year.rank(ascending=ascending, method="min")["MEX"])


def rank_2019():
    return training_rank(2019)


def rank_2016():
    return training_rank(2016)


def rank_2019_from_below():
    return training_rank(2019, ascending=True)


def troops(iso3: str) -> int:
    allies = load("ally_status").set_index("iso3")
    return int(allies.loc[iso3, "us_troops_dec_2025"])


def troops_ratio():
    return round(troops("JPN") / troops("MEX"))


def troops_difference():
    return troops("JPN") - troops("MEX")


def germany_ratio():
    return round(troops("DEU") / troops("MEX"))


def seized(year: int, first_months: bool) -> float:
    months = load("fentanyl_seizures_by_month")
    months = months[months["fiscal_year"] == year]
    if first_months:
        months = months[months["month"].isin([10, 11, 12, 1, 2, 3, 4])]
    return months["fentanyl_lb"].sum()


def same_months_change():
    return round((seized(2026, True) / seized(2025, True) - 1) * 100, 1)


def friends_change():
    return (seized(2026, True) / seized(2025, False) - 1) * 100


def change_as_share():
    return seized(2026, True) / seized(2025, True) - 1


def change_from_2024():
    return (seized(2026, True) / seized(2024, True) - 1) * 100


def homicide_change(iso3: str) -> float:
    rates = load("homicide_rates").set_index(["iso3", "year"])["homicides_per_100k"]
    return rates[iso3, 2018] - rates[iso3, 2007]


def colombia():
    return "COL", round(homicide_change("COL"), 1)


def mexico_again():
    return "MEX", round(homicide_change("MEX"), 1)


def colombia_wrong_way_round():
    return "COL", -round(homicide_change("COL"), 1)


def is_country_with_its_change(answer) -> bool:
    iso3, change = answer
    return iso3 != "MEX" and abs(change - homicide_change(iso3)) < 0.06


EXERCISES = {
    "3.1": Exercise(
        answer=financing_peak,
        right="Congress granted military financing in 2009. The largest obligation was booked a decade later.",
        hints=(
            "`mexico` has one row a fiscal year and one column an account.",
            'Take the column: `mexico["military financing"]`.',
            "`.idxmax()` gives the index of the largest value.",
        ),
        mistakes=(
            Mistake(narcotics_peak, "That is the peak of the narcotics account. Take military financing."),
            Mistake(financing_peak_before, "Congress granted money then. A later year has a larger obligation."),
        ),
    ),
    "3.2": Exercise(
        answer=narcotics_percent,
        tolerance=0.05,
        right="Most of that year's “economic” aid went through the narcotics account.",
        hints=(
            "The whole is everything filed under economic, in one fiscal year.",
            'Filter `aid` by `iso3`, `fiscal_year` and `filed_under == "economic"`.',
            "Divide the narcotics row by the sum of the rows, multiply by a hundred, round.",
        ),
        mistakes=(
            Mistake(narcotics_as_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
            Mistake(narcotics_of_all_aid, "You divided by all aid. The whole here is what is filed under economic."),
        ),
    ),
    "3.3": Exercise(
        answer=rank_2019,
        right="In three years Mexico fell from first place to below twentieth, still in the upper part of the list.",
        hints=(
            'Keep one year: `training[training["fiscal_year"] == ...]`.',
            'Set the index to `iso3` and rank the column `"trainees"` with `ascending=False`.',
            'Read the rank of `"MEX"` and turn it into a whole number with `int(...)`.',
        ),
        mistakes=(
            Mistake(rank_2016, "That is the rank of FY2016. Change the year."),
            Mistake(rank_2019_from_below, "You ranked from the smallest up. Use `ascending=False`."),
        ),
    ),
    "3.4": Exercise(
        answer=troops_ratio,
        right="A ratio says what a linear axis hides: nearly three steps of the logarithmic axis lie between the two.",
        hints=(
            'Both counts stand in `beside`, column "troops".',
            "How many times as many: divide Japan's count by Mexico's.",
            '`round(beside.loc["JPN", "troops"] / ...)` gives a whole number.',
        ),
        mistakes=(
            Mistake(troops_difference, "That is the difference. How many times as many means divide."),
            Mistake(germany_ratio, "That is Germany's ratio. Take the row of Japan."),
        ),
    ),
    "3.5": Exercise(
        answer=same_months_change,
        tolerance=0.05,
        right="Seven months against the same seven months: a fall, and smaller than the friend's.",
        hints=(
            "The friend compares seven months with twelve.",
            "`same` holds the sum of October to April for each fiscal year.",
            "Divide FY2026 by FY2025, subtract 1, multiply by a hundred.",
        ),
        mistakes=(
            Mistake(friends_change, "That is the friend's result: seven months against twelve."),
            Mistake(change_as_share, "That is a share. Percent is a hundred times as much."),
            Mistake(change_from_2024, "That compares with FY2024. The year before is FY2025."),
        ),
    ),
    "3.6": Exercise(
        answer=colombia,
        accepts=is_country_with_its_change,
        right="You have one comparison. It needs more like it, and a reason why the two were alike before.",
        hints=(
            "`rates` has one row a year and one column a country.",
            "The change is the rate of 2018 minus the rate of 2007.",
            '`("CRI", round(rates.loc[2018, "CRI"] - rates.loc[2007, "CRI"], 1))` is such a pair.',
        ),
        mistakes=(
            Mistake(mexico_again, "Choose a country other than Mexico.", lambda pair: pair[0] == "MEX"),
            Mistake(
                colombia_wrong_way_round,
                "The sign is the wrong way round: later minus earlier.",
                lambda pair: abs(pair[1] + homicide_change(pair[0])) < 0.06,
            ),
        ),
    ),
}
