"""Where the caption of a grid ends, where its header ends, and which rows only number the columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.join.layout import is_data, layout
from tests.literal_grids import grid_of, grid_of_rows


def parts(drawing):
    """First header row, first body row, rows that number the columns."""
    found = layout(grid_of(drawing))
    return found.header, found.body, found.column_numbers


def test_one_header_row_above_amounts():
    assert parts("""
        科目编码 | 科目名称         | 合计
        201      | 一般公共服务支出 | 15,882.24
    """) == (0, 1, ())


def test_a_header_of_two_rows_ends_where_its_merged_cells_end():
    assert parts("""
        科目名称 | 合计  | 其中     | <
        ^        | ^     | 基本支出 | 项目支出
        行政运行 | 60.00 | 60.00    |
    """) == (0, 2, ())


def test_codes_of_economic_classes_in_a_header_are_no_data():
    assert parts("""
        科目编码 | <  | <  | 名称     | 合计   | 工资福利支出 | 商品和服务支出 | 对个人和家庭的补助 | 资本性支出
        类       | 款 | 项 | ^        | ^      | 301          | 302            | 303                | 310
        201      | 03 | 01 | 行政运行 | 60.00  | 30.00        | 20.00          | 5.00               | 5.00
    """) == (0, 2, (1,))
    assert parts("""
        功能科目         | 合计  | 301-工资福利支出 | <              | 303-对个人和家庭的补助
        ^                | ^     | 30101-基本工资   | 30102-津贴补贴 | ^
        2010301-行政运行 | 60.00 | 30.00            | 20.00          | 10.00
    """) == (0, 2, ())


def test_a_header_of_four_rows_ends_where_its_merged_cells_end():
    assert parts("""
        采购品目 | 资金来源     | <            | <    | <
        ^        | 财政拨款     | <            | <    | 单位资金
        ^        | 一般公共预算 | <            | 小计 | ^
        ^        | 经费拨款     | 非税收入     | ^    | ^
        服务     | 10.00        |              | 10.00 |
    """) == (0, 4, ())


def test_under_a_group_head_that_spans_columns_the_header_goes_on():
    assert parts("""
        收入 | <      | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        一、一般公共预算拨款收入 | 17,332.62 | 一、一般公共服务支出 | 15,882.24
    """) == (0, 2, ())


def test_a_total_right_under_a_group_head_is_data():
    assert parts("""
        项目 | 2023年 | <
        合计 | 60.00  | 40.00
    """) == (0, 1, ())


@pytest.mark.parametrize(
    "numbers",
    [
        "栏次 | 1 | 2 | 3",
        "行次 | 1 | 2 | 3",
        "** | 1 | 2 | 3",
        " | 1 | 2 | 3",
        "1 | 2 | 3 | 4",
        "栏次 | 1=2+3 | 2 | 3",
        "甲 | 1 | 2 | 3",
    ],
)
def test_a_row_that_numbers_the_columns_belongs_to_the_header(numbers):
    assert parts(f"科目名称 | 合计 | 基本支出 | 项目支出\n{numbers}\n合计 | 60.00 | 60.00 | 0.00") == (0, 2, (1,))


def test_a_row_that_numbers_the_columns_in_letters_belongs_to_the_header():
    assert parts("""
        科目名称 | 合计  | 基本支出
        栏次     | A     | B
        合计     | 60.00 | 60.00
    """) == (0, 2, (1,))


def test_the_rows_that_number_the_columns_say_nothing_about_them():
    found = layout(grid_of("科目名称 | 合计\n栏次 | 1\n合计 | 60.00"))
    assert found.header_rows == (0,)


def test_a_first_row_with_line_number_1_is_data_and_no_numbering():
    assert parts("""
        序号 | 项目名称 | 金额
        1    | 信息化运维 | 5.35
    """) == (0, 1, ())


def test_rows_of_whole_numbers_are_no_numbering_where_they_do_not_rise():
    assert (
        parts("""
        单位     | 编制数 | 实有人数 | 车辆
        甲局     | 30     | 28       | 3
    """)[2]
        == ()
    )


@pytest.mark.parametrize(
    "caption",
    [
        "公开表3 | < | <",
        "2023年部门支出总体情况表 | < | <",
        "单位：万元 | < | <",
        "单位名称：某市水务局 | < | 金额单位：万元",
        "部门：某市水务局 |  | 单位：元",
        "预算03表 | < | <",
        " | < | <",
    ],
)
def test_caption_lines_inside_the_frame_are_no_header(caption):
    assert parts(f"{caption}\n科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 15,882.24") == (1, 2, ())


def test_several_caption_lines_inside_the_frame_are_no_header():
    assert parts("""
        预算03表             | <        | <
        部门支出总体情况表   | <        | <
        单位名称：某市水务局 | <        | 单位：万元
        科目编码             | 科目名称 | 合计
        201                  | 一般公共服务支出 | 15,882.24
    """) == (3, 4, ())


def test_a_grid_that_begins_with_data_has_no_header():
    assert parts("""
        20103   | 政府办公厅（室）及相关机构事务 | 15,882.24
        2010301 | 行政运行                       | 12,004.24
    """) == (0, 0, ())


def test_a_header_without_rows_below_it_has_no_body():
    assert parts("科目编码 | 科目名称 | 合计") == (0, 1, ())


def test_a_header_above_rows_that_print_names_only_ends_with_its_merged_cells():
    assert parts("""
        科目编码 | 科目名称 | 本年支出 | <
        ^        | ^        | 小计     | 基本支出
                 | 合计     |          |
                 |          |          |
    """) == (0, 2, ())


def test_a_first_row_that_prints_words_only_is_no_second_header():
    assert (
        parts("""
        项目名称   | 实施内容 | 备注
        信息化运维 | 提升效率 | 无
    """)[1]
        == 1
    )


def test_a_wide_amount_in_the_first_row_is_no_caption():
    assert (
        parts("""
        1,234.56 | <     | <
        行政运行 | 60.00 | 60.00
    """)[0]
        == 0
    )


@pytest.mark.parametrize(
    "row",
    [
        "行政运行 | 60.00",
        "行政运行 | 1,234",
        "合计 | 0",
        "201 | 一般公共服务支出",
        "2010301 | ",
        "[201]一般公共服务支出 | ",
        "201-一般公共服务支出 | ",
        "1 | 一般公共服务支出",
    ],
)
def test_amounts_codes_and_line_numbers_are_data(row):
    assert is_data(grid_of(row), 0)


@pytest.mark.parametrize(
    "row", ["科目编码 | 科目名称", "合计 | 基本支出", "2023年 | 2022年", "栏次 | 1", " | ", "项目 | -"]
)
def test_words_years_and_column_numbers_are_no_data(row):
    assert not is_data(grid_of(row), 0)


def test_an_amount_merged_from_the_row_above_is_data_of_that_row_only():
    grid = grid_of("""
        服务 | 10.00
        货物 | ^
    """)
    assert is_data(grid, 0)
    assert not is_data(grid, 1)


names = st.sampled_from(["科目名称", "合计", "基本支出", "项目支出", "", "预算数", "功能分类"])
cells = st.sampled_from(["201", "一般公共服务支出", "合计", "", "-", "0.00", "15,882.24", "1"])


@given(st.lists(st.lists(st.one_of(names, cells), min_size=3, max_size=3), min_size=1, max_size=8))
def test_caption_header_and_body_follow_each_other(rows):
    grid = grid_of_rows(rows)
    found = layout(grid)
    assert 0 <= found.header <= found.body <= grid.n_rows
    assert all(found.header <= row < found.body for row in found.column_numbers)
    assert sorted((*found.header_rows, *found.column_numbers)) == list(range(found.header, found.body))


@given(st.lists(st.lists(st.one_of(names, cells), min_size=3, max_size=3), min_size=1, max_size=8))
def test_no_header_row_is_data(rows):
    grid = grid_of_rows(rows)
    assert not any(is_data(grid, row) for row in layout(grid).header_rows)
