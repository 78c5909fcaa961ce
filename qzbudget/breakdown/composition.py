"""A whole broken down into its parts: a pure function from amount cells to a tidy frame."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.breakdown.cells import completed, current
from qzbudget.breakdown.parts import DIGITS, Parts, Recipe, parts, recipes
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.errors import UsageError

PRINTED_STEP = 0.01
"""Smallest step of a printed amount, in its money unit."""

COLUMNS: tuple[str, ...] = (
    "rank",
    "name",
    "code",
    "amount_yuan",
    "share_pct",
    "whole_yuan",
    "document_id",
    "role",
    "measure",
    "table_id",
)
COLUMNS += ("row", "col", "cells", "page", "number_printed", "proved", "whole_cells")
"""Columns of a composition."""


def composition(
    data: Dataset | pd.DataFrame,
    by: str = "function",
    *,
    measure: str | None = None,
    level: str = "class",
    zeros: bool = False,
) -> pd.DataFrame:
    """Break an amount down into its parts.

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``: at least ``table_id``, ``role``, ``row``, ``col``,
        ``item_name``, ``row_type``, ``measure`` and ``amount_yuan`` (yuan).
    by : str
        ``"source"`` revenue by source; ``"function"`` expenditure by functional classification; ``"kind"`` basic,
        project and other expenditure; ``"basic"`` basic expenditure into personnel and operating;
        ``"department_economic"`` (3xx) and ``"government_economic"`` (5xx) by economic classification.
    measure : str, optional
        The column to break down, such as ``"total.project"``; by default the one that is the whole.
    level : {"class", "section", "item"}
        Level of a classification (3, 5 or 7 digits); the others have none.  A class without sections stands for itself
        at the deeper levels, so that the parts stay complete.
    zeros : bool, default False
        Keep the parts that are reported as zero; they are kept anyhow where every part is zero.  Parts that are not
        reported are never listed.

    Returns
    -------
    DataFrame
        One row per part, largest first: ``rank``, ``name``, ``code`` (or measure), ``amount_yuan``, ``share_pct`` of
        ``whole_yuan`` (the printed total; where none is printed, the sum of the parts; NaN where that is zero), and
        where the number stands: ``document_id``, ``role``, ``measure``, ``table_id``, ``row``, ``col``, ``page``,
        ``number_printed``, ``proved``.  ``cells`` names every cell of the amount as ``table_id:row:col``, joined by
        ``+``; where there are several, ``row`` and ``col`` are ``<NA>``.  ``whole_cells`` names those of the whole in the
        same way.  No rows where the document does not print
        such parts.  Of several tables the first whose parts add up to its total is taken; where none does (some units
        withhold lines), the first, and :func:`qzbudget.breakdown.analysis.unlisted` tells what is missing.

    Raises
    ------
    UsageError
        If ``by`` or ``level`` is none of the above.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "expenditure_summary", "role": "expenditure_summary", "measure": "total", "col": 3,
    ...     "row": [0, 1, 2], "parent_row": [None, 0, 0], "item_code": [None, "201", "221"],
    ...     "item_name": ["合计", "一般公共服务支出", "住房保障支出"], "row_type": ["total", "class", "class"],
    ...     "amount_yuan": [400.0, 300.0, 100.0],
    ... })
    >>> composition(frame, by="function")[["rank", "name", "code", "amount_yuan", "share_pct", "cells"]]
       rank      name code  amount_yuan  share_pct                    cells
    0     1  一般公共服务支出  201        300.0       75.0  expenditure_summary:1:3
    1     2    住房保障支出  221        100.0       25.0  expenditure_summary:2:3
    """
    found = best_parts(data, by, measure, level)
    return pd.DataFrame(columns=list(COLUMNS)) if found is None else _ranked(found, zeros)


def best_parts(data: Dataset | pd.DataFrame, by: str, measure: str | None = None, level: str = "class") -> Parts | None:
    """Return the cells of the table that breaks an amount down best; parameters as for :func:`composition`.

    Returns
    -------
    Parts or None
        The first table whose parts add up to its total, else the first that has such parts; None where none has.
    """
    _refuse_unknown(by, level)
    first: Parts | None = None
    for found in _found(completed(data.amounts if isinstance(data, Dataset) else data), by, measure, level):
        if _adds_up(found):
            return found
        first = first or found
    return first


def _found(frame: pd.DataFrame, by: str, measure: str | None, level: str) -> Iterator[Parts]:
    for recipe in recipes():
        if recipe.by == by:
            for table in _tables(frame, recipe):
                found = parts(table, recipe, measure, level)
                if found is not None:
                    yield found


def _refuse_unknown(by: str, level: str) -> None:
    ways = dict.fromkeys(recipe.by for recipe in recipes())
    for name, value, known in (("by", by, ways), ("level", level, DIGITS)):
        if value not in known:
            near = get_close_matches(value, known, n=1)
            hint = f"是不是 {near[0]!r}？" if near else ""
            raise UsageError(f"{name}={value!r} 未知。{hint}可用的有：{'、'.join(known)}。")


def _tables(frame: pd.DataFrame, recipe: Recipe) -> Iterator[pd.DataFrame]:
    """Yield the tables of a recipe's role in the order of the document, each with the cells about its own year."""
    cells = frame[frame["role"] == recipe.role]
    for table_id in cells["table_id"].unique():
        yield current(cells[cells["table_id"] == table_id])


def _adds_up(found: Parts) -> bool:
    """Tell whether the parts make the printed total, but for the rounding of the printed unit."""
    amounts = found.cells["amount_yuan"].dropna()
    units = [float(YUAN_IN[unit]) for unit in found.cells["money_unit"].dropna().unique()]
    rounding = max(units, default=1.0) * PRINTED_STEP * len(amounts)
    return found.whole.empty or abs(float(amounts.sum()) - float(found.whole["amount_yuan"].sum())) <= rounding


def _ranked(found: Parts, zeros: bool) -> pd.DataFrame:
    reported = found.cells[found.cells["amount_yuan"].notna()]
    summed = _summed(reported)
    of_whole = found.whole if len(found.whole) else reported
    whole = of_whole["amount_yuan"].sum()
    nonzero = summed["amount_yuan"] != 0
    kept = summed if zeros or not nonzero.any() else summed[nonzero]
    ranked = kept.sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)
    share = ranked["amount_yuan"].astype(float) / float(whole) * 100 if whole else float("nan")
    ranked = ranked.assign(
        rank=range(1, len(ranked) + 1), share_pct=share, whole_yuan=whole, whole_cells="+".join(_named(of_whole))
    )
    return ranked[list(COLUMNS)]


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up the cells of each part, and keep where each of them stands."""
    groups = cells.assign(cells=_named(cells)).groupby("part", sort=False)
    first = groups.head(1).set_index("part")
    single = groups.size() == 1
    summed = first.assign(
        amount_yuan=groups["amount_yuan"].sum().round(FEN),
        cells=groups["cells"].agg("+".join),
        row=first["row"].astype("Int64").where(single),
        col=first["col"].astype("Int64").where(single),
    )
    return summed.rename(columns={"part_name": "name", "part_code": "code"}).reset_index(drop=True)


def _named(cells: pd.DataFrame) -> pd.Series[str]:
    return cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str)
