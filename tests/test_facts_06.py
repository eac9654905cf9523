"""Arms agreements against the figures that the Defense Security Cooperation Agency gave to the press."""

import pytest
from facts import Fact


def billions(column, year):
    return lambda t: t.loc[t["fiscal_year"] == year, column].sum() / 1000


PRINTED = [
    (2020, 44.79, 3.30, "DSCA, 4 December 2020"),
    (2022, 43.07, 6.65, "DSCA, as printed by Seawaves"),
    (2023, 62.25, 3.97, "State Department, as printed by IBNS, January 2024"),
]

# The agency's totals hold organisations such as NATO, our table holds countries: up to 1.2 % less.
FACTS = [
    Fact(
        "us_arms_sales",
        f"{source}: paid by partners",
        paid,
        billions("partner_funded_musd", year),
        paid * 0.012,
        same_publisher=source.startswith("DSCA"),
    )
    for year, paid, _, source in [*PRINTED, (2024, 96.9, 0, "State Department, as printed by TASS, January 2025")]
]
FACTS += [
    Fact(
        "us_arms_sales",
        f"{source}: US-financed",
        financed,
        billions("us_financed_musd", year),
        0.005,
        same_publisher=source.startswith("DSCA"),
    )
    for year, _, financed, source in PRINTED
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_fact(fact):
    fact.holds()
