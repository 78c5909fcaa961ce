"""What each column is: a label or an amount, its measure, its side, its year; and the blocks that stand side by side."""

import pytest

from qzbudget.know.columns import know_columns
from qzbudget.terms import knowledge
from tests.literal_grids import table_of

KNOWN = knowledge()


def columns_of(drawing, role="expenditure_summary"):
    return know_columns(table_of(drawing), role, KNOWN)


def kinds(drawing, role="expenditure_summary"):
    return [column.kind for column in columns_of(drawing, role)]


def measures(drawing, role="expenditure_summary"):
    return [column.measure for column in columns_of(drawing, role) if column.kind == "amount"]


def test_labels_and_amounts():
    found = columns_of("""
        序号 | 科目编码 | 科目名称         | 合计      | 备注
        ---
        1    | 201      | 一般公共服务支出 | 15,882.24 | 含结转
    """)
    assert [column.kind for column in found] == ["line_no", "code", "name", "amount", "text"]
    assert [column.measure for column in found] == [None, None, None, "total", None]


def test_code_columns_split_into_class_section_and_item():
    drawing = """
        科目编码 | <  | <  | 科目名称 | 合计
        类       | 款 | 项 | ^        | ^
        ---
        221      | 02 | 01 | 住房公积金 | 60.00
    """
    assert kinds(drawing) == ["class_code", "section_code", "item_code", "name", "amount"]


def test_codes_of_several_classifications_side_by_side():
    drawing = """
        功能科目编码 | 功能科目名称 | 部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 合计
        ---
        2010301      | 行政运行     | 30101            | 基本工资         | 50101            | 60.00
    """
    labels = ["functional_code", "functional_name", "department_code", "department_name", "government_code"]
    assert kinds(drawing) == [*labels, "amount"]


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("合计", "total"),
        ("金额", "total"),
        ("2023年预算数", "total"),
        ("预算数（万元）", "total"),
        ("基本支出", "total.basic"),
        ("基本支出（元）", "total.basic"),
        ("基 本 支 出", "total.basic"),
        ("2023年基本支出", "total.basic"),
        ("项目⽀出", "total.project"),
        ("人员经费", "total.basic.personnel"),
        ("日常公用经费", "total.basic.operating"),
        ("上缴上级支出", "total.remittance_to_superior"),
        ("对附属单位补助支出", "total.subsidy_to_subordinates"),
        ("一般公共预算", "total@fund.general_budget"),
        ("政府性基金预算", "total@fund.government_fund"),
        ("其中：一般公共预算财政拨款", "total@fund.general_budget"),
        ("单位资金", "total@source.unit_funds"),
        ("上年结转", "total@source.carried_over"),
        ("中小企业预留份额", "sme_reserved"),
        ("年终结转结余", "carried_forward"),
        ("增减额", "change"),
        ("比上年增减", "change"),
        ("增减（%）", "change_pct"),
        ("增减率", "change_pct"),
        ("占比（%）", "share_pct"),
        ("预算完成率", "completion_pct"),
        ("编制人数", "persons_count"),
    ],
)
def test_a_header_word_tells_the_measure(header, measure):
    assert measures(f"科目名称 | {header}\n---\n行政运行 | 60.00\n运行维护 | 1.00") == [measure]


def test_a_word_that_the_knowledge_does_not_cover_gives_no_measure():
    assert measures("科目名称 | 合计 | 促发展\n---\n行政运行 | 60.00 | 1.00\n运行 | 1.00 | 1.00") == ["total", None]


def test_under_a_group_head_columns_are_parts_of_it():
    drawing = """
        科目名称 | 合计  | 基本支出 | <        | <        | 项目支出
        ^        | ^     | 小计     | 人员经费 | 公用经费 | ^
        ---
        行政运行 | 60.00 | 60.00    | 50.00    | 10.00    |
    """
    assert measures(drawing) == [
        "total",
        "total.basic",
        "total.basic.personnel",
        "total.basic.operating",
        "total.project",
    ]


