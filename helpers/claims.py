"""The sixteen claims of the article: list them, decide them, look the verdicts up."""

import re
from typing import Any

import pandas as pd

from helpers import work_file
from helpers.data import load
from helpers.guesses import in_quotes, read_word
from helpers.language import N_, _
from helpers.text import Text, short

VERDICTS = (
    N_("supported"),
    N_("contradicted"),
    N_("true once"),
    N_("too vague"),
    N_("contested"),
    N_("cannot be settled"),
)
OTHER_WORDS = {
    "supported": "true|right|yes|confirmed|it is supported|cierto|cierta|verdadero|verdadera|apoyado|apoyada|"
    "respaldado|respaldada|confirmado|confirmada|correcto|correcta|sí|verdad|es verdad|es cierta|es verdadera|"
    "comprobado|comprobada|sostenida",
    "contradicted": "false|wrong|no|refuted|not supported|falso|falsa|refutado|refutada|contradicho|contradicha|"
    "desmentido|desmentida|incorrecto|incorrecta|mentira|es falsa|rechazado|rechazada",
    "true once": "once|once true|was true|it was true once|no longer true|fue cierto|fue cierta|fue verdad|"
    "era verdad|era cierto|era cierta|ya no es cierto|ya no es cierta|ya no es verdad|fue verdadera|"
    "desactualizado|desactualizada|obsoleto|obsoleta",
    "too vague": "vague|to vague|unclear|vago|vaga|muy vago|muy vaga|demasiado vago|demasiado vaga|"
    "es vaga|ambiguo|ambigua|impreciso|imprecisa",
    "contested": "disputed|in dispute|controversial|disputado|disputada|discutido|discutida|en disputa|"
    "controvertido|controvertida|debatido|debatida|discutible|polémico|polémica",
    "cannot be settled": "cannot|cannot be settled with these data|can t be settled|cant be settled|"
    "unsettled|no se puede saber|no se puede decidir|no se puede resolver|no se puede determinar|no se sabe|"
    "indecidible|no decidible|imposible de decidir",
}

# What `decide` prints, in any language; tests and the class's table read a saved notebook with it.
DECIDED = re.compile(
    r"\*\*(?P<claim>C\d+[a-z]?)\*\* .+?\n\n\*\*[^*\n]+\*\* (?P<mine>.+?)\n\n<details(?: open)?><summary>.+?"
    r"</summary>\n\n\*\*(?P<ours>.+?)\.\*\* (?P<because>.+?)\n\n</details>.*",
    re.DOTALL,
)


def claims(notebook: str | None = None) -> Text:
    """Return the article's claims as a Markdown table.

    Arguments:
        notebook: two digits, for example "01", for the claims on trial there; None for all sixteen.
    Returns:
        Markdown text with the columns claim, in our words, words on trial, tried in notebook.
    Raises:
        ValueError: no claim belongs to that notebook.
    Source: data/claims.csv.
    """
    table = load("claims")
    chosen = table if notebook is None else table[table["notebook"] == str(notebook)]
    if chosen.empty:
        tried_in = ", ".join(sorted(set(table["notebook"])))
        raise ValueError(
            _(
                "No claim is tried in notebook {notebook}; write one of {notebooks} in quotation marks.",
                notebook=short(notebook),
                notebooks=tried_in,
            )
        )
    rows = [_("| claim | in our words | the article's words on trial | tried in |"), "|---|---|---|---|"]
    rows += [
        f"| {row.claim_id} | {_(row.claim)} | {on_trial(row.words)} | {row.notebook} |" for row in chosen.itertuples()
    ]
    return Text("\n".join(rows))


def decide(claim_id: str, mine: Any, because: str) -> Text:
    """Return a claim with the learner's verdict and ours, side by side, and keep the learner's.

    Arguments:
        claim_id: "C1" to "C16", with a letter where a claim holds two: "C13a".
        mine: the learner's verdict, one of `helpers.claims.VERDICTS`; `...` means none yet.
        because: one sentence with the figure that decides it for us, computed in the cell.
    Returns:
        Markdown text. Our verdict is folded away until the learner has given one. A test holds `because`
        against data/claims.csv.
    Raises:
        ValueError: there is no such claim.
    Source: data/claims.csv.
    """
    table = load("claims").set_index("claim_id")
    if not isinstance(claim_id, str) or claim_id not in table.index:
        raise ValueError(
            _(
                "There is no claim {claim}; the claims are {claims}.",
                claim=short(claim_id),
                claims=", ".join(table.index),
            )
        )
    claim = table.loc[claim_id]
    words = on_trial(claim["words"])
    words = " " + _("On trial: {words}.", words=words) if words else ""
    blank = mine is ... or isinstance(mine, str) and mine.strip(" .…") == ""
    verdict = None if blank else read_word(mine, VERDICTS, OTHER_WORDS)
    if verdict is not None:
        work_file.change("verdicts", claim_id, verdict)
        said = _(verdict)
    elif blank:
        said = _("not given yet; choose one of {verdicts}.", verdicts=in_quotes(VERDICTS))
    else:
        said = _("`{verdict}` is not one of {verdicts}.", verdict=short(mine), verdicts=in_quotes(VERDICTS))
    fold = "<details open>" if verdict else "<details>"
    return Text(
        f"**{claim_id}** {_(claim['claim'])}{words}\n\n**{_('Your verdict:')}** {said}\n\n"
        f"{fold}<summary>{_('Our verdict')}</summary>\n\n**{_(claim['verdict'])}.** {_(str(because))}\n\n</details>"
        + work_file.notes()
    )


def verdicts() -> pd.DataFrame:
    """Return the verdicts on each claim, yours and ours, with the sentence that decides ours.

    Returns:
        A DataFrame with the columns claim_id, claim, words (of the article, on trial), notebook, mine (what
        you gave to `decide`, blank if nothing), verdict, because; one row a claim, in the article's order.
    Source: data/claims.csv; the learner's file for `mine`.
    """
    table = load("claims")
    mine = {name: verdict for name, verdict in work_file.read()["verdicts"].items() if verdict in VERDICTS}
    table["words"] = table["words"].map(on_trial)
    table["mine"] = table["claim_id"].map(lambda name: mine.get(name, ""))
    return table[["claim_id", "claim", "words", "notebook", "mine", "verdict", "because"]]


def on_trial(words: Any) -> str:
    """Return the article's words in quotation marks, from the column of the table, where "; " parts them."""
    return "" if pd.isna(words) else ", ".join(f"“{part}”" for part in _(str(words)).split("; "))
