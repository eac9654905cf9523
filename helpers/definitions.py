"""Definitions of an ally: one at a time, and every definition of a grid at once, with stated weights.

`judge` can be repeated in a few lines of pandas; notebook 06 does so.
"""

import math
from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from helpers.evidence import CRITERIA, evidence, pick, place
from helpers.language import N_, _, in_all_languages

__all__ = [
    "CRITERIA",
    "FAMILIES",
    "GRID",
    "WEIGHTS",
    "all_definitions",
    "evidence",
    "judge",
    "pick",
    "place",
    "weights",
]

# The bars of the stated grid: a yes-or-no criterion has one, every other has a low, a middle and a high one.
GRID = {
    "treaty": [True],
    "law_label": [True],
    "pact": [True],
    "troops": [100, 500, 1000],
    "arms_musd": [100, 500, 1000],
    "quiet_years": [10, 25, 50],
    "trade_pct": [5, 10, 20],
    "trade_agreement": [True],
    "un_gap": [0, 10, 20],
    "visits": [2, 5, 10],
    "democracy": [0.4, 0.5, 0.7],
}

# Criteria that say nearly the same stand in one family: a definition takes at most one of them.
FAMILIES = {
    N_("commitment"): ["treaty", "law_label", "pact"],
    N_("forces and arms"): ["troops", "arms_musd"],
    N_("peace"): ["quiet_years"],
    N_("economy"): ["trade_pct", "trade_agreement"],
    N_("politics"): ["un_gap", "visits"],
    N_("regime"): ["democracy"],
}

# What counts the same: every set of criteria, every set of families, or every single definition.
WEIGHTS = ("sets", "families", "definitions")


def judge(table: pd.DataFrame, bars: dict, at_least: int) -> pd.Series:
    """Apply one definition of an ally to every country.

    Arguments:
        table: countries in rows, criteria in columns, as `evidence()` gives it.
        bars: the definition, criterion: smallest value that will do, in the criterion's own unit.
        at_least: how many of these criteria must hold.
    Returns:
        A boolean Series with the table's index. True: enough criteria hold. False: not even if every
        blank turned out well. <NA>: undecided, the blanks decide.
    Raises:
        KeyError: a criterion is not in the table. TypeError: a bar or a column cannot be compared.
        ValueError: at_least is not a number from 1 to the number of criteria.
    """
    _check(table, bars)
    number = isinstance(at_least, int | float | np.number) and not isinstance(at_least, bool)
    if not number or at_least not in range(1, len(bars) + 1):
        if len(bars) > 1:
            limits = _("with {count} criteria it can be a whole number from 1 to {count}", count=len(bars))
        else:
            limits = _("with one criterion it can be 1 only")
        if isinstance(at_least, str):
            raise ValueError(
                _("at_least is {given!r}; {limits}, without quotation marks.", given=at_least, limits=limits)
            )
        raise ValueError(_("at_least is {given!r}; {limits}.", given=at_least, limits=limits))
    passed, blank = np.zeros((2, len(table)), int)
    for name, bar in bars.items():
        unknown = table[name].isna().to_numpy()
        # pandas says False where a plain column is blank; a blank is neither.
        passed += ~unknown & (table[name] >= bar).to_numpy(bool, na_value=False)
        blank += unknown
    undecided = (passed < at_least) & (passed + blank >= at_least)
    return pd.Series(pd.arrays.BooleanArray(passed >= at_least, undecided), index=table.index)


