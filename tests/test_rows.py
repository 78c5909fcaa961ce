"""What each body row is: its code, its name, its kind, whose money it is."""

import pytest

from qzbudget.know.columns import know_columns
from qzbudget.know.labels import enumerator, is_of_which, item_name
from qzbudget.know.rows import know_rows
from qzbudget.terms import knowledge
from tests.literal_grids import table_of

KNOWN = knowledge()


def rows_of(drawing, role="expenditure_summary", block=0):
    table = table_of(drawing)
    columns = [column for column in know_columns(table, role, KNOWN) if column.block == block]
    return know_rows(table.rows, columns, role, KNOWN)


def field(drawing, name, role="expenditure_summary", block=0):
    return [getattr(row, name) for row in rows_of(drawing, role, block)]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("（一）一般公共预算拨款收入", "一般公共预算拨款收入"),
        ("(三)国有资本经营预算拨款收入", "国有资本经营预算拨款收入"),
        ("1.公务用车购置费", "公务用车购置费"),
        ("1、公务用车购置费", "公务用车购置费"),
        ("（1）公务用车购置费", "公务用车购置费"),
        ("①公务用车购置费", "公务用车购置费"),
        ("二十三、债务付息支出", "债务付息支出"),
        ("其中：公务用车购置费", "公务用车购置费"),
        ("其中:1.公务用车购置费", "公务用车购置费"),
        ("　　行 政 运 行", "行政运行"),
        ("[2010301]行政运行", "行政运行"),
        ("2010301-行政运行", "行政运行"),
        ("⾏政运⾏", "行政运行"),
        ("“三公”经费合计", "“三公”经费合计"),
        ("一般公共服务支出", "一般公共服务支出"),
        ("1.5倍奖励资金", "1.5倍奖励资金"),
        ("其中：", "其中："),
        ("", None),
        (None, None),
    ],
)
def test_a_name_has_no_code_no_enumeration_and_no_of_which(label, name):
    assert item_name(label) == name


@pytest.mark.parametrize(
    ("label", "opening"),
    [
        ("一、本年收入", "一、"),
        ("（一）一般公共预算拨款", "(一)"),
        ("1.公务用车购置费", "1."),
        ("(1)公务用车购置费", "(1)"),
        ("其中：1.公务用车购置费", "1."),
        ("一般公共服务支出", ""),
        ("1.5倍奖励资金", ""),
        (None, ""),
    ],
)
def test_the_enumeration_that_opens_a_label(label, opening):
    assert enumerator(label) == opening


@pytest.mark.parametrize(
    ("label", "begins"),
    [("其中：购置费", True), ("其中购置费", True), ("　其中:", True), ("购置费", False), (None, False)],
)
def test_of_which_opens_a_label(label, begins):
    assert is_of_which(label) == begins


CODED = """
    科目编码 | 科目名称                       | 合计
    ---
             | 合计                           | 60.00
    201      | 一般公共服务支出               | 60.00
    20103    | 政府办公厅（室）及相关机构事务 | 60.00
    2010301  | 行政运行                       | 60.00
"""


def test_the_length_of_a_code_tells_class_section_and_item():
    assert field(CODED, "code") == [None, "201", "20103", "2010301"]
    assert field(CODED, "row_type") == ["total", "class", "section", "item"]


def test_a_row_keeps_its_place_its_name_and_its_label():
    row = rows_of("序号 | 科目名称 | 合计\n---\n1 | 一、⽀出 | 60.00")[0]
    assert (row.row, row.line_no, row.name, row.label, row.enumerator) == (0, "1", "支出", "一、支出", "一、")


def test_codes_split_over_columns_inherit_what_they_do_not_print():
    drawing = """
        科目编码 | <  | <  | 科目名称     | 合计
        类       | 款 | 项 | ^            | ^
        ---
        221      |    |    | 住房保障支出 | 60.00
                 | 02 |    | 住房改革支出 | 60.00
                 |    | 01 | 住房公积金   | 40.00
                 |    | 03 | 购房补贴     | 20.00
        合计     | <  | <  | <            | 60.00
    """
    assert field(drawing, "code") == ["221", "22102", "2210201", "2210203", None]
    assert field(drawing, "name") == ["住房保障支出", "住房改革支出", "住房公积金", "购房补贴", "合计"]


