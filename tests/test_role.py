"""Which disclosure table it is: by the title nearest above it, by the codes it prints, by its header words."""

import csv
from pathlib import Path

import pytest

from qzbudget.know.role import title_and_role, titled_tables
from qzbudget.terms import knowledge
from tests.literal_grids import table_of

KNOWN = knowledge()
PUBLISHED = (Path(__file__).parent / "published_titles.csv").read_text(encoding="utf-8").splitlines()
BY_FUNCTION = "科目编码 | 科目名称 | 合计\n---\n201 | 一般公共服务支出 | 60.00\n20103 | 事务 | 60.00"
BY_DEPARTMENT = "科目编码 | 科目名称 | 合计\n---\n301 | 工资福利支出 | 60.00\n30101 | 基本工资 | 60.00"
BY_GOVERNMENT = "科目编码 | 科目名称 | 合计\n---\n501 | 机关工资福利支出 | 60.00\n50101 | 工资奖金津补贴 | 60.00"


def role_of(*captions, drawing=BY_FUNCTION):
    return title_and_role(table_of(drawing, *captions), KNOWN)[1]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("单位预算收支总表", "revenue_expenditure_summary"),
        ("2026年部门收支总体情况表", "revenue_expenditure_summary"),
        ("收支预算总表", "revenue_expenditure_summary"),
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("单位预算收入总表", "revenue_summary"),
        ("部门收入总体情况表", "revenue_summary"),
        ("收入决算表", "revenue_summary"),
        ("单位预算支出总表", "expenditure_summary"),
        ("2026年部门支出总体情况表", "expenditure_summary"),
        ("单位预算财政拨款收支总表", "appropriation_summary"),
        ("财政拨款收入支出决算总表", "appropriation_summary"),
        ("一般公共预算财政拨款支出表", "general_budget_expenditure"),
        ("一般公共预算支出情况表", "general_budget_expenditure"),
        ("政府性基金预算财政拨款支出表", "government_fund_expenditure"),
        ("国有资本经营预算支出情况表", "state_capital_expenditure"),
        ("单位一般公共预算“三公”经费支出情况表", "three_public_expenses"),
        ("一般公共预算“三公”经费、会议费、培训费支出情况表", "three_public_expenses"),
        ("政府采购预算表", "procurement"),
        ("项目支出表", "project_expenditure"),
        ("一般公共预算机关运行经费支出预算表", "operating_expenses"),
        ("市政府决策等相关经费绩效目标表", "performance_target"),
        ("上级专项转移支付情况表", "other"),
    ],
)
def test_a_title_tells_the_role(title, role):
    assert role_of(title) == role


@pytest.mark.parametrize(
    "title",
    [
        "单位预算支出总表",
        "2023年度 单位预算支出总表",
        "单 位 预 算 支 出 总 表",
        "单位预算⽀出总表",
        "单位预算支出总表（万元）",
        "表3：单位预算支出总表",
        "单位预算支出总表：",
    ],
)
def test_a_title_is_the_same_however_it_is_set(title):
    assert role_of(title) == "expenditure_summary"


@pytest.mark.parametrize(
    ("title", "drawing", "role"),
    [
        ("一般公共预算基本支出表（部门经济分类）", BY_DEPARTMENT, "basic_expenditure_department"),
        ("一般公共预算基本支出表（政府经济分类）", BY_GOVERNMENT, "basic_expenditure_government"),
        ("一般公共预算基本支出表", BY_DEPARTMENT, "basic_expenditure_department"),
        ("一般公共预算基本支出表", BY_GOVERNMENT, "basic_expenditure_government"),
        ("一般公共预算基本支出表", BY_FUNCTION, "basic_expenditure"),
        ("一般公共预算基本支出经济分类表", BY_GOVERNMENT, "basic_expenditure_government"),
        ("一般公共预算财政拨款支出表", BY_FUNCTION, "general_budget_expenditure"),
        ("一般公共预算财政拨款支出表", BY_DEPARTMENT, "general_budget_expenditure_economic"),
        ("一般公共预算支出经济分类情况表", BY_DEPARTMENT, "general_budget_expenditure_economic"),
        ("一般公共预算支出表", "科目 | 合计\n---\n301 | 1.00\n501 | 1.00", "general_budget_expenditure_economic"),
        ("一般公共预算支出表", "科目 | 合计\n---\n行政运行 | 1.00", "general_budget_expenditure"),
    ],
)
def test_what_a_title_leaves_open_the_printed_codes_settle(title, drawing, role):
    assert role_of(title, drawing=drawing) == role


@pytest.mark.parametrize("code", ["[301]工资福利支出", "301-工资福利支出", "301工资福利支出"])
def test_codes_in_one_cell_with_the_name_settle_it_too(code):
    drawing = f"科目 | 合计\n---\n{code} | 60.00"
    assert role_of("一般公共预算基本支出表", drawing=drawing) == "basic_expenditure_department"


