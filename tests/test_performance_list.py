"""Lists of projects: with indicators beside them or with goals alone, over many pages."""

from decimal import Decimal

from qzbudget.shapes import Character
from tests.literal_grids import characters_of, grid_of, page_of
from tests.performance_cases import literal_sheets
from tests.performance_cases.literal_sheets import records_of, shown

TITLE = ["预算12表 项目支出绩效目标表", "金额单位：万元"]
HEAD = """
项目名称 | 项目总额 | 其中：   | <        | 绩效目标 | 三级指标 | 绩效指标性质 | 本年绩效指标值 | 绩效度量单位
^        | ^        | 财政资金 | 其他资金 | ^        | ^        | ^            | ^              | ^
"""


def names_and_goals(projects):
    return [(p.project_name, p.goals, p.page_first, p.page_last) for p in projects]


def test_a_project_spans_its_indicators():
    projects, targets = records_of(
        (
            TITLE,
            HEAD
            + """
        11000025T000003353562-千家⏎万盆 | 30.5 | 20.5 | 10 | 送花。 | 次数 | ≥    | 5  | 次
        ^                               | ^    | ^    | ^  | ^      | 花卉 | 定性 | 优 |
        11000025T000003356140-花园      | 450  | 450  |    | 建园。 | 份数 | ＝   | 1  | 份
    """,
        )
    )
    assert [(p.project_code, p.project_name) for p in projects] == [
        ("11000025T000003353562", "千家万盆"), ("11000025T000003356140", "花园"),
    ]  # fmt: skip
    assert [(p.budget_yuan, p.fiscal_yuan, p.other_yuan) for p in projects] == [
        (Decimal("305000.00"), Decimal("205000.00"), Decimal("100000.00")),
        (Decimal("4500000.00"), Decimal("4500000.00"), None),
    ]
    assert shown(targets, "project_code", "row", "level3") == [
        ("11000025T000003353562", 0, "次数"),
        ("11000025T000003353562", 1, "花卉"),
        ("11000025T000003356140", 0, "份数"),
    ]


def test_a_project_goes_on_overleaf_without_its_name():
    projects, targets = records_of(
        (TITLE, HEAD + "甲 | 30 | 30 | | 做甲。 | 次数 | ≥ | 5 | 次\n"),
        ([], " |  |  |  |  | 人数 | ≥ | 9 | 人\n乙 | 40 | 40 | | 做乙。 | 份数 | ＝ | 1 | 份\n"),
    )
    assert names_and_goals(projects) == [("甲", "做甲。", 1, 2), ("乙", "做乙。", 2, 2)]
    assert shown(targets, "project_id", "level3") == [
        ("project-1", "次数"), ("project-1", "人数"), ("project-2", "份数"),
    ]  # fmt: skip


def test_a_project_prints_its_name_on_the_later_page_and_its_goals_on_both():
    projects, _ = records_of(
        (TITLE, HEAD + "甲 | 30 | 30 | | 做甲。 | 次数 | ≥ | 5 | 次\n |  |  |  | 先做乙， | 人数 | ≥ | 9 | 人\n"),
        ([], "乙 | 40 | 40 | | 再做乙。 | 份数 | ＝ | 1 | 份\n"),
    )
    assert names_and_goals(projects) == [("甲", "做甲。", 1, 1), ("乙", "先做乙，再做乙。", 1, 2)]


def test_a_name_over_several_amounts_is_several_projects():
    projects, _ = records_of(
        (
            TITLE,
            HEAD
            + """
        11000022T000000391743-设备 | 11 | 11 | | 买甲。 | 次数 | ≥ | 5 | 次
        ^                          | 20 | 20 | | 买乙。 | 次数 | ≥ | 6 | 次
    """,
        )
    )
    assert [(p.project_code, p.project_name, p.budget_yuan, p.goals) for p in projects] == [
        ("11000022T000000391743", "设备", Decimal("110000.00"), "买甲。"),
        ("11000022T000000391743", "设备", Decimal("200000.00"), "买乙。"),
    ]


def test_a_page_that_repeats_title_and_head_goes_on_with_the_list():
    again = "预算12表 项目支出绩效目标表 | < | < | < | < | < | < | < | <\n" + HEAD.lstrip()
    projects, targets = records_of(
        (TITLE, HEAD + "甲 | 30 | 30 | | 做甲。 | 次数 | ≥ | 5 | 次\n"),
        ([], again + "乙 | 40 | 40 | | 做乙。 | 份数 | ＝ | 1 | 份\n"),
    )
    assert [p.project_name for p in projects] == ["甲", "乙"]
    assert shown(targets, "level3") == [("次数",), ("份数",)]


