"""The tables of tensions: parts that must fit their wholes, and figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load

CUBIC_METRES_IN_ACRE_FOOT = 1233.48


def one(column, unit=1, **where):
    return lambda t: row(t, **where)[column] / unit


def cell(column, **where):
    return lambda t: row(t, **where)[column]


def mean_of_four_years(table):
    return table.set_index("fiscal_year").loc[2021:2024, "southwest"].mean() / 1e6


def others_2014(table):
    year = row(table, fiscal_year=2014)
    return year["total"] - year["mexico"]


def cases_to_436(role):
    def count(table):
        numbers = table["ds_number"].astype(str).str.extract(r"(\d+)")[0].astype(int)
        return table.loc[(numbers <= 436) & (table["us_role"] == role), "ds_number"].nunique()

    return count


def cubic_metres(number):
    return lambda t: row(t, row=number)["acre_feet"] * CUBIC_METRES_IN_ACRE_FOOT / 1e6


def disputes_with(iso3):
    return lambda t: (t["iso3"] == iso3).sum()


def duty(iso3, year, month):
    def rate(table):
        rows = row(table, iso3=iso3, year=year, month=month)
        return rows["duties_usd"] / rows["imports_usd"] * 100

    return rate


def complaints(year):
    """Return a function that counts the cases that the United States began in a year."""
    return lambda t: t.loc[(t["us_role"] == "complainant") & (t["year"] == year), "ds_number"].nunique()


def first_snapshot(table):
    return table.loc[table["snapshot"] == "2019-01-15", "all_names_in_file"].unique().item()


def added_in_2025(table):
    mexico = table[table["iso3"] == "MEX"].set_index("snapshot")["listed_names"]
    return mexico["2025-12-24"] - mexico["2025-02-27"]


def cases_to(day, role):
    return lambda t: t.loc[(t["date"] <= day) & (t["us_role"] == role), "ds_number"].nunique()


DHS = "DHS release, October 2025"
YEARBOOK = "DHS Yearbook 2022, Table 33"
PEW = "Pew Research Center on FY2014"
# A list grows: by 114 names a month in 2018. Ours is of 15 January 2019.
SANCTIONS = "sanctions-intelligence.com: all names, 5 December 2018"
CBP = "CBP nationwide files by citizenship: India"
EPI = "Economic Policy Institute, quoting the State Department"
FED = "New York Fed, A Country-Specific View of Tariffs, July 2025"
GML = "Gibler, Miller and Little 2.2.1, 1816 to 2010"
KROM = "Puente Libre, quoted by Grupo Krom, grupokrom.com: November 2025"
STATISTICS = "WTO Dispute Settlement Mechanism: A Statistical Observation, 2012, docest.com"
CHAIR = "WTO, chair of the Dispute Settlement Body, 27 February 2013"
WORKERS = "Global Workers, quoted by workingimmigrants.com, March 2007: Mexicans FY2006"
VISAS = "Economic Policy Institute, testimony of 2023"

FACTS = [
    Fact(
        "border_patrol_encounters",
        f"{DHS}: southwest FY1970",
        201_780,
        one("southwest", fiscal_year=1970),
    ),
    Fact("border_patrol_encounters", f"{DHS}: southwest FY2025", 237_565, one("southwest", fiscal_year=2025)),
    Fact("border_patrol_encounters", f"{DHS}: average of FY2021-2024, million", 1.86, mean_of_four_years, 0.005),
    Fact(
        "border_patrol_encounters",
        "Bipartisan Policy Center on FY2022: expulsions, thousand",
        1_054,
        one("southwest_expulsions", 1000, fiscal_year=2022),
        0.5,
    ),
    Fact("border_patrol_encounters", f"{YEARBOOK}: 1944", 31_174, one("nationwide", fiscal_year=1944), 1),
    # The Border Patrol later moved 45 encounters of FY2019.
    Fact("border_patrol_encounters", "press list: southwest FY2019", 851_553, one("southwest", fiscal_year=2019), 45),
    Fact(
        "encounters_of_mexicans",
        "INS Yearbook, Table 60: FY2000",
        1_636_883,
        one("mexico", fiscal_year=2000),
    ),
    Fact("encounters_of_mexicans", f"{PEW}: Mexicans", 229_000, one("mexico", fiscal_year=2014), 500),
    Fact("encounters_of_mexicans", f"{PEW}: others", 257_000, others_2014, 500),
    # An older release of the Border Patrol, 2 % lower.
    Fact("encounters_of_mexicans", "Border Patrol: FY2019", 166_458, one("mexico", fiscal_year=2019), 3_100),
    Fact("encounters_by_citizenship", f"{CBP} FY2020", 1_227, one("encounters", iso3="IND", fiscal_year=2020), 5),
    Fact("encounters_by_citizenship", f"{CBP} FY2022", 18_480, one("encounters", iso3="IND", fiscal_year=2022), 5),
    Fact("encounters_by_citizenship", f"{CBP} FY2024", 39_734, one("encounters", iso3="IND", fiscal_year=2024), 5),
    Fact("us_work_visas", f"{EPI}: H-2A FY2005", 31_892, one("h2a", iso3="WLD", fiscal_year=2005)),
    Fact("us_work_visas", f"{EPI}: H-2A FY2012", 65_345, one("h2a", iso3="WLD", fiscal_year=2012)),
    Fact("us_work_visas", f"{EPI}: H-2A FY2019", 204_801, one("h2a", iso3="WLD", fiscal_year=2019)),
    Fact("us_work_visas", f"{EPI}: H-2A FY2022", 298_336, one("h2a", iso3="WLD", fiscal_year=2022)),
    Fact("us_work_visas", f"{WORKERS}: H-2A", 34_195, one("h2a", iso3="MEX", fiscal_year=2006)),
    Fact("us_work_visas", f"{WORKERS}: H-2B", 43_269, one("h2b", iso3="MEX", fiscal_year=2006)),
    Fact("us_work_visas", f"{WORKERS}: H-2R", 36_723, one("h2r", iso3="MEX", fiscal_year=2006)),
    Fact("us_work_visas", f"{VISAS}: H-2B FY2019", 97_623, one("h2b", iso3="WLD", fiscal_year=2019)),
    Fact("us_work_visas", f"{VISAS}: H-2B FY2022", 124_644, one("h2b", iso3="WLD", fiscal_year=2022)),
    Fact("us_work_visas", "C. Brown, 10 February 2014: TN FY2012", 7_638, one("tn", iso3="WLD", fiscal_year=2012)),
    Fact("us_wto_cases", f"{STATISTICS}: the United States complains", 100, cases_to_436("complainant")),
    Fact("us_wto_cases", f"{STATISTICS}: the United States answers", 115, cases_to_436("respondent")),
    Fact("us_wto_cases", f"{STATISTICS}: US complaints of 1996", 17, complaints(1996)),
    Fact("us_wto_cases", f"{STATISTICS}: US complaints of 2003", 3, complaints(2003)),
    Fact("us_wto_cases", f"{CHAIR}: US complaints", 105, cases_to("2013-02-27", "complainant"), 0, True),
    Fact("us_wto_cases", f"{CHAIR}: US answers", 119, cases_to("2013-02-27", "respondent"), 0, True),
    Fact("us_average_duty", f"{FED}: Japan", 15, duty("JPN", 2025, 7), 0.5),
    Fact("us_average_duty", f"{FED}: China", 40, duty("CHN", 2025, 7), 0.5),
    # A first release; the month was revised in June 2026.
    Fact("us_average_duty", f"{KROM}, Mexico", 4.18, duty("MEX", 2025, 11), 0.05),
    Fact("us_average_duty", f"{KROM}, all", 9.81, duty("WLD", 2025, 11), 0.05),
    Fact("us_average_duty", f"{KROM}, Brazil", 17.60, duty("BRA", 2025, 11), 0.05),
    # The other data set begins in 1835.
    Fact("us_militarized_disputes", f"{GML}: Mexico", 23, disputes_with("MEX"), 1),
    Fact("us_militarized_disputes", f"{GML}: Canada", 4, disputes_with("CAN")),
    Fact("us_militarized_disputes", f"{GML}: Haiti", 9, disputes_with("HTI")),
    Fact("us_militarized_disputes", f"{GML}: 1552, begins", 1843, one("first_year", dispute_number=1552)),
    Fact("us_militarized_disputes", f"{GML}: 3972, US level", 4, one("us_hostility", dispute_number=3972)),
    Fact("us_militarized_disputes", f"{GML}: 3900, Canada's level", 4, one("partner_hostility", dispute_number=3900)),
    # More than 999 died on each side of the war of 1846: level 6.
    Fact("us_militarized_disputes", f"{GML}: 1552, US deaths", 6, one("us_fatality_level", dispute_number=1552)),
    Fact("us_militarized_disputes", f"{GML}: 1552, deaths", 6, one("partner_fatality_level", dispute_number=1552)),
    Fact("us_sanctions_addresses", SANCTIONS, 7_345, first_snapshot, 120),
    # 64 people and 87 firms in Mexico; ours are the copies of February and December, less names taken off.
    Fact("us_sanctions_addresses", "Unomásuno: added in Mexico in 2025", 64 + 87, added_in_2025, 15),
    Fact("us_mexico_events", "Timetoast, US and Arizona immigration", "1848-02-02", cell("date", event_id="E009")),
    Fact("us_mexico_events", "CFR timeline, copied at estudaremcasa.com", "1938-03-18", cell("date", event_id="E027")),
    Fact("us_mexico_events", "Encyclopedia.com: Camarena, Enrique", "1985-02-07", cell("date", event_id="E047")),
    Fact("us_mexico_trade_cases", "USTR release, June 2003: beef and rice", 2003, one("year", case_id="DS295")),
    Fact("us_mexico_trade_cases", "US House, 22 June 2004: soft drinks", 2004, one("year", case_id="DS308")),
    Fact("us_mexico_trade_cases", "US House, 22 June 2004: who complains", "USA", cell("complainant", case_id="DS308")),
    Fact(
        "us_mexico_trade_cases", "US House, 22 June 2004: corn syrup won", True, cell("breach_found", case_id="DS132")
    ),
    Fact(
        "us_militarized_disputes",
        "State Department, Office of the Historian: the war ends in 1848",
        1848,
        one("last_year", iso3="MEX", us_hostility=5),
    ),
    Fact(
        "water_treaty",
        "Mexico's river council: shortfall of 2020-25, million cubic metres",
        1_068,
        cubic_metres(6),
        1.2,
    ),
    Fact(
        "water_treaty",
        "Mexico's foreign ministry, 12 December 2025: million cubic metres",
        249.163,
        cubic_metres(8),
        0.05,
    ),
    Fact(
        "water_treaty",
        "Deccan Herald, 9 December 2025: five years of Mexico's duty",
        1_750_000,
        lambda t: row(t, row=1)["acre_feet"] * 5,
    ),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    fact.holds()


def test_the_new_york_fed_puts_mexico_and_canada_below_five_percent():
    duties = load("us_average_duty")
    assert duty("MEX", 2025, 7)(duties) < 5
    assert duty("CAN", 2025, 7)(duties) < 5


def test_southwest_and_expulsions_are_parts():
    border = load("border_patrol_encounters")
    southwest = border.dropna(subset="southwest")
    assert (southwest["southwest"] <= southwest["nationwide"]).all()
    expelled = border.dropna(subset="southwest_expulsions")
    assert (expelled["southwest_expulsions"] < expelled["southwest"]).all()


def test_partial_years_are_marked():
    border = load("border_patrol_encounters")
    assert (border["partial"] == (border["months"] < 12)).all()
    assert list(border.loc[border["partial"], "fiscal_year"]) == [border["fiscal_year"].max()]


def test_no_fiscal_year_is_missing():
    years = list(load("border_patrol_encounters")["fiscal_year"])
    assert years == list(range(years[0], years[-1] + 1))


def test_two_tables_give_the_same_total():
    """The table by citizenship is rounded to 10, so is the other from FY2020."""
    border = load("border_patrol_encounters").set_index("fiscal_year")["nationwide"]
    mexicans = load("encounters_of_mexicans")
    mexicans = mexicans[mexicans["nationwide"]].set_index("fiscal_year")["total"]
    citizens = load("encounters_by_citizenship")
    world = citizens[citizens["iso3"] == "WLD"].set_index("fiscal_year")["encounters"]
    assert (mexicans - border.reindex(mexicans.index)).abs().max() <= 5
    assert ((world - border.reindex(world.index)).abs() / world).max() < 0.002  # FY2002: 0.17 %


def test_two_tables_give_the_same_number_of_mexicans():
    mexicans = load("encounters_of_mexicans").set_index("fiscal_year")["mexico"]
    citizens = load("encounters_by_citizenship")
    citizens = citizens[citizens["iso3"] == "MEX"].set_index("fiscal_year")["encounters"]
    assert ((citizens - mexicans.reindex(citizens.index)).abs() / citizens).max() < 0.001


def test_citizenships_are_parts_of_the_total():
    citizens = load("encounters_by_citizenship").pivot(index="fiscal_year", columns="iso3", values="encounters")
    assert (citizens.drop(columns="WLD").sum(axis=1) <= citizens["WLD"]).all()


def test_the_year_of_another_border_is_marked():
    mexicans = load("encounters_of_mexicans")
    odd = mexicans[~mexicans["nationwide"]]
    assert list(odd["months"]) == [11]
    assert (mexicans.loc[mexicans["nationwide"], "months"] == 12).all()


def test_visas_to_mexicans_are_a_part_of_all():
    visas = load("us_work_visas").set_index(["iso3", "fiscal_year"])
    assert (visas.loc["MEX", ["h2a", "h2b", "h2r", "tn"]] <= visas.loc["WLD", ["h2a", "h2b", "h2r", "tn"]]).all().all()


def test_two_tables_list_the_same_wto_cases():
    listed = load("us_wto_cases")
    listed = listed[listed["iso3"] == "MEX"]
    numbers = {int(str(number).removeprefix("DS")) for number in listed["ds_number"]}
    cases = load("us_mexico_trade_cases")
    wto = cases[cases["forum"] == "WTO"]
    ours = {int(number.removeprefix("DS")) for number in wto["case_id"]}
    assert {number for number in ours if number <= 538} == numbers
    years = dict(zip(wto["case_id"].str.removeprefix("DS").astype(int), wto["year"], strict=True))
    for case in listed.itertuples():
        assert years[int(str(case.ds_number).removeprefix("DS"))] == case.year


def test_each_case_sets_one_government_against_the_other():
    cases = load("us_mexico_trade_cases")
    assert (cases["complainant"] != cases["respondent"]).all()
    assert set(cases["complainant"]) | set(cases["respondent"]) == {"MEX", "USA"}
    assert (cases.loc[cases["breach_found"], "how_it_ended"].str.contains("breach", case=False)).all()
    assert not cases.loc[~cases["breach_found"], "how_it_ended"].str.contains("Breach").any()


def test_two_tables_count_the_same_listed_names():
    programs = load("us_sanctions_programs_mexico")
    listed = load("us_sanctions_addresses")
    mexico = listed[listed["iso3"] == "MEX"].set_index("snapshot")["listed_names"]
    for snapshot, rows in programs.groupby("snapshot"):
        assert set(rows["all_mexican_names"]) == {mexico[snapshot]}
        names = rows["all_mexican_names"].iloc[0]
        assert names <= rows["listed_names"].sum() < names * 1.03  # a few names have two programmes
        assert rows.loc[rows["about_drugs"], "listed_names"].sum() > names * 0.95


def test_copies_from_two_places_are_near():
    """July 2021 from one copy, January 2022 from another."""
    listed = load("us_sanctions_addresses")
    mexico = listed[listed["iso3"] == "MEX"].set_index("snapshot")["listed_names"]
    assert [mexico["2021-07-07"], mexico["2022-01-31"]] == [693, 685]
    assert (listed["listed_names"] < listed["all_names_in_file"]).all()


def test_events_agree_with_the_list_of_visits():
    """Each event read from the presidents' travels is a visit of that year in the other table."""
    events = load("us_mexico_events")
    trips = events[events["source"].str.contains("presidential travels") & (events["year"] >= 1945)]
    visits = load("leader_visits")
    visits = visits[visits["iso3"] == "MEX"].set_index("year")["president_trips"]
    assert len(trips) > 5
    assert all(visits.get(year, 0) > 0 for year in trips["year"])


def test_event_dates_fit_their_years():
    events = load("us_mexico_events")
    assert (events["date"].str[:4].astype(int) == events["year"]).all()
    assert set(events["direction"]) == {"cooperation", "tension"}


def test_water_events_agree_with_the_water_table():
    events = load("us_mexico_events").set_index("event_id")["summary"]
    water = load("water_treaty").set_index("row")["acre_feet"]
    for event, number in {"E016": 3, "E065": 4, "E126": 6, "E128": 7, "E142": 8, "E132": 9}.items():
        assert f"{water[number]:,} acre-feet" in events[event]
