"""Grids made comparable: margins that print nothing dropped, a grid laid on the columns of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.join.grids import lies_on, on_columns, without_margins
from tests.literal_grids import grid_of, grid_of_rows


def texts(grid):
    return [[cell.text for cell in grid.row(row)] for row in range(grid.n_rows)]


def test_outer_columns_that_print_nothing_are_no_columns():
    grid = without_margins(
        grid_of(
            """
             | 科目编码 | 合计  |
             | 201      | 60.00 |
            """,
            widths=[10, 100, 80, 30],
        )
    )
    assert texts(grid) == [["科目编码", "合计"], ["201", "60.00"]]
    assert grid.column_edges == (60, 160, 240)
    assert (grid.box.x0, grid.box.x1) == (60, 240)


def test_an_empty_column_between_others_stays():
    drawing = "科目编码 |  | 合计\n201 |  | 60.00"
    assert texts(without_margins(grid_of(drawing))) == texts(grid_of(drawing))


def test_a_column_that_prints_in_one_row_only_stays():
    drawing = "科目编码 | 合计 | 备注\n201 | 60.00 | \n202 | 40.00 | 含结转"
    assert texts(without_margins(grid_of(drawing))) == texts(grid_of(drawing))


def test_a_title_merged_over_the_margin_loses_the_margin_only():
    grid = without_margins(
        grid_of("""
            支出总表 | <        | <
            科目编码 | 科目名称 | 合计
            201      |          | 60.00
        """)
    )
    assert grid.n_cols == 3
    merged = without_margins(
        grid_of("""
             | 支出总表 | <
             | 科目编码 | 合计
        """)
    )
    assert [(cell.col, cell.col_span, cell.text) for cell in merged.cells] == [
        (0, 2, "支出总表"),
        (0, 1, "科目编码"),
        (1, 1, "合计"),
    ]


def test_an_empty_cell_merged_over_the_margin_is_cut_at_the_margin():
    grid = without_margins(
        grid_of("""
            合计     | 60.00 |
            科目编码 |       | <
        """)
    )
    assert grid.n_cols == 2
    assert [cell.col_span for cell in grid.row(1)] == [1, 1]


def test_a_grid_that_prints_nothing_stays_as_it_is():
    assert without_margins(grid_of(" | \n | ")).n_cols == 2


words = st.sampled_from(["", "201", "合计", "60.00"])


@given(st.lists(st.lists(words, min_size=4, max_size=4), min_size=1, max_size=4))
def test_dropping_margins_loses_no_text_and_is_done_at_once(rows):
    grid = without_margins(grid_of_rows(rows))
    assert [cell.text for cell in grid.cells if cell.text] == [text for row in rows for text in row if text]
    assert without_margins(grid) == grid
    assert set(grid.at) == {(row, col) for row in range(grid.n_rows) for col in range(grid.n_cols)}


@pytest.mark.parametrize(
    ("left", "widths", "same"),
    [
        (50, [100, 80, 60], True),
        (53, [100, 76, 64], True),  # edges move by up to four points from page to page
        (50, [105, 75, 60], False),
        (50, [180, 60], True),  # a continuation page may lack the rule of a merged cell
        (150, [80, 60], True),  # … and an outer column that prints nothing on it
        (50, [100, 40, 40, 60], False),  # a rule that the other has not
        (250, [100, 80, 60], False),
    ],
)
def test_a_continuation_page_has_its_edges_where_the_first_page_has_them(left, widths, same):
    first = grid_of("编码 | 名称 | 合计", widths=[100, 80, 60])
    assert lies_on(grid_of_rows([[""] * len(widths)], left=left, widths=widths), first.column_edges) == same


def test_a_row_is_laid_on_the_columns_of_the_first_page():
    first = grid_of("编码 | 名称 | 合计", widths=[100, 80, 60])
    here = grid_of("20103 | 60.00", left=52, widths=[178, 60], page=2)
    assert [cell.text for cell in on_columns(here, 0, first.column_edges)] == ["20103", "20103", "60.00"]


def test_where_a_page_lacks_an_outer_column_its_cell_is_empty():
    first = grid_of("序号 | 名称 | 合计 | 备注", widths=[30, 100, 80, 60])
    here = grid_of("行政运行 | 60.00", left=80, widths=[100, 80], page=2)
    row = on_columns(here, 0, first.column_edges)
    assert [cell.text for cell in row] == ["", "行政运行", "60.00", ""]
    assert row[0].box == (50, 100, 80, 120)
    assert row[3].box == (260, 100, 320, 120)


@given(st.lists(st.integers(20, 200), min_size=1, max_size=6))
def test_a_grid_lies_on_itself(widths):
    grid = grid_of_rows([["201"] * len(widths)], widths=widths)
    assert lies_on(grid, grid.column_edges)
    assert on_columns(grid, 0, grid.column_edges) == grid.row(0)