def all_definitions(
    table: pd.DataFrame,
    grid: dict,
    sizes=range(3, 6),
    more_than: float = 0.5,
    families: Mapping | None = FAMILIES,
    weigh: str = "sets",
) -> pd.DataFrame:
    """Weigh, for every country, the definitions of a grid that call it an ally.

    A definition picks some families, one criterion from each, one bar for it, and a quota: how many of
    the criteria must hold. The definitions are not listed but counted, one family after the other: it is
    left out, or one of its criteria held, failed or is blank.

    Arguments:
        table: countries in rows, criteria in columns, as `evidence()` gives it.
        grid: criterion: list of bars, in the criterion's own unit.
        sizes: how many criteria a definition may have.
        more_than: a quota must be more than this share of the criteria; 0.5 runs from a majority to all.
        families: name: list of criteria, of which a definition takes at most one. A criterion of `CRITERIA` that
            stands in none, or that is not in the grid, is left out. None: each criterion is its own family.
        weigh: "sets", every set of criteria counts 1, and its bars and quotas share that 1 equally;
            "families", every set of families counts 1, and its sets of criteria share it; "definitions",
            every definition counts 1, so that a criterion with three bars counts three times.
    Returns:
        A DataFrame with the table's index and the columns definitions (their number), ally_pct and
        undecided_pct (percent of the definitions, as weighed, that say ally, and that a blank leaves open;
        rounded to nine decimals, so that a tie is a tie).
    Raises:
        KeyError: a criterion is not in the table. TypeError: a bar or a column cannot be compared, or
        families are no lists. ValueError: no definition fits sizes and more_than, there are too many to
        count, a criterion stands in two families, a new one in none, or weigh is none of the three words.
    """
    _check(table, grid, several=True)
    homes, counts = _homes(grid, families, table), _counts(grid, families, table, weigh)
    fitting = _fitting(sizes, more_than, len(homes))
    most = max(fitting)
    ways = np.zeros((len(table), most + 1, most + 1, most + 1))  # country, used, held, blank
    ways[:, 0, 0, 0] = 1
    for names in homes:
        held, failed, blank = np.zeros((3, len(table)))
        for name in names:
            unknown = table[name].isna().to_numpy()
            passed = sum((table[name] >= bar).fillna(False).to_numpy(float) for bar in grid[name]) / len(grid[name])
            held += counts[name] * passed
            failed += counts[name] * np.where(unknown, 0, 1 - passed)
            blank += counts[name] * unknown
        held, failed, blank = (count.reshape(-1, 1, 1, 1) for count in (held, failed, blank))
        more = ways.copy()  # left out
        more[:, 1:] += failed * ways[:, :-1]
        more[:, 1:, 1:] += held * ways[:, :-1, :-1]
        more[:, 1:, :, 1:] += blank * ways[:, :-1, :, :-1]
        ways = more
    held, blank = np.indices((most + 1, most + 1))
    total, ally, undecided = np.zeros((3, len(table)))
    for size, quotas in fitting.items():
        share = 1 if weigh == "definitions" else 1 / len(quotas)
        for quota in quotas:
            total = total + share * ways[:, size].sum(axis=(1, 2))
            ally = ally + share * ways[:, size][:, held >= quota].sum(axis=1)
            undecided = undecided + share * ways[:, size][:, (held < quota) & (held + blank >= quota)].sum(axis=1)
    choices = _choices([sum(len(grid[name]) for name in names) for names in homes])
    number = sum(choices[size] * len(quotas) for size, quotas in fitting.items())
    shares = {"definitions": number, "ally_pct": ally / total * 100, "undecided_pct": undecided / total * 100}
    return pd.DataFrame(shares, index=table.index).round(9)


def weights(
    grid: dict, sizes=range(3, 6), more_than: float = 0.5, families: Mapping | None = FAMILIES, weigh: str = "sets"
) -> pd.Series:
    """Return in what percent of the definitions of a grid each criterion stands.

    Arguments:
        grid, sizes, more_than, families, weigh: as for `all_definitions`.
    Returns:
        A Series, criterion: percent of the definitions, weighed as stated. Over all criteria they add up
        to more than 100, because a definition holds several.
    Raises:
        As `all_definitions`.
    """
    _check(None, grid, several=True)
    homes, counts = _homes(grid, families), _counts(grid, families, None, weigh)
    fitting = _fitting(sizes, more_than, len(homes))
    each = {size: len(quotas) if weigh == "definitions" else 1 for size, quotas in fitting.items()}
    family = [sum(counts[name] for name in names) for names in homes]
    total = sum(count * _choices(family)[size] for size, count in each.items())
    stands = {}
    for i, names in enumerate(homes):
        others = [0, *_choices(family[:i] + family[i + 1 :])]  # one family fewer to choose from, one place fewer
        beside = sum(count * others[size] for size, count in each.items())
        stands |= {name: counts[name] * beside / total * 100 for name in names}
    return pd.Series({name: stands[name] for name in grid if name in stands}, name="percent").round(9)


def stated(families: Mapping) -> dict:
    """Return families by the names of `FAMILIES` where a learner writes these in another language."""
    called = {said: name for name in FAMILIES for said in in_all_languages(name)}
    return {called.get(name, name): names for name, names in families.items()}  # of one family twice, the later counts


def _homes(grid: Mapping, families: Mapping | None, table: pd.DataFrame | None = None) -> list[list[str]]:
    """Return the families' criteria that are in the grid; without families, each criterion alone."""
    example = '{"commitment": ["treaty", "pact"], "economy": ["trade_pct"]}'
    if families is None:
        return [[name] for name in grid]
    if not isinstance(families, Mapping) or not all(isinstance(names, list | tuple) for names in families.values()):
        raise TypeError(_("families is {given!r}; write for example {example}.", given=families, example=example))
    families = stated(families)
    listed = [name for names in families.values() for name in names]
    columns = [] if table is None else list(table.columns)
    unknown = [name for name in listed if not any(name in known for known in (list(CRITERIA), list(grid), columns))]
    if unknown:
        raise KeyError(
            _(
                "{names}: no such criterion. Use some of {criteria} in families.",
                names=", ".join(map(str, unknown)),
                criteria=", ".join(map(str, grid)),
            )
        )
    twice = sorted({name for name in listed if listed.count(name) > 1})
    if twice:
        raise ValueError(
            _("{names}: in two places of families. Use each criterion in one family, once.", names=", ".join(twice))
        )
    homeless = [str(name) for name in grid if name not in listed and name not in CRITERIA]
    if homeless:
        raise ValueError(
            _(
                "{names}: in no family. Use it in one of the lists of families, or write families=None.",
                names=", ".join(homeless),
            )
        )
    homes = [[name for name in names if name in grid] for names in families.values()]
    return [names for names in homes if names]


