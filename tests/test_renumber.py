"""An exercise put in the middle of a notebook moves the later ones up wherever they are named."""

import renumber

NEW = {"3.9": "3.2", "3.2": "3.3"}


def test_numbers_follow_the_order_of_the_checks():
    assert renumber.order('check("3.1", a)\ncheck("3.9", b)\ncheck("3.2", c)\ncheck("3.2", c)') == ["3.1", "3.9", "3.2"]


def test_two_of_one_number_and_a_tenth_are_refused():
    assert "two exercises are called 3.9" in renumber.problem(["### Your turn 3.9: count", "### Your turn 3.9: add"])
    assert "nine are the most" in renumber.problem(["### Your turn 3.9: count", "### Your turn 3.10: add"])
    assert "nine are the most" in renumber.problem(["### Your turn 3.0: count"])
    assert renumber.problem(["### Your turn 3.1: count 3.1", "### Your turn 3.9: add", "## 3. In 2.1"]) == ""


def test_code_takes_the_new_numbers_at_once():
    old = 'answer_3_2 = 3.2\ncheck("3.2", answer_3_2)\ncheck("3.9", answer_3_9)'
    assert renumber.in_code(old, NEW) == 'answer_3_3 = 3.2\ncheck("3.3", answer_3_3)\ncheck("3.2", answer_3_2)'


def test_prose_takes_them_where_it_speaks_of_exercises():
    old = "### Your turn 3.2: count\n\nIt is 3.2 percent. See exercises 3.9 and 3.2, or type `hint('3.9')`."
    new = "### Your turn 3.3: count\n\nIt is 3.2 percent. See exercises 3.2 and 3.3, or type `hint('3.2')`."
    assert renumber.in_prose(old, NEW) == new