@pytest.mark.parametrize("printed", ["[201]一般公共服务支出", "201-一般公共服务支出", "201一般公共服务支出"])
def test_code_and_name_in_one_cell(printed):
    [row] = rows_of(f"科目名称 | 合计\n---\n{printed} | 60.00")
    assert (row.code, row.name, row.row_type) == ("201", "一般公共服务支出", "class")


def test_a_name_that_stands_in_the_code_column_is_the_name():
    [row, _] = rows_of("科目编码 | 科目名称 | 合计\n---\n合计 | | 60.00\n201 | 服务 | 60.00")
    assert (row.code, row.name, row.row_type) == (None, "合计", "total")


@pytest.mark.parametrize(
    ("name", "row_type", "concept"),
    [
        ("合计", "total", None),
        ("总计", "total", None),
        ("合 计", "total", None),
        ("支出总计", "total", "total_expenditure"),
        ("本年支出合计", "subtotal", "current_expenditure"),
        ("小计", "subtotal", None),
        ("年终结转结余", "category", "carried_forward"),
        ("结转下年", "category", "carried_forward"),
        ("事业单位经营支出", "category", "business_expenditure"),
        ("一、口岸建设", "category", None),
        ("口岸建设", "detail", None),
        ("其中：口岸建设", "of_which", None),
    ],
)
def test_words_of_a_line_tell_its_kind(name, row_type, concept):
    [row] = rows_of(f"科目名称 | 合计\n---\n{name} | 60.00")
    assert (row.row_type, row.concept) == (row_type, concept)


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("一、一般公共预算拨款收入", "general_budget_appropriation"),
        ("二、政府性基金预算拨款收入", "government_fund_appropriation"),
        ("三、国有资本经营预算拨款收入", "state_capital_appropriation"),
        ("四、财政专户管理资金收入", "special_account"),
        ("五、事业收入", "institutional_revenue"),
        ("九、其他收入", "other_revenue"),
        ("上年结转结余", "carried_over"),
        ("收入总计", "total_revenue"),
    ],
)
def test_lines_of_the_revenue_side_have_the_same_concept_everywhere(name, concept):
    assert field(f"项目 | 金额\n---\n{name} | 60.00", "concept", "revenue_summary") == [concept]


def test_a_functional_class_printed_as_a_name_has_the_code_that_it_stands_for():
    [row] = rows_of("项目 | 金额\n---\n七、文化体育与传媒支出 | 60.00")
    assert (row.code, row.code_inferred, row.row_type) == (None, "207", "category")


def test_on_the_revenue_side_no_functional_class_is_inferred():
    assert field("项目 | 金额\n---\n其他支出 | 60.00", "code_inferred", "revenue_summary") == [None]


def test_lines_after_of_which_belong_to_it_until_the_enumeration_goes_on():
    drawing = """
        项目                     | 金额
        ---
        三、公务用车购置及运行费 | 154.00
        其中：公务用车购置费     | 0.00
        公务用车运行费           | 154.00
        四、公务接待费           | 127.00
        合计                     | 281.00
    """
    assert field(drawing, "row_type", "three_public_expenses") == [
        "category",
        "of_which",
        "of_which",
        "category",
        "total",
    ]


def test_a_code_ends_of_which():
    assert field("科目名称 | 合计\n---\n其中： | \n口岸 | 1.00\n[201]服务 | 1.00\n口岸 | 1.00", "row_type") == [
        "of_which",
        "of_which",
        "class",
        "detail",
    ]


def test_rows_that_print_nothing_but_a_line_number_are_left_out():
    drawing = "序号 | 科目名称 | 合计\n---\n1 | 行政运行 | 60.00\n2 | | \n3 | | 40.00"
    assert field(drawing, "row") == [0, 2]


def test_a_row_that_prints_an_amount_only_has_no_name():
    [row] = rows_of("科目名称 | 合计\n---\n | 60.00")
    assert (row.name, row.label, row.row_type) == (None, None, None)


def test_each_side_of_a_two_sided_table_has_its_own_rows():
    drawing = """
        序号 | 收入             | <      | 支出             | <
        ^    | 项目             | 预算数 | 项目             | 预算数
        ---
        1    | 一、一般公共预算拨款收入 | 60.00 | 一、一般公共服务支出 | 50.00
        2    |                  |        | 八、社会保障和就业支出 | 10.00
        3    | 收入总计         | 60.00  | 支出总计         | 60.00
    """
    assert field(drawing, "row", "revenue_expenditure_summary", block=0) == [0, 2]
    assert field(drawing, "code_inferred", "revenue_expenditure_summary", block=1) == ["201", "208", None]


