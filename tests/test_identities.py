"""Identities of our own tables: parts that add up to their wholes, and two tables that must tell the same."""

import datetime

import pytest
from facts import row

from helpers import load

BOTH = ["exports_musd", "imports_musd"]
COUNTS = ["n_same", "n_half", "n_opposite"]


def mexico(name, index="year"):
    """Return Mexico's rows of a table, by year or another column."""
    table = load(name)
    return table[table["iso3"] == "MEX"].set_index(index)


def totals(name):
    """Return a table's exports and imports by country and year, without the years that are not over."""
    table = load(name)
    if "period" in table:
        table = table[table["period"] == "Jan-Dec"]
    return table.groupby(["iso3", "year"])[BOTH].sum()


@pytest.mark.parametrize(
    "name,part,whole,rounding",
    [
        ("us_trade_by_chapter", "reexports_musd", "exports_musd", 0.1),
        ("us_natural_gas_exports", "to_mexico_mmcf", "total_exports_mmcf", 0),
        ("border_patrol_encounters", "southwest", "nationwide", 0),
        ("border_patrol_encounters", "southwest_expulsions", "southwest", -1),
        ("us_sanctions_addresses", "listed_names", "all_names_in_file", -1),
    ],
)
def test_a_part_is_no_more_than_its_whole(name, part, whole, rounding):
    """A rounding of -1 says that whole numbers must be less."""
    table = load(name).dropna(subset=[part])
    assert len(table) and (table[part] <= table[whole] + rounding).all()


@pytest.mark.parametrize(
    "name,time,column",
    [
        ("us_average_duty", "date", "duties_usd"),
        ("us_average_duty", "date", "imports_usd"),
        ("encounters_by_citizenship", "fiscal_year", "encounters"),
    ],
)
def test_the_countries_named_are_a_part_of_the_world(name, time, column):
    countries = load(name).pivot(index=time, columns="iso3", values=column)
    assert (countries.drop(columns="WLD").sum(axis=1) < countries["WLD"]).all()


# The border


def test_maritime_lengths_explain_the_two_figures_of_the_boundary_commission():
    """The commission prints 18 miles in the Pacific and 12 in the Gulf (same page as its two lengths)."""
    lengths = load("border_length_claims")
    lengths = lengths[lengths["claimed_by"] == "International Boundary and Water Commission"]["miles"]
    assert lengths.max() - lengths.min() == 18 + 12


def test_ports_lie_on_the_line_of_the_map():
    """The outlines and the ports come from different publishers; they must meet within a quarter of a degree."""
    outlines = load("map_outlines").query("shape == 'Mexico'")
    for port in load("border_ports").itertuples():
        near = (outlines["longitude"] - port.longitude) ** 2 + (outlines["latitude"] - port.latitude) ** 2
        assert near.min() ** 0.5 < 0.25, port.port


# Alliance


def test_the_label_of_law_has_the_members_that_a_second_list_names():
    """Al Jazeera, 24 May 2024: 18 Major Non-NATO Allies; since then Kenya, Saudi Arabia and Peru."""
    listed = "ARG AUS BHR BRA COL EGY ISR JPN JOR KWT MAR NZL PAK PHL QAT KOR THA TUN".split()
    status = load("ally_status")
    assert set(status.loc[status["mnna_status"] == "designated", "iso3"]) == {*listed, "KEN", "SAU", "PER"}


def test_labels_follow_from_their_parts():
    status = load("ally_status")
    treaty = status["nato_member"] | (status["rio_treaty_status"] == "party")
    treaty |= status["pacific_or_bilateral_treaty"].notna() & (status["iso3"] != "NZL")  # ANZUS duties suspended 1986
    assert (treaty == status["treaty_ally"]).all()
    law = status["mnna_status"].isin(["designated", "treated_as"])
    assert ((treaty | law) == status["any_official_label"]).all()


