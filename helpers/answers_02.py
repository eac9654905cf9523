"""Model answers and hints for the exercises of notebook 02; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake


def partners():
    trade = load("us_goods_trade_by_partner")
    trade = trade[trade["iso3"] != "WLD"].copy()
    trade["total_musd"] = trade["exports_musd"] + trade["imports_musd"]
    trade["rank"] = trade.groupby("year")["total_musd"].rank(ascending=False)
    return trade


def years_at_rank(iso3: str, rank: int):
    trade = partners()
    return trade.loc[(trade["iso3"] == iso3) & (trade["rank"] == rank), "year"]


def canada_last_first():
    return years_at_rank("CAN", 1).max()


def end_of_canadas_first_run():
    years = set(years_at_rank("CAN", 1))
    return next(year for year in sorted(years) if year + 1 not in years)


def latest_year():
    return partners()["year"].max()


def china_years_first():
    return len(years_at_rank("CHN", 1))


def china_years_second():
    return len(years_at_rank("CHN", 2))


def china_years_first_in_one_run():
    return len([year for year in years_at_rank("CHN", 1) if year < 2020])


def of_year(iso3: str, year: int):
    trade = partners()
    return trade[(trade["iso3"] == iso3) & (trade["year"] == year)].iloc[0]


def price_ratio():
    cpi = load("us_cpi").set_index("year")["cpi_u"]
    return cpi[2024] / cpi[1994]


def trade_1994_constant():
    return round(trade_1994_current() * price_ratio(), 1)


def trade_1994_current():
    return of_year("MEX", 1994)["total_musd"] / 1000


def trade_1994_wrong_way_round():
    return trade_1994_current() / price_ratio()


def exports_1994_constant():
    return of_year("MEX", 1994)["exports_musd"] / 1000 * price_ratio()


def gdp_2024(iso3: str):
    gdp = load("gdp")
    return gdp.loc[(gdp["iso3"] == iso3) & (gdp["year"] == 2024), "gdp_musd"].item()


def korea_pct():
    return round(of_year("KOR", 2024)["total_musd"] / gdp_2024("KOR") * 100, 1)


def korea_share():
    return of_year("KOR", 2024)["total_musd"] / gdp_2024("KOR")


def korea_pct_of_us():
    return of_year("KOR", 2024)["total_musd"] / gdp_2024("USA") * 100


def korea_exports_only():
    return of_year("KOR", 2024)["imports_musd"] / gdp_2024("KOR") * 100


def grubel_lloyd(hs2: str, iso3: str = "MEX") -> float:
    goods = load("us_trade_by_chapter")
    row = goods[(goods["hs2"] == hs2) & (goods["iso3"] == iso3) & (goods["year"] == 2023)].iloc[0]
    return 1 - abs(row["exports_musd"] - row["imports_musd"]) / (row["exports_musd"] + row["imports_musd"])


def machinery():
    return "84", round(grubel_lloyd("84"), 2)


def machinery_as_number():
    return 84, round(grubel_lloyd("84"), 2)


def machinery_unbalanced():
    return "84", round(1 - grubel_lloyd("84"), 2)


def machinery_with_canada():
    return "84", round(grubel_lloyd("84", "CAN"), 2)


def is_chapter_with_its_index(answer) -> bool:
    hs2, index = answer
    return abs(index - grubel_lloyd(hs2)) < 0.006


def china_duty():
    duty = load("us_average_duty")
    china = duty[(duty["iso3"] == "CHN") & (duty["year"] == 2025)]
    return round(china["duties_usd"].sum() / china["imports_usd"].sum() * 100, 1)


def china_duty_mean_of_months():
    duty = load("us_average_duty")
    china = duty[(duty["iso3"] == "CHN") & (duty["year"] == 2025)]
    return (china["duties_usd"] / china["imports_usd"]).mean() * 100


def china_duty_share():
    return china_duty() / 100


def china_duty_all_years():
    duty = load("us_average_duty")
    china = duty[duty["iso3"] == "CHN"]
    return china["duties_usd"].sum() / china["imports_usd"].sum() * 100


EXERCISES = {
    "2.1": Exercise(
        answer=canada_last_first,
        right="Canada came back to the top for two years before Mexico took over.",
        hints=(
            "Look at Canada's line in the first figure, near the right end.",
            '`ranks["CAN"] == 1` is True in the years in question.',
            'Take the index of those years: `ranks.index[ranks["CAN"] == 1]`. Which is the largest?',
        ),
        mistakes=(
            Mistake(end_of_canadas_first_run, "That ends the long first run. Canada came back later."),
            Mistake(latest_year, "In the latest year another country is first. Look at the top line."),
        ),
    ),
    "2.2": Exercise(
        answer=china_years_first,
        right="One run of years, and the first year of the pandemic.",
        hints=(
            "Exercise 2.1 asked for Canada. Change the code to `CHN`.",
            '`ranks["CHN"] == 1` gives True and False.',
            "`.sum()` counts the True.",
        ),
        mistakes=(
            Mistake(china_years_second, "That counts the years at rank 2."),
            Mistake(china_years_first_in_one_run, "One later year is missing. Read the line to its end."),
        ),
    ),
    "2.3": Exercise(
        answer=trade_1994_constant,
        tolerance=0.15,
        right="In dollars of 2024 it is more than double the figure of the day.",
        hints=(
            "`current[1994]` is the figure in dollars of the day, in billions.",
            "Multiply by the index of 2024, divide by the index of 1994.",
            "The line in section 2 did it for every year: look at `constant`.",
        ),
        mistakes=(
            Mistake(trade_1994_current, "That is in dollars of 1994. Deflate it to dollars of 2024."),
            Mistake(trade_1994_wrong_way_round, "Prices rose, so the figure must rise too. Which index divides?"),
            Mistake(exports_1994_constant, "That is US exports only. Trade is exports plus imports."),
        ),
    ),
    "2.4": Exercise(
        answer=korea_pct,
        tolerance=0.05,
        right="An ally by treaty, and far less dependent on US trade than Mexico.",
        hints=(
            "`shares` has a row for every country and year.",
            'Filter `shares["iso3"] == "KOR"` and `shares["year"] == 2024`.',
            "Read the column `pct_of_partner_gdp`.",
        ),
        mistakes=(
            Mistake(korea_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
            Mistake(korea_pct_of_us, "You divided by the GDP of the United States. Share of what?"),
            Mistake(korea_exports_only, "That is one direction only. Two-way trade adds the other."),
        ),
    ),
    "2.5": Exercise(
        answer=machinery,
        accepts=is_chapter_with_its_index,
        right="You can read two-way trade chapter by chapter.",
        hints=(
            "Pick a row of `goods`: its `hs2` is the code, two digits in quotation marks.",
            'For one chapter: `row = goods[goods["hs2"] == "84"]`.',
            '`round(row["grubel_lloyd"].item(), 2)` is the second part of the pair.',
        ),
        mistakes=(
            Mistake(
                machinery_as_number,
                "Write the code as text, in quotation marks.",
                lambda pair: not isinstance(pair[0], str),
            ),
            Mistake(
                machinery_unbalanced,
                "You have the gap divided by the sum. The index is one minus that.",
                lambda pair: abs(pair[1] - (1 - grubel_lloyd(pair[0]))) < 0.006,
            ),
            Mistake(
                machinery_with_canada,
                "That is trade with Canada. Keep the rows with Mexico.",
                lambda pair: abs(pair[1] - grubel_lloyd(pair[0], "CAN")) < 0.006,
            ),
        ),
    ),
    "2.6": Exercise(
        answer=china_duty,
        tolerance=0.05,
        right="Months with much trade must weigh more than months with little.",
        hints=(
            "A rate for a year is all duties of the year divided by all imports of the year.",
            'Sum each column first: `china["duties_usd"].sum()`.',
            "Divide the two sums, multiply by a hundred, round.",
        ),
        mistakes=(
            Mistake(china_duty_mean_of_months, "That is the friend's result: it gives small months too much weight."),
            Mistake(china_duty_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
            Mistake(china_duty_all_years, "That takes in other years. Keep 2025 only."),
        ),
    ),
}
