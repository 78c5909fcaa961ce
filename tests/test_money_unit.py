"""A table that prints no money unit has the one in which other tables of the document print its largest number."""

from qzbudget.know.money_unit import with_settled_units
from tests.literal_grids import table_of

SUMMARY = "项目 | 预算数\n---\n收入总计 | 1,048,475.725671"
REVENUE = "科目 | 合计\n---\n合计 | 1,048,475.725671\n其他收入 | 12.00"
IN_YUAN = "科目 | 合计\n---\n合计 | 10,484,757,256.71"


def unit_of(drawing, *others):
    tables = [table_of(other, money_unit=unit) for other, unit in others]
    return with_settled_units([table_of(drawing, money_unit=None), *tables])[0].money_unit


def test_the_unit_of_the_table_that_prints_the_same_total():
    assert unit_of(REVENUE, (SUMMARY, "万元"), (IN_YUAN, "元")) == "万元"


def test_no_unit_where_no_table_prints_the_same_total():
    assert unit_of(REVENUE, (IN_YUAN, "元")) is None


def test_no_unit_where_two_units_print_the_same_number():
    assert unit_of(REVENUE, (SUMMARY, "万元"), (SUMMARY, "元")) is None


def test_a_short_number_settles_nothing():
    assert unit_of("科目 | 合计\n---\n合计 | 12.00", ("科目 | 合计\n---\n合计 | 12.00", "万元")) is None


def test_codes_settle_nothing():
    assert unit_of("科目 | 合计\n---\n2010301 | ", ("科目 | 合计\n---\n2010301 | 1.00", "万元")) is None


def test_a_printed_unit_stays():
    tables = [table_of(SUMMARY, money_unit="元"), table_of(REVENUE, money_unit="万元")]
    assert [table.money_unit for table in with_settled_units(tables)] == ["元", "万元"]
