"""The rows of ``projects.csv`` and ``performance_targets.csv`` as frozen records: field names are the column names.

``None`` means "not reported" and is written as an empty cell; it never stands for zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One performance sheet: a project's, a department's or a fund's; unit of observation of ``projects.csv``.

    ``budget_yuan`` is the year's money where a sheet prints both the year's and that of the whole project.  The four
    ``plan_…_yuan`` are what is to be spent by the end of the month, counted from January.
    """

    document_id: str
    project_id: str
    sheet_kind: str
    unit_name: str | None
    project_code: str | None
    project_name: str | None
    money_unit: str | None
    budget_yuan: Decimal | None
    fiscal_yuan: Decimal | None
    other_yuan: Decimal | None
    purpose: str | None
    plan_march_yuan: Decimal | None
    plan_june_yuan: Decimal | None
    plan_october_yuan: Decimal | None
    plan_december_yuan: Decimal | None
    goals: str | None
    page_first: int
    page_last: int


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One performance indicator of a sheet; unit of observation of ``performance_targets.csv``.

    ``row`` counts the indicators of a sheet from 0.  ``description`` is the printed explanation of the indicator, or, in a
    sheet that groups indicators by activity (活动), the activity.  Page and box are those of the target.
    """

    document_id: str
    project_id: str
    project_code: str | None
    row: int
    level1: str | None
    level2: str | None
    level3: str | None
    description: str | None
    target_printed: str | None
    comparator: str | None
    target_value: Decimal | None
    target_unit: str | None
    weight: Decimal | None
    basis: str | None
    page: int
    x0: Decimal
    top: Decimal
    x1: Decimal
    bottom: Decimal
