"""The economic tables: sums that must close, and figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load


def goods(iso3, year, *columns):
    """Return a function that adds up columns of one partner and year, in billions of dollars."""
    return lambda t: sum(row(t, iso3=iso3, year=year)[column] for column in columns) / 1000


def over_rows(*columns, **where):
    """Return a function that adds up columns over the rows that match, in billions of dollars."""

    def total(table):
        for column, value in where.items():
            table = table[table[column] == value]
        return table[list(columns)].sum().sum() / 1000

    return total


def one(column, unit=1, **where):
    return lambda t: row(t, **where)[column] / unit


def month(iso3, year, number, *columns):
    return lambda t: sum(row(t, iso3=iso3, year=year, month=number)[column] for column in columns) / 1000


def rank_of(data_year):
    return lambda t: row(t, data_year=data_year)["rank_claimed"]


def in_table(countries):
    """Return a function that counts how many of the named countries the table has."""
    return lambda t: t["country"].isin(countries.split(", ")).sum()


def truck_share(table):
    trade = table[(table["iso3"] == "MEX") & (table["year"] == 2023)].set_index("mode")
    trade = trade["exports_musd"] + trade["imports_musd"]
    return trade["Truck"] / trade.drop(["Foreign trade zones", "Mail", "Other or unknown"]).sum() * 100


def reexport_share(table):
    trade = table[(table["iso3"] == "MEX") & (table["year"] == 2021)]
    return trade["reexports_musd"].sum() / trade["exports_musd"].sum() * 100


def texas(column):
    return lambda t: row(t, state_code="TX", iso3="MEX", year=2023)[column] / 1000


BOTH = ("exports_musd", "imports_musd")
CRS = "CRS In Focus IF11175, 6 June 2024"
USITC = "USITC, Trade Shifts 2019"
BLS = "BLS, Historical CPI-U, yearly average"
CNS = "CNSNews on the Census release for January 2023"
FREIGHT_2024 = "FreightWaves, 16 July 2024: May 2024"
FREIGHT_2025 = "FreightWaves, Mexico, Port Laredo remain on top: August 2025"
USTR_2017 = "USTR, quoted by Investopedia, less USITC, Trade Shifts 2017"
GAS = "US Department of Energy, quoted by Natural Gas Intelligence"
ECONOMIA = "América Economía: January to September 2024"

# Two pages print the same twenty names.
FTA_PARTNERS = (
    "Australia, Bahrain, Canada, Chile, Colombia, Costa Rica, Dominican Republic, El Salvador, Guatemala, Honduras, "
    "Israel, Jordan, South Korea, Mexico, Morocco, Nicaragua, Oman, Panama, Peru, Singapore"
)

FACTS = [
    Fact("us_goods_trade_by_partner", f"{CRS}: exports 1993", 41.6, goods("MEX", 1993, "exports_musd"), 0.05),
    Fact("us_goods_trade_by_partner", f"{CRS}: imports 1993", 39.9, goods("MEX", 1993, "imports_musd"), 0.05),
    # Printed before the annual revision of June 2024.
    Fact("us_goods_trade_by_partner", f"{CRS}: total 2023", 798.9, goods("MEX", 2023, *BOTH), 1.2),
    # Printed in March, before two annual revisions: up to 0.4 %.
    Fact(
        "us_goods_trade_by_partner", "FreightWaves, 4 March 2026: Mexico 2025", 872.83, goods("MEX", 2025, *BOTH), 3.5
    ),
    Fact(
        "us_goods_trade_by_partner", "FreightWaves, 4 March 2026: Canada 2025", 712.76, goods("CAN", 2025, *BOTH), 2.9
    ),
    Fact("us_goods_trade_by_partner", "FreightWaves, 4 March 2026: China 2025", 414.69, goods("CHN", 2025, *BOTH), 1.7),
    Fact("us_goods_trade_by_partner", "USTR: total 2013", 507, goods("MEX", 2013, *BOTH), 0.6),
    # Printed before two annual revisions: up to 1.4 %.
    Fact("us_goods_trade_by_month", f"{CNS}: from Mexico", 36.9876, month("MEX", 2023, 1, "imports_musd"), 0.3),
    Fact("us_goods_trade_by_month", f"{CNS}: to Mexico", 26.9484, month("MEX", 2023, 1, "exports_musd"), 0.3),
    Fact("us_goods_trade_by_month", f"{CNS}: from China", 38.2329, month("CHN", 2023, 1, "imports_musd"), 0.3),
    Fact("us_goods_trade_by_month", f"{CNS}: from Germany", 13.5063, month("DEU", 2023, 1, "imports_musd"), 0.2),
    Fact("us_goods_trade_by_month", f"{CNS}: from Japan", 11.2079, month("JPN", 2023, 1, "imports_musd"), 0.2),
    Fact("us_goods_trade_by_month", f"{FREIGHT_2024}, Mexico", 73, month("MEX", 2024, 5, *BOTH), 0.5),
    Fact("us_goods_trade_by_month", f"{FREIGHT_2024}, China", 46.1, month("CHN", 2024, 5, *BOTH), 0.5),
    Fact("us_goods_trade_by_month", f"{FREIGHT_2025}, to Canada", 27.19, month("CAN", 2025, 8, "exports_musd"), 0.1),
    Fact("us_goods_trade_by_month", f"{FREIGHT_2025}, from Mexico", 45.15, month("MEX", 2025, 8, "imports_musd"), 0.1),
    Fact("us_goods_trade_by_month", f"{FREIGHT_2025}, to China", 8.27, month("CHN", 2025, 8, "exports_musd"), 0.01),
    # Goods and services "just over 276" and "close to 340" billion, deficit 63.6; goods 243.0, 314.0 and 71.1.
    Fact("us_services_trade_with_mexico", f"{USTR_2017}: exports", 276 - 243, one("exports_busd", year=2017), 0.5),
    Fact("us_services_trade_with_mexico", f"{USTR_2017}: imports", 340 - 314, one("imports_busd", year=2017), 0.5),
    Fact(
        "us_services_trade_with_mexico",
        f"{USTR_2017}: surplus",
        71.1 - 63.6,
        lambda t: row(t, year=2017)["exports_busd"] - row(t, year=2017)["imports_busd"],
        0.3,
    ),
    Fact("us_partner_rank_claims", "USTR, U.S.-Mexico Trade Facts, archived October 2012", 3, rank_of(2011)),
    Fact("us_partner_rank_claims", "Maritime Professional, 7 February 2017, from Census", 3, rank_of(2016)),
    Fact("us_partner_rank_claims", "CRS RL32934, 26 March 2019", 3, rank_of(2018), same_publisher=True),
    Fact("us_partner_rank_claims", "Puente Libre, quoted by Grupo Krom, on 2025", 1, rank_of(2025)),
    Fact("us_cpi", f"{BLS} 2000", 172.2, one("cpi_u", year=2000), 0.05, True),
    Fact("us_cpi", f"{BLS} 2010", 218.056, one("cpi_u", year=2010), 0.0005, True),
    Fact("us_cpi", f"{BLS} 2020", 258.811, one("cpi_u", year=2020), 0.0005, True),
    # An earlier edition; national accounts are revised, Mexico's 2024 by 1.2 %.
    Fact("gdp", "WDI, edition of 2025: Mexico 2023", 1793.8, one("gdp_musd", 1000, iso3="MEX", year=2023), 1, True),
    Fact("gdp", "WDI, edition of 2025: Mexico 2024", 1852.7, one("gdp_musd", 1000, iso3="MEX", year=2024), 24, True),
    # Another institute's estimate of the same year: within 1 %.
    Fact(
        "gdp",
        f"{CRS}, from the Economist Intelligence Unit: dollars a head, Mexico 2023",
        13_927,
        lambda t: row(t, iso3="MEX", year=2023)["gdp_musd"] * 1e6 / row(t, iso3="MEX", year=2023)["population"],
        140,
    ),
    # The census counts on a day in June, the World Bank estimates mid-year.
    Fact(
        "gdp",
        "US Embassy, quoting INEGI: people in 2010, million",
        112.3,
        one("population", 1e6, iso3="MEX", year=2010),
        1.5,
    ),
    Fact(
        "us_trade_by_chapter", f"{ECONOMIA}, exports", 253.405, over_rows("exports_musd", iso3="MEX", year=2024), 0.001
    ),
    Fact(
        "us_trade_by_chapter", f"{ECONOMIA}, imports", 378.885, over_rows("imports_musd", iso3="MEX", year=2024), 0.001
    ),
    # The Commission says "nearly one-quarter" of 2019; our first year is 2021.
    Fact("us_trade_by_chapter", f"{USITC}: re-exports", 25, reexport_share, 4),
    Fact("us_trade_by_mode", f"{USITC}: exports", 256.4, over_rows("exports_musd", iso3="MEX", year=2019), 0.05),
    Fact("us_trade_by_mode", f"{USITC}: imports", 358.1, over_rows("imports_musd", iso3="MEX", year=2019), 0.05),
    # The release leaves foreign trade zones, mail and unknown out of the base.
    Fact("us_trade_by_mode", "press on a BTS release: trucks 2023", 72.2, truck_share, 0.2),
    Fact("us_trade_by_state", "Census by state: Texas 2023, exports", 129.6, texas("exports_musd"), 0.1),
    Fact("us_trade_by_state", "Census by state: Texas 2023, imports", 142.73, texas("imports_musd"), 0.1),
    Fact(
        "us_trade_by_state",
        f"{USITC}: exports, all states",
        256.4,
        over_rows("exports_musd", iso3="MEX", year=2019),
        0.05,
    ),
    Fact(
        "us_natural_gas_exports",
        "Reuters on EIA: 2024's 6.4 billion cubic feet a day is 25 % above 2019",
        6.4 / 1.25,
        one("to_mexico_mmcf", 365_000, year=2019),
        0.05,
        same_publisher=True,
    ),
    Fact("us_natural_gas_exports", f"{GAS}: a day in 2021", 5.9, one("to_mexico_mmcf", 365_000, year=2021), 0.05),
    Fact("us_natural_gas_exports", f"{GAS}: a day in 2022", 5.7, one("to_mexico_mmcf", 365_000, year=2022), 0.05),
    Fact(
        "us_natural_gas_exports",
        "EIA, Natural gas explained: all exports of 2022, trillion cubic feet",
        6.90,
        one("total_exports_mmcf", 1e6, year=2022),
        0.005,
        same_publisher=True,
    ),
    Fact(
        "migrants_us_mexico",
        "INEGI, census 2020: born in the United States",
        797_266,
        one("people", origin_iso3="USA", year=2020),
        2_500,
    ),
    # The Pew Research Center's count from US surveys is about 4 % below the United Nations' in 2010.
    Fact(
        "migrants_us_mexico",
        "American Community Survey 2010: born in Mexico, million",
        11.7,
        one("people", 1e6, origin_iso3="MEX", year=2010),
        0.5,
    ),
    Fact(
        "migrants_us_mexico",
        "Pew Research Center 2013: born in Mexico in 2000, million",
        9.8,
        one("people", 1e6, origin_iso3="MEX", year=2000),
        0.45,
    ),
    Fact(
        "remittances",
        "World Bank, KNOMAD matrix of December 2022: Mexico 2021",
        54.13,
        one("remittances_musd", 1000, iso3="MEX", year=2021),
        1,
        same_publisher=True,
    ),
    Fact(
        "remittances",
        "Banco de México, quoted by the Wilson Center: 2021",
        51.6,
        one("remittances_musd", 1000, iso3="MEX", year=2021),
        3.5,
    ),
    # Banco de México leaves out the pay of short-term workers: 64.7 of our 67.6.
    Fact("remittances", "Banco de México 2024", 64.746, one("remittances_musd", 1000, iso3="MEX", year=2024), 3),
    Fact("us_free_trade_agreements", "USTR, Trade Agreements: number of countries", 20, len, same_publisher=True),
    Fact("us_free_trade_agreements", "gulfinvest.om, as of 2021: names", 20, in_table(FTA_PARTNERS)),
    Fact("us_free_trade_agreements", "globalEDGE, Michigan State University, 2018: names", 20, in_table(FTA_PARTNERS)),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    fact.holds()


def test_months_add_up_to_years():
    months = load("us_goods_trade_by_month")
    months = months[months["year"] <= 2025].groupby(["iso3", "year"])[list(BOTH)].sum()
    years = load("us_goods_trade_by_partner").set_index(["iso3", "year"])[list(BOTH)]
    gap = (months - years.reindex(months.index)).abs()
    assert gap.max().max() < 1, gap.idxmax()  # twelve figures rounded to 0.1 million


def test_partners_add_up_to_the_world():
    trade = load("us_goods_trade_by_partner")
    trade = trade[trade["year"] >= 1992]
    world = trade[trade["iso3"] == "WLD"].set_index("year")[list(BOTH)]
    partners = trade[trade["iso3"] != "WLD"].groupby("year")[list(BOTH)].sum()
    assert ((partners - world).abs() / world).max().max() < 0.005  # unidentified countries and rounding


def test_states_and_unknown_add_up_to_the_nation():
    """TransBorder is not revised with the Census file; the publisher's totals differ by up to 0.9 %."""
    states = load("us_trade_by_state").groupby(["iso3", "year"])[list(BOTH)].sum()
    nation = load("us_goods_trade_by_partner").set_index(["iso3", "year"])[list(BOTH)].reindex(states.index)
    assert ((states - nation).abs() / nation).max().max() < 0.012


