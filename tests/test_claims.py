"""The claims are printed in our words, and a learner's verdict stands beside ours."""

import pytest

from helpers import claims, decide, load, verdicts, work_file
from helpers.claims import DECIDED, VERDICTS


@pytest.fixture(autouse=True)
def _blank():
    work_file.forget()


def test_claims_of_a_notebook():
    assert "C2" in claims("00") and "C3" not in claims("00")
    assert len(claims().splitlines()) == 2 + len(load("claims"))
    with pytest.raises(ValueError, match="99"):
        claims("99")


def test_only_the_articles_words_stand_in_quotation_marks():
    table = load("claims").set_index("claim_id")
    assert "“a 2,000-mile border”" in claims("00")
    for name, row in table.iterrows():
        text = decide(name, ..., "Because.")
        assert row["claim"] in text and f"“{row['claim']}" not in text
        assert text.count("“") == (0 if row.isna()["words"] else row["words"].count("; ") + 1)


def test_decide_folds_our_verdict_away_until_there_is_one():
    text = decide("C12", ..., "30 for three years.")
    assert "<details>" in text and "not given yet" in text and "**true once.** 30 for three years." in text
    assert all(verdict in text for verdict in VERDICTS)
    assert decide("C12", "...", "30 for three years.") == decide("C12", " ", "30 for three years.") == text
    assert verdicts()["mine"].eq("").all(), "a blank cell keeps nothing"
    text = decide("C12", "contested", "30 for three years.")
    assert "<details open>" in text and "**Your verdict:** contested" in text


@pytest.mark.parametrize("mine", [..., "too vague", "nonsense"])
def test_decide_prints_one_form_that_programs_read(mine):
    match = DECIDED.fullmatch(decide("C1", mine, "It is so.\nYes."))
    assert match.group("claim", "ours", "because") == ("C1", "too vague", "It is so.\nYes.")


@pytest.mark.parametrize(
    "given,meant",
    [
        ("Too vague", "too vague"),
        ("vague", "too vague"),
        ("TRUE ONCE.", "true once"),
        ("suported", "supported"),
        ("cannot be settled with these data", "cannot be settled"),
        ("can't be settled", "cannot be settled"),
        (True, "supported"),
        ("falso", "contradicted"),
        ("it was true once", "true once"),
        ("unsupported", None),
        ("not contested", None),
        ("not vague", None),
        ("can be settled", None),
        ("bananas", None),
        (3, None),
        (None, None),
        (["contested"], None),
        (load("claims"), None),
    ],
)
def test_a_verdict_is_read_kindly_and_never_raises(given, meant):
    text = decide("C1", given, "Because.")
    assert verdicts().set_index("claim_id").loc["C1", "mine"] == (meant or "")
    assert (f"**Your verdict:** {meant}" in text) if meant else "is not one of" in text


def test_verdicts_stand_side_by_side():
    decide("C3", "contested", "Because.")
    row = verdicts().set_index("claim_id").loc["C3"]
    assert row["mine"] == "contested" and row["verdict"] == "true once"


def test_a_claim_that_is_not_in_the_table_is_refused():
    for name in ["C99", None]:
        with pytest.raises(ValueError, match="C1, C2"):
            decide(name, ..., "Because.")


def test_verdicts_are_from_the_list():
    assert set(load("claims")["verdict"]) <= set(VERDICTS)
