"""helpers/definitions.py against a slow, obvious loop, cases worked by hand, and properties that must hold."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from helpers import load
from helpers.definitions import CRITERIA, GRID, all_definitions, evidence, judge, pick


@pytest.fixture(scope="module")
def table():
    return evidence()


def random_table(seed: int, countries: int = 12, criteria: int = 5) -> pd.DataFrame:
    """Numbers 0 to 4, some yes-or-no columns and about a fifth blanks."""
    rng = np.random.default_rng(seed)
    values = pd.DataFrame(rng.integers(0, 5, (countries, criteria)), columns=list("abcdefgh"[:criteria])).astype(
        "Int64"
    )
    values["a"] = (values["a"] > 2).astype("boolean")
    values = values.mask(pd.DataFrame(rng.random(values.shape) < 0.2, columns=values.columns))
    values.insert(0, "country", [f"Country {i}" for i in range(countries)])
    return values


def random_grid(seed: int, table: pd.DataFrame) -> dict:
    rng = np.random.default_rng(seed + 1000)
    grid = {name: sorted(rng.choice(5, rng.integers(1, 4), replace=False).tolist()) for name in table.columns[1:]}
    return grid | {"a": [True]}


def every_definition(grid, sizes, more_than):
    """List the definitions one by one: criteria, bars, quota."""
    for size in sizes:
        for names in itertools.combinations(grid, size):
            for bars in itertools.product(*(grid[name] for name in names)):
                for quota in range(1, size + 1):
                    if quota > more_than * size + 1e-9:
                        yield dict(zip(names, bars, strict=True)), quota


def slow_judge(row, bars, at_least):
    """Try every way in which the blanks could turn out. One country, one definition, no pandas."""
    known = [bool(row[name] >= bar) for name, bar in bars.items() if not pd.isna(row[name])]
    blanks = len(bars) - len(known)
    outcomes = {sum(known) + sum(guess) >= at_least for guess in itertools.product([0, 1], repeat=blanks)}
    return outcomes.pop() if len(outcomes) == 1 else None


def slow_shares(row, grid, sizes, more_than):
    said = [slow_judge(row, bars, quota) for bars, quota in every_definition(grid, sizes, more_than)]
    return len(said), said.count(True) / len(said) * 100, said.count(None) / len(said) * 100


# Cases worked by hand

HAND = pd.DataFrame(
    {
        "country": ["Yes to all", "No to all", "Half", "Blank"],
        "pact": pd.array([True, False, True, True], dtype="boolean"),
        "trade": pd.array([30, 1, 1, None], dtype="Float64"),
    },
    index=["YES", "NAY", "HAL", "BLA"],
)


@pytest.mark.parametrize(
    "bars,at_least,wanted",
    [
        ({"pact": True}, 1, [True, False, True, True]),
        ({"pact": True, "trade": 10}, 1, [True, False, True, True]),
        ({"pact": True, "trade": 10}, 2, [True, False, False, None]),
        ({"trade": 10}, 1, [True, False, False, None]),
        ({"trade": 30}, 1, [True, False, False, None]),
        ({"trade": 30.1}, 1, [False, False, False, None]),
    ],
)
def test_verdict_on_cases_worked_by_hand(bars, at_least, wanted):
    assert [None if pd.isna(said) else bool(said) for said in judge(HAND, bars, at_least)] == wanted


def test_all_definitions_worked_by_hand():
    # One criterion: {pact}, {trade >= 10}, {trade >= 20}. Two: pact with each bar, quota 2 (a majority
    # of two is both). Five definitions. "Half" passes {pact} only: 1 of 5. "Blank" passes it too, and
    # the other four hang on its blank.
    found = all_definitions(HAND, {"pact": [True], "trade": [10, 20]}, sizes=[1, 2])
    assert found["definitions"].tolist() == [5] * 4
    assert found["ally_pct"].tolist() == [100, 0, 20, 20]
    assert found["undecided_pct"].tolist() == [0, 0, 0, 80]


# The slow, obvious loop


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "sizes,more_than", [([1], 0), ([2, 3], 0.5), (range(1, 6), 0), ([3, 4, 5], 2 / 3), ([5], 0.99)]
)
def test_counting_agrees_with_listing(seed, sizes, more_than):
    table = random_table(seed, countries=4)
    grid = random_grid(seed, table)
    fast = all_definitions(table, grid, sizes, more_than)
    for country, row in table.iterrows():
        assert fast.loc[country].tolist() == pytest.approx(slow_shares(row, grid, sizes, more_than))


def test_counting_agrees_with_listing_on_the_evidence(table):
    sample = table.loc[["MEX", "CAN", "TWN", "PRK", "LIE"]]
    grid = {name: GRID[name] for name in ["treaty", "arms_musd", "trade_pct", "un_gap", "democracy"]}
    fast = all_definitions(sample, grid)
    for country, row in sample.iterrows():
        assert fast.loc[country].tolist() == pytest.approx(slow_shares(row, grid, range(3, 6), 0.5))


@pytest.mark.parametrize("seed", range(3))
def test_verdict_agrees_with_trying_every_blank(seed):
    table = random_table(seed)
    for bars, quota in itertools.islice(every_definition(random_grid(seed, table), [1, 3, 5], 0), 0, None, 7):
        wanted = [slow_judge(row, bars, quota) for _, row in table.iterrows()]
        assert [None if pd.isna(said) else bool(said) for said in judge(table, bars, quota)] == wanted


def test_the_number_of_definitions_is_that_of_the_formula(table):
    # Choose which criteria, a bar for each, and a quota above half: summed over the choices by size.
    bars = [len(choices) for choices in GRID.values()]
    ways = {size: sum(math.prod(chosen) for chosen in itertools.combinations(bars, size)) for size in (3, 4, 5)}
    assert all_definitions(table, GRID)["definitions"].unique().tolist() == [ways[3] * 2 + ways[4] * 2 + ways[5] * 3]


# Properties


def order(said: pd.Series) -> pd.Series:
    """False < undecided < True."""
    return said.astype("Float64").fillna(0.5)


@pytest.mark.parametrize("seed", range(3))
def test_one_more_required_criterion_never_makes_an_ally(seed):
    table = random_table(seed)
    for bars, quota in itertools.islice(every_definition(random_grid(seed, table), [1, 2, 3], 0), 0, None, 17):
        for name in [name for name in table.columns[1:] if name not in bars]:
            more = judge(table, bars | {name: 2}, quota + 1)
            assert (order(more) <= order(judge(table, bars, quota))).all()


@pytest.mark.parametrize("seed", range(3))
def test_a_lower_bar_or_quota_never_loses_an_ally(seed):
    table = random_table(seed)
    for bars, quota in itertools.islice(every_definition(random_grid(seed, table), [2, 4], 0), 0, None, 17):
        before = order(judge(table, bars, quota))
        for name, bar in bars.items():
            assert (order(judge(table, bars | {name: bar - 1}, quota)) >= before).all()
        if quota > 1:
            assert (order(judge(table, bars, quota - 1)) >= before).all()


@pytest.mark.parametrize("seed", range(3))
def test_lower_bars_never_lower_a_share(seed):
    table = random_table(seed)
    grid = random_grid(seed, table)
    before = all_definitions(table, grid)
    after = all_definitions(table, {name: [bar - 1 for bar in bars] for name, bars in grid.items()})
    assert (after["ally_pct"] >= before["ally_pct"] - 1e-9).all()
    assert (after.sum(axis=1) >= before.sum(axis=1) - 1e-9).all()


@pytest.mark.parametrize("seed", range(3))
def test_filling_a_blank_settles_a_verdict_and_overturns_none(seed):
    table = random_table(seed)
    for bars, quota in itertools.islice(every_definition(random_grid(seed, table), [3, 4], 0), 0, None, 17):
        before = judge(table, bars, quota)
        for value in (0, 4):
            filled = table.drop(columns="a").fillna(value).assign(a=table["a"].fillna(bool(value)))
            after = judge(filled, bars, quota)
            assert after.notna().all()
            assert (after == before)[before.notna()].all()


def test_with_every_quota_the_share_is_an_average_of_criteria():
    # If every quota from 1 to all counts once, a country with c of s criteria meets c of s quotas.
    table = random_table(3).dropna()
    grid = {name: [1] if name == "a" else [2] for name in table.columns[1:]}
    holds = pd.concat([table[name] >= bars[0] for name, bars in grid.items()], axis=1).astype(float)
    found = all_definitions(table, grid, sizes=range(1, 6), more_than=0)["ally_pct"]
    assert found.tolist() == pytest.approx((holds.mean(axis=1) * 100).tolist())


def test_the_order_of_countries_and_criteria_does_not_matter(table):
    turned = all_definitions(table.iloc[::-1], dict(reversed(GRID.items())))
    assert turned.loc[table.index].equals(all_definitions(table, GRID))


# Refusals


@pytest.mark.parametrize("at_least", [0, 3, -1, 1.5, None, "2"])
def test_an_impossible_quota_is_refused(at_least):
    with pytest.raises(ValueError, match="1 to 2"):
        judge(HAND, {"pact": True, "trade": 10}, at_least)


@pytest.mark.parametrize("names", [{"trust": 1}, {"country": 1}, {"pact": True, "trade_pct": 3}])
def test_an_unknown_criterion_is_refused(names):
    with pytest.raises(KeyError, match="no such criterion"):
        judge(HAND, names, 1)
    with pytest.raises(KeyError, match="no such criterion"):
        all_definitions(HAND, {name: [1] for name in names}, sizes=[1])


def test_an_empty_grid_is_refused():
    with pytest.raises(ValueError, match="No definition"):
        all_definitions(HAND, {"pact": [True]}, sizes=[3])


@pytest.mark.parametrize(
    "code,words", [("mex", '"MEX"'), ("Turky", '"TUR"'), ("USA", "no row"), ("", '"TUR"'), (5, "capital")]
)
def test_an_unknown_country_is_refused_with_a_suggestion(table, code, words):
    with pytest.raises(ValueError, match=words):
        pick(table, code)


# The evidence table


def test_one_row_a_state_and_one_column_a_criterion(table):
    assert table.index.tolist() == load("ally_status")["iso3"].tolist()
    assert table.columns.tolist() == ["country", *CRITERIA] and list(GRID) == list(CRITERIA)


def test_no_blank_was_filled_by_the_way(table):
    status = load("ally_status").set_index("iso3")
    assert table["troops"].isna().equals(status["us_troops_dec_2025"].isna())
    gdp = load("gdp")
    known = gdp[(gdp["year"] == 2024) & gdp["gdp_musd"].notna()]["iso3"]
    assert set(table.index[table["trade_pct"].isna()]) == set(table.index) - set(known)
    assert table.loc["TWN", ["trade_pct", "un_gap"]].isna().all()  # neither the World Bank nor the UN lists Taiwan


@pytest.mark.parametrize("name", CRITERIA)
def test_each_bar_of_the_grid_divides_the_countries(table, name):
    bars = GRID[name]
    passing = [(table[name] >= bar).sum() for bar in bars]
    assert bars == sorted(bars) and all(0 < count < table[name].count() for count in passing), passing
    assert len(set(passing)) == len(passing)


@pytest.mark.parametrize("name", CRITERIA)
def test_the_tables_that_a_criterion_names_exist(name):
    for source in CRITERIA[name][3].split(", "):
        assert not load(source).empty


def test_the_years_of_the_evidence_are_in_the_tables():
    votes = load("un_agreement")
    newest = votes.loc[votes["agree_pct"].notna(), "year"].max()
    assert newest == 2023, "a newer year is there: change evidence() and CRITERIA"
    assert load("us_arms_sales")["fiscal_year"].max() == 2024, "a newer year is there: change evidence() and CRITERIA"
