"""The tables of tensions: parts that must fit their wholes, and figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load

CUBIC_METRES_IN_ACRE_FOOT = 1233.48


def one(column, unit=1, **where):
    return lambda t: row(t, **where)[column] / unit


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


def duty_of_july_2025(iso3):
    def rate(table):
        month = row(table, iso3=iso3, year=2025, month=7)
        return month["duties_usd"] / month["imports_usd"] * 100

    return rate


def cubic_metres(number):
    return lambda t: row(t, row=number)["acre_feet"] * CUBIC_METRES_IN_ACRE_FOOT / 1e6


def disputes_with(iso3):
    return lambda t: (t["iso3"] == iso3).sum()


DHS = "DHS release, October 2025"
YEARBOOK = "DHS Yearbook 2022, Table 33"
PEW = "Pew Research Center on FY2014"
CBP = "CBP nationwide files by citizenship: India"
EPI = "Economic Policy Institute, quoting the State Department"
FED = "New York Fed, A Country-Specific View of Tariffs, July 2025"
GML = "Gibler, Miller and Little 2.2.1, 1816 to 2010"

FACTS = [
    Fact(
        "border_patrol_encounters",
        f"{DHS}: southwest FY1970",
        201_780,
        one("southwest", fiscal_year=1970),
    ),
    Fact("border_patrol_encounters", f"{DHS}: southwest FY2025", 237_565, one("southwest", fiscal_year=2025)),
    Fact("border_patrol_encounters", f"{DHS}: average of FY2021-2024, million", 1.86, mean_of_four_years, 0.005),
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
    Fact("us_wto_cases", "WTO 2012: the United States complains", 100, cases_to_436("complainant")),
    Fact("us_wto_cases", "WTO 2012: the United States answers", 115, cases_to_436("respondent")),
    Fact("us_average_duty", f"{FED}: Japan", 15, duty_of_july_2025("JPN"), 0.5),
    Fact("us_average_duty", f"{FED}: China", 40, duty_of_july_2025("CHN"), 0.5),
    # The other data set begins in 1835.
    Fact("us_militarized_disputes", f"{GML}: Mexico", 23, disputes_with("MEX"), 1),
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
    duty = load("us_average_duty")
    assert duty_of_july_2025("MEX")(duty) < 5
    assert duty_of_july_2025("CAN")(duty) < 5


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
        assert rows["all_mexican_names"].iloc[0] <= rows["listed_names"].sum()  # a name may have two programmes


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
