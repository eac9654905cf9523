"""The border tables against figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load

BTS_2026 = "BTS release 26-20, February 2026"


FACTS = [
    # 45.1 million in 2025 is 9.9 % more than 2024, both borders; nearly all of them walk in from Mexico.
    Fact("border_ports", f"{BTS_2026}: pedestrians 2024", 45.1 / 1.099, lambda t: t["pedestrians"].sum() / 1e6, 0.5),
    # The share is that of 2025; it moves by less than a point and a half from one year to the next.
    Fact(
        "border_ports",
        "BTS, 2025: Laredo's share of trucks",
        38.8,
        lambda t: row(t, port="Laredo")["trucks"] / t["trucks"].sum() * 100,
        1.5,
    ),
    Fact(
        "border_length_claims",
        "press pages that give the border in kilometres: 3,145",
        3145,
        lambda t: t.loc[t["what_is_measured"].str.startswith("land and river"), "miles"].item() * 1.609344,
        1,
    ),
]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_agrees_with(fact):
    fact.holds()


def test_maritime_lengths_explain_the_two_figures_of_the_boundary_commission():
    """The commission prints 18 miles in the Pacific and 12 in the Gulf (same page as its two lengths)."""
    lengths = load("border_length_claims")
    lengths = lengths[lengths["claimed_by"] == "International Boundary and Water Commission"]["miles"]
    assert lengths.max() - lengths.min() == 18 + 12


def test_ports_lie_on_the_line_of_the_map():
    """The outlines and the ports come from different publishers; they must meet within a quarter of a degree."""
    outlines, ports = load("map_outlines"), load("border_ports")
    mexico = outlines[outlines["shape"] == "Mexico"]
    for port in ports.itertuples():
        near = (mexico["longitude"] - port.longitude) ** 2 + (mexico["latitude"] - port.latitude) ** 2
        assert near.min() ** 0.5 < 0.25, port.port
