"""The exercises of notebook 03; every answer is computed from data/."""

import functools

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table

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
        wants="one whole number, a fiscal year with four digits",
        where='the frame `mexico`, column "military financing"',
        tables=("us_aid_by_account",),
        beside=financing,
        right="Congress granted military financing in 2009. The largest obligation was booked a decade later.",
        hints=(
            "`mexico` has one row a fiscal year and one column an account.",
            'Take the column: `mexico["military financing"]`.',
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
    "3.2": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `aid`, column `obligations_musd`: Mexico's rows of one fiscal year",
        tables=("us_aid_by_account",),
        beside=account_percent,
        at=("MEX", 2010, "economic", "narcotics"),
        tolerance=0.05,
        right="Most of that year's “economic” aid went through the narcotics account.",
        hints=(
            "The whole is everything filed under economic, in one fiscal year.",
            'Filter `aid` by `iso3`, `fiscal_year` and `filed_under == "economic"`.',
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
    "3.3": Exercise(
        wants="one number, a rank counted from the most trainees",
        where="the rows of one fiscal year in the frame `training`, column `trainees`",
        tables=("us_military_training",),
        beside=ranks,
        at=("MEX", 2019),
        also=lambda: [ranks(method)["MEX", 2019] for method in ("average", "max")],
        right="In three years Mexico fell from first place to below twentieth, still in the upper part of the list. "
        "Another country has as many trainees, so each way to count such a tie is taken.",
        hints=(
            'Keep one year: `training[training["fiscal_year"] == ...]`.',
            'Set the index to `iso3` and rank the column `"trainees"` with `ascending=False`.',
            'Read the rank of `"MEX"`. A half in it means that two countries share a place.',
        ),
        mistakes=(
            Mistake(
                lambda: ranks(ascending=True)["MEX", 2019], "You ranked from the smallest up. Use `ascending=False`."
            ),
            Mistake(
                lambda: ranks("dense")["MEX", 2019],
                "That counts different numbers of trainees. Count the countries with more, and add one.",
            ),
        ),
    ),
    "3.4": Exercise(
        wants="one number, how many times as many",
        where='the frame `beside`, column "troops"',
        tables=("ally_status",),
        beside=troops_against_mexico,
        at="JPN",
        tolerance=0.5,
        right="A ratio says what a linear axis hides: nearly three steps of the logarithmic axis lie between the two.",
        hints=(
            'Both counts stand in `beside`, column "troops".',
            "How many times as many: divide Japan's count by Mexico's.",
            '`round(beside.loc["JPN", "troops"] / ...)` gives a whole number.',
        ),
        mistakes=(
            Mistake(
                lambda: troops("JPN") - troops("MEX"), "That is the difference. How many times as many means divide."
            ),
        ),
    ),
    "3.5": Exercise(
        wants="one number, in percent, rounded to one decimal, with a minus sign for a fall",
        where="the Series `same`, whose index is the fiscal year",
        tables=("fentanyl_seizures_by_month",),
        beside=same_months_change,
        at=2026,
        tolerance=0.05,
        right="Seven months against the same seven months: a fall, and smaller than the friend's.",
        hints=(
            "The friend compares seven months with twelve.",
            "`same` holds the sum of October to April for each fiscal year.",
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
    "3.6": Exercise(
        wants="a pair in round brackets: a code of three letters as text and the change, to one decimal",
        where="the frame `rates`, one row a year and one column a country",
        tables=("homicide_rates",),
        beside=change_since_2007,
        at=("COL", 2018),
        pair=True,
        but="MEX",
        tolerance=0.06,
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
}


def about_troops(guess: float) -> str:
    troops = table("ally_status").set_index("country")["us_troops_dec_2025"]
    right = int(troops["Mexico"])
    said = f"In December 2025 there were {right:,} in Mexico and {int(troops['Japan']):,} in Japan."
    return f"{said} {far_off(guess, right, 'persons')}"


GUESS = Guess(
    asks="How many US troops were assigned to Mexico in December 2025?",
    unit="persons",
    reply=about_troops,
)
