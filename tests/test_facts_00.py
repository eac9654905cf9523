"""The border tables against figures that others printed."""

import pytest
from facts import Fact, row

from helpers import load

BTS_2026 = "BTS release 26-20, February 2026"
TRAFFIC = ["trucks", "personal_vehicles", "personal_vehicle_passengers", "pedestrians", "bus_passengers"]
ALMANAC = "Texas Almanac, The Physical State of Texas"


def furthest(shape, column, which):
    """Return a function that gives the least or greatest degree of an outline."""
    return lambda t: t.loc[t["shape"] == shape, column].agg(which)


def miles(claimed_by, kilometres=1):
    return lambda t: t.loc[t["claimed_by"].str.startswith(claimed_by), "miles"].min() * kilometres


FACTS = [
    # 44.8 million in 2025; both borders together rose by 9.9 %, and 99 of 100 pedestrians come from Mexico.
    Fact(
        "border_ports",
        f"{BTS_2026}: pedestrians from Mexico",
        44.8 / 1.099,
        lambda t: t["pedestrians"].sum() / 1e6,
        0.1,
        same_publisher=True,
    ),
    # It adds up everything that crossed. Our table leaves out 132,747 buses, and 37,900 trains and people on trains.
    Fact(
        "border_ports",
        "BTS, data spotlight of 22 July 2025: all of 2024 from Mexico, less buses",
        266_022_112 - 132_747,
        lambda t: t[TRAFFIC].sum().sum(),
        37_900,
        same_publisher=True,
    ),
    # Both borders, 94.4 million in 2025, fell by 5.1 %; 22.56 million of 2024 came from Canada.
    Fact(
        "border_ports",
        f"{BTS_2026}: personal vehicles, less those from Canada",
        94.4 / 0.949 - 22.56,
        lambda t: t["personal_vehicles"].sum() / 1e6,
        0.15,
        same_publisher=True,
    ),
    # 2,936,130 in 2023; all trucks from Mexico rose by 2.8 % (FTR, 27 February 2025), Laredo's may differ by 2 points.
    Fact(
        "border_ports",
        "D. Covarrubias, drdanielcovarrubias.com: Laredo's trucks, from 2023",
        2_936_130 * 1.028,
        lambda t: row(t, port="Laredo")["trucks"],
        60_000,
    ),
    # The share is that of 2025; it moves by less than a point and a half from one year to the next.
    Fact(
        "border_ports",
        "BTS, 2025: Laredo's share of trucks",
        38.8,
        lambda t: row(t, port="Laredo")["trucks"] / t["trucks"].sum() * 100,
        1.5,
        same_publisher=True,
    ),
    Fact(
        "border_length_claims",
        "press pages that give the border in kilometres: 3,145",
        3145,
        miles("International Boundary", 1.609344),
        1,
    ),
    Fact(
        "border_length_claims",
        "San Diego Union-Tribune, Border wall wouldn't be America's most expensive capital project: the Commission",
        1954,
        miles("International Boundary"),
    ),
    Fact(
        "border_length_claims",
        "Voice of America, voanews.com/archive/border-facts: kilometres",
        3110,
        miles("Congressional Research Service", 1.609344),
        1,
    ),
    # The almanac prints whole minutes, which are 0.017 degrees.
    Fact("map_outlines", f"{ALMANAC}: 36° 30' N", 36.5, furthest("Texas", "latitude", "max"), 0.017),
    Fact("map_outlines", f"{ALMANAC}: 93° 31' W", -93 - 31 / 60, furthest("Texas", "longitude", "max"), 0.017),
    Fact("map_outlines", f"{ALMANAC}: 106° 38' W", -106 - 38 / 60, furthest("Texas", "longitude", "min"), 0.017),
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
