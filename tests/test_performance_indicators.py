"""Indicator tables: their columns, merged levels, page breaks, and rows that are no indicators."""

from decimal import Decimal

import pytest

from tests.performance_cases.literal_sheets import records_of, shown

TITLE = ["某经费项目绩效目标表"]
NAME = "项目名称 | 某经费 | < | < | <\n"
HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重（90分）\n"


def targets_of(*pages):
    return records_of(*((TITLE if number == 0 else [], page) for number, page in enumerate(pages)))[1]


def test_merged_levels_are_filled_down():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | 培训次数 | ≥3次  | 20
        ^        | ^        | 培训人数 | ≥90人 | 20
        ^        | 质量指标 | 合格率   | ≥95%  | 40
        效益指标 | 社会效益 | 业务能力 | 有所提高 | 10
    """
    )
    assert shown(targets, "row", "level1", "level2", "level3", "target_printed", "weight") == [
        (0, "产出指标", "数量指标", "培训次数", "≥3 次", Decimal(20)),
        (1, "产出指标", "数量指标", "培训人数", "≥90 人", Decimal(20)),
        (2, "产出指标", "质量指标", "合格率", "≥95%", Decimal(40)),
        (3, "效益指标", "社会效益", "业务能力", "有所提高", Decimal(10)),
    ]


def test_a_blank_level_in_the_middle_of_a_page_is_not_filled():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | 培训次数 | ≥3次 | 20
                 | 社会效益 | 业务能力 | 提高 | 20
    """
    )
    assert shown(targets, "level1", "level3") == [("产出指标", "培训次数"), (None, "业务能力")]


def test_a_known_second_level_tells_the_first_where_a_rule_cuts_its_cell():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标     | 培训次数 | ≥3次 | 20
                 | 质量指标     | 合格率   | ≥95% | 20
                 | 社会效益指标 | 业务能力 | 提高 | 20
        效益指标 | 社会效益指标 | 办事时间 | 缩短 | 20
    """
    )
    assert shown(targets, "level1", "level2", "level3") == [
        ("产出指标", "数量指标", "培训次数"),
        ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "业务能力"),
        ("效益指标", "社会效益指标", "办事时间"),
    ]


def test_blank_levels_are_those_above_only_where_the_numbers_of_the_indicators_go_on():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | 指标1：培训次数 | ≥3次  | 20
                 |          | 指标2：培训人数 | ≥9人  | 20
        效益指标 | 社会效益 | 指标1：业务能力 | 提高  | 20
        ^        |          | 指标1：培训费用 | 50万元 | 20
    """
    )
    assert shown(targets, "level1", "level2", "level3") == [
        ("产出指标", "数量指标", "培训次数"),
        ("产出指标", "数量指标", "培训人数"),
        ("效益指标", "社会效益", "业务能力"),
        ("效益指标", None, "培训费用"),
    ]


def test_a_blank_second_level_under_another_first_level_is_not_filled():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标   | 数量指标 | 培训次数 | ≥3次 | 20
        满意度指标 |          | 满意率   | ≥9%  | 20
    """
    )
    assert shown(targets, "level1", "level2") == [("产出指标", "数量指标"), ("满意度指标", None)]


def test_a_numbered_name_that_a_rule_cuts_beside_one_target_is_one_indicator():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | 指标1：森林防火及治污减霾工 | 减少支出 | 20
        ^        | ^        | 作                          | ^        |
        ^        | ^        | 指标2：巡护                 | ≥3次     | 20
    """
    )
    assert shown(targets, "level3", "target_printed") == [
        ("森林防火及治污减霾工作", "减少支出"),
        ("巡护", "≥3 次"),
    ]