def _counts(grid: Mapping, families: Mapping, table: pd.DataFrame | None, weigh: str) -> dict[str, float]:
    """Return how much each criterion counts against the others of its family and against leaving the family out."""
    if not isinstance(weigh, str) or weigh not in WEIGHTS:
        words = ", ".join(f'"{word}"' for word in WEIGHTS)
        raise ValueError(_("weigh is {given!r}; use one of {words}.", given=weigh, words=words))
    if weigh == "definitions":
        return {name: len(bars) for name, bars in grid.items()}
    homes = _homes(grid, families, table)
    return {name: 1 if weigh == "sets" else 1 / len(names) for names in homes for name in names}


def _fitting(sizes, more_than: float, most: int) -> dict[int, list[int]]:
    """Return the quotas for every number of criteria that a definition may have."""
    if not isinstance(sizes, Collection) or isinstance(sizes, str | bytes):
        raise TypeError(
            _("sizes is {given!r}; write a range or a list of numbers of criteria, for example [3].", given=sizes)
        )
    if not isinstance(more_than, int | float) or not 0 <= more_than < 1:
        raise ValueError(
            _("more_than is {given!r}; it is a share from 0 to less than 1, for example 0.5.", given=more_than)
        )
    fitting = {size: list(range(int(more_than * size + 1e-9) + 1, size + 1)) for size in range(1, most + 1)}
    fitting = {size: quotas for size, quotas in fitting.items() if size in list(sizes) and quotas}
    if not most:
        raise ValueError(_("No definition fits: there is no family with a criterion of the grid. Use at least one."))
    if not fitting:
        raise ValueError(
            _(
                "No definition fits: it takes at most one criterion from each family. "
                "Use more families, or sizes from 1 to {most}, the number of families.",
                most=most,
            )
        )
    return fitting


def _choices(counts: list) -> list:
    """Return in how many ways 0, 1, 2, ... families can be chosen, if each offers so many choices."""
    ways = [1] + [0] * len(counts)
    for count in counts:
        ways = [more + count * fewer for more, fewer in zip(ways, [0, *ways], strict=False)]
    return ways


def _check(table: pd.DataFrame | None, bars: Mapping, several: bool = False) -> None:
    """Refuse what cannot be compared, in words that say what to write; without a table, look at the bars only."""
    example = '{"treaty": [True], "visits": [5, 10]}' if several else '{"treaty": True, "visits": 5}'
    if not isinstance(bars, Mapping):
        raise TypeError(
            _(
                "{given!r} does not name criteria and their bars. Write for example {example}.",
                given=bars,
                example=example,
            )
        )
    if not bars:
        raise ValueError(_("No criterion is named. Write for example {example}.", example=example))
    columns = list(bars if table is None else table.columns)
    missing = [name for name in bars if name == "country" or columns.count(name) != 1]
    if missing:
        raise KeyError(
            _(
                "{names}: no such criterion. Use some of {criteria}.",
                names=", ".join(map(str, missing)),
                criteria=", ".join(map(str, columns[1:])),
            )
        )
    for name, bar in bars.items():
        if table is not None and not pd.api.types.is_numeric_dtype(table[name]):
            raise TypeError(
                _(
                    "The column {column!r} holds {type}, neither numbers nor True and False. "
                    'Use astype("Float64") or astype("boolean") first.',
                    column=name,
                    type=table[name].dtype,
                )
            )
        if several and (not isinstance(bar, list | tuple | range | np.ndarray) or len(bar) == 0):
            raise TypeError(
                _(
                    "{criterion}: {bar!r} is no list of bars. Write for example {example}.",
                    criterion=name,
                    bar=bar,
                    example=example,
                )
            )
        for each in bar if several else [bar]:
            if isinstance(each, bool | np.bool_) and not each:
                raise TypeError(_("{criterion}: every state meets False. Write True, or leave it out.", criterion=name))
            if not isinstance(each, int | float | np.number | np.bool_) or pd.isna(each):
                raise TypeError(
                    _(
                        "{criterion}: {bar!r} is no bar. Write a number, or True. For example {example}.",
                        criterion=name,
                        bar=each,
                        example=example,
                    )
                )
    if several and len(bars) * math.prod(len(bar) + 1 for bar in bars.values()) >= 2**63:
        raise ValueError(_("The grid has too many definitions to count. Use fewer criteria or fewer bars."))
