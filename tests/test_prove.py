"""A reading proves itself: every character in its own cell; whatever speaks against it is said in a sentence."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.build import read_page
from qzbudget.pages.characters import UNREADABLE
from qzbudget.prove import faults
from qzbudget.shapes import Page
from tests.drawn_pages import Sheet, drawn_page
from tests.literal_grids import characters_of, grid_of, grid_of_rows, page_of, rows_of

TABLE = """
    项目     | 合计   | 基本
    行政运行 | 60.00  | 60.00
    运行维护 | 40.00  | -
    其他     | -5.00  | 0
"""


def with_text(grid, row, col, *lines):
    """The grid with other lines read in one cell."""
    cells = tuple(replace(c, lines=lines) if (c.row, c.col) == (row, col) else c for c in grid.cells)
    return replace(grid, cells=cells)


def faults_of(drawing, *readings):
    """The faults of the drawn table, with cells read otherwise than drawn as (row, col, *lines)."""
    grid = grid_of(drawing, widths=[150.0] * len(rows_of(drawing)[0]))  # wide enough for every text below
    page = page_of(grid)
    for reading in readings:
        grid = with_text(grid, *reading)
    return faults(page, grid)


def test_a_reading_that_accounts_for_every_character_has_no_fault():
    assert faults_of(TABLE) == ()


def test_a_lost_character_is_a_fault():
    assert faults_of(TABLE, (1, 1, "6.00"))[0] == "页上有、格里没有的字：0"


def test_a_lost_cell_is_a_fault():
    lost, displaced = faults_of(TABLE, (2, 1))
    assert lost == "页上有、格里没有的字：.0004"
    assert displaced == "第 2 行第 1 列读作 ''，而框线之间是 .0004"


def test_an_invented_character_is_a_fault():
    assert faults_of(TABLE, (1, 1, "160.00"))[0] == "格里有、页上没有的字：1"


def test_a_text_read_in_a_neighbouring_cell_is_a_fault_of_both():
    first, second = faults_of(TABLE, (1, 1, "40.00"), (2, 1, "60.00"))
    assert first.startswith("第 1 行第 1 列读作 '40.00'")
    assert second.startswith("第 2 行第 1 列读作 '60.00'")


def test_a_name_read_one_row_too_high_is_a_fault():
    shifted = faults_of(TABLE, (1, 0, "运行维护"), (2, 0, "其他"), (3, 0, "行政运行"))
    assert [fault.split("读作")[0] for fault in shifted] == ["第 1 行第 0 列", "第 2 行第 0 列", "第 3 行第 0 列"]


def test_wrapped_lines_need_no_order_to_prove_that_they_are_all_there():
    assert faults_of("政府办公厅⏎（室） | 1,23⏎4.56\n行政运行 | 2.00") == ()


def test_a_merged_cell_holds_what_stands_anywhere_between_its_outer_rules():
    grid = grid_of("""
        其中 | <    | 合计
        基本 | 项目 | ^
    """)
    assert faults(page_of(grid), grid) == ()
    x0, top, _, _ = grid.box
    elsewhere = Page(1, 595, 842, 0, tuple(characters_of("其中", x0 + 150, top + 9)), (), (), 0)
    assert faults(elsewhere, grid_of("其中 | <")) == ()


def test_two_amounts_in_one_cell_are_a_fault():
    [fault] = faults_of("行政运行 | 16.7020.00\n其他 | 1.00")
    assert fault == "第 0 行第 1 列一格里有两个金额：'16.7020.00'"


@pytest.mark.parametrize(
    "cell", ["15,882.24⏎12,004.24", "16.70⏎20.00", "1,234.56-5.00", "100.00%20.00", "16.70⏎20.00⏎5.00", "1.002.003.00"]
)
def test_several_amounts_in_one_cell_are_a_fault_however_they_stand(cell):
    assert any("两个金额" in fault for fault in faults_of(f"行政运行 | {cell}\n其他 | 1.00"))


def test_a_row_without_any_rule_between_its_amounts_is_judged_at_once():
    start = time.perf_counter()
    faults_of(f"{'123456.78' * 11}备注 | 1.00")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "amount",
    ["1,23⏎4.56", "1,234⏎.56", "-1,234.⏎56", "12.34⏎5678", "12.5%", "(1,234.56)", "0", "2023.01.15", "2023.01-2023.12"],
)
def test_one_amount_a_date_or_a_span_of_months_is_no_fault(amount):
    assert faults_of(f"行政运行 | {amount}\n其他 | 1.00") == ()


@pytest.mark.parametrize("part", ["395,0.", "395,500.0.0", "-3,0", "123,4"])
def test_a_part_of_an_amount_is_a_fault(part):
    [fault] = faults_of(f"行政运行 | {part}\n其他 | 1.00\n事务 | 2.00")
    assert fault.startswith(f"第 0 行第 1 列的 {part!r} 不是完整的数")


@pytest.mark.parametrize("text", ["1,2", "1.2.3", "12,13,14", "第1,234条", "30201,30202"])
def test_lists_numbered_headings_and_words_are_no_part_of_an_amount(text):
    assert faults_of(f"{text} | 60.00\n其他 | 40.00") == ()


def test_an_amount_glued_to_a_name_is_a_fault_in_a_column_of_amounts():
    rows = "行政运行 | 60.00\n其他 | 40.00\n事务 | 支出5.00\n运行 | 5.00支出"
    first, second = faults_of(rows)
    assert first == "第 2 行第 1 列金额和名称同在一格：'支出5.00'"
    assert second == "第 3 行第 1 列金额和名称同在一格：'5.00支出'"


def test_a_name_that_prints_a_number_is_no_fault_in_a_column_of_names():
    assert faults_of("口岸建设1.25 | 60.00\n1.50奖励 | 40.00") == ()


def test_a_character_that_no_font_names_is_a_fault():
    [fault] = faults_of(f"行政{UNREADABLE * 2} | 60.00\n其他 | 40.00")
    assert fault == "有 2 个字，字体没有说明是什么字"


def test_characters_outside_the_table_do_not_matter():
    grid = grid_of(TABLE)
    assert faults(page_of(grid, above=["支出总表"], below=["注：无"]), grid) == ()


def test_what_the_reader_itself_found_comes_first():
    grid = replace(with_text(grid_of(TABLE), 1, 1), faults=("第 0 行第 0 列的格子不是矩形",))
    page = page_of(grid_of(TABLE))
    assert faults(page, grid)[0] == "第 0 行第 0 列的格子不是矩形"
    assert len(faults(page, grid)) == 3


words = st.text("国行政运款支出合计", max_size=6)
amounts = st.decimals(0, 99_999, places=2).map("{:,.2f}".format)


@given(st.lists(st.tuples(words, amounts, st.sampled_from(["", "-", "0.00"])), min_size=1, max_size=6))
def test_a_table_read_as_it_is_printed_proves_itself(rows):
    grid = grid_of_rows(rows)
    assert faults(page_of(grid), grid) == ()


@given(
    st.lists(st.tuples(words.filter(bool), amounts, amounts), min_size=1, max_size=4),
    st.data(),
)
def test_exchanging_two_cells_that_differ_is_always_found(rows, data):
    grid = grid_of_rows(rows)
    places = st.sampled_from([(cell.row, cell.col) for cell in grid.cells])
    one, other = data.draw(places), data.draw(places)
    first, second = grid.at[one].lines, grid.at[other].lines
    exchanged = with_text(with_text(grid, *one, *second), *other, *first)
    same = sorted("".join(first)) == sorted("".join(second))
    assert (faults(page_of(grid), exchanged) == ()) == same


# From here on pages are drawn, and read in one way after the other.


def test_a_page_without_rules_has_no_table(tmp_path):
    assert read_page(*drawn_page(lambda s: s.text(50, 100, "第二部分 预算表"), tmp_path)) == []


def test_a_frame_around_a_text_is_no_table(tmp_path):
    assert (
        read_page(*drawn_page(lambda s: (s.ruled([50, 350], [50, 250]), s.text(60, 100, "公开说明")), tmp_path)) == []
    )


def test_a_table_that_proves_itself_keeps_the_first_reading(tmp_path):
    def draw(sheet):
        sheet.ruled([50, 150, 250], [100, 120, 140])
        sheet.text(52, 114, "行政运行")
        sheet.text(160, 114, "60.00")

    [grid] = read_page(*drawn_page(draw, tmp_path))
    assert (grid.reading, grid.faults) == ("fed lattice", ())


def test_a_table_that_no_reading_proves_is_kept_with_its_faults(tmp_path):
    def draw(sheet):
        sheet.ruled([50, 150, 250], [100, 120, 140])
        sheet.text(52, 114, "行政运行")
        sheet.text(160, 114, "16.70 20.00")

    [grid] = read_page(*drawn_page(draw, tmp_path))
    assert grid.at[0, 1].text.replace(" ", "") == "16.7020.00"
    assert any("两个金额" in fault for fault in grid.faults)


def test_an_almost_empty_table_is_read(tmp_path):
    def draw(sheet):
        sheet.ruled([50, 150, 250, 350], [100, 120, 140, 160, 180])
        sheet.text(52, 114, "科目编码")

    [grid] = read_page(*drawn_page(draw, tmp_path))
    assert (grid.n_rows, grid.n_cols) == (4, 3)


@pytest.mark.parametrize(
    ("turn", "corner", "angle", "shown"),
    # a sheet of 400 × 300 on a page of 300 × 400; on the sheet the cell is at (150, 100)–(250, 120)
    [(90, (0, 400), 270, (180, 150, 200, 250)), (270, (300, 0), 90, (100, 150, 120, 250))],
)
def test_cells_of_a_table_drawn_sideways_stand_where_the_page_shows_them(tmp_path, turn, corner, angle, shown):
    def draw(page):
        page.canvas.translate(*corner)
        page.canvas.rotate(angle)
        sheet = Sheet(page.canvas, 300)
        sheet.ruled([50, 150, 250], [100, 120, 140])
        sheet.text(52, 114, "行政运行")
        sheet.text(160, 114, "60.00")

    path, page = drawn_page(draw, tmp_path, size=(300, 400))
    [grid] = read_page(path, page)
    assert page.turn == turn
    assert [cell.text for cell in grid.row(0)] == ["行政运行", "60.00"]
    assert tuple(round(edge) for edge in grid.at[0, 1].box) == shown
