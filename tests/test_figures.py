"""Charts say what they show, in one look, and their colours can be told apart by all."""

import base64
import io
import itertools
import os
import re
import subprocess
import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from colour import ciede2000, contrast, distance, least_distance
from matplotlib.colors import to_hex
from PIL import Image

from helpers import DataError, annotate, bars, colour, dots, lines, marker, palette, show
from helpers.charts import MAX_BARS
from helpers.data import DATA, source_label
from helpers.palette import COOPERATION, COUNTRIES, GREY, HAIR, INK, MEDIAN, PARTIAL, RIVAL, SOFT, TENSION, text_colour

TABLE, OTHER = "ally_status", "polls"
TEN = pd.Series({"Canada": 1234.4, "Mexico": 20.6, "Chile": 3.0})
YEARS = pd.DataFrame({"MEX": [1.0, 3, 2], "CAN": [5.0, 4, 3], "XXX": [5.0, 4, 2.9]}, index=[2000, 2001, 2002])
PLACES = pd.DataFrame({"iso3": ["MEX", "CAN", "FRA"], "country": ["Mexico", "Canada", "France"]})
PLACES[["rank", "pct"]] = [[1, 40.0], [2, 40.1], [3, 70.0]]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: found.append(data))
    return found


def alt(shown) -> str:
    return re.fullmatch(r"\[Figure: (.*)\]", shown[-1]["text/plain"])[1]


def picture(shown) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(re.search('base64,([^"]+)', shown[-1]["text/html"])[1])))


def as_shown(ax):
    """Return the figure at the size at which `show` draws it; closed, it falls back to the screen's."""
    ax.figure.set_dpi(144)
    ax.figure.draw_without_rendering()
    return ax.figure


