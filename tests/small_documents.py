"""Small budgets from literals, for tests that need a file and not a whole document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typeset.draw import draw
from typeset.simple import Disclosure, simple_document

UNIT = "某市水务局"
SUMMARY_ROWS = (
    ("201", "一般公共服务支出", "100.00", "60.00", "40.00"),
    ("20103", "政府办公厅（室）及相关机构事务", "100.00", "60.00", "40.00"),
    ("2010301", "行政运行", "60.00", "60.00", ""),
    ("2010302", "一般行政管理事务", "40.00", "", "40.00"),
)
SUMMARY_HEADER = (("科目编码",), ("科目名称",), ("合计",), ("基本支出",), ("项目支出",))


def expenditure_summary(
    title: str = "部门支出总体情况表",
    header: Sequence[Sequence[str]] = SUMMARY_HEADER,
    rows: Sequence[Sequence[str]] = SUMMARY_ROWS,
    unit: str = UNIT,
    money: str = "单位：万元",
) -> Disclosure:
    """A table of four rows: one class, one section, two items."""
    return Disclosure(title, header, rows, number="表3", caption=(f"单位名称：{unit}", money))


def save_budget(path: Path, *disclosures: Disclosure, unit: str = UNIT, year: int = 2024) -> Path:
    """Typeset a budget under its title line and save it."""
    title = f"{unit}{year}年部门预算"
    document = simple_document(title, disclosures or [expenditure_summary(unit=unit)], before=[title])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw(document))
    return path