@pytest.mark.parametrize(("code", "unit"), [("103001", "103001"), ("[103001]某市水务局", "103001")])
def test_six_digits_are_the_code_of_a_unit(code, unit):
    drawing = f"科目编码 | 科目名称 | 合计\n---\n{code} | 某市水务局 | 60.00\n2010301 | 行政运行 | 60.00"
    first, second = rows_of(drawing)
    assert (first.code, first.labels["unit_code"], first.unit_name) == (None, unit, "某市水务局")
    assert (second.code, second.unit_name) == ("2010301", "某市水务局")


def test_a_unit_column_says_whose_money_it_is_until_the_next_unit():
    drawing = """
        单位名称   | 科目名称 | 合计
        ---
        合计       |          | 60.00
        某市水务局 | 行政运行 | 40.00
                   | 水利建设 | 10.00
        某市水文站 | 行政运行 | 10.00
    """
    assert field(drawing, "unit_name") == [None, "某市水务局", "某市水务局", "某市水文站"]
    assert field(drawing, "row_type")[0] == "total"


def test_a_table_by_units_names_its_rows_by_their_units():
    drawing = "单位编码 | 单位名称 | 合计\n---\n103001 | 某市水务局 | 40.00\n103002 | 某市水文站 | 10.00"
    assert field(drawing, "name") == ["某市水务局", "某市水文站"]
    assert [row.labels["unit_code"] for row in rows_of(drawing)] == ["103001", "103002"]


def test_a_purchase_keeps_its_name_its_kind_and_its_code():
    drawing = """
        科目编码 | 科目名称 | 采购类别 | 采购品目                         | 合计
        ---
        2010302  | 一般行政管理事务 | 服务 | [C23120302]车辆加油、添加燃料服务 | 9.00
    """
    [row] = rows_of(drawing, "procurement")
    assert row.row_type == "detail"
    assert (row.code, row.name) == ("2010302", "一般行政管理事务")
    assert row.labels["procurement_kind"] == "服务"
    assert row.labels["procurement_name"] == "车辆加油、添加燃料服务"
    assert row.labels["procurement_code"] == "C23120302"


def test_a_table_that_crosses_classifications_keeps_each_of_them():
    drawing = """
        功能科目编码 | 功能科目名称 | 部门经济科目编码 | 部门经济科目名称 | 合计
        ---
        2010301      | 行政运行     | 30101            | 基本工资         | 60.00
    """
    [row] = rows_of(drawing)
    assert (row.code, row.name) == ("2010301", "行政运行")
    assert row.labels["functional_code"] == "2010301"
    assert (row.labels["department_code"], row.labels["department_name"]) == ("30101", "基本工资")


def test_a_row_of_the_second_classification_only_has_its_code_and_name():
    drawing = """
        功能科目编码 | 功能科目名称 | 部门经济科目编码 | 部门经济科目名称 | 合计
        ---
        2010301      | 行政运行     |                  |                  | 60.00
                     |              | 30101            | 基本工资         | 60.00
    """
    assert field(drawing, "code") == ["2010301", "30101"]
    assert field(drawing, "name") == ["行政运行", "基本工资"]


def test_a_code_of_another_length_is_kept_and_is_no_classification():
    [row] = rows_of("科目编码 | 科目名称 | 合计\n---\n37020023 | 信息化运维 | 9.00")
    assert (row.code, row.row_type) == ("37020023", "detail")


def test_a_subtotal_beside_a_merged_name_is_called_by_the_name():
    drawing = """
        资金来源项目     | 科目名称 | 合计
        ---
        一般公共预算资金 | 小计     | 60.00
        ^                | 行政运行 | 60.00
    """
    assert field(drawing, "name") == ["一般公共预算资金", "行政运行"]


def test_the_printed_labels_of_a_row_are_kept_together():
    [row] = rows_of("科目编码 | 科目名称 | 项目名称 | 合计\n---\n2010302 | 一般行政管理事务 | 信息化 运维 | 9.00")
    assert row.printed == "2010302 | 一般行政管理事务 | 信息化运维"


def test_a_project_column_is_kept_as_a_label():
    [row] = rows_of(
        "项目编码 | 预算项目名称 | 科目编码 | 合计\n---\n37020023 | 信息化运维 | 2010302 | 9.00", "project_expenditure"
    )
    assert (row.labels["project_code"], row.labels["project_name"]) == ("37020023", "信息化运维")
