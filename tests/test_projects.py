"""Projects: budgets, plans over the year, targets; expected values from tiny sheets and the published text."""

from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget import projects
from qzbudget.cited.marks import Marks
from qzbudget.cited.numbers import without_cells
from qzbudget.dataset.write import write_dataset
from qzbudget.figures import amount_bars, plan_bars, png, target_bars
from qzbudget.projects import sentences, tables
from qzbudget.projects.promised import promised
from tests.small_dataset import CHECK, DOCUMENT, PROJECT, TABLE, TARGET

WAN = 10_000.0
QINGDAO = Path(__file__).resolve().parents[1] / "data" / "processed" / "青岛市人民政府办公厅-2023-budget-unit"


def frame(*records):
    return pd.DataFrame([asdict(record) for record in records])


def planned(number, march=None, june=None, october=None, december=None, **more):
    yuan = {"march": march, "june": june, "october": october, "december": december}
    wan = {f"plan_{name}_yuan": None if amount is None else Decimal(amount) * 10_000 for name, amount in yuan.items()}
    return replace(PROJECT, project_id=f"project-{number}", project_name=f"项目{number}", **wan, **more)


TWO = frame(
    planned(1, june=2, december=5),
    planned(2, march=1, june=5, december=15, budget_yuan=Decimal(150_000)),
)


def test_sheets_stand_largest_first():
    found = projects.sheets(TWO)
    assert found[["name", "share_pct", "cells"]].to_numpy().tolist() == [
        ["项目2", 75.0, "project-2:budget"],
        ["项目1", 25.0, "project-1:budget"],
    ]


def test_the_sheet_of_a_whole_unit_is_no_project():
    whole = replace(PROJECT, project_id="project-9", sheet_kind="department")
    assert projects.sheets(frame(PROJECT, whole))["project_id"].tolist() == ["project-1"]


def test_a_sheet_without_a_budget_is_said_and_not_counted_as_zero():
    found = projects.sheets(frame(PROJECT, replace(PROJECT, project_id="project-2", budget_yuan=None)))
    told = without_cells(sentences.listed(found))
    assert "预算合计 **5.00 万元**" in told
    assert "其中 1 张没有印预算数。" in told
    assert tables.budgets_table(found).text.splitlines()[2].split("\t")[2:4] == ["", "—"]


def test_one_sheet_is_told_without_a_share_of_itself():
    told = without_cells(sentences.listed(projects.sheets(frame(PROJECT))))
    assert told.startswith("一张项目绩效目标表：**道路养护**，预算 **5.00 万元**。")


def test_plans_have_a_row_for_each_printed_amount():
    found = projects.plans(projects.sheets(TWO))
    assert found[["project_id", "month", "share_pct"]].to_numpy().tolist() == [
        ["project-2", 3, pytest.approx(100 / 15)],
        ["project-2", 6, pytest.approx(500 / 15)],
        ["project-2", 12, 100.0],
        ["project-1", 6, 40.0],
        ["project-1", 12, 100.0],
    ]


def test_a_month_that_a_sheet_leaves_blank_has_no_sum():
    found = projects.sheets(TWO)
    summed = projects.summed_plan(projects.plans(found))
    assert summed[["month", "amount_yuan", "share_pct"]].to_numpy().tolist() == [
        [6, 7 * WAN, 35.0],
        [12, 20 * WAN, 100.0],
    ]
    told = without_cells(sentences.planned(found, projects.plans(found)))
    assert told == (
        "2 个项目印有资金支出计划，合计：到 6 月底 7.00 万元（占预算 35.0%）；到 12 月底 20.00 万元（占预算 100.0%）。"
        "到 10 月底各表都空着；空着不是零。到 3 月底有的表没有印数，不作合计。"
    )


def test_a_plan_headed_per_cent_that_is_money_is_told():
    found = projects.sheets(frame(planned(1, december=5, plan_unit_printed="%")))
    assert "1 张表的计划表头印的是%" in sentences.planned(found, projects.plans(found))


def test_the_bars_of_a_plan_end_where_the_month_ends():
    figure = plan_bars(projects.plans(projects.sheets(TWO)))
    widths = [round(patch.get_width(), 1) for patch in figure.axes[0].patches]
    assert widths == [6.7, 26.7, 66.7, 40.0, 60.0]
    png(figure)


def test_a_plan_that_falls_is_not_drawn():
    falling = projects.plans(projects.sheets(frame(planned(1, june=4, october=3, december=5))))
    assert plan_bars(falling) is None


def test_the_table_has_a_column_for_each_month_that_is_printed():
    rows = [row.split("\t") for row in tables.plans_table(projects.sheets(TWO)).text.splitlines()]
    assert rows[0][3:6] == ["到 3 月底（万元）", "到 6 月底（万元）", "到 12 月底（万元）"]
    assert rows[2][3:6] == ["", "2.00", "5.00"]


def test_no_sheets_and_no_plans_are_said():
    none = projects.sheets(TWO.head(0))
    assert sentences.listed(none) == "这份文件没有项目绩效目标表。"
    assert sentences.planned(none, projects.plans(none)) == "这份文件没有印资金支出计划。"
    assert (plan_bars(projects.plans(none)), tables.plans_table(none), tables.budgets_table(none)) == (None,) * 3
    assert amount_bars(none.assign(key=""), "", {}) is None


