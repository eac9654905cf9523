"""Whatever a table of countries holds, a verdict says what its rule says, and bad input gets an answer in words.

Run by .ci/run, or by hand with the line that stands there, after `pip install hypothesis==6.170.17`.
"""

import copy

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from test_definitions import order, slow_judge, slow_shares, slow_weights

from helpers import check
from helpers.definitions import CRITERIA, GRID, WEIGHTS, all_definitions, evidence, judge, pick, weights
from helpers.text import in_words

MANY = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
# A column's values with blanks (None), and the types in which pandas may hold them.
YES_OR_NO = (st.sampled_from([True, False, None]), ["boolean", "Int64", "Float64"])
NUMBERS = (st.sampled_from([0, 1, 2, 3, 4, None]), ["Int64", "Float64", "float64"])
WHOLE = (st.integers(0, 4), ["int64", "float32", "uint8"])
TRUTH = (st.booleans(), ["bool"])


@st.composite
def tables(draw, fewest=0, most_criteria=4, kinds=(YES_OR_NO, NUMBERS, WHOLE, TRUTH)):
    """Countries in any order, some twice, with columns of all types, full, with blanks or blank throughout."""
    rows = draw(st.integers(fewest, 5))
    index = draw(st.lists(st.sampled_from(["MEX", "CAN", "TUR", "é", ""]), min_size=rows, max_size=rows))
    table = {"country": pd.Series(["Somewhere"] * rows, index=index, dtype=object)}
    for name in "abcd"[: draw(st.integers(1, most_criteria))]:
        values, types = draw(st.sampled_from(kinds))
        column = draw(st.lists(values, min_size=rows, max_size=rows))
        table[name] = pd.Series(pd.array(column, dtype=draw(st.sampled_from(types))), index=index)
    return pd.DataFrame(table)


@st.composite
def tables_and_bars(draw, **options):
    table = draw(tables(**options))
    names = draw(st.lists(st.sampled_from(list(table.columns[1:])), min_size=1, unique=True))
    bars = {name: draw(st.sampled_from([True, 0, 1, 2.5, 4])) for name in names}
    return table, bars, draw(st.integers(1, len(bars)))


@st.composite
def tables_and_grids(draw, **options):
    """A table, and how to weigh its definitions: grid, sizes, share, families (some empty, or None), weighting."""
    table = draw(tables(**options))
    bars = st.lists(st.sampled_from([True, 0, 1, 2.5, 4]), min_size=1, max_size=2, unique=True)
    grid = {name: draw(bars) for name in table.columns[1:]}
    homes = {name: draw(st.sampled_from(["first", "second", "third"])) for name in grid}
    families = {home: [name for name in grid if homes[name] == home] for home in ("first", "second", "third")}
    families = draw(st.sampled_from([families, None]))
    most = len(grid) if families is None else sum(map(bool, families.values()))
    sizes = draw(st.lists(st.integers(1, most), min_size=1))
    return table, grid, sizes, draw(st.sampled_from([0, 0.5, 2 / 3])), families, draw(st.sampled_from(WEIGHTS))


def plain(answer) -> list:
    return [None if pd.isna(value) else bool(value) for value in answer]


@MANY
@given(tables_and_bars())
def test_a_verdict_is_that_of_trying_every_way_to_fill_the_blanks(case):
    table, bars, at_least = case
    before, given_bars = table.copy(deep=True), dict(bars)
    answer = judge(table, bars, at_least)
    assert plain(answer) == [slow_judge(row, bars, at_least) for _, row in table.iterrows()]
    assert answer.dtype == "boolean" and answer.index.equals(table.index)
    pd.testing.assert_frame_equal(table, before)
    assert bars == given_bars


@MANY
@given(tables_and_grids())
def test_shares_are_those_of_listing_every_definition(case):
    table, grid, *rules = case
    before, given = table.copy(deep=True), copy.deepcopy(case[1:])
    found = all_definitions(table, grid, *rules)
    for at, (_, row) in enumerate(table.iterrows()):
        assert found.iloc[at].tolist() == pytest.approx(slow_shares(row, grid, *rules))
    assert found.index.equals(table.index) and len(found.columns) == 3
    assert weights(grid, *rules).tolist() == pytest.approx(slow_weights(grid, *rules))
    pd.testing.assert_frame_equal(table, before)
    assert case[1:] == given