def test_parts_under_of_which_are_the_split_where_none_stands_beside_it():
    drawing = """
        科目名称 | 合计  | 其中     | <
        ^        | ^     | 基本支出 | 项目支出
        ---
        行政运行 | 60.00 | 60.00    |
    """
    assert measures(drawing) == ["total", "total.basic", "total.project"]


def test_parts_under_of_which_are_a_measure_of_their_own_beside_a_complete_split():
    drawing = """
        科目名称 | 合计  | 基本支出 | 项目支出 | 其中
        ^        | ^     | ^        | ^        | 经营支出
        ---
        行政运行 | 60.00 | 60.00    |          | 1.00
    """
    assert measures(drawing) == ["total", "total.basic", "total.project", "business"]


def test_a_head_of_sources_that_prints_no_column_of_its_own_is_passed_over():
    drawing = """
        科目名称 | 合计  | 财政拨款收入 | <          | 事业收入
        ^        | ^     | 一般公共预算 | 政府性基金 | ^
        ---
        行政运行 | 60.00 | 60.00        |            |
    """
    assert measures(drawing, "revenue_summary") == [
        "total",
        "total.general_budget",
        "total.government_fund",
        "total.institutional",
    ]


def test_a_head_of_sources_that_prints_its_sum_stays_in_the_measures_of_its_parts():
    drawing = """
        科目名称 | 合计  | 财政拨款收入 | <            | 事业收入
        ^        | ^     | 小计         | 一般公共预算 | ^
        ---
        行政运行 | 60.00 | 60.00        | 60.00        |
    """
    assert measures(drawing, "revenue_summary") == [
        "total",
        "total.fiscal_appropriation",
        "total.fiscal_appropriation.general_budget",
        "total.institutional",
    ]


def test_funds_beside_other_sources_are_one_split_of_one_name():
    drawing = """
        采购品目 | 合计  | 一般公共预算 | 政府性基金 | 单位资金
        ---
        服务     | 60.00 | 60.00        |            |
    """
    assert measures(drawing, "procurement") == [
        "total",
        "total@source.general_budget",
        "total@source.government_fund",
        "total@source.unit_funds",
    ]


def test_the_funds_of_a_head_that_prints_no_column_stand_beside_other_sources():
    drawing = """
        科目名称 | 合计  | 财政拨款     | <          | 单位资金
        ^        | ^     | 一般公共预算 | 政府性基金 | ^
        ---
        行政运行 | 60.00 | 60.00        |            |
    """
    assert measures(drawing) == [
        "total",
        "total@source.general_budget",
        "total@source.government_fund",
        "total@source.unit_funds",
    ]


def test_funds_alone_are_a_split_by_fund():
    drawing = "科目名称 | 合计 | 一般公共预算 | 政府性基金\n---\n行政运行 | 60.00 | 60.00 | "
    assert measures(drawing) == ["total", "total@fund.general_budget", "total@fund.government_fund"]


def test_a_table_of_basic_expenditure_breaks_down_basic_expenditure():
    drawing = "科目名称 | 合计 | 人员经费 | 公用经费\n---\n基本工资 | 60.00 | 60.00 | "
    assert measures(drawing, "basic_expenditure_department") == [
        "total.basic",
        "total.basic.personnel",
        "total.basic.operating",
    ]


def test_three_public_expenses_are_split_without_a_column_for_their_sum():
    drawing = """
        合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
        ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
        ---
        281.00 | 0.00 | 154.00 | 0.00 | 154.00 | 127.00
    """
    assert measures(drawing, "three_public_expenses") == [
        "total",
        "total.overseas",
        "total.vehicles",
        "total.vehicles.purchase",
        "total.vehicles.operation",
        "total.reception",
    ]


def test_beside_a_column_for_their_sum_three_public_expenses_are_parts_of_it():
    drawing = """
        “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
        ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
        ---
        281.00 | 0.00 | 154.00 | 0.00 | 154.00 | 127.00
    """
    assert measures(drawing, "three_public_expenses") == [
        "total.three_public",
        "total.three_public.overseas",
        "total.three_public.vehicles",
        "total.three_public.vehicles.purchase",
        "total.three_public.vehicles.operation",
        "total.three_public.reception",
    ]