def words(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


# show


def test_show_writes_title_unit_note_and_sources_round_the_chart(shown):
    ax = bars(TEN)
    show(ax, "Canada\nleads", TABLE, OTHER, TABLE, unit="troops", note="Hollow: provisional.")
    written = [text.get_text() for text in ax.figure.texts]
    assert written[:2] == ["Canada\nleads", "Troops"]
    assert set(written[2:]) == {"Hollow: provisional.", f"Source: {source_label(TABLE)}; {source_label(OTHER)}"}
    assert len({text.get_position()[0] for text in ax.figure.texts}) == 1
    assert not plt.get_fignums()


def test_show_makes_a_picture_with_a_text_alternative(shown):
    show(bars(TEN), 'The "trade" & more')
    html = shown[0]["text/html"]
    assert '<img alt="The &quot;trade&quot; &amp; more. Bars: Canada 1,234' in html
    assert "max-width: 100%" in html and "background: white" in html
    assert picture(shown).getpixel((0, 0)) == picture(shown).getpixel((5, 300))


@pytest.mark.parametrize("size", [(4, 3), (9, 4), (12, 9)])
def test_every_figure_has_one_width_and_fits_a_slide(shown, size):
    _, ax = plt.subplots(figsize=size)
    show(ax, "Title")
    width, height = picture(shown).size
    assert width == 9 * 144 and height <= width * 9 / 16


@pytest.mark.parametrize("title", ["word " * 40, "A cent of $ and a $ more", "One_word" * 30])
def test_title_and_source_stay_inside(shown, title):
    ax = bars(pd.Series(range(1, 9), index=[f"bar {n}" for n in range(8)]))
    show(ax, title, TABLE, OTHER, "gdp", "us_arms_sales", "us_work_visas", "un_agreement", "border_ports")
    fig = as_shown(ax)
    frame = fig.bbox
    panel = ax.get_tightbbox()
    for text in fig.texts:
        box = text.get_window_extent()
        assert box.x0 >= frame.x0 and box.y0 >= frame.y0 and box.y1 <= frame.y1
        assert not box.overlaps(panel), text.get_text()
        if " " in text.get_text().strip():
            assert box.x1 <= frame.x1
    assert ax.get_window_extent().height / 8 > 20  # pixels a bar: long texts make the figure taller, not the bars thin


@pytest.mark.parametrize("thing", [None, "figure", [1], pd.DataFrame(), 3])
def test_show_refuses_what_is_no_chart(thing):
    with pytest.raises(TypeError, match=r"^show\(\) takes a chart first.*\.$"):
        show(thing, "Title", TABLE)


@pytest.mark.parametrize(
    "title,options,error,match",
    [
        ("", {}, ValueError, "needs a title"),
        (" \n", {}, ValueError, "needs a title"),
        (None, {}, TypeError, "text for title, not None"),
        (3, {}, TypeError, "text for title, not 3"),
        ("Title", {"unit": 3}, TypeError, "text for unit"),
        ("Title", {"alt": 3}, TypeError, "text for alt"),
        ("Title", {"colour": "red"}, ValueError, "cannot set colour"),
        ("Title", {"xlim": "wide"}, ValueError, "cannot set xlim"),
    ],
)
def test_show_says_in_one_sentence_what_is_wrong(title, options, error, match):
    with pytest.raises(error, match=match) as caught:
        show(bars(TEN), title, TABLE, **options)
    assert len(str(caught.value)) < 200
    assert caught.value.__cause__ is None


def test_show_refuses_an_unknown_table():
    with pytest.raises(DataError):
        show(bars(TEN), "Title", "no_such_table")


def test_a_chart_can_be_changed_and_shown_again(shown):
    ax = bars(TEN)
    show(ax, "First", TABLE)
    ax.set_xlim(0, 5000)
    show(ax, "Second", TABLE)
    assert [text.get_text() for text in ax.figure.texts][0] == "Second" and len(ax.figure.texts) == 2
    assert alt(shown).startswith("Second. Bars")


def test_a_learner_goes_on_with_the_axes(shown):
    ax = bars(TEN)
    ax.axvline(50)
    show(ax, "Title", xlim=(0, 2000))
    assert ax.get_xlim() == (0, 2000)


# The text alternative


def test_alt_text_comes_from_the_drawn_bars(shown):
    show(bars(TEN, fmt="{:.1f}"), "Canada leads", unit="million")
    assert alt(shown) == "Canada leads. Million. Bars: Canada 1234.4, Mexico 20.6, Chile 3.0."
    show(bars(TEN * 2, fmt="{:.0f}"), "Canada leads")
    assert alt(shown) == "Canada leads. Bars: Canada 2469, Mexico 41, Chile 6."


def test_alt_text_reads_no_power_of_ten_aloud(shown):
    show(lines(pd.DataFrame({"MEX": [0.000011, -0.0123, 2e-7]})), "Small")
    assert "from 0.000011 (0) to 0.0000002 (2)" in alt(shown) and "minus 05" not in alt(shown)


def test_alt_text_comes_from_plain_matplotlib_bars(shown):
    _, ax = plt.subplots()
    ax.bar([2001, 2002], [5, 2500])
    show(ax, "Years")
    assert alt(shown) == "Years. Bars: 2001 5, 2002 2,500."
    show(TEN.plot.barh(), "Pandas")
    assert "Canada 1,234" in alt(shown)


def test_alt_text_comes_from_the_drawn_lines(shown):
    show(lines(YEARS, {"MEX": "Mexico", "CAN": "Canada"}), "Lines cross")
    assert "Mexico from 1 (2000) to 2 (2002), highest 3 (2001); Canada from 5 (2000) to 3 (2002)." in alt(shown)
    _, ax = plt.subplots()
    ax.plot(pd.to_datetime(["2020-01-01", "2020-06-01"]), [-1, 0.25])
    ax.axhline(0, label="zero"), ax.axvline(pd.Timestamp("2020-03-01"), label="a day")
    annotate(ax, pd.Timestamp("2020-06-01"), 0.25, "prices")
    show(ax, "Dates")
    assert alt(shown) == "Dates. Lines: prices from minus 1 (January 2020) to 0.25 (June 2020)."


def test_alt_text_reads_the_dates_of_pandas(shown):
    days = pd.Series([1, 2, 4], index=pd.date_range("2020-01-30", periods=3))
    show(days.plot(label="count"), "Days")
    assert alt(shown) == "Days. Lines: count from 1 (2020-01-30) to 4 (2020-02-01)."
    months = pd.DataFrame({"MEX": [1, 2]}, index=pd.period_range("2020-01", periods=2, freq="M"))
    show(lines(months), "Months")
    assert alt(shown) == "Months. Lines: MEX from 1 (January 2020) to 2 (February 2020)."


def test_alt_text_of_bars_in_time_says_when_they_begin_and_end(shown):
    _, ax = plt.subplots()
    ax.barh(["rule", "treaty", "pact"], [9.9, 0.9, 2], left=[1984.55, 1994.55, 0])
    show(ax, "Times")
    assert alt(shown) == "Times. Bars: rule from 1985 to 1994, treaty 1995, pact 2."
    _, ax = plt.subplots()
    ax.barh(["law"], pd.to_timedelta(["4D"]), left=pd.to_datetime(["2020-01-30"]))
    show(ax, "Days")
    assert alt(shown) == "Days. Bars: law from 30 January 2020 to 3 February 2020."


def test_alt_text_names_the_bars_of_every_panel(shown):
    fig, axes = plt.subplots(1, 2, sharey=True)
    for ax in axes:
        bars(pd.Series({"Chad": 1, "Peru": 2}), ax=ax)
    show(fig, "Two")
    assert alt(shown).count("Chad 1, Peru 2") == 2


def test_alt_text_of_ranks_names_the_best(shown):
    show(lines(YEARS[["MEX"]].assign(MEX=[5.0, 1, 4])), "Ranks", ylim=(6, 0))
    assert alt(shown) == "Ranks. Lines: MEX from 5 (2000) to 4 (2002), best 1 (2001)."


def test_alt_text_comes_from_the_drawn_points(shown):
    show(dots(PLACES, "rank", "pct", show=["MEX"]), "Dots", unit="percent")
    assert alt(shown) == "Dots. Percent. 3 points: Mexico 40."
    _, ax = plt.subplots()
    ax.scatter([1, 2], [10, 3000])
    show(ax, "Plain dots", xlabel="Rank")
    assert alt(shown) == "Plain dots. 2 points, across from 1 to 2, up from 10 to 3,000 (across: Rank)."


def test_alt_text_of_panels_names_each(shown):
    fig, axes = plt.subplots(1, 2)
    for ax, code in zip(axes, ["MEX", "CAN"], strict=True):
        lines(YEARS[[code]], ax=ax).set_title(f"In {code}")
    show(fig, "Two")
    assert re.search(r"Panel In MEX. Lines: MEX from 1 .* Panel In CAN. Lines: CAN from 5", alt(shown))


def test_a_given_alt_text_begins_with_the_title(shown):
    show(bars(TEN), "Canada\nleads", alt="Three bars.")
    assert alt(shown) == "Canada leads. Three bars."
    show(bars(TEN), "Canada leads", alt="Canada leads, by far.")
    assert alt(shown) == "Canada leads, by far."


def test_an_empty_chart_still_has_its_title(shown):
    _, ax = plt.subplots()
    show(ax, "Nothing here")
    assert alt(shown) == "Nothing here."


def test_alt_text_stays_short(shown):
    many = pd.DataFrame(np.ones((3, 200)), columns=[f"C{n}" for n in range(200)])
    show(lines(many), "A crowd")
    assert len(alt(shown)) < 1000 and "more" in alt(shown)


# bars, lines, dots


def test_bars_draw_the_first_row_on_top_with_its_value():
    ax = bars(TEN, mark={"Chile": "CAN", "Canada": "red"})
    assert [label.get_text() for label in ax.get_yticklabels()] == list(TEN.index)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert words(ax) == ["1,234", "21", "3"]
    drawn = [matplotlib.colors.to_hex(patch.get_facecolor()).upper() for patch in ax.patches]
    assert drawn == ["#FF0000", GREY, colour("CAN")]


def test_bars_say_what_is_blank_and_what_is_negative():
    ax = bars(pd.Series({"a": np.nan, "b": -2.0}), fmt="{:+.0f}")
    assert words(ax) == ["not published", "−2"]
    assert ax.texts[1].get_ha() == "right"


def test_of_too_many_bars_the_longest_are_drawn(shown):
    ax = bars(pd.Series(np.arange(200), index=[f"bar {n}" for n in range(200)]))
    assert len(ax.patches) == MAX_BARS and words(ax)[0] == "180"
    assert "180 more are left out" in ax.get_xlabel()
    show(ax, "Many")


@pytest.mark.parametrize(
    "series,error,match",
    [
        (pd.Series(dtype=float), ValueError, "nothing to draw"),
        (pd.Series([np.nan, np.nan]), ValueError, "nothing to draw"),
        (pd.Series(["a", "b"]), TypeError, "needs numbers for the bars, not 'a'"),
        (pd.Series(pd.to_datetime(["2020-01-01"])), TypeError, "needs numbers"),
        (pd.DataFrame({"a": [1]}), TypeError, "one column of numbers, not a whole table"),
        (None, TypeError, "not nothing"),
        (3, TypeError, "not a single number"),
        (pd.Series([[1], [2]]), TypeError, "needs numbers"),
    ],
)
def test_bars_say_in_one_sentence_what_they_cannot_draw(series, error, match):
    with pytest.raises(error, match=match) as caught:
        bars(series)
    assert str(caught.value).endswith(".") and not plt.get_fignums()


@pytest.mark.parametrize("series", [pd.Series([True, False]), pd.Series([1, None], dtype="Int64"), {"a": 1}, [2, 3]])
def test_bars_take_every_kind_of_number(series):
    assert len(bars(series).patches) == len(series)


@pytest.mark.parametrize("fmt", ["{:,.0q}", "{name}", None, 3])
def test_a_format_that_is_none_is_refused(fmt):
    with pytest.raises(ValueError, match="no format"):
        bars(TEN, fmt=fmt)
    with pytest.raises(ValueError, match="no format"):
        dots(PLACES, "rank", "pct", show=["MEX"], fmt="{}" if fmt == "{name}" else fmt)


@pytest.mark.parametrize("draw", [bars, lines, lambda table, ax: dots(table, "A", "B", "A", ax=ax)])
@pytest.mark.parametrize("ax", [..., 3, "left", [1]])
def test_only_axes_can_be_drawn_in(draw, ax):
    with pytest.raises(TypeError, match=r"draws in Axes, .*\.$"):
        draw(pd.DataFrame({"A": [1, 2], "B": [1, 2]}) if draw is not bars else TEN, ax=ax)


def test_any_code_may_stand_for_a_colour():
    ax = bars(TEN, mark={"Canada": "KOR", "Mexico": "MEX"})
    assert {to_hex(patch.get_facecolor()) for patch in ax.patches} >= {SOFT.lower(), COUNTRIES["MEX"][0].lower()}
    with pytest.raises(ValueError, match="no such colour"):
        bars(TEN, mark={"Canada": "reddish"})


def test_alt_text_leaves_a_blank_bar_out(shown):
    _, ax = plt.subplots()
    ax.bar([0, 1, 2], [1, np.nan, 3])
    show(ax, "A blank")
    assert alt(shown) == "A blank. Bars: 0 1, 2 3."


@pytest.mark.parametrize("mark", [3, ["Mexico"], TEN])
def test_a_mark_that_names_no_bar_is_refused(mark):
    with pytest.raises(TypeError, match="takes as mark a name"):
        bars(TEN, mark=mark)


def test_lines_are_named_at_their_ends_and_never_overlap(shown):
    close = pd.DataFrame({code: [0, 50 + n / 10] for n, code in enumerate(COUNTRIES)}, index=[2000, 2001])
    ax = lines(close)
    show(ax, "Close", ylim=(0, 100))
    as_shown(ax)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == len(COUNTRIES)
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))
    order = [text.get_text() for text in sorted(ax.texts, key=lambda text: text.get_window_extent().y0)]
    assert order == list(COUNTRIES)


