"""The same small table on pages that are drawn in troublesome ways is read the same."""

from __future__ import annotations

import itertools
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qzbudget.build import read_document
from tests.drawn_pages import Sheet
from tests.drawn_tables import description
from typeset.font import font_name

A4, A3_LANDSCAPE = (595.0, 842.0), (1190.0, 842.0)
WIDTHS = (60, 150, 70, 70, 70)
HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("", "合计", "100.00", "60.00", "40.00"),
    ("201", "一般公共服务支出", "100.00", "60.00", "40.00"),
    ("20103", "政府办公厅（室）及相关机构事务", "100.00", "60.00", "40.00"),
    ("2010301", "行政运行", "60.00", "60.00", ""),
    ("2010302", "一般行政管理事务", "40.00", "", "40.00"),
)
READ = [
    "document: 某市水务局 2024 budget department",
    "table: expenditure_summary |  | 部门支出总表 | 某市水务局 | 万元 | proved",
    "col 2: total expenditure 2024 approved",
    "col 3: total.basic expenditure 2024 approved",
    "col 4: total.project expenditure 2024 approved",
    "row 0:  |  | 合计 | total |  |",
    "row 1:  | 201 | 一般公共服务支出 | class |  | 0",
    "row 2:  | 20103 | 政府办公厅（室）及相关机构事务 | section |  | 1",
    "row 3:  | 2010301 | 行政运行 | item |  | 2 leaf",
    "row 4:  | 2010302 | 一般行政管理事务 | item |  | 2 leaf",
]


def caption(sheet, left=60, title="部门支出总表", titled=70):
    sheet.text(left + 120, titled, title, 14)
    sheet.text(left, 86, "单位名称：某市水务局")
    sheet.text(left + 350, 86, "单位：万元")


def table(sheet, rows=(HEADER, *ROWS), left=60, first=100, outer=True, header_rule=0.5):
    """Rules and texts of a table; its column and row edges."""
    xs = list(itertools.accumulate(WIDTHS, initial=left))
    ys = [first + 20 * row for row in range(len(rows) + 1)]
    for row, y in enumerate(ys):
        sheet.line(xs[0], y, xs[-1], y, header_rule if row < 2 else 0.5)
    for x in xs if outer else xs[1:-1]:
        sheet.line(x, ys[0], x, ys[-1])
    for y, texts in zip(ys, rows, strict=False):
        for x, text in zip(xs, texts, strict=False):
            if text:
                sheet.text(x + 3, y + 13, text)
    return xs, ys


