"""Faults to plant into the source document: for the tests of the ledger, and for the course.

Each names the table or sentence that it changes and what is printed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from typeset.layout import Document, TablePart, with_cell, with_line

SHEET_BUDGET = (1, 2)


def with_cells(document: Document, table: int | str, cells: Mapping[tuple[int, int], str]) -> Document:
    """Return the document with several cells of a table changed."""
    for (row, col), text in cells.items():
        document = with_cell(document, table, row, col, text)
    return document


def without_row(document: Document, table: int | str, row: int) -> Document:
    """Return the document with a row of a table on one page left out."""
    found = document.table(table)
    moved = [replace(c, row=c.row - (c.row > row)) for c in found.body if c.row != row]
    tables = tuple(replace(t, body=tuple(moved)) if t.key == found.key else t for t in document.tables)
    pages = tuple(
        replace(
            page,
            blocks=tuple(
                replace(b, stop=b.stop - 1) if isinstance(b, TablePart) and b.key == found.key else b
                for b in page.blocks
            ),
        )
        for page in document.pages
    )
    return replace(document, tables=tables, pages=pages)


def a_digit_misread(document: Document) -> Document:
    """公开表6, 30201 办公费: 78.40."""
    return with_cell(document, 6, 13, 3, "73.40")


def a_row_lost(document: Document) -> Document:
    """公开表3, 2080505: 530.34 of the 795.51 of 20805."""
    return without_row(document, 3, 6)


def two_columns_swapped(document: Document) -> Document:
    """公开表3: basic and project expenditure, in every row."""
    body = {(c.row, c.column): c.text for c in document.table(3).body}
    swapped = {(row, 9 - col): body[row, col] for row in range(11) for col in (4, 5)}
    return with_cells(document, 3, swapped)


def yuan_for_ten_thousand_yuan(document: Document) -> Document:
    """公开表9 under 单位：万元 prints yuan."""
    amounts = {0: "4385000.00", 1: "4385000.00", 2: "910000.00", 3: "675000.00", 5: "675000.00", 6: "2800000.00"}
    return with_cells(document, 9, {(row, col): text for row, text in amounts.items() for col in (2, 3)})


def a_percentage_wrong(document: Document) -> Document:
    """“三公”经费 下降 1.13%."""
    return with_line(document, "下降1.13%", "下降11.30%")


def a_change_against_its_parts(document: Document) -> Document:
    """“三公”经费 减少 5.00万元, as 公务接待费 alone does."""
    return with_line(document, "与上一年相比，减少5.00万元，下降1.13%", "与上一年相比，减少6.00万元，下降1.35%")


def a_code_under_the_wrong_parent(document: Document) -> Document:
    """公开表3, 2210201 住房公积金 below 22102."""
    return with_cell(document, 3, 10, 1, "2080599")


def a_total_wrong(document: Document) -> Document:
    """公开表1, 收入总计 17,332.62."""
    return with_cell(document, 1, 32, 2, "17,323.62")


def a_purchase_wrong(document: Document) -> Document:
    """公开表10, the last purchase: 5,581.64."""
    return with_cell(document, 10, 23, 3, "5,518.64")


def a_sheet_wrong(document: Document) -> Document:
    """绩效目标表 2, 预算数 1244.00."""
    return with_cell(document, "sheet-2", *SHEET_BUDGET, "1344.00")


def vehicles_miscounted(document: Document) -> Document:
    """共有车辆 27 辆 of six kinds."""
    return with_line(document, "本单位共有车辆27辆", "本单位共有车辆28辆")


def last_years_year_left_standing(document: Document) -> Document:
    """2023年支出预算为17,332.62万元."""
    return with_line(document, "2023年支出预算为", "2022年支出预算为")


def last_years_heading_left_standing(document: Document) -> Document:
    """（四）2023年财政拨款基本支出预算情况说明."""
    return with_line(document, "（四）2023年财政拨款基本支出", "（四）2022年财政拨款基本支出")


def a_stated_amount_misprinted(document: Document) -> Document:
    """公务接待费 280.00万元, in 公开表9 too."""
    return with_line(document, "公务接待费280.00万元", "公务接待费208.00万元")


def an_empty_table_that_is_not(document: Document) -> Document:
    """公开表8 says that it has no data."""
    return with_cells(document, 8, {(0, 3): "5.00", (0, 5): "5.00"})


def a_unit_word_lost(document: Document) -> Document:
    """机关运行经费 570.69万元 printed as yuan."""
    return with_line(document, "算为570.69万元", "算为570.69元")