@MANY
@given(tables_and_grids())
def test_weights_add_up_to_the_size_of_a_definition(case):
    _, grid, sizes, more_than, families, weigh = case
    for size in set(sizes):
        assert weights(grid, [size], more_than, families, weigh).sum() == pytest.approx(size * 100)
    for names in (families or {}).values():  # at most one of them at a time
        chosen = [name for name in names if name in grid]
        assert weights(grid, sizes, more_than, families, weigh)[chosen].sum() <= 100 + 1e-6


@MANY
@given(tables_and_grids(), st.data())
def test_one_more_bar_changes_no_weight_unless_definitions_count_alike(case, data):
    _, grid, *rules, weigh = case
    name = data.draw(st.sampled_from(list(grid)))
    longer = grid | {name: [*grid[name], 3]}
    before, after = weights(grid, *rules, weigh), weights(longer, *rules, weigh)
    if weigh == "definitions":
        assert after[name] >= before[name] - 1e-6
    else:
        assert after.tolist() == pytest.approx(before.tolist())


@MANY
@given(tables_and_grids(), st.randoms())
def test_the_order_of_rows_columns_and_criteria_does_not_matter_nor_who_else_is_there(case, chance):
    table, grid, sizes, more_than, families, weigh = case
    table = table[~table.index.duplicated()]
    rows, names = list(table.index), list(grid)
    chance.shuffle(rows)
    chance.shuffle(names)
    turned = table.loc[rows, ["country", *names]]
    found = all_definitions(table, grid, sizes, more_than, families, weigh)
    other_way = families and {name: members[::-1] for name, members in reversed(families.items())}
    turned_grid = {name: grid[name][::-1] for name in names}
    again = all_definitions(turned, turned_grid, sizes[::-1], more_than, other_way, weigh)
    pd.testing.assert_frame_equal(again.loc[found.index], found)
    for country in rows:
        alone = all_definitions(table.loc[[country]], grid, sizes, more_than, families, weigh)
        pd.testing.assert_frame_equal(alone, found.loc[[country]])


@MANY
@given(tables_and_grids(fewest=1), st.data())
def test_a_better_value_never_lowers_a_share(case, data):
    table, grid, *rules = case
    table = table[~table.index.duplicated()]
    country, name = data.draw(st.sampled_from(list(table.index))), data.draw(st.sampled_from(list(grid)))
    better = table.assign(**{name: table[name].astype("Float64")})
    assume(not pd.isna(better.loc[country, name]))
    better.loc[country, name] += 2
    before, after = (all_definitions(t, grid, *rules) for t in (table, better))
    assert after.loc[country, "ally_pct"] >= before.loc[country, "ally_pct"] - 1e-6
    pd.testing.assert_frame_equal(after.drop(country), before.drop(country))


@MANY
@given(tables_and_grids(fewest=1))
def test_one_more_criterion_that_holds_never_lowers_a_share(case):
    """In a family of its own, and with one size of definitions. Over several sizes their mixture changes too."""
    table, grid, sizes, more_than, families, weigh = case
    more, rules = table.assign(held=True), (more_than, families, weigh)
    after_rules = (more_than, families and families | {"alone": ["held"]}, weigh)
    before = all_definitions(table, grid, sizes[:1], *rules)["ally_pct"]
    after = all_definitions(more, grid | {"held": [True]}, sizes[:1], *after_rules)["ally_pct"]
    assert (after.to_numpy() >= before.to_numpy() - 1e-6).all()


