"""What money is spent on and where it comes from: pure functions from frames to tidy frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.cells import completed, current
from qzbudget.errors import UsageError
from qzbudget.load import FEN, Dataset
from qzbudget.parts import DIGITS, Parts, Recipe, parts, recipes

PRINTED_STEP = 0.01
"""Smallest step of a printed amount, in its money unit."""

COLUMNS = ("rank", "name", "code", "amount_yuan", "share_pct", "whole_yuan", "document_id", "role", "measure", "table_id")
COLUMNS += ("row", "col", "cells", "page", "number_printed", "proved")
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
        Keep the parts that are reported as zero.  Parts that are not reported are never listed.

    Returns
    -------
    DataFrame
        One row per part, largest first: ``rank``, ``name``, ``code`` (or measure), ``amount_yuan``, ``share_pct`` of
        ``whole_yuan`` (the printed total; where none is printed, the sum of the parts; NaN where that is zero), and
        where the number stands: ``document_id``, ``role``, ``measure``, ``table_id``, ``row``, ``col``, ``page``,
        ``number_printed``, ``proved``.  ``cells`` names every cell of the amount as ``table_id:row:col``, joined by
        ``+``; where there are several, ``row`` and ``col`` are ``<NA>``.  No rows where the document does not print
        such parts.  Of several tables the first whose parts add up to its total is taken; where none does (some units
        withhold lines), the first, and :func:`unlisted` tells what is missing.

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
    _refuse_unknown(by, level)
    frame = completed(data.amounts if isinstance(data, Dataset) else data)
    found = [
        parts_found
        for recipe in recipes()
        if recipe.by == by
        for table in _tables(frame, recipe)
        if (parts_found := parts(table, recipe, measure, level)) is not None
    ]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    return _ranked(next(filter(_adds_up, found), found[0]), zeros)


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
    rounding = float(found.cells["money_unit"].map(YUAN_IN).max() or 1) * PRINTED_STEP * len(amounts)
    return found.whole.empty or abs(float(amounts.sum()) - float(found.whole["amount_yuan"].sum())) <= rounding


def _ranked(found: Parts, zeros: bool) -> pd.DataFrame:
    summed = _summed(found.cells[found.cells["amount_yuan"].notna()])
    whole = (found.whole if len(found.whole) else summed)["amount_yuan"].sum()
    kept = summed if zeros else summed[summed["amount_yuan"] != 0]
    ranked = kept.sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)
    share = ranked["amount_yuan"].astype(float) / float(whole) * 100 if whole else float("nan")
    ranked = ranked.assign(rank=range(1, len(ranked) + 1), share_pct=share, whole_yuan=whole)
    return ranked[list(COLUMNS)]


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up the cells of each part, and keep where each of them stands."""
    place = cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str)
    groups = cells.assign(cells=place).groupby("part", sort=False)
    first = groups.head(1).set_index("part")
    single = groups.size() == 1
    summed = first.assign(
        amount_yuan=groups["amount_yuan"].sum().round(FEN),
        cells=groups["cells"].agg("+".join),
        row=first["row"].astype("Int64").where(single),
        col=first["col"].astype("Int64").where(single),
    )
    return summed.rename(columns={"part_name": "name", "part_code": "code"}).reset_index(drop=True)


def unlisted(composed: pd.DataFrame) -> float:
    """Return the part of the whole, in yuan, that a composition does not list: negative where it lists too much.

    Parameters
    ----------
    composed : DataFrame
        ``amount_yuan`` and ``whole_yuan`` as :func:`composition` gives them.

    Returns
    -------
    float
        Yuan; 0 where nothing but the rounding of 0.01 万元 for each part is missing.

    Examples
    --------
    >>> unlisted(pd.DataFrame({"amount_yuan": [60_000.0, 30_000.0], "whole_yuan": [100_000.0, 100_000.0]}))
    10000.0
    """
    if composed.empty:
        return 0.0
    gap = float(composed["whole_yuan"].iloc[0]) - float(composed["amount_yuan"].sum())
    return 0.0 if abs(gap) <= YUAN_IN["万元"] * PRINTED_STEP * len(composed) else round(gap, FEN)


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far an amount is concentrated in few parts.

    ``parts`` counts the parts that are not zero, ``largest_share_pct`` is the share of the largest in per cent, ``hhi``
    the Herfindahl–Hirschman index: the sum of squared shares, 1 when all stands in one part, 1/n when n are equal.
    """

    parts: int
    largest_name: str
    largest_share_pct: float
    hhi: float


def concentration(composed: pd.DataFrame) -> Concentration | None:
    """Measure the concentration of a composition.

    Parameters
    ----------
    composed : DataFrame
        ``name`` and ``amount_yuan`` (yuan) of the parts, as :func:`composition` gives them.

    Returns
    -------
    Concentration or None
        None where there is no positive part.

    Examples
    --------
    >>> concentration(pd.DataFrame({"name": ["甲", "乙"], "amount_yuan": [75.0, 25.0]}))
    Concentration(parts=2, largest_name='甲', largest_share_pct=75.0, hhi=0.625)
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return None
    shares = positive["amount_yuan"].astype(float) / float(positive["amount_yuan"].sum())
    largest = shares.idxmax()
    return Concentration(
        len(positive), str(positive.loc[largest, "name"]), float(shares[largest] * 100), float((shares**2).sum())
    )


def per_hundred(composed: pd.DataFrame, places: int = 2) -> pd.DataFrame:
    """Tell how much of each 100 yuan goes to each part; the parts add up to exactly 100.

    Parameters
    ----------
    composed : DataFrame
        ``amount_yuan`` (yuan) of the parts, as :func:`composition` gives them.
    places : int, default 2
        Decimals: 2 counts in fen, 0 in whole yuan.

    Returns
    -------
    DataFrame
        The positive parts with ``of_100``; the largest remainders are rounded up.

    Examples
    --------
    >>> per_hundred(pd.DataFrame({"name": ["甲", "乙", "丙"], "amount_yuan": [1.0, 1.0, 1.0]}))["of_100"].tolist()
    [33.34, 33.33, 33.33]
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return positive.assign(of_100=pd.Series(dtype=float))
    exact = positive["amount_yuan"].astype(float) / float(positive["amount_yuan"].sum()) * 100 * 10**places
    units = exact.astype(int)
    left = 100 * 10**places - int(units.sum())
    lucky = (exact - units).sort_values(ascending=False, kind="stable").index[:left]
    units.loc[lucky] += 1
    return positive.assign(of_100=units / 10**places)
