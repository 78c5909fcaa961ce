"""COFOG and GFSM 2014 views: every amount goes to one heading, and the headings add up to the total."""

import csv
from decimal import Decimal
from importlib import resources

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qzbudget as qz
from qzbudget.breakdown.composition import COLUMNS
from qzbudget.cited.numbers import formula, without_cells
from qzbudget.codebook.frame import codes
from qzbudget.errors import UsageError
from qzbudget.views.readings import readings_table, told_readings
from qzbudget.views.view import READINGS, mapping
from tests.small_dataset import lines


def read(name):
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


MAPS = {"cofog": read("function_to_cofog"), "gfsm": read("economic_to_gfsm")}


def amounts(view):
    return view.set_index("code")["amount_yuan"].to_dict()


OFFICE = lines(
    (0, None, None, "合计", "total", 1000.0),
    (1, 0, "201", "一般公共服务支出", "class", 700.0),
    (2, 1, "20103", "政府办公厅（室）及相关机构事务", "section", 700.0),
    (3, 2, "2010301", "行政运行", "item", 700.0),
    (4, 0, "208", "社会保障和就业支出", "class", 200.0),
    (5, 4, "20805", "行政事业单位养老支出", "section", 200.0),
    (6, 5, "2080505", "机关事业单位基本养老保险缴费支出", "item", 200.0),
    (7, 0, "221", "住房保障支出", "class", 100.0),
    (8, 7, "22102", "住房改革支出", "section", 100.0),
    (9, 8, "2210201", "住房公积金", "item", 100.0),
    money_unit="元",
)

# The two readings


def test_as_booked_an_office_spends_on_social_protection():
    assert amounts(qz.view(OFFICE)) == {"01": 700.0, "10": 300.0}


def test_returned_an_office_spends_on_general_public_services_alone():
    assert amounts(qz.view(OFFICE, reading="employer_cost_returned")) == {"01": 1000.0}
    assert amounts(qz.view(OFFICE, reading="employer_cost_returned", detail=True)) == {"01.1": 1000.0}


def test_the_source_document_in_both_readings(qingdao_folder):
    budget = qz.load(qingdao_folder)
    # 公开表3: 行政运行 15,882.24; 养老保险 530.34 + 职业年金 265.17 + 住房公积金 654.87; 合计 17,332.62 万元
    assert amounts(qz.view(budget)) == {"01": 158_822_400.0, "10": 14_503_800.0}
    assert amounts(qz.view(budget, reading="employer_cost_returned")) == {"01": 173_326_200.0}


def test_each_unit_of_a_department_gets_back_its_own_employer_cost():
    frame = lines(
        (0, None, None, "合计", "total", 1110.0),
        (1, 0, "2010301", "行政运行", "item", 100.0),
        (2, 0, "2080505", "机关事业单位基本养老保险缴费支出", "item", 10.0),
        (3, 0, "2050203", "初中教育", "item", 900.0),
        (4, 0, "2080505", "机关事业单位基本养老保险缴费支出", "item", 100.0),
    ).assign(unit_name=[None, "甲局", "甲局", "甲校", "甲校"])
    assert amounts(qz.view(frame, reading="employer_cost_returned")) == {"01": 110.0, "09": 1000.0}


def test_a_unit_with_employer_cost_alone_gives_it_to_the_main_function_of_all():
    frame = lines(
        (0, None, None, "合计", "total", 110.0),
        (1, 0, "2050203", "初中教育", "item", 100.0),
        (2, 0, "2210201", "住房公积金", "item", 10.0),
    ).assign(unit_name=[None, "甲校", "甲中心"])
    assert amounts(qz.view(frame, reading="employer_cost_returned")) == {"09": 110.0}


def test_pensions_that_are_a_units_business_stay_where_they_are():
    frame = lines(
        (0, None, "2082602", "财政对城乡居民基本养老保险基金的补助", "item", 90.0),
        (1, None, "2010301", "行政运行", "item", 100.0),
    )
    assert amounts(qz.view(frame, reading="employer_cost_returned")) == {"01": 100.0, "10": 90.0}


# What is not listed, not mapped, not believed


def test_what_a_section_withholds_goes_where_the_section_goes():
    frame = lines(
        (0, None, None, "合计", "total", 500.0),
        (1, 0, "204", "公共安全支出", "class", 500.0),
        (2, 1, "20402", "公安", "section", 500.0),
        (3, 2, "2040201", "行政运行", "item", 300.0),
        money_unit="元",
    )
    [row] = qz.view(frame, detail=True).itertuples()
    assert (row.code, row.amount_yuan) == ("03.1", 500.0)
    assert row.cells == "expenditure_summary:2:3"  # the item and what the section has beyond it: the section


