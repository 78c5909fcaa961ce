"""Projects with their budgets, and their plans of spending over the year."""

from __future__ import annotations

import pandas as pd

from qzbudget.cited.marks import Marks, marks_of
from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import FEN, Dataset

MONTHS = {"march": 3, "june": 6, "october": 10, "december": 12}
"""The ends of month that sheets plan for, by the names in ``projects.csv``; the amounts are cumulative."""

KINDS = ("project", "fund")
"""Kinds of sheets that are about projects; a sheet of a whole unit holds all of them once more."""

ROLE = "performance_target"


def sheets(projects: pd.DataFrame) -> pd.DataFrame:
    """Return the sheets that are about projects, largest budget first.

    Parameters
    ----------
    projects : DataFrame
        As in ``projects.csv``.

    Returns
    -------
    DataFrame
        ``project_id``, ``name`` and ``code`` (empty where none is printed), ``amount_yuan`` (the budget, NaN where none is
        printed), ``share_pct`` of the budgets of all sheets, ``cells``, ``page``, ``role``, ``number_printed``,
        ``plan_unit_printed``, ``money_unit``, and ``plan_march_yuan`` to ``plan_december_yuan``.

    Examples
    --------
    >>> frame = pd.DataFrame({"project_id": ["p1", "p2"], "sheet_kind": ["project", "department"], "project_name": ["道路", "甲局"],
    ...                       "project_code": None, "budget_yuan": [5e4, 9e4], "page_first": [5, 6]})
    >>> sheets(frame)[["project_id", "name", "amount_yuan", "share_pct", "cells"]]
      project_id name  amount_yuan  share_pct      cells
    0         p1   道路      50000.0      100.0  p1:budget
    """
    chosen = projects[projects["sheet_kind"].isin(KINDS)]
    amount = chosen["budget_yuan"].astype(float)
    whole = amount.sum()
    found = chosen.assign(
        name=chosen["project_name"].fillna(""),
        code=chosen["project_code"].fillna(""),
        amount_yuan=amount,
        share_pct=amount / whole * 100 if whole > 0 else float("nan"),
        cells=(chosen["project_id"] + ":budget").where(amount.notna(), ""),
        page=chosen["page_first"],
        role=ROLE,
        number_printed="",
    )
    return found.sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)


def plans(found: pd.DataFrame) -> pd.DataFrame:
    """Return the plans of spending: a row for each sheet and end of month that prints an amount.

    Parameters
    ----------
    found : DataFrame
        As :func:`sheets` gives it.

    Returns
    -------
    DataFrame
        ``project_id``, ``name``, ``month`` (3, 6, 10, 12), ``amount_yuan`` (up to that month), ``budget_yuan``,
        ``share_pct`` of the budget, ``cells``, ``budget_cells``, ``page``, in the order of the sheets.
    """
    rows = [
        {
            "project_id": sheet["project_id"],
            "name": sheet["name"],
            "month": month,
            "amount_yuan": float(sheet[f"plan_{name}_yuan"]),
            "budget_yuan": float(sheet["amount_yuan"]),
            "cells": f"{sheet['project_id']}:plan_{name}",
            "budget_cells": sheet["cells"],
            "page": sheet["page"],
        }
        for sheet in found.to_dict("records")
        for name, month in MONTHS.items()
        if pd.notna(sheet[f"plan_{name}_yuan"])
    ]
    names = ["project_id", "name", "month", "amount_yuan", "budget_yuan", "cells", "budget_cells", "page"]
    frame = pd.DataFrame(rows, columns=names).astype({"amount_yuan": float, "budget_yuan": float, "month": "Int64"})
    return frame.assign(share_pct=frame["amount_yuan"] / frame["budget_yuan"].where(frame["budget_yuan"] > 0) * 100)


def summed_plan(planned: pd.DataFrame) -> pd.DataFrame:
    """Add up the plans by end of month; months for which a sheet prints nothing are left out, since their sum lacks it.

    Parameters
    ----------
    planned : DataFrame
        As :func:`plans` gives it.

    Returns
    -------
    DataFrame
        ``month``, ``amount_yuan``, ``budget_yuan``, ``share_pct``, ``cells``, ``budget_cells``; only of sheets that print a
        budget.
    """
    planned = planned[planned["budget_yuan"].notna()]
    sheets_planned = planned["project_id"].nunique()
    rows = [
        {
            "month": month,
            "amount_yuan": round(rows["amount_yuan"].sum(), FEN),
            "budget_yuan": round(rows["budget_yuan"].sum(), FEN),
            "cells": sum_of(rows["cells"]),
            "budget_cells": sum_of(rows["budget_cells"]),
        }
        for month, rows in planned.groupby("month", sort=True)
        if len(rows) == sheets_planned
    ]
    frame = pd.DataFrame(rows, columns=["month", "amount_yuan", "budget_yuan", "cells", "budget_cells"])
    return frame.assign(share_pct=frame["amount_yuan"] / frame["budget_yuan"].where(frame["budget_yuan"] > 0) * 100)


def sheet_marks(budget: Dataset) -> Marks:
    """Return the marks of a document's numbers, those of performance sheets whose reading is not proved among them.

    Parameters
    ----------
    budget : Dataset
        A loaded dataset.
    """
    marks, tables = marks_of(budget), budget.tables
    doubtful = tables[(tables["role"] == ROLE) & ~tables["proved"].astype(bool)]
    pages = [
        range(int(first), int(last) + 1)
        for first, last in zip(doubtful["page_first"], doubtful["page_last"], strict=True)
    ]
    firsts = zip(budget.projects["project_id"], budget.projects["page_first"], strict=True)
    unproved = {project for project, first in firsts if any(int(first) in these for these in pages)}
    return Marks(marks.failed, marks.unproved | unproved)
