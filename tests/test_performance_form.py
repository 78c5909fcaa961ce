"""Forms: labels and their values, in the layouts that places print."""

from decimal import Decimal

from tests.performance_cases.literal_sheets import records_of

HEAD_AND_ROW = """
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 培训次数 | ≥3次
"""


def project_of(drawing, *above):
    projects, _ = records_of((list(above) or ["项目支出绩效目标表"], drawing))
    assert len(projects) == 1
    return projects[0]


def test_a_form_of_labels_and_values():
    project = project_of("""
        项目名称        | <                | 信息化运行维护   | <
        主管部门及代码  | [292]某局        | 实施单位         | 某局本级
        项目资金（万元）| 年度资金总额：   | 2,134.87         | <
        ^               | 其中：财政拨款   | 1,384.87         | <
        ^               | 上年结转         | 750.00           | <
        ^               | 其他资金         | -                | <
        年度总体目标    | 保障系统⏎稳定。  | <                | <
        一级指标        | 二级指标         | 三级指标         | 指标值
        成本指标        | 经济成本指标     | 项目总成本       | ≤2134.87万元
    """)
    assert (project.sheet_kind, project.project_name, project.unit_name) == ("project", "信息化运行维护", "某局本级")
    assert (project.budget_yuan, project.fiscal_yuan, project.other_yuan) == (
        Decimal("21348700.00"), Decimal("13848700.00"), None,
    )  # fmt: skip
    assert (project.money_unit, project.goals) == ("万元", "保障系统稳定。")


def test_code_purpose_and_plan_by_months():
    project = project_of(
        """
        项目编码   | 37020023P88 | <              | 项目名称 | 某经费   | <
        预算规模及⏎资金用途 | 预算数 | 7104.00   | 其中：财政资金 | 7104.00 | 其他资金
        ^          | 用于某事    | <              | <        | <        | <
        资金支出计划（%） | 3月底 | 6月底         | 10月底   | 12月底   | <
        ^          |             | 3000.00        | 6000.00  | 7104.00  | <
        """,
        "某经费绩效目标表",
        "单位：万元",
    )
    assert (project.project_code, project.project_name, project.purpose) == ("37020023P88", "某经费", "用于某事")
    assert (project.budget_yuan, project.fiscal_yuan) == (Decimal("71040000.00"), Decimal("71040000.00"))
    assert (project.plan_march_yuan, project.plan_june_yuan) == (None, Decimal("30000000.00"))
    assert (project.plan_october_yuan, project.plan_december_yuan) == (Decimal("60000000.00"), Decimal("71040000.00"))
    assert project.plan_unit_printed == "%"


def test_percentages_of_a_plan_are_no_money():
    project = project_of(
        """
        项目编码   | 37020023P88 | <              | 项目名称 | 某经费   | <
        预算规模及⏎资金用途 | 预算数 | 7104.00   | 其中：财政资金 | 7104.00 | 其他资金
        ^          | 用于某事    | <              | <        | <        | <
        资金支出计划（%） | 3月底 | 6月底         | 10月底   | 12月底   | <
        ^          | 25          | 50             | 75       | 100      | <
        """,
        "某经费绩效目标表",
        "单位：万元",
    )
    assert project.plan_unit_printed == "%"
    assert (project.plan_march_yuan, project.plan_december_yuan) == (None, None)


def test_the_year_counts_before_the_whole_period():
    project = project_of("""
        项目名称         | 危房改造补助     | <              | <              | <
        资金金额（万元） | 实施期资金总额： | 818.75         | 年度资金总额： | 200.00
        ^                | 其中：财政拨款   | 818.75         | 其中：财政拨款 | 150.00
        ^                | 其他资金         |                | 其他资金       | 50.00
        总体目标         | 实施期总目标     | <              | 年度目标       | <
        ^                | 三年完成。       | <              | 今年完成。     | <
    """)
    assert (project.budget_yuan, project.fiscal_yuan, project.other_yuan) == (
        Decimal("2000000.00"), Decimal("1500000.00"), Decimal("500000.00"),
    )  # fmt: skip
    assert project.goals == "今年完成。"