def test_lines_follow_names_lead_and_palette():
    ax = lines(YEARS.rename(columns={"XXX": "median_country"}), {"MEX": "Mexico", "median_country": "Median"})
    assert words(ax) == ["Mexico", "Median"]
    mexico, median = ax.get_lines()
    assert mexico.get_color() == colour("MEX") and mexico.get_linewidth() > median.get_linewidth()
    assert median.get_color() == MEDIAN["color"] and median.get_linestyle() == "--"


def test_a_line_is_named_where_it_ends():
    table = pd.DataFrame({"MEX": [1, 2, np.nan], "CAN": [np.nan] * 3}, index=[2000, 2001, 2002])
    ax = lines(table)
    assert [text.xy for text in ax.texts] == [(2001, 2)]


def test_of_many_lines_only_the_palette_is_named():
    table = pd.DataFrame(np.ones((2, 30)), columns=[f"X{n}" for n in range(29)] + ["MEX"])
    assert words(lines(table)) == ["MEX"]


@pytest.mark.parametrize(
    "table,names,error,match",
    [
        (YEARS, {"MEX": "Mexico", "ZZZ": "Z"}, ValueError, "no column ZZZ. The table has: MEX, CAN"),
        (YEARS, ["ZZZ"], ValueError, "no column ZZZ"),
        (pd.DataFrame({"MEX": [np.nan]}), None, ValueError, "nothing to draw"),
        (pd.DataFrame(), None, ValueError, "nothing to draw"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), None, ValueError, "columns of the same name"),
        (YEARS.stack(), None, TypeError, "needs one index"),
        (pd.DataFrame({"MEX": ["a"]}), None, TypeError, "needs numbers for column MEX, not 'a'"),
        ([1, 2], None, TypeError, "not a list"),
    ],
)
def test_lines_say_in_one_sentence_what_they_cannot_draw(table, names, error, match):
    with pytest.raises(error, match=match) as caught:
        lines(table, names)
    assert str(caught.value).endswith(".") and not plt.get_fignums()


