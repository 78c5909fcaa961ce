"""A ruled table whose numbers no column heads is told with its page."""

import pytest

from qzbudget.know.document import DocumentFacts
from qzbudget.know.role import titled_tables
from qzbudget.terms import knowledge
from qzbudget.tidy import tidy_tables
from qzbudget.unread import pages_without_amounts
from tests.literal_grids import table_of

KNOWN = knowledge()
BUDGET = DocumentFacts("某市水务局", "某市水务局", None, None, 2023, "budget", "unit")


def pages(*tables):
    titled = titled_tables(tables, KNOWN)
    return list(pages_without_amounts(titled, tidy_tables("d", BUDGET, titled, KNOWN)))


@pytest.mark.parametrize("amount", ["1,234.56", "1234.560000", "1,234"])
def test_a_table_without_a_header_that_prints_money_is_told(amount):
    assert pages(table_of(f"行政运行 | {amount}\n事业运行 | {amount}", page=7)) == [7]


@pytest.mark.parametrize("number", ["2023", "12", "3", "100%", "2080505"])
def test_years_counts_shares_and_codes_are_no_money(number):
    assert pages(table_of(f"一 | {number}\n二 | {number}")) == []


def test_one_number_is_not_enough():
    assert pages(table_of("咨询电话 | 12345.00\n地址 | 某路")) == []


def test_a_table_whose_amounts_are_kept_is_read():
    assert pages(table_of("科目名称 | 合计\n---\n行政运行 | 1,234.56\n事业运行 | 1.00", "支出总表")) == []
