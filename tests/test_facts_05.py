"""The tables of politics: votes that must add up, and figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load

COUNTS = ["n_same", "n_half", "n_opposite"]
COUNTRIES = ["mex", "can", "gbr", "isr", "jpn", "bra", "ind"]


def one(column, **where):
    return lambda t: row(t, **where)[column]


def published(iso3, year):
    return one("published_pct", iso3=iso3, year=year)


def important(iso3, year):
    return one("important_pct", iso3=iso3, year=year)


def agree(year):
    return one("agree_pct", iso3="MEX", year=year)


def favourable(iso3, year):
    return one("favourable_pct", iso3=iso3, year=year)


def trips(iso3, first, last):
    def total(table):
        chosen = table[(table["iso3"] == iso3) & table["year"].between(first, last)]
        return chosen["president_trips"].sum()

    return total


def first_country(president):
    return lambda t: row(t, president=president)["first_country"]


def day(timestamp):
    return timestamp.date().isoformat()


def first_day(president):
    return lambda t: day(row(t, president=president)["first_date"])


def asked(table):
    return row(table, iso3="MEX", year=2015)["n_respondents"]


def canada_stops(table):
    return row(table, president="Donald J. Trump")["canada_stops"]


def democracy(iso3):
    return one("liberal_democracy", iso3=iso3)


def issue(name, column):
    return lambda t: row(t, iso3="MEX", issue=name)[column]


def gallup(about):
    return lambda t: row(t, pollster="Gallup World Affairs survey", year=2023, about=about, measure="favourable")["pct"]


LIBRARY = "Jewish Virtual Library, quoting the reports"
COPY = "M. Schaver's transcription of the report for 2023"
IMPORTANT = "Voeten's roll calls, those marked important"
QSS = "qss-package, by session"
PEW = "Pew Research Center"
CBS = "CBS News, February 2009, first trips:"
UNVOTES = "D. Robinson, unvotes 0.3, whole resolutions of 2008-17: Mexico"
MAPS = "Maps of World, First International Visits:"

FACTS = [
    Fact("state_department_coincidence", f"{LIBRARY}: Canada 2013", 89.9, published("CAN", 2013), 0.05),
    Fact("state_department_coincidence", f"{LIBRARY}: Australia 2013", 80.9, published("AUS", 2013), 0.05),
    Fact("state_department_coincidence", f"{LIBRARY}: Canada 2017", 69, published("CAN", 2017)),
    Fact("state_department_coincidence", f"{LIBRARY}: Canada 2018", 65, published("CAN", 2018)),
    Fact("state_department_coincidence", f"{LIBRARY}: Denmark 2019", 56, published("DNK", 2019)),
    Fact("state_department_coincidence", f"{COPY}: Afghanistan, absent", 41, one("n_absent", iso3="AFG", year=2023)),
    Fact("state_department_coincidence", f"{COPY}: Albania, opposite", 15, one("n_opposite", iso3="ALB", year=2023)),
    Fact("state_department_coincidence", f"{COPY}: Israel", 94, published("ISR", 2023)),
    Fact("state_department_coincidence", f"{COPY}: Canada", 80, published("CAN", 2023)),
    Fact("state_department_coincidence", f"{IMPORTANT}: Mexico 2013", 66.7, important("MEX", 2013), 0.05),
    Fact("state_department_coincidence", f"{IMPORTANT}: Mexico 2015", 63.6, important("MEX", 2015), 0.05),
    Fact("state_department_coincidence", f"{IMPORTANT}: Britain 2013", 87.5, important("GBR", 2013), 0.05),
    Fact("un_votes", "UN: embargo against Cuba 2019, yes", 187, one("countries_yes", vote_id=74002)),
    Fact("un_votes", "UN: embargo against Cuba 2019, no", 3, one("countries_no", vote_id=74002)),
    # The file has one yes fewer than the United Nations.
    Fact("un_votes", "UN, ES-10/22: Gaza, 12 December 2023, yes", 153, one("countries_yes", vote_id=78034), 1),
    Fact("un_votes", "UN, ES-10/22: Gaza, day", "2023-12-12", lambda t: day(row(t, vote_id=78034)["date"])),
    Fact("un_votes", "UN, ES-10/22: Gaza, 12 December 2023, no", 10, one("countries_no", vote_id=78034)),
    Fact("un_votes", "UN, ES-10/22: Gaza, abstain", 23, one("countries_abstain", vote_id=78034)),
    Fact("un_agreement", f"{QSS}: Mexico 1980", 23.3, agree(1980), 0.05, True),
    Fact("un_agreement", f"{QSS}: Mexico 1990", 13.1, agree(1990), 0.05, True),
    Fact("un_agreement", f"{QSS}: Mexico 2000", 19.4, agree(2000), 0.05, True),
    # Another edition of the same roll calls, coded by issue in a package of its own.
    Fact("un_agreement_by_issue", f"{UNVOTES}, colonialism", 124, issue("Colonialism", "n_votes"), 0, True),
    Fact("un_agreement_by_issue", f"{UNVOTES}, colonialism, same", 5, issue("Colonialism", "n_same"), 0, True),
    Fact("un_agreement_by_issue", f"{UNVOTES}, arms", 199, issue("Arms control", "n_votes"), 0, True),
    Fact("un_agreement_by_issue", f"{UNVOTES}, arms, same", 55, issue("Arms control", "n_same"), 0, True),
    Fact("un_agreement_by_issue", f"{UNVOTES}, arms, half", 37, issue("Arms control", "n_half"), 0, True),
    Fact("un_agreement_by_issue", f"{UNVOTES}, Palestine", 153, issue("Palestinian conflict", "n_votes"), 0, True),
    # The package has three votes on human rights more.
    Fact("un_agreement_by_issue", f"{UNVOTES}, human rights", 226, issue("Human rights", "n_votes"), 3, True),
    Fact("democracy_2025", "V-Dem Institute, 19 March 2026: United States", 0.57, democracy("USA"), 0.005, True),
    # The encyclopaedia has 34 trips, two of them before 1945 (Taft, Roosevelt); ours are stops.
    Fact("leader_visits", "encyclopaedia: presidents in Mexico since 1945", 32, trips("MEX", 1945, 2024), 1),
    Fact("leader_visits", "press, 2023: Trump in Canada, first term", 1, trips("CAN", 2017, 2020)),
    Fact("leader_visits", "CBS News, 2009: Truman in Mexico in 1947", 1, trips("MEX", 1945, 1952)),
    Fact("us_president_first_trips", f"{CBS} Eisenhower", "Mexico", first_country("Dwight D. Eisenhower")),
    Fact("us_president_first_trips", f"{CBS} Truman", "Belgium", first_country("Harry S. Truman")),
    Fact("us_president_first_trips", f"{MAPS} Clinton", "Canada", first_country("William J. Clinton")),
    Fact("us_president_first_trips", f"{MAPS} Clinton's day", "1993-04-03", first_day("William J. Clinton")),
    Fact("us_president_first_trips", f"{MAPS} George W. Bush", "Mexico", first_country("George W. Bush")),
    Fact("us_president_first_trips", f"{MAPS} George W. Bush's day", "2001-02-16", first_day("George W. Bush")),
    Fact("us_president_first_trips", f"{MAPS} Obama", "Canada", first_country("Barack Obama")),
    Fact("us_president_first_trips", f"{MAPS} Obama's day", "2009-02-19", first_day("Barack Obama")),
    Fact("us_president_first_trips", f"{MAPS} Trump", "Saudi Arabia", first_country("Donald J. Trump")),
    Fact("us_president_first_trips", "press, 2023: Trump in Canada", 1, canada_stops),
    Fact("consular_network", "Lowy Institute, 2021: Mexico's posts", 51, one("posts_in_usa", iso3="MEX")),
    Fact("consular_network", "Wikipedia: Mexico's posts", 50, one("posts_in_usa", iso3="MEX"), 1),
    Fact("consular_network", "US Embassy in Mexico: nine consulates", 9, one("us_posts_there", iso3="MEX")),
    # Canada has closed posts since.
    Fact("consular_network", "Lowy Institute, 2021: Canada's posts", 14, one("posts_in_usa", iso3="CAN"), 2),
    Fact("polls", "Newsmax on Gallup, 2023: Mexico", 59, gallup("MEX")),
    Fact("polls", "Newsmax on Gallup, 2023: Brazil", 64, gallup("BRA")),
    Fact("polls", "Newsmax on Gallup, 2023: Saudi Arabia", 30, gallup("SAU")),
    Fact("pew_favourability", f"{PEW}: Mexico 2008", 47, favourable("MEX", 2008), 1, True),
    Fact("pew_favourability", f"{PEW}: Mexico 2015", 66, favourable("MEX", 2015), 1, True),
    Fact("pew_favourability", f"{PEW}: asked in Mexico 2015", 1_000, asked, same_publisher=True),
    Fact("pew_favourability", f"{PEW}: Mexico 2017", 30, favourable("MEX", 2017), 1, True),
    Fact("pew_favourability", f"{PEW}: Israel 2023", 87, favourable("ISR", 2023), 1, True),
    Fact("pew_favourability", f"{PEW}: Hungary 2023", 44, favourable("HUN", 2023), 1, True),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    fact.holds()


def test_votes_add_up():
    agreement = load("un_agreement").dropna(subset="n_votes")
    assert (agreement[COUNTS].sum(axis=1) == agreement["n_votes"]).all()
    share = agreement["n_same"] / agreement["n_votes"] * 100
    assert (share - agreement["agree_pct"]).abs().max() <= 0.051  # rounded to 0.1


def test_the_united_states_agrees_with_itself():
    agreement = load("un_agreement")
    assert (agreement.loc[agreement["iso3"] == "USA", "ideal_distance_to_usa"] == 0).all()


def test_distance_is_the_gap_of_the_ideal_points():
    agreement = load("un_agreement").dropna(subset=["ideal_point", "ideal_distance_to_usa"])
    usa = agreement[agreement["iso3"] == "USA"].set_index("year")["ideal_point"]
    gap = (agreement["ideal_point"] - agreement["year"].map(usa)).abs()
    assert (gap - agreement["ideal_distance_to_usa"]).abs().max() <= 0.0021  # three figures rounded to 0.001


@pytest.mark.parametrize("year", [2019, 2023])
@pytest.mark.parametrize("country", COUNTRIES)
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
    votes = load("un_agreement")
    votes = votes[votes["year"].between(2008, 2017)].groupby("iso3")["n_votes"].sum()
    assert (issues["n_votes"] <= issues["iso3"].map(votes)).all()


def test_state_department_formula_gives_the_printed_share():
    """From 2017 to 2020 an abstention counts half. Countries without an absence; two misprints of 2019 left out."""
    state = load("state_department_coincidence")
    misprint = (state["year"] == 2019) & state["iso3"].isin(["MDV", "MYS"])
    state = state[state["year"].between(2017, 2020) & (state["n_absent"] == 0) & ~misprint]
    share = (state["n_same"] + state["n_half"] / 2) / state[COUNTS].sum(axis=1) * 100
    assert len(state) > 100
    assert (share - state["published_pct"]).abs().max() <= 0.6


def test_each_change_of_formula_is_marked():
    state = load("state_department_coincidence").groupby("year")["formula"].unique()
    assert (state.map(len) == 1).all()
    formula = state.map(lambda values: values[0])
    changed = [year for year in formula.index[1:] if formula[year] != formula[year - 1]]
    assert changed == [2017, 2021, 2022]


def test_state_department_and_roll_calls_differ_by_one_vote():
    state = row(load("state_department_coincidence"), iso3="MEX", year=2023)
    ours = row(load("un_agreement"), iso3="MEX", year=2023)
    assert state[COUNTS].sum() == ours["n_votes"]
    assert abs(state["n_same"] - ours["n_same"]) == 1


def test_first_trips_are_in_the_list_of_visits():
    visits = load("leader_visits")
    visits = visits[visits["president_trips"] > 0]
    listed = set(zip(visits["iso3"], visits["year"], strict=True))
    codes = {"Mexico": "MEX", "Canada": "CAN", "Belgium": "BEL", "United Kingdom": "GBR", "Saudi Arabia": "SAU"}
    for trip in load("us_president_first_trips").itertuples():
        assert (codes[trip.first_country], int(str(trip.first_date)[:4])) in listed


def test_stops_of_presidents_are_the_visits_to_mexico_and_canada():
    """One table leaves out visits as president-elect; to Mexico that is Reagan's of January 1981."""
    stops = load("us_president_first_trips")
    trips = load("leader_visits").groupby("iso3")["president_trips"].sum()
    assert trips["MEX"] == stops["mexico_stops"].sum() + 1
    assert trips["CAN"] == stops["canada_stops"].sum()


def test_stops_of_all_presidents_are_the_visits():
    """The other table also has Roosevelt's four stops of 1945, and two of presidents-elect (1952 and 1981)."""
    stops, visits = load("us_president_first_trips")["all_stops"].sum(), load("leader_visits")["president_trips"].sum()
    assert visits == stops + 4 + 2


def test_answers_add_up_to_all_who_were_asked():
    pew = load("pew_favourability")
    total = pew[["favourable_pct", "unfavourable_pct", "dont_know_pct"]].sum(axis=1)
    assert (total - 100).abs().max() <= 0.2


def test_democracy_scores_are_one_version_of_one_year():
    democracy = load("democracy_2025")
    assert set(democracy["year"]) == {2025}
    assert democracy["liberal_democracy"].between(0, 1).all()
