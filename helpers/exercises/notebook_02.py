"""The exercises of notebook 02; every answer is computed from data/."""

import functools

from helpers.exercises.model import Exercise, Guess, Mistake, far_off, table
from helpers.language import N_, _

WAYS = {"two_way": "total_musd", "exports": "exports_musd", "imports": "imports_musd"}


@functools.cache
def partners():
    trade = table("us_goods_trade_by_partner")
    trade = trade[trade["iso3"] != "WLD"].copy()
    trade["total_musd"] = trade["exports_musd"] + trade["imports_musd"]
    trade["rank"] = trade.groupby("year")["total_musd"].rank(ascending=False)
    return trade


def years_at_rank(iso3: str, rank: int) -> list[int]:
    trade = partners()
    return sorted(trade.loc[(trade["iso3"] == iso3) & (trade["rank"] == rank), "year"])


def by_way(trade):
    """Return two-way trade, exports and imports below each other, by iso3, year and flow."""
    trade = trade.set_index(["iso3", "year"])[list(WAYS.values())].set_axis(list(WAYS), axis=1)
    return trade.rename_axis("flow", axis=1).stack()


def current_busd():
    return by_way(partners()) / 1000


def prices():
    return table("us_cpi").set_index("year")["cpi_u"]


@functools.cache
def constant_busd():
    """Return trade in billions of dollars of 2024, by iso3, year and flow."""
    return (current_busd() * (prices()[2024] / prices()).rename_axis("year")).dropna()


@functools.cache
def percent_of_gdp():
    gdp = table("gdp").set_index(["iso3", "year"])["gdp_musd"].dropna()
    return by_way(partners()).div(gdp).dropna() * 100


def gdp_2024(iso3: str):
    gdp = table("gdp")
    return gdp.loc[(gdp["iso3"] == iso3) & (gdp["year"] == 2024), "gdp_musd"].item()


def grubel_lloyd():
    """Return the index of two-way trade, by chapter, partner and year."""
    goods = table("us_trade_by_chapter").set_index(["hs2", "iso3", "year"])
    return 1 - (goods["exports_musd"] - goods["imports_musd"]).abs() / (goods["exports_musd"] + goods["imports_musd"])


def with_mexico_2023():
    return grubel_lloyd().xs(("MEX", 2023), level=["iso3", "year"])


def duty_percent():
    year = table("us_average_duty").groupby(["iso3", "year"])[["duties_usd", "imports_usd"]].sum()
    return year["duties_usd"] / year["imports_usd"] * 100


@functools.cache
def votes_follow_trade(changes: bool = False, prices_out: bool = True):
    """Return the correlation of goods trade with the share of equal UN votes, by iso3."""
    trade = partners().pivot(index="year", columns="iso3", values="total_musd")
    trade = trade.div(prices(), axis=0) if prices_out else trade
    votes = table("un_agreement").pivot(index="year", columns="iso3", values="agree_pct")
    trade, votes = (trade.diff(), votes.diff()) if changes else (trade, votes)
    shared = [iso3 for iso3 in trade.columns.intersection(votes.columns) if (trade[iso3] * votes[iso3]).count() >= 20]
    return trade[shared].corrwith(votes[shared]).dropna()


def trade_and_votes(iso3_of_trade: str, iso3_of_votes: str) -> float:
    """Return the correlation of one country's goods trade, without prices, with another's equal UN votes."""
    trade = partners().pivot(index="year", columns="iso3", values="total_musd")[iso3_of_trade] / prices()
    votes = table("un_agreement").pivot(index="year", columns="iso3", values="agree_pct")
    return trade.corr(votes[iso3_of_votes])


def china():
    duty = table("us_average_duty")
    return duty[duty["iso3"] == "CHN"]


