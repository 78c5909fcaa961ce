"""Procurement: the purchases, their kinds, what is reserved; expected values from tiny tables and the published text."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.colors import to_hex

import qzbudget as qz
from qzbudget import purchases
from qzbudget.cited.marks import Marks, marks_of
from qzbudget.cited.numbers import without_cells
from qzbudget.figures import amount_bars, png
from qzbudget.figures.colours import PALETTE, REST
from qzbudget.purchases import sentences, tables
from qzbudget.purchases.frame import purchases as frame_of
from tests.small_dataset import lines, total_in_columns

WAN = 10_000.0
QINGDAO = Path(__file__).resolve().parents[1] / "data" / "processed" / "青岛市人民政府办公厅-2023-budget-unit"
NAMES = ["statement_id", "section", "subject", "concept", "measure", "amount_yuan", "page"]


def said(*rows):
    return pd.DataFrame([(f"s{i}", *row, 9) for i, row in enumerate(rows)], columns=NAMES).astype(
        {"amount_yuan": float}
    )


def document(*amounts, statements=None, kind="budget"):
    cells = pd.concat(amounts, ignore_index=True) if amounts else lines()
    titles = cells[["table_id"]].drop_duplicates().assign(title_printed="政府采购预算表")
    return SimpleNamespace(
        amounts=cells, statements=said() if statements is None else statements, tables=titles, document={"kind": kind}
    )


def table(*rows, table_id="procurement", **columns):
    """A procurement table: each row is row, parent_row, name, row_type, yuan; further columns by name."""
    found = lines(
        *((row, up, None, name, kind, yuan) for row, up, name, kind, yuan in rows),
        role="procurement",
        table_id=table_id,
    )
    leaf = ~found["row"].isin(found["parent_row"])
    return found.assign(is_leaf=leaf & (found["row_type"] != "total"), number_printed="公开表10", **columns)


THREE = table(
    (0, None, "合计", "total", 100 * WAN),
    (1, None, "保安服务", "detail", 10 * WAN),
    (2, None, "复印纸", "detail", 5 * WAN),
    (3, None, "其他服务", "detail", 85 * WAN),
    procurement_kind=[None, "服务", "货物", "服务"],
)


def test_purchases_stand_largest_first_with_their_share_of_the_printed_total():
    found = purchases.purchase_lines(document(THREE))
    assert found[["name", "key", "share_pct", "cells"]].to_numpy().tolist() == [
        ["其他服务", "services", 85.0, "procurement:3:3"],
        ["保安服务", "services", 10.0, "procurement:1:3"],
        ["复印纸", "goods", 5.0, "procurement:2:3"],
    ]
    assert set(found["whole_cells"]) == {"procurement:0:3"}


def test_kinds_are_the_lines_added_up():
    found = purchases.purchase_kinds(document(THREE))
    assert found[["key", "amount_yuan", "cells"]].to_numpy().tolist() == [
        ["goods", 5 * WAN, "procurement:2:3"],
        ["services", 95 * WAN, "procurement:1:3+procurement:3:3"],
    ]


def test_a_kind_printed_above_its_lines_is_theirs():
    below = table(
        (0, None, "合计", "total", 7.0),
        (1, None, "一、货物A", "category", 4.0),
        (2, 1, "服务器", "detail", 4.0),
        (3, None, "工程", "category", 3.0),
        (4, 3, "服务中心修缮", "detail", 3.0),
    )
    assert purchases.purchase_lines(document(below))["key"].tolist() == ["goods", "works"]


def test_a_unit_whose_name_ends_in_service_is_no_kind():
    found = purchases.purchase_lines(document(table((0, None, "车辆", "detail", 4.0), procurement_kind="机关服务中心")))
    assert found["key"].tolist() == [""]


def test_a_table_of_kinds_alone_lists_no_purchases_but_tells_the_kinds():
    kinds = table(
        (0, None, "A-货物", "detail", 2.0), (1, None, "C-服务", "detail", 6.0), (2, None, "合计", "total", 8.0)
    )
    services = table((0, None, "课题研究服务", "detail", 1.0), table_id="procurement-2")
    budget = document(kinds, services)
    assert purchases.purchase_kinds(budget)["share_pct"].tolist() == [25.0, 75.0]
    assert purchases.purchase_lines(budget)["name"].tolist() == ["课题研究服务"]


def test_lines_without_kinds_leave_the_word_to_the_narrative():
    unclear = table((0, None, "甲", "detail", 2.0))
    budget = document(
        unclear,
        statements=said(
            ("二", "政府采购", "procurement", "budget", 8.0),
            ("二", "货物", "procurement.goods", "budget", 2.0),
            ("二", "服务", "procurement.services", "budget", 6.0),
        ),
    )
    found = purchases.purchase_kinds(budget)
    assert found[["key", "share_pct", "cells"]].to_numpy().tolist() == [["goods", 25.0, "s1"], ["services", 75.0, "s2"]]
    assert "正文第 9 页" in sentences.kinds(found)


def test_a_kind_with_two_amounts_leaves_all_kinds_untold():
    twice = said(
        ("二", "货物", "procurement.goods", "budget", 2.0),
        ("二", "服务", "procurement.services", "budget", 6.0),
        ("二", "货物", "procurement.goods", "budget", 1.0),
    )
    assert purchases.purchase_kinds(document(statements=twice)).empty


def test_what_the_lines_leave_of_the_total_is_told():
    short = table(
        (0, None, "合计", "total", 9 * WAN), (1, None, "甲", "detail", 6 * WAN), (2, None, "乙", "detail", 1 * WAN)
    )
    budget = document(short)
    told = without_cells(sentences.listed(budget, purchases.purchase_lines(budget)))
    assert told.endswith("列出的各项比合计少 2.00 万元。")


def test_reserved_is_a_share_of_all_purchases():
    total = total_in_columns(role="procurement", total=80.0, sme_reserved=60.0)
    found = purchases.reserved(document(total))
    assert found[["key", "share_pct", "cells", "whole_cells"]].to_numpy().tolist() == [
        ["sme_reserved", 75.0, "procurement:0:4", "procurement:0:3"]
    ]


def test_reserved_in_a_table_of_expenditure_is_no_share_of_expenditure():
    found = purchases.reserved(document(total_in_columns(total=800.0, procurement=80.0, smb_reserved=20.0)))
    assert found["share_pct"].tolist() == [25.0]


def test_what_final_accounts_reserved_has_no_share_of_what_was_executed():
    found = purchases.reserved(
        document(
            statements=said(
                ("二", "政府采购", "procurement", "executed", 80.0),
                ("二", "预留", "procurement.sme_reserved", "budget", 20.0),
            ),
            kind="final_accounts",
        )
    )
    assert found["amount_yuan"].tolist() == [20.0]
    assert found["share_pct"].isna().all()


def test_nothing_reported_is_said_not_counted_as_zero():
    budget = document()
    found = purchases.purchase_lines(budget), purchases.purchase_kinds(budget), purchases.reserved(budget)
    assert sentences.listed(budget, found[0]).startswith("这份文件没有列出各项采购。")
    assert sentences.kinds(found[1]) == "这份文件没有说货物、工程、服务各是多少。"
    assert "没有公布不等于没有预留" in sentences.reserved(found[2])
    assert tables.purchases_table(found[0]) is None
    assert amount_bars(found[0], "", {}) is None


def test_without_a_table_the_narrative_tells_the_whole():
    budget = document(statements=said(("二", "政府采购", "procurement", "budget", 8 * WAN)))
    assert "[8.00 万元](#s0)" in sentences.listed(budget, purchases.purchase_lines(budget))


def test_a_table_that_prints_only_its_total_tells_it():
    budget = document(table((0, None, "合计", "total", 0.0)))
    assert without_cells(sentences.listed(budget, purchases.purchase_lines(budget))) == (
        "政府采购预算表合计 **0.00 元**（第 3 页），没有列出各项采购。"
    )


def test_a_number_of_a_failed_check_is_marked():
    marks = Marks(failed=frozenset({"procurement:3:3"}))
    found = purchases.purchase_lines(document(THREE))
    assert "⚠ 核对不符" in sentences.listed(document(THREE), found, "zh", marks)
    assert "⚠ 核对不符" in tables.purchases_table(found, "zh", marks).text.splitlines()[1]


def test_bars_are_grey_only_beside_bars_of_known_kinds():
    groups = tables.kind_names()
    unknown = amount_bars(purchases.purchase_lines(document(table((0, None, "甲", "detail", 2.0)))), "", groups)
    assert to_hex(unknown.axes[0].patches[0].get_facecolor()).upper() == PALETTE[0]
    mixed = table((0, None, "甲", "detail", 2.0), (1, None, "乙", "detail", 1.0), procurement_kind=[None, "服务"])
    beside = amount_bars(purchases.purchase_lines(document(mixed)), "", groups)
    assert to_hex(beside.axes[0].patches[0].get_facecolor()).upper() == REST


def test_a_long_table_says_how_many_lines_it_leaves_out():
    many = frame_of(
        {"name": f"甲{i}", "amount_yuan": 1.0, "whole_yuan": 70.0, "role": "procurement", "page": 1} for i in range(70)
    )
    assert "另有 10 行" in tables.purchases_table(many).text
    figure = amount_bars(many, "", {})
    assert figure.axes[0].get_yticklabels()[-1].get_text() == "其余 59 项"


# 青岛市人民政府办公厅（本级）2023：公开表10 and 第三部分 二（二）


@pytest.fixture(scope="module")
def qingdao():
    return qz.load(QINGDAO)


def test_one_line_is_nearly_all_of_qingdaos_purchases(qingdao):
    found = purchases.purchase_lines(qingdao)
    assert len(found) == 23
    assert found["amount_yuan"].iloc[0] == 5581.64 * WAN
    assert set(found["whole_yuan"]) == {5970.09 * WAN}
    assert len(purchases.few_lines(found)) == 1
    assert without_cells(sentences.listed(qingdao, found, "zh", marks_of(qingdao))) == (
        "政府采购预算表合计 **5,970.09 万元**，23 项；最大的一项 **其他服务** 5,581.64 万元，占 **93.5%**。"
    )


def test_the_lines_make_the_kinds_that_the_narrative_states(qingdao):
    found = purchases.purchase_kinds(qingdao)
    assert dict(zip(found["key"], found["amount_yuan"], strict=True)) == {
        "goods": 82.25 * WAN,
        "services": 5887.84 * WAN,
    }


def test_all_of_qingdaos_purchases_are_reserved(qingdao):
    found = purchases.reserved(qingdao)
    assert found[["key", "amount_yuan", "share_pct", "page"]].to_numpy().tolist() == [
        ["sme_reserved", 5970.09 * WAN, 100.0, 25]
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_figures_can_be_drawn(qingdao, lang):
    found = purchases.purchase_lines(qingdao)
    assert png(amount_bars(found, "政府采购", tables.kind_names(lang), lang))
    assert tables.terms_table(tables.named(purchases.purchase_kinds(qingdao), lang), lang)
