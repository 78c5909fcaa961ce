"""Changes that the narrative states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.change.frame import BASES, changes
from qzbudget.cited.numbers import difference_of

_AMOUNTS = ("budget", "executed")


def stated_changes(statements: pd.DataFrame, fiscal_year: int | None = None) -> pd.DataFrame:
    """Return every change that a narrative states, with the reason that it gives.

    Parameters
    ----------
    statements : DataFrame
        As ``Dataset.statements``.
    fiscal_year : int, optional
        The year of the document.

    Returns
    -------
    DataFrame
        A frame of changes (:data:`qzbudget.change.frame.COLUMNS`) in the order of the document.  Where a sentence states a
        change without its amount (``基本支出增加796.49万元``), the amount is the one that the same section states of the same
        thing, if it states just one.  A change that is stated as a percentage alone has no ``change_yuan``.

    Examples
    --------
    >>> statements = pd.DataFrame({
    ...     "statement_id": ["s1", "s2"], "section": "一", "subject": "基本支出", "concept": "basic",
    ...     "measure": ["budget", "change"], "amount_yuan": [300.0, None], "change_yuan": [None, -20.0],
    ...     "change_pct": None, "base_kind": [None, "prior_budget"], "prior_year_yuan": None, "reason": None, "page": 3,
    ... })
    >>> stated_changes(statements, 2023)[["name", "amount_yuan", "base_yuan", "change_yuan", "change_pct", "base_cells"]]
       name  amount_yuan  base_yuan  change_yuan  change_pct base_cells
    0  基本支出        300.0      320.0        -20.0       -6.25      s1~s2
    """
    moved = statements["change_yuan"].notna() | statements["change_pct"].notna()
    chosen = statements[moved & statements["base_kind"].isin(BASES)]
    return changes(_row(row, statements, fiscal_year) for _, row in chosen.iterrows())


def _row(row: pd.Series[Any], statements: pd.DataFrame, fiscal_year: int | None) -> dict[str, Any]:
    own = str(row["statement_id"])
    amount, base, amount_cells = row["amount_yuan"], row["prior_year_yuan"], own
    if row["measure"] == "change":
        amount, amount_cells = _amount_of(row, statements)
        base = amount - row["change_yuan"] if pd.notna(amount) and pd.notna(row["change_yuan"]) else None
    same_year = row["base_kind"] == "budget"
    return {
        "document_id": row.get("document_id"),
        "key": row["concept"] if pd.notna(row["concept"]) else row["subject"],
        "name": row["subject"],
        "code": row["concept"] if str(row["concept"]).isdigit() else None,
        "amount_yuan": amount,
        "base_yuan": base,
        "change_yuan": row["change_yuan"],
        "change_pct": row["change_pct"],
        "base_kind": row["base_kind"],
        "year": fiscal_year,
        "base_year": fiscal_year if fiscal_year is None or same_year else fiscal_year - 1,
        "reason": row["reason"],
        "section": row["section"],
        "page": row["page"],
        "amount_cells": amount_cells,
        "base_cells": difference_of(amount_cells, own) if amount_cells not in ("", own) else own,
        "change_cells": own,
    }


def _amount_of(change: pd.Series[Any], statements: pd.DataFrame) -> tuple[float | None, str]:
    """Return the one amount that the section of a change states of the same thing, and where."""
    same = statements[
        (statements["concept"] == change["concept"])
        & (statements["section"].fillna("") == (change["section"] if pd.notna(change["section"]) else ""))
        & statements["measure"].isin(_AMOUNTS)
        & statements["amount_yuan"].notna()
    ]
    if len(same) != 1:
        return None, ""
    return float(same["amount_yuan"].iloc[0]), str(same["statement_id"].iloc[0])


def executions(statements: pd.DataFrame, fiscal_year: int | None = None) -> pd.DataFrame:
    """Return what a narrative states of budget and execution of one year, such as 年初预算为…，支出决算为….

    Parameters
    ----------
    statements : DataFrame
        As ``Dataset.statements``.
    fiscal_year : int, optional
        The year of the document.

    Returns
    -------
    DataFrame
        A frame of changes whose base is the budget of the same year: one row for each thing of which one sentence states
        one budget and one execution.
    """
    return changes(_pairs(statements, fiscal_year))


def _pairs(statements: pd.DataFrame, fiscal_year: int | None) -> Iterator[dict[str, Any]]:
    amounts = statements[statements["amount_yuan"].notna() & statements["measure"].isin(_AMOUNTS)]
    for (_, subject), rows in amounts.groupby(["text", "subject"], sort=False):
        budget, executed = (rows[rows["measure"] == measure] for measure in _AMOUNTS)
        if len(budget) == 1 and len(executed) == 1:
            plan, done = budget.iloc[0], executed.iloc[0]
            places = str(plan["statement_id"]), str(done["statement_id"])
            yield {
                "document_id": done.get("document_id"),
                "key": done["concept"] if pd.notna(done["concept"]) else subject,
                "name": subject,
                "code": done["concept"] if str(done["concept"]).isdigit() else None,
                "amount_yuan": done["amount_yuan"],
                "base_yuan": plan["amount_yuan"],
                "base_kind": "budget",
                "year": fiscal_year,
                "base_year": fiscal_year,
                "reason": next((reason for reason in rows["reason"] if pd.notna(reason)), None),
                "section": done["section"],
                "page": done["page"],
                "amount_cells": places[1],
                "base_cells": places[0],
                "change_cells": difference_of(places[1], places[0]),
            }
