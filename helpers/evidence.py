"""The evidence table: what is known of each country, one column a criterion. Notebook 06 builds it step by step."""

import difflib

import pandas as pd

from helpers.data import load

# criterion: (what it says, unit, year, table). Every criterion holds if the value is at least the bar.
CRITERIA = {
    "treaty": ("defence treaty with the US in force", "yes or no", "2026", "ally_status"),
    "law_label": ("treaty, or ally by a label in US law", "yes or no", "2026", "ally_status"),
    "pact": ("defence obligation, as coded by ATOP", "yes or no", "2018", "ally_status"),
    "troops": ("US troops stationed there", "persons", "December 2025", "ally_status"),
    "arms_musd": ("arms agreements with the US", "million US dollars", "FY2020–2024", "us_arms_sales"),
    "quiet_years": ("years without a militarised dispute", "years", "up to 2014", "ally_status"),
    "trade_pct": ("goods trade with the US / own GDP", "percent", "2024", "us_goods_trade_by_partner, gdp"),
    "trade_agreement": ("free trade agreement with the US", "yes or no", "2026", "us_free_trade_agreements"),
    "un_gap": ("UN agreement above the median", "points", "2023", "un_agreement"),
    "visits": ("presidents' and leaders' visits", "visits", "2015–2024", "leader_visits"),
    "democracy": ("liberal democracy", "index 0 to 1", "2025", "democracy_2025"),
}


def evidence() -> pd.DataFrame:
    """Return the evidence table: one row a country, one column a criterion.

    Returns:
        A DataFrame with iso3 as index, the column country, and the columns of `CRITERIA`, which gives
        their units and years. 194 states. A value that nobody published is missing (<NA>), with three
        exceptions: a country that a complete official list leaves out has no trade agreement and no
        visits, and a country without any dispute since 1816 has been quiet for all 198 years to 2014.
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
        return "not published"
    plain = known.to_numpy()
    less, same = int((plain < value).sum()), int((plain == value).sum())
    states = f"{len(known)} states"
    if pd.api.types.is_bool_dtype(known):
        return f"{'yes' if value else 'no'}, as {same} of {states}"
    for end, beyond in (("high", len(known) - less - same), ("low", less)):
        if beyond == 0:
            return f"the {end}est of {states}" if same == 1 else f"as {end} as any ({same} of {states})"
    level = f", level with {same - 1} other{'s' if same > 2 else ''}" if same > 1 else ""
    return f"above {less} of {states}{level}"


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
    names = {name.lower(): code for code, name in table["country"].items()} | {
        code.lower(): code for code in table.index
    }
    near = [names[word] for word in difflib.get_close_matches(str(iso3).lower(), names, n=3, cutoff=0.5)]
    near = ", ".join(f'"{code}" ({table.loc[code, "country"]})' for code in dict.fromkeys(near))
    raise ValueError(
        f"{iso3!r} is not in the evidence table. Use a code of three capital letters"
        + (f", such as {near}." if near else ', such as "TUR".')
        + (" The United States has no row: the table is about its partners." if str(iso3) == "USA" else "")
    )