def test_what_stays_of_a_class_is_its_cell_less_what_goes_elsewhere():
    frame = lines(
        (0, None, None, "合计", "total", 600.0),
        (1, 0, "208", "社会保障和就业支出", "class", 400.0),
        (2, 1, "2080505", "机关事业单位基本养老保险缴费支出", "item", 300.0),
        (3, 0, "2010301", "行政运行", "item", 170.0),
        money_unit="元",
    )
    shown = qz.view(frame, reading="employer_cost_returned").set_index("code")
    table = "expenditure_summary"
    assert shown["cells"].to_dict() == {
        "01": f"{table}:2:3+{table}:3:3",
        "10": f"{table}:1:3-{table}:2:3",
        "unlisted": f"{table}:0:3-{table}:3:3-{table}:1:3",
    }
    assert shown["amount_yuan"].to_dict() == {"01": 470.0, "10": 100.0, "unlisted": 30.0}
    assert formula(shown.loc["10", "cells"]).taken_off == {f"{table}:2:3"}


def test_a_heading_stands_where_its_amounts_stand():
    shown = qz.view(OFFICE.assign(number_printed="公开表3"))
    assert set(COLUMNS) <= set(shown.columns)  # what shows a composition shows a view too
    assert shown[["rank", "page", "number_printed"]].to_numpy().tolist() == [[1, 3, "公开表3"], [2, 3, "公开表3"]]
    assert shown["whole_cells"].str.startswith("expenditure_summary:").all()


def test_what_the_total_has_beyond_every_row_is_a_line_of_its_own():
    frame = lines((0, None, None, "合计", "total", 500.0), (1, 0, "2010301", "行政运行", "item", 300.0), money_unit="元")
    assert amounts(qz.view(frame)) == {"01": 300.0, "unlisted": 200.0}


def test_what_no_mapping_covers_is_a_line_of_its_own():
    frame = lines((0, None, "2290201", "年初预留", "item", 40.0), (1, None, "2010301", "行政运行", "item", 60.0))
    shown = qz.view(frame)
    assert amounts(shown) == {"01": 60.0, "unmapped": 40.0}
    assert shown["share_pct"].tolist() == [60.0, 40.0]
    assert qz.view(frame, lang="en")["name"].tolist() == ["General public services", "Not mapped"]


def test_a_name_that_contradicts_its_code_is_believed_as_far_as_its_class():
    frame = lines(
        (0, None, "30301", "工会活动费", "section", 10.0),
        role="basic_expenditure_department", measure="total.basic", fiscal_year=2026,
    )  # fmt: skip
    [row] = qz.view(frame, "gfsm", detail=True).itertuples()
    assert (row.code, row.confidence) == ("27", "low")  # 303 as a whole; a pension would be 273


def test_a_code_of_another_year_has_the_meaning_of_that_year():
    def shown(year, name):
        frame = lines(
            (0, None, "30311", name, "section", 10.0),
            role="basic_expenditure_department", measure="total.basic", fiscal_year=year, phase="approved",
        )  # fmt: skip
        return amounts(qz.view(frame, "gfsm", detail=True))

    assert shown(2017, "住房公积金") == {"212": 10.0}
    assert shown(2026, "代缴社会保险费") == {"27": 10.0}


# Both readings side by side


def both(frame, lang="zh"):
    return [qz.view(frame, reading=reading, lang=lang) for reading in READINGS]


def test_the_sentence_tells_what_is_returned_to_what_the_unit_does():
    assert without_cells(told_readings(*both(OFFICE))) == (
        "照原记账，最多的是**一般公共服务** 700.00 元，占 **70.0%**。把单位给自己职工缴的养老、医疗和住房公积金还给单位的职能后，"
        "**一般公共服务**是 1,000.00 元，占 **100.0%**，多 300.00 元。"
    )


def test_a_class_alone_does_not_tell_what_is_paid_for_own_staff():
    classes = lines(
        (0, None, "201", "一般公共服务支出", "class", 90.0),
        (1, None, "20103", "政府办公厅事务", "section", 90.0),
        (2, None, "208", "社会保障和就业支出", "class", 10.0),
    )
    assert "看不出来，没有还给本单位的职能" in told_readings(*both(classes))


def test_the_table_has_both_readings_of_each_heading_and_opens_their_cells():
    table = readings_table(*both(OFFICE))
    assert table.text.splitlines()[1].split("\t")[:6] == ["01", "一般公共服务", "0.07", "70.0%", "0.10", "100.0%"]
    assert table.html.count("data-cells") == 2 + 2 + 2 + 2
    assert readings_table(*both(lines((0, None, None, "合计", "total", 5.0)))) is None
    assert told_readings(*both(lines((0, None, None, "合计", "total", 5.0)))) == "这份文件没有按功能分类列出支出，不能换成 COFOG。"


# GFSM