def test_a_sheet_without_a_name_is_shown_as_such():
    found = projects.sheets(frame(replace(PROJECT, project_name=None)))
    assert "（没有印名称）" in tables.budgets_table(found).text
    assert amount_bars(found.assign(key=""), "", {}) is not None


TARGETS = frame(
    TARGET,
    replace(TARGET, row=1, comparator=None),
    replace(
        TARGET,
        row=2,
        level1="效益指标",
        level2="社会效益指标",
        target_printed="明显改善",
        comparator=None,
        target_value=None,
        target_unit=None,
    ),
    replace(TARGET, row=3, target_printed=None, comparator=None, target_value=None, target_unit=None),
)


def test_a_target_can_be_measured_with_comparator_number_and_unit():
    assert projects.with_status(TARGETS)["status"].tolist() == ["measured", "number", "words", "blank"]


def test_indicators_are_counted_by_kind():
    assert projects.by_level(projects.with_status(TARGETS)).to_dict("records") == [
        {"level1": "产出指标", "level2": "数量指标", "measured": 1, "number": 1, "words": 0, "blank": 1, "n": 3},
        {"level1": "效益指标", "level2": "社会效益指标", "measured": 0, "number": 0, "words": 1, "blank": 0, "n": 1},
    ]


def test_a_kind_printed_with_and_without_its_last_word_is_one():
    short = pd.concat([TARGETS.head(1), TARGETS.head(1).assign(level1="产出", level2="数量")])
    found = projects.by_level(projects.with_status(short))
    assert found[["level1", "level2", "n"]].to_numpy().tolist() == [["产出指标", "数量指标", 2]]


def test_targets_in_words_are_listed_as_printed_and_open_their_place():
    table = tables.targets_table(projects.in_words(projects.with_status(TARGETS)))
    assert '<td data-cells="project-1:2">明显改善</td>' in table.html
    assert sentences.words(projects.with_status(TARGETS)) == "下面是没有数值的 2 个。"


def test_the_bars_of_indicators_say_their_counts():
    figure = target_bars(projects.by_level(projects.with_status(TARGETS)))
    assert [text.get_text() for text in figure.axes[0].texts] == ["1", "1", "1", "1", "3", "1"]
    png(figure)


def test_no_indicators_are_said_once():
    none = projects.with_status(TARGETS.head(0))
    assert sentences.targets(none) == "这份文件没有绩效指标。"
    assert sentences.words(none) is None
    assert target_bars(projects.by_level(none)) is None


def test_numbers_of_failed_checks_and_of_sheets_that_are_not_proved_are_marked(tmp_path):
    sheet = replace(
        TABLE, table_id="performance_target", role="performance_target", page_first=5, page_last=6, proved=False
    )
    failed = replace(CHECK, status="fail", left_where="project-2:budget", right_where=None)
    records = [sheet, PROJECT, replace(PROJECT, project_id="project-2", page_first=7, page_last=7), failed]
    marks = projects.sheet_marks(qz.load(write_dataset(DOCUMENT, records, tmp_path)))
    assert marks.of("project-1:plan_june", "zh") == "⚠ 未自证"
    assert marks.of("project-2:budget", "zh") == "⚠ 核对不符"


def test_a_marked_number_shows_its_mark():
    marks = Marks(failed=frozenset({"project-2:plan_june"}))
    found = projects.sheets(TWO)
    assert "7.00 万元](#project-2:plan_june+project-1:plan_june) ⚠ 核对不符" in sentences.planned(
        found, projects.plans(found), "zh", marks
    )
    assert tables.plans_table(found, "zh", marks).text.splitlines()[1].endswith("⚠ 核对不符")


# 青岛市人民政府办公厅（本级）2023：绩效目标表, pages 32–38


@pytest.fixture(scope="module")
def qingdao():
    return qz.load(QINGDAO)


def test_three_projects_of_qingdao(qingdao):
    found = projects.sheets(qingdao.projects)
    assert [yuan / WAN for yuan in found["amount_yuan"]] == [7104.00, 1244.00, 261.21]


def test_the_plans_of_qingdao_add_up_by_month(qingdao):
    found = projects.summed_plan(projects.plans(projects.sheets(qingdao.projects)))
    assert found["month"].tolist() == [6, 10, 12]
    june, october, december = 3000.00 + 622.00 + 130.00, 6000.00 + 1244.00 + 150.00, 7104.00 + 1244.00 + 261.21
    assert found["amount_yuan"].tolist() == pytest.approx([june * WAN, october * WAN, december * WAN])


def test_the_plans_of_qingdao_are_marked_since_their_heads_say_per_cent(qingdao):
    found = projects.sheets(qingdao.projects)
    told = sentences.planned(found, projects.plans(found), "zh", projects.sheet_marks(qingdao))
    assert told.count("⚠ 核对不符") == 3
    assert "3 张表的计划表头印的是%" in told


def test_two_of_qingdaos_thirty_two_targets_are_words(qingdao):
    found = projects.with_status(qingdao.targets)
    assert len(found) == 32
    assert projects.in_words(found)["target_printed"].tolist() == ["有效改进，效率提升", "全国前三"]


def test_the_first_sentence_tells_what_is_bought_and_promised():
    told = without_cells(promised(qz.load(QINGDAO)))
    assert told == (
        "**青岛市人民政府办公厅（本级） 2023 年单位预算**：政府采购 **5,970.09 万元**；"
        "3 张项目绩效目标表，预算合计 **8,609.21 万元**；32 个绩效指标里，指标值能量的 **25** 个。"
    )
