"""Faults planted into the source document, each typeset and read: the ledger finds each, and nothing else fails."""

import pytest

from qzbudget.build import read_document
from qzbudget.dataset.records import CheckRecord
from typeset.draw import draw
from typeset.faults import (
    a_change_against_its_parts,
    a_code_under_the_wrong_parent,
    a_digit_misread,
    a_percentage_wrong,
    a_purchase_wrong,
    a_row_lost,
    a_sheet_wrong,
    a_stated_amount_misprinted,
    a_total_wrong,
    a_unit_word_lost,
    an_empty_table_that_is_not,
    last_years_heading_left_standing,
    last_years_year_left_standing,
    two_columns_swapped,
    vehicles_miscounted,
    yuan_for_ten_thousand_yuan,
)
from typeset.transcription import load_transcription

BED, ES, RES = "basic_expenditure_department", "expenditure_summary", "revenue_expenditure_summary"


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
    last_years_year_left_standing: {"year_stated:y001", "year_stated:y002", "year_stated:y003"},
    last_years_heading_left_standing: {"year_stated:h001"},
    a_stated_amount_misprinted: {
        "stated_three_public.reception:s031",
        "stated_change_pct:s031",
        "stated_three_public_parts:s026",
    },
    an_empty_table_that_is_not: {
        "empty_says_so:government_fund_expenditure",
        "appropriation_government_fund",
        "stated_none:n001",
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
