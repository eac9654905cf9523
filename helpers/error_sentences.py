"""What Python and pandas say of common errors, and how to say it in plain words."""

from helpers.language import N_

CURLY = "“”„‘’«»´"

PAIRS = N_("In curly brackets each name takes a colon and one value; a number has a point, not a comma: 0.5.")
WORDS_OF_PYTHON = "and|or|not|in|is|if|else|for|lambda|import"

# What Python says of a line that it cannot read (`message`) or what stands in the line, and how to say it.
SYNTAX = [
    ("line", r"\d\s*%\s*($|[,)\]}=#])", N_("Write the number alone: a percent sign is no part of a number in Python.")),
    ("line", r"[$€£]\s*\d", N_("Write the number alone, without the sign of the currency.")),
    ("line", r"\d\.[a-z_]+\(", N_("Put the comparison in round brackets, then the dot: (column < 50).sum().")),
    ("line", r"^[^\"']*\d\s*(x|×|÷|of)\s*\d", N_("Write * to multiply and / to divide.")),
    (
        "line",
        r"[{,]\s*([\"'])\w+\1\s*=(?!=)",
        PAIRS,
    ),
    ("line", r"[&|]\s*not\b", N_("Between columns write ~ in place of not, as in (a) & (~b).")),
    (
        "message",
        f"invalid character '[{CURLY}]'",
        N_('These quotation marks are of another kind: type straight ones, as in "MEX".'),
    ),
    (
        "message",
        "non-printable character",
        N_("A space in this line is of an invisible other kind: delete it, type it anew."),
    ),
    (
        "message",
        r"invalid character",
        N_("Python does not know the sign that is marked: type one that is on every keyboard."),
    ),
    (
        "message",
        "unterminated (f-)?(string|triple)",
        N_("A quotation mark is missing: text has one at each end, of the same kind."),
    ),
    (
        "message",
        "was never closed|incomplete input",
        N_("Something was opened and never closed: look for a missing ), ], } or quotation mark."),
    ),
    ("message", "unmatched", N_("There is one closing bracket too many, or the opening one before it is missing.")),
    (
        "message",
        "does not match",
        N_("A bracket is closed by another kind: ( belongs to ), [ belongs to ] and { belongs to }."),
    ),
    (
        "line",
        r"^\s*\w+\s*=\s*\(?\d[\d.,]*\s*[A-Za-z]\w*",
        N_("Write the number alone, without its unit or any word behind it."),
    ),
    ("line", r"^\s*[\d\"'][^=]*=[^=]", N_("The name stands on the left of =, and what it shall hold on the right.")),
    (
        "message",
        r"cannot assign to .*(expression|operator).*here",
        N_("A name takes letters, digits and _ only, or you meant ==."),
    ),
    (
        "message",
        "Maybe you meant '=='|perhaps you meant \"==\"",
        N_("To compare, write two signs, ==: a single = gives a name."),
    ),
    (
        "message",
        "leading zeros",
        N_('A number begins with no zero: write 5, or the code as text, "05". It has no commas inside.'),
    ),
    (
        "message",
        "Missing parentheses",
        N_("Round brackets are missing behind the name of the function, as in print(1)."),
    ),
    ("message", r"expected ':'", N_("A colon is missing at the end of this line.")),
    ("message", "unexpected indent", N_("This line begins with spaces that do not belong there: delete them.")),
    ("message", "expected an indented block", N_("The line below a colon begins with four spaces.")),
    (
        "message",
        "unindent|inconsistent use of tabs",
        N_("The lines of one block begin with the same number of spaces."),
    ),
    (
        "message",
        "expected after dictionary key",
        PAIRS,
    ),
    ("line", r"[)\]]\s+[yo]\s+[(~\w]", N_("Between conditions write & for and, | for or, as in (a == 1) & (b == 2).")),
    (
        "line",
        rf"[=(,]\s*(?!.*\b({WORDS_OF_PYTHON})\b)[^\W\d]+( [^\W\d]+)+\s*(,|\)|$)",
        N_('If these words are text, put quotation marks around them: "El Paso".'),
    ),
    ("message", "forgot a comma", N_("A comma is missing between two things, or a sign such as * or +.")),
    ("line", r"=\s*$", N_("Nothing stands behind the = sign: write there what the name shall hold.")),
    ("line", r"^\s*\w+ \w+\s*=", N_("A name has no spaces: write it with _, as in my_vote.")),
    (
        "message",
        "invalid decimal literal",
        N_("Write the number alone, without its unit. A name begins with a letter."),
    ),
    (
        "message",
        "",
        N_("Python cannot read this line: look before the mark ^ for a missing quotation mark, bracket or comma."),
    ),
]

