"""What one cell is, where its column and its row meet: period, measure, concept, and whether it is money."""

from __future__ import annotations

import re
from dataclasses import replace

from qzbudget.know.column import KnownColumn
from qzbudget.know.document import DocumentFacts
from qzbudget.know.period import Period, names_only_a_period, period_of
from qzbudget.know.role import OTHER
from qzbudget.know.rows import KnownRow
from qzbudget.text import match_key

NO_MONEY = ("_pct", "_count")
_SAYS_MONEY = re.compile(r"额|本金|利息|收入|支出|拨款|资金|经费|费用|预算|决算|执行数|元")
"""What tells of a column that nothing else is known of that its numbers are money, and no area or year."""


def cell_period(column: KnownColumn, row: KnownRow) -> Period:
    """Return the period that the column's header states, else the one that the row states in a column 年度."""
    named = row.name if row.name and row.code is None and names_only_a_period(row.name) else ""
    of_row = period_of([row.labels.get("period", "") or named])
    if column.period.stated:
        # 2020年 over the column, 预算数 and 决算数 beside the rows
        return replace(column.period, phase=column.period.phase or (of_row.phase if named else None))
    return of_row


def cell_measure(column: KnownColumn, row: KnownRow) -> str | None:
    """Return the column's measure; in a row 增减变化 every column is the change of its measure, in a row 批次（个） a count."""
    if row.measure is not None:
        return row.measure
    concept = row_concept(column, row)
    if column.measure is not None and concept is not None and concept.endswith(NO_MONEY):
        return concept
    of_rows = (row.labels.get("period", ""), "" if row.code else row.name or "")
    if column.measure is not None and any(_CHANGE.fullmatch(match_key(text)) for text in of_rows):
        return column.measure.replace("total", "change", 1)
    return column.measure


def row_concept(column: KnownColumn, row: KnownRow) -> str | None:
    """Return the row's concept; 车辆（辆） counts in the column 数量, not in the one beside it that prints its value."""
    counts = (row.concept or "").endswith(NO_MONEY)
    return None if counts and (column.money_unit or _VALUE.search("".join(column.path))) else row.concept


_VALUE = re.compile("价值|原值|净值")
_CHANGE = re.compile(r"((比|较)(上年|20\d\d年)(预算|决算|执行)?数?)?(增减|变化|变动)(变化|变动|情况)?(金额|额|数)?")


def year_and_phase(facts: DocumentFacts, period: Period) -> tuple[int | None, str]:
    """Return year and phase of a period in a document; what is planned for later years is a budget."""
    own = "executed" if facts.kind == "final_accounts" else "approved"
    year = facts.fiscal_year
    if period.year is not None:
        year = period.year
    elif period.prior:
        year = None if year is None else year - 1
    if period.phase:
        return year, period.phase
    if year is not None and facts.fiscal_year is not None and year > facts.fiscal_year:
        return year, "approved"
    return year, "prior_year" if period.prior or year != facts.fiscal_year else own


def is_money(column: KnownColumn, row: KnownRow, role: str) -> bool:
    """Tell whether a number is an amount of money: no percentage or count, and known or called so in an unknown table."""
    measure = cell_measure(column, row)
    names = (measure, row_concept(column, row))
    if any((name or "").split(".")[0].endswith(NO_MONEY) for name in names):
        return False
    return role != OTHER or measure is not None or _SAYS_MONEY.search("".join(column.path)) is not None