EXERCISES = {
    "2.1": Exercise(
        wants="one whole number, a year with four digits",
        minutes=1,
        where="the first figure, or the rows of `partners` with the code CAN",
        tables=("us_goods_trade_by_partner",),
        answer=lambda: years_at_rank("CAN", 1)[-1],
        right="Canada came back to the top for two years before Mexico took over.",
        hints=(
            "Look at the row of the first rank in the first figure, near its right end.",
            "Canada's last block there has its name upright. Mexico's comes after it.",
            'To be sure: `partners[(partners["iso3"] == "CAN") & (partners["rank"] == 1)]["year"].max()`.',
        ),
        mistakes=(
            Mistake(
                lambda: next(year for year in years_at_rank("CAN", 1) if year + 1 not in years_at_rank("CAN", 1)),
                "That ends the long first run. Canada came back later.",
            ),
            Mistake(
                lambda: partners()["year"].max(), "In the latest year another country is first. Look at the top row."
            ),
            Mistake(
                lambda: years_at_rank("CAN", 1)[0],
                "Canada was first then, but also in a later year.",
                lambda year: year in years_at_rank("CAN", 1),
            ),
            Mistake(
                lambda: partners()["year"].max() - 1,
                "In that year Canada was not first. Look at the top row only.",
                lambda year: year in set(partners()["year"]),
            ),
        ),
    ),
    "2.2": Exercise(
        wants="one whole number, a count of years",
        where='the column `ranks["CHN"]`, made in the same cell',
        tables=("us_goods_trade_by_partner",),
        beside=lambda: partners().query("rank <= 10").value_counts(["iso3", "rank"]),
        at=("CHN", 1),
        right="One run of years, and the first year of the pandemic.",
        hints=(
            "The cell counts Canada's years. Change the code to `CHN`.",
            '`ranks["CHN"] == 1` gives True and False.',
            "`.sum()` counts the True.",
        ),
        mistakes=(
            Mistake(
                lambda: len([year for year in years_at_rank("CHN", 1) if year < 2020]),
                "One later year is missing. Read the row to its end.",
            ),
            Mistake(
                lambda: partners().query("iso3 == 'CHN'")["rank"].sum(),
                "That adds up China's ranks. Compare them with one first, then count the True.",
            ),
        ),
    ),
    "2.3": Exercise(
        wants="one number, in billions of dollars of 2024, rounded to one decimal",
        where='the Series `current` and the column `cpi["cpi_u"]`, both by year',
        tables=("us_goods_trade_by_partner", "us_cpi"),
        beside=constant_busd,
        at=("MEX", 1994, "two_way"),
        tolerance=0.15,
        right="In dollars of 2024 it is more than double the figure of the day.",
        hints=(
            "`current[1994]` is the figure in dollars of the day, in billions.",
            "Multiply by the index of 2024, divide by the index of 1994.",
            "The cell does it for 1985. Change the year in its first line and run it again.",
        ),
        mistakes=(
            Mistake(
                lambda: current_busd()["MEX", 1994, "two_way"],
                "That is in dollars of 1994. Deflate it to dollars of 2024.",
            ),
            Mistake(
                lambda: current_busd()["MEX", 1994, "two_way"] * prices()[1994] / prices()[2024],
                "Prices rose, so the figure must rise too. Which index divides?",
            ),
        ),
    ),
    "2.4": Exercise(
        wants="one number, in percent, rounded to one decimal",
        where="the frame `shares`, column `pct_of_partner_gdp`",
        tables=("us_goods_trade_by_partner", "gdp"),
        beside=percent_of_gdp,
        at=("KOR", 2024, "two_way"),
        tolerance=0.05,
        right="An ally by treaty; the same ratio is far smaller than Mexico's.",
        hints=(
            "`shares` has a row for every country and year. The cell picks Mexico in 2025.",
            'Change both: `shares["iso3"] == "KOR"` and `shares["year"] == 2024`.',
            "Run the cell, read the number that it prints, and round it.",
        ),
        mistakes=(
            Mistake(
                lambda: current_busd()["KOR", 2024, "two_way"] / gdp_2024("USA") * 100_000,
                "You divided by the GDP of the United States. Share of what?",
            ),
            Mistake(
                lambda: 0,
                "No row was left. The country's code takes quotation marks, the year is a number and takes none.",
            ),
        ),
    ),
    "2.5": Exercise(
        wants="a pair in round brackets: a chapter's code as text and its index from 0 to 1, to two decimals",
        minutes=4,
        where="the frame `goods`, columns `hs2` and `grubel_lloyd`",
        tables=("us_trade_by_chapter",),
        beside=grubel_lloyd,
        at=("84", "MEX", 2023),
        pair=True,
        names=lambda: table("us_trade_by_chapter").set_index("chapter")["hs2"].to_dict(),
        tolerance=0.006,
        right="You can read two-way trade chapter by chapter.",
        hints=(
            "Pick a row of `goods`: its `hs2` is the code, two digits in quotation marks.",
            'For one chapter: `row = goods[goods["hs2"] == "84"]`.',
            '`round(row["grubel_lloyd"], 2)` is the second part of the pair.',
        ),
        mistakes=(
            Mistake(
                lambda: 1 - with_mexico_2023(), "You have the gap divided by the sum. The index is one minus that."
            ),
            Mistake(
                lambda: grubel_lloyd().xs(("CAN", 2023), level=["iso3", "year"]),
                "That is trade with Canada. Keep the rows with Mexico.",
            ),
        ),
    ),
    "2.6": Exercise(
        wants="one number, in percent, rounded to one decimal",
        minutes=3,
        where="the frame `china`, columns `duties_usd` and `imports_usd`",
        tables=("us_average_duty",),
        beside=duty_percent,
        at=("CHN", 2025),
        tolerance=0.05,
        right="Months with much trade must weigh more than months with little.",
        hints=(
            "A rate for a year is all duties of the year divided by all imports of the year.",
            'Sum each column first: `china["duties_usd"].sum()`.',
            "Divide the two sums, multiply by a hundred, round.",
        ),
        mistakes=(
            Mistake(
                lambda: china().query("year == 2025").eval("duties_usd / imports_usd").mean() * 100,
                "That is the friend's result: it gives small months too much weight.",
            ),
            Mistake(
                lambda: china()["duties_usd"].sum() / china()["imports_usd"].sum() * 100,
                "That takes in other years. Keep 2025 only.",
            ),
        ),
    ),
    "2.7": Exercise(
        wants="one number from -1 to 1, a correlation, rounded to two decimals",
        where="the frames `real` and `votes`, which have a column for each country",
        tables=("us_goods_trade_by_partner", "us_cpi", "un_agreement"),
        beside=votes_follow_trade,
        at="JPN",
        tolerance=0.005,
        right="More trade over the years, and votes a little further apart: with a treaty ally.",
        hints=(
            "The cell prints India. Change the code in both places.",
            '`real["JPN"]` is trade with Japan, `votes["JPN"]` its share of equal votes.',
            "Keep the minus sign, and round to two decimals.",
        ),
        mistakes=(
            Mistake(
                lambda: votes_follow_trade(changes=True)["JPN"],
                "Those are the yearly changes. Leave `diff` out: this asks for the levels.",
            ),
            Mistake(
                lambda: trade_and_votes("JPN", "IND"),
                "That joins two countries. Change the code in both places.",
                lambda number: abs(number - trade_and_votes("IND", "JPN")) < 0.006,
            ),
            Mistake(
                lambda: votes_follow_trade(prices_out=False)["JPN"],
                "That is trade in dollars of the day. Take `real`, which has prices taken out.",
            ),
        ),
    ),
}


def about_trade(guess: float) -> str:
    goods = partners().set_index(["iso3", "year"])["total_musd"]["MEX"]
    output = table("gdp").set_index(["iso3", "year"])["gdp_musd"]["MEX"]
    percent = (goods / output).dropna() * 100
    year, right = percent.index[-1], round(float(percent.iloc[-1]), 1)
    said = _("In {year} it was {number} percent.", year=year, number=right)
    return f"{said} {far_off(guess, right, N_('points'))}"


GUESS = Guess(
    asks="How large is Mexico's goods trade with the United States, in percent of Mexico's GDP?",
    unit="percent",
    reply=about_trade,
)
