"""The sixteen claims of the article: list them, decide them, gather the decisions."""

import json
import re
from pathlib import Path

import pandas as pd

from helpers.data import load
from helpers.text import Text

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
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
        Markdown text in a fixed form that `gathered()` can read back.
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


def gathered() -> pd.DataFrame:
    """Return the verdict on each claim as the saved notebooks decided it.

    Returns:
        A DataFrame with the columns claim_id, claim, notebook, verdict, because; one row a claim, in
        the order of the article. A claim that no saved notebook has decided yet has blanks.
    Source: the outputs of `decide` in notebooks/*.ipynb.
    """
    pattern = re.compile(r"^\*\*(C\d+)\*\* “.*?” \n\n\*\*Verdict: (.+?)\.\*\* (.+)$", re.DOTALL)
    found = {}
    for path in sorted(NOTEBOOKS.glob("0*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                text = "".join(output.get("data", {}).get("text/markdown", ""))
                if match := pattern.match(text):
                    found[match[1]] = {"verdict": match[2], "because": match[3]}
    table = load("claims")[["claim_id", "claim", "notebook"]]
    decisions = pd.DataFrame.from_dict(found, orient="index", columns=["verdict", "because"])
    return table.merge(decisions, left_on="claim_id", right_index=True, how="left")