def test_a_merged_level_goes_on_overleaf_whichever_page_prints_its_text():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | 甲 | ≥1次 |
        ^        |          | 乙 | ≥2次 |
        """,
        HEAD
        + """
                 | 质量指标 | 丙 | ≥3% |
        效益指标 | 社会效益 | 丁 | 提高 |
        """,
    )
    assert shown(targets, "level1", "level2", "level3", "page") == [
        ("产出指标", "数量指标", "甲", 1),
        ("产出指标", "质量指标", "乙", 1),
        ("产出指标", "质量指标", "丙", 2),
        ("效益指标", "社会效益", "丁", 2),
    ]


def test_a_row_that_a_page_break_cuts_is_joined_and_lies_where_its_target_is():
    targets = targets_of(
        NAME + HEAD + "产出指标 | 数量指标 | 3个部门内 | 41场 | 5\n",
        HEAD + " |  | 部述职 | |\n^ | 质量指标 | 合格率 | 100% | 6\n",
    )
    assert shown(targets, "level1", "level2", "level3", "target_printed", "page") == [
        ("产出指标", "数量指标", "3个部门内部述职", "41 场", 1),
        ("产出指标", "质量指标", "合格率", "100%", 2),
    ]


def test_two_whole_rows_on_either_side_of_a_page_break_stay_two():
    targets = targets_of(NAME + HEAD + "产出指标 | 数量指标 | 甲 | 41场 | 5\n", "产出指标 | 质量指标 | 乙 |  | 5\n")
    assert shown(targets, "level3", "target_printed") == [("甲", "41 场"), ("乙", None)]


def test_comparator_value_and_unit_in_three_columns_without_levels():
    targets = targets_of("""
        绩效指标 | 指标名称   | 指标性质 | 指标值 | 计量单位 | 指标权重(%) | 是否核心
        ^        | 网络零售额 | ≥        | 63     | 亿元     | 10          | 是
        ^        | 满意情况   | 定性     | 优     |          | 15          | 否
    """)
    fields = ("level1", "level2", "level3", "target_printed", "comparator", "target_value", "target_unit", "weight")
    assert shown(targets, *fields) == [
        (None, None, "网络零售额", "≥63 亿元", "≥", Decimal(63), "亿元", Decimal(10)),
        (None, None, "满意情况", "优", None, None, None, Decimal(15)),
    ]


def test_description_and_basis():
    targets = targets_of("""
        一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
        产出指标 | 数量指标 | 座席数   | 座席的数量   | ≥460个 | 根据合同⏎要求。
    """)
    assert shown(targets, "description", "basis") == [("座席的数量", "根据合同要求。")]


@pytest.mark.parametrize("printed", ["指标1：聘用人数", "指标 12: 聘用人数", "指标1：指标1：聘用人数", "聘用人数"])
def test_the_number_before_an_indicator_is_no_part_of_its_name(printed):
    targets = targets_of(NAME + HEAD + f"产出指标 | 数量指标 | {printed} | 5人 | \n")
    assert shown(targets, "level3") == [("聘用人数",)]


def test_three_levels_in_one_cell_are_told_apart_and_the_activity_describes():
    targets = targets_of("""
        活动     | 绩效指标                         | 指标性质 | 指标值 | 度量单位
        预算评审 | 产出指标数量指标财政评审项目数量 | ≥        | 420    | 个
    """)
    assert shown(targets, "level1", "level2", "level3", "description") == [
        ("产出指标", "数量指标", "财政评审项目数量", "预算评审")
    ]


def test_dots_and_blank_rows_are_no_indicators_but_a_name_without_a_target_is_one():
    targets = targets_of(
        NAME
        + HEAD
        + """
        产出指标 | 数量指标 | ......  |      |
        ^        | 质量指标 | 指标1： |      |
        ^        | 时效指标 |         |      |
        效益指标 | 社会效益 | 水平    |      |
    """
    )
    assert shown(targets, "level3", "target_printed") == [("水平", None)]


def test_a_remark_below_the_indicators_is_none():
    targets = targets_of(NAME + HEAD + "产出指标 | 数量指标 | 甲 | 5人 |\n备注 | 无 | < | < | <\n")
    assert shown(targets, "level3") == [("甲",)]


def test_the_box_is_that_of_the_target():
    targets = targets_of(NAME + HEAD + "产出指标 | 数量指标 | 甲 | 5人 |\n")
    assert shown(targets, "x0", "top", "x1", "bottom") == [(350, 140, 450, 160)]


def test_text_that_its_cell_is_too_small_for_goes_back_to_the_indicator_above():
    targets = targets_of(
        "活动 | 绩效指标 | 指标性质 | 指标值 | 度量单位\n"
        + """
        综合性事务 | 产出指标数量指标宣传视频、检测评估体           | ＝ | 4   | 个
        综合性事务 | 系报告、管护规范产出指标数量指标赠送花卉每区至少50盆 | ＝ | 800 | 个
    """
    )
    assert shown(targets, "level1", "level2", "level3", "target_value") == [
        ("产出指标", "数量指标", "宣传视频、检测评估体系报告、管护规范", Decimal(4)),
        ("产出指标", "数量指标", "赠送花卉每区至少50盆", Decimal(800)),
    ]


def test_first_levels_that_stand_in_one_cell_are_told_by_the_second():
    targets = targets_of(
        NAME
        + HEAD
        + """
        满意度指标产出指标成本指标 | 服务对象满意度指标 | 使用部门满意度 | ≥95% | 20
        ^                          | 时效指标           | 按时完成率     | ≥90% | 20
        ^                          | 某类指标           | 某率           | ≥90% | 20
    """
    )
    assert shown(targets, "level1", "level2") == [
        ("满意度指标", "服务对象满意度指标"),
        ("产出指标", "时效指标"),
        (None, "某类指标"),
    ]