@pytest.mark.parametrize("duty", ["defense", "offense", "consultation"])
def test_the_yearly_coding_follows_from_the_treaties(duty):
    """ATOP's dyad-year file and its member-level file are two files: they must tell the same years."""
    treaties = load("us_mexico_treaties")
    treaties = treaties[treaties[duty]]
    first, last = treaties["entry_date"].dt.year, treaties["exit_date"].dt.year.fillna(2018)
    coding = load("us_mexico_alliance_coding")
    for year, coded in zip(coding["year"], coding[duty], strict=True):
        assert coded == ((first <= year) & (year <= last)).any(), year


def test_the_list_of_status_has_mexico_as_the_yearly_coding_has():
    coding = row(load("us_mexico_alliance_coding"), year=2018)
    assert row(load("ally_status"), iso3="MEX")["atop_defense_2018"] == coding["defense"]


def test_disputes_are_those_of_the_table_of_disputes():
    disputes = load("us_militarized_disputes").groupby("iso3")["last_year"].agg(["size", "max"])
    status = load("ally_status").set_index("iso3")
    assert (status["disputes_with_us_1816_2014"] == disputes["size"].reindex(status.index).fillna(0)).all()
    fought = status.dropna(subset="last_dispute_year")
    assert (fought["last_dispute_year"] == disputes["max"].reindex(fought.index)).all()


def test_every_source_key_is_explained():
    known = set(load("ally_status_sources")["key"])
    used = load("ally_status")["source_keys"].dropna().str.split("[;,] ?", regex=True).explode().str.strip()
    assert set(used) - {""} <= known


def test_countries_share_fewer_organisations_than_they_are_in():
    """Mexico is a full member of 93, Canada of 87 (COW, Intergovernmental Organizations v3.0)."""
    shared = load("shared_organisations").set_index("iso3")["organisations"]
    assert shared["MEX"] <= 89 and shared["CAN"] <= 87 and shared.max() <= 89


# The economy


@pytest.mark.parametrize(
    "name,other,share,musd",
    [
        ("us_goods_trade_by_month", "us_goods_trade_by_partner", 0, 1),  # twelve figures rounded to 0.1 million
        ("us_trade_by_mode", "us_trade_by_state", 0.001, 0),
        # TransBorder is not revised with the Census file; the publisher's totals differ by up to 0.9 %.
        ("us_trade_by_state", "us_goods_trade_by_partner", 0.012, 0),
        # The monthly files are not revised afterwards: 2021 and 2022 differ by up to 1.2 % from the Census file.
        ("us_trade_by_chapter", "us_goods_trade_by_partner", 0.012, 0),
    ],
)
def test_months_states_modes_and_chapters_add_up_to_the_nation(name, other, share, musd):
    parts, whole = totals(name).align(totals(other), join="inner")
    assert len(parts) and ((parts - whole).abs() < share * whole + musd).all(axis=None)


def test_partners_add_up_to_the_world():
    trade = load("us_goods_trade_by_partner").query("year >= 1992")
    world = trade[trade["iso3"] == "WLD"].set_index("year")[BOTH]
    partners = trade[trade["iso3"] != "WLD"].groupby("year")[BOTH].sum()
    assert ((partners - world).abs() / world).max().max() < 0.005  # unidentified countries and rounding


def test_imports_for_consumption_are_near_general_imports():
    """Two counts of the same goods: at entry and at release from bonded warehouses."""
    duty = load("us_average_duty").query("year == 2025").groupby("iso3")["imports_usd"].sum() / 1e6
    trade = load("us_goods_trade_by_partner").query("year == 2025").set_index("iso3")["imports_musd"]
    assert ((duty - trade).abs() / trade).max() < 0.06


def test_printed_ranks_follow_from_the_totals():
    trade = load("us_goods_trade_by_partner").query("iso3 != 'WLD'").set_index(["iso3", "year"])[BOTH].sum(axis=1)
    ranks = trade.groupby("year").rank(ascending=False)["MEX"]
    claims = load("us_partner_rank_claims").set_index("published")
    other = claims.index[claims["data_year"].map(ranks) != claims["rank_claimed"]]
    assert list(other) == ["2008-01-25"]  # its author had figures that were revised later; 02 says so


