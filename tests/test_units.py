"""Names of government units: what reads like one, how names are folded, whom a performance sheet names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.units import organisation, sheet_departments, unit_key
from tests.literal_grids import table_of


@pytest.mark.parametrize(
    "name",
    [
        "青岛市人民政府办公厅（本级）",
        "青岛市人民政府办公厅(本级)",
        "青岛市人民政府办公厅本级",
        "青岛市人民政府办公厅 本级",
        "青岛市人民政府办公厅（机关）",
        "青岛市人民政府办公厅（汇总）",
        "青岛市 人民政府 办公厅",
        "青岛市⼈民政府办公厅",
    ],
)
def test_spellings_of_one_unit_have_one_key(name):
    assert unit_key(name) == "青岛市人民政府办公厅"


def test_brackets_inside_a_name_are_folded_away():
    assert unit_key("某市水务局（某市水文站）") == "某市水务局某市水文站"


@pytest.mark.parametrize(
    "name",
    [
        "青岛市人民政府办公厅（本级）",
        "福州市公安局巡特警支队",
        "西安市统计局",
        "江苏省高级人民法院",
        "上海市普陀区规划和自然资源局",
        "中共某市委政法委员会",
        "某市第一中学",
        "某市图书馆",
        "某区某街道",
        "某市红十字会",
        "税务局",
    ],
)
def test_names_of_units(name):
    assert organisation(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("关于某市水务局", "某市水务局"),
        ("附件1：某市水务局", "某市水务局"),
        ("某市水务局（汇总）", "某市水务局"),
        ("某市 水务局：", "某市水务局"),
    ],
)
def test_what_stands_around_a_name_is_left_out(text, name):
    assert organisation(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "局",
        "上海市普陀区",
        "一般公共预算支出",
        "2023年部门预算",
        "单位情况",
        "机构设置情况",
        "预算安排处",
        "所属单位",
    ],
)
def test_other_words_are_no_unit(text):
    assert organisation(text) is None


def test_a_performance_sheet_names_its_department_beside_the_label():
    sheets = [
        table_of("主管部门 | 某市水务局 | 实施单位 | 某市水文站"),
        table_of("预算部门及代码 | [103001]某市水务局 | 项目名称 | 运维"),
        table_of("主管部门 | 某市水文站 | 项目名称 | 运维"),
    ]
    assert list(sheet_departments(sheets)) == ["某市水务局", "某市水文站"]


@pytest.mark.parametrize("value", ["", "项目支出", "103001", "项目支出 | 实施单位 | 某市水文站"])
def test_a_label_without_a_unit_beside_it_names_none(value):
    assert list(sheet_departments([table_of(f"主管部门 | {value}")])) == []


@given(st.text("某市水务局（）() 本级汇总·", max_size=12))
def test_a_key_has_no_brackets_and_no_blanks(name):
    key = unit_key(name)
    assert not set("()（） ·") & set(key)
