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


def by_month(*months):
    """Return a function that adds up the seizures of some months, each given as (year, month)."""
    return lambda t: sum(row(t, year=year, month=month)["fentanyl_lb"] for year, month in months)


def winter(year):
    """Return October to January, as (year, month)."""
    return (year - 1, 10), (year - 1, 11), (year - 1, 12), (year, 1)


def troops(iso3, year):
    return lambda t: row(t, iso3=iso3, year=year)["troops"]


def ashore(iso3, year):
    return lambda t: row(t, iso3=iso3, year=year)["troops"] - row(t, iso3=iso3, year=year)["afloat"]


def homicides(year):
    return lambda t: row(t, year=year)["homicides"]


def aid(year):
    return lambda t: row(t, fiscal_year=year)["obligations_musd"]


def day(issue, government):
    return lambda t: row(t, issue=issue, government=government)["date"].date().isoformat()


def december(year, column):
    return lambda t: row(t, year=year, month=12)[column]


CNN = "CNN, 3 February 2025, from CBP: fentanyl FY2024"
OWID = "Our World in Data 2023"
MINISTER = "Mexico's security minister, January 2026: people sent"
GREENBOOK = "USAID Greenbook of 2022, economic and military: Mexico"
BUDGET = "State Department, budget tables:"
PEW = "Pew Research Center, August 2017:"
KANE = "Kane, Global U.S. Troop Deployment (Heritage Foundation):"
INDIGO = "Reporte Índigo, 2014, reporteindigo.com:"
FRONTERA = "Frontera, 26 July 2017, frontera.info:"
WOLA = "WOLA, quoted by US Border News, 2025: October to January"