# Security


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
    rates = mexico("homicide_rates")["homicides_per_100k"]
    people = mexico("gdp")["population"]
    counts = load("mexico_homicides").query("year <= 2016").set_index("year")["homicides"]
    gap = counts / people[counts.index] * 100_000 - rates[counts.index]
    assert gap.abs().max() < 0.001  # the World Bank rounds its rates


def test_each_disputed_matter_has_both_governments():
    sides = load("security_positions").groupby("issue")["government"].agg(" ".join)
    assert sides.str.contains("United States").all() and sides.str.contains("Mexico").all()


@pytest.mark.parametrize("name,base", [("us_aid_by_account", 2020), ("us_aid_to_mexico", 2024)])
def test_constant_dollars_are_current_dollars_in_the_base_year_and_more_before(name, base):
    table = load(name)
    constant = f"obligations_{base}_musd"
    at_base = table[table["fiscal_year"] == base]
    assert not at_base.empty
    assert at_base[constant].tolist() == pytest.approx(at_base["obligations_musd"].tolist(), abs=0.001)
    large = table[(table["fiscal_year"] < base) & (table["obligations_musd"] > 50)]
    assert (large[constant] > large["obligations_musd"]).all()


def test_one_deflator_serves_every_account_of_a_year():
    table = load("us_aid_by_account").query("obligations_musd > 50")
    deflator = (table["obligations_2020_musd"] / table["obligations_musd"]).groupby(table["fiscal_year"])
    assert (deflator.max() - deflator.min()).max() < 0.001


# Tensions


def test_the_new_york_fed_puts_mexico_and_canada_below_five_percent():
    for country in ["MEX", "CAN"]:
        july = row(load("us_average_duty"), iso3=country, year=2025, month=7)
        assert july["duties_usd"] / july["imports_usd"] * 100 < 5


def test_partial_years_are_marked_and_no_year_is_missing():
    border = load("border_patrol_encounters")
    years = list(border["fiscal_year"])
    assert years == list(range(years[0], years[-1] + 1))
    assert (border["partial"] == (border["months"] < 12)).all()
    assert list(border.loc[border["partial"], "fiscal_year"]) == [years[-1]]
    mexicans = load("encounters_of_mexicans")
    assert list(mexicans.loc[~mexicans["nationwide"], "months"]) == [11]  # the year of another border
    assert (mexicans.loc[mexicans["nationwide"], "months"] == 12).all()


def test_two_tables_count_the_same_encounters():
    """The table by citizenship is rounded to 10, so is the other from FY2020."""
    border = load("border_patrol_encounters").set_index("fiscal_year")["nationwide"]
    mexicans = load("encounters_of_mexicans").set_index("fiscal_year")
    citizens = load("encounters_by_citizenship").pivot(index="fiscal_year", columns="iso3", values="encounters")
    assert (mexicans.loc[mexicans["nationwide"], "total"] - border).abs().max() <= 5
    assert ((citizens["WLD"] - border).abs() / citizens["WLD"]).max() < 0.002  # FY2002: 0.17 %
    assert ((citizens["MEX"] - mexicans["mexico"]).abs() / citizens["MEX"]).max() < 0.001


def test_visas_to_mexicans_are_a_part_of_all():
    visas = load("us_work_visas").set_index(["iso3", "fiscal_year"])[["h2a", "h2b", "h2r", "tn"]]
    assert (visas.loc["MEX"] <= visas.loc["WLD"]).all(axis=None)


def test_two_tables_list_the_same_wto_cases():
    listed = mexico("us_wto_cases", "ds_number")["year"].to_dict()
    cases = load("us_mexico_trade_cases").query("forum == 'WTO'")
    numbers = cases["case_id"].str.removeprefix("DS").astype(int)
    ours = dict(zip(numbers, cases["year"], strict=True))
    assert {number: year for number, year in ours.items() if number <= 538} == listed


