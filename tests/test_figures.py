"""Figures, by the data that they draw: nobody compares pictures."""

import io
import re
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from PIL import Image

import qzbudget
from qzbudget.breakdown.analysis import function_by_kind, uses
from qzbudget.breakdown.composition import composition
from qzbudget.cited.marks import Marks
from qzbudget.figures import MOST_BARS, hundred_squares, kind_panels, nested_bars, png, ranked_bars, reading_bars
from qzbudget.figures.colours import KIND_COLOURS, PALETTE, REST
from qzbudget.font import font_path
from tests.small_dataset import lines, total_in_columns

WAN = 10_000.0
SPENDING = lines(
    (0, None, None, "合计", "total", 400 * WAN),
    (1, 0, "201", "一般公共服务支出", "class", 300 * WAN),
    (2, 1, "2010301", "行政运行", "item", 300 * WAN),
    (3, 0, "221", "住房保障支出", "class", 100 * WAN),
)
KINDS = pd.concat(
    [
        total_in_columns(total=400 * WAN, total__project=100 * WAN, total__basic=300 * WAN),
        total_in_columns(
            role="general_budget_expenditure",
            total__basic=300 * WAN,
            total__basic__personnel=280 * WAN,
            total__basic__operating=20 * WAN,
        ),
    ]
)


def axes_of(figure):
    [axes] = figure.axes
    return axes


def widths(figure):
    return [patch.get_width() for patch in axes_of(figure).patches]


def names(figure):
    return [label.get_text().replace("\n", "") for label in axes_of(figure).get_yticklabels()]


def texts(figure):
    return [text.get_text() for text in axes_of(figure).texts]


def test_bars_are_as_long_as_the_amounts_largest_on_top():
    figure = ranked_bars(composition(SPENDING), by="function")
    assert widths(figure) == [300 * WAN, 100 * WAN]
    assert names(figure) == ["一般公共服务支出", "住房保障支出"]
    assert axes_of(figure).yaxis_inverted()


def test_each_bar_is_labelled_with_amount_and_share_and_the_figure_with_unit_and_page():
    figure = ranked_bars(composition(SPENDING), by="function")
    assert texts(figure) == ["300.00　75.0%", "100.00　25.0%"]
    assert figure.get_suptitle() == "支出：功能分类（类）"
    assert figure.get_supxlabel() == "来源：支出总表 第 3 页；单位：万元"


def test_large_amounts_are_drawn_in_a_larger_unit():
    large = composition(SPENDING.assign(amount_yuan=SPENDING["amount_yuan"] * 1000))
    assert texts(ranked_bars(large, by="function"))[0] == "30.00　75.0%"
    assert "亿元" in ranked_bars(large, by="function").get_supxlabel()


def test_a_figure_speaks_english_on_request():
    figure = ranked_bars(composition(SPENDING), by="function", lang="en")
    assert names(figure) == ["General public services", "Housing security"]
    assert figure.get_suptitle() == "Expenditure by function (class)"


def test_below_class_level_colours_tell_the_class():
    figure = ranked_bars(composition(SPENDING, level="item"), by="function", level="item")
    assert [to_hex(patch.get_facecolor()).upper() for patch in axes_of(figure).patches] == list(PALETTE[:2])
    legend = [text.get_text() for text in axes_of(figure).get_legend().get_texts()]
    assert legend == ["201 一般公共服务支出", "221 住房保障支出"]


def test_the_smallest_parts_share_a_bar_when_there_are_many():
    many = lines(*((row, None, f"2{row:02d}", f"第{row}类", "class", (30 - row) * WAN) for row in range(1, 20)))
    figure = ranked_bars(composition(many), by="function")
    assert len(widths(figure)) == MOST_BARS
    assert names(figure)[-1] == "其余 8 项"
    assert widths(figure)[-1] == sum(30 - row for row in range(12, 20)) * WAN
    assert to_hex(axes_of(figure).patches[-1].get_facecolor()) == REST.lower()