def test_modes_and_states_add_up_to_the_same():
    modes = load("us_trade_by_mode").groupby(["iso3", "year"])[list(BOTH)].sum()
    states = load("us_trade_by_state").groupby(["iso3", "year"])[list(BOTH)].sum()
    assert ((modes - states).abs() / states).max().max() < 0.001


def test_chapters_add_up_to_the_year():
    """The monthly files are not revised afterwards: 2021 and 2022 differ by up to 1.2 % from the Census file."""
    chapters = load("us_trade_by_chapter")
    chapters = chapters[chapters["period"] == "Jan-Dec"].groupby(["iso3", "year"])[list(BOTH)].sum()
    nation = load("us_goods_trade_by_partner").set_index(["iso3", "year"])[list(BOTH)].reindex(chapters.index)
    assert ((chapters - nation).abs() / nation).max().max() < 0.012


def test_reexports_are_a_part_of_exports():
    chapters = load("us_trade_by_chapter")
    assert (chapters["reexports_musd"] <= chapters["exports_musd"] + 0.1).all()


def test_duties_of_partners_are_a_part_of_the_world():
    duty = load("us_average_duty").set_index(["date", "iso3"])[["duties_usd", "imports_usd"]].unstack()
    for column in ["duties_usd", "imports_usd"]:
        parts = duty[column].drop(columns="WLD").sum(axis=1)
        assert (parts < duty[column]["WLD"]).all()