DOTS = N_("Dots `...` still stand where a value belongs: put one in their place.")

# What the message of another error says, and how to say it. The first that fits is taken.
MESSAGES = [
    (TypeError, "llipsis", DOTS),
    (
        (TypeError, ValueError),
        r"rand_|ror_|bitwise|for [&|]:|truth value of a (Series|DataFrame|array)",
        N_("Put each condition in round brackets and join them with & or |, as in (a == 1) & (b == 2)."),
    ),
    (
        TypeError,
        r"for [/*-]: 'str' and 'str'",
        N_("Both are text: take columns of numbers, and write a number without quotation marks."),
    ),
    (TypeError, r"list-like", N_('This wants a list, in square brackets, as in .isin(["MEX"]).')),
    (
        TypeError,
        r"(between instances of|for .+:) '(str|int|float)' and '(str|int|float)'|concatenate str|"
        r"comparison between dtype=(str|\w+ and str)|StrDType|type str doesn't define|can't sum strings",
        N_("Text and a number do not go together: a number is written without quotation marks."),
    ),
    (TypeError, r"NoneType", N_("Something here is empty (None): the line that made it gave no value.")),
    (
        TypeError,
        r"'(DataFrame|Series|Index)' object is not callable",
        N_('A table takes square brackets behind its name, as in table["column"].'),
    ),
    (
        TypeError,
        r"object is not callable",
        N_("Round brackets stand behind something that is no function: is a sign missing, or was a name used twice?"),
    ),
    (
        TypeError,
        r"'(method|function|builtin_function_or_method|type)' object is not subscriptable",
        N_("A function takes round brackets behind its name, as in `.sum()`."),
    ),
    (
        TypeError,
        r"not subscriptable",
        N_("Square brackets stand behind something that has no parts, such as a number."),
    ),
    (TypeError, r"has no len", N_("A single number has no length: `len` counts the parts of a table, a list or text.")),
    (
        TypeError,
        r"missing \d+ required",
        N_("Something is missing between the round brackets: the line above names it."),
    ),
    (
        TypeError,
        r"unexpected keyword",
        N_("The function does not know the word that the line above names: check its letters."),
    ),
    (
        TypeError,
        r"positional argument|takes at most",
        N_(
            "There are too many things between the round brackets; a number has a point, 12.5, "
            "and a list has brackets, [4, 5]."
        ),
    ),
    (
        TypeError,
        r"reduction|string dtype",
        N_("This cannot be calculated with a column of text: take a column of numbers."),
    ),
    (
        TypeError,
        r"unsupported operand",
        N_("This sign cannot join these two things: look at what stands on each side of it."),
    ),
    (IndexError, "", N_("There is no such place: counting starts at 0, so the last of three has the number 2, or -1.")),
    (ZeroDivisionError, "", N_("Something was divided by zero.")),
    (
        ValueError,
        r"could not convert|invalid literal",
        N_("This text is no number: take away its signs, words and commas."),
    ),
    (
        ValueError,
        r"identically-labeled",
        N_("The two columns have different rows, so they cannot be compared row by row."),
    ),
    (ValueError, r"values to unpack", N_("On the left of = stand more names, or fewer, than values on the right.")),
    (
        ValueError,
        r"^No axis named",
        N_(
            "Behind `.loc` stand square brackets, as in `.loc[1999]`; "
            "an option has no quotation marks: `ascending=False`."
        ),
    ),
    (ValueError, r"NaN", N_("There is a blank among these values: `.dropna()` leaves blanks out.")),
    (FileNotFoundError, "", N_("There is no file of that name in that folder: check both, letter by letter.")),
]