def test_basic_expenditure_stands_first_with_its_parts_below_it_in_the_same_scale():
    figure = nested_bars(composition(KINDS, by="kind"), composition(KINDS, by="basic"))
    drawn = [(patch.get_x(), patch.get_width()) for patch in axes_of(figure).patches]
    assert drawn == [(0, 300 * WAN), (300 * WAN, 100 * WAN), (0, 280 * WAN), (280 * WAN, 20 * WAN)]
    assert texts(figure)[0].startswith("basic\n300.00")
    assert texts(figure)[-1] == "operating　20.00　占basic 6.7%"


def test_what_the_table_of_the_parts_leaves_of_basic_expenditure_is_hatched_and_told():
    kinds, basic = composition(KINDS, by="kind"), composition(KINDS, by="basic")
    less = basic.assign(amount_yuan=[180 * WAN, 20 * WAN])
    figure = nested_bars(kinds, less)
    hatched = [(patch.get_x(), patch.get_width()) for patch in axes_of(figure).patches if patch.get_hatch()]
    assert hatched == [(200 * WAN, 100 * WAN)]
    assert "斜线：构成表没有列的 100.00" in figure.get_supxlabel()
    assert not any("占basic" in text for text in texts(figure))


def test_without_the_parts_of_basic_expenditure_one_bar_is_drawn():
    kinds = composition(KINDS, by="kind")
    assert len(axes_of(nested_bars(kinds, composition(SPENDING, by="basic"))).patches) == len(kinds)


def crossed():
    basic = SPENDING.assign(measure="total.basic", col=4, amount_yuan=[360 * WAN, 260 * WAN, 260 * WAN, 100 * WAN])
    project = SPENDING.assign(measure="total.project", col=5, amount_yuan=[40 * WAN, 40 * WAN, 40 * WAN, 0])
    return function_by_kind(pd.concat([SPENDING, basic, project]).assign(header="x"))


def test_each_kind_has_a_panel_of_the_same_functions_in_one_scale():
    left, right = kind_panels(crossed()).axes
    assert [(patch.get_y() + 0.35, patch.get_width()) for patch in left.patches] == [(0, 260 * WAN), (1, 100 * WAN)]
    assert [(patch.get_y() + 0.35, patch.get_width()) for patch in right.patches] == [(0, 40 * WAN)]
    assert left.get_xlim() == right.get_xlim()
    assert [label.get_text() for label in left.get_yticklabels()] == ["一般公共服务支出", "住房保障支出"]
    assert [text.get_text() for text in right.texts] == ["40.00"]


def test_a_number_of_a_failed_check_is_marked_in_every_figure():
    marks = Marks(failed=frozenset({"expenditure_summary:1:3", "expenditure_summary:0:3", "expenditure_summary:1:5"}))
    assert names(ranked_bars(composition(SPENDING), by="function", marks=marks)) == ["一般公共服务支出 ⚠", "住房保障支出"]
    note = "；⚠ 核对不符或未自证，见下表"
    assert ranked_bars(composition(SPENDING), by="function", marks=marks).get_supxlabel().endswith(note)
    assert not ranked_bars(composition(SPENDING), by="function").get_supxlabel().endswith(note)
    assert [text.get_text() for text in kind_panels(crossed(), marks=marks).axes[1].texts] == ["40.00 ⚠"]
    project = Marks(failed=frozenset({"expenditure_summary:0:4"}))
    drawn = nested_bars(composition(KINDS, by="kind"), composition(KINDS, by="basic"), marks=project)
    assert [text.split("\n")[0] for text in texts(drawn)[:2]] == ["basic", "project ⚠"]
    squares = hundred_squares(uses(KINDS), marks=project)
    assert [text.get_text() for text in axes_of(squares).get_legend().get_texts()][1] == "Project ⚠ 25.00 元"
    png(squares)  # the sign has a letter in the second font