def test_imports_for_consumption_are_near_general_imports():
    """Two counts of the same goods: at entry and at release from bonded warehouses."""
    duty = load("us_average_duty")
    duty = duty[duty["year"] == 2025].groupby("iso3")["imports_usd"].sum() / 1e6
    trade = load("us_goods_trade_by_partner")
    trade = trade[trade["year"] == 2025].set_index("iso3")["imports_musd"].reindex(duty.index)
    assert ((duty - trade).abs() / trade).max() < 0.06


def test_gas_to_mexico_is_a_part_of_all_gas():
    gas = load("us_natural_gas_exports")
    assert (gas["to_mexico_mmcf"] <= gas["total_exports_mmcf"]).all()


def test_printed_ranks_follow_from_the_totals():
    trade = load("us_goods_trade_by_partner")
    trade = trade[trade["iso3"] != "WLD"].copy()
    trade["rank"] = trade[list(BOTH)].sum(axis=1).groupby(trade["year"]).rank(ascending=False)
    mexico = trade[trade["iso3"] == "MEX"].set_index("year")["rank"]
    claims = load("us_partner_rank_claims").set_index("published")
    other = claims.index[claims["data_year"].map(mexico) != claims["rank_claimed"]]
    assert list(other) == ["2008-01-25"]  # its author had figures that were revised later; 02 says so
