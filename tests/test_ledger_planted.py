"""Faults planted into the source document, each typeset and read: the ledger finds each, and nothing else fails."""

from dataclasses import replace

import pytest

from qzbudget.build import read_document
from qzbudget.records import CheckRecord
from typeset.draw import draw
from typeset.layout import TablePart, with_cell, with_line
from typeset.transcription import load_transcription

BED, ES, RES = "basic_expenditure_department", "expenditure_summary", "revenue_expenditure_summary"


def with_cells(document, table, cells):
    for (row, col), text in cells.items():
        document = with_cell(document, table, row, col, text)
    return document


def without_row(document, table, row):
    """The document with a row of a table on one page left out."""
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


def a_digit_misread(document):
    """公开表6, 30201 办公费: 78.40."""
    return with_cell(document, 6, 13, 3, "73.40")


def a_row_lost(document):
    """公开表3, 2080505: 530.34 of the 795.51 of 20805."""
    return without_row(document, 3, 6)


def two_columns_swapped(document):
    """公开表3: basic and project expenditure, in every row."""
    body = {(c.row, c.column): c.text for c in document.table(3).body}
    swapped = {(row, 9 - col): body[row, col] for row in range(11) for col in (4, 5)}
    return with_cells(document, 3, swapped)


def yuan_for_ten_thousand_yuan(document):
    """公开表9 under 单位：万元 prints yuan."""
    amounts = {0: "4385000.00", 1: "4385000.00", 2: "910000.00", 3: "675000.00", 5: "675000.00", 6: "2800000.00"}
    return with_cells(document, 9, {(row, col): text for row, text in amounts.items() for col in (2, 3)})


def a_percentage_wrong(document):
    """“三公”经费 下降 1.13%."""
    return with_line(document, "下降1.13%", "下降11.30%")


def a_change_against_its_parts(document):
    """“三公”经费 减少 5.00万元, as 公务接待费 alone does."""
    return with_line(document, "与上一年相比，减少5.00万元，下降1.13%", "与上一年相比，减少6.00万元，下降1.35%")


def a_code_under_the_wrong_parent(document):
    """公开表3, 2210201 住房公积金 below 22102."""
    return with_cell(document, 3, 10, 1, "2080599")


def a_total_wrong(document):
    """公开表1, 收入总计 17,332.62."""
    return with_cell(document, 1, 32, 2, "17,323.62")


def a_purchase_wrong(document):
    """公开表10, the last purchase: 5,581.64."""
    return with_cell(document, 10, 23, 3, "5,518.64")


def a_sheet_wrong(document):
    """绩效目标表 2, 预算数 1244.00."""
    return with_cell(document, "sheet-2", *SHEET_BUDGET, "1344.00")


def vehicles_miscounted(document):
    """共有车辆 27 辆 of six kinds."""
    return with_line(document, "本单位共有车辆27辆", "本单位共有车辆28辆")


def last_years_year_left_standing(document):
    """2023年支出预算为17,332.62万元."""
    return with_line(document, "2023年支出预算为", "2022年支出预算为")


def a_stated_amount_misprinted(document):
    """公务接待费 280.00万元, in 公开表9 too."""
    return with_line(document, "公务接待费280.00万元", "公务接待费208.00万元")


def an_empty_table_that_is_not(document):
    """公开表8 says that it has no data."""
    return with_cells(document, 8, {(0, 3): "5.00", (0, 5): "5.00"})


def a_unit_word_lost(document):
    """机关运行经费 570.69万元 printed as yuan."""
    return with_line(document, "算为570.69万元", "算为570.69元")


SHEET_BUDGET = (1, 2)
FAULTS = {
    a_digit_misread: {f"rows_add_up:{BED}:12:3", f"columns_add_up:{BED}:13:3.", "crosswalk:50201"},
    a_row_lost: {f"rows_add_up:{ES}:5:3", f"rows_add_up:{ES}:5:4"},
    two_columns_swapped: {"basic_within_all", "basic_is_all"},
    yuan_for_ten_thousand_yuan: {
        "within_document:three_public_expenses",
        "part_operation",
        "stated_three_public:s026",
        "stated_three_public.overseas:s027",
        "stated_three_public.vehicles:s028",
        "stated_three_public.vehicles.operation:s030",
        "stated_three_public.reception:s031",
    },
    a_percentage_wrong: {"stated_change_pct:s026"},
    a_change_against_its_parts: {"stated_three_public_parts:s026:change"},
    a_code_under_the_wrong_parent: {
        f"codes_under_parents:{ES}",
        f"code_names:{ES}",
        f"rows_add_up:{ES}:5:3",
        f"rows_add_up:{ES}:5:4",
    },
    a_total_wrong: {f"rows_add_up:{RES}:32:2", "revenue_is_expenditure", "revenue_total_parts"},
    a_purchase_wrong: {"rows_add_up:procurement:0:3", "columns_add_up:procurement:23:3@source."},
    a_sheet_wrong: {"sheet_plan:project-2", "sheets_stated:funds", "sheets_sum"},
    vehicles_miscounted: {"vehicles_add_up:s039"},
    last_years_year_left_standing: {"year_stated:s012"},
    a_stated_amount_misprinted: {
        "stated_three_public.reception:s031",
        "stated_change_pct:s031",
        "stated_three_public_parts:s026",
    },
    an_empty_table_that_is_not: {
        "empty_says_so:government_fund_expenditure",
        "appropriation_government_fund",
    },
    a_unit_word_lost: {"operating_expenses_within:s032", "stated_change_pct:s032"},
}


OF_THE_DOCUMENT = {f"sheet_plan_unit:project-{number}" for number in (1, 2, 3)}
"""The head of the plan of spending says （%） in all three sheets, the numbers are 万元."""


def failed(document, folder):
    pdf = folder / "a.pdf"
    pdf.write_bytes(draw(document))
    checks = [record for record in read_document(pdf).beside if isinstance(record, CheckRecord)]
    return {check.check_id for check in checks if check.status == "fail"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_checks_that_find_a_fault(fault, tmp_path):
    assert failed(fault(load_transcription()), tmp_path) == FAULTS[fault] | OF_THE_DOCUMENT


def test_only_the_documents_own_fault_fails_in_the_document_as_it_is(tmp_path):
    assert failed(load_transcription(), tmp_path) == OF_THE_DOCUMENT