@MANY
@given(tables_and_grids(kinds=(YES_OR_NO, NUMBERS)))
def test_blanks_are_between_the_worst_and_the_best_that_they_may_be(case):
    table, grid, *rules = case
    found = all_definitions(table, grid, *rules)
    filled = {value: table.drop(columns="country").astype("Float64").fillna(value) for value in (-1, 9)}
    worst, best = (
        all_definitions(filled[value].assign(country=""), grid, *rules)["ally_pct"].to_numpy() for value in (-1, 9)
    )
    assert found["ally_pct"].to_numpy() == pytest.approx(worst)
    assert (found["ally_pct"] + found["undecided_pct"]).to_numpy() == pytest.approx(best)
    full = table.drop(columns="country").notna().all(axis=1).to_numpy()
    assert (found["undecided_pct"].to_numpy()[full] == 0).all()


@MANY
@given(tables_and_bars(kinds=(YES_OR_NO, NUMBERS)), st.sampled_from(["Float64", "float64"]))
def test_a_blank_is_a_blank_in_every_type_of_column(case, other):
    table, bars, at_least = case
    retyped = table.astype({name: other for name in table.columns[1:]})
    assert plain(judge(retyped, bars, at_least)) == plain(judge(table, bars, at_least))


@MANY
@given(tables_and_bars(), st.data())
def test_a_harder_definition_never_wins_an_ally(case, data):
    table, bars, at_least = case
    before = order(judge(table, bars, at_least))
    name = data.draw(st.sampled_from(list(bars)))
    assert (order(judge(table, bars | {name: bars[name] + 1}, at_least)).to_numpy() <= before.to_numpy()).all()
    if at_least < len(bars):
        assert (order(judge(table, bars, at_least + 1)).to_numpy() <= before.to_numpy()).all()


# Bad input

anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from([pd.NA, pd.NaT, ..., len, b"x", 1j, pd.Series([1]), pd.Timestamp(0)]),
    st.lists(st.one_of(st.integers(), st.text(max_size=3), st.none()), max_size=3),
    st.dictionaries(
        st.sampled_from(["a", "b", "country", "", 5]), st.one_of(st.none(), st.floats(), st.text()), max_size=3
    ),
)
HELP = ["Write", "write", "Use", "can be", "No definition", "for example"]  # what to do, in every refusal


@MANY
@given(tables(), anything, anything)
def test_a_bad_definition_is_refused_in_words(table, bars, at_least):
    try:
        answer = judge(table, bars, at_least)
    except (KeyError, TypeError, ValueError) as problem:
        assert any(words in str(problem) for words in HELP), repr(problem)
    else:
        assert plain(answer) == [slow_judge(row, bars, at_least) for _, row in table.iterrows()]


@MANY
@given(tables(), st.one_of(anything, st.dictionaries(st.sampled_from(["a", "b"]), anything)), anything, anything)
def test_a_bad_grid_is_refused_in_words(table, grid, sizes, more_than):
    try:
        found = all_definitions(table, grid, sizes, more_than, None)
    except (KeyError, TypeError, ValueError) as problem:
        assert any(words in str(problem) for words in HELP), repr(problem)
    else:
        for at, (_, row) in enumerate(table.iterrows()):
            assert found.iloc[at].tolist() == pytest.approx(slow_shares(row, grid, set(sizes), more_than))


@MANY
@given(tables(), st.sampled_from([float("nan"), pd.NA, None, "10", "True", [5], 1j, pd.NaT, ...]))
def test_a_bad_bar_is_refused_by_name(table, bar):
    for call in (
        lambda: judge(table, {"a": bar}, 1),
        lambda: all_definitions(table, {"a": [1, bar]}, [1], families=None),
    ):
        with pytest.raises(TypeError, match="^a: .* is no bar. Write"):
            call()


@MANY
@given(tables(), anything, st.sampled_from([-1, -0.1, 1, 2, float("nan"), "0.5", None, pd.NA]))
def test_a_bad_quota_size_or_share_is_refused_by_name(table, junk, share):
    with pytest.raises(ValueError, match="more_than is"):
        all_definitions(table, {"a": [1]}, [1], share, None)
    if not isinstance(junk, int | float) or junk != 1:
        with pytest.raises(ValueError, match="(?s)at_least is .* with one criterion it can be 1"):
            judge(table, {"a": 1}, junk)
    with pytest.raises((TypeError, ValueError), match="sizes is|No definition fits"):
        all_definitions(
            table, {"a": [1]}, 5 if isinstance(junk, list | pd.Series) and 1 in list(junk) else junk, families=None
        )