def test_dots_name_those_to_show_and_leave_the_rest_grey():
    ax = dots(PLACES, "rank", "pct", show=["MEX", "CAN"], fmt="{name}: {y:.1f} %")
    assert words(ax) == ["Mexico: 40.0 %", "Canada: 40.1 %"]
    grey, *coloured = ax.collections
    assert len(grey.get_offsets()) == 1 and len(coloured) == 2


def test_names_beside_dots_do_not_overlap(shown):
    close = PLACES.assign(rank=[1, 1.01, 20], pct=[40, 40.1, 90])
    ax = dots(close, "rank", "pct", show=["MEX", "CAN", "FRA"])
    show(ax, "Close")
    as_shown(ax)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))


@pytest.mark.parametrize(
    "change,error,match",
    [
        ({"x": "size"}, ValueError, "no column size"),
        ({"x": ["rank"]}, ValueError, "no column"),
        ({"show": 3}, TypeError, "takes as show a list of codes"),
        ({"show": ["ZZZ"]}, ValueError, "no row with the code ZZZ"),
        ({"y": "country"}, TypeError, "needs numbers for column country, not 'Mexico'"),
        ({"table": [1]}, TypeError, "not a list"),
    ],
)
def test_dots_say_in_one_sentence_what_they_cannot_draw(change, error, match):
    with pytest.raises(error, match=match) as caught:
        dots(**{"table": PLACES, "x": "rank", "y": "pct"} | change)
    assert str(caught.value).endswith(".") and not plt.get_fignums()


