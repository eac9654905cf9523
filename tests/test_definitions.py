"""helpers/definitions.py against a slow, obvious loop, cases worked by hand, and properties that must hold."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from helpers import load
from helpers.definitions import (
    CRITERIA,
    FAMILIES,
    GRID,
    WEIGHTS,
    all_definitions,
    evidence,
    judge,
    pick,
    place,
    weights,
)


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


def every_set(grid, sizes, families=None):
    """List the sets of criteria one by one: at most one from a family, and none that stands in no family."""
    families = {name: [name] for name in grid} if families is None else families
    home = {name: family for family, names in families.items() for name in names if name in grid}
    for size in set(sizes):
        for names in itertools.combinations([name for name in grid if name in home], size):
            if len({home[name] for name in names}) == size:
                yield names


def variants(grid, names, more_than):
    """List the definitions that one set of criteria makes: bars, quota."""
    for bars in itertools.product(*(grid[name] for name in names)):
        for quota in range(1, len(names) + 1):
            if quota > more_than * len(names) + 1e-9:
                yield dict(zip(names, bars, strict=True)), quota


def every_definition(grid, sizes, more_than):
    """List the definitions one by one, without families: criteria, bars, quota."""
    for names in every_set(grid, sizes):
        yield from variants(grid, names, more_than)


def slow_judge(row, bars, at_least):
    """Try every way in which the blanks could turn out. One country, one definition, no pandas."""
    known = [bool(row[name] >= bar) for name, bar in bars.items() if not pd.isna(row[name])]
    blanks = len(bars) - len(known)
    outcomes = {sum(known) + sum(guess) >= at_least for guess in itertools.product([0, 1], repeat=blanks)}
    return outcomes.pop() if len(outcomes) == 1 else None


def weighed(grid, sizes, more_than, families=None, weigh="sets"):
    """List every definition with its weight, by the words of the rule: bars, quota, weight."""
    family = {name: [n for n in names if n in grid] for names in (families or {}).values() for name in names}
    for names in every_set(grid, sizes, families):
        made = list(variants(grid, names, more_than))
        together = len(made) if weigh == "definitions" else 1
        if weigh == "families":
            together = math.prod(1 / len(family.get(name, [name])) for name in names)
        for bars, quota in made:
            yield bars, quota, together / len(made)


def slow_shares(row, grid, sizes, more_than, families=None, weigh="sets"):
    listed = list(weighed(grid, sizes, more_than, families, weigh))
    said = [(slow_judge(row, bars, quota), weight) for bars, quota, weight in listed]
    total = sum(weight for _, weight in said)
    yes, left_open = (sum(weight for each, weight in said if each is wanted) for wanted in (True, None))
    return len(said), yes / total * 100, left_open / total * 100


def slow_weights(grid, sizes, more_than, families=None, weigh="sets"):
    listed = list(weighed(grid, sizes, more_than, families, weigh))
    total = sum(weight for *_, weight in listed)
    names = [name for name in grid if families is None or any(name in members for members in families.values())]
    return [sum(weight for bars, _, weight in listed if name in bars) / total * 100 for name in names]


def some_families(seed: int, grid) -> dict:
    """Put the criteria into three families, some of which may stay empty."""
    rng = np.random.default_rng(seed + 2000)
    homes = {name: int(rng.integers(0, 3)) for name in grid}
    return {f"family {home}": [name for name in homes if homes[name] == home] for home in (0, 1, 2)}


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


FIVE = {"pact": [True], "trade": [10, 20]}


def test_all_definitions_worked_by_hand():
    # One criterion: {pact}, {trade >= 10}, {trade >= 20}. Two: pact with each bar, quota 2 (a majority
    # of two is both). Five definitions. "Half" passes {pact} only: 1 of 5. "Blank" passes it too, and
    # the other four hang on its blank.
    found = all_definitions(HAND, FIVE, sizes=[1, 2], families=None, weigh="definitions")
    assert found["definitions"].tolist() == [5] * 4
    assert found["ally_pct"].tolist() == [100, 0, 20, 20]
    assert found["undecided_pct"].tolist() == [0, 0, 0, 80]


def test_sets_alike_worked_by_hand():
    # The same five definitions are three sets: {pact}, {trade}, {pact, trade}. Each counts 1, and the two
    # bars of trade share it. "Half" passes {pact} only: 1 of 3. With trade 15 it would pass trade at the
    # lower bar: 1 + 1/2 + 1/2 of 3.
    found = all_definitions(HAND.assign(trade=[30, 1, 1, 15]), FIVE, sizes=[1, 2], families=None)
    assert found["definitions"].tolist() == [5] * 4
    assert found["ally_pct"].tolist() == pytest.approx([100, 0, 100 / 3, 200 / 3])
    blank = all_definitions(HAND, FIVE, sizes=[1, 2], families=None).loc["BLA"]
    assert blank.tolist() == pytest.approx([5, 100 / 3, 200 / 3])
    assert weights(FIVE, sizes=[1, 2], families=None).tolist() == pytest.approx([200 / 3, 200 / 3])
    assert weights(FIVE, sizes=[1, 2], families=None, weigh="definitions").tolist() == [60, 80]


def test_families_worked_by_hand():
    # pact and trade in one family: they never meet. Left are {pact} and {trade}: three definitions, two sets.
    together = {"ties": ["pact", "trade"]}
    for weigh, half in (("sets", 50), ("families", 50), ("definitions", 100 / 3)):
        found = all_definitions(HAND, FIVE, [1, 2], families=together, weigh=weigh)
        assert found["definitions"].tolist() == [3] * 4
        assert found.loc["HAL", "ally_pct"] == pytest.approx(half)
    # A third criterion alone in its family, size 1: sets alike give it a third, families alike a half.
    three, together = FIVE | {"kind": [True]}, together | {"kind": ["kind"]}
    assert weights(three, [1], families=together).tolist() == pytest.approx([100 / 3] * 3)
    assert weights(three, [1], families=together, weigh="families").tolist() == [25, 25, 50]


# The slow, obvious loop


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weigh", WEIGHTS)
@pytest.mark.parametrize("sizes,more_than", [([1], 0), ([2, 3], 0.5), (range(1, 4), 0), ([1, 3], 2 / 3), ([2], 0.99)])
def test_counting_agrees_with_listing(seed, sizes, more_than, weigh):
    table = random_table(seed, countries=4)
    grid = random_grid(seed, table)
    families = some_families(seed, grid)
    fast = all_definitions(table, grid, sizes, more_than, families, weigh)
    for country, row in table.iterrows():
        slow = slow_shares(row, grid, sizes, more_than, families, weigh)
        assert fast.loc[country].tolist() == pytest.approx(slow)
    stands = weights(grid, sizes, more_than, families, weigh)
    assert stands.tolist() == pytest.approx(slow_weights(grid, sizes, more_than, families, weigh))


@pytest.mark.parametrize("weigh", WEIGHTS)
@pytest.mark.parametrize("sizes,more_than", [([4, 5], 0.5), (range(1, 6), 0), ([3, 4, 5], 2 / 3), ([5], 0.99)])
def test_counting_without_families_agrees_with_listing(sizes, more_than, weigh):
    table = random_table(7, countries=3)
    grid = random_grid(7, table)
    fast = all_definitions(table, grid, sizes, more_than, None, weigh)
    for country, row in table.iterrows():
        assert fast.loc[country].tolist() == pytest.approx(slow_shares(row, grid, sizes, more_than, None, weigh))


def test_counting_agrees_with_listing_on_the_evidence(table):
    # All 194 states, all 29,178 definitions, one after the other.
    passed = {name: [(table[name] >= bar).fillna(False).to_numpy(bool) for bar in GRID[name]] for name in GRID}
    blank = {name: table[name].isna().to_numpy() for name in GRID}
    ally, left_open, sets, number = np.zeros(len(table)), np.zeros(len(table)), 0, 0
    for names in every_set(GRID, range(3, 6), FAMILIES):
        sets += 1
        made = list(itertools.product(*(passed[name] for name in names)))
        quotas = range(len(names) // 2 + 1, len(names) + 1)
        unknown = sum(blank[name].astype(int) for name in names)
        for held in (sum(each.astype(int) for each in bars) for bars in made):
            for quota in quotas:
                number += 1
                ally += (held >= quota) / (len(made) * len(quotas))
                left_open += ((held < quota) & (held + unknown >= quota)) / (len(made) * len(quotas))
    fast = all_definitions(table, GRID)
    assert sets == 347 and fast["definitions"].unique().tolist() == [number] == [29_178]
    assert fast["ally_pct"].tolist() == pytest.approx((ally / sets * 100).tolist())
    assert fast["undecided_pct"].tolist() == pytest.approx((left_open / sets * 100).tolist())


# The stated weights


STANDS = {
    ("sets", "families"): [26.2, 26.2, 26.2, 35.2, 35.2, 52.2, 35.2, 35.2, 35.2, 35.2, 52.2],
    ("families", "families"): [20.3, 20.3, 20.3, 30.5, 30.5, 61.0, 30.5, 30.5, 30.5, 30.5, 61.0],
    ("definitions", "alone"): [25.5, 25.5, 25.5, 53.1, 53.1, 53.1, 53.1, 25.5, 53.1, 53.1, 53.1],
    ("sets", "alone"): [39.2] * 11,
}


@pytest.mark.parametrize("weigh,families", STANDS)
def test_each_criterion_stands_in_the_stated_share_of_the_definitions(weigh, families):
    chosen = FAMILIES if families == "families" else None
    assert weights(GRID, families=chosen, weigh=weigh).tolist() == pytest.approx(STANDS[weigh, families], abs=0.05)


def test_a_criterion_leaves_by_the_grid_or_by_its_family(table):
    for name in GRID:
        by_grid = all_definitions(table, {other: bars for other, bars in GRID.items() if other != name})
        families = {home: [other for other in names if other != name] for home, names in FAMILIES.items()}
        by_family = all_definitions(table, GRID, families=families)
        pd.testing.assert_frame_equal(by_grid, by_family)
        assert not by_family.equals(all_definitions(table, GRID))
        assert name not in weights(GRID, families=families)


def test_every_criterion_is_in_one_family():
    assert sorted(name for names in FAMILIES.values() for name in names) == sorted(CRITERIA)


@pytest.mark.parametrize(
    "weigh,families,wanted",
    [
        ("sets", FAMILIES, {"KOR": 94.8, "CAN": 74.4, "CHE": 20.6, "IRL": 18.3, "MEX": 16.8, "PHL": 15.0, "CHN": 0}),
        (
            "families",
            FAMILIES,
            {"KOR": 95.3, "CAN": 71.5, "CHE": 28.9, "IRL": 27.4, "MEX": 18.6, "PHL": 15.8, "CHN": 0},
        ),
        ("sets", None, {"CAN": 78.8, "PHL": 19.3, "MEX": 15.9, "CHE": 13.3, "CHN": 0}),
        ("definitions", None, {"KOR": 93.6, "CAN": 74.3, "CHE": 23.8, "IRL": 23.0, "MEX": 14.4, "PHL": 13.0, "CHN": 0}),
    ],
)
def test_the_result_under_each_weighting(table, weigh, families, wanted):
    found = all_definitions(table, GRID, families=families, weigh=weigh).loc[list(wanted), "ally_pct"]
    assert found.tolist() == pytest.approx(list(wanted.values()), abs=0.06)


def test_who_stands_above_whom(table):
    """Face validity, as notebook 06 tells it."""
    share = all_definitions(table, GRID)["ally_pct"]
    unbound = share[~table["law_label"]]
    assert set(unbound.index[unbound > share["MEX"]]) == {"CHE", "IRL"}
    below = {code: int((table["treaty"] & (share < share[code])).sum()) for code in ("CHE", "IRL", "MEX")}
    assert below == {"CHE": 9, "IRL": 6, "MEX": 5} and share["PHL"] < share["MEX"]
    assert share.median() == pytest.approx(2.4, abs=0.05)
    assert (table["treaty"] & table["pact"]).sum() == 49 and table["treaty"].sum() == 52


@pytest.mark.parametrize("weigh", ["sets", "families"])
def test_one_more_bar_changes_no_weight(weigh):
    for name in GRID:
        longer = GRID | {name: [*GRID[name], 3]}
        assert weights(longer, weigh=weigh).tolist() == pytest.approx(weights(GRID, weigh=weigh).tolist())
        listed = weights(longer, families=None, weigh="definitions")
        assert listed[name] > weights(GRID, families=None, weigh="definitions")[name]


def test_one_more_criterion_weighs_on_its_own_family_only():
    training = GRID | {"training": [100, 500, 1000]}
    families = FAMILIES | {"forces and arms": ["troops", "arms_musd", "training"]}
    forces, others = families["forces and arms"], [name for name in GRID if name not in ("troops", "arms_musd")]
    before, after = weights(GRID, weigh="families"), weights(training, families=families, weigh="families")
    assert after[others].tolist() == pytest.approx(before[others].tolist())
    assert after[forces].sum() == pytest.approx(before[forces[:2]].sum())
    before, after = weights(GRID), weights(training, families=families)
    assert after[forces].sum() > before[forces[:2]].sum() and after["troops"] < before["troops"]


@pytest.mark.parametrize("seed", range(3))
def test_verdict_agrees_with_trying_every_blank(seed):
    table = random_table(seed)
    for bars, quota in itertools.islice(every_definition(random_grid(seed, table), [1, 3, 5], 0), 0, None, 7):
        wanted = [slow_judge(row, bars, quota) for _, row in table.iterrows()]
        assert [None if pd.isna(said) else bool(said) for said in judge(table, bars, quota)] == wanted


def test_the_number_of_definitions_is_that_of_the_formula(table):
    # Choose which families, a criterion and a bar in each, and a quota above half: summed over the choices by size.
    for families, n in ((FAMILIES, 29_178), (None, 88_000)):
        homes = families or {name: [name] for name in GRID}
        bars = [sum(len(GRID[name]) for name in names) for names in homes.values()]
        ways = {size: sum(math.prod(chosen) for chosen in itertools.combinations(bars, size)) for size in (3, 4, 5)}
        assert ways[3] * 2 + ways[4] * 2 + ways[5] * 3 == n
        assert all_definitions(table, GRID, families=families)["definitions"].unique().tolist() == [n]


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
@pytest.mark.parametrize("weigh", WEIGHTS)
def test_lower_bars_never_lower_a_share(seed, weigh):
    table = random_table(seed)
    grid = random_grid(seed, table)
    families = some_families(seed, grid)
    before = all_definitions(table, grid, [2, 3], families=families, weigh=weigh)
    lower = {name: [bar - 1 for bar in bars] for name, bars in grid.items()}
    after = all_definitions(table, lower, [2, 3], families=families, weigh=weigh)
    assert (after["ally_pct"] >= before["ally_pct"] - 1e-6).all()
    assert (after.sum(axis=1) >= before.sum(axis=1) - 1e-6).all()


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
    found = all_definitions(table, grid, sizes=range(1, 6), more_than=0, families=None)["ally_pct"]
    assert found.tolist() == pytest.approx((holds.mean(axis=1) * 100).tolist())


def test_the_order_of_countries_and_criteria_does_not_matter(table):
    families = {name: names[::-1] for name, names in reversed(FAMILIES.items())}
    turned = all_definitions(table.iloc[::-1], dict(reversed(GRID.items())), families=families)
    pd.testing.assert_frame_equal(turned.loc[table.index], all_definitions(table, GRID))


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
        all_definitions(HAND, {name: [1] for name in names}, sizes=[1], families=None)


def test_an_empty_grid_is_refused():
    with pytest.raises(ValueError, match="No definition"):
        all_definitions(HAND, {"pact": [True]}, sizes=[3])


def test_a_bar_that_all_states_meet_is_refused():
    with pytest.raises(TypeError, match="every state meets False"):
        judge(HAND, {"pact": False}, 1)


@pytest.mark.parametrize(
    "families,problem,words",
    [
        (["pact"], TypeError, "families is"),
        ({"ties": "pact"}, TypeError, "families is"),
        ({"ties": ["pact"]}, ValueError, "trade: in no family"),
        ({"ties": ["trust"]}, KeyError, "no such criterion"),
        ({"ties": ["pact"], "more": ["pact"]}, ValueError, "in two places"),
        ({"ties": ["pact", "pact"]}, ValueError, "in two places"),
    ],
)
def test_bad_families_are_refused(families, problem, words):
    with pytest.raises(problem, match=words):
        all_definitions(HAND, FIVE, [1], families=families)
    with pytest.raises(problem, match=words):
        weights(FIVE, [1], families=families)


@pytest.mark.parametrize("weigh", ["set", "", None, 1, ["sets"]])
def test_a_bad_weighting_is_refused(weigh):
    with pytest.raises(ValueError, match="weigh is .* use one of"):
        all_definitions(HAND, FIVE, [1], families=None, weigh=weigh)
    with pytest.raises(ValueError, match="weigh is .* use one of"):
        weights(FIVE, [1], families=None, weigh=weigh)


def test_fewer_families_than_criteria_asked_for_are_named():
    with pytest.raises(ValueError, match="from 1 to 1, the number of families"):
        all_definitions(HAND, FIVE, [2], families={"ties": ["pact", "trade"]})


@pytest.mark.parametrize(
    "values,words",
    [
        ([1, 2, 3], "the highest of 3 states"),
        ([1, 3, 3], "as high as any (2 of 3 states)"),
        ([5, 6, 3], "the lowest of 3 states"),
        ([5, 3, 3], "as low as any (2 of 3 states)"),
        ([5, 4, 3, 1], "above 1 of 4 states"),
        ([5, 3, 3, 1], "above 1 of 4 states, level with 1 other"),
        ([5, 3, 3, 3, 1, None], "above 1 of 5 states, level with 2 others"),
        ([5, 3, None], "not published"),
        ([True, False, True, None], "yes, as 2 of 3 states"),
        ([True, True, False], "no, as 1 of 3 states"),
    ],
)
def test_a_place_is_said_so_that_it_is_true_in_a_tie(values, words):
    kind = "boolean" if True in values[:1] and isinstance(values[0], bool) else "Float64"
    column = pd.Series(pd.array(values, dtype=kind), index=["a", "b", "MEX", "c", "d", "e"][: len(values)])
    assert place(column, "MEX") == words


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
