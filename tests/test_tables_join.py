"""Continuation pages become one table: with title and header, with the header only, with nothing repeated."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.join import join_pages
from tests.literal_grids import grid_of, grid_of_rows, page_of

HEADER = "科目编码 | 科目名称 | 合计"
FIRST = f"""
    {HEADER}
    201   | 一般公共服务支出               | 15,882.24
    20103 | 政府办公厅（室）及相关机构事务 | 15,882.24
"""
SECOND = """
    2010301 | 行政运行         | 12,004.24
    2010302 | 一般行政管理事务 | 3,878.00
"""
CAPTION = ("公开表3", "单位预算支出总表", "单位名称：某市水务局  金额单位：万元")


def join(*pages):
    """Join pages given as (lines above, drawing, lines below); several drawings on a page stand one under another."""
    read = []
    for number, (above, drawing, below) in enumerate(pages, 1):
        grid = grid_of(drawing, page=number, top=200)
        read.append((page_of(grid, above=above, below=below, number=number), [grid]))
    return join_pages(read)


def codes(table):
    return [row.cells[0].text for row in table.rows]


def test_a_table_on_one_page():
    [table] = join((CAPTION, FIRST, ["注：含上年结转。"]))
    assert (table.number, table.unit_name, table.money_unit) == ("公开表3", "某市水务局", "万元")
    assert table.captions == ("公开表3", "单位预算支出总表", "单位名称：某市水务局 金额单位：万元")
    assert table.notes == ("注：含上年结转。",)
    assert [column.path for column in table.columns] == [("科目编码",), ("科目名称",), ("合计",)]
    assert codes(table) == ["201", "20103"]
    assert (table.page_first, table.page_last) == (1, 1)


def test_a_page_that_repeats_title_and_header_continues_the_table():
    [table] = join((CAPTION, FIRST, []), (CAPTION, HEADER + SECOND, []))
    assert codes(table) == ["201", "20103", "2010301", "2010302"]
    assert (table.page_first, table.page_last) == (1, 2)


def test_a_page_that_repeats_the_header_only_continues_the_table():
    [table] = join((CAPTION, FIRST, []), ([], HEADER + SECOND, []))
    assert codes(table) == ["201", "20103", "2010301", "2010302"]


def test_a_page_that_repeats_nothing_continues_the_table():
    [table] = join((CAPTION, FIRST, []), ([], SECOND, []))
    assert codes(table) == ["201", "20103", "2010301", "2010302"]
    assert [row.cells[0].page for row in table.rows] == [1, 1, 2, 2]


def test_rows_know_their_place_on_their_own_page():
    [table] = join((CAPTION, FIRST, []), (CAPTION, HEADER + SECOND, []))
    assert [(row.cells[0].page, row.row) for row in table.rows] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_page_numbers_between_the_parts_do_not_divide_them():
    [table] = join((CAPTION, FIRST, ["14"]), ([], SECOND, ["15"]))
    assert codes(table) == ["201", "20103", "2010301", "2010302"]


def test_a_table_goes_on_over_many_pages():
    pages = [(CAPTION, FIRST, [])] + [([], f"20103{n:02} | 运行 | 1.00", []) for n in range(1, 40)]
    [table] = join(*pages)
    assert len(table.rows) == 41
    assert table.page_last == 40


WITH_GOALS = "项目 | 预算数 | 绩效目标\n水务发展资金 | 5.00 | 按时完成。\n"


def test_a_name_and_its_prose_that_a_page_break_cuts_are_one_row():
    cut = WITH_GOALS + "水务行业业务管 | 9.00 | 一是开展河道水质监测工作，二是"
    [table] = join((CAPTION, cut, []), ([], "理 |  | 推进水土保持工作。", []))
    assert [row.cells[0].text for row in table.rows] == ["水务发展资金", "水务行业业务管理"]
    assert table.rows[1].cells[2].text == "一是开展河道水质监测工作，二是推进水土保持工作。"


def test_a_line_without_an_amount_after_prose_that_ends_is_a_row_of_its_own():
    ended = WITH_GOALS + "水务行业业务管理 | 9.00 | 一是开展河道水质监测工作，二是推进水土保持工作。"
    [table] = join((CAPTION, ended, []), ([], "水库维护 |  | 水库安全运行。", []))
    assert [row.cells[0].text for row in table.rows] == ["水务发展资金", "水务行业业务管理", "水库维护"]


def test_the_notes_of_a_table_are_those_under_its_last_part():
    [table] = join((CAPTION, FIRST, []), ([], SECOND, ["注：含上年结转。"]))
    assert table.notes == ("注：含上年结转。",)


def test_after_its_notes_a_table_has_ended():
    first, second = join((CAPTION, FIRST, ["注：含上年结转。"]), ([], SECOND, []))
    assert (len(first.rows), len(second.rows)) == (2, 2)


def test_a_table_with_another_number_is_another_table():
    other = ("公开表5", "一般公共预算财政拨款支出表", "单位名称：某市水务局  金额单位：万元")
    assert [table.number for table in join((CAPTION, FIRST, []), (other, FIRST, []))] == ["公开表3", "公开表5"]


def test_the_same_table_of_another_unit_is_another_table():
    other = ("支出总表", "单位名称：某市水务局机关  金额单位：万元")
    tables = join((("支出总表", "单位名称：某市水务局  金额单位：万元"), FIRST, []), (other, FIRST, []))
    assert [table.unit_name for table in tables] == ["某市水务局", "某市水务局机关"]


def test_where_the_total_comes_again_another_table_begins():
    rows = HEADER + "\n | 合计 | 60.00\n2010301 | 行政运行 | 60.00"
    assert len(join((["支出总表"], rows, []), (["支出总表"], rows, []))) == 2


def test_where_line_number_1_comes_again_another_table_begins():
    rows = "序号 | 科目名称 | 合计\n1 | 行政运行 | 60.00"
    assert len(join((["支出总表"], rows, []), (["支出总表"], rows, []))) == 2


def test_a_total_at_the_end_of_a_table_begins_none():
    [table] = join((CAPTION, FIRST, []), ([], HEADER + "\n | 合计 | 15,882.24", []))
    assert len(table.rows) == 3


def test_rows_under_a_title_of_their_own_are_another_table_even_without_a_header():
    first, second = join((CAPTION, FIRST, []), (["公开表5", "一般公共预算支出表"], SECOND, []))
    assert (first.number, second.number) == ("公开表3", "公开表5")


def test_under_other_columns_another_table_begins():
    wider = "采购品目 | 资金来源 | 合计 | 单位资金\n服务 | 财政 | 1.00 | 0.00"
    assert len(join((CAPTION, FIRST, []), ([], wider, []))) == 2


def test_after_a_page_without_a_table_another_table_begins():
    first, second = grid_of(FIRST, page=1), grid_of(SECOND, page=3)
    read = [(page_of(first, above=CAPTION), [first]), (page_of(number=2), []), (page_of(second, number=3), [second])]
    assert len(join_pages(read)) == 2


def test_two_tables_under_one_another_on_a_page_are_two():
    upper, lower = grid_of(FIRST, top=120), grid_of(FIRST, top=300)
    page = page_of(upper, above=["公开表3", "支出总表"])
    below = page_of(lower, above=["公开表5", "一般公共预算支出表"])
    both = replace(page, characters=page.characters + below.characters)
    tables = join_pages([(both, [lower, upper])])
    assert [table.number for table in tables] == ["公开表3", "公开表5"]


def test_the_parts_of_a_table_drawn_as_two_grids_on_a_page_are_one_table():
    upper, lower = grid_of(FIRST, top=100), grid_of(SECOND, top=165)
    page = page_of(upper, lower, above=CAPTION)
    [table] = join_pages([(page, [upper, lower])])
    assert codes(table) == ["201", "20103", "2010301", "2010302"]


def test_a_title_at_the_foot_of_a_page_belongs_to_the_table_overleaf():
    overleaf = "收入 | 预算数 | 支出 | 预算数\n合计 | 60.00 | 合计 | 60.00"
    first, second = join((CAPTION, FIRST, ["公开表4", "财政拨款收支总表"]), ([], overleaf, []))
    assert first.number == "公开表3"
    assert (second.number, second.captions) == ("公开表4", ("公开表4", "财政拨款收支总表"))


def test_a_title_at_the_foot_of_a_page_is_of_the_table_whose_money_unit_stands_overleaf():
    overleaf = "收入 | 预算数 | 支出 | 预算数\n合计 | 60.00 | 合计 | 60.00"
    _, second = join((CAPTION, FIRST, ["公开表4", "财政拨款收支总表"]), (["单位：万元"], overleaf, []))
    assert (second.number, second.money_unit) == ("公开表4", "万元")
    assert second.captions == ("公开表4", "财政拨款收支总表", "单位：万元")


def test_a_title_at_the_foot_of_a_page_begins_another_table_under_the_same_columns():
    first, second = join((CAPTION, FIRST, ["公开表5", "一般公共预算支出表"]), ([], FIRST, []))
    assert codes(first) == codes(second) == ["201", "20103"]
    assert (first.number, second.number) == ("公开表3", "公开表5")


def test_a_continuation_page_with_slightly_moved_rules_has_its_cells_in_the_same_columns():
    first, second = grid_of(FIRST), grid_of(SECOND, left=52, widths=[99, 101, 99], page=2)
    [table] = join_pages([(page_of(first, above=CAPTION), [first]), (page_of(second, number=2), [second])])
    assert [[cell.text for cell in row.cells] for row in table.rows][2] == ["2010301", "行政运行", "12,004.24"]


WIDER = [60, 180, 90]
"""Columns that a page has made as wide as its own words need."""


def joined_to(drawing):
    """A table and, on the next page, a grid whose columns have other widths."""
    first, second = grid_of(FIRST), grid_of(drawing, widths=WIDER, page=2)
    return join_pages([(page_of(first, above=CAPTION), [first]), (page_of(second, number=2), [second])])


@pytest.mark.parametrize("again", [HEADER, ""], ids=["the header again", "no header"])
def test_a_continuation_page_may_make_its_columns_as_wide_as_it_needs(again):
    [table] = joined_to(again + SECOND)
    assert [[cell.text for cell in row.cells] for row in table.rows][2:] == [
        ["2010301", "行政运行", "12,004.24"],
        ["2010302", "一般行政管理事务", "3,878.00"],
    ]


def test_numbers_where_the_table_prints_words_are_of_another_table():
    assert len(joined_to("2010301 | 12,004.24 | 行政运行")) == 2


def test_as_many_columns_under_other_heads_are_another_table():
    assert len(joined_to("单位代码 | 单位名称 | 金额" + SECOND)) == 2


def test_a_continuation_page_without_the_outer_column_has_it_empty():
    first = grid_of(HEADER + " | 备注\n201 | 一般公共服务支出 | 60.00 | 含结转")
    second = grid_of("20103 | 事务 | 60.00", page=2)
    [table] = join_pages([(page_of(first, above=CAPTION), [first]), (page_of(second, number=2), [second])])
    assert [cell.text for cell in table.rows[1].cells] == ["20103", "事务", "60.00", ""]


def test_margins_of_the_print_area_are_no_columns():
    [table] = join((CAPTION, " | 科目名称 | 合计 | \n | 行政运行 | 60.00 | ", []))
    assert [column.path for column in table.columns] == [("科目名称",), ("合计",)]


def test_a_column_is_called_by_its_header_from_top_to_bottom():
    [table] = join(
        (
            CAPTION,
            """
            科目⏎编码 | 其中     | <
            ^         | 基 本 支 出 | 项目⽀出
            栏次      | 1        | 2
            201       | 60.00    | 0.00
            """,
            [],
        )
    )
    assert [column.path for column in table.columns] == [("科目编码",), ("其中", "基本支出"), ("其中", "项目支出")]


def test_a_cell_merged_over_rows_stands_in_each_of_them():
    [table] = join((CAPTION, HEADER + "\n201 | 服务 | 1.00\n^ | 货物 | 2.00", []))
    below = table.rows[1].cells[0]
    assert below is table.rows[0].cells[0]
    assert below.row < table.rows[1].row


def test_the_money_unit_may_stand_on_a_later_page_only():
    [table] = join((["支出总表"], FIRST, []), (["支出总表", "单位：元"], HEADER + SECOND, []))
    assert table.money_unit == "元"


def test_the_faults_of_the_parts_name_their_page():
    first, second = grid_of(FIRST), replace(grid_of(SECOND, page=2, reading="camelot vector"), faults=("格子不是矩形",))
    [table] = join_pages([(page_of(first, above=CAPTION), [first]), (page_of(second, number=2), [second])])
    assert table.faults == ("第 2 页：格子不是矩形",)
    assert table.reading == "literal + camelot vector"


def test_without_pages_there_are_no_tables():
    assert join_pages([]) == []


rows = st.lists(
    st.tuples(st.sampled_from(["201", "20103", "2010301"]), st.just("运行"), st.just("1.00")), min_size=2, max_size=12
)


@given(rows, st.data())
def test_a_table_reads_the_same_wherever_its_pages_break(body, data):
    breaks = sorted(data.draw(st.sets(st.integers(1, len(body) - 1), max_size=3)))
    repeated = data.draw(st.booleans())
    header = ("科目编码", "科目名称", "合计")
    read = []
    for number, (start, stop) in enumerate(zip([0, *breaks], [*breaks, len(body)], strict=True), 1):
        part = [header, *body[start:stop]] if repeated or number == 1 else body[start:stop]
        grid = grid_of_rows(part, page=number)
        read.append((page_of(grid, above=CAPTION if number == 1 else [], number=number), [grid]))
    [table] = join_pages(read)
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == body


TWO_SIDED = """
    项目         | 预算数 | 项目               | 预算数
    一、财政拨款 | 60.00  | 七、文化旅游支出   |
                 |        | 八、社会保障和就   | 1,608.51