@pytest.mark.parametrize("text,color", [([1], "MEX"), (None, "MEX"), ("text", "reddish"), ("text", TEN), ("a", None)])
def test_annotate_says_in_one_sentence_what_it_cannot_write(text, color):
    with pytest.raises((TypeError, ValueError), match=r"^(annotate\(\) |There is no such colour).*\.$"):
        annotate(plt.subplots()[1], 0, 0, text, color)


def test_annotate_writes_on_a_halo_in_a_colour_that_reads_well():
    _, ax = plt.subplots()
    assert annotate(ax, 0, 0, 1234567).get_text() == "1,234,567"
    for color in [*COUNTRIES, GREY, "XXX", "red", "#C9C9C9"]:
        text = annotate(ax, 0, 0, "text", color)
        assert contrast(text.get_color()) >= 4.5, color
        assert text.get_path_effects()
    assert annotate(ax, 0, 0, "on a dark bar", "white").get_color() == "#ffffff"
    assert not ax.texts[-1].get_path_effects()


# House style


def test_where_every_bar_has_its_number_there_is_no_axis(shown):
    ax = bars(TEN)
    show(ax, "Title")
    assert not len(ax.get_xticks()) and not ax.spines["bottom"].get_visible()
    _, ax = plt.subplots()
    ax.barh(["a", "b"], [10, 2000])
    show(ax, "Title")
    assert len(ax.get_xticks()) and any("," in label.get_text() for label in ax.get_xticklabels())