@MANY
@given(tables(kinds=[(st.sampled_from(["x", "1", None, True]), ["object"])], most_criteria=1))
def test_a_column_that_cannot_be_compared_is_refused_by_name(table):
    for call in (lambda: judge(table, {"a": 1}, 1), lambda: all_definitions(table, {"a": [1]}, [1], families=None)):
        with pytest.raises(TypeError, match="column 'a' holds .*Use astype"):
            call()


@MANY
@given(st.one_of(anything, st.sampled_from(["MEX", "mexico", "TUR "])))
def test_pick_gives_the_row_or_says_what_to_write(code):
    table = evidence_once()
    if isinstance(code, str) and code in table.index:
        assert pick(table, code).equals(table.loc[code])
    else:
        with pytest.raises(ValueError, match="is not in the evidence table. Use a code"):
            pick(table, code)


@MANY
@given(
    st.one_of(st.floats(allow_nan=True), st.integers(-(10**9), 10**9), st.booleans(), st.just(pd.NA)),
    st.sampled_from(sorted({unit for _, unit, *_ in CRITERIA.values()})),
)
def test_said_keeps_what_a_value_says(value, unit):
    words = in_words(value, unit)
    if pd.isna(value):
        assert words == "not published"
    elif unit == "yes or no":
        assert words == ("yes" if value else "no")
    else:
        slack = 0.005 if unit == "index 0 to 1" else max(0.5 if abs(value) >= 100 else 0.05, 0) + abs(value) * 1e-9
        assert float(words.replace(",", "")) == pytest.approx(float(value), abs=slack)


# The exercises that take a definition

_evidence = []


def evidence_once() -> pd.DataFrame:
    if not _evidence:
        _evidence.append(evidence())
    return _evidence[0]


@st.composite
def definitions(draw):
    names = draw(st.lists(st.sampled_from(list(GRID)), min_size=1, max_size=5, unique=True))
    return {name: draw(st.sampled_from(GRID[name])) for name in names}, draw(st.integers(1, len(names)))


@settings(MANY, max_examples=60)
@given(definitions())
def test_a_definition_is_marked_by_whom_it_lets_in_and_shuts_out(case):
    bars, at_least = case
    answer = {iso3: slow_judge(row, bars, at_least) for iso3, row in evidence_once().iterrows()}
    right = all(answer[iso3] is True for iso3 in ("GBR", "CAN", "JPN"))
    right &= all(answer[iso3] is False for iso3 in ("CHN", "IRN", "PRK", "RUS", "CHE", "IRL"))
    right &= len(bars) >= 3 and list(answer.values()).count(None) <= 10
    assert check("6.3", case).startswith("✔") == right


@settings(MANY, max_examples=30)
@given(st.dictionaries(st.sampled_from(list(GRID)), st.sampled_from("abcd"), min_size=1))
def test_families_are_marked_by_who_stands_above_whom(homes):
    families = {home: [name for name in homes if homes[name] == home] for home in "abcd"}
    used = [names for names in families.values() if names]
    if len(used) < 3:
        assert check("6.4", families).startswith("✘")
        return
    known, grid = evidence_once(), {name: GRID[name][:1] for name in GRID}  # one bar: the slow loop takes its time
    swiss, other = (slow_shares(known.loc[code], grid, range(3, 6), 0.5, families)[1] for code in ("CHE", "PHL"))
    fast = all_definitions(known, grid, families=families).loc[["CHE", "PHL"], "ally_pct"]
    assert fast.tolist() == pytest.approx([swiss, other])
    found = all_definitions(known, GRID, families=families).loc[["CHE", "PHL"], "ally_pct"]
    assert check("6.4", families).startswith("✔") == (found["PHL"] > found["CHE"])