def test_each_case_sets_one_government_against_the_other():
    cases = load("us_mexico_trade_cases")
    assert (cases["complainant"] != cases["respondent"]).all()
    assert set(cases["complainant"]) | set(cases["respondent"]) == {"MEX", "USA"}
    assert (cases.loc[cases["breach_found"], "how_it_ended"].str.contains("breach", case=False)).all()
    assert not cases.loc[~cases["breach_found"], "how_it_ended"].str.contains("Breach").any()


def test_two_tables_count_the_same_listed_names():
    listed = mexico("us_sanctions_addresses", "snapshot")["listed_names"]
    assert [listed["2021-07-07"], listed["2022-01-31"]] == [693, 685]  # near, though copied from two places
    for snapshot, rows in load("us_sanctions_programs_mexico").groupby("snapshot"):
        assert set(rows["all_mexican_names"]) == {listed[snapshot]}
        names = rows["all_mexican_names"].iloc[0]
        assert names <= rows["listed_names"].sum() < names * 1.03  # a few names have two programmes
        assert rows.loc[rows["about_drugs"], "listed_names"].sum() > names * 0.95


def test_events_agree_with_the_list_of_visits():
    """A president's visit in the one table is a visit of that year in the other."""
    years = load("us_mexico_events").set_index("event_id")["year"]
    visits = mexico("leader_visits")
    for event in ["E035", "E036", "E039", "E042", "E046", "E049", "E219", "E060", "E078", "E097"]:
        assert visits["president_trips"].get(years[event], 0) > 0, event
    for event in ["E061", "E070", "E085", "E091", "E095"]:
        assert visits["leader_visits_to_usa"].get(years[event], 0) > 0, event


def test_event_dates_fit_their_years():
    events = load("us_mexico_events")
    assert events["event_id"].is_unique
    assert (events["date"].str[:4].astype(int) == events["year"]).all()
    for day in events["date"]:
        datetime.date.fromisoformat(day + "-01-01"[len(day) - 4 :])


def test_water_events_agree_with_the_water_table():
    """Of the debt of 2005 the two tables have two figures: 733,000 of a newspaper, 730,700 of a report."""
    events = load("us_mexico_events").set_index("event_id")["summary"]
    water = load("water_treaty").set_index("row")["acre_feet"]
    for event, number in {"E016": 3, "E033": 1, "E128": 7, "E142": 8, "E132": 9}.items():
        assert f"{water[number]:,}" in events[event], event


def test_prisoners_handed_over_agree_with_the_events():
    titles = load("us_mexico_events").set_index("event_id")["title"]
    people = load("prisoner_transfers")["people"]
    assert [int(titles[event].split()[0]) for event in ["E109", "E121", "E131"]] == list(people)


# Politics


def test_votes_add_up():
    agreement = load("un_agreement").dropna(subset="n_votes")
    assert (agreement[COUNTS].sum(axis=1) == agreement["n_votes"]).all()
    share = agreement["n_same"] / agreement["n_votes"] * 100
    assert (share - agreement["agree_pct"]).abs().max() <= 0.051  # rounded to 0.1


def test_distance_is_the_gap_of_the_ideal_points():
    agreement = load("un_agreement").dropna(subset=["ideal_point", "ideal_distance_to_usa"])
    usa = agreement[agreement["iso3"] == "USA"].set_index("year")
    assert (usa["ideal_distance_to_usa"] == 0).all()
    gap = (agreement["ideal_point"] - agreement["year"].map(usa["ideal_point"])).abs()
    assert (gap - agreement["ideal_distance_to_usa"]).abs().max() <= 0.0021  # three figures rounded to 0.001


@pytest.mark.parametrize("year", [2019, 2023])
@pytest.mark.parametrize("country", ["mex", "can", "gbr", "isr", "jpn", "bra", "ind"])
def test_roll_calls_give_the_counts_of_the_other_table(country, year):
    votes = load("un_votes")
    votes = votes[votes["year"] == year].dropna(subset=["usa", country])
    same = (votes["usa"] == votes[country]).sum()
    half = ((votes["usa"] == "abstain") != (votes[country] == "abstain")).sum()
    counted = row(load("un_agreement"), iso3=country.upper(), year=year)
    assert [len(votes), same, half] == [counted["n_votes"], counted["n_same"], counted["n_half"]]