def test_last_years_column_has_the_same_measure_and_another_period():
    [prior, own, change] = columns_of(
        "科目名称 | 2022年预算数 | 2023年预算数 | 增减（%）\n---\n行政运行 | 50.00 | 60.00 | 20.00"
    )[1:]
    assert (prior.measure, prior.period.year) == ("total", 2022)
    assert (own.measure, own.period.year) == ("total", 2023)
    assert change.measure == "change_pct"


def test_last_years_columns_under_a_year_of_their_own():
    drawing = """
        科目名称 | 2022年执行数 | 2023年预算数 | <        | <
        ^        | ^            | 小计         | 基本支出 | 项目支出
        ---
        行政运行 | 50.00        | 60.00        | 60.00    |
    """
    found = [(c.measure, c.period.year, c.period.phase) for c in columns_of(drawing)[1:]]
    assert found == [
        ("total", 2022, "executed"),
        ("total", 2023, "approved"),
        ("total.basic", 2023, "approved"),
        ("total.project", 2023, "approved"),
    ]


def test_a_column_may_print_a_money_unit_of_its_own():
    found = columns_of("科目名称 | 金额（元） | 合计（万元） | 人数\n---\n行政运行 | 600,000.00 | 60.00 | 3")
    assert [column.money_unit for column in found] == [None, "元", "万元", None]


TWO_SIDED = """
    收入                     | <         | 支出                 | <
    项目                     | 预算数    | 项目                 | 预算数
    ---
    一、一般公共预算拨款收入 | 17,332.62 | 一、一般公共服务支出 | 15,882.24
"""


def test_a_two_sided_table_has_a_block_for_revenue_and_one_for_expenditure():
    found = columns_of(TWO_SIDED, "revenue_expenditure_summary")
    assert [column.kind for column in found] == ["name", "amount", "name", "amount"]
    assert [column.block for column in found] == [0, 0, 1, 1]
    assert [column.direction for column in found] == ["revenue", "revenue", "expenditure", "expenditure"]
    assert [column.measure for column in found] == [None, "total", None, "total"]


def test_the_sides_follow_their_place_where_no_head_names_them():
    found = columns_of(
        "项目 | 预算数 | 项目 | 预算数\n---\n一、拨款 | 60.00 | 一、服务 | 60.00", "appropriation_summary"
    )
    assert [column.direction for column in found] == ["revenue", "revenue", "expenditure", "expenditure"]


def test_a_four_block_table_has_three_blocks_of_expenditure():
    drawing = """
        收入 | <      | 支出                 | <      | <                    | <      | <                    | <
        项目 | 预算数 | 支出功能分类         | 预算数 | 部门预算经济分类     | 预算数 | 政府预算经济分类     | 预算数
        ---
        一、财政拨款 | 60.00 | 一、一般公共服务支出 | 60.00 | 一、工资福利支出 | 50.00 | 一、机关工资福利支出 | 50.00
    """
    found = columns_of(drawing, "revenue_expenditure_summary")
    assert [column.block for column in found] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [column.direction for column in found] == ["revenue"] * 2 + ["expenditure"] * 6


def test_remarks_after_the_amounts_begin_no_block():
    drawing = "科目名称 | 合计 | 备注 | 基本支出\n---\n行政运行 | 60.00 | 含结转 | 60.00"
    assert {column.block for column in columns_of(drawing)} == {0}


def test_labels_after_the_last_amounts_belong_to_the_last_block():
    drawing = "科目名称 | 合计 | 项目名称\n---\n行政运行 | 60.00 | 信息化运维"
    assert {column.block for column in columns_of(drawing)} == {0}


