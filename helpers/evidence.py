"""The evidence table: what is known of each country, one column a criterion. Notebook 06 builds it step by step."""

import difflib

import pandas as pd

from helpers.data import load
from helpers.language import N_, _, label

# criterion: (what it says, unit, year, table). Every criterion holds if the value is at least the bar.
CRITERIA = {
    "treaty": (N_("defence treaty with the US in force"), N_("yes or no"), "2026", "ally_status"),
    "law_label": (N_("treaty, or ally by a label in US law"), N_("yes or no"), "2026", "ally_status"),
    "pact": (N_("defence obligation, as coded by ATOP"), N_("yes or no"), "2018", "ally_status"),
    "troops": (N_("US troops stationed there"), N_("persons"), N_("December 2025"), "ally_status"),
    "arms_musd": (N_("arms agreements with the US"), N_("million US dollars"), N_("FY2020–2024"), "us_arms_sales"),
    "quiet_years": (N_("years without a militarised dispute"), N_("years"), N_("up to 2014"), "ally_status"),
    "trade_pct": (N_("goods trade with the US / own GDP"), N_("percent"), "2024", "us_goods_trade_by_partner, gdp"),
    "trade_agreement": (N_("free trade agreement with the US"), N_("yes or no"), "2026", "us_free_trade_agreements"),
    "un_gap": (N_("UN agreement above the median"), N_("points"), "2023", "un_agreement"),
    "visits": (N_("presidents' and leaders' visits"), N_("visits"), "2015–2024", "leader_visits"),
    "democracy": (N_("liberal democracy"), N_("index 0 to 1"), "2025", "democracy_2025"),
}


def evidence() -> pd.DataFrame:
    """Return the evidence table: one row a country, one column a criterion.

    Returns:
        A DataFrame with iso3 as index, the column country in the language spoken, and the columns of `CRITERIA`,
        which gives their units and years. 194 states. A value that nobody published is missing (<NA>), with three
        exceptions: a country that a complete official list leaves out has no trade agreement and no visits, and a
        country without any dispute since 1816 has been quiet for all 198 years to 2014.
    Raises:
        DataError: a table is missing or damaged.
    Source: the tables named in `CRITERIA`.
    """
    states = load("ally_status").set_index("iso3")
    table = states[["country"]].copy()
    for name, column in {
        "treaty": "treaty_ally",
        "law_label": "any_official_label",
        "pact": "atop_defense_2018",
    }.items():
        table[name] = states[column].astype("boolean")
    table["troops"] = states["us_troops_dec_2025"]
    arms = load("us_arms_sales").query("2020 <= fiscal_year <= 2024").groupby("iso3")
    table["arms_musd"] = arms[["partner_funded_musd", "us_financed_musd"]].sum().sum(axis=1)
    table["quiet_years"] = 2014 - states["last_dispute_year"].fillna(1816)
    trade = load("us_goods_trade_by_partner").query("year == 2024").set_index("iso3")
    gdp = load("gdp").query("year == 2024").set_index("iso3")["gdp_musd"]
    table["trade_pct"] = (trade["exports_musd"] + trade["imports_musd"]) / gdp * 100
    table["trade_agreement"] = table.index.isin(load("us_free_trade_agreements")["iso3"])
    votes = load("un_agreement").query("year == 2023").set_index("iso3")["agree_pct"]
    table["un_gap"] = votes - votes.median()
    trips = load("leader_visits").query("2015 <= year <= 2024").groupby("iso3")
    table["visits"] = trips[["president_trips", "leader_visits_to_usa"]].sum().sum(axis=1)
    table["visits"] = table["visits"].fillna(0)
    table["democracy"] = load("democracy_2025").set_index("iso3")["liberal_democracy"]
    table["country"] = table["country"].map(label)
    return table[["country"]].join(table[list(CRITERIA)].convert_dtypes())


def place(values: pd.Series, iso3: str) -> str:
    """Return where a country stands among all, in words that stay true where others have the same.

    Arguments:
        values: one value a country (any unit, or yes and no), with codes as index.
        iso3: ISO 3166-1 alpha-3 code.
    Returns:
        "above 173 of 194 states, level with 4 others", "as high as any (138 of 194 states)", "the highest of
        194 states", the same for low, "yes, as 52 of 194 states", or "not published". Blanks are not counted.
    Raises:
        KeyError: the code is not in the index.
    """
    value, known = values.loc[iso3], values.dropna()
    if pd.isna(value):
        return _("not published")
    plain = known.to_numpy()
    less, same = int((plain < value).sum()), int((plain == value).sum())
    if pd.api.types.is_bool_dtype(known):
        said = N_("yes, as {same} of {total} states") if value else N_("no, as {same} of {total} states")
    elif less + same == len(known):
        said = N_("the highest of {total} states") if same == 1 else N_("as high as any ({same} of {total} states)")
    elif less == 0:
        said = N_("the lowest of {total} states") if same == 1 else N_("as low as any ({same} of {total} states)")
    elif same == 1:
        said = N_("above {less} of {total} states")
    elif same == 2:
        said = N_("above {less} of {total} states, level with 1 other")
    else:
        said = N_("above {less} of {total} states, level with {others} others")
    return _(said, less=less, same=same, others=same - 1, total=len(known))


def pick(table: pd.DataFrame, iso3: str) -> pd.Series:
    """Return one country's row of the evidence table.

    Arguments:
        table: as `evidence()` gives it.
        iso3: ISO 3166-1 alpha-3 code, for example "TUR".
    Raises:
        ValueError: the code is not in the table; the message names countries that look alike.
    """
    if isinstance(iso3, str) and iso3 in table.index:
        return table.loc[iso3]
    names = {said.lower(): code for code, name in table["country"].items() for said in (name, label(name))}
    names |= {code.lower(): code for code in table.index}
    near = [names[word] for word in difflib.get_close_matches(str(iso3).lower(), names, n=3, cutoff=0.5)]
    near = ", ".join(f'"{code}" ({label(table.loc[code, "country"])})' for code in dict.fromkeys(near))
    raise ValueError(
        _(
            "{code!r} is not in the evidence table. Use a code of three capital letters, such as {near}.",
            code=iso3,
            near=near or '"TUR"',
        )
        + (" " + _("The United States has no row: the table is about the others.") if str(iso3) == "USA" else "")
    )
