"""Model answers and hints for the exercises of notebook 01; every answer is computed from data/."""

from helpers.data import load
from helpers.exercises import Exercise, Mistake

MEANINGS = ["treaty_ally", "any_official_label", "atop_defense_2018"]


def designated():
    return (load("ally_status")["mnna_status"] == "designated").sum()


def any_mnna_status():
    return (load("ally_status")["mnna_status"] != "none").sum()


def designated_or_treated_as():
    return load("ally_status")["mnna_status"].isin(["designated", "treated_as"]).sum()


def partners_in_nato_by_1999():
    return (load("ally_status")["nato_accession_year"] <= 1999).sum()


def nato_members_1999():
    return partners_in_nato_by_1999() + 1


def joined_in_1999():
    return (load("ally_status")["nato_accession_year"] == 1999).sum()


def codes(rows):
    return list(rows["iso3"])


def left_rio():
    allies = load("ally_status")
    return codes(allies[allies["rio_treaty_status"].str.startswith("denounced")])


def left_rio_exact_word():
    allies = load("ally_status")
    return codes(allies[allies["rio_treaty_status"] == "denounced"])


def not_party_to_rio():
    allies = load("ally_status")
    return codes(allies[~allies["rio_treaty_status"].isin(["party", "never"])])


def pact_without_label():
    allies = load("ally_status")
    return (allies["atop_defense_2018"] & ~allies["any_official_label"]).sum()


def label_without_pact():
    allies = load("ally_status")
    return (allies["any_official_label"] & ~allies["atop_defense_2018"]).sum()


def pact_without_treaty():
    allies = load("ally_status")
    return (allies["atop_defense_2018"] & ~allies["treaty_ally"]).sum()


def treaty_percent():
    return round(load("ally_status")["treaty_ally"].mean() * 100, 1)


def treaty_count():
    return load("ally_status")["treaty_ally"].sum()


def treaty_share():
    return round(load("ally_status")["treaty_ally"].mean(), 3)


def label_percent():
    return round(load("ally_status")["any_official_label"].mean() * 100, 1)


def count_meanings(iso3: str) -> int:
    allies = load("ally_status")
    return allies.loc[allies["iso3"] == iso3, MEANINGS].sum(axis=1).item()


def turkey():
    return "TUR", count_meanings("TUR")


def is_treaty_ally(iso3: str) -> bool:
    return load("ally_status").set_index("iso3").loc[iso3, "treaty_ally"]


def france_off_by_label():
    return "FRA", count_meanings("FRA") - 1


def mexico_itself():
    return "MEX", count_meanings("MEX")


def is_pair_for_another_country(answer) -> bool:
    iso3, count = answer
    return iso3 != "MEX" and count == count_meanings(iso3)


EXERCISES = {
    "1.1": Exercise(
        answer=nato_members_1999,
        right="Twelve founders and seven more by 1999.",
        hints=(
            "`members` holds the count after each year in which somebody joined.",
            "Its index is the year: `members.loc[...]`.",
            "Put 1999 in the brackets. The United States is in `members` already.",
        ),
        mistakes=(
            Mistake(partners_in_nato_by_1999, "The United States has no row in the table. Is it in your count?"),
            Mistake(joined_in_1999, "That many joined in 1999. Add those who were in before."),
        ),
    ),
    "1.2": Exercise(
        answer=left_rio,
        right="Mexico left in 2004; the other four a decade later.",
        hints=(
            "The frame `left` in section 2 holds them.",
            'Take its column: `left["iso3"]`.',
            "Turn the column into a list with `list(...)`.",
        ),
        mistakes=(
            Mistake(left_rio_exact_word, "One state's status has more words after the first. Use `startswith`."),
            Mistake(not_party_to_rio, "That takes in Cuba, which is inactive and has not given notice."),
        ),
    ),
    "1.3": Exercise(
        answer=designated,
        right="The status of Taiwan (`treated_as`) and the one that ended are counted apart.",
        hints=(
            "The counts stand in section 3.",
            'Look for the row "designated" in the output of `value_counts`.',
            'Or compute it: `(allies["mnna_status"] == "designated").sum()`.',
        ),
        mistakes=(
            Mistake(any_mnna_status, "That counts every status but none, one that ended among them."),
            Mistake(designated_or_treated_as, "That counts Taiwan too. It is treated as one, not designated."),
        ),
    ),
    "1.4": Exercise(
        answer=treaty_percent,
        tolerance=0.05,
        right="A count becomes a percentage only after you divide by the number of states.",
        hints=(
            "A percentage needs a base: a part divided by a whole.",
            "The part is the number of treaty allies, the whole is the number of rows.",
            "Multiply the share by one hundred and round it.",
        ),
        mistakes=(
            Mistake(treaty_count, "That is a count of countries. Divide it by the number of all states."),
            Mistake(treaty_share, "That is a share between 0 and 1. Percent is a hundred times as much."),
            Mistake(label_percent, "That is the share with any label. The question is about treaties."),
        ),
    ),
    "1.5": Exercise(
        answer=pact_without_label,
        right="Mexico is one of them, with several Caribbean states of the OAS Charter.",
        hints=(
            "Section 3 combines two columns with `&` and `~`. Here you need two others.",
            "Keep rows where the scholars' column is True, and the label's column is not.",
            "`(first & ~second).sum()` counts the rows.",
        ),
        mistakes=(
            Mistake(label_without_pact, "That is the reverse: a label and no pact. Which of the two takes the `~`?"),
            Mistake(pact_without_treaty, "That compares with the treaty column. A label can be more than a treaty."),
        ),
    ),
    "1.6": Exercise(
        answer=turkey,
        accepts=is_pair_for_another_country,
        right="You read three meanings for one country.",
        hints=(
            'Keep one row: `row = allies[allies["iso3"] == "FRA"]`.',
            "Look at the row's three columns, `row[meanings]`, and count the True.",
            "Or let pandas count along the row: `row[meanings].sum(axis=1)`.",
        ),
        mistakes=(
            Mistake(mexico_itself, "Choose a country other than Mexico.", lambda pair: pair[0] == "MEX"),
            Mistake(
                france_off_by_label,
                "Count the label column too: a treaty ally has an official label.",
                lambda pair: is_treaty_ally(pair[0]) and pair[1] == count_meanings(pair[0]) - 1,
            ),
        ),
    ),
}