def test_both_readings_of_cofog_are_two_bars_and_one_where_they_are_the_same():
    frame = lines(
        (0, None, None, "合计", "total", 400 * WAN),
        (1, 0, "2010301", "行政运行", "item", 300 * WAN),
        (2, 0, "2210201", "住房公积金", "item", 100 * WAN),
    )
    booked, returned = (qzbudget.view(frame, reading=reading) for reading in ("as_booked", "employer_cost_returned"))
    assert widths(reading_bars(booked, returned)) == [300 * WAN, 400 * WAN, 100 * WAN]
    assert names(reading_bars(booked, returned)) == ["01 一般公共服务", "10 社会保护"]
    assert texts(reading_bars(booked, returned))[-1] == "0"
    assert widths(reading_bars(booked, booked)) == [300 * WAN, 100 * WAN]
    assert axes_of(reading_bars(booked, booked)).get_legend() is None


def test_a_hundred_squares_one_for_each_yuan():
    figure = hundred_squares(uses(KINDS))
    colours = [to_hex(patch.get_facecolor()).upper() for patch in axes_of(figure).patches]
    assert [colours.count(KIND_COLOURS[kind]) for kind in ("personnel", "project", "operating")] == [70, 25, 5]
    assert [text.get_text() for text in axes_of(figure).get_legend().get_texts()] == [
        "Personnel 70.00 元",
        "Project 25.00 元",
        "Operating 5.00 元",
    ]


def test_there_is_no_figure_of_nothing():
    nothing = composition(SPENDING.assign(amount_yuan=0.0))
    missing = composition(SPENDING, by="source")
    for composed in (nothing, missing):
        assert ranked_bars(composed, by="function") is None
        assert nested_bars(composed, composed) is None
        assert hundred_squares(composed) is None
    assert kind_panels(function_by_kind(SPENDING)) is None
    assert reading_bars(qzbudget.view(missing), qzbudget.view(missing)) is None


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    before = dict(mpl.rcParams)
    png(ranked_bars(composition(SPENDING), by="function"))
    assert dict(mpl.rcParams) == before


def test_figures_are_set_in_the_chinese_font():
    figure = ranked_bars(composition(SPENDING), by="function")
    [label, *_] = axes_of(figure).get_yticklabels()
    assert label.get_fontfamily()[0] == "Noto Sans SC"
    assert font_path().name == "NotoSansSC-Regular.ttf"


@pytest.mark.parametrize("name", ["甲😀局", "$x^2$支出", "甲𠮷局", "a\u202eb", "<script>", "\\frac{1}{2}"])
def test_a_name_with_letters_that_the_font_lacks_or_with_markup_is_drawn_as_it_is(name):
    figure = ranked_bars(composition(SPENDING.replace("住房保障支出", name)), by="function")
    png(figure)  # warnings are errors here: a missing letter would be one
    assert names(figure)[1] == name.replace("😀", "?").replace("𠮷", "?").replace("\u202e", "")


def test_a_picture_has_the_same_bytes_each_time_and_is_sharp():
    composed = composition(SPENDING)
    first, second = (png(ranked_bars(composed, by="function")) for _ in range(2))
    assert first == second
    assert Image.open(io.BytesIO(first)).width == 1720


def test_the_colours_of_kinds_are_of_the_palette():
    assert set(KIND_COLOURS.values()) <= set(PALETTE)


def test_one_module_imports_matplotlib():
    package = Path(qzbudget.__file__).parent
    importing = [
        path
        for path in package.rglob("*.py")
        if re.search(r"^\s*(import|from) matplotlib", path.read_text("utf-8"), re.M)
    ]
    assert [path.relative_to(package).as_posix() for path in importing] == ["figures/canvas.py"]


def test_segments_fill_the_whole_bar():
    figure = nested_bars(composition(KINDS, by="kind"), composition(KINDS, by="basic"))
    upper = [patch for patch in axes_of(figure).patches if isinstance(patch, Rectangle) and patch.get_y() == -0.5]
    assert sum(patch.get_width() for patch in upper) == axes_of(figure).get_xlim()[1]
