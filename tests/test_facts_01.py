"""The tables on alliance against lists and dates that others printed."""

import pandas as pd
import pytest
from facts import Fact, row

from helpers import load


def joined_by(year):
    return lambda t: (t["nato_accession_year"] <= year).sum() + 1  # the table leaves the United States out


def poll(**where):
    return lambda t: row(t, **where)["pct"]


def first_year(column):
    return lambda t: t.loc[t[column], "year"].min()


def said(date, speaker, words):
    """Return a function that gives the words if the speaker's row of that day has them."""

    def found(table):
        day = table[(table["date"] == date) & table["speaker"].str.contains(speaker)]
        return words if len(day) == 1 and words in day["words"].item() else "other words"

    return found


GALLUP = {"pollster": "Gallup World Affairs survey", "subgroup": "all adults", "measure": "favourable", "about": "MEX"}

FACTS = [
    Fact("ally_status", "NATO, Enlargement: members in 2026", 32, joined_by(2026)),
    Fact("ally_status", "NATO, Enlargement: members after Montenegro and North Macedonia, 2020", 30, joined_by(2020)),
    Fact("ally_status", "NATO, Enlargement: members after Spain, 1982", 16, joined_by(1982)),
    Fact("ally_status", "NATO, founders", 12, joined_by(1949)),
    # 19 others, then Saudi Arabia and Peru (European Pravda, December 2025).
    Fact(
        "ally_status", "European Pravda: Major Non-NATO Allies", 21, lambda t: (t["mnna_status"] == "designated").sum()
    ),
    Fact(
        "ally_status",
        "Wikipedia, Major non-NATO ally: Argentina, 1998",
        1998,
        lambda t: row(t, iso3="ARG")["mnna_year"],
    ),
    Fact(
        "ally_status",
        "breakingbarriersyfs.org: parties to the Rio Treaty, the United States included",
        17,
        lambda t: (t["rio_treaty_status"] == "party").sum() + 1,
    ),
    # DMDC, December 2025, against the same report's count for the year before: ranks and size, not the digit.
    Fact(
        "ally_status",
        "CCK Law, quoting DMDC for December 2024: troops in Japan",
        52603,
        lambda t: row(t, iso3="JPN")["us_troops_dec_2025"],
        3000,
    ),
    Fact(
        "us_mexico_treaties",
        "SRE: exit from the Rio Treaty two years after the notice of 6 September 2002",
        2004,
        lambda t: row(t, treaty="Rio Treaty (TIAR)")["exit_date"].year,
    ),
    Fact(
        "us_mexico_treaties",
        "OAS, B-29: signature of the Rio Treaty, 2 September 1947, days",
        0,
        lambda t: (row(t, treaty="Rio Treaty (TIAR)")["entry_date"] - pd.Timestamp(1947, 9, 2)).days,
    ),
    Fact(
        "us_mexico_treaties",
        "60 Stat. 1831: Act of Chapultepec, 8 March 1945, days",
        0,
        lambda t: (row(t, treaty="Act of Chapultepec")["entry_date"] - pd.Timestamp(1945, 3, 8)).days,
    ),
    Fact("polls", "Gallup: Mexico slipped four points from 2022 to 2023", 63, poll(year=2022, **GALLUP), 0, True),
    Fact("polls", "an independent copy of Gallup's list of 2020: Mexico", 67, poll(year=2020, **GALLUP)),
    Fact(
        "us_mexico_alliance_coding",
        "Declaration by United Nations, list of signatories: Mexico, 5 June 1942",
        1942,
        first_year("defense"),
    ),
    Fact(
        "us_mexico_alliance_coding",
        "60 Stat. 1831, Act of Chapultepec, 8 March 1945: consultation",
        1945,
        first_year("consultation"),
    ),
    Fact(
        "us_mexico_alliance_coding",
        "Japan's surrender, 2 September 1945: the wartime coalition ends",
        1945,
        lambda t: t.loc[t["offense"], "year"].max(),
    ),
    Fact(
        "us_mexico_alliance_coding",
        "OAS, B-29: the Rio Treaty bars war, signed 2 September 1947",
        1947,
        first_year("nonaggression"),
    ),
    Fact(
        "official_statements",
        "Organic Grower, 15 July 2025, organicgrower.info",
        "one of our greatest allies",
        said("2025-07-14", "Lutnick", "one of our greatest allies"),
    ),
    Fact(
        "official_statements",
        "Regeneración, 11 May 2023, regeneracion.mx",
        "somos dos países aliados",
        said("2023-05-11", "Ebrard", "somos dos países aliados"),
    ),
    Fact(
        "official_statements",
        "Expansión Política, 13 January 2026, politica.expansion.mx: day of the press conference",
        "2026-01-13",
        lambda t: t.loc[t["speaker"].str.contains("Sheinbaum"), "date"].item().date().isoformat(),
    ),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    fact.holds()


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
