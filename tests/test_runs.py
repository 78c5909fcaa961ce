"""Characters become runs: cut at rules, gaps and line breaks, but not inside a string that overhangs its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.pages import open_document
from qzbudget.read.lattice import read_fed
from qzbudget.read.runs import lines_of, runs
from qzbudget.shapes import Page, Rule
from tests.drawn_pages import drawn_page
from tests.literal_grids import characters_of
from typeset.draw import draw
from typeset.simple import Disclosure, simple_document

AT_150 = Rule(150, 0, 800)


def page_with(*characters, vertical=(AT_150,)):
    return Page(1, 595, 842, 0, tuple(char for string in characters for char in string), (), tuple(vertical), 0)


def texts(page):
    return [run.text for run in runs(page)]


def test_one_string_is_one_run():
    assert texts(page_with(characters_of("行政运行", 60, 100))) == ["行政运行"]


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (0, 2, 3, 1), (0, 1, 2, 3)])
def test_the_characters_of_a_line_stand_as_on_the_page_in_whatever_order_the_text_layer_has_them(order):
    # PDFium hands over the text of a turned page backwards, or a comma behind the number that it stands in
    number = characters_of("0.50", 60, 100)
    page = page_with([number[place] for place in order])
    assert list(lines_of(runs(page))) == ["0.50"]


def test_strings_printed_over_each_other_stay_whole():
    page = page_with(characters_of("行政运行", 60, 100, piece=1), characters_of("其他", 62, 101, piece=2))
    assert list(lines_of(runs(page))) == ["行政运行其他"]


def test_a_page_without_characters_has_no_runs():
    assert texts(page_with()) == []


def test_strings_on_two_sides_of_a_rule_are_two_runs():
    name, amount = characters_of("运行", 130, 100, piece=1), characters_of("60.00", 152, 100, piece=2)
    assert texts(page_with(name, amount)) == ["运行", "60.00"]


def test_without_a_rule_between_them_they_are_one_run():
    name, amount = characters_of("运行", 130, 100, piece=1), characters_of("60.00", 152, 100, piece=2)
    assert texts(page_with(name, amount, vertical=[])) == ["运行60.00"]


def test_a_rule_that_does_not_reach_the_line_does_not_cut_it():
    name, amount = characters_of("运行", 130, 100, piece=1), characters_of("60.00", 152, 100, piece=2)
    assert texts(page_with(name, amount, vertical=[Rule(150, 120, 800)])) == ["运行60.00"]


@pytest.mark.parametrize("rule", [Rule(150, 98, 800), Rule(150, 0, 97)])
def test_a_rule_that_ends_a_point_short_of_the_middle_of_the_line_cuts_it(rule):
    # the glyphs stand from 93.6 to 101.6
    name, amount = characters_of("运行", 130, 100, piece=1), characters_of("60.00", 152, 100, piece=2)
    assert texts(page_with(name, amount, vertical=[rule])) == ["运行", "60.00"]


def test_a_string_that_overhangs_its_cell_stays_whole():
    assert texts(page_with(characters_of("机关事业单位基本养老保险", 90, 100, piece=1))) == ["机关事业单位基本养老保险"]


def test_an_amount_behind_the_rule_is_not_taken_for_an_overhang():
    amounts = characters_of("16.70", 110, 100, piece=1), characters_of("20.00", 150, 100, piece=2)
    assert texts(page_with(*amounts)) == ["16.70", "20.00"]


def test_one_drawing_operation_that_spreads_over_cells_is_cut_at_the_rule():
    # a producer shows a whole row by one operation and moves to the next column inside it
    spread = characters_of("16.70", 100, 100, piece=1) + characters_of("20.00", 155, 100, piece=1)
    assert texts(page_with(spread)) == ["16.70", "20.00"]


def test_a_gap_of_more_than_twenty_points_ends_a_run():
    near = characters_of("单位", 10, 100, piece=1), characters_of("元", 46, 100, piece=2)
    far = characters_of("单位", 10, 100, piece=1), characters_of("元", 46.1, 100, piece=2)
    assert texts(page_with(*near, vertical=[])) == ["单位元"]
    assert texts(page_with(*far, vertical=[])) == ["单位", "元"]


def test_a_new_line_begins_a_run():
    assert texts(page_with(characters_of("政府办公厅", 60, 100), characters_of("（室）", 60, 109))) == [
        "政府办公厅",
        "（室）",
    ]


def test_a_string_drawn_to_the_left_of_the_last_one_begins_a_run():
    assert texts(page_with(characters_of("20.00", 100, 100), characters_of("16.70", 40, 100), vertical=[])) == [
        "20.00",
        "16.70",
    ]


def test_a_run_has_the_box_and_the_baseline_of_its_characters():
    [run] = runs(page_with(characters_of("合计", 60, 100, size=10)))
    assert run.box == (60, 92, 80, 102)
    assert run.baseline == 100


def test_wrapped_lines_of_a_cell_read_from_top_to_bottom():
    found = runs(page_with(characters_of("（室）", 60, 109), characters_of("政府办公厅", 60, 100)))
    assert list(lines_of(found)) == ["政府办公厅", "（室）"]


def test_runs_on_one_line_of_a_cell_read_from_left_to_right():
    found = runs(page_with(characters_of("万元", 100, 100, piece=1), characters_of("单位：", 20, 101, piece=2)))
    assert len(found) == 2
    assert list(lines_of(found)) == ["单位：万元"]


characters = st.lists(
    st.tuples(st.sampled_from("国0.,"), st.integers(0, 500), st.integers(10, 800), st.integers(1, 3)), max_size=30
).map(lambda drawn: [characters_of(char, x, y, piece=piece) for char, x, y, piece in drawn])
verticals = st.lists(st.builds(Rule, st.integers(0, 500), st.integers(0, 400), st.integers(401, 800)), max_size=5)


@given(characters, verticals)
def test_every_character_is_in_exactly_one_run_and_in_its_order(drawn, vertical):
    page = page_with(*drawn, vertical=vertical)
    assert tuple(char for run in runs(page) for char in run.characters) == page.characters


# From here on the runs are followed into the cells of a table that is drawn and read.


@pytest.fixture
def cells_of(tmp_path):
    """The texts of the only table that is drawn, row by row."""

    def read(draw_sheet):
        _, page = drawn_page(draw_sheet, tmp_path)
        [grid] = read_fed(page)
        return [[cell.text for cell in grid.row(row)] for row in range(grid.n_rows)]

    return read


def test_two_amounts_that_touch_at_the_rule_stay_in_their_cells(cells_of):
    def draw_sheet(sheet):
        sheet.ruled([50, 150, 200, 250], [100, 120, 140])
        sheet.text(52, 114, "一般公共服务支出")
        sheet.text(168.5, 114, "15,882.24", size=7)  # its last digit ends on the rule at 200
        sheet.text(200.3, 114, "12,004.24", size=7)
        sheet.text(52, 134, "合计")

    assert cells_of(draw_sheet) == [["一般公共服务支出", "15,882.24", "12,004.24"], ["合计", "", ""]]


def test_a_name_that_overhangs_the_empty_cell_beside_it_stays_in_its_own(cells_of):
    def draw_sheet(sheet):
        sheet.ruled([50, 130, 200, 260], [100, 120, 140])
        sheet.text(52, 114, "机关事业单位基本养老保险缴费")
        sheet.text(230, 114, "12.00")
        sheet.text(52, 134, "合计")

    assert cells_of(draw_sheet) == [["机关事业单位基本养老保险缴费", "", "12.00"], ["合计", "", ""]]


def test_an_amount_wrapped_in_a_narrow_cell_is_one_amount(cells_of):
    def draw_sheet(sheet):
        sheet.ruled([50, 130, 160], [100, 124, 140])
        sheet.text(52, 114, "行政运行")
        sheet.text(134, 110, "1,23", size=7)
        sheet.text(134, 119, "4.56", size=7)

    assert cells_of(draw_sheet)[0] == ["行政运行", "1,234.56"]


def test_double_drawn_bold_is_one_text_in_its_cell(cells_of):
    def draw_sheet(sheet):
        sheet.ruled([50, 130, 200], [100, 120, 140])
        for shift in (0, 0.3):
            sheet.text(52 + shift, 114, "合计")
            sheet.text(140 + shift, 114, "17,332.62")

    assert cells_of(draw_sheet)[0] == ["合计", "17,332.62"]


def test_a_text_whose_middle_lies_on_the_rule_of_a_neighbour_stays_in_its_merged_cell(cells_of):
    def draw_sheet(sheet):
        for y in (100, 140):
            sheet.line(50, y, 250, y)
        sheet.line(150, 120, 250, 120)
        for x in (50, 150, 250):
            sheet.line(x, 100, x, 140)
        sheet.text(52, 123, "一级指标")
        sheet.text(152, 114, "产出指标")
        sheet.text(152, 134, "效益指标")

    assert cells_of(draw_sheet) == [["一级指标", "产出指标"], ["一级指标", "效益指标"]]


@pytest.mark.parametrize("rules", ["strokes", "rectangles", "polygons"])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_table_reads_the_same_however_it_is_drawn(tmp_path, rules, rotate):
    header = [("科目名称",), ("合计",), ("其中", "基本支出"), ("其中", "项目支出")]
    rows = [
        ["一般公共服务支出", "15,882.24", "12,004.24", "3,878.00"],
        ["政府办公厅（室）及\n相关机构事务", "-", "", "0.00"],
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(draw(simple_document("支出总表", [Disclosure("支出总表", header, rows)]), rules, rotate))
    with open_document(path) as document:
        [grid] = read_fed(document.page(1))
    assert [[cell.lines for cell in grid.row(row)] for row in range(grid.n_rows)] == [
        [("科目名称",), ("合计",), ("其中",), ("其中",)],
        [("科目名称",), ("合计",), ("基本支出",), ("项目支出",)],
        [("一般公共服务支出",), ("15,882.24",), ("12,004.24",), ("3,878.00",)],
        [("政府办公厅（室）及", "相关机构事务"), ("-",), (), ("0.00",)],
    ]
