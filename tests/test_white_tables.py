"""Tables without vertical rules, read by the white between their columns: what is read, and what proves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import qzbudget as qz
from qzbudget.build import read_document
from qzbudget.check.ledger import check_document
from qzbudget.pages import open_document
from tests.small_documents import SUMMARY_HEADER, SUMMARY_ROWS, UNIT, expenditure_summary
from tests.unruled_documents import TITLE, frame, level_rules, no_rules, save_unruled, three_lines
from typeset.draw import draw
from typeset.simple import Disclosure, simple_document

CAPTION = (f"单位名称：{UNIT}", "单位：万元")
FORMS = {
    "no rules at all": no_rules(),
    "horizontal rules only": level_rules,
    "a frame and horizontal rules": frame,
    "three lines": three_lines(),
    "rules around the header and above the total": three_lines(total=True),
}


def read(tmp_path, disclosures, shown):
    return read_document(save_unruled(tmp_path / "a.pdf", disclosures, shown))


def printed(table):
    """Each row of amounts as printed, with the code and the name of its line."""
    rows = {}
    for a in table.amounts:
        rows.setdefault((a.row, a.item_code or a.code_inferred, a.item_name), []).append(a.amount_printed)
    return [(code, name, *amounts) for (_, code, name), amounts in rows.items()]


def measures(table):
    return list(dict.fromkeys((a.col, a.measure) for a in table.amounts))


@pytest.mark.parametrize("shown", FORMS.values(), ids=FORMS)
def test_a_table_is_read_whatever_rules_it_lacks(tmp_path, shown):
    reading = read(tmp_path, [expenditure_summary()], shown)
    (table,) = reading.tables
    assert (table.table.role, table.table.reading) == ("expenditure_summary", "white gaps")
    assert (table.table.proved, table.table.faults) == (True, None)
    assert (table.table.number_printed, table.table.unit_name, table.table.money_unit) == ("表3", UNIT, "万元")
    assert printed(table) == list(SUMMARY_ROWS)
    assert measures(table) == [(2, "total"), (3, "total.basic"), (4, "total.project")]
    assert reading.document.unread_table_pages == ()


def test_an_amount_opens_the_cell_that_prints_it(tmp_path):
    pdf = save_unruled(tmp_path / "a.pdf", [expenditure_summary()], no_rules())
    cell = next(a for a in read_document(pdf).tables[0].amounts if (a.row, a.col) == (3, 4))
    with open_document(pdf) as document:
        inside = [
            c.text
            for c in document.page(cell.page).characters
            if cell.x0 <= c.middle[0] <= cell.x1 and cell.top <= c.middle[1] <= cell.bottom
        ]
    assert "".join(inside) == "40.00"


def test_one_table_without_rules_among_nine_that_have_them(tmp_path):
    tables = [expenditure_summary(unit=f"某市水务局第{number}管理所") for number in "一二三四五六七八九十"]
    reading = read(tmp_path, tables, no_rules("7"))
    assert [t.table.reading for t in reading.tables] == ["fed lattice"] * 6 + ["white gaps"] + ["fed lattice"] * 3
    assert {tuple(printed(t)) for t in reading.tables} == {SUMMARY_ROWS}
    assert all(t.table.proved for t in reading.tables)


BOTH_SIDES = Disclosure(
    "部门收支总体情况表",
    [("收入", "项目"), ("收入", "2024年预算"), ("支出", "项目"), ("支出", "2024年预算")],
    [
        ("一、一般公共预算拨款收入", "100.00", "一、一般公共服务支出", "90.00"),
        ("二、政府性基金预算拨款收入", "", "二、社会保障和就业支出", "10.00"),
        ("三、事业收入", "5.00", "三、住房保障支出", "5.00"),
        ("本年收入合计", "105.00", "本年支出合计", "105.00"),
        ("上年结转", "", "结转下年", ""),
        ("收入总计", "105.00", "支出总计", "105.00"),
    ],
    caption=CAPTION,
)


@pytest.mark.parametrize("shown", FORMS.values(), ids=FORMS)
def test_revenue_beside_expenditure(tmp_path, shown):
    (table,) = read(tmp_path, [BOTH_SIDES], shown).tables
    assert (table.table.role, table.table.proved) == ("revenue_expenditure_summary", True)
    sides = {(a.direction, a.item_name): a.amount_printed for a in table.amounts}
    assert sides == {
        ("revenue", "一般公共预算拨款收入"): "100.00",
        ("revenue", "政府性基金预算拨款收入"): "",
        ("revenue", "事业收入"): "5.00",
        ("revenue", "本年收入合计"): "105.00",
        ("revenue", "上年结转"): "",
        ("revenue", "收入总计"): "105.00",
        ("expenditure", "一般公共服务支出"): "90.00",
        ("expenditure", "社会保障和就业支出"): "10.00",
        ("expenditure", "住房保障支出"): "5.00",
        ("expenditure", "本年支出合计"): "105.00",
        ("expenditure", "结转下年"): "",
        ("expenditure", "支出总计"): "105.00",
    }


GROUPED = Disclosure(
    "一般公共预算支出表",
    [
        ("科目编码",),
        ("科目名称",),
        ("2024年预算数", "合计"),
        ("2024年预算数", "基本支出", "小计"),
        ("2024年预算数", "基本支出", "人员经费"),
        ("2024年预算数", "基本支出", "公用经费"),
        ("2024年预算数", "项目支出"),
    ],
    [
        ("", "合计", "100.00", "60.00", "50.00", "10.00", "40.00"),
        ("201", "一般公共服务支出", "100.00", "60.00", "50.00", "10.00", "40.00"),
        ("20103", "政府办公厅（室）及相关机构事务", "100.00", "60.00", "50.00", "10.00", "40.00"),
        ("2010301", "行政运行", "60.00", "60.00", "50.00", "10.00", ""),
        ("2010302", "一般行政管理事务", "40.00", "", "", "", "40.00"),
    ],
    caption=CAPTION,
)


@pytest.mark.parametrize("shown", [no_rules(), level_rules, three_lines(3)])
def test_words_stand_over_the_columns_whose_middle_is_theirs(tmp_path, shown):
    (table,) = read(tmp_path, [GROUPED], shown).tables
    assert table.table.proved
    assert [a.header for a in table.amounts[:5]] == [
        "2024年预算数 / 合计",
        "2024年预算数 / 基本支出 / 小计",
        "2024年预算数 / 基本支出 / 人员经费",
        "2024年预算数 / 基本支出 / 公用经费",
        "2024年预算数 / 项目支出",
    ]
    assert printed(table)[4] == ("2010302", "一般行政管理事务", "40.00", "", "", "", "40.00")


def test_a_column_that_prints_nothing_is_known_by_its_header(tmp_path):
    header = [*SUMMARY_HEADER[:3], ("基本支出",), ("上缴上级支出",), ("项目支出",)]
    rows = [(*row[:4], "", row[4]) for row in SUMMARY_ROWS]
    (table,) = read(tmp_path, [expenditure_summary(header=header, rows=rows)], no_rules()).tables
    assert table.table.proved
    assert printed(table)[2] == ("2010301", "行政运行", "60.00", "60.00", "", "")
    assert measures(table)[-1] == (5, "total.project")


@pytest.mark.parametrize("shown", [no_rules(), level_rules, three_lines()])
def test_a_name_that_is_wrapped_is_one_name(tmp_path, shown):
    rows = [
        ("合计", "60.00", "60.00", ""),
        ("机关事业单位基本养老保险缴费支出和\n职业年金缴费支出", "40.00", "40.00", ""),
        ("住房公积金", "15.00", "15.00", ""),
        ("归口管理的行政单位离退休人员的\n经费支出", "5.00", "5.00", ""),
    ]
    header = (("项目",), ("合计",), ("基本支出",), ("项目支出",))
    (table,) = read(tmp_path, [expenditure_summary(header=header, rows=rows)], shown).tables
    assert printed(table) == [
        (None, "合计", "60.00", "60.00", ""),
        (None, "机关事业单位基本养老保险缴费支出和职业年金缴费支出", "40.00", "40.00", ""),
        (None, "住房公积金", "15.00", "15.00", ""),
        (None, "归口管理的行政单位离退休人员的经费支出", "5.00", "5.00", ""),
    ]


@pytest.mark.parametrize("shown", [no_rules(), level_rules, three_lines()])
def test_the_first_line_of_a_wrapped_name_below_the_header_is_no_header(tmp_path, shown):
    rows = [
        ("一般公共服务支出和\n公共安全支出", "60.00", "60.00", ""),
        ("住房保障支出", "15.00", "15.00", ""),
        ("合计", "75.00", "75.00", ""),
    ]
    header = (("项目",), ("合计",), ("基本支出",), ("项目支出",))
    (table,) = read(tmp_path, [expenditure_summary(header=header, rows=rows)], shown).tables
    assert [name for _, name, *_ in printed(table)] == ["一般公共服务支出和公共安全支出", "住房保障支出", "合计"]
    assert measures(table) == [(1, "total"), (2, "total.basic"), (3, "total.project")]


@pytest.mark.parametrize("repeated", ["all", "header", "nothing"])
@pytest.mark.parametrize("shown", [no_rules(), level_rules])
def test_a_table_goes_on_overleaf(tmp_path, shown, repeated):
    wide = Disclosure(
        "部门支出总体情况表", SUMMARY_HEADER, SUMMARY_ROWS, caption=CAPTION, rows_per_page=3, repeated=repeated
    )
    reading = read(tmp_path, [wide], shown)
    (table,) = reading.tables
    assert (table.table.page_first, table.table.page_last, table.table.proved) == (2, 3, True)
    assert printed(table) == list(SUMMARY_ROWS)
    assert {a.row: a.page for a in table.amounts} == {0: 2, 1: 2, 2: 2, 3: 3}


def test_sums_that_fail_take_the_proof_away(tmp_path):
    rows = [*SUMMARY_ROWS[:3], ("2010302", "一般行政管理事务", "41.00", "", "41.00")]
    (table,) = read(tmp_path, [expenditure_summary(rows=rows)], no_rules()).tables
    assert table.table.proved is False
    assert "第 2 页：数据第 1 行第 2 列的数不等于它各部分之和" in table.table.faults
    assert printed(table)[3] == ("2010302", "一般行政管理事务", "41.00", "", "41.00")


def test_amounts_without_any_sum_prove_nothing(tmp_path):
    rows = [("培训中心改造", "31.00"), ("信息系统运行维护", "20.00"), ("档案整理", "10.00")]
    table = Disclosure("项目支出表", [("项目名称",), ("预算数",)], rows, caption=CAPTION)
    (read_table,) = read(tmp_path, [table], no_rules()).tables
    assert read_table.table.proved is False
    assert "没有可以验证的合计" in read_table.table.faults


def test_amounts_that_stand_askew_prove_nothing(tmp_path):
    askew = Disclosure("部门支出总体情况表", SUMMARY_HEADER, SUMMARY_ROWS, caption=CAPTION, widths=[60, 160, 42, 60, 60])
    document = simple_document(TITLE, [askew], before=[TITLE])
    (table,) = document.tables
    body = tuple(replace(c, align="left") if (c.row, c.column) == (2, 2) else c for c in table.body)
    path = tmp_path / "a.pdf"
    path.write_bytes(draw(replace(document, tables=(replace(table, body=body),)), shown=no_rules()))
    (read_table,) = read_document(path).tables
    assert "第 2 列的金额没有对齐" in read_table.table.faults


def test_an_amount_over_two_lines_is_not_read_as_two(tmp_path):
    rows = [(*row[:2], row[2].replace("100.00", "12,345,6\n78.90"), *row[3:]) for row in SUMMARY_ROWS]
    disclosure = expenditure_summary(rows=rows)
    reading = read(tmp_path, [disclosure, expenditure_summary()], no_rules("1"))
    assert [t.table.page_first for t in reading.tables] == [3]
    assert reading.document.unread_table_pages == (2,)


def test_the_caption_of_a_table_that_is_not_read_is_not_that_of_the_next(tmp_path):
    lost = Disclosure(
        "政府性基金预算支出表",
        [("科目编码",), ("科目名称",), ("合计",)],
        [("", "本单位无此项支出", "")],
        caption=("单位名称：某市水务局", "单位：元"),
    )
    ruled = Disclosure("部门支出总体情况表", SUMMARY_HEADER, SUMMARY_ROWS, caption=CAPTION, same_page=True)
    reading = read(tmp_path, [lost, ruled], no_rules("1"))
    (table,) = reading.tables
    assert (table.table.money_unit, table.table.title_printed) == ("万元", "部门支出总体情况表")
    assert reading.document.unread_table_pages == (2,)


def test_everything_downstream_works_on_such_a_table(tmp_path):
    pdf = save_unruled(tmp_path / "a.pdf", [BOTH_SIDES, expenditure_summary()], three_lines())
    budget = qz.load(qz.read(pdf, tmp_path / "out"))
    spending = qz.leaves(budget.role("expenditure_summary"), "total")
    assert spending["amount_yuan"].sum() == 1_000_000
    reading = read_document(Path(pdf))
    statuses = {r.status for r in check_document(reading.document, reading.records) if r.rule == "revenue_is_expenditure"}
    assert statuses == {"pass"}
