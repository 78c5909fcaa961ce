"""Choosing amount cells: the rows that add up, the year that a document is about, the column that is the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

OPTIONAL: tuple[str, ...] = (
    *("document_id", "parent_row", "is_leaf", "direction", "item_code", "code_inferred", "concept"),
    *("fiscal_year", "phase", "header", "page", "money_unit", "number_printed", "proved", "unit_name"),
    *("functional_code", "functional_name", "department_code", "department_name"),
    *("government_code", "government_name"),
)
"""Columns that a frame may lack; they count as not reported then."""

_PHASES = ("executed", "approved", "adjusted", "prior_year")
_STEP = re.compile(r"[.@]")


def leaves(frame: pd.DataFrame, measure: str | None = None) -> pd.DataFrame:
    """Return the rows that no other row is a part of: the leaves of one column add up without counting twice.

    Parameters
    ----------
    frame : DataFrame
        One row per amount cell, with ``is_leaf`` and ``measure``, such as ``budget.role("expenditure_summary")``.
    measure : str, optional
        Keep this column only, such as ``"total"``.  Without it the leaves of every column are kept: add them up column
        by column (``groupby(["table_id", "measure"])``), since one column can be a part of another.

    Returns
    -------
    DataFrame
        The chosen rows, unchanged, in their order.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "item_name": ["合计", "教育支出", "住房保障支出"],
    ...     "measure": ["total", "total", "total"],
    ...     "is_leaf": [False, True, True],
    ...     "amount_yuan": [300.0, 200.0, 100.0],
    ... })
    >>> leaves(frame, "total")["amount_yuan"].sum()
    np.float64(300.0)
    """
    chosen = frame["is_leaf"].astype(bool)
    return frame[chosen] if measure is None else frame[chosen & (frame["measure"] == measure)]


def completed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every column that the analysis reads; those that it lacked are not reported."""
    lacking: dict[str, Any] = {name: pd.NA for name in OPTIONAL if name not in frame.columns}
    return frame.assign(**lacking)


def current(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the cells about a table's own year: the latest year, and of that the executed or else approved amounts.

    Examples
    --------
    >>> frame = pd.DataFrame({"table_id": ["a", "a"], "fiscal_year": [2022, 2023],
    ...                       "phase": ["prior_year", "approved"], "amount_yuan": [1.0, 2.0]})
    >>> current(frame)["amount_yuan"].tolist()
    [2.0]
    """
    year = frame["fiscal_year"].astype("Int64")
    latest = year.groupby(frame["table_id"]).transform("max")
    of_year = frame[(year == latest).fillna(False) | latest.isna()]
    rank = of_year["phase"].map({phase: i for i, phase in enumerate(_PHASES)}).fillna(len(_PHASES))
    best: pd.Series[float] = rank.groupby(of_year["table_id"]).transform("min")
    return of_year.loc[rank == best]


def steps(measure: str) -> list[str]:
    """Split a measure into its steps.

    Examples
    --------
    >>> steps("total@fund.general_budget.basic")
    ['total', 'fund', 'general_budget', 'basic']
    """
    return _STEP.split(measure)


def whole_measure(measures: Iterable[str]) -> str | None:
    """Return the measure that the other columns of a table are parts of: the one with the fewest steps below ``total``.

    Examples
    --------
    >>> whole_measure(["carried_forward", "total.basic.personnel", "total.basic"])
    'total.basic'
    """
    money = [measure for measure in measures if steps(measure)[0] == "total"]
    return min(money, key=lambda measure: (len(steps(measure)), "@" in measure, measure), default=None)


def column_of(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return one column of one table; of several that are called the same, the leftmost."""
    cells = frame[frame["measure"] == measure]
    leftmost: pd.Series[bool] = cells["col"] == cells["col"].min()
    return cells.loc[leftmost]


def printed_total(column: pd.DataFrame) -> pd.DataFrame:
    """Return the cell that prints the total of a column; where the table prints none, the lines that are part of none.

    Examples
    --------
    >>> column = pd.DataFrame({"row_type": ["item", "total"], "parent_row": [1, None], "amount_yuan": [5.0, 5.0]})
    >>> printed_total(column)["row_type"].tolist()
    ['total']
    """
    totals = column[(column["row_type"] == "total") & column["amount_yuan"].notna()]
    if not totals.empty:
        top = totals[totals["parent_row"].isna()]
        return (totals if top.empty else top).head(1)
    return column[column["parent_row"].isna() & (column["row_type"] != "of_which") & column["amount_yuan"].notna()]
