"""A table too wide for its page goes on beside itself on the pages after it, and is one table."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from qzbudget.build import read_document
from qzbudget.dataset.records import CheckRecord
from qzbudget.join import join_pages
from tests.drawn_pages import Sheet
from tests.literal_grids import grid_of, page_of, rows_of

CAPTION = ("预算02表", "收入总表")
LEFT = """
    科目编码 | 科目名称 | 合计  | 本年收入 | <
    ^        | ^        | ^     | 小计     | 一般公共预算
    201      | 一般公共 | 70.00 | 50.00    | 40.00
    205      | 教育     | 7.00  | 5.00     | 4.00
"""
RIGHT = """
             | 上年结转 | <
    其他收入 | 小计     | 单位资金
    10.00    | 20.00    | 20.00
    1.00     | 2.00     |
"""
A_PAGE = (612.0, 842.0)


def grid(drawing, page, top=200.0):
    """A grid that fills a page when it has the five columns of ``LEFT``; other tables have columns of their own width."""
    columns = len(rows_of(drawing)[0])
    return grid_of(drawing, page=page, top=top, widths=[100.0] * 5 if columns == 5 else [110.0] * columns)


def join(*pages, size=A_PAGE):
    """Join pages given as (lines above, drawing)."""
    read = []
    for number, (above, drawing) in enumerate(pages, 1):
        on_page = grid(drawing, number)
        read.append((page_of(on_page, above=above, number=number, size=size), [on_page]))
    return join_pages(read)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_columns_on_the_next_page_are_columns_of_the_table():
    [table] = join((CAPTION, LEFT), ([], RIGHT))
    assert texts(table) == [
        ["201", "一般公共", "70.00", "50.00", "40.00", "10.00", "20.00", "20.00"],
        ["205", "教育", "7.00", "5.00", "4.00", "1.00", "2.00", ""],
    ]
    assert (table.page_first, table.page_last) == (1, 2)


def test_every_cell_keeps_its_page_and_its_place():
    [table] = join((CAPTION, LEFT), ([], RIGHT))
    assert [cell.page for cell in table.rows[0].cells] == [1, 1, 1, 1, 1, 2, 2, 2]
    assert [cell.box.x0 for cell in table.rows[0].cells][4:6] == [450.0, 50.0]


def test_a_head_that_the_cut_divides_stands_over_the_columns_on_both_pages():
    [table] = join((CAPTION, LEFT), ([], RIGHT))
    assert [column.path for column in table.columns[3:]] == [
        ("本年收入", "小计"),
        ("本年收入", "一般公共预算"),
        ("本年收入", "其他收入"),
        ("上年结转", "小计"),
        ("上年结转", "单位资金"),
    ]


def test_the_money_unit_may_stand_over_the_last_columns_only():
    [table] = join((CAPTION, LEFT), (["金额单位：万元"], RIGHT))
    assert (table.number, table.money_unit) == ("预算02表", "万元")


def test_the_title_may_come_again():
    assert len(join((CAPTION, LEFT), ((*CAPTION, "金额单位：万元"), RIGHT))) == 1


def test_a_table_may_go_on_over_three_pages():
    middle = """
        上年结转 | < | < | 结转下年 | <
        小计 | 项目 | 基本 | 小计 | 项目
        20.00 | 10.00 | 10.00 | 3.00 | 2.00
        2.00 | 1.00 | 1.00 | |
    """
    [table] = join((CAPTION, LEFT), ([], middle), ([], LAST))
    assert [cell.page for cell in table.rows[0].cells] == [1] * 5 + [2] * 5 + [3] * 2
    assert [column.path for column in table.columns[8:]] == [
        ("结转下年", "小计"),
        ("结转下年", "项目"),
        ("结转下年", "基本"),
        ("单位资金",),
    ]


LAST = """
         | 单位资金
    基本 | ^
    1.00 | 4.00
    0.00 | 0.00