FACTS = [
    Fact("us_aid_by_account", "GAO-10-253R: Mexico, average of 2000-06, about 57", 57, mexico_before_merida, 4),
    Fact("us_aid_by_account", "CRS RS21213: Colombia FY2000-03", 2556, colombia_2000_2003, 110),
    Fact("us_aid_by_account", f"{BUDGET} Mexico FY2013", 6.646, account("MEX", "military financing", 2013)),
    Fact("us_aid_by_account", f"{BUDGET} Mexico FY2014", 1.427, account("MEX", "military education", 2014)),
    Fact("us_aid_by_account", f"{BUDGET} Israel FY2014", 3100, account("ISR", "military financing", 2014)),
    Fact("us_aid_by_account", f"{BUDGET} Jordan FY2015", 385, account("JOR", "military financing", 2015)),
    Fact("us_aid_to_mexico", f"{GREENBOOK} FY2005", 93.349 + 10.893, aid(2005), 0.002, True),
    Fact("us_aid_to_mexico", f"{GREENBOOK} FY2010", 622.100 + 95.988, aid(2010), 0.002, True),
    Fact("us_aid_to_mexico", f"{GREENBOOK} FY2012", 121.981 + 92.356, aid(2012), 0.002, True),
    # Later years are still revised: 0.4 % in FY2019.
    Fact("us_aid_to_mexico", f"{GREENBOOK} FY2019", 244.191 + 200.522, aid(2019), 2, True),
    Fact(
        "merida_steps",
        "CRS R41349: announced in October 2007",
        2007,
        lambda t: int(row(t, step="announced")["date"][:4]),
    ),
    Fact("merida_steps", "CRS R40135: 352 and 48 in the first law", 400, granted("2008-01", "2008-12")),
    Fact("merida_steps", "US Embassy, 25 June 2009: three laws so far", 1120, granted("2008-01", "2009-06-25")),
    Fact("us_troops", f"{PEW} Germany 1962", 274_119, troops("DEU", 1962)),
    Fact("us_troops", f"{PEW} South Korea 1957", 71_043, troops("KOR", 1957)),
    # DMDC printed the reports of 2016 twice: they differ by up to 16 people.
    Fact("us_troops", f"{PEW} Japan 2016", 38_818, troops("JPN", 2016), 16),
    Fact("us_troops", f"{PEW} Germany 2016", 34_602, troops("DEU", 2016), 16),
    Fact("us_troops", f"{KANE} Mexico 1960", 25, troops("MEX", 1960)),
    Fact("us_troops", f"{KANE} Mexico 1990", 76, troops("MEX", 1990)),
    Fact("us_troops", f"{KANE} Mexico 2000", 29, troops("MEX", 2000)),
    Fact("us_troops", f"{KANE} United Kingdom 1975, ashore", 20_971, ashore("GBR", 1975)),
    Fact("us_troops", f"{KANE} South Korea 1975, ashore", 40_204, ashore("KOR", 1975)),
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
    # The Customs service revises its months later: up to 1.5 %.
    Fact("fentanyl_seizures_by_month", f"{WOLA} FY2023", 8_673, by_month(*winter(2023)), 9),
    Fact("fentanyl_seizures_by_month", f"{WOLA} FY2024", 6_932, by_month(*winter(2024)), 0.5),
    Fact("fentanyl_seizures_by_month", f"{WOLA} FY2025", 5_409, by_month(*winter(2025)), 55),
    Fact("fentanyl_seizures_by_month", "Bloomberg, 13 March 2025: January", 990, by_month((2025, 1)), 0.5),
    Fact("fentanyl_seizures_by_month", "Bloomberg, 13 March 2025: February", 590, by_month((2025, 2)), 9),
    Fact("mexico_homicides", "News of the Americas, 23 July 2014: 2007", 8_867, homicides(2007)),
    Fact("mexico_homicides", f"{INDIGO} 2011", 27_213, homicides(2011)),
    Fact("mexico_homicides", f"{INDIGO} 2012", 25_967, homicides(2012)),
    Fact("mexico_homicides", f"{FRONTERA} 2010", 25_757, homicides(2010)),
    Fact("mexico_homicides", f"{FRONTERA} 2014", 20_010, homicides(2014)),
    Fact("mexico_homicides", "Punto Medio, 2025, puntomedio.mx: 2021", 35_700, homicides(2021)),
    Fact("mexico_homicides", "Crónica, 10 November 2025, cronica.com.mx: 2023", 32_252, homicides(2023)),
    Fact("mexico_homicides", "Local News Wave, November 2025: 2024", 33_550, homicides(2024)),
    Fact(
        "security_positions", "CRS IN11205: order on cartels", "2025-01-20", day("terrorist listing", "United States")
    ),
    Fact(
        "security_positions",
        "Evrim Ağacı, Sheinbaum and Rubio launch new US-Mexico security plan",
        "2025-09-03",
        day("joint statement", "United States and Mexico"),
    ),
    Fact(
        "security_positions", "N+, 12 January 2026, nmas.com.mx: call", "2026-01-12", day("strikes on land", "Mexico")
    ),
    Fact(
        "us_synthetic_opioid_deaths",
        "CDC and White House: 2024 predicted",
        48913,
        december(2024, "deaths_predicted"),
        same_publisher=True,
    ),
    # Final counts leave out foreign residents: up to 1 % lower.
    Fact("us_synthetic_opioid_deaths", "MMWR 70(6): 2019 final", 36359, december(2019, "deaths_reported"), 364, True),
    Fact("us_synthetic_opioid_deaths", "CDC WONDER: 2021 final", 70601, december(2021, "deaths_reported"), 706, True),
    Fact("prisoner_transfers", MINISTER, 92, lambda t: t["people"].sum()),
    Fact("prisoner_transfers", f"{MINISTER}, first time", 29, lambda t: t["people"].iloc[0]),
    Fact("prisoner_transfers", f"{MINISTER}, third time", 37, lambda t: t["people"].iloc[2]),
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


def test_training_leaves_out_the_members_of_nato():
    """The reports cover nobody who was in NATO already; four countries joined later."""
    status = load("ally_status").set_index("iso3")["nato_accession_year"]
    joined = load("us_military_training")["iso3"].map(status).dropna()
    assert (joined > 2016).all()


def test_exercises_are_near_the_authors_other_file():
    """The file with one row an exercise, counted by country: not a second source, the same coding."""
    counted = load("us_joint_exercises").set_index("iso3")["exercises"]
    for country, other in {"GBR": 438, "CAN": 290, "JPN": 212, "KOR": 140, "MEX": 4}.items():
        assert abs(counted[country] - other) <= other * 0.05, country


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