"""


def names(table):
    return [row.cells[2].text for row in table.rows]


def test_a_line_that_a_page_break_cuts_is_one():
    cut = "  | | 业支出 | \n | | 九、卫生健康支出 | "
    [table] = join((CAPTION, TWO_SIDED, []), ([], cut, []))
    assert names(table) == ["七、文化旅游支出", "八、社会保障和就业支出", "九、卫生健康支出"]


def test_a_line_without_an_amount_at_the_top_of_a_page_is_a_line_of_its_own():
    [table] = join((CAPTION, TWO_SIDED.replace("八、社会保障和就  ", "八、社会保障支出"), []), ([], " | | 九、卫生健康支出 | ", []))
    assert names(table) == ["七、文化旅游支出", "八、社会保障支出", "九、卫生健康支出"]


PROJECTS = """
    项目名称                    | 金额
    道路和桥梁养⏎护项目         | 3.00
    照明                        | 1.00
    城市道路积水⏎{last}         | 2.00
"""


def project_names(last, overleaf):
    [table] = join((CAPTION, PROJECTS.format(last=last), []), ([], overleaf, []))
    return [row.cells[0].text for row in table.rows[2:]]


def test_a_name_that_ends_where_its_column_ends_goes_on_overleaf():
    assert project_names("点信息化改造", "项目（二期） | \n 绿化 | 5.00") == ["城市道路积水点信息化改造项目（二期）", "绿化"]


def test_a_name_that_ends_before_its_column_ends_is_whole():
    assert project_names("点改造", "市政管理 | \n 绿化 | 5.00") == ["城市道路积水点改造", "市政管理", "绿化"]


def test_a_name_with_an_open_bracket_goes_on_overleaf():
    assert project_names("点（市", "本级） | \n 绿化 | 5.00") == ["城市道路积水点（市本级）", "绿化"]


def test_the_amount_of_a_row_that_is_cut_may_stand_overleaf():
    first = PROJECTS.format(last="点信息化改造").replace("2.00", "")
    [table] = join((CAPTION, first, []), ([], "项目 | 2.00\n 绿化 | 5.00", []))
    assert [[cell.text for cell in row.cells] for row in table.rows[2:]] == [["城市道路积水点信息化改造项目", "2.00"], ["绿化", "5.00"]]


def test_where_other_rows_print_no_number_either_a_row_without_one_is_a_row():
    heading = PROJECTS.replace("照明                        | 1.00", "市政管理 |")
    [table] = join((CAPTION, heading.format(last="点信息化改造"), []), ([], "园林管理 | \n 绿化 | 5.00", []))
    assert [row.cells[0].text for row in table.rows[2:]] == ["城市道路积水点信息化改造", "园林管理", "绿化"]


def test_a_blank_rest_of_a_row_at_the_top_of_a_page_is_no_row_and_no_caption():
    [table] = join((CAPTION, FIRST, []), ([], " | | " + SECOND, []))
    assert codes(table) == ["201", "20103", "2010301", "2010302"]