@pytest.mark.parametrize(
    ("role", "direction"),
    [
        ("revenue_summary", "revenue"),
        ("expenditure_summary", "expenditure"),
        ("procurement", "expenditure"),
        ("three_public_expenses", "expenditure"),
    ],
)
def test_a_one_sided_table_has_the_direction_of_its_role(role, direction):
    assert {column.direction for column in columns_of("科目名称 | 合计\n---\n行政运行 | 60.00", role)} == {direction}


def test_revenue_and_expenditure_columns_of_a_fund_table_keep_their_sides():
    drawing = """
        科目名称 | 本年收入 | 本年支出 | <        | <
        ^        | ^        | 小计     | 基本支出 | 项目支出
        ---
        行政运行 | 60.00    | 60.00    | 60.00    |
    """
    found = [(c.direction, c.measure) for c in columns_of(drawing, "government_fund_expenditure")[1:]]
    assert found == [
        ("revenue", "total"),
        ("expenditure", "total"),
        ("expenditure", "total.basic"),
        ("expenditure", "total.project"),
    ]


def test_a_column_called_like_a_name_that_prints_amounts_is_an_amount():
    assert kinds("科目名称 | 项目\n---\n行政运行 | 60.00\n运行维护 | 40.00\n其他 | 1.00")[1] == "amount"


def test_a_column_without_a_header_is_what_its_cells_print():
    drawing = """
         |  | 合计
        ---
        行政运行 | 60.00 | 60.00
        运行维护 | 40.00 | 40.00
    """
    assert kinds(drawing) == ["name", "amount", "amount"]


def test_a_column_that_prints_nothing_under_a_year_is_an_amount():
    assert kinds("科目名称 | 2022年 | 2023年\n---\n行政运行 | | 60.00\n运行维护 | | 40.00") == [
        "name",
        "amount",
        "amount",
    ]


def test_in_a_table_of_no_known_role_unknown_columns_of_numbers_are_kept():
    drawing = "乡镇 | 安排时间 | 退耕还林\n---\n东山镇 | 三月 | 60.00"
    assert kinds(drawing, "other") == ["name", "name", "amount"]


def test_in_a_table_of_no_known_role_words_beside_a_known_name_are_texts():
    drawing = "名称 | 安排时间 | 人数\n---\n值班培训 | 三月 | 60"
    assert kinds(drawing, "other") == ["name", "text", "amount"]


def test_beside_a_known_name_a_column_without_a_header_divides_it_and_one_with_other_words_does_not():
    assert kinds("项目名称 | | 合计\n---\n其他资金 | 事业收入 | 60.00") == ["name", "name", "amount"]
    assert kinds("项目名称 | 起止年限 | 合计\n---\n医保监管 | 三年 | 60.00") == ["name", "text", "amount"]


def test_the_code_of_a_class_or_the_number_of_a_column_in_its_header_is_no_part_of_the_name():
    drawing = "名称 | 301-工资福利支出（1） | 302-商品和服务支出（2=3+4）\n---\n行政运行 | 60.00 | 40.00"
    assert measures(drawing) == ["total.wages", "total.goods_and_services"]


def test_an_opening_balance_beside_a_closing_one_is_no_source_of_the_spending():
    drawing = "名称 | 上年结转 | 本年支出 | 年末结转\n---\n彩票公益金 | 5.00 | 20.00 | 3.00"
    assert measures(drawing, "government_fund_expenditure") == ["carried_over", "total", "carried_forward"]


def test_a_subtotal_under_a_head_that_nothing_covers_is_not_the_total():
    drawing = "名称 | 资产总额 | 固定资产 | <\n^ | ^ | 小计 | 房屋\n---\n甲单位 | 60.00 | 40.00 | 30.00"
    assert measures(drawing, "other") == [None, None, None]


def test_a_merged_cell_counts_once_where_it_begins():
    # the amount of 其他 is printed once, over both columns; the second column alone prints words
    drawing = "科目名称 | 合计 | \n---\n行政运行 | 60.00 | 一\n其他 | 40.00 | <\n运行 | 1.00 | 二"
    assert kinds(drawing)[2] == "text"