def test_a_roll_call_counts_our_ten_countries_and_no_more_than_the_members():
    votes = load("un_votes")
    for word in ["yes", "abstain", "no"]:
        ours = (votes.loc[:, "usa":"sau"] == word).sum(axis=1)
        assert (votes[f"countries_{word}"] >= ours).all(), word
    assert votes.filter(like="countries_").sum(axis=1).max() <= 193


def test_years_without_votes_have_no_share():
    agreement = load("un_agreement")
    late = agreement[agreement["year"] > 2023]
    assert late["agree_pct"].isna().all()
    assert late["ideal_point"].notna().any()
    assert 1964 not in set(agreement.dropna(subset="agree_pct")["year"])


def test_issues_add_up_and_stay_within_the_votes():
    issues = load("un_agreement_by_issue")
    assert (issues[COUNTS].sum(axis=1) == issues["n_votes"]).all()
    votes = load("un_agreement").query("2008 <= year <= 2017").groupby("iso3")["n_votes"].sum()
    assert (issues["n_votes"] <= issues["iso3"].map(votes)).all()


def test_state_department_formula_gives_the_printed_share():
    """From 2017 to 2020 an abstention counts half. Countries without an absence; two misprints of 2019 left out."""
    state = load("state_department_coincidence").query("2017 <= year <= 2020 and n_absent == 0")
    state = state[(state["year"] != 2019) | ~state["iso3"].isin(["MDV", "MYS"])]
    share = (state["n_same"] + state["n_half"] / 2) / state[COUNTS].sum(axis=1) * 100
    assert len(state) > 100
    assert (share - state["published_pct"]).abs().max() <= 0.6


def test_each_change_of_formula_is_marked():
    state = load("state_department_coincidence").groupby("year")["formula"]
    assert (state.nunique() == 1).all()
    formula = state.first()
    assert list(formula.index[formula != formula.shift()])[1:] == [2017, 2021, 2022]


def test_state_department_and_roll_calls_differ_by_one_vote():
    state = row(load("state_department_coincidence"), iso3="MEX", year=2023)
    ours = row(load("un_agreement"), iso3="MEX", year=2023)
    assert state[COUNTS].sum() == ours["n_votes"]
    assert abs(state["n_same"] - ours["n_same"]) == 1


def test_first_trips_are_in_the_list_of_visits():
    visits = load("leader_visits").query("president_trips > 0")
    listed = set(zip(visits["iso3"], visits["year"], strict=True))
    codes = {"Mexico": "MEX", "Canada": "CAN", "Belgium": "BEL", "United Kingdom": "GBR", "Saudi Arabia": "SAU"}
    for trip in load("us_president_first_trips").itertuples():
        assert (codes[trip.first_country], trip.first_date.year) in listed


def test_stops_of_presidents_are_the_visits():
    """One table leaves out visits as president-elect, and Roosevelt's four stops of 1945.

    Presidents-elect went abroad in 1952 and 1981, to Mexico Reagan in January 1981.
    """
    stops = load("us_president_first_trips")
    trips = load("leader_visits").groupby("iso3")["president_trips"].sum()
    assert trips["MEX"] == stops["mexico_stops"].sum() + 1
    assert trips["CAN"] == stops["canada_stops"].sum()
    assert trips.sum() == stops["all_stops"].sum() + 4 + 2


def test_answers_add_up_to_all_who_were_asked():
    pew = load("pew_favourability")
    total = pew[["favourable_pct", "unfavourable_pct", "dont_know_pct"]].sum(axis=1)
    assert (total - 100).abs().max() <= 0.2


def test_democracy_scores_are_one_version_of_one_year():
    democracy = load("democracy_2025")
    assert set(democracy["year"]) == {2025}
    assert democracy["liberal_democracy"].between(0, 1).all()