"""


def test_labels_that_the_next_page_repeats_are_no_further_columns():
    repeated = """
        科目编码 | 科目名称 | 上年结转 | <
        ^        | ^        | 小计     | 说明
        201      | 一般公共 | 20.00    | 含去年余款
        205      | 教育     | 2.00     |
    """
    [table] = join((CAPTION, LEFT), (CAPTION, repeated))
    assert texts(table)[0] == ["201", "一般公共", "70.00", "50.00", "40.00", "20.00", "含去年余款"]


LEFT_BELOW = "206 | 科技 | 9.00 | 6.00 | 5.00\n208 | 社保 | 8.00 | 5.00 | 4.00"
RIGHT_BELOW = "1.00 | 3.00 | 3.00\n1.00 | 3.00 |"
LAST_ROW = ["208", "社保", "8.00", "5.00", "4.00", "1.00", "3.00", ""]


def test_pages_that_go_down_then_over():
    [table] = join((CAPTION, LEFT), ([], LEFT_BELOW), ([], RIGHT), ([], RIGHT_BELOW))
    assert [texts(table)[row][0] for row in range(4)] == ["201", "205", "206", "208"]
    assert texts(table)[3] == LAST_ROW
    assert [cell.page for cell in table.rows[3].cells] == [2] * 5 + [4] * 3


def test_pages_that_go_over_then_down():
    [table] = join((CAPTION, LEFT), ([], RIGHT), ([], LEFT_BELOW), ([], RIGHT_BELOW))
    assert texts(table)[3] == LAST_ROW
    assert (table.page_first, table.page_last) == (1, 4)


@pytest.mark.parametrize(
    ("why", "above", "right"),
    [
        ("another title", ("财政拨款收支总表",), RIGHT),
        ("a title without the word 表", ("结转情况",), RIGHT),
        ("another number", ("预算03表", "收入总表"), RIGHT),
        ("another unit", ("单位名称：某市教育局",), RIGHT),
        ("labels of its own", (), RIGHT.replace("10.00 ", "教育  ")),
        ("another number of rows", (), RIGHT + "    0.00 | 0.00 | 0.00"),
        ("no header where the first page has one", (), "10.00 | 20.00 | 20.00\n1.00 | 2.00 | 0.00"),
    ],
)
def test_what_makes_the_next_page_another_table(why, above, right):
    assert len(join((CAPTION, LEFT), (above, right))) == 2, why


def test_rows_of_other_heights_are_another_table():
    left, right = grid(LEFT, 1), grid(RIGHT, 2, top=210)
    pages = [(page_of(left, above=CAPTION, size=A_PAGE), [left]), (page_of(right, number=2, size=A_PAGE), [right])]
    assert len(join_pages(pages)) == 2


def test_columns_that_the_first_page_has_room_for_are_another_table():
    assert len(join((CAPTION, LEFT), ([], RIGHT), size=(842.0, 612.0))) == 2


def test_a_page_with_a_second_table_goes_on_with_none():
    left, right = grid(LEFT, 1), grid(RIGHT, 2)
    below = grid_of("项目 | 金额\n会议费 | 1.00", page=2, left=90, top=400)
    page = page_of(right, number=2, size=A_PAGE)
    assert len(join_pages([(page_of(left, above=CAPTION, size=A_PAGE), [left]), (page, [right, below])])) == 3


COLUMNS = (
    ("合计", "1,048.47"), ("小计", "992.61"), ("一般公共预算资金", "870.74"), ("政府性基金预算资金", "66.97"),
    ("事业收入", "51.78"), ("其他收入", "3.12"), ("小计", "55.86"), ("一般公共预算资金", "25.43"), ("单位资金", "30.43"),
)  # fmt: skip
WIDTH, ROWS = 120.0, (100.0, 120.0, 140.0, 160.0)


def printed_part(sheet, first, last):
    """Some columns of a revenue table of nine, as a spreadsheet prints them: a merged cell is drawn on both pages."""
    edges = {col: 40.0 + WIDTH * (col - first) for col in range(10)}
    sheet.text(edges[4] + 60, 80, "预算02表 收入总表")
    for y in ROWS:
        sheet.line(edges[1] if y == ROWS[1] and first == 0 else edges[first], y, edges[last], y)
    for col in range(first, last + 1):
        sheet.line(edges[col], ROWS[0] if col in (0, 1, 6, first, last) else ROWS[1], edges[col], ROWS[3])
    sheet.text(edges[3], 112, "本年收入")
    for col in range(first, last):
        head, amount = COLUMNS[col]
        sheet.text(edges[col] + 5, 132, head)
        sheet.text(edges[col] + 70, 152, amount)
    if last == 9:
        sheet.text(edges[7], 112, "上年结转结余")
        sheet.text(edges[8], 92, "金额单位：万元")


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """A document whose revenue table is printed on two pages: five columns and four."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(700.0, 400.0), invariant=1)
    for first, last in ((0, 5), (5, 9)):
        sheet = Sheet(canvas, 400.0)
        sheet.text(40, 30, "某市水务局2026年部门预算")
        printed_part(sheet, first, last)
        canvas.showPage()
    canvas.save()
    path = tmp_path_factory.mktemp("wide") / "a.pdf"
    path.write_bytes(buffer.getvalue())
    return read_document(path)


def test_a_printed_spreadsheet_is_one_table(reading):
    [table] = reading.tables
    record = table.table
    assert (record.role, record.page_first, record.page_last, record.money_unit) == ("revenue_summary", 1, 2, "万元")
    assert record.proved
    assert [(a.amount_printed, a.page) for a in table.amounts] == [
        (amount, 1 if number < 5 else 2) for number, (_, amount) in enumerate(COLUMNS)
    ]


def test_the_columns_of_a_printed_spreadsheet_add_up_over_both_pages(reading):
    sums = [check for check in reading.beside if isinstance(check, CheckRecord) and check.rule == "columns_add_up"]
    assert [(check.left_yuan, check.status) for check in sums] == [
        (10_484_700, "pass"),
        (9_926_100, "pass"),
        (558_600, "pass"),
    ]