def test_a_merged_cell_that_fills_a_page_prints_its_text_beside_the_grid():
    first = grid_of(HEAD + " |  |  |  |  | 次数 | ≥ | 5 | 次\n", page=1)
    second = grid_of("人数 | ≥ | 9 | 人", page=2, left=550.0)
    beside: list[Character] = []
    for text, x in (("甲", 60.0), ("30", 160.0), ("做甲。", 460.0)):
        beside += characters_of(text, x, 112.0, piece=100 + int(x))
    shown_first = page_of(first, above=TITLE, number=1, size=(1400.0, 900.0))
    plain = page_of(second, number=2, size=(1400.0, 900.0))
    shown_second = type(plain)(**{**vars(plain), "characters": (*plain.characters, *beside)})
    read = [(shown_first, [first]), (shown_second, [second])]
    tables = literal_sheets.titled_tables(literal_sheets.join_pages(read), literal_sheets.knowledge())
    projects, targets = literal_sheets.performance_records("d", literal_sheets.FACTS, tables, read)
    assert [(p.project_name, p.budget_yuan, p.goals) for p in projects] == [("甲", Decimal("300000.00"), "做甲。")]
    assert shown(targets, "level3") == [("次数",), ("人数",)]


def test_a_list_of_goals_alone_with_its_unit_in_the_head():
    projects, targets = records_of(
        (
            ["七、重点项目预算绩效目标情况"],
            """
        项目   | 预算数（单位：万元） | 绩效目标
        会展   | 3000                 | 做好会展。
        零售   | 22,000.50            | 促进消费。
        """,
        )
    )
    assert [(p.project_name, p.budget_yuan, p.goals) for p in projects] == [
        ("会展", Decimal("30000000.00"), "做好会展。"),
        ("零售", Decimal("220005000.00"), "促进消费。"),
    ]
    assert targets == []


def test_a_row_of_goals_cut_by_a_page_break_is_one_project():
    projects, _ = records_of(
        (["部门预算项目支出表"], """
            二级预算单位名称 | 一级项目名称   | 预算数（万元） | 绩效目标
            某局（本         | 水务行业业务管 | 9,503.54       | 一是严格约
        """),
        ([], "级） | 理 |  | 束制度。\n某局（本级） | 执法 | 7.50 | 做好执法。"),
    )  # fmt: skip
    assert [(p.unit_name, p.project_name, p.budget_yuan, p.goals) for p in projects] == [
        ("某局（本级）", "水务行业业务管理", Decimal("95035400.00"), "一是严格约束制度。"),
        ("某局（本级）", "执法", Decimal("75000.00"), "做好执法。"),
    ]


def test_sums_and_units_between_projects_are_none_and_the_unit_goes_to_its_projects():
    projects, _ = records_of(
        (
            ["部门预算项目支出及其他支出预算表", "单位：万元"],
            """
        支出项目类别（资金使用单位） | 总计 | 财政拨款 | <        | 其他资金 | 绩效目标
        ^                            | ^    | 合计     | 一般公共 | ^        | ^
        合计                         | 8.00 | 7.00     | 7.00     | 1.00     |
        某市商务局                   | 8.00 | 7.00     | 7.00     | 1.00     |
        会展专题                     | 8.00 | 7.00     | 7.00     | 1.00     | 办会展。
        """,
        )
    )
    assert [(p.unit_name, p.project_name, p.budget_yuan, p.fiscal_yuan, p.other_yuan) for p in projects] == [
        ("某市商务局", "会展专题", Decimal("80000.00"), Decimal("70000.00"), Decimal("10000.00"))
    ]


def test_a_project_that_a_second_list_repeats_is_one():
    rows = "项目 | 预算数（万元） | 绩效目标\n会展 | 3000 | 做好会展。\n"
    projects, _ = records_of((["项目绩效目标表"], rows), (["重点项目绩效目标情况"], rows))
    assert [p.project_name for p in projects] == ["会展"]


def test_a_table_of_projects_without_goals_is_no_sheet():
    assert records_of((["项目支出表"], "项目名称 | 预算数（万元）\n会展 | 3000\n")) == ([], [])
