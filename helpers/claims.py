"""The sixteen claims of the article: list them, decide them, look the verdicts up."""

import pandas as pd

from helpers.data import load
from helpers.text import Text

VERDICTS = ("supported", "true once", "too vague", "contested", "cannot be settled with these data")


def claims(notebook: str | None = None) -> Text:
    """Return the article's claims as a Markdown table.

    Arguments:
        notebook: two digits, for example "01", for the claims on trial there; None for all sixteen.
    Returns:
        Markdown text with the columns id, the article says, tried in notebook.
    Raises:
        ValueError: no claim belongs to that notebook.
    Source: data/claims.csv.
    """
    table = load("claims")
    chosen = table if notebook is None else table[table["notebook"] == notebook]
    if chosen.empty:
        raise ValueError(f"No claim is tried in notebook {notebook!r}; use one of {sorted(set(table['notebook']))}.")
    rows = ["| claim | the article says | tried in |", "|---|---|---|"]
    rows += [f"| {row.claim_id} | {row.claim} | {row.notebook} |" for row in chosen.itertuples()]
    return Text("\n".join(rows))


def decide(claim_id: str, verdict: str, because: str) -> Text:
    """Return a claim with its verdict and the figure that decides it.

    Arguments:
        claim_id: "C1" to "C16".
        verdict: one of `helpers.claims.VERDICTS`.
        because: one sentence with the figure, computed in the cell.
    Returns:
        Markdown text. A test holds verdict and sentence against data/claims.csv.
    Raises:
        ValueError: the claim or the verdict is not one of the known ones.
    Source: data/claims.csv for the claim's wording.
    """
    table = load("claims").set_index("claim_id")
    if claim_id not in table.index:
        raise ValueError(f"There is no claim {claim_id!r}; the claims are {', '.join(table.index)}.")
    if verdict not in VERDICTS:
        raise ValueError(f"{verdict!r} is not a verdict of this collection; use one of {', '.join(VERDICTS)}.")
    return Text(f"**{claim_id}** “{table.loc[claim_id, 'claim']}” \n\n**Verdict: {verdict}.** {because}")


def verdicts() -> pd.DataFrame:
    """Return the collection's verdict on each claim, with the sentence that decides it.

    Returns:
        A DataFrame with the columns claim_id, claim, notebook, verdict, because; one row a claim, in
        the order of the article.
    Source: data/claims.csv.
    """
    return load("claims")[["claim_id", "claim", "notebook", "verdict", "because"]]
