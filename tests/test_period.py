"""Which year and phase a column is about, as far as its header says."""

import pytest

from qzbudget.know.period import Period, period_of


@pytest.mark.parametrize(
    ("header", "period"),
    [
        (["预算数"], Period(phase="approved")),
        (["年初预算数"], Period(phase="approved")),
        (["本年预算数"], Period(phase="approved")),
        (["决算数"], Period(phase="executed")),
        (["支出决算"], Period(phase="executed")),
        (["全年执行数"], Period(phase="executed")),
        (["预算执行数"], Period(phase="executed")),
        (["执行数"], Period(phase="executed")),
        (["调整预算数"], Period(phase="adjusted")),
        (["全年预算数"], Period(phase="adjusted")),
        (["2023年预算数"], Period(year=2023, phase="approved")),
        (["２０２２年度决算数"], Period(year=2022, phase="executed")),
        (["2022年执行数"], Period(year=2022, phase="executed")),
        (["2023年"], Period(year=2023)),
        (["2023"], Period(year=2023)),
        (["2023年度", "预算数"], Period(year=2023, phase="approved")),
        (["2022年", "执行数"], Period(year=2022, phase="executed")),
        (["上年预算数"], Period(prior=True, phase="approved")),
        (["上年执行数"], Period(prior=True, phase="executed")),
        (["上年决算数"], Period(prior=True, phase="executed")),
        (["上年预算执行数"], Period(prior=True, phase="executed")),
        (["2022年预算执行数"], Period(year=2022, phase="executed")),
        (["上年预算数（万元）"], Period(prior=True, phase="approved")),
        (["2022年决算数（元）"], Period(year=2022, phase="executed")),
        (["上年数"], Period(prior=True)),
        (["上年"], Period(prior=True)),
        (["上年", "预算数"], Period(prior=True, phase="approved")),
        (["上一年度"], Period(prior=True)),
        (["去年预算数"], Period(prior=True, phase="approved")),
        ([], Period()),
        (["合计"], Period()),
        (["基本支出"], Period()),
    ],
)
def test_year_and_phase_of_a_header(header, period):
    assert period_of(header) == period


@pytest.mark.parametrize("header", ["上年结转", "上年结转结余", "使用以前年度结余", "比上年增减", "较上年预算数增减"])
def test_a_balance_and_a_change_are_not_last_years_column(header):
    assert not period_of([header]).prior


def test_the_lowest_word_that_says_a_year_counts():
    assert period_of(["2023年部门预算", "2022年执行数"]).year == 2022


def test_a_change_against_a_year_does_not_belong_to_that_year():
    assert period_of(["2023年比2022年增减"]) == Period(year=2023)


def test_stated_says_whether_a_header_tells_anything():
    assert period_of(["2023年"]).stated
    assert period_of(["上年"]).stated
    assert period_of(["预算数"]).stated
    assert not period_of(["合计"]).stated