def test_years_have_no_commas_and_thousands_do(shown):
    _, ax = plt.subplots()
    ax.plot([1990, 2020], [100, 3000])
    show(ax, "Title")
    assert not any("," in label.get_text() for label in ax.get_xticklabels())
    assert any("," in label.get_text() for label in ax.get_yticklabels())
    assert ax.yaxis.get_gridlines()[0].get_visible() and not ax.xaxis.get_gridlines()[0].get_visible()


def test_a_readers_own_settings_cannot_hide_the_text(tmp_path):
    (tmp_path / "matplotlibrc").write_text("figure.facecolor: black\ntext.color: white\naxes.facecolor: black\n")
    code = "import helpers, matplotlib; r = matplotlib.rcParams; "
    code += "print(r['figure.facecolor'], r['axes.facecolor'], r['text.color'])"
    settings = os.environ | {"MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": str(DATA.parent)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=settings, check=True)
    assert run.stdout.split() == ["white", "white", INK]


# Palette


def test_the_mathematics_of_colour_is_right():
    """Pairs from Sharma, Wu & Dalal 2005, table 1."""
    assert round(ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)), 4) == 2.0425
    assert round(ciede2000((50, 2.5, 0), (73, 25, -18)), 4) == 27.1492
    assert round(ciede2000((50, 0, 0), (50, -1, 2)), 4) == 2.3669
    assert round(contrast("#000000"), 4) == 21 and round(contrast("#767676"), 2) == 4.54
    assert distance("#FF0000", "#00FF00") > 80


@pytest.mark.parametrize("one,two", list(itertools.combinations([*COUNTRIES, "XXX"], 2)))
def test_countries_can_be_told_apart_by_all(one, two):
    """In each sight at least 12 apart (about five times what a careful eye just sees), and no marker stands twice."""
    assert least_distance(colour(one), colour(two)) >= 12
    assert marker(one) != marker(two)


@pytest.mark.parametrize("iso3", [*COUNTRIES, "XXX"])
def test_marks_and_their_texts_stand_out_on_white(iso3):
    """WCAG 2.2: 3:1 for graphics, 4.5:1 for text."""
    assert contrast(colour(iso3)) >= 3
    assert contrast(text_colour(iso3)) >= 4.5


@pytest.mark.parametrize("role", ["MEDIAN", "RIVAL", "TENSION", "COOPERATION", "PARTIAL"])
def test_a_role_looks_like_no_country(role, shown):
    look = getattr(palette, role)
    drawn = look.get("color") or look.get("edgecolor", INK)
    assert contrast(drawn) >= 3
    _, ax = plt.subplots()
    if "linestyle" in look:  # a line: dashed, as no country's is
        ax.plot([1, 2], [1, 2], **look)
        assert look["linestyle"] != "-"
    else:
        ax.bar([1, 2], [1, 2], **look)
        ax.scatter([1, 2], [1, 2], **look)
        assert look is PARTIAL or min(distance(drawn, colour(iso3)) for iso3 in COUNTRIES) >= 12
    show(ax, "Role")


def test_roles_can_be_told_from_each_other():
    assert MEDIAN["linestyle"] != RIVAL["linestyle"]
    assert distance(TENSION["facecolor"], COOPERATION["facecolor"]) >= 30
    assert "hatch" in PARTIAL and "hatch" not in TENSION | COOPERATION


def test_greys_of_texts_and_lines():
    assert contrast(SOFT) >= 4.5 and contrast(INK) >= 4.5 and contrast(GREY) >= 3
    assert contrast(HAIR) < 1.5  # grid lines stay behind the data