def test_salaries_and_contributions_are_compensation_of_employees():
    frame = lines(
        (0, None, "30101", "基本工资", "section", 70.0),
        (1, None, "30108", "机关事业单位基本养老保险缴费", "section", 20.0),
        (2, None, "30201", "办公费", "section", 10.0),
        role="basic_expenditure_department", measure="total.basic",
    )  # fmt: skip
    assert amounts(qz.view(frame, "gfsm")) == {"21": 90.0, "22": 10.0}
    assert amounts(qz.view(frame, "gfsm", detail=True)) == {"211": 70.0, "212": 20.0, "22": 10.0}


def test_without_a_department_classification_the_government_one_is_shown():
    frame = lines((0, None, "50101", "工资奖金津补贴", "section", 70.0), role="basic_expenditure_government", measure="total.basic")
    assert amounts(qz.view(frame, "gfsm")) == {"21": 70.0}


# Adding up

FUNCTIONS = st.sampled_from(["201", "20103", "2010301", "208", "20805", "2080505", "2210201", "227", "2299999", "299"])
ECONOMIC = st.sampled_from(["301", "30101", "30113", "302", "30228", "30311", "399", "39999", "398"])


def table(parts, role, amount):
    rows = [(n, None, code, None, "item", amount(fen)) for n, (code, fen) in enumerate(parts)]
    return lines(*rows, role=role, measure="total", money_unit="元")


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(FUNCTIONS, st.integers(1, 10**13)), min_size=1), st.sampled_from(READINGS), st.booleans())
def test_functions_add_up_to_the_fen(parts, reading, detail):
    shown = qz.view(table(parts, "expenditure_summary", lambda fen: Decimal(fen) / 100), reading=reading, detail=detail)
    if len(shown):
        assert sum(shown["amount_yuan"]) == shown["whole_yuan"].iloc[0]


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(ECONOMIC, st.integers(1, 10**10)), min_size=1))
def test_economic_types_add_up_in_float_too(parts):
    shown = qz.view(table(parts, "basic_expenditure_department", lambda fen: fen / 100), "gfsm")
    if len(shown):
        assert round(shown["amount_yuan"].sum(), 2) == shown["whole_yuan"].iloc[0]


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(st.sampled_from(["2010301", "2080505", "2101101", "2210201", "2299999"]), st.integers(1, 10**9)), min_size=1))
def test_every_item_is_counted_once(parts):
    shown = qz.view(table(parts, "expenditure_summary", lambda fen: Decimal(fen) / 100))
    assert sum(shown["amount_yuan"]) == sum(Decimal(fen) / 100 for _, fen in parts)
    cells = "+".join(shown["cells"]).split("+")
    assert sorted(cells) == sorted(f"expenditure_summary:{n}:3" for n in range(len(parts)))


# Refusals and absences


def test_a_document_without_the_classification_has_no_rows():
    frame = lines((0, None, None, "合计", "total", 5.0))
    assert qz.view(frame).empty
    assert list(qz.view(frame).columns) == list(qz.view(OFFICE).columns)


@pytest.mark.parametrize(
    ("argument", "value", "hint"),
    [("by", "cofoq", "cofog"), ("reading", "booked", "as_booked"), ("lang", "fr", "zh")],
)
def test_an_unknown_word_is_refused_with_what_is_known(argument, value, hint):
    with pytest.raises(UsageError, match=hint):
        qz.view(OFFICE, **{argument: value})


# The rows


@pytest.mark.parametrize("by", MAPS)
def test_every_heading_exists(by):
    headings = {row["code"] for row in read(by)}
    assert [row for row in MAPS[by] if row["target"] and row["target"] not in headings] == []


@pytest.mark.parametrize("by", MAPS)
def test_every_row_has_its_reason_and_confidence(by):
    assert [row for row in MAPS[by] if not row["reason"]] == []
    assert [row for row in MAPS[by] if row["confidence"] not in (("high", "medium", "low") if row["target"] else ("",))] == []


@pytest.mark.parametrize("by", MAPS)
def test_every_row_maps_a_code_of_the_book(by):
    known = set(codes()["code"])
    assert [row["code"] for row in MAPS[by] if row["code"] not in known] == []


def test_every_code_of_the_book_is_covered_or_says_why_not():
    in_no_units_budget = {"209"}  # social insurance funds
    functional = [code for code in codes("functional")["code"] if code[:3] not in in_no_units_budget]
    economic = [*codes("department_economic")["code"], *codes("government_economic")["code"]]
    assert [code for code in functional if mapping("cofog", code) is None] == []
    assert [code for code in economic if mapping("gfsm", code) is None] == []


def test_employer_cost_is_what_a_unit_pays_for_its_own_staff():
    returned = {row["code"] for row in MAPS["cofog"] if row["employer_cost"] == "yes"}
    assert {code[:5] for code in returned} == {"20805", "21011", "22102"}
    assert "2080507" not in returned  # a subsidy to the pension fund
    assert mapping("cofog", "2080507").employer_cost is False


def test_frames_are_not_changed():
    before = OFFICE.copy()
    qz.view(OFFICE, reading="employer_cost_returned")
    pd.testing.assert_frame_equal(OFFICE, before)