def test_a_department_sums_its_tasks():
    project = project_of(
        """
        部门（单位）名称 | 某市商务局 | <          | <        | <        | <
        年度主要任务     | 任务名称   | 主要内容   | 预算金额（万元） | < | <
        ^                | ^          | ^          | 总额     | 财政拨款 | 其他资金
        ^                | 任务1      | 人员经费   | 11.05    | 11.05    |
        ^                | 任务2      | 项目       | 20.00    | 15.00    | 5.00
        ^                | 金额合计   | <          | 31.05    | 26.05    | 5.00
        年度总体目标     | 做好工作。 | <          | <        | <        | <
        """,
        "2022年部门整体支出绩效目标表",
    )
    assert (project.sheet_kind, project.project_name, project.unit_name) == ("department", None, "某市商务局")
    assert (project.budget_yuan, project.fiscal_yuan, project.other_yuan) == (
        Decimal("310500.00"), Decimal("260500.00"), Decimal("50000.00"),
    )  # fmt: skip


def test_a_department_prints_its_money_below_two_rows_of_heads():
    project = project_of(
        """
        部门名称             | 某市水务局   | <        | <        | <        | <
        总体资金情况（万元） | 预算支出总额 | 财政拨款 | <        | 其他资金 | <
        ^                    | ^            | 合计     | 基本支出 | 合计     | 基本支出
        ^                    | 30.50        | 20.50    | 1.00     | 10.00    | 2.00
        整体绩效目标         | 做好工作。   | <        | <        | <        | <
        """,
        "部门整体支出绩效目标表",
    )
    assert (project.budget_yuan, project.fiscal_yuan, project.other_yuan) == (
        Decimal("305000.00"), Decimal("205000.00"), Decimal("100000.00"),
    )  # fmt: skip


def test_a_fund_is_told_by_its_title_or_its_label_but_not_by_the_name_of_a_project():
    form = "项目名称 | 口岸专项资金-补助\n当年预算 | 12.00\n年度目标 | 畅通。"
    assert project_of(form, "年市级重点专项资金绩效目标表").sheet_kind == "fund"
    assert project_of(form, "口岸专项资金-补助绩效目标表").sheet_kind == "project"
    labelled = project_of("转移支付名称 | 水务改革资金\n年度金额： | 34.00\n年度总体目标 | 维护稳定。", "绩效目标表")
    assert (labelled.sheet_kind, labelled.project_name) == ("fund", "水务改革资金")


def test_a_title_names_the_project_of_a_form_without_a_name():
    form = "资金总额： | 57.00\n财政拨款： | 57.00\n年度目标 | 保障安全。"
    project = project_of(form, "市行政中心保安服务项目绩效目标表")
    assert project.project_name == "市行政中心保安服务"


def test_an_amount_without_a_unit_is_not_guessed():
    project = project_of("项目名称 | 某经费\n预算数 | 57.00\n年度目标 | 做好。")
    assert (project.money_unit, project.budget_yuan) == (None, None)


def test_goals_go_on_overleaf_and_belong_to_one_sheet():
    projects, _ = records_of(
        (["2019年部门整体支出绩效目标表"], "部门名称 | 某局\n年度总体目标 | 目标1：甲。"),
        ([], "  | 目标2：乙。"),
    )
    assert [(p.goals, p.page_first, p.page_last) for p in projects] == [("目标1：甲。目标2：乙。", 1, 2)]


def test_an_empty_form_is_no_sheet():
    projects, targets = records_of(
        (
            ["专项资金总体绩效目标表"],
            """
        项目名称 |          |          | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | ......   |
        """,
        )
    )
    assert (projects, targets) == ([], [])


def test_each_form_on_a_page_of_its_own_is_a_project():
    form = "项目名称 | {}     | <        | <\n年度预算资金总额： | 15.00万元 | < | <" + HEAD_AND_ROW
    projects, targets = records_of((["政策和项目预算绩效目标表"], form.format("甲")), ([], form.format("乙")))
    assert [p.project_name for p in projects] == ["甲", "乙"]
    assert [t.project_id for t in targets] == ["project-1", "project-2"]