def test_the_title_nearest_above_the_table_counts():
    captions = ("公开表6", "一般公共预算财政拨款支出表", "公开表7", "单位预算支出总表", "金额单位：万元")
    assert title_and_role(table_of(BY_FUNCTION, *captions), KNOWN) == ("单位预算支出总表", "expenditure_summary")


@pytest.mark.parametrize("below", ["（单位：元）", "金额单位：万元", "部门名称：某市水务局（本级）", "部门名称：某市水务局　单位：元"])
def test_neither_the_money_unit_nor_the_unit_below_a_title_is_a_part_of_it(below):
    captions = ("一般公共预算支出表（按功能分类）", below)
    assert title_and_role(table_of(BY_FUNCTION, *captions), KNOWN)[0] == "一般公共预算支出表（按功能分类）"


def test_the_money_unit_beside_a_title_is_no_part_of_it():
    assert title_and_role(table_of(BY_FUNCTION, "单位预算支出总表 单位：万元"), KNOWN)[0] == "单位预算支出总表"


def test_the_number_below_a_title_is_no_part_of_it():
    captions = ("收支预算总表", "公开表一", "单位：万元")
    assert title_and_role(table_of(BY_FUNCTION, *captions), KNOWN) == ("收支预算总表", "revenue_expenditure_summary")


def test_a_title_over_two_lines_is_joined():
    captions = ("一般公共预算基本支出", "表（部门经济分类）", "单位：万元")
    assert title_and_role(table_of(BY_DEPARTMENT, *captions), KNOWN) == (
        "一般公共预算基本支出表（部门经济分类）",
        "basic_expenditure_department",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "收支情况如下。",
        "2023年收入预算情况，详见下表",
        "本年支出17,332.62万元，其中基本支出表列12,004.24万元，项目支出见附表",
    ],
)
def test_a_sentence_of_the_narrative_is_no_title(sentence):
    assert title_and_role(table_of(BY_FUNCTION, sentence), KNOWN) == (None, "other")


def test_an_unknown_title_is_kept_and_the_role_is_other():
    assert title_and_role(table_of(BY_FUNCTION, "各科目用款一览表"), KNOWN) == ("各科目用款一览表", "other")


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("采购品目 | 采购组织形式 | 金额", "procurement"),
        ("因公出国（境）费 | 公务接待费 | 合计", "three_public_expenses"),
        ("一级指标 | 二级指标 | 指标值", "performance_target"),
        ("项目 | 预算数 | 绩效目标", "project_expenditure"),
        ("科目编码 | 科目名称 | 合计", "other"),
    ],
)
def test_without_a_title_header_words_tell_the_role(header, role):
    assert role_of(drawing=f"{header}\n---\n服务 | | 1.00") == role


def test_a_known_title_stands_before_header_words():
    assert role_of("项目支出表", drawing="项目 | 金额 | 绩效指标\n---\n运维 | 1.00 | 无") == "project_expenditure"


SHEET = "一级指标 | 二级指标 | 指标值\n---\n产出指标 | 数量指标 | ≥460个"
PART = "项目名称 | 信息化运维\n满意度指标 | ≥90%"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("一般公共预算机关运行经费", "operating_expenses"),
        ("部门政府采购预算", "procurement"),
        ("机关运行经费的主要情况说明预算", "other"),
        ("机关运行经费安排，政府采购预算", "other"),
    ],
)
def test_a_title_need_not_call_its_table_one(line, role):
    assert role_of(line, "单位：万元") == role


def test_a_heading_above_the_title_of_an_unknown_table_is_no_title():
    assert role_of("机关运行经费", "部门人员情况表") == "other"


def test_a_part_without_a_title_after_a_performance_sheet_belongs_to_it():
    sheet, part = table_of(SHEET, "绩效目标表", page=20), table_of(PART, page=21, notes=("注：无",), faults=("x",))
    [titled] = titled_tables([sheet, part], KNOWN)
    assert titled.role == "performance_target"
    assert titled.printed.continued == (part,)
    assert titled.printed.page_last == 21
    assert titled.printed.notes == ("注：无",)
    assert titled.printed.faults == ("x",)


@pytest.mark.parametrize(
    ("before", "part"),
    [
        (table_of(SHEET, "绩效目标表", page=20), table_of(PART, page=22)),
        (table_of(SHEET, "绩效目标表", page=20), table_of(PART, "上级专项转移支付情况表", page=21)),
        (table_of(BY_FUNCTION, "单位预算支出总表", page=20), table_of(PART, page=21)),
    ],
    ids=["a page lies between", "it has a title", "the table before is no performance sheet"],
)
def test_otherwise_it_is_a_table_of_its_own(before, part):
    assert len(titled_tables([before, part], KNOWN)) == 2


@pytest.mark.parametrize("row", list(csv.DictReader(PUBLISHED)), ids=lambda row: row["title"])
def test_titles_that_places_have_published(row):
    assert (KNOWN.role_of_title(row["title"]) or "other") == row["role"]