def read(folder, *pages, size=A4):
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    Sheet(canvas, size[1]).text(100, 100, "某市水务局2024年部门预算", 20)
    canvas.showPage()
    for draw in pages:
        draw(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    path = folder / "a.pdf"
    path.write_bytes(buffer.getvalue())
    return read_document(path)


def without_left_and_right_border(sheet):
    caption(sheet)
    table(sheet, outer=False)


def with_thick_header_rules(sheet):
    caption(sheet)
    table(sheet, header_rule=3.0)


def dotted(sheet):
    caption(sheet)
    sheet.canvas.setDash(1, 2)
    table(sheet)


def dashed(sheet):
    caption(sheet)
    sheet.canvas.setDash(3, 1)
    table(sheet)


def under_a_seal(sheet):
    caption(sheet)
    table(sheet)
    seal = ImageReader(Image.new("RGBA", (40, 40), (255, 0, 0, 90)))
    sheet.canvas.drawImage(seal, 250, 612, 100, 100, mask="auto")


def beside_a_turned_word(sheet):
    caption(sheet)
    table(sheet)
    sheet.canvas.saveState()
    sheet.canvas.translate(50, 662)
    sheet.canvas.rotate(90)
    sheet.canvas.setFont(font_name(), 8)
    sheet.canvas.drawString(0, 0, "装订线")
    sheet.canvas.restoreState()


def with_a_page_number_in_the_last_row(sheet):
    caption(sheet)
    table(sheet, [HEADER, *ROWS, ("", "", "- 1 -", "", "")])


def under_a_slanted_watermark(sheet):
    caption(sheet)
    sheet.canvas.saveState()
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    sheet.canvas.translate(150, 600)
    sheet.canvas.rotate(45)
    sheet.canvas.setFont(font_name(), 60)
    sheet.canvas.drawString(0, 0, "部门内部")
    sheet.canvas.restoreState()
    table(sheet)


def under_a_pale_watermark(sheet):
    caption(sheet)
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    sheet.text(150, 190, "仅供公开", 48)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    table(sheet)


def with_a_second_frame(sheet):
    caption(sheet)
    xs, ys = table(sheet)
    sheet.ruled((xs[0] - 3, xs[-1] + 3), (ys[0] - 3, ys[-1] + 3))


def in_full_width_digits(sheet):
    caption(sheet)
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789."}
    table(sheet, [HEADER, *(tuple(text.translate(wide) for text in row) for row in ROWS)])


def with_blanks_in_the_codes(sheet):
    caption(sheet)
    table(sheet, [HEADER, *((" ".join(filter(None, (c[:3], c[3:5], c[5:]))), *rest) for c, *rest in ROWS)])


def character_by_character(sheet):
    caption(sheet)
    xs, ys = table(sheet, [("",) * len(HEADER)] * (1 + len(ROWS)))
    for y, texts in zip(ys, [HEADER, *ROWS], strict=False):
        for x, text in zip(xs, texts, strict=False):
            for number, character in enumerate(text):
                sheet.text(x + 3 + 8 * number, y + 13, character)


def with_a_page_number_right_below(sheet):
    caption(sheet)
    _, ys = table(sheet)
    sheet.text(260, ys[-1] + 12, "第 1 页，共 3 页")


@pytest.mark.parametrize(
    "draw",
    [
        without_left_and_right_border, with_thick_header_rules, dotted, dashed, under_a_seal, beside_a_turned_word,
        with_a_page_number_in_the_last_row, under_a_slanted_watermark, under_a_pale_watermark, with_a_second_frame,
        in_full_width_digits, with_blanks_in_the_codes, character_by_character, with_a_page_number_right_below,
    ],
)  # fmt: skip
def test_the_table_is_read_all_the_same(draw, tmp_path):
    assert description(read(tmp_path, draw)) == READ


def test_a_note_in_the_ruled_area_is_no_row(tmp_path):
    def draw(sheet):
        caption(sheet)
        xs, ys = table(sheet)
        bottom = ys[-1] + 20
        for line in ((xs[0], bottom, xs[-1], bottom), *((x, ys[-1], x, bottom) for x in (xs[0], xs[-1]))):
            sheet.line(*line)
        sheet.text(xs[0] + 3, ys[-1] + 13, "注：本表反映部门本年度各项支出情况。")

    said = description(read(tmp_path, draw))
    assert said == [READ[0], READ[1] + " | 注：本表反映部门本年度各项支出情况。", *READ[2:]]


@pytest.mark.parametrize("title", ["部门支出总表（续表）", "续表：", "部门支出总表（续）"])
def test_a_table_goes_on_under_a_title_that_says_so(title, tmp_path):
    def first(sheet):
        caption(sheet)
        table(sheet, [HEADER, *ROWS[:3]])

    def second(sheet):
        caption(sheet, title=title)
        table(sheet, [HEADER, *ROWS[3:]])

    assert description(read(tmp_path, first, second)) == READ


@pytest.mark.parametrize("titled", [70, 74])
def test_tables_side_by_side_have_captions_of_their_own(titled, tmp_path):
    def draw(sheet):
        caption(sheet)
        table(sheet)
        caption(sheet, left=620, title="部门收入总表", titled=titled)
        table(sheet, [("科目编码", "科目名称", "合计", "财政拨款收入", "其他收入"), *ROWS[:2]], left=620)

    tables = read(tmp_path, draw, size=A3_LANDSCAPE).tables
    assert [(t.table.role, t.table.title_printed, t.table.money_unit, t.table.rows) for t in tables] == [
        ("expenditure_summary", "部门支出总表", "万元", 5),
        ("revenue_summary", "部门收入总表", "万元", 2),
    ]


def test_a_column_of_codes_without_a_header_is_no_money(tmp_path):
    def draw(sheet):
        caption(sheet)
        sheet.text(63, 113, "   ".join(HEADER))
        table(sheet, ROWS, first=120)

    amounts = read(tmp_path, draw).tables[0].amounts
    assert {a.item_code for a in amounts} == {None, "201", "20103", "2010301", "2010302"}
    assert {a.measure for a in amounts} == {None}


def test_signs_brackets_and_marks_of_amounts(tmp_path):
    rows = (
        ("", "合计", "100.00 ", "(60.00)", "0"),
        ("201", "一般公共服务支出", "1,234.56①", "-", "—"),
        ("208", "社会保障和就业支出", "（5.00）", "－3.00", "无"),
    )

    def draw(sheet):
        caption(sheet)
        table(sheet, [HEADER, *rows])

    amounts = {(a.row, a.col): a.amount_yuan for a in read(tmp_path, draw).tables[0].amounts}
    assert amounts == {
        (0, 2): Decimal(1_000_000), (0, 3): Decimal(-600_000), (0, 4): Decimal(0),
        (1, 2): None, (1, 3): None, (1, 4): None,
        (2, 2): Decimal(-50_000), (2, 3): Decimal(-30_000), (2, 4): None,
    }  # fmt: skip


def test_text_that_reaches_over_the_row_below_is_not_proved(tmp_path):
    def draw(sheet):
        caption(sheet)
        xs, ys = table(sheet, [HEADER, *ROWS[:2], ("20103", "", *ROWS[2][2:]), *ROWS[3:]])
        for number, text in enumerate(("政府办公厅（室）", "及相关机构", "事务")):
            sheet.text(xs[1] + 3, ys[3] - 2 + 16 * number, text, 9)

    faults = read(tmp_path, draw).tables[0].table.faults
    assert [fault.partition("：")[2] for fault in faults.splitlines()] == [
        "第 2 行第 1 列两行字叠在一起：'一般公共服务支出'、'政府办公厅（室）'",
        "第 4 行第 1 列两行字叠在一起：'行政运行'、'事务'",
    ]
