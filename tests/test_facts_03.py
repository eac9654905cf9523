"""The security tables: sums that must close, and figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load


def account(iso3, name, year):
    return lambda t: row(t, iso3=iso3, account=name, fiscal_year=year)["obligations_musd"]


def mexico_before_merida(table):
    rows = table[(table["iso3"] == "MEX") & table["fiscal_year"].between(2000, 2006)]
    rows = rows[(rows["account"] == "narcotics") | (rows["filed_under"] == "military")]
    return rows["obligations_musd"].sum() / 7


def colombia_2000_2003(table):
    rows = table[(table["iso3"] == "COL") & table["fiscal_year"].between(2000, 2003)]
    return rows["obligations_musd"].sum()


def fentanyl(year, region=None):
    def pounds(table):
        rows = table[table["fiscal_year"] == year]
        return rows[rows["region"] == region]["fentanyl_lb"].sum() if region else rows["fentanyl_lb"].sum()

    return pounds


def granted(start, end):
    def amount(table):
        return table[(table["step"] == "granted") & table["date"].between(start, end)]["amount_musd"].sum()

    return amount


def december(year, column):
    return lambda t: row(t, year=year, month=12)[column]


CNN = "CNN, 3 February 2025, from CBP: fentanyl FY2024"
OWID = "Our World in Data 2023"
DOJ = "US Justice Department, January 2026: people sent"

FACTS = [
    Fact("us_aid_by_account", "GAO-10-253R: Mexico, average of 2000-06, about 57", 57, mexico_before_merida, 4),
    Fact("us_aid_by_account", "CRS RS21213: Colombia FY2000-03", 2556, colombia_2000_2003, 110),
    Fact(
        "us_aid_to_mexico",
        "USAID Greenbook: Mexico FY2012",
        214.337,
        lambda t: row(t, fiscal_year=2012)["obligations_musd"],
        0.002,
    ),
    Fact(
        "merida_steps",
        "CRS R41349: announced in October 2007",
        2007,
        lambda t: int(row(t, step="announced")["date"][:4]),
    ),
    Fact("merida_steps", "CRS R40135: 352 and 48 in the first law", 400, granted("2008-01", "2008-12")),
    Fact("merida_steps", "US Embassy, 25 June 2009: three laws so far", 1120, granted("2008-01", "2009-06-25")),
    Fact("us_troops", "DMDC, December 2025: Japan", 54288, lambda t: row(t, iso3="JPN", year=2025)["troops"]),
    Fact("fentanyl_seizures", CNN, 21889, fentanyl(2024), 0.5),
    Fact("fentanyl_seizures", f"{CNN}, Mexican border", 21148, fentanyl(2024, "southwest border"), 0.5),
    Fact("fentanyl_seizures", f"{CNN}, Canadian border", 43, fentanyl(2024, "northern border"), 0.5),
    Fact("fentanyl_seizures", "audit of CBP's file of August 2026: FY2025", 12027.28, fentanyl(2025), 0.01),
    Fact(
        "homicide_rates",
        f"{OWID}: Mexico",
        24.859,
        lambda t: row(t, iso3="MEX", year=2023)["homicides_per_100k"],
        0.001,
    ),
    Fact(
        "homicide_rates",
        f"{OWID}: Colombia",
        24.913,
        lambda t: row(t, iso3="COL", year=2023)["homicides_per_100k"],
        0.001,
    ),
    Fact(
        "homicide_rates",
        f"{OWID}: United States",
        5.763,
        lambda t: row(t, iso3="USA", year=2023)["homicides_per_100k"],
        0.001,
    ),
    Fact(
        "mexico_homicides", "News of the Americas, 23 July 2014: 2007", 8867, lambda t: row(t, year=2007)["homicides"]
    ),
    Fact(
        "us_synthetic_opioid_deaths", "CDC and White House: 2024 predicted", 48913, december(2024, "deaths_predicted")
    ),
    # Final counts leave out foreign residents: up to 1 % lower.
    Fact("us_synthetic_opioid_deaths", "MMWR 70(6): 2019 final", 36359, december(2019, "deaths_reported"), 364),
    Fact("us_synthetic_opioid_deaths", "CDC WONDER: 2021 final", 70601, december(2021, "deaths_reported"), 706),
    Fact("prisoner_transfers", DOJ, 92, lambda t: t["people"].sum()),
    Fact("prisoner_transfers", f"{DOJ}, first time", 29, lambda t: t["people"].iloc[0]),
    Fact("prisoner_transfers", f"{DOJ}, third time", 37, lambda t: t["people"].iloc[2]),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_published_figures(fact):
    fact.holds()


def test_the_laws_add_up_to_the_embassys_total():
    steps = load("merida_steps")
    laws = steps[(steps["step"] == "granted") & (steps["date"] < "2010")]["amount_musd"].sum()
    assert laws == row(steps, date="2009-06-25")["amount_musd"]


def test_months_of_seizures_add_up_to_the_years():
    years = load("fentanyl_seizures")
    years = years[years["region"] == "southwest border"].groupby("fiscal_year")["fentanyl_lb"].sum()
    months = load("fentanyl_seizures_by_month").groupby("fiscal_year")["fentanyl_lb"].sum()
    assert (years - months).abs().max() < 0.1


def test_an_account_is_filed_under_one_label():
    aid = load("us_aid_by_account")
    assert (aid.groupby("account")["filed_under"].nunique() == 1).all()
    assert row(aid, iso3="MEX", fiscal_year=2010, account="narcotics")["filed_under"] == "economic"


def test_troops_of_two_tables_agree():
    latest = load("us_troops").query("year == 2025").set_index("iso3")["troops"]
    status = load("ally_status").set_index("iso3")["us_troops_dec_2025"]
    assert (latest == status[latest.index]).all()


def test_incomplete_years_are_marked():
    assert load("us_aid_to_mexico").set_index("fiscal_year").loc[2025, "status"] == "partly reported"
    assert set(load("fentanyl_seizures").query("fiscal_year == 2026")["months"]) == {7}
    assert row(load("mexico_homicides"), year=2025)["months"] == 6


def test_rates_agree_with_the_statistical_offices_counts():
    rates = load("homicide_rates").query("iso3 == 'MEX'").set_index("year")["homicides_per_100k"]
    people = load("gdp").query("iso3 == 'MEX'").set_index("year")["population"]
    counts = load("mexico_homicides").query("year <= 2016").set_index("year")["homicides"]
    gap = counts / people[counts.index] * 100_000 - rates[counts.index]
    assert gap.abs().max() < 0.001  # the World Bank rounds its rates


def test_each_disputed_matter_has_both_governments():
    positions = load("security_positions")
    sides = positions.groupby("issue")["government"].agg(" ".join)
    assert sides.str.contains("United States").all() and sides.str.contains("Mexico").all()


@pytest.mark.parametrize("name,constant,base", [("us_aid_by_account", 2020, 2020), ("us_aid_to_mexico", 2024, 2024)])
def test_constant_dollars_are_current_dollars_in_the_base_year_and_more_before(name, constant, base):
    table = load(name)
    constant = f"obligations_{constant}_musd"
    at_base = table[table["fiscal_year"] == base]
    assert not at_base.empty
    assert at_base[constant].tolist() == pytest.approx(at_base["obligations_musd"].tolist(), abs=0.001)
    large = table[(table["fiscal_year"] < base) & (table["obligations_musd"] > 50)]
    assert (large[constant] > large["obligations_musd"]).all()


def test_one_deflator_serves_every_account_of_a_year():
    table = load("us_aid_by_account").query("obligations_musd > 50")
    deflator = (table["obligations_2020_musd"] / table["obligations_musd"]).groupby(table["fiscal_year"])
    assert (deflator.max() - deflator.min()).max() < 0.001
